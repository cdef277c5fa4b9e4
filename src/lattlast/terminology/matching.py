"""Find terms in a text, in whatever form they stand.

Takes the terms' forms once, and then texts; gives matches sorted by start, without overlap, longest first. Forms are
looked up by their first word, so that the time for a text does not grow with the glossary. It does not know about
files.

A term is a sequence of whole words: *skolchef* is not found in *skolchefsbyte*, nor *kommun* in *kommun- och skolchef*
or in an address. Case does not count, except for acronyms and terms whose case is exact: *VA* is not *va*. The first
word of a sentence may have a capital all the same. A term with a context is found only where a word of it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lattlast.model import TermMatch
from lattlast.terminology.inflection import PLURAL, SINGULAR, Reading, is_acronym
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lattlast.model import Term
    from lattlast.terminology.inflection import Forms

_ADDRESS = r"(?:https?://|www\.)\S+|\S{1,64}@\S+|[\w-]+(?:\.[\w-]+){0,8}\.(?:se|com|org|nu|net|eu|fi|no|dk)\b(?:/\S*)?"
_WORD = r"\w[\w\u00ad]*(?:[-\u2011:'’][\w\u00ad]+)*[-\u2011]?"
_TOKEN = re.compile(_WORD)
_TOKEN_OR_ADDRESS = re.compile(f"(?:{_ADDRESS})|{_WORD}")
_ADDRESS_MARKS = re.compile(r"[@/]|\w\.\w")
_NORMAL = str.maketrans({"\u00ad": None, "\u2011": "-", "’": "'"})
_SENTENCE_START = re.compile(r"(?:^|[.!?…]\s+)[\s”“\"»«(–—-]*$")
_REACH = 2  # words before a noun, among which its determiner stands: *de nya* förtroendevalda


class _Token(NamedTuple):
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A form of a term: its words, what stands between and after them, what it says, how it ranks among equals."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    tail: str
    term: Term
    readings: tuple[Reading, ...]
    rank: tuple[int, int]
    spelling: str = ""


class Index:
    """The forms of many terms, by their first word."""

    def __init__(
        self, terms: Iterable[tuple[Term, Iterable[tuple[str, Forms]]]], determiners: Mapping[str, Reading]
    ) -> None:
        """Take each term with its wordings and their forms, in falling precedence."""
        self._determiners = determiners
        self._by_first: dict[str, list[_Candidate]] = {}
        for order, (term, wordings) in enumerate(terms):
            for wording, forms in wordings:
                for form, readings in forms.items():
                    self._add(form, wording, term, readings, order)
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: (-len(candidate.words), candidate.rank))

    def _add(self, form: str, wording: str, term: Term, readings: tuple[Reading, ...], order: int) -> None:
        tokens = _tokens(form)
        if tokens:
            candidate = _Candidate(
                words=tuple(token.key for token in tokens),
                gaps=tuple(_gaps(form, tokens)),
                tail=form[tokens[-1].end :],
                term=term,
                readings=readings,
                rank=(form != wording, order),
                spelling=form if is_acronym(wording) or term.case == "exact" else "",
            )
            self._by_first.setdefault(tokens[0].key, []).append(candidate)

    def words(self) -> dict[str, Term]:
        """Give the forms that are one word, with the first of their terms; those with a case of their own left out."""
        return {
            first: candidate.term
            for first, candidates in self._by_first.items()
            for candidate in reversed(candidates)
            if len(candidate.words) == 1 and not candidate.spelling
        }

    def find(self, text: str) -> list[TermMatch]:
        """Find the terms in a text."""
        tokens = _tokens(text)
        by_first = self._by_first
        found = [
            (candidate, position)
            for position, token in enumerate(tokens)
            if token.key in by_first
            for candidate in by_first[token.key]
            if _fits(candidate, text, tokens, position) and _is_in_context(candidate.term, tokens)
        ]
        if not found:
            return []
        found.sort(key=lambda pair: (-len(pair[0].words), pair[0].rank, pair[1]))
        taken: set[int] = set()
        matches = []
        for candidate, position in found:
            span = range(position, position + len(candidate.words))
            if taken.isdisjoint(span):
                taken.update(span)
                matches.append(self._match(candidate, text, tokens, position))
        return sorted(matches, key=lambda match: match.start)

    def _match(self, candidate: _Candidate, text: str, tokens: list[_Token], position: int) -> TermMatch:
        end = tokens[position + len(candidate.words) - 1].end
        if candidate.tail and text.startswith(candidate.tail, end) and end + len(candidate.tail) < len(text):
            end += len(candidate.tail)
        reading = self._reading(candidate.readings, tokens, position)
        return TermMatch(
            candidate.term, tokens[position].start, end, reading.number, reading.definite, reading.genitive
        )

    def _reading(self, readings: tuple[Reading, ...], tokens: list[_Token], position: int) -> Reading:
        """Choose among a form's readings by the determiner or numeral before it, else the likeliest."""
        if len(readings) > 1:
            for token in reversed(tokens[max(0, position - _REACH) : position]):
                if hint := self._determiner(token.key):
                    return _nearest(readings, hint)
        return readings[0]

    def _determiner(self, word: str) -> Reading | None:
        if word.isdecimal():
            return SINGULAR if word == "1" else PLURAL
        return self._determiners.get(word)


def _nearest(readings: tuple[Reading, ...], hint: Reading) -> Reading:
    return min(readings, key=lambda reading: (reading.number != hint.number, reading.definite != hint.definite))


def _tokens(text: str) -> list[_Token]:
    pattern = _TOKEN_OR_ADDRESS if _ADDRESS_MARKS.search(text) else _TOKEN
    if "\u00ad" in text or "\u2011" in text or "’" in text:
        plain = ((found.group().translate(_NORMAL), found) for found in pattern.finditer(text))
        return [_Token(word.casefold(), found.start(), found.end()) for word, found in plain]
    return [_Token(found.group().casefold(), found.start(), found.end()) for found in pattern.finditer(text)]


def _gaps(text: str, tokens: list[_Token]) -> Iterator[str]:
    """Give what stands between words, spaces apart."""
    return (text[left.end : right.start].strip() for left, right in pairwise(tokens))


def _fits(candidate: _Candidate, text: str, tokens: list[_Token], position: int) -> bool:
    count = len(candidate.words)
    part = tokens[position : position + count]
    if candidate.spelling and not _is_spelt(candidate.spelling, text, part[0].start, part[-1].end):
        return False
    if count == 1:
        return True
    return tuple(token.key for token in part) == candidate.words and tuple(_gaps(text, part)) == candidate.gaps


def _is_spelt(spelling: str, text: str, start: int, end: int) -> bool:
    """Say whether a stretch has a term's own capitals, or in their place the one that begins a sentence."""
    if text[start:end] == spelling:
        return True
    return text[start:end] == capitalised(spelling) and bool(_SENTENCE_START.search(text[:start]))


def _is_in_context(term: Term, tokens: Sequence[_Token]) -> bool:
    """Say whether the text has a word that the term's context asks for, and none that it rules out."""
    if not term.context:
        return True
    unwanted = tuple(word[1:] for word in term.context if word.startswith("!"))
    wanted = tuple(word for word in term.context if not word.startswith("!"))
    if unwanted and any(token.key.startswith(unwanted) for token in tokens):
        return False
    return not wanted or any(token.key.startswith(wanted) for token in tokens)
