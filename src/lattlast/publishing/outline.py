"""The headings of a page: their levels without a gap, and the table of contents.

Takes a document, gives its headings in reading order. It does not know how they are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lattlast.model import Block, Document

_LONG = 5
_DEEPEST = 6
_HEADINGS = frozenset(["title", "heading"])


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the id of its first segment and its level on the page, 2 to 6."""

    id: str
    text: str
    level: int


def page_title(document: Document) -> Block | None:
    """Give the title block that heads the page: the first that stands by itself."""
    return next((block for block in document.blocks if block.kind == "title"), None)


def headings(document: Document) -> tuple[Heading, ...]:
    """List the headings under the page's title; a level that the article skips is closed up."""
    return tuple(_levelled(document))


def contents(document: Document) -> tuple[Heading, ...]:
    """Give the table of contents: the headings of the two upper levels, on a page that has five or more."""
    found = [heading for heading in headings(document) if heading.level <= 3]  # noqa: PLR2004  (h2 and h3)
    return tuple(found) if len(found) >= _LONG else ()


def _levelled(document: Document) -> Iterator[Heading]:
    above: list[int] = []
    for block in _headed(document):
        level = block.level or 2
        above = [upper for upper in above if upper < level]
        above.append(level)
        yield Heading(block.segments[0].id, block.text, min(len(above) + 1, _DEEPEST))


def _headed(document: Document) -> Iterator[Block]:
    """Yield the heading blocks; a title other than the page's counts as a heading."""
    main = page_title(document)
    for block in document.walk():
        if block.kind in _HEADINGS and block is not main and block.text.strip():
            yield block
