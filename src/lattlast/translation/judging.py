"""Judging: weigh a translation against its source, so that the best of several can be told.

Takes a sentence, its slots and a translation, gives a `Candidate`: what it lacks, what it must not hold, which facts
differ, and its rank among others. It does not know how the translation came about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lattlast import packaged
from lattlast.model import Finding
from lattlast.text import checks
from lattlast.translation.carriers import english_number
from lattlast.translation.inflected import inflected
from lattlast.translation.mending import PERSON_AFTER
from lattlast.translation.quotations import MARKS
from lattlast.translation.slots import is_outside, occurrences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lattlast.translation.slots import Sentence, Slot

_DOUBLED = re.compile(
    r"\b(?:the|an?|my|your|his|her|its|our|their|this|new|old|former)\s+(?:the|an?)\b|\b(?!that\b|had\b)(\w+)\s+\1\b",
    re.IGNORECASE,
)
_QUOTATION_MARK = re.compile(f"[{MARKS}]")
_BROKEN = re.compile(r"\w+['’]s[a-z]\w*")
_REDUPLICATING = frozenset({"bn", "fa", "hi", "id", "ms", "so", "th", "tl", "tr", "ur", "vi"})  # say a word twice
_FIRST_WORD = re.compile(r"\w{2,}(?= [a-zåäö])")
_GENITIVE_BEFORE = re.compile(r"\w{2}s (?:\w+ )?\w+$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation with what can be said for and against it; `carried` are the slots that carriers brought."""

    text: str
    score: float
    carried: tuple[Slot, ...]
    found: Mapping[Slot, tuple[int, int]]
    missing: tuple[Slot, ...]
    forbidden: tuple[str, ...]
    faults: tuple[Finding, ...]
    unknown: tuple[str, ...]
    unlike: int = 0

    @property
    def holds(self) -> bool:
        """Say whether everything that has to be there is there, and nothing that must not."""
        return not (self.missing or self.forbidden or self.faults)

    @property
    def is_flawless(self) -> bool:
        """Say whether no other hypothesis can be better but by its score."""
        return self.holds and not self.unknown and not self.unlike

    @property
    def rank(self) -> tuple[int, int, int, int, int, bool, float]:
        """Give the place among other candidates: the least is the best, what a reader needs most comes first."""
        terms = sum(slot.kind == "term" for slot in self.missing) + len(self.forbidden)
        told = terms, len(self.missing), len(self.faults), len(self.unknown), self.unlike
        return *told, bool(self.carried), -self.score


class Judge:
    """Weigh a translation: which slots it lacks, which forbidden words it holds, which facts differ."""

    def __init__(self, source: str, target: str) -> None:
        self._source = source
        self._target = target

    def __call__(
        self, sentence: Sentence, slots: Sequence[Slot], text: str, score: float, *, carried: tuple[Slot, ...] = ()
    ) -> Candidate:
        """Weigh one translation."""
        found = _tally(slots, text, self._target)
        faults = (
            *checks.compare(sentence.text, text, self._source, self._target),
            *_clumsy(sentence.text, text, self._target),
            *_other_time(sentence.text, text, f"{self._source}-{self._target}"),
        )
        unknown = dict.fromkeys(
            (
                *checks.unknown_words(text, self._target),
                *checks.left_over(sentence.text, text, self._source, self._target),
                *self._copied_opening(sentence.text, text),
            )
        )
        return Candidate(
            text=text,
            score=score,
            carried=carried,
            found=found,
            missing=tuple(slot for slot in slots if slot not in found),
            forbidden=_forbidden(slots, text, found.values(), self._target),
            faults=tuple(fault for fault in faults if fault.code not in {"name-lost", "contact-lost"}),
            unknown=tuple(word for word in unknown if not _is_held(word, slots)),
            unlike=sum(_is_unlike(slot, text, span, sentence.text) for slot, span in found.items()),
        )

    def _copied_opening(self, source: str, text: str) -> tuple[str, ...]:
        """Give the first word where it was copied from the source and is no name: “Resan costs”."""
        first = (_FIRST_WORD.match(source), _FIRST_WORD.match(text))
        if not all(first) or len({found.group().casefold() for found in first if found}) > 1:
            return ()
        word = text[slice(*first[1].span())].casefold() if first[1] else ""
        is_strange = checks.unknown_words(word, self._target) or checks.left_over(
            word, word, self._source, self._target
        )
        return (word,) if is_strange and checks.is_ordinary(word, self._source) else ()


def _is_unlike(slot: Slot, text: str, span: tuple[int, int], source: str) -> bool:
    """Say whether a term differs from its like in the source.

    It came out as one where the source has several, got a “the” of nowhere, or lost its place before a name.
    """
    if slot.kind != "term":
        return False
    bare = not slot.definite and not _GENITIVE_BEFORE.search(source[: slot.end])
    added = bare and text[: span[0]].casefold().endswith("the ") and english_number(slot.wanted) == "mass"
    title = PERSON_AFTER.match(source[slot.end :])
    if title and title.group() in text and not text[span[1] :].startswith(title.group()):
        return True
    return added or (slot.plural and text[slice(*span)].casefold() in slot.singulars)


def _other_time(source: str, text: str, pair: str) -> Iterable[Finding]:
    """Find feasts, and yesterday and tomorrow, of the source that the translation does not have."""
    for words, wanted in _calendar().get(pair, ()):
        if (found := words.search(source)) and not wanted.search(text):
            yield Finding("time-lost", "warning", f"“{found.group()}” is in the source, and not in the target.")


@cache
def _calendar() -> dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]]:
    return {
        pair: tuple(
            (re.compile(rf"\b{words}(?:s|ar|en|arna)?\b", re.IGNORECASE), re.compile(rf"\b{wanted}\b"))
            for words, wanted in days.items()
        )
        for pair, days in packaged.table("translation/calendar").items()
    }


def _clumsy(source: str, text: str, target: str) -> Iterable[Finding]:
    """Find what no good sentence has: doubled and broken words, quotation marks that do not pair."""
    if target not in _REDUPLICATING and (found := _DOUBLED.search(text)):
        yield Finding("doubled-words", "warning", f"“{found.group()}” reads as a slip of the translation.")
    if target == "en" and (broken := _BROKEN.search(text)) and broken.group() not in source:
        yield Finding("broken-word", "warning", f"“{broken.group()}” is no English word.")
    if len(_QUOTATION_MARK.findall(source)) != len(_QUOTATION_MARK.findall(text)):
        yield Finding("quotation-differs", "warning", "The quotation marks differ from those of the source.")


def _tally(slots: Sequence[Slot], text: str, target: str) -> dict[Slot, tuple[int, int]]:
    """Find each slot's words in the text, longest first, none twice: give the spans of those found."""
    found: dict[Slot, tuple[int, int]] = {}
    for slot in sorted(slots, key=lambda slot: -max(map(len, slot.accepted))):
        span = _first_free(slot, text, list(found.values()), target)
        if span is not None:
            found[slot] = span
    return found


def _first_free(slot: Slot, text: str, covered: Sequence[tuple[int, int]], target: str) -> tuple[int, int] | None:
    """Find a slot's words: as they are listed, else in an inflecting language in any form; an address has but one."""
    finders = [occurrences] if slot.kind == "literal" else [occurrences, _finder(target, is_name=slot.kind == "name")]
    for find in finders:
        for form in sorted(slot.accepted, key=len, reverse=True):
            for span in find(form, text):
                if is_outside(span, covered):
                    return span
    return None


def _finder(target: str, *, is_name: bool = False) -> Callable[[str, str], list[tuple[int, int]]]:
    """Give what finds words in a language: English has its forms listed, other languages inflect."""
    return occurrences if target == "en" else lambda words, text: inflected(words, text, target, is_name=is_name)


def _is_held(word: str, slots: Sequence[Slot]) -> bool:
    """Say whether a slot asks for the word."""
    return any(word in form for slot in slots for form in slot.accepted)


def _forbidden(slots: Sequence[Slot], text: str, covered: Iterable[tuple[int, int]], target: str) -> tuple[str, ...]:
    """List forbidden words that stand outside every accepted term."""
    words = sorted({form for slot in slots for form in slot.forbidden})
    find, held = _finder(target), list(covered)
    return tuple(word for word in words for span in find(word, text) if is_outside(span, held))
