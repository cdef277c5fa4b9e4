"""Elements to drafts: headings, paragraphs, lists, tables, figures and boxes, with their links and emphasis.

Takes the article's element, gives drafts in reading order. It does not judge what a text says: see editorial.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from bs4.element import NavigableString, Tag

from lattlast.reading.credits import is_credit, is_person
from lattlast.reading.drafts import Draft
from lattlast.reading.elements import below, children, has, named, outermost
from lattlast.reading.facts import CONTACT, is_facts_heading, make_fact
from lattlast.reading.inlines import BLOCKS, opens_panel
from lattlast.reading.passages import join
from lattlast.reading.profiles import is_picture_box, role
from lattlast.reading.tables import is_layout, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bs4.element import PageElement

    from lattlast.reading.inlines import Collector
    from lattlast.reading.passages import Passage

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOWEST = 7
_RICH = frozenset(["heading", "table", "figure", "facts", "quote", "definitions"])
_PASSED_ON = {"lead": 1200, "caption": 600, "credit": 200, "byline": 300, "date": 200}
_SIGNED = frozenset(["byline", "date"])
_PICTURE_TEXTS = frozenset(["caption", "credit"])
_ROLES_AS_TAGS = {"figure": "figure"}
_ROLES_OF_TAGS = {"time": "date", "small": "small"}
_PICTURE_BOX = frozenset(["figure", "paragraph"])
_MOST_TEXTS = 2
_CREDIT = 120
_BOXED = frozenset(["table", "ul", "ol", "dl"])
_BOXES = frozenset(["td", "aside"])
_HEADED = 2
_BOX = 2500
_NOTE = 600
_PICTURED = 400
_LINE = 200
_QUOTE = 1200
_SOURCE = 200
_HEADING = 300
_TOO_MUCH = BLOCKS - {"button", "center", "div", "img", "p"}


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
            if self.collector.is_taken(node):
                continue
            if not isinstance(node, Tag) or not self.collector.is_block(node):
                loose.append(node)
                continue
            yield from self._paragraphs(loose, announced or given)
            if any(map(_is_filled, loose)):
                announced = ""
            loose = []
            if _is_anchor(node):
                announced = role(node)
                continue
            yield from self._element(node, self._fitting(node, role(node)) or self._fitting(node, announced) or given)
            announced = ""
        yield from self._paragraphs(loose, announced or given)

    def _fitting(self, element: Tag, said: str) -> str:
        """Give the role that an element is said to have, if it is small enough to have it as a whole."""
        limit = _PASSED_ON.get(said)
        too_much = limit and (len(element.get_text()) > limit or has(element, _HEADINGS))
        return "" if too_much else said

    def _element(self, element: Tag, given: str) -> Iterator[Draft]:
        if id(element) not in self.collector.skipped:
            name = "button" if opens_panel(element) else _ROLES_AS_TAGS.get(str(element.get("role")), element.name)
            handle = self._HANDLERS.get(name, Builder._container)
            content = tuple(handle(self, element, given))
            yield from [Draft("facts", children=content)] if given == "facts" and name in _BOXED else content

    def _paragraphs(self, nodes: list[PageElement], given: str) -> Iterator[Draft]:
        for said, part in _by_role(nodes, given):
            for passage in self.collector.passage(part, loose=said in _SIGNED).paragraphs():
                yield Draft("paragraph", passage, role=said)

    def _container(self, element: Tag, given: str) -> Iterator[Draft]:
        """Take a division by what it is called, or by what it holds."""
        content = list(self._flow(element.children, given if given in _PASSED_ON else ""))
        size = sum(len(part.text) for draft in content for part in draft.walk())
        if given == "credit" and all(draft.kind == "paragraph" for draft in content):
            yield from [Draft("paragraph", join((one.passage for one in content), " "), role=given)] if content else []
        elif size <= _PICTURED and _holds_picture(element, content, size):
            yield from _captioned(content)
        elif given == "facts" or (_begins_facts(content, boxed=element.name in _BOXES) and size < _BOX):
            yield Draft("facts", children=tuple(content))
        elif given == "quote" and size < _QUOTE and all(draft.kind == "paragraph" for draft in content):
            yield Draft("quote", children=tuple(content))
        elif given == "note" and size < _NOTE and [draft.kind for draft in content] == ["paragraph"]:
            yield replace(content[0], kind="note")
        else:
            yield from content

    def _heading(self, element: Tag, given: str) -> Iterator[Draft]:
        if not is_heading(element):
            yield from self._container(element, given)
            return
        level = _HEADINGS.index(element.name) + 1 if element.name in _HEADINGS else _LOWEST
        passage = self.collector.line(element.children)
        if passage and given in _PICTURE_TEXTS:
            yield Draft("paragraph", passage, role=given)
        elif passage:
            yield Draft("heading", passage, level=level)

    def _list(self, element: Tag, given: str) -> Iterator[Draft]:
        """Make a list; one whose items hold headings, tables or pictures is only layout, and so is a byline."""
        if given in _SIGNED:
            yield from self._flow(element.children, given)
            return
        items: list[Draft] = []
        layout: list[Draft] = []
        for node in children(element):
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
            yield Draft("list", children=tuple(items), attrs=_numbering(element))

    def _definitions(self, element: Tag, given: str) -> Iterator[Draft]:
        if given in {"byline", "date"} or has(element, ("img",)):
            yield from self._flow(element.children, given)
            return
        parts = outermost(named(element, ("dt", "dd")))
        facts: list[Draft] = []
        labels: list[Passage] = []
        for name, group in groupby(parts, key=lambda part: part.name):
            if name == "dt":
                labels = [self.collector.line(part.children) for part in group]
            else:
                values = [self.collector.lines(part.children) for part in group]
                facts.append(make_fact(join(labels, ", "), join(values, "\n")))
                labels = []
        if facts:
            yield Draft("definitions", children=tuple(facts))
        yield from (Draft("paragraph", label) for label in labels if label)
        yield from self._stray(element, parts)

    def _stray(self, element: Tag, parts: Iterable[Tag]) -> Iterator[Draft]:
        """Save what stands in a list or a table, but in none of its parts."""
        self.collector.skipped.update(map(id, parts))
        yield from self._paragraphs([element], "")

    def _table(self, element: Tag, _given: str) -> Iterator[Draft]:
        if is_layout(element):
            yield from self._flow(element.children, "")
            return
        caption = next(named(element, ("caption",)), None)
        captions = [Draft("caption", self.collector.line(caption.children))] if caption else []
        yield Draft("table", children=(*captions, *table_rows(element, self.collector)))
        yield from self._stray(element, named(element, ("caption", "td", "th")))

    def _figure(self, element: Tag, given: str) -> Iterator[Draft]:
        """Give the pictures of a figure, the last of them with the caption."""
        if has(element, ("table", "blockquote", "pre")):
            yield from self._flow(element.children, "")
            return
        pictures: list[Draft] = []
        texts: list[Draft] = []
        for draft in self._flow(element.children, given if given == "credit" else "caption"):
            (pictures if draft.kind == "figure" else texts).append(draft)
        if pictures and all(draft.kind == "paragraph" for draft in texts):
            captions = [replace(draft, kind="caption") for draft in texts if draft.role != "credit"]
            credit = [replace(draft, kind="credit") for draft in texts if draft.role == "credit"]
            pictures[-1] = replace(pictures[-1], children=(*pictures[-1].children, *captions, *credit))
            texts = []
        yield from (*pictures, *texts)

    def _caption(self, element: Tag, _given: str) -> Iterator[Draft]:
        """Give a caption's text and, where it is marked as such, the credit."""
        free = (part for part in below(element) if not self.collector.is_taken(part))
        marked = [element] if role(element) == "credit" else outermost(filter(_is_credit, free))
        credit = join((self.collector.loose([part]) for part in marked), " ")
        self.collector.skipped.update(map(id, marked))
        caption = self.collector.loose([element])
        if caption:
            yield Draft("paragraph", caption, role="caption")
        if credit:
            yield Draft("paragraph", credit, role="credit")

    def _image(self, element: Tag, _given: str) -> Iterator[Draft]:
        alt = element.get("alt")
        text = self.collector.plain(str(alt or ""))
        source = self.collector.image(element)
        if source:
            children = (Draft("alt", text),) if text else ()
            yield Draft("figure", children=children, attrs={"src": source}, role="decorative" if alt == "" else "")

    def _quote(self, element: Tag, _given: str) -> Iterator[Draft]:
        """Give a quotation's paragraphs and who said it; its pictures come before it."""
        free = (part for part in named(element, ("cite", "footer")) if not self.collector.is_taken(part))
        sources = outermost(filter(_stands_alone, free))
        credit = join((self.collector.line([source]) for source in sources), ", ")
        self.collector.skipped.update(map(id, sources))
        content = list(self._flow(element.children, ""))
        yield from (draft for draft in content if draft.kind == "figure")
        texts = (part for draft in content if draft.kind != "figure" for part in draft.walk())
        paragraphs = [Draft("paragraph", part.passage) for part in texts if part.text]
        yield Draft("quote", children=(*paragraphs, *([Draft("credit", credit)] if credit else [])))

    def _rule(self, _element: Tag, _given: str) -> Iterator[Draft]:
        return iter(())

    _HANDLERS: ClassVar[Mapping[str, Callable[[Builder, Tag, str], Iterator[Draft]]]] = {
        **dict.fromkeys(_HEADINGS, _heading),
        "summary": _heading,
        "button": _heading,
        "ul": _list,
        "ol": _list,
        "dl": _definitions,
        "table": _table,
        "figure": _figure,
        "figcaption": _caption,
        "img": _image,
        "blockquote": _quote,
        "hr": _rule,
    }


def _holds_picture(element: Tag, content: list[Draft], size: int) -> bool:
    """Tell a part that is nothing but a picture and what is said of it."""
    if _is_captioned(content) or (size <= _LINE and _is_picture_line(element, content)):
        return True
    kinds = [draft.kind for draft in content]
    is_box = kinds.count("figure") == 1 and set(kinds) == _PICTURE_BOX and len(kinds) <= _MOST_TEXTS + 1
    texts = [draft for draft in content if draft.kind == "paragraph"]
    return is_box and is_picture_box(element) and not any(map(_is_own_text, texts))


def _is_own_text(draft: Draft) -> bool:
    """Tell what stands beside a picture without being said of it: a lead, a link, how to reach somebody."""
    is_named = draft.role not in _PICTURE_TEXTS | _SIGNED | {"", "source", "small"}
    return is_named or draft.passage.is_all("link") or CONTACT.search(draft.text) is not None


def _is_captioned(content: list[Draft]) -> bool:
    """Tell a part that holds a picture, who took it and at most a caption."""
    kinds = {draft.kind for draft in content}
    return kinds == {"figure", "paragraph"} and any(is_credit(one.text) for one in content if one.kind == "paragraph")


def _is_picture_line(element: Tag, content: list[Draft]) -> bool:
    """Tell a paragraph, or a cell, of a picture, a line end and a few words."""
    kinds = [draft.kind for draft in content]
    if element.name not in {"p", "td"} or kinds != ["figure", "paragraph"] or not has(element, ("br",)):
        return False
    return not content[1].role and CONTACT.search(content[1].text) is None


def _captioned(content: list[Draft]) -> Iterator[Draft]:
    """Mark what stands beside a picture, after the picture: the caption in one, and who took it."""
    pictures = [draft for draft in content if draft.kind == "figure"]
    texts = [_marked(draft) for draft in content if draft.kind != "figure"]
    captions = [one for one in texts if one.role == "caption"]
    if len(pictures) > 1:
        yield from (draft if draft.kind == "figure" else _marked(draft) for draft in content)
        return
    if len(captions) > 1 and captions == texts and is_person(texts[-1].text):
        captions, texts = captions[:-1], [replace(texts[-1], role="credit")]
    yield from pictures
    if captions:
        yield replace(captions[0], passage=join((one.passage for one in captions), " "))
    yield from (one for one in texts if one.role != "caption")


def _marked(draft: Draft) -> Draft:
    """Take a text beside a picture as its credit or its caption, where no name says that it is something else."""
    role = draft.role if draft.role not in {"small", "source"} else ""
    return replace(draft, role="credit" if is_credit(draft.text) else role or "caption")


def _numbering(element: Tag) -> dict[str, str]:
    """Say whether a list is numbered and, where it does not count from one, from where: items of an agenda."""
    if element.name != "ol":
        return {}
    start = str(element.get("start") or "1")
    return {"ordered": "true", "start": start} if start.isdecimal() and start != "1" else {"ordered": "true"}


def _item(content: list[Draft]) -> Draft:
    """Make a list item: its first paragraph is its own text, the rest stands below."""
    first, *rest = content
    if first.kind == "paragraph":
        return Draft("item", first.passage, tuple(rest))
    return Draft("item", children=tuple(content))


def _begins_facts(content: list[Draft], *, boxed: bool) -> bool:
    """Tell a part that begins with a heading of facts; in a box, a line in bold type is enough."""
    if len(content) < _HEADED:
        return False
    first = content[0]
    heads = first.kind == "heading" or (boxed and first.kind == "paragraph" and first.passage.is_all("strong"))
    return heads and is_facts_heading(first.passage)


def _by_role(nodes: list[PageElement], given: str) -> Iterator[tuple[str, list[PageElement]]]:
    """Part captions from credits that stand beside them; give other nodes together, with their role."""
    filled = list(filter(_is_filled, nodes))
    roles = [_picture_role(node, given) for node in filled]
    if len(filled) > 1 and ("credit" in roles if given == "caption" else _PICTURE_TEXTS.issuperset(roles)):
        for said, part in groupby(filled, key=lambda node: _picture_role(node, given)):
            yield said or given, list(part)
        return
    named = _role_of_all(filled)
    yield roles[0] if named and given == "caption" and roles == ["credit"] else given or named, nodes


def _role_of_all(filled: list[PageElement]) -> str:
    """Give the role of an inline element that stands alone."""
    alone = filled[0] if len(filled) == 1 else None
    if not isinstance(alone, Tag):
        return ""
    return role(alone) or _ROLES_OF_TAGS.get(alone.name, "")


def _picture_role(node: PageElement, given: str) -> str:
    """Give the role of an inline element among what is said of a picture."""
    if not isinstance(node, Tag):
        return ""
    return "credit" if given == "caption" and _is_credit(node) else role(node)


def _is_credit(part: Tag) -> bool:
    """Tell the part of a caption that says whose the picture is: whoever is named in one took it."""
    is_named = part.name == "cite" or role(part) in {"credit", "byline", "source"}
    return is_named and len(part.get_text()) <= _CREDIT


def _is_filled(node: PageElement) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip())


def _is_anchor(element: Tag) -> bool:
    """Tell SiteVision's empty element that names the part after it."""
    return not element.get_text().strip() and not has(element, ("img",)) and element.name not in {"img", "hr"}


def is_heading(element: Tag) -> bool:
    """Tell a heading from an element that was never closed, or that an editor used for its looks."""
    return len(element.get_text()) <= _HEADING and not has(element, _TOO_MUCH)


def _stands_alone(source: Tag) -> bool:
    """Tell the line that says who spoke from a title within a sentence."""
    around = source.parent
    alone = around is None or around.name in {"blockquote", "figure"} or _text(around) == _text(source)
    return alone and len(_text(source)) <= _SOURCE


def _text(element: Tag) -> str:
    return element.get_text().strip()
