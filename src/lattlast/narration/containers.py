"""The narration in other kinds of file: M4B, the audio book with chapters, and Opus, which needs half the room.

Takes mono samples and their rate, gives bytes; the same samples give the same bytes. It needs PyAV, the extra ``m4b``.
It does not know about loudness or documents.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lattlast.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy import float32
    from numpy.typing import NDArray

    from lattlast.model import Chapter

_FRAME = 1024
_MILLISECOND = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: FFmpeg's names of container and codec, the bit rate, the sample rate (0: that of the voice)."""

    container: str
    codec: str
    bit_rate: int
    rate: int = 0
    chapters_as_tags: bool = False


# FFmpeg writes the seconds of a chapter in Ogg wrongly from half a second on, so there lattlast writes the tags.
KINDS = {"m4b": Kind("ipod", "aac", 64_000), "opus": Kind("opus", "libopus", 32_000, 48_000, chapters_as_tags=True)}


def encode(
    samples: NDArray[float32], rate: int, kind: str, *, tags: dict[str, str], chapters: Sequence[Chapter]
) -> bytes:
    """Write a file of one of the `KINDS`; raise ConfigError where PyAV is not installed."""
    av = _library(kind)
    chosen, file = KINDS[kind], io.BytesIO()
    with av.open(file, "w", format=chosen.container, options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(chosen.codec, rate=chosen.rate or rate, layout="mono", bit_rate=chosen.bit_rate)
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        container.metadata.update(tags)
        stream.metadata["language"] = tags.get("language", "")
        if chosen.chapters_as_tags:
            stream.metadata.update(_chapter_tags(chapters))
        elif chapters:
            container.set_chapters([_chapter(number, chapter) for number, chapter in enumerate(chapters)])
        for frame in _frames(av, samples, rate, stream):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def _library(kind: str) -> Any:  # noqa: ANN401  (the library is optional)
    try:
        import av
    except ImportError as error:
        raise ConfigError(
            f"narrate.formats asks for {kind}, which needs PyAV.", hint='Install it: pip install "lattlast[m4b]"'
        ) from error
    return av


def _chapter(number: int, chapter: Chapter) -> dict[str, object]:
    return {
        "id": number,
        "start": round(chapter.begin / _MILLISECOND),
        "end": round(chapter.end / _MILLISECOND),
        "time_base": _MILLISECOND,
        "metadata": {"title": chapter.title},
    }


def _chapter_tags(chapters: Sequence[Chapter]) -> dict[str, str]:
    named: dict[str, str] = {}
    for number, chapter in enumerate(chapters):
        minutes, milliseconds = divmod(round(chapter.begin / _MILLISECOND), 60_000)
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
        named |= {f"CHAPTER{number:03}": clock, f"CHAPTER{number:03}NAME": chapter.title}
    return named


def _frames(av: Any, samples: NDArray[float32], rate: int, stream: Any) -> Iterator[Any]:  # noqa: ANN401
    """Cut the samples into frames in the form that the codec takes."""
    import numpy as np

    context = stream.codec_context
    resampler = av.AudioResampler(
        format=context.format, layout="mono", rate=context.rate, frame_size=_frame_size(stream)
    )
    for start in range(0, samples.size, _FRAME):
        part = np.ascontiguousarray(samples[None, start : start + _FRAME], dtype=np.float32)
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        yield from resampler.resample(frame)
    yield from resampler.resample(None)


def _frame_size(stream: Any) -> int:  # noqa: ANN401
    stream.codec_context.open()
    return int(stream.codec_context.frame_size)
