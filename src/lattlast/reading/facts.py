"""Boxes of facts: labels and their values.

Takes the drafts in a box, gives a box of a heading, facts, paragraphs and lists; what fits in no box follows it. It
does not know how the box was found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from lattlast.reading.drafts import EMPTY, Draft
from lattlast.reading.passages import join
from lattlast.reading.profiles import profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lattlast.reading.passages import Passage

CONTACT = re.compile(r"\S@\S|\b0\d{1,3}[ -]?\d{2,3}(?: ?\d{2}){1,2}\b|\+46|www\.|https?://")
_LABEL = re.compile(r"(?P<label>[^\W_][^:\n.?!]{0,38}[^\W_)]|[^\W\d_]):(?:\s+|$)")
_LABEL_WORDS = 5
_HEADING_WORDS = 8
_PAIR = 2


def settle_facts(draft: Draft) -> list[Draft]:
    """Order a box; any other draft stays as it is."""
    if draft.kind != "facts":
        return [draft]
    inside: list[Draft] = []
    after: list[Draft] = []
    for child in _under_labels(_headed(draft.children)):
        for part in _settled(child, first=not inside):
            (inside if part.kind in _INSIDE else after).append(part)
    headings = [child for child in inside if child.kind == "heading"]
    if len(inside) == len(headings):
        return [*inside, *after]
    return [replace(draft, children=tuple(inside)), *after]


def _headed(children: Sequence[Draft]) -> Sequence[Draft]:
    """Take a first line in bold type as the box's heading, where no other line could be a label like it."""
    if not children:
        return children
    first, *rest = children
    alone = rest and not any(line.is_all("strong") for child in rest for line in child.passage.lines()[:1])
    is_line = first.kind == "paragraph" and "\n" not in first.text and len(first.text.split()) <= _HEADING_WORDS
    if not alone or not is_line or not first.passage.is_all("strong") or part_label(first.passage):
        return children
    return [Draft("heading", first.passage.without("strong"), level=1), *rest]


def _under_labels(children: Sequence[Draft]) -> Iterator[Draft]:
    """Put a paragraph under the one before it, where that is only a label in bold type."""
    label: Draft | None = None
    for child in children:
        if label is not None and child.kind == "paragraph" and _is_label(label.passage, child.passage):
            yield replace(label, passage=join((label.passage, child.passage), "\n"))
            label = None
            continue
        if label is not None:
            yield label
        label = child
    if label is not None:
        yield label


_INSIDE = frozenset(["heading", "fact", "paragraph", "list"])


def _settled(child: Draft, *, first: bool) -> Iterator[Draft]:
    """Take facts out of a paragraph's lines, a list's items, a table's rows."""
    if child.kind == "heading" and not first:
        yield Draft("paragraph", child.passage)
    elif child.kind in {"paragraph", "dialogue", "note", "credit"}:
        yield from facts_of_lines(child.passage.lines(), first=first)
    elif child.kind == "list" and _is_labelled(child):
        yield from (part for item in child.children for part in facts_of_lines(item.passage.lines(), first=False))
    elif child.kind == "table" and _is_paired(child):
        rows = (row.children for row in child.children if row.kind == "row")
        yield from (make_fact(label.passage, value.passage) for label, value in rows)
    elif child.kind in {"definitions", "facts", "quote"}:
        yield from (part for inner in child.children for part in _settled(inner, first=False))
    else:
        yield child


def facts_of_lines(lines: Sequence[Passage], *, first: bool) -> Iterator[Draft]:
    """Give a fact for each line with a label; lines without one go on with the value before them."""
    label: Passage | None = None
    values: list[Passage] = []
    for number, (line, following) in enumerate(zip_longest(lines, lines[1:], fillvalue=EMPTY)):
        found = part_label(line) or ((line, EMPTY) if _is_label(line, following) else None)
        if found is None and first and number == 0 and _is_heading(line, lines[1:]):
            yield Draft("heading", line.without("strong"), level=1)
        elif found is None and label is not None:
            values.append(line)
        else:
            yield from _closed(label, values)
            label, values = (found[0], [found[1]]) if found else (None, [])
            if found is None:
                yield Draft("paragraph", line)
    yield from _closed(label, values)


def _closed(label: Passage | None, values: Iterable[Passage]) -> Iterator[Draft]:
    value = join(values, "\n")
    if label is not None:
        yield make_fact(label, value) if value else Draft("paragraph", label)


def make_fact(label: Passage, value: Passage) -> Draft:
    """Make a fact of a label and its value."""
    return Draft("fact", children=(Draft("label", label.without("strong")), Draft("value", value)))


def part_label(line: Passage) -> tuple[Passage, Passage] | None:
    """Part a line in its label and its value, which may be empty; None where it has no label."""
    match = _LABEL.match(line.text)
    if match is None or len(match["label"].split()) > _LABEL_WORDS:
        return None
    return line.cut(0, match.end("label")), line.cut(match.end(), len(line.text))


def _is_label(line: Passage, following: Passage) -> bool:
    """Tell a label that stands on a line of its own, in bold type over its value."""
    is_short = "\n" not in line.text and len(line.text.split()) <= _LABEL_WORDS
    return (
        is_short
        and bool(following)
        and line.is_all("strong")
        and not following.is_all("strong")
        and not part_label(following)
    )


def is_facts_heading(line: Passage) -> bool:
    """Tell “Fakta om badet” and its like."""
    return bool(profiles().facts_heading.match(line.text)) and len(line.text.split()) <= _LABEL_WORDS + 1


def _is_heading(line: Passage, following: Sequence[Passage]) -> bool:
    if is_facts_heading(line):
        return True
    return line.is_all("strong") and bool(following) and part_label(following[0]) is not None


def _is_labelled(child: Draft) -> bool:
    return len(child.children) >= _PAIR and all(
        part_label(item.passage) is not None and not item.children for item in child.children
    )


def _is_paired(table: Draft) -> bool:
    rows = [row for row in table.children if row.kind == "row"]
    headed = any(cell.attrs.get("header") == "column" for row in rows for cell in row.children)
    return not headed and all(len(row.children) == _PAIR and all(cell.text for cell in row.children) for row in rows)
