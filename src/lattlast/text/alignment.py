"""Word alignment: which stretch of a translation says what a stretch of its source says.

Takes links between the two texts, as an engine tells them, gives places in the translation. It does not know how the
engine found them, nor what stands at the places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Link = tuple[int, int, int, int]  # source start and end, target start and end, in characters

_WORD = re.compile(r"\S+")
_EDGE = ".,;:!?…()[]”“„«»\"'’–— "


def stretch(
    span: tuple[int, int], links: Sequence[Link], text: str, *, taken: Sequence[tuple[int, int]] = ()
) -> tuple[int, int] | None:
    """Give the whole words of the translation that most belong to `span` of the source and to nothing else.

    Words in a `taken` span are left alone. None where nothing belongs to it.
    """
    best, start, sum_here, here = 0, (0, 0), 0, 0
    for word in _WORD.finditer(text):
        weight = _weight(word.span(), span, links, taken)
        if sum_here <= 0:
            sum_here, here = 0, word.start()
        sum_here += weight
        if sum_here > best:
            best, start = sum_here, (here, word.end())
    return _trimmed(start, text) if best else None


def boundary(place: int, links: Sequence[Link], text: str) -> int:
    """Give the place between two words of the translation that parts it as `place` parts the source."""
    before = sum(_overlap(link, (0, place)) for link in links)
    ends = [0, *(word.end() for word in _WORD.finditer(text))]
    wrong = {
        end: sum(_overlap(link, (0, place)) for link in links if link[2] >= end)
        + sum(link[1] - link[0] - _overlap(link, (0, place)) for link in links if link[3] <= end)
        for end in ends
    }
    return min(ends, key=lambda end: (wrong[end], end)) if before else 0


def _weight(
    word: tuple[int, int], span: tuple[int, int], links: Sequence[Link], taken: Sequence[tuple[int, int]]
) -> int:
    """Count the letters of a word that come from inside the span, less those from outside."""
    if any(word[0] < end and start < word[1] for start, end in taken):
        return -(10**6)
    letters = 0
    for start, end, target_start, target_end in links:
        shared = min(word[1], target_end) - max(word[0], target_start)
        if shared > 0:
            letters += shared if start < span[1] and span[0] < end else -shared
    return letters


def _overlap(link: Link, span: tuple[int, int]) -> int:
    return max(0, min(link[1], span[1]) - max(link[0], span[0]))


def _trimmed(span: tuple[int, int], text: str) -> tuple[int, int] | None:
    """Leave the marks of the sentence outside."""
    inside = text[span[0] : span[1]]
    start = span[0] + len(inside) - len(inside.lstrip(_EDGE))
    end = span[0] + len(inside.rstrip(_EDGE))
    return (start, end) if start < end else None
