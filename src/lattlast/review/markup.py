"""The mark-up of a text that a person changed: links and emphasis find their words again.

Takes a unit and its new text, gives inlines over it. Where the words that carried a link are gone, the words that
stand in their place carry it. It does not know who changed the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lattlast.model import Inline
from lattlast.text import spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.model import Segment, Unit
    from lattlast.review.memory import Marks

_TOKEN = re.compile(r"\w+|[^\w\s]")
_KEPT = frozenset({"link", "strong", "emphasis", "abbreviation", "language", "break"})


def placed(unit: Unit, text: str, marks: Marks = ()) -> tuple[tuple[Inline, ...], tuple[str, ...]]:
    """Give the inlines of the unit's target over its new text, and the words of links that found no place.

    `marks` are what a translation tool said of the source's inlines; they win over what can be guessed.
    """
    given = _given(unit.source, text, marks)
    if given is not None:
        return _sorted(given), ()
    found, lost = spans.carry(unit.target, text)
    moved = [(inline, _moved(unit.target.text, text, inline)) for inline in lost if inline.kind in _KEPT]
    again = [place for _, place in moved if place is not None]
    words = [_words(unit.target, inline) for inline, place in moved if place is None and inline.kind == "link"]
    return _sorted([*found, *again]), tuple(words)


def within(inlines: Sequence[Inline], start: int, end: int) -> Iterator[Inline]:
    """Cut inlines to ``start:end``, counted from its beginning."""
    for inline in inlines:
        if (inline.start < end and start < inline.end) or start <= inline.start == inline.end <= end:
            yield replace(inline, start=max(inline.start, start) - start, end=min(inline.end, end) - start)


def _given(source: Segment, text: str, marks: Marks) -> list[Inline] | None:
    """Place the source's inlines as the marks say; None where the marks are not for this source."""
    fits = all(
        number < len(source.inlines) and 0 <= start <= end <= len(text) for number, start, end in marks
    )  # fmt: skip
    if not marks or not fits:
        return None
    return [replace(source.inlines[number], start=start, end=end) for number, start, end in marks]


def _moved(old: str, new: str, inline: Inline) -> Inline | None:
    """Place an inline over the words that took the place of its own, by aligning the two texts word for word."""
    before, after = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    first = sum(token.end() <= inline.start for token in before)
    last = sum(token.start() < inline.end for token in before)
    words = [[token.group().casefold() for token in side] for side in (before, after)]
    blocks = SequenceMatcher(a=words[0], b=words[1], autojunk=False)
    pairs = [(match.a + step, match.b + step) for match in blocks.get_matching_blocks() for step in range(match.size)]
    begin = max((there + 1 for here, there in pairs if here < first), default=0)
    end = min((there for here, there in pairs if here >= last), default=len(after))
    if not pairs or begin >= end:
        return None
    return Inline(inline.kind, after[begin].start(), after[end - 1].end(), inline.attrs)


def _words(segment: Segment, inline: Inline) -> str:
    return segment.text[inline.start : inline.end]


def _sorted(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    return tuple(sorted(inlines, key=lambda inline: (inline.start, -inline.end)))
