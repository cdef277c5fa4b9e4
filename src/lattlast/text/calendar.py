"""Weekdays and months in two languages, by the names that CLDR has for them.

Takes a text and its translation, gives the days and months that were lost. It does not know about dates in figures.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from lattlast import languages

_Kind = Literal["days", "months"]

# How a name is inflected where it is looked for in the source. “May” and “mars” are other words too: a month has a
# number or a preposition beside it.
_DAY = {"sv": r"\b(?:{})(?:s|ar|en|ens|arna|arnas)?\b", "en": r"\b(?:{})(?:['’]?s)?\b"}
_MONTH = {
    "sv": r"(?:\d|\b(?:i|under|från|till|sedan)) ({})\b|\b({}) \d",
    "en": r"(?:\d|\b(?:in|of|from|to|until|since)) ({})\b|\b({}) \d",
}
# Languages in whose countries a month has several names.
_SEVERAL_NAMES = frozenset({"am", "ar", "ckb", "fa", "ku", "ps", "ti", "ur"})
_ENDING = 3  # letters at the end of a name that another form may have otherwise
_STEM = 3


def lost(source: str, target: str, source_lang: str, target_lang: str) -> list[str]:
    """Give the days and months, as the source names them, that the target has neither by name nor by the number."""
    if source_lang == target_lang or not languages.is_known(target_lang):
        return []
    kinds: tuple[_Kind, ...] = ("days",) if target_lang in _SEVERAL_NAMES else ("days", "months")
    return [
        name
        for kind in kinds
        for name, number in _named(source, source_lang, kind)
        if not _says(target, target_lang, kind, number)
    ]


@lru_cache(maxsize=1_024)  # a source is compared with each of its hypotheses
def _named(text: str, lang: str, kind: _Kind) -> tuple[tuple[str, int], ...]:
    """Find the days or months of a text, in Swedish or English."""
    names = _frames(lang, kind)
    return tuple((name, number) for number, (name, frame) in names.items() if frame.search(text))


@cache
def _frames(lang: str, kind: _Kind) -> dict[int, tuple[str, re.Pattern[str]]]:
    frame = (_DAY if kind == "days" else _MONTH).get(lang, "(?!)")
    return {
        number: (name, re.compile(frame.format(name, name), re.IGNORECASE if name.islower() else 0))
        for number, (name, *_) in languages.calendar(lang, kind).items()
    }


def _says(text: str, lang: str, kind: _Kind, number: int) -> bool:
    in_figures = kind == "months" and re.search(rf"(?<!\d)0?{number}(?!\d)", text)
    return bool(in_figures or _pattern(lang, kind, number).search(_plain(text)))


@cache
def _pattern(lang: str, kind: _Kind, number: int) -> re.Pattern[str]:
    """Make the pattern for a name: in full with any ending, or short as it is. English tells May from may."""
    full, short = (languages.calendar(lang, kind, width).get(number, ()) for width in ("wide", "abbreviated"))
    is_inflected = not (languages.base(lang) == "en" or languages.is_joined(lang))
    said = [*((_stem(name) if is_inflected else name) for name in map(_plain, full))]
    begins, ends = (r"(?<!\w)", r"(?!\w)") if languages.is_latin(lang) else ("", "")
    words = [*map(re.escape, said), *(re.escape(name) + ends for name in map(_plain, short))]
    return re.compile(f"{begins}(?:{'|'.join(words) or '.'})", 0 if languages.base(lang) == "en" else re.IGNORECASE)


def _stem(name: str) -> str:
    """Give what all forms of a name share: a short one may still change its last letter (май, мае)."""
    return name[: max(len(name) - _ENDING, min(len(name) - 1, _STEM))]


def _plain(text: str) -> str:
    """Write one kind of apostrophe, and capitals as in running text."""
    plain = text.replace("’", "'")
    return plain.title() if plain.isupper() else plain
