"""From what a voice tells of its words to a time for every word.

Takes a spoken text and the places where the voice says that words begin, gives `SpokenWord`s. It does not know voices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.narration.rules import words
from lattlast.ports import SpokenWord

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Event:
    """A word's beginning: where in the text, at which sample."""

    position: int
    sample: int


def timed(spoken: str, events: Sequence[Event], samples: int) -> tuple[SpokenWord, ...]:
    """Give each word its time; words that the voice runs together share the time of the first by their length."""
    spans = list(words(spoken))
    begins = _begins(spans, events, samples)
    finishes = [*begins[1:], samples]
    return tuple(SpokenWord(*span, begin, finish) for span, begin, finish in zip(spans, begins, finishes, strict=True))


def _begins(spans: Sequence[tuple[int, int]], events: Sequence[Event], samples: int) -> list[int]:
    known: dict[int, int] = {}
    for event in events:
        word = next((index for index, (_, end) in enumerate(spans) if event.position < end), None)
        if word is not None:
            known.setdefault(word, event.sample)
    known.setdefault(0, 0)
    begins: list[int] = []
    for index in range(len(spans)):
        first = max(word for word in known if word <= index)
        after = next((word for word in range(index + 1, len(spans)) if word in known), None)
        until = known[after] if after is not None else samples
        group = range(first, len(spans) if after is None else after)
        lengths = [spans[word][1] - spans[word][0] for word in group]
        share = sum(lengths[: index - first]) / sum(lengths)
        begins.append(max(known[first] + round(share * (until - known[first])), begins[-1] if begins else 0))
    return begins
