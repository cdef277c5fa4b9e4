"""Teasers for other pages within an article: cards whose heading is a link, headlines after the text, “Läs också”.

Takes an article's element, cleared and measured, and takes elements out of it. It does not know what the page around it
holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.reading.page import HEADINGS, INLINE, holds, words_of
from lattlast.reading.profiles import profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from lattlast.reading.clearing import Clearing

_REASON = "related pages"
_ALL_LINK = 0.9
_MOSTLY_LINK = 0.5
_MOSTLY_LINKS = 0.8
_CARD = 250
_MOST = 0.4
_LINE = 250
_FEWEST_LINKS = 3
_HEADLINE = 25
_PARAGRAPHS = 3
_STROKES = frozenset("|·•/»«<>")


def leave_out_teasers(root: Element, clearing: Clearing) -> None:
    """Take out what leads to other articles, unless that is much of what there is."""
    ways = (_cards, _link_lines, _boxes, _headlines)
    for found in (way(root, clearing) for way in ways):
        elements = _outermost(found)
        running = sum(clearing.measures.running[element] for element in elements)
        if running <= _MOST * clearing.measures.running[root]:
            headings = [heading for element in elements if (heading := clearing.heading_over(element)) is not None]
            for element in (*elements, *filter(clearing.heads_nothing, headings)):
                clearing.take(_REASON, element)


def _cards(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find the boxes around headings that are nothing but a link."""
    measures = clearing.measures
    for heading in root.iter(*HEADINGS):
        if heading is clearing.heading or measures.link_share(heading) < _ALL_LINK:
            continue
        card = heading
        for around in heading.iterancestors():
            own = measures.letters[around] - measures.letters[heading]
            if around is root or own > _CARD or _headings(around) > 1 or _holds_heading(around, clearing):
                break
            card = around
        if card is not heading:
            yield card


def _headings(element: Element) -> int:
    return sum(1 for _ in element.iter(*HEADINGS))


def _holds_heading(element: Element, clearing: Clearing) -> bool:
    return clearing.heading is not None and holds(element, clearing.heading)


def _link_lines(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find lines such as “Läs också: Nya badhuset öppnar”."""
    pattern = profiles().link_lines
    for element in root.iter("p", "div", "li", "h3", "h4", "h5", "h6", "aside", "strong"):
        few = 0 < clearing.measures.letters[element] <= _LINE
        if few and clearing.measures.link_share(element) >= _MOSTLY_LINK and pattern.match(words_of(element)):
            yield element


def _headlines(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find what comes after the last running text and is nothing but three headlines or more."""
    measures = clearing.measures
    running = [one for one in root.iter("*") if measures.own.get(one)]
    if len(running) < _PARAGRAPHS:
        return
    for element in _after(running[-1], root):
        links = [measures.letters[link] for link in element.iter("a") if measures.letters[link]]
        if measures.link_share(element) < _ALL_LINK or len(links) <= 1:
            continue
        headlines = len(links) >= _FEWEST_LINKS and sum(links) >= _HEADLINE * len(links)
        if headlines or _is_row(element):
            yield element


def _boxes(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find boxes beside the text that hold nothing but three headlines or more.

    What stands among paragraphs is left to their author: a list of links that a text leads to.
    """
    measures = clearing.measures
    for element in root.iter("div", "section", "aside", "ul", "ol"):
        if measures.link_share(element) < _MOSTLY_LINKS or _stands_among_paragraphs(element, clearing):
            continue
        links = [measures.letters[link] for link in element.iter("a") if measures.letters[link]]
        if len(links) >= _FEWEST_LINKS and sum(links) >= _HEADLINE * len(links):
            yield element


def _stands_among_paragraphs(element: Element, clearing: Clearing) -> bool:
    beside = (one for one in element.getparent() if clearing.measures.own.get(one))
    return next(beside, None) is not None


def _is_row(element: Element) -> bool:
    """Tell links on one line with strokes between them."""
    return any(_STROKES.intersection(link.tail or "") for link in element.iter("a"))


def _after(element: Element, root: Element) -> Iterator[Element]:
    """Give the elements after this one, and after each element around it, up to the root."""
    while element is not root:
        yield from (
            one for one in element.itersiblings() if one.tag not in INLINE or next(one.iter("a"), one) is not one
        )
        element = element.getparent()


def _outermost(elements: Iterable[Element]) -> list[Element]:
    kept: list[Element] = []
    for element in elements:
        if not any(holds(one, element) for one in kept):
            kept = [one for one in kept if not holds(element, one)] + [element]
    return kept
