"""Short texts that need no model: labels, opening hours, prices, dates and whatever is the same in every language.

Takes a text and the glossary's phrases, gives its translation or None. A text that consists of known phrases, numbers
and marks is translated piece by piece; one without words is kept. It does not know about sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.text import checks
from lattlast.text.letters import cased_like

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_WORDS = 12
_LABEL = re.compile(r"(?P<label>[^:]{2,40}):\s+(?P<rest>\S.*)", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:[ .,:]\d+)*")
_MARKS = re.compile(r"[\s–—\-/.,:;()+%&°]+")
_WORD_END = re.compile(r"\b")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?!\d)")

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAY = (
    r"(?:(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag\w*|\.)?|vardag\w*|helg\w*|midsommar\w*|\w+afton|"
    r"öppet|\w*stängt|\w+tid(?:er)?)"
)
_HOURS = re.compile(
    rf"(?P<before>^|\b{_DAY},?:? |[,;:)] |\boch |(?=\bkl))(?:(?:kl\.?|klockan) ?)?"
    r"(?P<from>\d{1,2}(?:[.:]\d\d)?) ?[–-] ?(?P<to>\d{1,2}(?:[.:]\d\d)?)(?=$|[,;]|\)| \(| och\b| samt\b)",
    re.IGNORECASE,
)
_DAY_OR_CLOCK = re.compile(rf"\b(?:kl|klockan|{_DAY})(?!\w)", re.IGNORECASE)
_HOUR = re.compile(r"\b(kl\.?|klockan) (\d{1,2})(?![\d:]|[.,]\d)", re.IGNORECASE)
_TIMES = re.compile(
    r"\d[.:]\d\d ?[–-] ?\d{1,2}[.:]\d\d(?! ?(?:kr|%|m))|^(?:\d{1,2}\.[0-5]\d(?:, | och |$)){2,}", re.IGNORECASE
)
_CLOCK = re.compile(r"(?<![\d.,:/])([01]?\d|2[0-4])\.([0-5]\d)(?![\d:]|[.,]\d| ?(?:%|per cent|million|kr))")


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The glossary's phrases for one pair of languages, by their lower-case source."""

    phrases: Mapping[str, str]
    target: str

    def translate(self, text: str) -> str | None:
        """Translate a whole segment; None where it takes a model."""
        if _is_the_same_everywhere(text):
            return _timed(text) if self.target == "en" else text
        bare = text.rstrip(":?!. ")
        words = self.phrases.get(bare.casefold())
        if words is None and len(text.split()) <= _MOST_WORDS:
            words = self._compose(bare)
        return None if words is None else cased_like(words, text) + text[len(bare) :]

    def split_label(self, text: str) -> tuple[str, str]:
        """Part a known label from what it labels: its translation with the colon, and the rest of the text."""
        found = _LABEL.fullmatch(text)
        label = self.phrases.get(found["label"].casefold()) if found else None
        if found is None or label is None:
            return "", text
        return f"{cased_like(label, text)}: ", found["rest"]

    def _compose(self, text: str) -> str | None:
        """Put a translation together from phrases, numbers and marks, the longest phrase first."""
        pieces: list[str] = []
        place = 0
        text = _timed(text) if self.target == "en" else text
        while place < len(text):
            piece, place = self._piece(text, place)
            if piece is None:
                return None
            pieces.append(piece)
        return numbers(re.sub(r" {2,}", " ", "".join(pieces)).strip(), self.target)

    def _piece(self, text: str, place: int) -> tuple[str | None, int]:
        for kind in (_NUMBER, _MARKS):
            if found := kind.match(text, place):
                return found.group(), found.end()
        for end in sorted({found.end() for found in _WORD_END.finditer(text, place + 1)}, reverse=True):
            if (words := self.phrases.get(text[place:end].casefold())) is not None:
                return words, end
        return None, place


def clock(text: str) -> str:
    """Write times of day in the house style, with a colon on the 24-hour clock: 14.30 is 14:30."""
    return _CLOCK.sub(r"\1:\2", text)


def _timed(text: str) -> str:
    """Write the hours of “måndag kl. 8–16.30” in full, without the “kl.” that English has no word for in a range."""
    if _TIMES.search(text):
        text = clock(text)
    if not _DAY_OR_CLOCK.search(text):
        return text
    text = _HOURS.sub(lambda found: f"{found['before']}{_full(found['from'])}–{_full(found['to'])}", text)
    return clock(_HOUR.sub(r"\1 \2:00", text))


def _full(hour: str) -> str:
    return hour.replace(".", ":") if re.search(r"[.:]", hour) else f"{hour}:00"


def numbers(text: str, target: str) -> str:
    """Write numbers as the target language does: 1 234,5 is 1,234.5 in English."""
    if target != "en":
        return text
    pointed = _DECIMAL.sub(r"\1.\2", text)
    return _THOUSANDS.sub(lambda found: re.sub(r"[ \u00a0]", ",", found.group()), pointed)


def _is_the_same_everywhere(text: str) -> bool:
    """Say whether a text has no words beside addresses: a phone number, a web address, a year."""
    for start, end in reversed(checks.contact_spans(text)):
        text = text[:start] + text[end:]
    return not any(character.isalpha() for character in text)
