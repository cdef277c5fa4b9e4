"""One build at a time in a workspace: a lock that ends with its process, however that ends.

Takes the cache's folder. The system drops a lock when its process dies, so that nobody has to remove anything by hand;
what stands in the lock's file tells whether the last run came to its end. It does not know what a build does.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from lattlast.store import output_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BUILD = "build.lock"
_PUBLISHING = "publishing.lock"

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, shared: bool, wait: bool) -> None:
        del shared
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int, *, shared: bool, wait: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))


@contextmanager
def building(folder: Path, *, waiting: Callable[[str], None]) -> Iterator[bool]:
    """Hold the workspace for a build; yield whether the run before it came to its end.

    Where another build holds it, `waiting` is told its process, and then this one waits.
    """
    with _opened(folder / _BUILD) as handle:
        try:
            _lock(handle, shared=False, wait=False)
        except BlockingIOError:
            waiting(_text(handle))
            _lock(handle, shared=False, wait=True)
        except OSError:  # a network folder without locks: better unguarded than not at all
            pass
        before = _text(handle)
        _write(handle, str(os.getpid()))
        with _held(folder):
            pass  # whatever an orphan of the last run was swapping in is in place now
        yield not before
        _write(handle, "")


@contextmanager
def publishing(folder: Path) -> Iterator[None]:
    """Swap files in; a build that begins meanwhile waits for it."""
    with _held(folder, shared=True):
        yield


@contextmanager
def _held(folder: Path, *, shared: bool = False) -> Iterator[None]:
    with _opened(folder / _PUBLISHING) as handle:
        with suppress(OSError):
            _lock(handle, shared=shared, wait=True)
        yield


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield handle
    finally:
        os.close(handle)


def _text(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 100).decode("ascii", "replace")


def _write(handle: int, text: str) -> None:
    with suppress(OSError):  # a full disk: the lock holds all the same
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, text.encode("ascii"))
