"""Carriers: translate a sentence with everyday words in the place of terms and names, then swap them back.

Takes a sentence and its slots, gives disguised sentences and the way back from their translations. It does not know
about engines, and not which of several results is the best.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from lattlast.text import english

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEUTER_WORD = re.compile(
    r"\b(?:ett|det|detta|något|inget|varje|mitt|ditt|sitt|vårt|ert)\s+(?:\w+t\s+)?$", re.IGNORECASE
)
_ARTICLE_BEFORE = re.compile(r"\b(?:an?)\s+$", re.IGNORECASE)
_INDEFINITE_WORD = re.compile(r"\b(?:en|ett|någon|något|ingen|inget|varje)\s+(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the source that has to come out as one of `accepted`, in any of their forms.

    `key` is shared by slots that want the same words. `wanted` is the base form to insert: the preferred term, the
    name without its genitive, or the literal itself. `inflects` is false for what no noun can stand in for.
    """

    start: int
    end: int
    kind: Literal["term", "name", "literal"]
    key: str
    wanted: str
    accepted: frozenset[str]
    forbidden: frozenset[str] = frozenset()
    inflects: bool = True
    plural: bool = False
    definite: bool = False
    genitive: bool = False


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
    carriers: tuple[_Carrier, ...]

    def restore(self, translation: str) -> str | None:
        """Swap each carrier in the translation for what it stands for; None where one is missing or came twice."""
        for carrier in self.carriers:
            found = list(_pattern(carrier).finditer(translation))
            if len(found) != 1:
                return None
            translation = _swap(translation, found[0], carrier)
        return translation


def has_carriers(source: str, target: str) -> bool:
    """Say whether there are carriers for the pair."""
    return f"{source}-{target}" in _table()


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
        words = carrier.source[:1].upper() + carrier.source[1:] if carrier.slot.start == 0 else carrier.source
        text = text[: carrier.slot.start] + words + text[carrier.slot.end :]
    return Disguise(text, tuple(chosen))


def _choose(text: str, slot: Slot, *, used: set[str], attempt: int) -> _Carrier | None:
    options = _nouns(text, slot, attempt=attempt) if slot.kind == "term" else _names(slot, attempt=attempt)
    free = [carrier for carrier in options if carrier.target.casefold() not in used]
    return free[attempt % len(free)] if free else None


def _nouns(text: str, slot: Slot, *, attempt: int) -> list[_Carrier]:
    """Inflect the carriers as the source inflects the term.

    A term without article or ending ("som kommundirektör", "kommunfullmäktige beslutar") may be either; odd attempts
    take it as definite.
    """
    before, surface = text[: slot.start], text[slot.start : slot.end].casefold()
    neuter = bool(_NEUTER_WORD.search(before)) or surface.removesuffix("s").endswith("et")
    definite = slot.definite or (attempt % 2 == 1 and not slot.plural and not _INDEFINITE_WORD.search(before))
    form = 2 * slot.plural + definite
    return [
        _Carrier(entry["sv"][form] + "s" * slot.genitive, entry["en"][0], entry["en"][1], slot)
        for entry in _table()["sv-en"]["neuter" if neuter else "common"]
    ]


def _names(slot: Slot, *, attempt: int) -> list[_Carrier]:
    genitive = slot.genitive and attempt % 2 == 0
    return [_Carrier(name + "s" * genitive, name, name, slot) for name in _table()["sv-en"]["names"]["words"]]


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
    if carrier.slot.kind == "term" and found["word"].casefold() == carrier.target_plural:
        words = english.plural(words)
    if found["genitive"]:
        words = english.genitive(words)
    if article := _ARTICLE_BEFORE.search(before):
        before = before[: article.start()] + _like(english.article(words), article.group()) + " "
    at_start = not before.strip(" –-“\"'‘")
    return before + (words[:1].upper() + words[1:] if at_start else words) + after


def _like(word: str, model: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("lattlast").joinpath("data/translation/carriers.toml").read_text(encoding="utf-8"))
