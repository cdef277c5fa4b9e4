"""Marking: where the terms of a translated sentence stand in it, once its text is final.

Takes the uses of a sentence's terms and the finished segment, gives the uses with their places. It does not know how
the terms got there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lattlast.translation.slots import is_outside, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lattlast.model import Segment, TermUse


def marked(uses: Iterable[TermUse], segment: Segment) -> tuple[TermUse, ...]:
    """Give each use its segment and the span of its words there, from left to right, none twice."""
    taken: list[tuple[int, int]] = []
    found = []
    for use in uses:
        free = (span for span in occurrences(use.target, segment.text) if is_outside(span, taken))
        span = next(free, (0, 0)) if use.target else (0, 0)
        taken.append(span)
        found.append(replace(use, segment=segment.id, start=span[0], end=span[1], target=segment.text[slice(*span)]))
    return tuple(found)
