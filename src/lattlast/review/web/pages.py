"""The pages' HTML, in Swedish or English.

Takes values, gives a page. Everything is escaped; a name that is missing stops. It does not know the routes' work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lattlast import languages, packaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from lattlast.model import Finding, Unit
    from lattlast.review.memory import Entry
    from lattlast.review.web.desk import Desk, Sheet
    from lattlast.review.web.security import Keys

INTERFACES = ("sv", "en")
_QUOTED = re.compile("“([^”]*)”")
_WEIGHT = {"error": 0, "warning": 1}


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as the review page shows it: the source in parts, of which some are terms, and what the memory holds."""

    number: int
    unit: Unit
    parts: tuple[tuple[str, str], ...]
    entry: Entry | None
    clip: tuple[float, float] | None

    @property
    def version(self) -> int:
        """The version that a change of this row is based on."""
        return self.entry.version if self.entry else 0

    @property
    def state(self) -> str:
        """The state by the key of its word."""
        if self.entry is None or self.entry.state == "initial":
            return "machine"
        return "approved" if self.entry.approved else "draft"


def rows(sheet: Sheet, desk: Desk, order: str) -> list[Row]:
    """Give the units as rows: those that a person has to look at first, or in the text's order."""
    lang = languages.language(sheet.edition.tag)
    made = [
        Row(
            number,
            unit,
            tuple(_parts(unit.source.text, desk.terms(unit.source.text, lang))),
            sheet.entries.get(unit.source.text),
            sheet.clips.get(unit.source.id),
        )
        for number, unit in enumerate(sheet.edition.units, start=1)
    ]
    return made if order == "text" else sorted(made, key=_urgency)


def _urgency(row: Row) -> tuple[int, int, int]:
    weights = [_WEIGHT.get(finding.severity, 2) for finding in row.unit.findings]
    return (row.state == "approved", min(weights, default=3), row.number)


def _parts(text: str, terms: list[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    """Cut a source at its terms: each part with the term's translation, or with nothing."""
    place = 0
    for start, end, translation in terms:
        if place < start:
            yield text[place:start], ""
        yield text[start:end], translation
        place = end
    if place < len(text):
        yield text[place:], ""


def told(finding: Finding, interface: str) -> str:
    """Word a finding in the interface's language, with the words that it quotes; as it is where none are known."""
    words = packaged.table("review/findings").get(interface, {}).get(finding.code)
    quoted = _QUOTED.search(finding.message)
    return words.format(quoted[1] if quoted else "") if words else finding.message


def render(template: str, *, interface: str, keys: Keys, **values: object) -> str:
    """Draw a page."""
    words = packaged.table("review/interface")[interface]
    others = [one for one in INTERFACES if one != interface]
    return (
        _environment()
        .get_template(f"{template}.html.j2")
        .render(words=words, interface=interface, others=others, keys=keys, **values)
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("lattlast", "review/web/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "language": languages.language,
        "direction": languages.direction,
        "is_simple": languages.is_simple,
        "autonym": languages.autonym,
        "told": told,
    }
    return environment
