"""Text and inline elements to passages: links, emphasis, abbreviations, foreign words, protected names.

Takes nodes, gives clean passages. It does not know what kind of block they make. Only addresses that a reader can open
get through: http, https, mailto and tel.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bs4.element import CData, NavigableString, Tag

from lattlast.model import Inline
from lattlast.reading.elements import below
from lattlast.reading.metadata import language_of
from lattlast.reading.passages import LINE_END, Passage, clean, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bs4.element import PageElement

    from lattlast.model import InlineKind

BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "img", "legend", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
])  # fmt: skip
_KINDS: dict[str, InlineKind] = {
    "a": "link", "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "abbr": "abbreviation",
    "acronym": "abbreviation",
}  # fmt: skip
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)|font-style\s*:\s*normal", re.IGNORECASE)
_EDGES = {"br": (LINE_END, ""), "q": ("”", "”")}
_RAISED = str.maketrans("23", "²³")
_OPENABLE = {"http", "https", "mailto", "tel"}
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
_LINE_ENDS = re.compile(r"\n+")
_TITLES = ["h1", "h2", "h3", "h4", "h5", "h6", "summary"]
_ICON = 48
_FILLED = itemgetter(0)
_SET_APART = frozenset(["a", "cite", "small", "span", "time"])
_SEAM = re.compile(r"[^\W_A-ZÅÄÖ]$|[.!?…)]$")


@dataclass(slots=True)
class Collector:
    """Collects text below one root; `base` is the page's address, where it is known, `lang` the document's language.

    Of a `remote` page no picture is at hand.

    `skipped` holds elements that have had their turn, `unopened` the addresses that nobody could open from elsewhere,
    `missing` the text alternatives of pictures that the page has not loaded.
    """

    root: Tag
    base: str
    lang: str
    remote: bool = False
    skipped: set[int] = field(default_factory=set)
    unopened: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    _blocks: set[int] = field(default_factory=set)
    _marks: dict[int, tuple[tuple[InlineKind, str, str], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in below(self.root):
            if element.name in BLOCKS or opens_panel(element):
                self._blocks.add(id(element))
                self._blocks.update(id(parent) for parent in element.parents)

    def is_block(self, element: Tag) -> bool:
        """Say whether the element is a block or holds one."""
        return id(element) in self._blocks

    def is_taken(self, node: PageElement) -> bool:
        """Say whether the node, or an element around it, has had its turn."""
        return bool(self.skipped) and any(id(one) in self.skipped for one in (node, *node.parents))

    def passage(self, nodes: Iterable[PageElement], *, loose: bool = False) -> Passage:
        """Give the text of the nodes, with its line ends and paragraphs.

        If `loose`, a space stands between elements that only style sheets hold apart, as in bylines and captions.
        """
        return self._collect(nodes, loose=loose)

    def lines(self, nodes: Iterable[PageElement]) -> Passage:
        """Give the text of the nodes, with its line ends."""
        return self.passage(nodes).sub(_LINE_ENDS, "\n")

    def line(self, nodes: Iterable[PageElement]) -> Passage:
        """Give the text of the nodes on one line."""
        return self.passage(nodes).sub(_LINE_ENDS, " ")

    def loose(self, nodes: Iterable[PageElement]) -> Passage:
        """Give the text of the nodes on one line, with a space between elements that style sheets hold apart."""
        return self._collect(nodes, loose=True).sub(_LINE_ENDS, " ")

    def plain(self, text: str) -> Passage:
        """Give a text that stands in an attribute."""
        return Passage(clean_text(text))

    def image(self, element: Tag) -> str:
        """Give the address of a picture, or an empty string for an icon and for one that the page has not loaded."""
        sizes = [str(element.get(name) or "").removesuffix("px") for name in ("width", "height")]
        if any(size.isdecimal() and int(size) <= _ICON for size in sizes):
            return ""
        sets = (str(element.get(name) or "").split(",")[0] for name in ("srcset", "data-srcset"))
        candidates = [str(element.get(name) or "") for name in ("src", "data-src", "data-lazy-src")]
        candidates += [one.split()[0] for one in sets if one.split()]
        found = next(filter(None, map(self._picture, candidates)), "")
        if not found and element.get("alt"):
            self.missing.append(clean_text(str(element["alt"])))
        return found

    def _picture(self, source: str) -> str:
        """Keep a path beside the page as it is; complete one from the site's root, and all of a remote page."""
        is_whole = self.remote or source.startswith("/")
        full = _joined(self.base, source.strip()) if self.base and is_whole and source.strip() else source.strip()
        parts = _parts(full)
        return full if parts and parts[0] in {"", "http", "https"} else ""

    def _collect(self, nodes: Iterable[PageElement], *, loose: bool) -> Passage:
        text = ""
        inlines: list[Inline] = []
        for node in (node for node in nodes if not self.is_taken(node)):
            for piece, owner in filter(_FILLED, self._pieces(node, loose=loose)):
                inlines += [
                    Inline(kind, len(text), len(text) + len(piece), {name: value} if name else {})
                    for kind, name, value in self._marks_of(owner)
                ]
                text += piece
        return clean(Passage(text, tuple(inlines)))

    def _pieces(self, node: PageElement, *, loose: bool) -> Iterator[tuple[str, Tag]]:
        """Give the strings below a node, each with the element that it stands in."""
        if type(node) in {NavigableString, CData} and node.parent is not None:
            yield _spelled(str(node), node.parent), node.parent
        if not isinstance(node, Tag) or id(node) in self.skipped:
            return
        before, after = _EDGES.get(node.name, ("", ""))
        if self.is_block(node) and node.name != "img":
            before = after = LINE_END
        elif _begins_anew(node) or (
            loose and (node.name in {"span", "small"} or isinstance(node.previous_sibling, Tag))
        ):
            before = after = " "
        yield before, node
        if node.name == "img":
            yield f" {node.get('alt') or ''} ", node
        for child in node.children:
            yield from self._pieces(child, loose=loose)
        yield after, node

    def _marks_of(self, element: Tag) -> tuple[tuple[InlineKind, str, str], ...]:
        """Give the inlines that an element and those around it put on their text: kind, attribute, value."""
        if id(element) not in self._marks:
            outer = self._marks_of(element.parent) if element.parent is not None and element is not self.root else ()
            own = tuple(self._own_marks(element))
            replaced = {kind for kind, _, _ in own} | ({"language"} if language_of(element) else set())
            kept = tuple(mark for mark in outer if mark[0] not in replaced)
            self._marks[id(element)] = (*kept, *own)
        return self._marks[id(element)]

    def _own_marks(self, element: Tag) -> Iterator[tuple[InlineKind, str, str]]:
        kind = _KINDS.get(element.name)
        style = str(element.get("style") or "")
        if kind == "link":
            href = self._href(str(element.get("href") or ""))
            if href:
                yield kind, "href", href
        elif kind == "abbreviation":
            title = clean_text(str(element.get("title") or ""))
            yield kind, "title" if title else "", title
        elif (kind and not _NOT_BOLD.search(style)) or (element.name == "span" and _BOLD.search(style)):
            yield kind or "strong", "", ""
        lang = language_of(element)
        if lang and lang != self.lang:
            yield "language", "lang", lang
        if element.get("translate") == "no" or "notranslate" in element.get_attribute_list("class"):
            yield "protected", "", ""

    def _href(self, written: str) -> str:
        """Give an address that opens from anywhere, or an empty string."""
        address = _UNSEEN.sub("", written) if ":" in written.partition("/")[0] else written.strip()
        if not address or address.startswith("#"):
            return ""
        full = _joined(self.base, address) if self.base else address
        parts = _parts(full)
        if parts is None or parts[0] not in _OPENABLE or not any(parts[1:3]):
            if parts is not None and not parts[0]:
                self.unopened.append(address)
            return ""
        return full


def _spelled(text: str, owner: Tag) -> str:
    """Give a string in NFC, with raised figures as such, and with the line ends of preformatted text."""
    text = unicodedata.normalize("NFC", text).replace(LINE_END, " ").replace("\u2029", " ")
    if owner.name == "sup" and text.strip() in {"2", "3"}:
        return text.translate(_RAISED)
    if owner.name == "pre" or any(around.name == "pre" for around in owner.parents):
        return text.replace("\n", LINE_END)
    return text


def opens_panel(element: Tag) -> bool:
    """Tell the button of an accordion, where no heading holds it."""
    is_button = element.name == "button" or element.get("role") == "button"
    opens = element.has_attr("aria-controls") or element.has_attr("aria-expanded")
    return is_button and opens and not element.find_parent(_TITLES)


def _begins_anew(node: Tag) -> bool:
    """Tell an element that begins a word right after another's last one: on screen, style sheets hold them apart."""
    before = node.previous_sibling
    if node.name not in _SET_APART or not isinstance(before, Tag) or before.name not in _SET_APART:
        return False
    first = node.get_text()[:1]
    return (first.isupper() or first.isdecimal() or first == "©") and bool(_SEAM.search(before.get_text()))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _parts(address: str) -> tuple[str, str, str] | None:
    """Give scheme, host and path; None where it is no address at all."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.scheme.lower(), parts.netloc, parts.path
