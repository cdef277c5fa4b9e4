"""Line ends of easy-read: each sentence on a line of its own, a long one broken where a reader would take breath.

Takes segments, gives them with breaks as inlines: the text itself, and so narration, translation and figures, stay.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import is_finite, tokenize, words
from lattlast.model import Inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.model import Segment

_LONGEST_LINE = 55  # letters with spaces, as the Swedish guidelines for easy-read say
_SHORTEST_LINE = 18
_WORTH = 25  # letters by which a line may be shorter to end before a clause and not a phrase
_LONGEST_TEXT = 2_000  # letters; what is longer is no sentence


def with_line_ends(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """End the line after every sentence but the last, and inside long ones."""
    return tuple(_broken(segment, last=place + 1 == len(segments)) for place, segment in enumerate(segments))


def _broken(segment: Segment, *, last: bool) -> Segment:
    sentence = len(segment.text) <= _LONGEST_TEXT
    places = list(phrase_breaks(segment.text, segment.inlines)) if sentence else []
    if not last:
        places.append(len(segment.text))
    there = {inline.start for inline in segment.inlines if inline.kind == "break"}
    new = [Inline("break", place, place) for place in places if place not in there]
    if not new:
        return segment
    inlines = sorted((*segment.inlines, *new), key=lambda inline: (inline.start, -inline.end))
    return replace(segment, inlines=tuple(inlines))


def phrase_breaks(text: str, inlines: Sequence[Inline] = ()) -> Iterator[int]:
    """Give the places in a text where a line should end so that each holds at most 55 letters, where phrases allow."""
    start = 0
    joints = [joint for joint in _joints(text) if not any(one.start < joint[0] < one.end for one in inlines)]
    while len(text) - start > _LONGEST_LINE:
        reach = [
            (weight, place)
            for place, weight in joints
            if start + _SHORTEST_LINE <= place <= min(start + _LONGEST_LINE, len(text) - _SHORTEST_LINE)
        ]
        beyond = [place for place, _ in joints if start + _LONGEST_LINE < place <= len(text) - _SHORTEST_LINE]
        if not reach and not beyond:
            return
        start = max((weight * _WORTH + place, place) for weight, place in reach)[1] if reach else beyond[0]
        yield start


def _joints(text: str) -> Iterator[tuple[int, int]]:
    """Give each place where a phrase may begin, with its weight: after a mark, before a clause, before a phrase."""
    tokens = tokenize(text)
    for place, (before, token) in enumerate(pairwise(tokens[:-1])):
        if not token.is_word or text[token.start - 1] != " ":
            continue
        if before.text in {",", ":", ";", "–"}:
            yield token.start, 3
        elif before.lower in _holding() or is_finite(tokens[place + 2].lower) or not tokens[place + 2].is_word:
            continue
        elif token.lower in words("prepositions") | words("conjunctions"):
            yield token.start, 1
        elif token.lower in words("subordinators"):
            yield token.start, 2


@cache
def _holding() -> frozenset[str]:
    """Give what a line should not end with: small words, and half a compound (“barn- och fritidsnämnden”)."""
    return words("prepositions") | words("conjunctions") | words("subordinators") | words("line_holders")
