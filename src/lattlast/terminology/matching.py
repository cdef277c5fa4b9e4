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
from lattlast.text import contexts
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


class _Words(NamedTuple):
    """The words of a text: as they are compared, and where each stands."""

    keys: list[str]
    spots: list[re.Match[str]]

    def span(self, first: int, count: int) -> tuple[int, int]:
        """Give where some words in a row stand."""
        return self.spots[first].start(), self.spots[first + count - 1].end()


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
        words = _words(form)
        if words.keys:
            candidate = _Candidate(
                words=tuple(words.keys),
                gaps=_gaps(form, words.spots),
                tail=form[words.spots[-1].end() :],
                term=term,
                readings=readings,
                rank=(form != wording, order),
                spelling=form if is_acronym(wording) or term.case == "exact" else "",
            )
            self._by_first.setdefault(words.keys[0], []).append(candidate)

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
        words, by_first = _words(text), self._by_first
        found = [
            (candidate, position)
            for position, key in enumerate(words.keys)
            if key in by_first
            for candidate in by_first[key]
            if _fits(candidate, text, words, position)
        ]
        if len(found) > 1:
            found.sort(key=lambda pair: (-len(pair[0].words), pair[0].rank, pair[1]))
        taken: set[int] = set()
        matches = []
        for candidate, position in found:
            span = range(position, position + len(candidate.words))
            if taken.isdisjoint(span):
                taken.update(span)
                matches.append(self._match(candidate, text, words, position))
        return sorted(matches, key=_start)

    def _match(self, candidate: _Candidate, text: str, words: _Words, position: int) -> TermMatch:
        start, end = words.span(position, len(candidate.words))
        if candidate.tail and text.startswith(candidate.tail, end) and end + len(candidate.tail) < len(text):
            end += len(candidate.tail)
        reading = self._reading(candidate.readings, words.keys, position)
        return TermMatch(candidate.term, start, end, reading.number, reading.definite, reading.genitive)

    def _reading(self, readings: tuple[Reading, ...], keys: list[str], position: int) -> Reading:
        """Choose among a form's readings by the determiner or numeral before it, else the likeliest."""
        if len(readings) > 1:
            for key in reversed(keys[max(0, position - _REACH) : position]):
                if hint := self._determiner(key):
                    return _nearest(readings, hint)
        return readings[0]

    def _determiner(self, word: str) -> Reading | None:
        if word.isdecimal():
            return SINGULAR if word == "1" else PLURAL
        return self._determiners.get(word)


def _nearest(readings: tuple[Reading, ...], hint: Reading) -> Reading:
    return min(readings, key=lambda reading: (reading.number != hint.number, reading.definite != hint.definite))


def _words(text: str) -> _Words:
    pattern = _TOKEN_OR_ADDRESS if _ADDRESS_MARKS.search(text) else _TOKEN
    spots = list(pattern.finditer(text))
    if "\u00ad" in text or "\u2011" in text or "’" in text:
        return _Words([found.group().translate(_NORMAL).casefold() for found in spots], spots)
    return _Words([found.group().casefold() for found in spots], spots)


def _gaps(text: str, spots: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """Give what stands between words, spaces apart."""
    return tuple(text[left.end() : right.start()].strip() for left, right in pairwise(spots))


def _start(match: TermMatch) -> int:
    return match.start


def _fits(candidate: _Candidate, text: str, words: _Words, position: int) -> bool:
    """Say whether a candidate stands at a position: its words, what is between them, its capitals and context."""
    count = len(candidate.words)
    if count > 1:
        if tuple(words.keys[position : position + count]) != candidate.words:
            return False
        if _gaps(text, words.spots[position : position + count]) != candidate.gaps:
            return False
    if candidate.spelling and not _is_spelt(candidate.spelling, text, *words.span(position, count)):
        return False
    return not candidate.term.context or _is_in_context(candidate.term, words.keys, position, position + count)


def _is_spelt(spelling: str, text: str, start: int, end: int) -> bool:
    """Say whether a stretch has a term's own capitals, or in their place the one that begins a sentence."""
    if text[start:end] == spelling:
        return True
    return text[start:end] == capitalised(spelling) and bool(_SENTENCE_START.search(text[:start]))


def _is_in_context(term: Term, keys: Sequence[str], start: int, end: int) -> bool:
    """Say whether the text has a word that the term's context asks for, and none that it rules out."""
    before, after = ("", *keys)[start], (*keys, "")[end]
    return contexts.fits(term.context, contexts.Surroundings(keys, keys, before, after))
