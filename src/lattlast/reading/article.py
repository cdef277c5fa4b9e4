"""The article on its page: everything else is left out, and told.

Takes a page's tree, gives the element that holds the article, cleared of navigation, notices, forms and hidden parts.
It does not know what the article's own parts mean.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from lxml import etree

from lattlast.reading.clearing import Clearing, LeftOut
from lattlast.reading.columns import leave_out_columns
from lattlast.reading.page import HEADINGS, INLINE, article_soup, beside, holds, measure, take_out, words_of
from lattlast.reading.passages import clean_text
from lattlast.reading.profiles import named_role, profiles
from lattlast.reading.teasers import leave_out_teasers
from lattlast.reading.titles import labels_over, main_heading, notices_over
from lattlast.reading.trailing import leave_out_trailing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bs4 import Tag
    from lxml.etree import _Element as Element

    from lattlast.reading.page import Measures

_HIDING = ("hidden", "aria-hidden", "style")
_MUCH_MORE = 0.5
_MUCH_ELSE = 0.2
_MOST_LINKS = 0.5
_FADES = 0.5
_ADDS = 0.1
_NO_LINKS = 0.25
_TOLD_LETTERS = 200
_PROBE = 40
_TOLD_SHARE = 0.6
_FACTS = 2_000
_CAPTION = 250
_tabs = etree.XPath(".//*[@role='tab'][@aria-controls]")
_captions = etree.XPath(".//img/@aria-describedby | .//figure/@aria-labelledby | .//figure/@aria-describedby")
_mains = etree.XPath(".//*[@role='main']")


@dataclass(frozen=True, slots=True)
class Article:
    """The article's element, its main heading (perhaps outside the element) and what was left out."""

    root: Tag
    heading: Tag | None
    left_out: tuple[LeftOut, ...]


def find_article(page: Element, *, title: str, told: str = "") -> Article:
    """Clear the page and find its article.

    `title` is the page's own name for it, perhaps with the site's; `told` is its text in the page's structured data.
    """
    found = next(page.iter("body"), None)
    body = page if found is None else found
    _place_tabs(body)
    _name_captions(body)
    heading = main_heading(body, title)
    clearing = Clearing(body, heading, _content(body, heading), measure(body))
    clearing.clear()
    root = _root(clearing, told)
    for box in list(_facts_beside(root, clearing)):
        take_out(box)
        root.append(box)
    for figure in reversed(list(_figures_over(root, clearing))):
        take_out(figure)
        root.insert(0, figure)
    root = _with_heading(root, clearing)
    for label in list(labels_over(heading, root, clearing.measures)) if heading is not None else ():
        clearing.take("section label", label)
    for notice in notices_over(heading, root, clearing.measures) if heading is not None else ():
        clearing.take("outside the article", notice)
    leave_out_columns(root, clearing)
    leave_out_teasers(root, clearing)
    leave_out_trailing(root, clearing)
    outside = clean_text(" ".join(_strings_outside(body, root, heading)))
    if outside:
        clearing.left_out.append(LeftOut("outside the article", outside))
    soup, inner = article_soup(root, heading)
    if heading is not None and inner is None:
        inner = article_soup(heading, None)[0]
    return Article(soup, inner, tuple(clearing.left_out))


def _place_tabs(body: Element) -> None:
    """Put the name of each tab over the panel that it opens, as on paper."""
    for tab in _tabs(body):
        panel = next((one for one in body.iter("*") if one.get("id") == tab.get("aria-controls")), None)
        if panel is None or holds(panel, tab):
            continue
        if not words_of(panel).startswith(words_of(tab)):
            heading = etree.Element("summary")
            heading.text, heading.tail, panel.text = words_of(tab), panel.text, None
            panel.insert(0, heading)
        for name in _HIDING:
            panel.attrib.pop(name, None)
        take_out(tab)


def _name_captions(body: Element) -> None:
    """Call what a picture's attributes refer to a caption."""
    referred = {name for names in _captions(body) for name in names.split()}
    for element in body.iter("p", "div", "span", "small") if referred else ():
        if element.get("id") in referred:
            element.set("class", f"caption {element.get('class') or ''}")


def _content(body: Element, heading: Element | None) -> Element:
    """Give what the page marks as its content: main, else the article that holds the main heading, else the body."""
    headed = (one for one in body.iter("article") if heading is not None and holds(one, heading))
    return next((one for group in (body.iter("main"), _mains(body), headed) for one in group), body)


def _root(clearing: Clearing, told: str) -> Element:
    """Choose the article's element: where the structured data's text stands, else a known one, else the densest."""
    body, measures = clearing.body, clearing.measures
    named: dict[str, list[Element]] = defaultdict(list)
    for element in body.iter("*"):
        named[profiles().articles.match(element)].append(element)
    if named.pop("whole", []):
        return body
    dense = _densest(body, measures)
    told_root = _told_root(body, measures, told)
    if told_root is not None:
        return told_root
    known, widened = _known_root(named, measures, dense), _widened(dense, clearing)
    return widened if known is None or _brings_only_links(known, widened, measures) else known


def _brings_only_links(known: Element, dense: Element, measures: Measures) -> bool:
    """Say whether a known element around the densest one has little more than links that this has not."""
    if known is dense or not holds(known, dense):
        return False
    more_running = measures.running[known] - measures.running[dense]
    more = measures.letters[known] - measures.letters[dense]
    more_links = measures.linked[known] - measures.linked[dense]
    return more_running <= _MUCH_MORE * measures.running[dense] and more_links >= _MOST_LINKS * max(more, 1)


def _told_root(body: Element, measures: Measures, told: str) -> Element | None:
    """Give the innermost element around the blocks whose text the page's structured data holds."""
    letters = "".join(told.split())
    if len(letters) < _TOLD_LETTERS:
        return None
    blocks = [
        one for one, own in measures.own.items() if own >= _PROBE and _stands_in(one, letters) and holds(body, one)
    ]
    if not blocks or sum(measures.own[one] for one in blocks) < _TOLD_SHARE * len(letters):
        return None
    around = blocks[-1]
    while not all(holds(around, one) for one in blocks):
        around = around.getparent()
    return around.getparent() if around in blocks and around is not body else around


def _stands_in(block: Element, letters: str) -> bool:
    text = "".join(words_of(block).split())
    return text[:_PROBE] in letters and text[-_PROBE:] in letters


def _known_root(named: Mapping[str, Sequence[Element]], measures: Measures, dense: Element) -> Element | None:
    """Give the element that a profile names, in order of precision, if it holds enough of the densest one's text."""
    enough = max(profiles().share * measures.running[dense], 1)
    for rank in sorted(map(int, filter(None, named))):
        best = max(named[str(rank)], key=lambda element: measures.running[element])
        if measures.running[best] >= enough and best.tag not in HEADINGS:
            return best
    return None


def _densest(body: Element, measures: Measures) -> Element:
    """Give the element around most running text, which counts the less the deeper it is nested."""
    sums: dict[Element, float] = {}
    for element in reversed(list(body.iter("*"))):
        own = measures.own.get(element, 0)
        inner = sum(sums[child] * (1 if measures.own.get(child) else _FADES) for child in element)
        sums[element] = own if own and not len(element) else own + inner
    return max(sums, key=lambda element: sums[element] * (1 - measures.link_share(element)), default=body)


def _widened(dense: Element, clearing: Clearing) -> Element:
    """Go outwards as long as that brings running text and hardly any links."""
    chosen, measures = dense, clearing.measures
    if chosen.tag in INLINE or chosen.tag == "p":
        chosen = chosen.getparent()
    for around in list(dense.iterancestors()):
        if not holds(clearing.body, around):
            break
        letters = measures.letters[around] - measures.letters[chosen]
        links = measures.linked[around] - measures.linked[chosen]
        adds = measures.running[around] - measures.running[chosen] >= _ADDS * measures.running[chosen]
        if adds and links <= _NO_LINKS * letters:
            chosen = around
    return chosen


def _with_heading(root: Element, clearing: Clearing) -> Element:
    """Widen the root to the main heading and what stands between, such as a lead and a picture.

    What else that brings in is left out, where it is much.
    """
    heading, measures = clearing.heading, clearing.measures
    around = None if heading is None or holds(root, heading) else _around(heading, root)
    if heading is None or around is None:
        return root
    if around is heading:
        return heading
    others = [*beside(heading, around, preceding=True), *beside(root, around, preceding=False)]
    if around is not clearing.body and _sum(measures.running, others) <= _MUCH_ELSE * measures.running[root]:
        return around
    between = _between(heading, root, around)
    letters = _sum(measures.letters, between)
    if letters > measures.running[root] or _sum(measures.linked, between) > _MOST_LINKS * letters:
        return root
    for other in others:
        if other.getparent() is around or not _is_picture(other, measures):
            clearing.take("outside the article", other)
    return around


def _is_picture(element: Element, measures: Measures) -> bool:
    """Tell a picture over the main heading, perhaps with who took it."""
    return next(element.iter("img"), None) is not None and measures.letters[element] <= _CAPTION


def _facts_beside(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find the boxes of facts that stand in a column beside the article, within what the page marks as its content."""
    content, measures = clearing.content, clearing.measures
    if not clearing.marks_as_content(root):
        return
    for element in content.iter("div", "section", "aside"):
        if element is content or holds(root, element) or holds(element, root):
            continue
        is_box = 0 < measures.letters[element] <= _FACTS and measures.link_share(element) <= _MOST_LINKS
        if is_box and named_role(element) == "facts":
            yield element


def _figures_over(root: Element, clearing: Clearing) -> Iterator[Element]:
    """Find the figures with captions that stand over the article, within what the page marks as its content."""
    content, measures = clearing.content, clearing.measures
    if not clearing.marks_as_content(root):
        return
    before = takewhile(lambda one: one is not root, content.iter("*"))
    for element in (one for one in before if one.tag == "figure" and not holds(one, root)):
        if 0 < measures.letters[element] <= _CAPTION and not measures.linked[element]:
            yield element


def _around(heading: Element, root: Element) -> Element | None:
    """Give the innermost element around a heading and a root after it, or the heading if it holds the root."""
    around = next((parent for parent in root.iterancestors() if holds(parent, heading)), None)
    if around is None or around is heading:
        return around
    places = [next(place for place, child in enumerate(around) if holds(child, one)) for one in (heading, root)]
    return around if places[0] < places[1] else None


def _between(heading: Element, root: Element, around: Element) -> list[Element]:
    """Give what stands after a heading and before a root, below the element around both."""
    after = list(beside(heading, around, preceding=False))
    before = list(beside(root, around, preceding=True))
    within = [one for one in (*after, *before) if one.getparent() is not around]
    return [*within, *(one for one in after if one.getparent() is around and one in before)]


def _sum(counts: Mapping[Element, int], elements: Iterable[Element]) -> int:
    return sum(counts[element] for element in elements)


def _strings_outside(body: Element, root: Element, heading: Element | None) -> Iterator[str]:
    """Give the text before and after the root, without the heading's."""
    kept = {id(part) for part in (root, heading) if part is not None}
    return _texts(body, kept)


def _texts(element: Element, kept: Iterable[int]) -> Iterator[str]:
    if id(element) in kept:
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child, kept)
        yield child.tail or ""
