"""Boxes below an article: what comes after its own foot, such as campaigns under “Hjälpte informationen dig?”.

Takes an article's element, cleared and measured, and takes elements out of it. It goes by where a box stands, and
leaves facts and how to reach somebody alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.reading.facts import CONTACT
from lattlast.reading.page import HEADINGS, first_told, holds, words_of
from lattlast.reading.profiles import named_role, profiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from lattlast.reading.clearing import Clearing

_REASON = "outside the article"
_BULK = 0.6
_REST = 0.25
_BOXES = frozenset(["div", "section", "aside"])


def leave_out_trailing(root: Element, clearing: Clearing) -> None:
    """Take out the boxes under headings of their own that follow a feedback form, buttons to share or teasers."""
    for following in clearing.feet:
        parts = [one for one in following if one.getparent() is not None and clearing.measures.letters[one]]
        if parts and parts[0] is not root and holds(root, parts[0]) and _are_below(parts, root, clearing):
            for box in list(_boxes(parts)):
                clearing.take(_REASON, box)


def _are_below(parts: Sequence[Element], root: Element, clearing: Clearing) -> bool:
    """Say whether one element before these parts holds the bulk of the text, and they are boxes with little of it."""
    running = clearing.measures.running
    before = max((running[one] for one in parts[0].itersiblings(preceding=True)), default=0)
    is_little = sum(running[one] for one in parts) <= _REST * running[root]
    return is_little and before >= _BULK * running[root] and all(map(_is_apart, filter(running.get, parts)))


def _is_apart(part: Element) -> bool:
    """Tell a box that begins with a heading."""
    if part.tag not in _BOXES:
        return False
    first = first_told(part)
    around = (first, *first.iterancestors()) if first is not None else ()
    return any(one.tag in HEADINGS for one in around if holds(part, one))


def _boxes(parts: Sequence[Element]) -> Iterator[Element]:
    """Give the boxes that hold neither facts nor anybody's number or address."""
    for part in filter(_is_apart, parts):
        text = words_of(part)
        is_facts = named_role(part) == "facts"
        if not is_facts and not profiles().facts_heading.match(text) and not CONTACT.search(text):
            yield part
