"""What a person should know about a narration: silences, a wrong length, distortion, words left out.

Takes the script and its sound, gives findings. It does not know how either was made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.languages import english_name, language
from lattlast.model import Finding
from lattlast.narration import audio
from lattlast.narration.script import is_too_long
from lattlast.narration.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy import float32
    from numpy.typing import NDArray

    from lattlast.model import Document
    from lattlast.narration.narrate import Line
    from lattlast.ports import Utterance, Voice

_WORD = re.compile(r"\w+")
_LONGEST_SILENCE = 2.5
_PACES = {"normal": 1.0, "calm": 0.79, "slow": 0.68}
_TOLERANCE = 0.25
_SHORTEST = 20.0


def check(
    document: Document,
    asked: Sequence[Utterance],
    lines: Sequence[Line],
    samples: NDArray[float32],
    *,
    voice: Voice,
    speed: str,
) -> tuple[Finding, ...]:
    """Check a narration: the document, the script made of it, what was spoken of it, and all of it as samples."""
    return (
        *_unasked(document, asked),
        *_unspoken(asked, lines, voice),
        *_silence(lines, samples, voice.rate),
        *_clipping(lines),
        *_duration(lines, voice.rate, speed),
    )


def _unasked(document: Document, asked: Sequence[Utterance]) -> Iterator[Finding]:
    """Tell the words of the document that are not in the script."""
    covered: dict[str, set[int]] = {}
    for utterance in asked:
        places = covered.setdefault(utterance.segment, set())
        places.update(at for *_, start, end in utterance.offsets for at in range(start, end))
    for segment in document.segments():
        places = covered.get(segment.id, set())
        missing = [word.group() for word in _WORD.finditer(segment.text) if word.start() not in places]
        if is_too_long(segment):
            message = "Not spoken: this is longer than any sentence."
        elif missing:
            message = f"Not spoken: “{' '.join(missing)}” is not in the script."
        else:
            continue
        yield Finding("narration-unspoken", "warning", message, segment.id)


def _unspoken(asked: Sequence[Utterance], lines: Sequence[Line], voice: Voice) -> Iterator[Finding]:
    for utterance in asked:
        if not voice.speaks(utterance.lang):
            message = f"{voice.title} does not speak {english_name(utterance.lang)}; left out: “{utterance.spoken}”."
            yield Finding("narration-unspoken", "warning", message, utterance.segment)
    for line in lines:
        heard = {word.start for word in line.speech.words}
        missing = [line.utterance.spoken[begin:end] for begin, end, *_ in line.utterance.offsets if begin not in heard]
        if not line.speech.samples.size or (heard and missing):
            left_out = " ".join(missing) if heard else line.utterance.spoken
            yield Finding("narration-unspoken", "warning", f"Not spoken: “{left_out}”.", line.utterance.segment)


def _silence(lines: Sequence[Line], samples: NDArray[float32], rate: int) -> Iterator[Finding]:
    begin, length = audio.longest_silence(samples, rate)
    if length > _LONGEST_SILENCE:
        segment = next((line.utterance.segment for line in reversed(lines) if line.begin <= begin * rate), "")
        message = f"Silence of {length:.1f} seconds, {begin:.0f} seconds into the audio."
        yield Finding("narration-silence", "warning", message, segment)


def _clipping(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if runs := audio.clipped_runs(line.speech.samples):
            message = f"The voice is distorted in {runs} places."
            yield Finding("narration-clipped", "info", message, line.utterance.segment)


def _expected(utterance: Utterance) -> float:
    """Give the seconds at normal pace; not a number where the language's pace is not known."""
    lang, phrase = phrases(utterance.lang)
    letters = sum(char.isalnum() for char in utterance.spoken)
    return float(letters / phrase["pace"]) if lang == language(utterance.lang) else float("nan")


def _duration(lines: Sequence[Line], rate: int, speed: str) -> Iterator[Finding]:
    """Compare with the time that the letters take, where the pace of every language is known."""
    expected = sum(_expected(line.utterance) for line in lines) / _PACES[speed]
    spoken = sum(line.speech.samples.size for line in lines) / rate
    if expected >= _SHORTEST and abs(spoken / expected - 1) > _TOLERANCE:
        message = f"The audio lasts {spoken:.0f} seconds; a text of this length takes about {expected:.0f}."
        yield Finding("narration-duration", "warning", message)
