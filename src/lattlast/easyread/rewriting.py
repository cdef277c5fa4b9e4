"""What an operation offers: one change to one sentence, with its account of the words it takes and gives.

Takes nothing and gives nothing: the operations, the gates and the loop speak in these words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from lattlast.easyread.grammar import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lattlast.easyread.lexicon import Lexicon
    from lattlast.model import TermMatch


@dataclass(frozen=True, slots=True)
class Proposal:
    """The sentences that would stand instead, and the wordings exchanged: every other word has to be still there."""

    sentences: tuple[str, ...]
    wordings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a sentence: the lexicon, the terms and the strings that nobody may touch."""

    lexicon: Lexicon
    find_terms: Callable[[str], list[TermMatch]]
    protected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens and the spans that wordings must leave alone: terms, names, quotations, addresses."""

    text: str
    tokens: tuple[Token, ...]
    context: Context
    untouchable: tuple[tuple[int, int], ...] = field(default=())

    def is_free(self, start: int, end: int) -> bool:
        """Say whether ``text[start:end]`` may change."""
        return not any(left < end and start < right for left, right in self.untouchable)

    def replaced(self, start: int, end: int, new: str) -> str:
        """Give the text with ``text[start:end]`` replaced."""
        return self.text[:start] + new + self.text[end:]


@dataclass(frozen=True, slots=True)
class Operation:
    """A named way to rewrite a sentence; only `certain` ones touch sentences about rights and deadlines."""

    name: str
    certainty: Literal["certain", "guarded"]
    reason: str
    propose: Callable[[Sentence], Iterator[Proposal]]


def words_of(text: str) -> list[str]:
    """Give the lower-case words of a text."""
    return [token.lower for token in tokenize(text) if token.is_word]
