"""Voices for Piper that the user has installed: files in a folder, each with the SHA-256 that it had.

Takes a file or an address, gives `InstalledVoice`s. A voice is a model (``.onnx``) and its description beside it
(``.onnx.json``). It does not know how a voice speaks.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lattlast.errors import EngineError, InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCK = "voices.lock.json"
_LARGEST = 500_000_000
_TIMEOUT = 30.0
_NEEDED = ("audio", "espeak", "phoneme_id_map")
_WHERE = "Voices are at https://huggingface.co/rhasspy/piper-voices; each has a file .onnx and one .onnx.json."


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice in place. `digest` is the SHA-256 that its two files had together when it was installed."""

    name: str
    lang: str
    path: Path
    digest: str


def folder() -> Path:
    """Give the folder of the user's voices."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "lattlast" / "voices"


def voices() -> list[InstalledVoice]:
    """List the installed voices by name; files that are no voice are passed over."""
    lock = _read_lock()
    found = []
    for path in sorted(folder().glob("*.onnx")):
        description = _description(path)
        if description is not None and path.name in lock:
            found.append(InstalledVoice(path.stem, _lang(description), path, lock[path.name]))
    return found


def verify(voice: InstalledVoice) -> None:
    """Compare a voice's files with their SHA-256; raise EngineError where they have changed."""
    if _digest(voice.path) != voice.digest:
        raise EngineError(
            f"The voice {voice.name} is not as it was installed: {voice.path} has changed.",
            hint="Install it again: lattlast voices install FILE",
        )


def install(source: str) -> InstalledVoice:
    """Install a voice from its ``.onnx`` file or address, with the description beside it.

    Raises InputError where it is no voice, OutputError where it cannot be put in place.
    """
    name = PurePosixPath(urlsplit(source).path).name if _is_address(source) else Path(source).name
    if not name.endswith(".onnx"):
        raise InputError(f"{source} is not a voice: its name has to end with .onnx.", hint=_WHERE)
    model, description = _fetch(source), _fetch(f"{source}.json")
    _check(description, source)
    path = folder() / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(model)
        _beside(path).write_bytes(description)
        _write_lock({**_read_lock(), name: _digest(path)})
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.", hint="Mend the folder's rights.") from error
    return next(voice for voice in voices() if voice.path == path)


def remove(name: str) -> InstalledVoice:
    """Remove an installed voice; raise InputError where there is none of the name."""
    voice = next((voice for voice in voices() if voice.name == name), None)
    if voice is None:
        raise InputError(f"No voice called {name} is installed.", hint="See: lattlast voices list")
    for path in (voice.path, _beside(voice.path)):
        path.unlink(missing_ok=True)
    _write_lock({key: digest for key, digest in _read_lock().items() if key != voice.path.name})
    return voice


def _is_address(source: str) -> bool:
    return urlsplit(source).scheme in {"http", "https"}


def _fetch(source: str) -> bytes:
    try:
        if not _is_address(source):
            return Path(source).read_bytes()
        with urllib.request.urlopen(source, timeout=_TIMEOUT) as answer:  # noqa: S310  (the scheme is checked)
            data = bytes(answer.read(_LARGEST + 1))
    except OSError as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise InputError(f"{source} cannot be read: {reason}.", hint=_WHERE) from error
    if len(data) > _LARGEST:
        raise InputError(f"{source} is larger than any voice.", hint=_WHERE)
    return data


def _check(description: bytes, source: str) -> None:
    try:
        content = json.loads(description)
        whole = isinstance(content, dict) and all(key in content for key in _NEEDED) and bool(_lang(content))
    except (ValueError, TypeError, KeyError, AttributeError):
        whole = False
    if not whole:
        raise InputError(f"{source}.json does not describe a voice of Piper.", hint=_WHERE)


def _description(path: Path) -> dict[str, object] | None:
    try:
        content = json.loads(_beside(path).read_bytes())
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _lang(description: Mapping[str, object]) -> str:
    """Give the language's tag, from ``sv_SE`` as well as from the name of a phonemizer's voice."""
    told = description.get("language")
    code = str(told.get("code", "")) if isinstance(told, dict) else ""
    phonemizer = description.get("espeak")
    voice = str(phonemizer.get("voice", "")) if isinstance(phonemizer, dict) else ""
    return (code or voice).replace("_", "-").partition("-")[0].lower()


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    for file in (path, _beside(path)):
        with file.open("rb") as data:
            total.update(hashlib.file_digest(data, "sha256").digest())
    return total.hexdigest()


def _read_lock() -> dict[str, str]:
    try:
        return dict(json.loads((folder() / LOCK).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _write_lock(lock: Mapping[str, str]) -> None:
    path = folder() / LOCK
    scratch = path.with_name(f".{LOCK}")
    scratch.write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.move(scratch, path)
