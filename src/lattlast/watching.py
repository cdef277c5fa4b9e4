"""Watch: convert articles as they arrive in a folder.

Takes a folder and what builds it, and builds whenever the folder has settled into a new state: a file that is still
being written changes from one look to the next, so it waits until it is whole. A file that is deleted or renamed is
nothing special, and no error ends the watch. It does not know how an article is made.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lattlast.errors import LattlastError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_LOOK_MILLISECONDS = 1_000
_IDLE_LOOKS = 15  # how often a quiet folder is looked at all the same: network folders tell of no changes

Snapshot = dict[str, tuple[int, int]]


def watch(folders: Sequence[Path], build: Callable[[], None], *, tell: Callable[[LattlastError], None]) -> None:
    """Build now, and again whenever the folders have settled into a new state; ends with Ctrl-C."""
    for _ in settled(folders, looks(folders)):
        try:
            build()
        except LattlastError as error:
            tell(error)


def settled(folders: Sequence[Path], ticks: Iterable[bool]) -> Iterator[Snapshot]:
    """Give each new state of the folders in which two looks, one after the other, found the same.

    A tick is True where something changed, and False where a while went by.
    """
    last, given, idle = snapshot(folders), None, 0
    for changed in ticks:
        idle = 0 if changed else idle + 1
        if last == given and not changed and idle % _IDLE_LOOKS:
            continue
        before, last = last, snapshot(folders)
        if last == before and last != given:
            given = last
            yield last


def snapshot(folders: Sequence[Path]) -> Snapshot:
    """Give size and time of every file in the folders."""
    found: Snapshot = {}
    for path in (path for folder in folders for path in folder.rglob("*")):
        with suppress(OSError):  # it is gone again
            if path.is_file():
                state = path.stat()
                found[str(path)] = (state.st_size, state.st_mtime_ns)
    return found


def looks(folders: Sequence[Path]) -> Iterator[bool]:
    """Tick when something changes, and every second; a folder that is deleted is made again."""
    import watchfiles

    while True:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        yield True
        for changes in watchfiles.watch(
            *folders, rust_timeout=_LOOK_MILLISECONDS, yield_on_timeout=True, debounce=_LOOK_MILLISECONDS
        ):
            if not all(folder.is_dir() for folder in folders):
                break
            yield bool(changes)
