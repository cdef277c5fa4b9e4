"""A page's text to a tree, without what no reader sees, and measures of the text under each of its elements.

Takes HTML as text, gives lxml elements: a whole page is far larger than its article, and lxml goes through it many
times faster than BeautifulSoup. `article_soup` hands the article over. It does not know which part of a page that is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
])  # fmt: skip
_SILENT = ("script", "style", "template", "noscript", "svg")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATA = "application/ld+json"
_DEEPEST = 100
_silent = etree.XPath("|".join(f"//{tag}" for tag in _SILENT))
_too_deep = etree.XPath(f"boolean(//*[count(ancestor::*) > {_DEEPEST}])")
_custom = etree.XPath("//*[contains(local-name(), '-')]")
_FEWEST = 25
_MOSTLY = 0.5


def parse(text: str) -> Element:
    """Give the page's ``html`` element; what is nested deeper than a hundred becomes plain text."""
    clean = _CONTROL.sub(" ", text)
    page = etree.fromstring(clean, _parser()) if clean.strip() else None
    if page is None:
        return etree.Element("html")
    if _too_deep(page):
        return _flat(clean)
    for element in _silent(page):
        if element.tag == "script" and element.get("type") == _DATA:
            page.append(_taken(element))
        else:
            take_out(element)
    for element in _custom(page):
        _name(element)
    return page


def _name(element: Element) -> None:
    """Count the tag of a site's own element, such as ``x-share-bar``, among its names; with an address it is a link."""
    element.set("class", f"{element.get('class') or ''} {element.tag}".strip())
    if element.get("href"):
        element.tag = "a"


def _parser(target: object = None) -> etree.HTMLParser:
    return etree.HTMLParser(target=target, remove_comments=True, remove_pis=True, huge_tree=True)


def _flat(text: str) -> Element:
    """Parse what is too deep for a tree: lxml itself drops the text beyond its limit."""
    parser = _parser(_Target())
    parser.feed(text)
    return parser.close()


def _taken(element: Element) -> Element:
    take_out(element)
    return element


class _Target:
    """Builds a tree of limited depth."""

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder()
        self._tree.start("html", {})
        self._open: list[str] = []
        self._muted = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self._open.append(tag)
        if self._muted:
            return
        if tag in _SILENT:
            self._muted = len(self._open)
        elif len(self._open) > _DEEPEST:
            self._tree.data(" ")
        else:
            self._tree.start(
                tag if tag.isalnum() else "span", {name: value for name, value in attrs.items() if name.isidentifier()}
            )

    def end(self, tag: str) -> None:
        """Close an element, with what nobody closed in it."""
        closed = False
        while self._open and not closed and tag in self._open:
            if self._muted == len(self._open):
                self._muted = 0
            elif not self._muted and len(self._open) <= _DEEPEST:
                self._tree.end(self._open[-1] if self._open[-1].isalnum() else "span")
            closed = self._open.pop() == tag

    def data(self, text: str) -> None:
        if not self._muted:
            self._tree.data(_CONTROL.sub(" ", text))

    def close(self) -> Element:
        while self._open:
            self.end(self._open[-1])
        self._tree.end("html")
        return self._tree.close()


def words_of(element: Element) -> str:
    """Give the element's text with single spaces."""
    return " ".join(" ".join(element.itertext()).split())


def first_told(element: Element) -> Element | None:
    """Give the first element, from an element inwards, that has a text of its own."""
    return next((one for one in element.iter("*") if one.text and not one.text.isspace()), None)


def beside(element: Element, around: Element, *, preceding: bool) -> Iterator[Element]:
    """Give what stands before or after an element, and each element around it, up to another or to the last."""
    while element is not None and element is not around:
        yield from element.itersiblings("*", preceding=preceding)
        element = element.getparent()


def take_out(element: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    tail = f"{'' if element.tag in INLINE else ' '}{element.tail or ''}"
    if before is not None:
        before.tail = f"{before.tail or ''}{tail}"
    else:
        parent.text = f"{parent.text or ''}{tail}"
    element.tail = None
    parent.remove(element)


def holds(element: Element, other: Element) -> bool:
    """Say whether an element is the other or stands around it."""
    return element is other or any(parent is element for parent in other.iterancestors())


@dataclass(slots=True)
class Measures:
    """Of every element below a root: its letters, those in links, and those of running text.

    Running text is what a block says itself, if it says a sentence's worth, not mostly in links.
    """

    letters: dict[Element, int] = field(default_factory=lambda: defaultdict(int))
    linked: dict[Element, int] = field(default_factory=lambda: defaultdict(int))
    running: dict[Element, int] = field(default_factory=lambda: defaultdict(int))
    own: dict[Element, int] = field(default_factory=dict)

    def without(self, element: Element) -> None:
        """Count an element that leaves out of all around it."""
        for parent in element.iterancestors():
            for counts in (self.letters, self.linked, self.running):
                counts[parent] -= counts[element]

    def link_share(self, element: Element) -> float:
        """Give the share of an element's letters that stands in links."""
        return self.linked[element] / max(self.letters[element], 1)


def measure(root: Element) -> Measures:
    """Measure every element, from the innermost outwards."""
    found = Measures()
    plain: dict[Element, int] = defaultdict(int)
    linked: dict[Element, int] = defaultdict(int)
    for element in reversed(list(root.iter(etree.Element))):
        if own := _letters(element.text):
            found.letters[element] += own
            plain[element] += own
        _close(element, found, plain, linked)
        parent = element.getparent()
        if parent is None or element is root:
            continue
        if tail := _letters(element.tail):
            plain[parent] += tail
            found.letters[parent] += tail
        if found.letters[element]:
            _add(element, parent, found)
            if element.tag in INLINE:
                plain[parent] += plain[element]
                linked[parent] += linked[element]
    return found


def _add(element: Element, parent: Element, found: Measures) -> None:
    for counts in (found.letters, found.linked, found.running):
        if counts[element]:
            counts[parent] += counts[element]


def _close(element: Element, found: Measures, plain: dict[Element, int], linked: dict[Element, int]) -> None:
    """Settle an element whose content is counted: a link's letters are linked, a block's own text may be running."""
    if element.tag == "a":
        found.linked[element] = found.letters[element]
        linked[element] += plain[element]
        plain[element] = 0
    elif element.tag not in INLINE and element.tag not in HEADINGS:
        own = plain[element]
        is_running = own >= _FEWEST and linked[element] <= _MOSTLY * (own + linked[element])
        found.own[element] = own if is_running else 0
        found.running[element] += found.own[element]


def _letters(text: str | None) -> int:
    return len("".join(text.split())) if text and not text.isspace() else 0


def article_soup(root: Element, marked: Element | None) -> tuple[Tag, Tag | None]:
    """Give a root as BeautifulSoup's tree, and in it the element that is marked."""
    soup = BeautifulSoup("", "html.parser")
    found: list[Tag] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            tag = soup.handle_starttag(element.tag, None, None, dict(element.attrib))
            if element is marked and tag is not None:
                found.append(tag)
            _hand_over(soup, element.text)
        else:
            soup.handle_endtag(element.tag)
            _hand_over(soup, element.tail if element is not root else None)
    soup.endData()
    return next(_tags(soup)), found[0] if found else None


def _tags(soup: BeautifulSoup) -> Iterator[Tag]:
    return (node for node in soup.contents if isinstance(node, Tag))


def _hand_over(soup: BeautifulSoup, text: str | None) -> None:
    if text:
        soup.handle_data(text)
