"""What a page says around the article, in one language: words, dates, numbers, durations.

Takes a tag, gives labels. A language without words in data/strings.toml gets English ones, and `lang` says so, since
each part of a page has to name its language. It does not know the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from lattlast import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

_FALLBACK = "en"
_REGIONS = {"en": "en_GB"}
_MINUTE = 60
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Labels:
    """The labels of a page whose edition has the given tag."""

    tag: str

    @cached_property
    def lang(self) -> str:
        """The language that the labels are in."""
        return languages.language(self.tag) if languages.has_strings(self.tag) else _FALLBACK

    @cached_property
    def direction(self) -> str:
        """The labels' writing direction."""
        return languages.direction(self.lang)

    @property
    def differ(self) -> bool:
        """Whether the labels are in another language than the edition."""
        return self.lang != languages.language(self.tag)

    @property
    def attributes(self) -> Mapping[str, str]:
        """The HTML attributes that an element with labels needs, on a page whose own language is the edition's."""
        return {"lang": self.lang, "dir": self.direction} if self.differ else {}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The labels by key."""
        return languages.strings(self.lang)

    @cached_property
    def _locale(self) -> str:
        return _REGIONS.get(self.lang, self.lang.replace("-", "_"))

    @property
    def easy_name(self) -> str:
        """The name of the easy-read edition, for the reader who looks for it."""
        own = self.words["easy_name"]
        return f"{languages.autonym(self.tag)} ({self.words['easy_read']})" if self.differ else own

    def date(self, value: str) -> str:
        """Write an ISO date in words; an empty string for what is no date."""
        from babel.dates import format_date

        day = iso_date(value)
        return format_date(day, "long", locale=self._locale) if day else ""

    def duration(self, seconds: float) -> str:
        """Write a length of time in minutes and seconds, such as “4 minuter 12 sekunder”."""
        minutes, rest = divmod(round(seconds), _MINUTE)
        parts = [("duration-minute", minutes), ("duration-second", rest)]
        spoken = [self._unit(number, unit, length="long") for unit, number in parts if number]
        return " ".join(spoken) or self._unit(0, "duration-second", length="long")

    def minutes(self, seconds: float) -> str:
        """Write a length of time in whole minutes, at least one."""
        return self._unit(max(1, round(seconds / _MINUTE)), "duration-minute")

    def size(self, data: bytes) -> str:
        """Write the size of a file in megabytes with one decimal, at least 0.1."""
        return self._unit(max(0.1, round(len(data) / _MEGABYTE, 1)), "digital-megabyte")

    def number(self, value: float, *, decimals: int = 0) -> str:
        """Write a number with the language's separators."""
        from babel.numbers import format_decimal

        return format_decimal(round(value, decimals), format=f"#,##0.{'#' * decimals}", locale=self._locale)

    def _unit(self, value: float, unit: str, *, length: Literal["short", "long"] = "short") -> str:
        from babel.units import format_unit

        return format_unit(value, unit, length=length, locale=self._locale)


def iso_date(value: str) -> date | None:
    """Read the day of an ISO date or date-time; None for anything else."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
