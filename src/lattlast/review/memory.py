"""The translation memory: what people made of a source text, in an SQLite file that nothing is ever deleted from.

Takes changes, gives entries. A change is a new row and the newest row of a source text in an edition's tag counts, so
the table is its own history and an undo is a row as well. Two people at once: a change names the version that its
author saw, and is refused, with what stands there now, where that is no longer the newest. It does not know documents.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lattlast.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lattlast.model import UnitState

APPROVED: frozenset[UnitState] = frozenset(["reviewed", "final"])
_SCHEMA_VERSION = 1
_COLUMNS = "version, tag, source, target, state, by, at, article, origin, marks, before"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    version INTEGER PRIMARY KEY AUTOINCREMENT,
    tag TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, article TEXT NOT NULL, origin TEXT NOT NULL,
    marks TEXT NOT NULL, before INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_by_source ON entries (tag, source, version);
"""
_NEWEST = "version = (SELECT max(version) FROM entries AS newer WHERE newer.tag = e.tag AND newer.source = e.source)"
_LOWEST_SCORE = 60.0

Marks = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants the memory to hold from now on.

    `expected` is the version that the author saw, 0 where there was none; None replaces whatever stands there. `marks`
    places the source's inlines over the target, each as (number in the source, start, end); without them they are
    found by their words. `at` is an ISO time in UTC, `origin` says where the change was made: review, import, undo.
    """

    tag: str
    source: str
    target: str
    state: UnitState
    by: str = ""
    at: str = ""
    article: str = ""
    origin: str = "review"
    marks: Marks = ()
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: what a source text is in an edition's tag; `before` is the version that an undo goes back to."""

    version: int
    tag: str
    source: str
    target: str
    state: UnitState
    by: str
    at: str
    article: str
    origin: str
    marks: Marks
    before: int

    @property
    def approved(self) -> bool:
        """Say whether a person has approved it."""
        return self.state in APPROVED


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that came too late, and what somebody else had written before it."""

    change: Change
    current: Entry | None


@dataclass(frozen=True, slots=True)
class Match:
    """An approved sentence that is like the one asked for, by its score from 0 to 100."""

    entry: Entry
    score: float


class Memory:
    """The memory in a file, which the first change creates; any number of processes may use it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def record(self, changes: Sequence[Change]) -> tuple[list[Entry], list[Refusal]]:
        """Keep changes in one transaction; give the new entries, and the changes that came too late."""
        entries: list[Entry] = []
        refusals: list[Refusal] = []
        with self._writing() as connection:
            for change in changes:
                current = _current(connection, change.tag, change.source)
                version = current.version if current else 0
                if change.expected is not None and change.expected != version:
                    refusals.append(Refusal(change, current))
                else:
                    entries.append(_insert(connection, change, before=version))
        return entries, refusals

    def undo(self, tag: str, source: str, *, expected: int, by: str, at: str) -> Entry | Refusal | None:
        """Go one change back for a source text; give None where there is nothing to go back to."""
        with self._writing() as connection:
            current = _current(connection, tag, source)
            change = Change(tag, source, "", "initial", by, at, origin="undo", expected=expected)
            if (current.version if current else 0) != expected:
                return Refusal(change, current)
            if current is None or (current.before == 0 and current.state == "initial"):
                return None
            earlier = _row(connection, current.before)
            return _insert(connection, _restored(change, current, earlier), before=earlier.before if earlier else 0)

    def current(self, tag: str, sources: Sequence[str]) -> dict[str, Entry]:
        """Give the newest entry of each source text that has one."""
        with self._reading() as connection:
            if connection is None:
                return {}
            found = ((source, _current(connection, tag, source)) for source in dict.fromkeys(sources))
            return {source: entry for source, entry in found if entry is not None}

    def entries(self, *, tag: str = "", article: str = "") -> list[Entry]:
        """Give the newest entries, of one tag or one article alone where they are named, oldest first."""
        return self._select(f"{_NEWEST} AND ? IN ('', tag) AND ? IN ('', article)", (tag, article))

    def history(self, *, tag: str = "", source: str = "") -> list[Entry]:
        """Give every change that was ever kept, oldest first; of one tag or source text where they are named."""
        return self._select("? IN ('', tag) AND ? IN ('', source)", (tag, source))

    def newest(self) -> int:
        """Give the version of the last change, 0 where there is none."""
        with self._reading() as connection:
            return (
                int(connection.execute("SELECT ifnull(max(version), 0) FROM entries").fetchone()[0])
                if connection
                else 0
            )

    def matches(self, tag: str, source: str, *, limit: int = 3) -> list[Match]:
        """Find approved sentences like `source`, the best first, without that sentence itself."""
        from rapidfuzz import fuzz, process

        known = {entry.version: entry for entry in self.entries(tag=tag) if entry.approved and entry.source != source}
        texts = {version: entry.source for version, entry in known.items()}
        found = process.extract(source, texts, scorer=fuzz.ratio, limit=limit, score_cutoff=_LOWEST_SCORE)
        return [Match(known[version], round(score, 1)) for _, score, version in found]

    def _select(self, where: str, values: tuple[str, ...]) -> list[Entry]:
        with self._reading() as connection:
            if connection is None:
                return []
            rows = connection.execute(f"SELECT {_COLUMNS} FROM entries AS e WHERE {where} ORDER BY version", values)  # noqa: S608
            return [_entry(row) for row in rows]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Open for a transaction that is on the disk when it ends, or leaves no trace."""
        with _errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = _open(self.path)
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        if not self.path.is_file():
            yield None
            return
        with _errors(self.path):
            connection = _open(self.path)
            try:
                yield connection
            finally:
                connection.close()


def _open(path: Path) -> sqlite3.Connection:
    """Open with a write-ahead log that every commit flushes; a network folder that refuses it gets a plain journal."""
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == _SCHEMA_VERSION:
        connection.execute("PRAGMA synchronous=FULL")
        return connection
    if version > _SCHEMA_VERSION:
        connection.close()
        raise InputError(f"{path} was written by a newer lattlast.", hint="Update lattlast.")
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(_SCHEMA)
    except sqlite3.OperationalError:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.executescript(_SCHEMA)
    connection.execute(f"PRAGMA user_version={_SCHEMA_VERSION}")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(
            f"The memory {path} cannot be used: {error}.",
            hint="Mend its rights, or wait until nobody else writes to it.",
        ) from error
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"The memory {path} is damaged: {error}.",
            hint="Put it aside and take back a copy, or import your last export: lattlast review import FILE.tmx",
        ) from error


def _current(connection: sqlite3.Connection, tag: str, source: str) -> Entry | None:
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM entries WHERE tag = ? AND source = ? ORDER BY version DESC LIMIT 1",  # noqa: S608
        (tag, source),
    ).fetchone()
    return _entry(row) if row else None


def _row(connection: sqlite3.Connection, version: int) -> Entry | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM entries WHERE version = ?", (version,)).fetchone()  # noqa: S608
    return _entry(row) if row else None


def _insert(connection: sqlite3.Connection, change: Change, *, before: int) -> Entry:
    values = (
        change.tag, change.source, change.target, change.state, change.by, change.at, change.article, change.origin,
        json.dumps(change.marks), before,
    )  # fmt: skip
    cursor = connection.execute(
        "INSERT INTO entries (tag, source, target, state, by, at, article, origin, marks, before)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    return _entry((cursor.lastrowid, *values))


def _restored(change: Change, current: Entry, earlier: Entry | None) -> Change:
    """Write the earlier entry once more; where there was none, say that nothing stands here any longer."""
    if earlier is None:
        return Change(change.tag, change.source, "", "initial", change.by, change.at, current.article, "undo")
    return Change(
        change.tag, change.source, earlier.target, earlier.state, earlier.by, change.at, earlier.article, "undo",
        earlier.marks,
    )  # fmt: skip


def _entry(row: tuple[Any, ...]) -> Entry:
    version, tag, source, target, state, by, at, article, origin, marks, before = row
    placed = tuple(tuple(mark) for mark in json.loads(marks))
    return Entry(version, tag, source, target, state, by, at, article, origin, placed, before)
