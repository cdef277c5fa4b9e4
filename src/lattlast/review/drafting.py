"""An edition as its reviewers left it: with approved sentences, with drafts, and without what was taken back.

Takes an edition and the newest entries for its source texts, gives the edition with those units. The document is the
one that was last made: it changes with the next build. It does not know where either is kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lattlast.review import markup
from lattlast.review.memory import APPROVED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lattlast.model import Edition, Unit
    from lattlast.review.memory import Entry


def with_drafts(edition: Edition, current: Mapping[str, Entry]) -> Edition:
    """Give the edition with what the memory holds for each of its units, drafts as well."""
    units = tuple(_unit(unit, current.get(unit.source.text)) for unit in edition.units)
    return replace(edition, units=units)


def _unit(unit: Unit, entry: Entry | None) -> Unit:
    if entry is None or entry.state == "initial":
        return replace(unit, state="translated") if unit.state in APPROVED else unit
    findings = () if entry.approved else unit.findings
    if entry.target == unit.target.text:
        return replace(unit, state=entry.state, findings=findings)
    inlines, _ = markup.placed(unit, entry.target, entry.marks)
    target = replace(unit.target, text=entry.target, inlines=inlines)
    return replace(unit, target=target, state=entry.state, origin="human", findings=findings)
