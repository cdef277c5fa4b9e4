"""Mentions: terms that a text holds only in part, for a person to look at.

Takes a text, the one-word forms of terms and the spans that whole terms take; gives what is left of terms elsewhere: in
a compound (*kommundirektörsbyte*), or shortened before “och” (*kommun- och skoldirektör*). Nothing is enforced there:
what the compound is in another language no glossary can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.model import Term

_SHORTEST_TERM = 7  # a shorter one, such as “kommun”, begins half of all municipal words
_SHORTEST_REST = 3
_WORD = re.compile(r"\w+")
_SHORTENED = re.compile(r"\b(?P<first>\w+)[-\u2011] (?:och|eller|samt|respektive) (?P<second>\w+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A term that stands only in part in ``text[start:end]``."""

    term: Term
    start: int
    end: int
    kind: Literal["compound", "ellipsis"]


def mentions(text: str, words: Mapping[str, Term], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """Find compounds and shortened words, sorted by start."""
    found = [*_compounds(text, words, taken), *_shortened(text, words)]
    return sorted(found, key=lambda mention: mention.start)


def _compounds(text: str, words: Mapping[str, Term], taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    for word in _WORD.finditer(text):
        if len(word.group()) < _SHORTEST_TERM + _SHORTEST_REST:
            continue
        if all(word.end() <= start or end <= word.start() for start, end in taken):
            folded = word.group().casefold()
            term = words.get(folded) or _last_part(folded, words) or _first_part(folded, words)
            if term is not None:
                yield Mention(term, *word.span(), "compound")


def _last_part(word: str, words: Mapping[str, Term]) -> Term | None:
    """Give the longest term that a compound ends in, in any form."""
    starts = range(_SHORTEST_REST, len(word) - _SHORTEST_TERM + 1)
    return next((words[word[start:]] for start in starts if word[start:] in words), None)


def _first_part(word: str, words: Mapping[str, Term]) -> Term | None:
    """Give the longest term that a compound begins with, in its base form."""
    for end in range(len(word) - _SHORTEST_REST, _SHORTEST_TERM - 1, -1):
        for part in (word[:end], word[:end].removesuffix("s")):
            term = words.get(part)
            if term is not None and part in map(str.casefold, term.terms["sv"]):
                return term
    return None


def _shortened(text: str, words: Mapping[str, Term]) -> Iterator[Mention]:
    """Put the end of the second word on the first, and see whether that is a term: *kommun- och skoldirektör*."""
    for found in _SHORTENED.finditer(text):
        first, second = found["first"].casefold(), found["second"].casefold()
        for start in range(1, len(second) - 1):
            term = words.get(first + second[start:])
            if term is not None:
                yield Mention(term, found.start("first"), found.end("first") + 1, "ellipsis")
                break
