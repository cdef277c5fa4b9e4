"""Swedish weekdays as timetables shorten them: *mån–fre*, *tis 10–12*, *lör och sön*.

Takes a text, gives the places where days stand so, with the words written out.
"""

from __future__ import annotations

import re
from functools import cache

from lattlast import languages
from lattlast.text.letters import capitalised

_STEM = r"(?:mån|tis|ons|tors?|fre|lör|sön)d?"
_SHORT = rf"{_STEM}(?:\.(?!$))?"  # the last stop is the sentence's
_TWO = r"(?:må|ti|on|to|fr|lö|sö)"
_FULL = r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:ar)?"
_DAY = rf"(?:{_FULL}|{_SHORT})"
_JOINT = r"(?: ?[–-] ?| till |, | och | & |/)"
_HOUR = r"(?:kl(?:\.|ockan)? ?)?\d"
_RUN = re.compile(
    rf"(?<![\w–-])(?:{_DAY}(?:{_JOINT}{_DAY})+(?![\w-])|{_TWO} ?[–-] ?{_TWO}(?![\w-])"
    rf"|{_SHORT}(?=:? {_HOUR})(?! \d+ år))|^(?!tor\b){_SHORT}(?=$|:)",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?P<dash> ?[–-] ?)|(?P<day>{_FULL}|{_STEM}\.?|\b{_TWO}\b)| & ", re.IGNORECASE)


def expand(text: str) -> list[tuple[int, int, str]]:
    """Give (start, end, words) for each run of days that is shortened or has a dash, sorted, without overlap."""
    found = ((*match.span(), _PART.sub(_written, match.group())) for match in _RUN.finditer(text))
    return [(start, end, written) for start, end, written in found if text[start:end] != written]


def written_out(text: str) -> str:
    """Give the text with its days written out."""
    for start, end, words in reversed(expand(text)):
        text = f"{text[:start]}{words}{text[end:]}"
    return text


def _written(part: re.Match[str]) -> str:
    if part["day"]:
        return _whole(part["day"])
    return " till " if part["dash"] else " och "


def _whole(day: str) -> str:
    """Write out a day by its first letters; a full one stays as it is."""
    if re.fullmatch(_FULL, day, re.IGNORECASE):
        return day
    name = next(name for name in _names() if name.startswith(day.lower()[:2]))
    return capitalised(name) if day[0].isupper() else name


@cache
def _names() -> tuple[str, ...]:
    return tuple(name for names in languages.calendar("sv", "days").values() for name in names)
