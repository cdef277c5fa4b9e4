"""What was made before, found again by its key: a content-addressed cache on disk.

Takes keys and bytes, gives bytes. A key is the SHA-256 of everything that a result depends on, so an entry is never
out of date, only unused; whatever is missing or damaged is made anew. Small rows (the engine's answer for a sentence)
stand in an SQLite index, which only the process that runs a build opens (`Store`). Stage results and speech stand in
files, which every process of the machine may read and write (`Blobs`). It does not know what the bytes mean.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from lattlast.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from types import TracebackType

    from lattlast.model import Artefact

BEGINNING = 16  # characters of a key that tell it from all others of a workspace
_CHECKSUM = 32
_NEW, _OLD, _PROBE = ".new-", ".old-", ".lattlast-probe"
_SHORT = 8
_OTHER_OUTPUT = "Choose another folder with --output, or mend its rights."
_ROOM = "Free some space on that disk; the same command then goes on from there."
_OTHER_CACHE = "Set build.cache in lattlast.toml to another folder, or mend its rights."


def key(*parts: object) -> str:
    """Give the SHA-256 of values as canonical JSON."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Blobs:
    """The files of the cache, each under its key, with a checksum before its bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def blob(self, name: str) -> bytes | None:
        """Give what is kept under a key, or None where it is missing or damaged."""
        with suppress(OSError):
            data = self._path(name).read_bytes()
            if hashlib.sha256(data[_CHECKSUM:]).digest() == data[:_CHECKSUM]:
                return data[_CHECKSUM:]
        return None

    def add_blob(self, name: str, data: bytes) -> None:
        """Keep bytes under a key."""
        write_file(self._path(name), hashlib.sha256(data).digest() + data)

    def remove_blobs(self, *, keep: AbstractSet[str]) -> int:
        """Remove what is not to be kept, and what a run left half written; give the bytes that are free again."""
        freed = 0
        for path in (self.folder / "blobs").glob("*/*"):
            if path.parent.name + path.name not in keep:
                freed += path.stat().st_size
                path.unlink()
        return freed

    def _path(self, name: str) -> Path:
        return self.folder / "blobs" / name[:2] / name[2:]


class Store(Blobs):
    """The whole cache, with its index; use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        with output_errors(folder, hint=_OTHER_CACHE):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        self._index = folder / "segments.sqlite"
        self._rows = _open_rows(self._index)

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
            found.update(self._ask(f"SELECT key, value FROM segments WHERE key IN ({marks})", part))  # noqa: S608
        return {name: data[_SHORT:] for name, data in found.items() if data[:_SHORT] == _short(data[_SHORT:])}

    def add_rows(self, rows: Mapping[str, bytes]) -> None:
        """Keep rows, all or none."""
        self._tell("INSERT OR REPLACE INTO segments VALUES (?, ?)", [(k, _short(v) + v) for k, v in rows.items()])

    def rows_beginning(self, beginnings: Sequence[str]) -> dict[str, bytes]:
        """Give the rows whose keys begin so."""
        question = "SELECT key FROM segments WHERE key >= ? AND key < ?"
        return self.rows([name for start in beginnings for (name,) in self._ask(question, (start, start + "g"))])

    def records(self, articles: Sequence[str] | None = None) -> dict[str, bytes]:
        """Give what was recorded about articles at their last run: those that are named, or all."""
        if articles is None:
            return dict(self._ask("SELECT article, value FROM records", ()))
        return {
            name: value
            for article in articles
            for name, value in self._ask("SELECT article, value FROM records WHERE article = ?", (article,))
        }

    def add_records(self, records: Mapping[str, bytes]) -> None:
        """Record what is worth knowing about articles after a run."""
        self._tell("INSERT OR REPLACE INTO records VALUES (?, ?)", list(records.items()))

    def remove_rows(self, *, keep: AbstractSet[str]) -> int:
        """Remove the rows whose keys do not begin as one of those to keep does; give how many they were."""
        unused = [(name,) for (name,) in self._ask("SELECT key FROM segments", ()) if name[:BEGINNING] not in keep]
        self._tell("DELETE FROM segments WHERE key = ?", unused)
        self._ask("VACUUM", ())
        return len(unused)

    def forget(self, articles: Iterable[str]) -> None:
        """Remove the records of articles that are no more."""
        self._tell("DELETE FROM records WHERE article = ?", [(article,) for article in articles])

    def _ask(self, question: str, values: Sequence[object]) -> list[Any]:
        """Ask the index; one that turns out to be damaged is begun anew, and knows nothing."""
        try:
            return self._rows.execute(question, values).fetchall()
        except sqlite3.OperationalError as error:
            raise OutputError(f"{self._index} cannot be read: {error}.", hint=_OTHER_CACHE) from error
        except sqlite3.DatabaseError:
            self._begin_anew()
            return []

    def _tell(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        with output_errors(self.folder, hint=_OTHER_CACHE):
            try:
                with self._rows:
                    self._rows.executemany(statement, rows)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self._begin_anew()
                with self._rows:
                    self._rows.executemany(statement, rows)

    def _begin_anew(self) -> None:
        self._rows.close()
        _remove_index(self._index)
        self._rows = _open_rows(self._index)


def _short(data: bytes) -> bytes:
    """Give a checksum that finds a damaged row."""
    return hashlib.blake2b(data, digest_size=_SHORT).digest()


def _open_rows(path: Path) -> sqlite3.Connection:
    """Open the index; one that is damaged is put away and begun anew."""
    try:
        return _connect(path)
    except sqlite3.DatabaseError:
        _remove_index(path)
    with output_errors(path.parent, hint=_OTHER_CACHE):
        return _connect(path)


def _remove_index(path: Path) -> None:
    with output_errors(path.parent, hint=_OTHER_CACHE):
        for part in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            part.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    """Open with a write-ahead log; network folders that refuse it at the first write get a plain journal."""
    connection = sqlite3.connect(path, timeout=30)
    for mode in ("WAL", "DELETE"):
        try:
            connection.execute(f"PRAGMA journal_mode={mode}")
            connection.execute("CREATE TABLE IF NOT EXISTS segments (key TEXT PRIMARY KEY, value BLOB NOT NULL)")
            connection.execute("CREATE TABLE IF NOT EXISTS records (article TEXT PRIMARY KEY, value BLOB NOT NULL)")
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
        raise OutputError(f"{path} cannot be written: {reason}.", hint=_ROOM if _is_full(error) else hint) from error


def _is_full(error: OSError | sqlite3.OperationalError) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


def write_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it in, so that nobody ever sees half of it."""
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=_NEW)
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
    probe = folder / _PROBE
    write_file(probe, b"")
    probe.unlink(missing_ok=True)


def replace_folder(folder: Path, artefacts: Sequence[Artefact]) -> None:
    """Write a whole folder beside its place and swap it in; the old one stays whole until then."""
    fresh, old = folder.with_name(f"{_NEW}{folder.name}"), folder.with_name(f"{_OLD}{folder.name}")
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


def recover(folder: Path, *, deep: bool, only: Sequence[str] | None = None) -> None:
    """Clear away what a run that died left in an output folder, and put folders back that it had set aside.

    `only` names the folders that nobody else works on; `deep` looks for half files inside folders as well.
    """
    patterns = ["*"] if only is None else only
    with output_errors(folder):
        for old in (path for name in patterns for path in folder.glob(f"{_OLD}{name}")):
            place = folder / old.name.removeprefix(_OLD)
            if place.exists():
                shutil.rmtree(old)
            else:
                old.replace(place)
        halves = [path for name in patterns for path in folder.glob(f"{_NEW}{name}")]
        if deep and only is None:
            halves += [*folder.glob(f"*/{_NEW}*"), *folder.glob(_PROBE)]
        for scratch in halves:
            if scratch.is_dir():
                shutil.rmtree(scratch)
            else:
                scratch.unlink(missing_ok=True)
