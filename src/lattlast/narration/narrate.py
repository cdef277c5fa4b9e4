"""A document read aloud: one MP3 with the time of every segment, word and heading.

Takes a document, a voice and pronunciations, gives a `Narration`. It does not know about files or pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from lattlast.errors import EngineMissingError
from lattlast.languages import english_name, language
from lattlast.model import Chapter, Clip, Narration, Word
from lattlast.narration import audio, containers
from lattlast.narration.checks import check
from lattlast.narration.script import script
from lattlast.narration.tags import plain_tags, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy import float32
    from numpy.typing import NDArray

    from lattlast.model import Document
    from lattlast.narration.lexicon import Lexicon
    from lattlast.ports import Speech, Utterance, Voice

_CHAPTERS = {"title", "heading"}


@dataclass(frozen=True, slots=True)
class Line:
    """An utterance with its sound, from sample `begin` of the whole."""

    utterance: Utterance
    speech: Speech
    begin: int

    @property
    def end(self) -> int:
        """The sample after its last, before its pause."""
        return self.begin + self.speech.samples.size


def narrate(
    document: Document,
    *,
    voice: Voice,
    lexicon: Lexicon,
    speed: str = "normal",
    formats: Sequence[str] = (),
    notice: bool = True,
) -> Narration:
    """Read a document aloud, the pace being that of the voice; `speed` tells how long it should take.

    `formats` names what is wanted beside the MP3: m4b, opus. `notice` says at the end that a synthetic voice reads.
    Raises EngineMissingError where the voice lacks the document's language, and EngineError where it fails.
    """
    lang = language(document.lang)
    if not voice.speaks(lang):
        raise EngineMissingError(
            f"{voice.title} does not speak {english_name(lang)}, so {document.id} ({document.lang}) has no audio.",
            hint="See what speaks: lattlast voices list. Choose with --voice, or leave audio out with --no-audio.",
        )
    asked = script(document, lexicon=lexicon, notice=notice)
    utterances = [utterance for utterance in asked if voice.speaks(utterance.lang)]
    lines = _placed(utterances, voice.speak(utterances), voice.rate)
    raw = _joined(lines, voice.rate)
    levelled = audio.level(raw, voice.rate)
    seconds = raw.size / voice.rate
    clips = tuple(_clips(lines, voice.rate))
    chapters = _chapters(document, clips, seconds)
    sound = tag(audio.encode(levelled, voice.rate), document, chapters=chapters, voice=voice.title)
    others = {
        kind: containers.encode(levelled, voice.rate, kind, tags=plain_tags(document), chapters=chapters)
        for kind in formats
        if kind in containers.KINDS
    }
    findings = check(document, asked, lines, raw, voice=voice, speed=speed)
    return Narration(voice.title, lang, sound, seconds, clips, chapters, findings, others)


def _placed(utterances: Sequence[Utterance], speeches: Sequence[Speech], rate: int) -> list[Line]:
    lines: list[Line] = []
    at = 0
    for utterance, speech in zip(utterances, speeches, strict=True):
        lines.append(Line(utterance, speech, at))
        at += speech.samples.size + round(utterance.pause * rate)
    return lines


def _joined(lines: Sequence[Line], rate: int) -> NDArray[float32]:
    import numpy as np

    size = lines[-1].end + round(lines[-1].utterance.pause * rate) if lines else 0
    samples = np.zeros(size, dtype=np.float32)
    for line in lines:
        samples[line.begin : line.end] = line.speech.samples
    return samples


def _clips(lines: Sequence[Line], rate: int) -> Iterator[Clip]:
    """Merge the lines of each segment, in the order in which they are spoken."""
    spoken = (line for line in lines if line.utterance.segment)
    for segment, group in groupby(spoken, key=lambda line: line.utterance.segment):
        parts = list(group)
        words = tuple(word for line in parts for word in _words(line, rate))
        yield Clip(segment, parts[0].begin / rate, parts[-1].end / rate, words)


def _words(line: Line, rate: int) -> Iterator[Word]:
    """Give the words of the text with their times; spoken words that stand for one of them are one."""
    sources = {begin: (start, end) for begin, _, start, end in line.utterance.offsets}
    heard = [(sources[word.start], word) for word in line.speech.words if word.start in sources]
    for (start, end), group in groupby(heard, key=lambda pair: pair[0]):
        parts = [word for _, word in group]
        yield Word(start, end, (line.begin + parts[0].begin) / rate, (line.begin + parts[-1].finish) / rate)


def _chapters(document: Document, clips: Sequence[Clip], seconds: float) -> tuple[Chapter, ...]:
    begins = {clip.segment: clip.begin for clip in clips}
    headings = [block for block in document.walk() if block.kind in _CHAPTERS and block.segments]
    found = [(block.text, block.segments[0].id) for block in headings if block.segments[0].id in begins]
    ends = [*(begins[segment] for _, segment in found), seconds][1:]
    return tuple(
        Chapter(title, begins[segment], end, segment) for (title, segment), end in zip(found, ends, strict=True)
    )
