"""Columns beside the article's own: what stands before it, promotions and notices to its right, the page's foot.

Takes an article's element, cleared and measured, and takes elements out of it. It serves pages whose mark-up has no
names for these parts: the column that holds the main heading and much of the text is the article's.
"""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING

from lattlast.reading.page import HEADINGS, holds, words_of
from lattlast.reading.profiles import given_names, profiles, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from lattlast.reading.clearing import Clearing

_REASON = "side column"
_SHARE = 0.4
_FEWEST_BLOCKS = 3
_SHORTER = 0.7
_LABEL = 60
_FOOT = 800
_KEPT = frozenset(["lead", "picture", "caption", "credit", "byline", "date", "facts"])
_CELLS = frozenset(["td", "th", "tr"])
_LABELS = (*sorted(HEADINGS), "strong", "b")


def leave_out_columns(root: Element, clearing: Clearing) -> None:
    """Take out what stands beside the article's column, within its root."""
    column = _column(root, clearing)
    if column is None:
        return
    for element in list(_around(column, root, preceding=True)):
        if not _introduces(element):
            clearing.take(_REASON, element)
    typical = mean(_blocks(column, clearing))
    for element in list(_around(column, root, preceding=False)):
        if _is_foot(element, clearing) or _is_promotion(element) or _is_narrow(element, typical, clearing):
            clearing.take(_REASON, element)


def _column(root: Element, clearing: Clearing) -> Element | None:
    """Give the innermost element around the main heading that holds a good part of the text; None if it is the root."""
    heading, running = clearing.heading, clearing.measures.running
    if heading is None or heading is root or not holds(root, heading):
        return None
    for around in heading.iterancestors():
        if around is root:
            return None
        if running[around] >= _SHARE * running[root] and len(_blocks(around, clearing)) >= _FEWEST_BLOCKS:
            return around
    return None


def _blocks(element: Element, clearing: Clearing) -> list[int]:
    """Give the letters of each block of running text."""
    return [own for one in element.iter("*") if (own := clearing.measures.own.get(one))]


def _around(column: Element, root: Element, *, preceding: bool) -> Iterator[Element]:
    """Give what stands before or after a column, and each element around it, up to the root."""
    element = column
    while element is not root:
        yield from element.itersiblings("*", preceding=preceding)
        element = element.getparent()


def _introduces(element: Element) -> bool:
    """Tell what belongs to the article though it stands before its column: a picture, a lead, a byline."""
    named = role_of(given_names(element.get), element.get("id") or "")
    return named in _KEPT or element.tag in {"figure", "picture", "img"}


def _is_promotion(element: Element) -> bool:
    """Tell a part under a heading such as “Aktuellt” or “Kontakta kommunen”."""
    label = _label(element)
    return bool(label) and any(pattern.match(label) for pattern in profiles().side_headings)


def _label(element: Element) -> str:
    """Give the heading, or the words in bold type, that an element begins with; an empty string for none."""
    first = next((one for one in element.iter("*") if one.text and not one.text.isspace()), None)
    if first is None:
        return ""
    heading = next((one for one in (first, *first.iterancestors()) if one.tag in _LABELS), None)
    is_own = heading is not None and holds(element, heading)
    text = words_of(heading) if heading is not None and is_own else ""
    return text if len(text) <= _LABEL else ""


def _is_narrow(element: Element, typical: float, clearing: Clearing) -> bool:
    """Tell a cell of a page laid out as a table, if its blocks are shorter than the article's."""
    blocks = _blocks(element, clearing)
    return element.tag in _CELLS and (not blocks or mean(blocks) <= _SHORTER * typical)


def _is_foot(element: Element, clearing: Clearing) -> bool:
    """Tell the foot of a page by what only stands there: “Organisationsnummer”, “Ansvarig utgivare”."""
    letters = clearing.measures.letters[element]
    return 0 < letters <= _FOOT and profiles().foot.search(words_of(element)) is not None
