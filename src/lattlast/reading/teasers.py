"""Teasers for other pages within an article: cards whose heading is a link, headlines after the text, “Läs också”.

Takes an article's element, cleared and measured, and takes elements out of it. It does not know what the page around it
holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.reading.controls import opens_with_link
from lattlast.reading.facts import CONTACT
from lattlast.reading.page import HEADINGS, INLINE, beside, holds, words_of
from lattlast.reading.profiles import named_role, profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from lattlast.reading.clearing import Clearing
    from lattlast.reading.page import Measures

_REASON = "related pages"
_ALL_LINK = 0.9
_MOSTLY_LINK = 0.5
_MOSTLY_LINKS = 0.8
_CARD = 250
_MOST = 0.4
_LINE = 250
_FEWEST_LINKS = 2
_FEWEST_TEASERS = 3
_SHOUTED = 4
_LINKED_ASIDE = 0.2
_KEPT_ASIDES = frozenset(["facts", "box", "quote", "note"])
_PARTS = frozenset(["div", "section", "aside", "ul", "ol", "dl", "table", "header", "footer"])
_CONTACT_BOX = 600
_REACHING = ("mailto:", "tel:")
_HEADLINE = 25
_PARAGRAPHS = 3
_STROKES = frozenset("|·•/»«<>")


def leave_out_teasers(root: Element, clearing: Clearing) -> None:
    """Take out what leads to other articles, unless that is much of what there is."""
    ways = (_cards, _linked_cards, _unlinked_cards, _link_lines, _boxes, _teaser_lists, _asides, _trailing_links)
    for found in (way(root, clearing) for way in ways):
        elements = _outermost(found)
        running = sum(clearing.measures.running[element] for element in elements)
        if running <= _MOST * clearing.measures.running[root]:
            headings = [heading for element in elements if (heading := clearing.heading_over(element)) is not None]
            around = [element.getparent() for element in elements]
            for element in elements:
                clearing.take(_REASON, element)
            headings += _headings_over_nothing(around, clearing)
            for heading in filter(clearing.heads_nothing, headings):
                clearing.take(_REASON, heading)


def _headings_over_nothing(around: Iterable[Element], clearing: Clearing) -> Iterator[Element]:
    """Give the headings before elements that hold nothing any more."""
    for element in around:
        emptied = element
        while not clearing.measures.letters[emptied] and (outer := emptied.getparent()) is not None:
            heading = clearing.heading_over(emptied)
            yield from [heading] if heading is not None else []
            emptied = outer


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


def _linked_cards(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find links that hold a heading, perhaps with a picture and a line."""
    for link in (one for one in root.iter("*") if one.tag == "a" or one.get("role") == "link"):
        holds_heading = next(link.iter(*HEADINGS), None) is not None and not _holds_heading(link, clearing)
        if holds_heading and clearing.measures.letters[link] <= _CARD:
            yield link


def _unlinked_cards(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find boxes that open with “Mer från kommunen” and its like and hold cards, where scripts make the cards links."""
    pattern, letters = profiles().link_lists[_REASON], clearing.measures.letters
    for heading in root.iter(*HEADINGS):
        opens = not any(letters[one] for one in heading.itersiblings("*", preceding=True))
        if not opens or heading.getparent() is root or not pattern.match(words_of(heading)):
            continue
        cards = [one for one in heading.itersiblings("*") if letters[one]]
        if len(cards) > 1 and all(letters[card] <= _CARD and _headings(card) == 1 for card in cards):
            yield from (heading, *cards)


def _headings(element: Element) -> int:
    return sum(1 for _ in element.iter(*HEADINGS))


def _holds_heading(element: Element, clearing: Clearing) -> bool:
    return clearing.heading is not None and holds(element, clearing.heading)


def _link_lines(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find lines such as “Läs också: Nya badhuset öppnar”."""
    pattern, measures = profiles().link_lines, clearing.measures
    for element in root.iter("p", "div", "li", "h3", "h4", "h5", "h6", "aside", "strong"):
        if not 0 < measures.letters[element] <= _LINE or measures.link_share(element) < _MOSTLY_LINK:
            continue
        text = words_of(element)
        if pattern.match(text) or (
            text.isupper() and len(text.split()) >= _SHOUTED and _is_all_link(element, measures)
        ):
            yield element


def _is_all_link(element: Element, measures: Measures) -> bool:
    return measures.link_share(element) >= _ALL_LINK


def _trailing_links(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find what comes after the last running text and is nothing but links that no heading and no words lead to."""
    measures = clearing.measures
    running = [one for one in root.iter("*") if measures.own.get(one)]
    if len(running) < _PARAGRAPHS:
        return
    for element in _after(running[-1], root):
        if measures.running[element] == 0 and _leads_away(element, clearing):
            yield element
        if not _is_all_link(element, measures) or len(_links(element, measures)) < _FEWEST_LINKS:
            continue
        if _are_headlines(element, measures) or _is_row(element) or not _is_led_to(element, measures):
            yield element


def _leads_away(element: Element, clearing: Clearing) -> bool:
    """Tell a part beside the text's own paragraphs that is mostly links."""
    if element.tag not in _PARTS or _stands_among_paragraphs(element, clearing) or _says_how_to_reach(element):
        return False
    return clearing.measures.link_share(element) >= _MOSTLY_LINK


def _says_how_to_reach(element: Element) -> bool:
    if any((link.get("href") or "").startswith(_REACHING) for link in element.iter("a")):
        return True
    text = words_of(element)
    return len(text) <= _CONTACT_BOX and CONTACT.search(text) is not None


def _links(element: Element, measures: Measures) -> list[int]:
    """Give the letters of each link."""
    return [letters for link in element.iter("a") if (letters := measures.letters[link])]


def _are_headlines(element: Element, measures: Measures) -> bool:
    links = _links(element, measures)
    return len(links) >= _FEWEST_LINKS and sum(links) >= _HEADLINE * len(links)


def _is_led_to(element: Element, measures: Measures) -> bool:
    """Say whether a heading, or a line with a colon, comes right before."""
    before = next((one for one in element.itersiblings(preceding=True) if measures.letters[one]), None)
    return before is not None and (before.tag in HEADINGS or words_of(before).endswith(":"))


def _boxes(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find boxes beside the text that hold nothing but headlines.

    What stands among paragraphs is left to their author: a list of links that a text leads to.
    """
    measures = clearing.measures
    for element in root.iter("div", "section", "aside", "ul", "ol"):
        if measures.link_share(element) < _MOSTLY_LINKS or _stands_among_paragraphs(element, clearing):
            continue
        if _are_headlines(element, measures) and not _is_led_to(element, measures):
            yield element


def _teaser_lists(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find lists beside the text, each item of which opens with a link and says a little more."""
    letters = clearing.measures.letters
    for element in root.iter("ul", "ol", "div", "section"):
        items = [item for item in element if letters[item]]
        if len(items) < _FEWEST_TEASERS or any(letters[item] > _CARD or not opens_with_link(item) for item in items):
            continue
        if clearing.measures.link_share(element) < _MOSTLY_LINKS and not _stands_among_paragraphs(element, clearing):
            yield element


def _asides(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find side notes with links to follow, forms to fill in or buttons to press, that say nobody's address."""
    measures = clearing.measures
    for aside in root.iter("aside"):
        named = named_role(aside)
        if named in _KEPT_ASIDES or _says_how_to_reach(aside) or _holds_heading(aside, clearing):
            continue
        if measures.link_share(aside) >= _LINKED_ASIDE or next(aside.iter("form", "button"), None) is not None:
            yield aside


def _stands_among_paragraphs(element: Element, clearing: Clearing) -> bool:
    beside = (one for one in element.getparent() if clearing.measures.own.get(one))
    return next(beside, None) is not None


def _is_row(element: Element) -> bool:
    """Tell links on one line with strokes between them."""
    return any(_STROKES.intersection(link.tail or "") for link in element.iter("a"))


def _after(element: Element, root: Element) -> Iterator[Element]:
    """Give the elements after this one, and after each element around it, up to the root."""
    after = beside(element, root, preceding=False)
    return (one for one in after if one.tag not in INLINE or next(one.iter("a"), one) is not one)


def _outermost(elements: Iterable[Element]) -> list[Element]:
    found = dict.fromkeys(elements)
    return [element for element in found if not any(around in found for around in element.iterancestors())]
