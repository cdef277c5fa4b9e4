"""Ctrl-C once: what runs is finished and nothing new begins. Twice: stop now.

Takes jobs, gives them one by one until the user asks to stop. It does not know what a job is.
"""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType, TracebackType

JobT = TypeVar("JobT")
_FINISHING = "Finishing the articles that are being made. Ctrl-C once more stops now; what is finished is kept."


class Interrupt:
    """Listen to Ctrl-C while jobs are given out; outside the main thread there is none to listen to."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._before: Any = None
        self.asked = False

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def until(self, jobs: Iterable[JobT]) -> Iterator[JobT]:
        """Give jobs until the user asks to stop."""
        for job in jobs:
            if self.asked:
                return
            yield job

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._tell(_FINISHING)
