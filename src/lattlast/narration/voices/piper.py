"""The neural voices of Piper, offline: the extra ``piper``, with voices that the user installs.

Takes utterances, gives samples, with word times where the voice's model tells how long each sound is. It does not know
about documents, or where a voice came from.

The model is run without its random part, so that an utterance sounds the same each time.
"""

from __future__ import annotations

import importlib.util
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING, Any

from lattlast.errors import EngineError, EngineMissingError
from lattlast.languages import language
from lattlast.narration import audio
from lattlast.narration.rules import words
from lattlast.narration.voices import installed
from lattlast.narration.voices.word_times import Event, timed
from lattlast.ports import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy import float32
    from numpy.typing import NDArray

    from lattlast.narration.voices.installed import InstalledVoice
    from lattlast.ports import Utterance

_LENGTHS = {"normal": 1.0, "calm": 1.27, "slow": 1.47}
_VOLUME = 0.9
_BETWEEN_WORDS = " "
# The part of Piper that turns letters into sounds keeps its state in one place.
_SPEAKING = Lock()


class PiperVoice:
    """Piper with the first installed voice of each language."""

    title = "Piper"
    rate = 22_050
    online = False
    quick = False

    def __init__(self, *, speed: str = "normal") -> None:
        self._length = _LENGTHS[speed]
        self._voices = {voice.lang: voice for voice in reversed(installed.voices())} if _is_here() else {}
        self._loaded: dict[str, Any] = {}
        digests = "-".join(sorted(voice.digest[:12] for voice in self._voices.values()))
        engine = version("piper-tts") if _is_here() else "missing"
        self.fingerprint = f"piper-1-{engine}-{self._length}-{digests}"

    def speaks(self, lang: str) -> bool:
        """Say whether a voice for the language is installed."""
        return self._voice(lang) is not None

    def speak(self, utterances: Sequence[Utterance]) -> list[Speech]:
        """Speak; raise EngineMissingError where a voice is not installed, EngineError where its model fails."""
        with _SPEAKING:
            return [self._speech(utterance) for utterance in utterances]

    def _voice(self, lang: str) -> InstalledVoice | None:
        tag = language(lang).lower()
        return self._voices.get(tag) or self._voices.get(tag.partition("-")[0])

    def _speech(self, utterance: Utterance) -> Speech:
        import numpy as np
        from piper import SynthesisConfig

        engine = self._engine(utterance.lang)
        settings = SynthesisConfig(
            length_scale=self._length * engine.config.length_scale, noise_scale=0.0, noise_w_scale=0.0, volume=_VOLUME
        )
        with _failures(f"at “{utterance.spoken[:60]}”"):
            chunks = list(engine.synthesize(utterance.spoken, settings, include_alignments=True))
        sounds = [self._sound(chunk, engine) for chunk in chunks]
        samples = np.concatenate([np.zeros(0, dtype=np.float32), *sounds])
        return Speech(samples, timed(utterance.spoken, _events(utterance.spoken, chunks, sounds), samples, self.rate))

    def _sound(self, chunk: Any, engine: Any) -> NDArray[float32]:  # noqa: ANN401  (the library is optional)
        whole = audio.resampled(chunk.audio_float_array, engine.config.sample_rate, self.rate)
        return audio.unpack(audio.pack(whole, self.rate))

    def _engine(self, lang: str) -> Any:  # noqa: ANN401
        import piper

        voice = self._voice(lang)
        if voice is None:
            raise EngineMissingError(
                f"Piper has no voice for “{lang}”.", hint="Install one: lattlast voices install FILE.onnx"
            )
        if voice.name not in self._loaded:
            installed.verify(voice)
            patch = importlib.util.find_spec("onnx") is not None
            with _failures(f"to load {voice.path}"):
                self._loaded[voice.name] = piper.PiperVoice.load(voice.path, include_alignments=patch)
        return self._loaded[voice.name]


@contextmanager
def _failures(what: str) -> Iterator[None]:
    """Turn what the library and its runtime raise into an EngineError."""
    runtime: Any = import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    theirs = [kind for kind in vars(runtime).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    expected: tuple[type[Exception], ...] = (RuntimeError, ValueError, KeyError, TypeError, *theirs)
    try:
        yield
    except expected as error:
        raise EngineError(
            f"Piper failed {what}: {error}",
            hint="Install the voice again: lattlast voices install FILE. Or choose another one with --voice.",
        ) from error


def _is_here() -> bool:
    return importlib.util.find_spec("piper") is not None


def _events(spoken: str, chunks: Sequence[Any], sounds: Sequence[NDArray[float32]]) -> list[Event]:
    """Tell where words begin, where the model gave the length of every sound and none was run together."""
    begins: list[int] = []
    at = 0
    for chunk, sound in zip(chunks, sounds, strict=True):
        told = chunk.phoneme_alignments
        if not told:
            return []
        scale = sound.size / max(sum(part.num_samples for part in told), 1)
        begins += _word_begins(told, at=at, scale=scale)
        at += sound.size
    spans = list(words(spoken))
    return (
        [Event(start, begin) for (start, _), begin in zip(spans, begins, strict=True)]
        if len(spans) == len(begins)
        else []
    )


def _word_begins(told: Sequence[Any], *, at: int, scale: float) -> list[int]:
    """Give the samples at which words begin: at the first sound, and after each space."""
    begins: list[int] = []
    done, opening = 0, True
    for part in told:
        if part.phoneme == _BETWEEN_WORDS:
            opening = True
        elif opening and part.phoneme.isalpha():
            begins.append(at + round(done * scale))
            opening = False
        done += part.num_samples
    return begins
