"""Columns beside the article's own: what stands before it, promotions and notices to its right, the page's foot.

Takes an article's element, cleared and measured, and takes elements out of it. It serves pages whose mark-up has no
names for these parts: the column that holds the main heading and much of the text is the article's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.reading.page import HEADINGS, beside, first_told, holds, words_of
from lattlast.reading.profiles import named_role, profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from lattlast.reading.clearing import Clearing

_REASON = "side column"
_SHARE = 0.4
_MOST = 0.5
_FEWEST_BLOCKS = 3
_LABEL = 60
_FOOT = 800
_PICTURES = 250
_RELATED = 0.3
_KEPT = frozenset(["lead", "picture", "caption", "credit", "byline", "date", "facts"])
_CONTAINERS = frozenset(["div", "section", "aside", "main", "article", "header", "tr", "td"])
_LABELS = (*sorted(HEADINGS), "strong", "b")


def leave_out_columns(root: Element, clearing: Clearing) -> None:
    """Take out what stands beside the article's column, within its root."""
    heading = clearing.heading
    if heading is None or heading is root or not holds(root, heading):
        return
    column = _headed_column(root, heading, clearing)
    column = _body_column(root, clearing) if column is None else column
    if column is None:
        return
    before = set(beside(heading, root, preceding=True))
    for element in list(beside(column, root, preceding=True)):
        if element in before and not _introduces(element, clearing):
            clearing.take(_REASON, element)
    for element in list(beside(column, root, preceding=False)):
        for part in [element] if _is_cell(element, clearing) else list(_side_parts(element, clearing)):
            clearing.take(_REASON, part)
    for box in list(_related(column, clearing)):
        if box.getparent() is not None:
            clearing.take("related pages", box)


def _headed_column(root: Element, heading: Element, clearing: Clearing) -> Element | None:
    """Give the innermost element around the main heading that holds a good part of the text; None if it is the root."""
    for around in heading.iterancestors():
        if around is root:
            return None
        if _is_much(around, root, clearing):
            return around
    return None


def _body_column(root: Element, clearing: Clearing) -> Element | None:
    """Give the innermost element that holds most of the text, where the main heading stands beside it."""
    column, around = None, root
    while around is not None:
        inner = next((one for one in around if _is_much(one, root, clearing, share=_MOST)), None)
        column, around = inner if inner is not None else column, inner
    return column


def _is_much(element: Element, root: Element, clearing: Clearing, *, share: float = _SHARE) -> bool:
    running = clearing.measures.running
    return running[element] >= share * running[root] and len(_blocks(element, clearing)) >= _FEWEST_BLOCKS


def _blocks(element: Element, clearing: Clearing) -> list[int]:
    """Give the letters of each block of running text."""
    return [own for one in element.iter("*") if (own := clearing.measures.own.get(one))]


def _side_parts(element: Element, clearing: Clearing) -> Iterator[Element]:
    """Find, in what comes after the column, the parts that are not of the article; boxes in a row are seen apart."""
    boxes = [one for one in element if clearing.measures.letters[one]] if element.tag in _CONTAINERS else []
    is_row = len(boxes) > 1 and all(one.tag in _CONTAINERS for one in boxes) and sum(map(bool, map(_label, boxes))) > 1
    if _is_foot(element, clearing) or (not is_row and _is_promotion(element)):
        yield element
    else:
        for box in boxes:
            yield from _side_parts(box, clearing)


def _introduces(element: Element, clearing: Clearing) -> bool:
    """Tell what belongs to the article though it stands before its heading: a lead, a byline, pictures."""
    named = named_role(element)
    is_pictured = next(element.iter("img"), None) is not None and not clearing.measures.linked[element]
    return named in _KEPT or (is_pictured and clearing.measures.letters[element] <= _PICTURES)


def _is_promotion(element: Element) -> bool:
    """Tell a part under a heading such as “Aktuellt” or “Kontakta kommunen”."""
    label = _label(element)
    return bool(label) and any(pattern.match(label) for pattern in profiles().side_headings)


def _label(element: Element) -> str:
    """Give the heading, or the words in bold type, that an element begins with; an empty string for none."""
    first = first_told(element)
    if first is None:
        return ""
    heading = next((one for one in (first, *first.iterancestors()) if one.tag in _LABELS), None)
    is_own = heading is not None and holds(element, heading)
    text = words_of(heading) if heading is not None and is_own else ""
    return text if len(text) <= _LABEL else ""


def _related(column: Element, clearing: Clearing) -> Iterator[Element]:
    """Find boxes in the column under “Fler nyheter” and its like, whether what they tell of is linked or not."""
    pattern, running = profiles().link_lists["related pages"], clearing.measures.running
    for element in column.iter("div", "section", "aside"):
        label = _label(element).rstrip(" :")
        match = pattern.match(label) if label else None
        if match and match.end() == len(label) and running[element] <= _RELATED * running[column]:
            yield element


def _is_cell(element: Element, clearing: Clearing) -> bool:
    """Tell the cell beside the article's, on a page laid out as a table, if it holds more than a picture."""
    is_picture = next(element.iter("img"), None) is not None and clearing.measures.letters[element] <= _PICTURES
    return element.tag == "td" and not is_picture


def _is_foot(element: Element, clearing: Clearing) -> bool:
    """Tell the foot of a page by what only stands there: “Organisationsnummer”, “Ansvarig utgivare”."""
    letters = clearing.measures.letters[element]
    return 0 < letters <= _FOOT and profiles().foot.search(words_of(element)) is not None
