"""What can be replaced: one small Protocol for each engine, loaded by name through its entry-point group.

Takes an engine's name, gives the engine. The built-in engines use the same door as anybody else's. Every engine has a
`fingerprint` (name, version, model digest, decoding options) that is part of the key of whatever it made.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from lattlast.errors import EngineMissingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32
    from numpy.typing import NDArray

    from lattlast.model import TermMatch


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation that the engine offers, with its log-probability divided by length: higher is better."""

    text: str
    score: float


class Translator(Protocol):
    """Translate plain sentences between two languages.

    `translate` gives one list of hypotheses for each text, in the same order, best first, never empty; an empty text
    stays empty. `prefixes[i]` (or None) is a beginning that every hypothesis for text i has to start with.
    """

    fingerprint: str
    title: str
    starter: bool

    def translate(
        self, texts: Sequence[str], *, hypotheses: int = 1, prefixes: Sequence[str | None] | None = None
    ) -> list[list[Hypothesis]]: ...


@runtime_checkable
class Aligner(Protocol):
    """What a translator may offer besides: tell which stretch of a source each stretch of its translation comes from.

    `align` gives for each pair of texts links of (source start, source end, target start, target end) in characters,
    or none where it cannot tell.
    """

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[list[tuple[int, int, int, int]]]: ...


class TermFinder(Protocol):
    """Find the termbase's terms in a source text: sorted by start, without overlap, longest first."""

    fingerprint: str

    def find(self, text: str) -> list[TermMatch]: ...


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said for one segment, in one breath group.

    `spoken` is the text for the voice, all numbers and abbreviations in words. `offsets` maps it back: sorted tuples of
    (spoken start, spoken end, text start, text end) character spans, one for each word of `spoken`; several spoken
    words may share one span of the segment's text. `pause` is the silence after it, in seconds. An empty `segment`
    means that the words are not in the text (an announcement, the closing notice).
    """

    segment: str
    spoken: str
    lang: str
    pause: float
    offsets: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """``spoken[start:end]`` of an utterance, heard from sample `begin` to sample `finish` of its own samples."""

    start: int
    end: int
    begin: int
    finish: int


@dataclass(frozen=True, slots=True)
class Speech:
    """One utterance as sound: mono samples in −1…1, without its pause; no `words` where the voice tells no times."""

    samples: NDArray[float32]
    words: tuple[SpokenWord, ...] = ()


class Voice(Protocol):
    """Speak utterances, all in one call, in their own languages.

    `speak` gives one `Speech` for each utterance, in order, at `rate` samples a second; same input, same samples.
    `speaks` says whether it has the language: it never reads one language in another's voice. `online` voices send the
    text away, and the user is told. A `quick` voice says a text again in less than it takes to keep what it has said.
    """

    fingerprint: str
    title: str
    rate: int
    online: bool
    quick: bool

    def speaks(self, lang: str) -> bool: ...

    def speak(self, utterances: Sequence[Utterance]) -> list[Speech]: ...


class Simplifier(Protocol):
    """Propose easier wordings of Swedish sentences; what it says has to pass the same gates as a rule.

    `simplify` gives the sentences that would stand instead, or nothing. It never raises: where it cannot answer, the
    sentence stays. `host` names where the text is sent, and is empty where it stays on this machine.
    """

    fingerprint: str
    title: str
    host: str

    def simplify(self, sentence: str) -> tuple[str, ...]: ...


def load(group: str, name: str) -> type:
    """Find the engine class called `name` in entry-point group ``lattlast.<group>``."""
    found = entry_points(group=f"lattlast.{group}")
    if name not in found.names:
        known = ", ".join(sorted(found.names)) or "none"
        raise EngineMissingError(f"There is no {group[:-1]} called “{name}”.", hint=f"Installed: {known}.")
    loaded: type = found[name].load()
    return loaded
