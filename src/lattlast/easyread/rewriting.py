"""What an operation offers: one change to one sentence, with its account of the words it takes and gives.

Takes nothing and gives nothing: the operations, the gates and the loop speak in these words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from lattlast.easyread.grammar import Token, tokenize
from lattlast.text import checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lattlast.easyread.lexicon import Lexicon, Replacement
    from lattlast.model import TermMatch

_QUOTED = re.compile(r"”[^”]*”|\"[^\"]*\"|“[^”]*”|»[^«»]*[«»]")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_LAW = re.compile(r"\d+ ?(?:kap\.|[a-z] ?§|§)(?: ?\d+ ?(?:[a-z] ?)?(?:§|st\.|p\.))*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The sentences that would stand instead, and the wordings exchanged: every other word has to be still there."""

    sentences: tuple[str, ...]
    wordings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a sentence: the lexicon, the terms, the strings that nobody may touch, and the text after it."""

    lexicon: Lexicon
    find_terms: Callable[[str], list[TermMatch]]
    protected: tuple[str, ...] = ()
    following: str = ""


@dataclass(frozen=True)  # without slots, for what is worked out only when it is asked for
class Sentence:
    """A sentence with its tokens and the spans that wordings must leave alone: terms, names, quotations, addresses."""

    text: str
    context: Context

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Give the words and marks."""
        return tokenize(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Give the different words and marks, in lower case."""
        return frozenset(token.lower for token in self.tokens)

    @cached_property
    def entries(self) -> tuple[tuple[int, int, tuple[Replacement, ...]], ...]:
        """Give the entries of the lexicon: where each begins, how many words it covers, its replacements.

        Inside an entry to be kept, there are no others.
        """
        lexicon = self.context.lexicon
        if lexicon.starts.keys().isdisjoint(self.vocabulary):
            return ()
        lower = [token.lower for token in self.tokens]
        found, done = [], 0
        for place in [place for place, word in enumerate(lower) if word in lexicon.starts]:
            length, options = lexicon.find(lower, place) if place >= done else (0, ())
            if length:
                found.append((place, length, options))
                done = place + length if any(option.status == "keep" for option in options) else done
        return tuple(found)

    @cached_property
    def untouchable(self) -> tuple[tuple[int, int], ...]:
        """Give the spans that no wording may change."""
        text = self.text
        return (
            *((match.start, match.end) for match in self.context.find_terms(text)),
            *checks.names(text),
            *(match.span() for pattern in (_QUOTED, _ADDRESS, _LAW) for match in pattern.finditer(text)),
            *(match.span() for string in self.context.protected for match in re.finditer(re.escape(string), text)),
        )

    def is_free(self, start: int, end: int) -> bool:
        """Say whether ``text[start:end]`` may change."""
        return not any(left < end and start < right for left, right in self.untouchable)

    def may_become(self, start: int, end: int, new: str) -> bool:
        """Say whether ``text[start:end]`` may change to `new`: what is untouchable in it has to stand there too."""
        within = [span for span in self.untouchable if span[0] < end and start < span[1]]
        return all(start <= left and right <= end and self.text[left:right] in new.split() for left, right in within)

    def replaced(self, start: int, end: int, new: str) -> str:
        """Give the text with ``text[start:end]`` replaced."""
        return self.text[:start] + new + self.text[end:]


@dataclass(frozen=True, slots=True)
class Operation:
    """A named way to rewrite a sentence; in those about rights and deadlines, only `certain` ones exchange words.

    Without one of its `triggers` among the words and marks of a sentence, it has nothing to propose.
    """

    name: str
    certainty: Literal["certain", "guarded"]
    reason: str
    propose: Callable[[Sentence], Iterator[Proposal]]
    triggers: frozenset[str] = frozenset()


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """Give the lower-case words of a text."""
    return tuple(token.lower for token in tokenize(text) if token.is_word)
