"""Inline mark-up across a rewrite: which part of the new sentence carries what the old one carried.

Takes a segment and its new text, gives inlines over the new text and what found no place. It does not know why the
text changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.model import Inline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lattlast.model import Segment


def carry(
    segment: Segment, text: str, *, wordings: Mapping[str, Sequence[str]] | None = None
) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Place the inlines of `segment` over `text`: give those placed, sorted, and those lost.

    An inline over the whole segment covers the whole text. Any other is looked for by its own words, then by the
    `wordings` that the rewrite is known to use for them; the n-th occurrence stays the n-th where it can.
    """
    placed: list[Inline] = []
    lost: list[Inline] = []
    for inline in segment.inlines:
        span = _place(segment, inline, text, wordings or {})
        if span is None:
            lost.append(inline)
        else:
            placed.append(Inline(inline.kind, *span, inline.attrs))
    return tuple(sorted(placed, key=lambda inline: (inline.start, -inline.end))), tuple(lost)


def _place(
    segment: Segment, inline: Inline, text: str, wordings: Mapping[str, Sequence[str]]
) -> tuple[int, int] | None:
    if inline.kind == "break":
        return (len(text), len(text)) if inline.start == len(segment.text) else None
    if inline.start == 0 and inline.end == len(segment.text):
        return (0, len(text)) if text else None
    anchor = segment.text[inline.start : inline.end]
    nth = sum(1 for match in _occurrences(anchor, segment.text) if match.start() < inline.start)
    for wording in (anchor, *wordings.get(anchor, ())):
        found = list(_occurrences(wording, text))
        if found:
            return found[min(nth, len(found) - 1)].span()
    return None


def _occurrences(words: str, text: str) -> Sequence[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))
