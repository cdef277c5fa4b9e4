"""An edition's units as a translator gets them, and as they come back.

Values for the exchange formats: takes nothing and gives nothing. It does not know the formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lattlast.model import Edition, UnitState
    from lattlast.review.memory import Marks


@dataclass(frozen=True, slots=True)
class Bitext:
    """An edition to export; `version` is the memory's at that moment, `preview` the page's address."""

    edition: Edition
    version: int
    preview: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its target as a file gives them; no `state` where the file has none that is known."""

    id: str
    source: str
    target: str
    state: UnitState | None = None
    marks: Marks = ()
    by: str = ""
    at: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A file that came back: the article and edition that it names, where it does, and its pairs.

    `version` is the memory's when the file was exported, None where the file does not tell.
    """

    name: str
    article: str
    tag: str
    version: int | None
    pairs: tuple[Pair, ...]
