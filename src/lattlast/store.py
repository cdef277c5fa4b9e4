"""What was made before, found again by its key: a content-addressed cache on disk.

Takes keys and bytes, gives bytes. A key is the SHA-256 of everything that a result depends on, so an entry is never
out of date, only unused; whatever is missing or damaged is made anew. Small rows (the engine's answer for a sentence)
stand in SQLite, whole stage results in files. Only the process that runs a build opens it. It does not know what the
bytes mean.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from lattlast.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    from lattlast.model import Artefact

_CHECKSUM = 32
_OTHER_OUTPUT = "Choose another folder with --output, or mend its rights."
_OTHER_CACHE = "Set build.cache in lattlast.toml to another folder, or mend its rights."


def key(*parts: object) -> str:
    """Give the SHA-256 of values as canonical JSON."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Store:
    """A cache in a folder; use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with output_errors(folder, hint=_OTHER_CACHE):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        self._rows = _open_rows(folder / "segments.sqlite")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()

    def rows(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Give the rows that are there for the keys."""
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            marks = ",".join("?" * len(part))
            found.update(self._rows.execute(f"SELECT key, value FROM segments WHERE key IN ({marks})", part))  # noqa: S608
        return found

    def add_rows(self, rows: Mapping[str, bytes]) -> None:
        """Keep rows, all or none."""
        with output_errors(self._folder, hint=_OTHER_CACHE), self._rows:
            self._rows.executemany("INSERT OR REPLACE INTO segments VALUES (?, ?)", rows.items())

    def blob(self, name: str) -> bytes | None:
        """Give a stage result, or None where it is missing or damaged."""
        with suppress(OSError):
            data = self._path(name).read_bytes()
            if hashlib.sha256(data[_CHECKSUM:]).digest() == data[:_CHECKSUM]:
                return data[_CHECKSUM:]
        return None

    def add_blob(self, name: str, data: bytes) -> None:
        """Keep a stage result."""
        write_file(self._path(name), hashlib.sha256(data).digest() + data)

    def _path(self, name: str) -> Path:
        return self._folder / "blobs" / name[:2] / name[2:]


def _open_rows(path: Path) -> sqlite3.Connection:
    """Open the table of rows; one that is damaged is put away and begun anew."""
    try:
        return _connect(path)
    except sqlite3.DatabaseError:
        for part in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            part.unlink(missing_ok=True)
    with output_errors(path.parent, hint=_OTHER_CACHE):
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    """Open with a write-ahead log; network folders that refuse it at the first write get a plain journal."""
    connection = sqlite3.connect(path, timeout=30)
    for mode in ("WAL", "DELETE"):
        try:
            connection.execute(f"PRAGMA journal_mode={mode}")
            connection.execute("CREATE TABLE IF NOT EXISTS segments (key TEXT PRIMARY KEY, value BLOB NOT NULL)")
            connection.execute("PRAGMA quick_check(1)")
            connection.commit()
        except sqlite3.OperationalError:
            if mode == "DELETE":
                raise
        else:
            break
    return connection


@contextmanager
def output_errors(path: Path, *, hint: str = _OTHER_OUTPUT) -> Iterator[None]:
    """Turn what the file system refuses into an OutputError that names the place."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{path} cannot be written: {reason}.", hint=hint) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it in, so that nobody ever sees half of it."""
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(scratch).chmod(0o644)
            Path(scratch).replace(path)
        except BaseException:
            Path(scratch).unlink(missing_ok=True)
            raise


def require_writable(folder: Path) -> None:
    """Try a folder before any work is done for it; raise OutputError where it cannot be written."""
    probe = folder / ".lattlast-probe"
    write_file(probe, b"")
    probe.unlink(missing_ok=True)


def replace_folder(folder: Path, artefacts: Sequence[Artefact]) -> None:
    """Write a whole folder beside its place and swap it in; the old one stays whole until then."""
    fresh, old = folder.with_name(f".new-{folder.name}"), folder.with_name(f".old-{folder.name}")
    with output_errors(folder):
        shutil.rmtree(fresh, ignore_errors=True)
        for artefact in artefacts:
            path = fresh / artefact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artefact.data)
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.replace(old)
        fresh.replace(folder)
        shutil.rmtree(old, ignore_errors=True)


def recover_folder(folder: Path) -> None:
    """Put the old folder back where a run died between the two renames of `replace_folder`."""
    old = folder.with_name(f".old-{folder.name}")
    if old.exists() and not folder.exists():
        with output_errors(folder):
            old.replace(folder)
