"""How far the review of an edition has come.

Takes an edition's units and the memory's entries, gives one of four states with its figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lattlast.review.memory import APPROVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lattlast.model import Edition
    from lattlast.review.memory import Entry

ReviewState = Literal["draft", "in review", "approved", "outdated"]


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition's review: units in all, approved, waiting as drafts of a person, and approvals that fit no longer."""

    tag: str
    state: ReviewState
    units: int
    approved: int
    drafts: int
    outdated: int


def standing(edition: Edition, current: Mapping[str, Entry], *, mine: Iterable[Entry] = ()) -> Standing:
    """Tell how far an edition's review has come.

    `current` holds the newest entries of the edition's source texts, `mine` those that were made for this article and
    tag. The edition is outdated where a sentence that was approved in it is no longer there, since its source changed.
    """
    sources = [unit.source.text for unit in edition.units]
    entries = [current.get(source) for source in sources]
    approved = sum(entry is not None and entry.state in APPROVED for entry in entries)
    drafts = sum(entry is not None and entry.state == "translated" for entry in entries)
    gone = sum(entry.approved and entry.source not in set(sources) for entry in mine)
    return Standing(edition.tag, _state(len(sources), approved, drafts, gone), len(sources), approved, drafts, gone)


def _state(units: int, approved: int, drafts: int, gone: int) -> ReviewState:
    if units and approved == units:
        return "approved"
    if gone:
        return "outdated"
    return "in review" if approved or drafts else "draft"
