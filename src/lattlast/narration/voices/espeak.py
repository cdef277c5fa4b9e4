"""The voice that works offline: eSpeak NG, from the wheel espeakng-loader.

Takes utterances, gives samples with word times. Every call is one fresh process, because the library is not
thread-safe; in it an utterance sounds the same whatever was said before. It does not know about documents or files.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from lattlast.errors import EngineError, EngineMissingError
from lattlast.languages import language
from lattlast.narration.voices import _espeak_worker as protocol
from lattlast.narration.voices.word_times import Event, timed
from lattlast.ports import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.ports import Utterance

WORDS_PER_MINUTE = {"normal": 175, "calm": 140, "slow": 120}
_WORKER = Path(protocol.__file__)
_PACKAGE = "espeakng-loader"
# Where there is no fork, only a process that has said nothing yet says the same each time.
_AT_ONCE = 1_000 if hasattr(os, "fork") else 1
_START_SECONDS = 30.0
_SECONDS_PER_CHARACTER = 0.02
_HINT = "Run the command again; if that does not help, reinstall lattlast."


class EspeakVoice:
    """eSpeak NG at one of three paces: normal, calm, slow."""

    title = "eSpeak NG"
    rate = protocol.RATE
    online = False
    quick = hasattr(os, "fork")

    def __init__(self, *, speed: str = "normal", worker: Path = _WORKER) -> None:
        self._worker = worker
        self._words_per_minute = WORDS_PER_MINUTE[speed]
        self.fingerprint = f"espeak-3-{version(_PACKAGE)}-{self._words_per_minute}"

    def speaks(self, lang: str) -> bool:
        """Say whether the library's data names the language."""
        return _voice(lang) is not None

    def speak(self, utterances: Sequence[Utterance]) -> list[Speech]:
        """Speak in a fresh process; raise EngineMissingError for a language it has not, EngineError if it dies."""
        asked = [(_voice_or_error(utterance.lang), utterance.spoken) for utterance in utterances]
        answer = b"".join(self._ask(asked[start : start + _AT_ONCE]) for start in range(0, len(asked), _AT_ONCE))
        try:
            return list(_speeches(answer, utterances))
        except (struct.error, ValueError) as error:
            raise EngineError("eSpeak NG did not answer in full.", hint=_HINT) from error

    def _ask(self, utterances: Sequence[tuple[str, str]]) -> bytes:
        request = {
            "library": str(_library()),
            "data": str(_data()),
            "rate": self._words_per_minute,
            "utterances": utterances,
        }
        timeout = _START_SECONDS + _SECONDS_PER_CHARACTER * sum(len(text) for _, text in utterances)
        return _run(self._worker, json.dumps(request).encode(), timeout=timeout)


@cache
def _voices() -> Mapping[str, str]:
    """Read which file of the library's data declares each language; a file named after the language goes first."""
    folder = _data() / "lang"
    declared: dict[str, str] = {}
    named: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        named[path.name.lower()] = path.relative_to(folder).as_posix()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("language "):
                declared.setdefault(line.split()[1].lower(), path.relative_to(folder).as_posix())
    return declared | named


def _voice(lang: str) -> str | None:
    tag = language(lang).lower()
    return _voices().get(tag) or _voices().get(tag.partition("-")[0])


def _voice_or_error(lang: str) -> str:
    voice = _voice(lang)
    if voice is None:
        raise EngineMissingError(
            f"eSpeak NG does not speak “{lang}”.", hint="Choose another voice, or leave audio out with --no-audio."
        )
    return voice


def _library() -> Path:
    import espeakng_loader

    return Path(espeakng_loader.get_library_path())


def _data() -> Path:
    import espeakng_loader

    return Path(espeakng_loader.get_data_path())


def _run(worker: Path, request: bytes, *, timeout: float) -> bytes:
    """Run the worker: isolated, so that neither the caller's main module nor its folder is imported."""
    command = [sys.executable, "-I", "-S", str(worker)]
    try:
        run = subprocess.run(command, input=request, capture_output=True, timeout=timeout, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"eSpeak NG did not answer in {timeout:.0f} seconds.", hint=_HINT) from error
    except OSError as error:
        raise EngineError(f"eSpeak NG cannot be started: {error}", hint=_HINT) from error
    if run.returncode:
        reason = run.stderr.decode(errors="replace").strip() or f"it ended with {run.returncode}"
        raise EngineError(f"eSpeak NG failed: {reason}", hint=_HINT)
    return run.stdout


def _speeches(answer: bytes, utterances: Sequence[Utterance]) -> Iterator[Speech]:
    import numpy as np

    at = 0
    for utterance in utterances:
        count, events = protocol.HEADER.unpack_from(answer, at)
        at += protocol.HEADER.size
        samples = np.frombuffer(answer, dtype="<i2", count=count, offset=at).astype(np.float32) / np.float32(32768)
        at += 2 * count
        heard = [
            Event(*protocol.EVENT.unpack_from(answer, at + index * protocol.EVENT.size)) for index in range(events)
        ]
        at += events * protocol.EVENT.size
        yield Speech(samples, timed(utterance.spoken, heard, samples, protocol.RATE))
