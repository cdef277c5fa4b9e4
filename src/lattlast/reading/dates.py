"""Dates as Swedish pages write them.

Takes text, gives ISO dates. It does not know which date means what.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb febr", "mars march mar", "april apr", "maj may",
            "juni june jun", "juli july jul", "augusti august aug", "september sep sept", "oktober october okt oct",
            "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"
    rf"|(?<!\d)(?P<day2>\d{{1,2}})(?:\s+|\.\s*|:e\s+|/)(?P<month2>{_NAMES}|\d{{1,2}})\.?,?[\s/]+(?P<year2>\d{{4}})(?!\d)"
    rf"|(?P<month3>{_NAMES})\.?\s+(?P<day3>\d{{1,2}}),?\s+(?P<year3>\d{{4}})(?!\d)",
    re.IGNORECASE,
)


def find(text: str) -> str:
    """Give the first date in the text as YYYY-MM-DD, or an empty string."""
    return next(filter(None, map(_iso, DATE.finditer(text))), "")


def _iso(match: re.Match[str]) -> str:
    year, month, day = (
        next(filter(None, (match[f"{part}{form}"] for form in ("", "2", "3") if f"{part}{form}" in match.groupdict())))
        for part in ("year", "month", "day")
    )
    try:
        return date(int(year), _MONTHS.get(month.lower(), 0) or int(month), int(day)).isoformat()
    except ValueError:
        return ""
