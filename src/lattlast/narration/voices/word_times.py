"""From what a voice tells of its words to a time for every word.

Takes a spoken text, its sound and the places where the voice says that words begin, gives `SpokenWord`s. A word that
follows a pause begins where it is heard, not where the mouth closes for it. It does not know voices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.narration.rules import words
from lattlast.ports import SpokenWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32
    from numpy.typing import NDArray

_AUDIBLE = 10 ** (-50 / 20)
_LONGEST_CLOSURE = 0.08


@dataclass(frozen=True, slots=True)
class Event:
    """A word's beginning: where in the text, at which sample."""

    position: int
    sample: int


def timed(spoken: str, events: Sequence[Event], samples: NDArray[float32], rate: int) -> tuple[SpokenWord, ...]:
    """Give each word its time; words that the voice runs together share the time of the first by their length."""
    spans = list(words(spoken))
    begins = _heard(_begins(spans, events, samples.size), samples, round(_LONGEST_CLOSURE * rate))
    finishes = [*begins[1:], samples.size]
    return tuple(SpokenWord(*span, begin, finish) for span, begin, finish in zip(spans, begins, finishes, strict=True))


def _heard(begins: Sequence[int], samples: NDArray[float32], reach: int) -> list[int]:
    """Move each beginning over the silence after it, at most half-way to the next word."""
    import numpy as np

    moved = []
    for begin, following in zip(begins, [*begins[1:], samples.size], strict=True):
        window = np.abs(samples[begin : min(begin + reach, (begin + following) // 2)])
        audible = np.flatnonzero(window > _AUDIBLE)
        moved.append(begin + int(audible[0]) if audible.size else begin)
    return moved


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
