"""A narration as the media overlay of an e-book's chapter.

Takes a narration and the drawn chapter, gives the clips in the order in which their sentences stand in it. A sentence
that the chapter does not show has no clip. It does not know SMIL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lattlast.model import Clip, Narration

_SENTENCE = re.compile(rb' id="(s\d+)"')


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence's id and its part of the audio, in milliseconds."""

    segment: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """The sentences of a chapter as spoken, never empty."""

    clips: tuple[Spoken, ...]

    @property
    def milliseconds(self) -> int:
        """How long the sentences take together."""
        return sum(clip.end - clip.begin for clip in self.clips)


def overlay(narration: Narration, chapter: bytes) -> Overlay | None:
    """Lay a narration over a chapter; None where they share no sentence."""
    last = int(narration.seconds * 1000)
    spoken = {clip.segment: one for clip in narration.clips if (one := _spoken(clip, last))}
    drawn = [name.decode() for name in _SENTENCE.findall(chapter)]
    clips = tuple(spoken[name] for name in drawn if name in spoken)
    return Overlay(clips) if clips else None


def _spoken(clip: Clip, last: int) -> Spoken | None:
    """Round a clip into the audio; None for one without length."""
    begin, end = round(clip.begin * 1000), min(round(clip.end * 1000), last)
    return Spoken(clip.segment, begin, end) if 0 <= begin < end else None
