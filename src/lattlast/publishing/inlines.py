"""A segment's stand-off mark-up as a tree, as HTML needs it.

Takes a segment and its links to the word list, gives its text and nodes, well nested. The text of the tree is the
segment's text, letter by letter, so that times and findings can point into it. It does not know how a node is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.publishing import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.model import Inline, Segment
    from lattlast.publishing.wordlist import Link

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a segment: its kind, its checked attributes, and what is in it."""

    kind: str
    attrs: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Node | str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """What becomes a node: ``text[start:end]`` with checked attributes."""

    kind: str
    start: int
    end: int
    attrs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of text under the same marks, outermost first; a line break where there is no text."""

    text: str
    marks: tuple[_Mark, ...]


def nest(segment: Segment, terms: Sequence[Link] = ()) -> tuple[Node | str, ...]:
    """Build the tree of a segment; mark-up that crosses other mark-up is split where they cross.

    A link inside a link and mark-up that says nothing (an unsafe address, an unknown language) leave only their text.
    """
    if not segment.inlines and not terms:
        return (segment.text,)
    marks = [mark for inline in segment.inlines if (mark := _checked(inline, len(segment.text)))]
    links = [mark for mark in marks if mark.kind == "link"]
    free = [term for term in terms if not any(term.start < link.end and link.start < term.end for link in links)]
    return _tree(list(_stretches(segment.text, [*marks, *map(_term, free)])), depth=0)


def _term(link: Link) -> _Mark:
    return _Mark("term", link.start, link.end, {"href": f"#{link.line}", "aria-describedby": link.meaning})


def _stretches(text: str, marks: Sequence[_Mark]) -> Iterator[_Stretch]:
    spans = sorted((mark for mark in marks if mark.kind != "break"), key=lambda mark: (mark.start, -mark.end))
    breaks = [mark.start for mark in marks if mark.kind == "break"]
    edges = sorted({0, len(text), *breaks, *(edge for mark in spans for edge in (mark.start, mark.end))})
    for left, right in pairwise([*edges, len(text)]):
        for _ in range(breaks.count(left)):
            yield _Stretch("", _over(spans, left - 1, left + 1))
        if left < right:
            yield _Stretch(text[left:right], _over(spans, left, right))


def _over(spans: Sequence[_Mark], start: int, end: int) -> tuple[_Mark, ...]:
    """Choose the marks that cover a stretch, of links only the outermost."""
    over = [mark for mark in spans if mark.start <= start and mark.end >= end]
    links = [mark for mark in over if mark.kind == "link"]
    return tuple(mark for mark in over if mark.kind != "link" or mark is links[0])


def _tree(stretches: Sequence[_Stretch], *, depth: int) -> tuple[Node | str, ...]:
    nodes: list[Node | str] = []
    for outer, group in groupby(stretches, key=lambda stretch: next(iter(stretch.marks[depth:]), None)):
        if outer is None:
            nodes += [stretch.text or Node("break") for stretch in group]
        else:
            nodes.append(Node(outer.kind, outer.attrs, _tree(list(group), depth=depth + 1)))
    return tuple(nodes)


def _checked(inline: Inline, length: int) -> _Mark | None:
    """Give the inline as a mark with the attributes that a page may carry, or None where nothing is left of it."""
    if not 0 <= inline.start <= inline.end <= length:
        return None
    if inline.kind == "break":
        return _Mark("break", inline.start, inline.start, {})
    attrs = _ATTRS.get(inline.kind, _no_attrs)(inline.attrs)
    return None if attrs is None or inline.start == inline.end else _Mark(inline.kind, inline.start, inline.end, attrs)


def _no_attrs(_: Mapping[str, str]) -> Mapping[str, str] | None:
    return {}


def _link(attrs: Mapping[str, str]) -> Mapping[str, str] | None:
    href = addresses.safe(attrs.get("href", ""))
    return {"href": href} if href else None


def _abbreviation(attrs: Mapping[str, str]) -> Mapping[str, str] | None:
    title = attrs.get("title", "").strip()
    return {"title": title} if title else None


def _language(attrs: Mapping[str, str]) -> Mapping[str, str] | None:
    lang = attrs.get("lang", "").strip()
    if not _TAG.fullmatch(lang) or not languages.is_known(lang):
        return None
    return {"lang": lang, "dir": languages.direction(lang)}


_ATTRS = {"link": _link, "abbreviation": _abbreviation, "language": _language}
