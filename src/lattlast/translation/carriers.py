"""Carriers: translate a sentence with everyday words in the place of terms and names, then swap them back.

Takes a sentence and its slots, gives disguised sentences and the way back from their translations. It does not know
about engines, and not which of several results is the best.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from lattlast import packaged
from lattlast.text import english
from lattlast.text.letters import capitalised, cased_like

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.translation.slots import Slot

_NEUTER_WORD = re.compile(
    r"\b(?:ett|det|detta|något|inget|varje|mitt|ditt|sitt|vårt|ert)\s+(?:\w+t\s+)?$", re.IGNORECASE
)
_ARTICLE_BEFORE = re.compile(r"\b(?:an?)\s+$", re.IGNORECASE)
AFTER_HEAD = re.compile(r" (?:as|at|by|for|from|in|of|on|to|with)\b| \d")
_INDEFINITE_WORD = re.compile(r"\b(?:en|ett|någon|något|ingen|inget|varje)\s+(?:\w+\s+)?$", re.IGNORECASE)


Number = Literal["count", "mass", "plural"]


@dataclass(frozen=True, slots=True)
class _Carrier:
    source: str
    target: str
    target_plural: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class Disguise:
    """A sentence with carriers in its slots, and what they stand for."""

    text: str
    carriers: tuple[_Carrier, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What the carriers stand for."""
        return tuple(carrier.slot for carrier in self.carriers)

    def restore(self, translation: str) -> str | None:
        """Swap each carrier in the translation for what it stands for; None where one is missing or came twice."""
        for carrier in self.carriers:
            found = list(_pattern(carrier).finditer(translation))
            if len(found) != 1:
                return None
            translation = _swap(translation, found[0], carrier)
        return translation


def bare(text: str) -> Disguise:
    """Send a sentence as it is."""
    return Disguise(text)


def is_known(slot: Slot) -> bool:
    """Say whether the starter model by itself says what the glossary wants for a term: measured, and kept as data."""
    said = packaged.table("translation/known")["sv-en"].get(slot.key)
    return said is not None and said.casefold() in slot.accepted


def has_carriers(source: str, target: str) -> bool:
    """Say whether there are carriers for the pair."""
    return f"{source}-{target}" in packaged.table("translation/carriers")


def disguise(text: str, slots: Sequence[Slot], *, attempt: int) -> Disguise | None:
    """Put the carriers of one attempt (from 0) into the slots; None where they run out."""
    used: set[str] = set(re.findall(r"\w+", text.casefold()))
    chosen: list[_Carrier] = []
    for slot in sorted(slots, key=lambda slot: slot.start):
        carrier = _choose(text, slot, used=used, attempt=attempt)
        if carrier is None:
            return None
        used.update({carrier.source.casefold(), carrier.target})
        chosen.append(carrier)
    for carrier in reversed(chosen):
        words = capitalised(carrier.source) if carrier.slot.start == 0 else carrier.source
        text = text[: carrier.slot.start] + words + text[carrier.slot.end :]
    return Disguise(text, tuple(chosen))


def _choose(text: str, slot: Slot, *, used: set[str], attempt: int) -> _Carrier | None:
    options = _nouns(text, slot, attempt=attempt) if slot.kind == "term" else _names(slot, attempt=attempt)
    free = [carrier for carrier in options if carrier.target.casefold() not in used]
    return free[attempt % len(free)] if free else None


def _nouns(text: str, slot: Slot, *, attempt: int) -> list[_Carrier]:
    """Inflect the carriers as the source inflects the term, and in the number that the English term has.

    A term without article or ending ("som kommundirektör", "kommunfullmäktige beslutar") may be either; odd attempts
    take it as definite. *Protokollet* is "the minutes", so it goes as a plural; *sopor* is "waste", so even attempts
    let it go as a mass noun.
    """
    before, surface = text[: slot.start], text[slot.start : slot.end].casefold()
    neuter = bool(_NEUTER_WORD.search(before)) or surface.removesuffix("s").endswith("et")
    definite = slot.definite or (attempt % 2 == 1 and not slot.plural and not _INDEFINITE_WORD.search(before))
    number, table, gender = (
        english_number(slot.wanted),
        packaged.table("translation/carriers")["sv-en"],
        "neuter" if neuter else "common",
    )
    is_person = gender == "common" and slot.base.casefold().endswith(tuple(table["persons"]["endings"]))
    if number == "mass" and attempt % 2 == 0:
        return [
            _Carrier(entry["sv"][slot.definite] + "s" * slot.genitive, entry["en"][0], entry["en"][0], slot)
            for entry in table[f"mass-{gender}"]
        ]
    plural = slot.plural or (number == "plural" and not _INDEFINITE_WORD.search(before))
    form = 2 * plural + definite
    return [
        _Carrier(entry["sv"][form] + "s" * slot.genitive, entry["en"][0], entry["en"][1], slot)
        for entry in table["person" if is_person else gender]
    ]


@cache
def english_number(phrase: str) -> Number:
    """Say whether an English term is counted, is a mass (*waste*), or stands in the plural alone (*minutes*)."""
    head = AFTER_HEAD.split(phrase)[0].rpartition(" ")[2].casefold()
    if head in packaged.table("translation/carriers")["english"]["mass"]:
        return "mass"
    if english.plural(phrase) != phrase:
        return "count"
    return "plural" if head.endswith("s") and not head.endswith("ss") else "mass"


def _names(slot: Slot, *, attempt: int) -> list[_Carrier]:
    genitive = slot.genitive and attempt % 2 == 0
    return [
        _Carrier(name + "s" * genitive, name, name, slot)
        for name in packaged.table("translation/carriers")["sv-en"]["names"]["words"]
    ]


def _pattern(carrier: _Carrier) -> re.Pattern[str]:
    names = sorted({carrier.target, carrier.target_plural, *_bare_genitive(carrier)}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<word>{'|'.join(map(re.escape, names))})(?P<genitive>['’]s?)?(?!\w)", re.IGNORECASE)


def _bare_genitive(carrier: _Carrier) -> tuple[str, ...]:
    """Give a name as it is copied with its Swedish s: Stockholms kommun → Stockholms Municipality."""
    return (carrier.source,) if carrier.slot.kind == "name" and carrier.source != carrier.target else ()


def _swap(translation: str, found: re.Match[str], carrier: _Carrier) -> str:
    before, after = translation[: found.start()], translation[found.end() :]
    words = carrier.slot.wanted
    if carrier.slot.kind == "name" and carrier.slot.genitive and carrier.source == carrier.target:
        words = f"{words}s"
    plural = found["word"].casefold() == carrier.target_plural != carrier.target
    if plural and carrier.slot.kind == "term" and english_number(words) == "count":
        words = english.plural(words)
    if found["genitive"]:
        words = english.genitive(words)
    if article := _ARTICLE_BEFORE.search(before):
        uncounted = english_number(words) != "count"
        new = "" if uncounted else cased_like(english.article(words), article.group()) + " "
        before = before[: article.start()] + new
    at_start = not before.strip(" –-“\"'‘")
    return before + (capitalised(words) if at_start else words) + after
