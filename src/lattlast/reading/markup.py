"""Elements to drafts: headings, paragraphs, lists, tables, figures and boxes, with their links and emphasis.

Takes the article's element, gives drafts in reading order. It does not judge what a text says: see editorial.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bs4 import NavigableString, Tag

from lattlast.reading.drafts import Draft
from lattlast.reading.passages import join
from lattlast.reading.profiles import profiles, role
from lattlast.reading.tables import is_layout, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bs4 import PageElement

    from lattlast.reading.inlines import Collector
    from lattlast.reading.passages import Passage

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOWEST = 7
_RICH = frozenset(["heading", "table", "figure", "facts", "quote", "definitions"])
_PASSED_ON = {"lead": 1200, "caption": 600, "credit": 200, "byline": 300, "date": 200}
_BOX = 2500
_NOTE = 600
_QUOTE = 1200


@dataclass(slots=True)
class Builder:
    """Builds drafts below one root."""

    collector: Collector

    def build(self, root: Tag) -> list[Draft]:
        """Give the drafts of the root's content."""
        return list(self._flow(root.children, ""))

    def _flow(self, nodes: Iterable[PageElement], given: str) -> Iterator[Draft]:
        """Take nodes one after another; text and inline elements between blocks make paragraphs of their own."""
        loose: list[PageElement] = []
        announced = ""
        for node in nodes:
            if id(node) in self.collector.skipped:
                continue
            if not isinstance(node, Tag) or not self.collector.is_block(node):
                loose.append(node)
                continue
            yield from self._paragraphs(loose, announced or given)
            if any(str(one).strip() for one in loose):
                announced = ""
            loose = []
            if _is_anchor(node):
                announced = role(node)
                continue
            yield from self._element(node, self._role(node) or announced or given)
            announced = ""
        yield from self._paragraphs(loose, announced or given)

    def _role(self, element: Tag) -> str:
        """Give the element's role, if it is small enough to have one as a whole."""
        found = role(element)
        limit = _PASSED_ON.get(found)
        if limit and (len(element.get_text()) > limit or element.find(_HEADINGS)):
            return ""
        return found

    def _element(self, element: Tag, given: str) -> Iterator[Draft]:
        handle = _HANDLERS.get(element.name, Builder._container)
        yield from handle(self, element, given)

    def _paragraphs(self, nodes: list[PageElement], given: str) -> Iterator[Draft]:
        for passage in self.collector.passage(nodes).paragraphs():
            yield Draft("paragraph", passage, role=given)

    def _container(self, element: Tag, given: str) -> Iterator[Draft]:
        """Take a division by what it is called, or by what it holds."""
        content = list(self._flow(element.children, given if given in _PASSED_ON else ""))
        size = sum(len(part.text) for draft in content for part in draft.walk())
        if given == "facts" or (_begins_facts(content) and size < _BOX):
            yield Draft("facts", children=tuple(content))
        elif given == "quote" and size < _QUOTE and all(draft.kind == "paragraph" for draft in content):
            yield Draft("quote", children=tuple(content))
        elif given == "note" and size < _NOTE and [draft.kind for draft in content] == ["paragraph"]:
            yield replace(content[0], kind="note")
        else:
            yield from content

    def _heading(self, element: Tag, _given: str) -> Iterator[Draft]:
        level = _HEADINGS.index(element.name) + 1 if element.name in _HEADINGS else _LOWEST
        passage = self.collector.line(element.children)
        if passage:
            yield Draft("heading", passage, level=level)

    def _list(self, element: Tag, _given: str) -> Iterator[Draft]:
        """Make a list; one whose items hold headings, tables or pictures is only layout."""
        items: list[Draft] = []
        layout: list[Draft] = []
        for node in element.find_all(name=True, recursive=False):
            content = list(self._flow(node.children, "") if node.name == "li" else self._element(node, ""))
            layout += content
            if node.name != "li" and items:
                items[-1] = replace(items[-1], children=(*items[-1].children, *content))
            elif content:
                items.append(_item(content))
        loose = [node for node in element.children if isinstance(node, NavigableString)]
        yield from self._paragraphs(list(loose), "")
        if any(draft.kind in _RICH for draft in layout):
            yield from layout
        elif items:
            yield Draft("list", children=tuple(items), attrs={"ordered": "true"} if element.name == "ol" else {})

    def _definitions(self, element: Tag, _given: str) -> Iterator[Draft]:
        labels: list[Passage] = []
        facts: list[Draft] = []
        values: list[Passage] = []
        for part in [*element.find_all(["dt", "dd"]), None]:
            if part is not None and part.find_parent("dl") is not element:
                continue
            if values and (part is None or part.name == "dt"):
                facts.append(fact(join(labels, ", "), join(values, "\n")))
                labels, values = [], []
            if part is not None and part.name == "dt":
                labels.append(self.collector.line(part.children))
            elif part is not None:
                values.append(self.collector.lines(part.children))
        if facts:
            yield Draft("definitions", children=tuple(facts))
        yield from (Draft("paragraph", label) for label in labels if label)

    def _table(self, element: Tag, _given: str) -> Iterator[Draft]:
        if is_layout(element):
            cells = element.find_all(["caption", "td", "th"])
            yield from self._flow([cell for cell in cells if cell.find_parent("table") is element], "")
            return
        caption = element.find("caption")
        children = [Draft("caption", self.collector.line(caption.children))] if caption else []
        yield Draft("table", children=(*children, *table_rows(element, self.collector)))

    def _figure(self, element: Tag, given: str) -> Iterator[Draft]:
        """Give the pictures of a figure, the last of them with the caption."""
        if element.find(["table", "blockquote", "pre"]):
            yield from self._flow(element.children, "")
            return
        pictures: list[Draft] = []
        texts: list[Draft] = []
        for draft in self._flow(element.children, given or "caption"):
            (pictures if draft.kind == "figure" else texts).append(draft)
        if pictures and all(draft.kind == "paragraph" for draft in texts):
            captions = [replace(draft, kind="caption") for draft in texts if draft.role != "credit"]
            credit = [replace(draft, kind="credit") for draft in texts if draft.role == "credit"]
            pictures[-1] = replace(pictures[-1], children=(*pictures[-1].children, *captions, *credit))
            texts = []
        yield from (*pictures, *texts)

    def _caption(self, element: Tag, _given: str) -> Iterator[Draft]:
        """Give a caption's text and, where it is marked as such, the credit."""
        credits_ = [part for part in element.find_all(name=True) if role(part) == "credit" and not _inside(part, "credit")]
        if any(part.get_text().strip() for part in credits_):
            self.collector.skipped.update(map(id, credits_))
        rest = self.collector.loose(element.children)
        if rest:
            yield Draft("paragraph", rest, role="caption")
        for part in credits_:
            yield Draft("paragraph", self.collector.loose(part.children), role="credit")

    def _image(self, element: Tag, _given: str) -> Iterator[Draft]:
        alt = element.get("alt")
        text = self.collector.plain(str(alt or ""))
        source = self.collector.image(element)
        if source:
            children = (Draft("alt", text),) if text else ()
            yield Draft("figure", children=children, attrs={"src": source}, role="decorative" if alt == "" else "")

    def _quote(self, element: Tag, _given: str) -> Iterator[Draft]:
        sources = element.find_all(["cite", "footer"])
        self.collector.skipped.update(map(id, sources))
        content = (part for draft in self._flow(element.children, "") for part in draft.walk() if part.text)
        paragraphs = [Draft("paragraph", part.passage) for part in content]
        credit = join((self.collector.line(source.children) for source in sources), ", ")
        yield Draft("quote", children=(*paragraphs, *([Draft("credit", credit)] if credit else [])))

    def _rule(self, _element: Tag, _given: str) -> Iterator[Draft]:
        return iter(())


_HANDLERS: dict[str, Callable[[Builder, Tag, str], Iterator[Draft]]] = {
    **dict.fromkeys(_HEADINGS, Builder._heading),
    "summary": Builder._heading,
    "button": Builder._heading,
    "ul": Builder._list,
    "ol": Builder._list,
    "dl": Builder._definitions,
    "table": Builder._table,
    "figure": Builder._figure,
    "figcaption": Builder._caption,
    "img": Builder._image,
    "blockquote": Builder._quote,
    "hr": Builder._rule,
}


def fact(label: Passage, value: Passage) -> Draft:
    """Make a fact of a label and its value."""
    return Draft("fact", children=(Draft("label", label), Draft("value", value)))


def _item(content: list[Draft]) -> Draft:
    """Make a list item: its first paragraph is its own text, the rest stands below."""
    first, *rest = content
    if first.kind == "paragraph":
        return Draft("item", first.passage, tuple(rest))
    return Draft("item", children=tuple(content))


def _begins_facts(content: list[Draft]) -> bool:
    return len(content) > 1 and content[0].kind == "heading" and bool(profiles().facts_heading.match(content[0].text))


def _is_anchor(element: Tag) -> bool:
    """Tell SiteVision's empty element that names the part after it."""
    return not element.get_text().strip() and not element.find("img") and element.name not in {"img", "hr"}


def _inside(element: Tag, named: str) -> bool:
    return any(role(parent) == named for parent in element.parents if parent.name != "[document]")
