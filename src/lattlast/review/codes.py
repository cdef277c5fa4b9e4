"""Inline mark-up as the inline codes of XLIFF and TMX, numbered by the source's inlines.

Takes a segment, gives mixed content; takes mixed content, gives the text with its marks. An inline's number is its
place among the source's inlines, so that a translator can move it and the target still gets the source's own address.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lattlast.review.xml import clean, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from lattlast.model import Inline, Segment, Unit
    from lattlast.review.memory import Marks

Dialect = Literal["xliff2", "xliff1", "tmx"]
_TYPES = {"link": "link", "strong": "fmt", "emphasis": "fmt"}
_CTYPES = {"link": "link", "strong": "bold", "emphasis": "italic", "break": "lb"}
_PAIRED = frozenset({"pc", "g"})
_ALONE = frozenset({"ph", "x"})
_NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut"})  # their content is a tool's code, not text


@dataclass(frozen=True, slots=True)
class Numbered:
    """A segment's inline with the number of the source's inline that it is."""

    number: int
    inline: Inline


def of_source(unit: Unit) -> list[Numbered]:
    """Give the source's inlines their numbers."""
    return [Numbered(number, inline) for number, inline in enumerate(unit.source.inlines)]


def of_target(unit: Unit) -> list[Numbered]:
    """Give each of the target's inlines the number of the source's that it came from."""
    free = of_source(unit)
    found = []
    for inline in unit.target.inlines:
        same = next((one for one in free if (one.inline.kind, one.inline.attrs) == (inline.kind, inline.attrs)), None)
        if same:
            free.remove(same)
            found.append(Numbered(same.number, inline))
    return found


def fill(element: _Element, segment: Segment, inlines: Sequence[Numbered], dialect: Dialect) -> None:
    """Write a segment's text with its codes into an element; a code that crosses another ends with it."""
    writer = _Writer(element, segment.text, dialect)
    writer.span(element, 0, len(segment.text), list(inlines))


class _Writer:
    """The pass over a text: each span into its element."""

    def __init__(self, root: _Element, text: str, dialect: Dialect) -> None:
        self.namespace = str(root.tag).rpartition("}")[0] + "}" if str(root.tag).startswith("{") else ""
        self.text = text
        self.dialect = dialect

    def span(self, parent: _Element, start: int, end: int, inlines: list[Numbered]) -> None:
        place = start
        while inlines:
            first = inlines.pop(0)
            begin, stop = max(first.inline.start, place), min(first.inline.end, end)
            if begin > end or (begin >= stop and first.inline.kind != "break"):
                continue
            self._say(parent, place, begin)
            inner = [one for one in inlines if one.inline.start < stop]
            inlines[:] = [one for one in inlines if one.inline.start >= stop]
            self._code(parent, first, begin, max(begin, stop), inner)
            place = max(begin, stop)
        self._say(parent, place, end)

    def _say(self, parent: _Element, start: int, end: int) -> None:
        text = clean(self.text[start:end])
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _code(self, parent: _Element, one: Numbered, begin: int, end: int, inner: list[Numbered]) -> None:
        if self.dialect == "tmx":
            self._native(parent, one, begin, end, inner)
            return
        names = {"xliff2": ("pc", "ph"), "xliff1": ("g", "x")}[self.dialect]
        alone = one.inline.kind == "break"
        code = self._add(parent, names[alone], _attributes(one, self.dialect))
        if not alone:
            self.span(code, begin, end, inner)

    def _native(self, parent: _Element, one: Numbered, begin: int, end: int, inner: list[Numbered]) -> None:
        """Write a code of TMX, whose content is a tool's own: an opening and a closing one around the text."""
        number, kind = str(one.number + 1), one.inline.kind
        if kind == "break":
            self._add(parent, "ph", {"x": number, "type": kind})
            return
        self._add(parent, "bpt", {"i": number, "x": number, "type": kind})
        self.span(parent, begin, end, inner)
        self._add(parent, "ept", {"i": number})

    def _add(self, parent: _Element, name: str, attributes: dict[str, str]) -> _Element:
        from lxml import etree

        return etree.SubElement(parent, f"{self.namespace}{name}", attributes)


def _attributes(one: Numbered, dialect: Dialect) -> dict[str, str]:
    kind, number = one.inline.kind, str(one.number + 1)
    if dialect == "xliff1":
        return {"id": number, "ctype": _CTYPES.get(kind, f"x-{kind}")}
    if kind == "break":
        return {"id": number, "type": "fmt", "subType": "xlf:lb"}
    return {"id": number, "type": _TYPES.get(kind, "other"), "subType": f"lattlast:{kind}"}


def read(element: _Element) -> tuple[str, Marks]:
    """Give an element's text, NFC with single spaces, and where its codes stand; none where the text had to change."""
    reader = _Reader()
    reader.read(element)
    text = "".join(reader.parts)
    tidy = unicodedata.normalize("NFC", " ".join(text.split()))
    return tidy, tuple(sorted(reader.marks, key=lambda mark: (mark[1], -mark[2]))) if tidy == text else ()


class _Reader:
    """The pass over mixed content: text in parts, marks as they close."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[tuple[int, int, int]] = []
        self.open: dict[str, tuple[int, int]] = {}

    def read(self, element: _Element) -> None:
        self._say(element.text)
        for node in element:
            self._node(node)
            self._say(node.tail)

    def _say(self, text: str | None) -> None:
        self.parts.append(text or "")
        self.length += len(text or "")

    def _node(self, node: _Element) -> None:
        name, start = local(node), self.length
        if name in _PAIRED:
            self.read(node)
            self.marks += _mark(node.get("id"), start, self.length)
        elif name == "cp":
            self._say(_character(node.get("hex", "")))
        elif name in {"bpt", "sc"}:
            self.open[node.get("i") or node.get("id") or ""] = _place(node), start
        elif name in {"ept", "ec"}:
            number, begin = self.open.pop(node.get("i") or node.get("startRef") or node.get("id") or "", (-1, 0))
            self.marks += [(number, begin, start)] if number >= 0 else []
        elif name in _ALONE:
            self.marks += _mark(node.get("x") or node.get("id"), start, start)
        elif name not in _NATIVE:
            self.read(node)  # <mrk> and what tools add around the text


def _place(node: _Element) -> int:
    number = node.get("x") or node.get("id") or node.get("i") or ""
    return int(number) - 1 if number.isdecimal() else -1


def _mark(number: str | None, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    if number and number.isdecimal() and int(number) > 0:
        yield int(number) - 1, start, end


def _character(code: str) -> str:
    return chr(int(code, 16)) if code and all(letter in "0123456789abcdefABCDEF" for letter in code[:6]) else ""
