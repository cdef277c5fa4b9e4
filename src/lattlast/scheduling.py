"""Which job is given out next, and on how many workers: the rules, without processes and without a clock.

Takes jobs and what became of them, gives tasks. The supervised pool drives it with real processes, and the simulation
in benchmarks/scale.py with measured times. It does not know what a worker is.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

JobT = TypeVar("JobT")

_BASE = 600_000_000  # a process with its word lists and rules, without models (docs/reference/performance.md)
_MODEL_SHARE = 1.5  # a model in memory, by its size on disk
_KEPT_FREE = 0.8


@dataclass(frozen=True, slots=True)
class Task(Generic[JobT]):
    """A job that was given out, for the first time or again."""

    job: JobT
    attempt: int = 1


class Schedule(Generic[JobT]):
    """Give out jobs in order, taking each from its source only when a worker is free for it.

    A job whose worker died gets one more try after all others, while nothing else runs: if it dies again, the fault is
    its own and not that of a neighbour that took the memory.
    """

    def __init__(self, jobs: Iterable[JobT]) -> None:
        self._jobs = iter(jobs)
        self._again: deque[Task[JobT]] = deque()
        self._running = 0

    def take(self) -> Task[JobT] | None:
        """Give a free worker its next task; None where there is none for it now."""
        task = next((Task(job) for job in self._jobs), None)
        if task is None and self._again and not self._running:
            task = self._again.popleft()
        self._running += task is not None
        return task

    def ended(self) -> None:
        """Hear that a task came to an end, good or bad."""
        self._running -= 1

    def died(self, task: Task[JobT]) -> bool:
        """Hear that a task's worker died; say whether the task gets another try."""
        self.ended()
        if task.attempt > 1:
            return False
        self._again.append(Task(task.job, task.attempt + 1))
        return True


@dataclass(frozen=True, slots=True)
class Crew:
    """How many processes work, with how many threads and bytes of memory each."""

    workers: int
    threads: int
    memory: int


def crew(*, jobs: int, asked: int, cores: int, free: int, models: int) -> Crew:
    """Choose workers from what there is to do, the cores and the free memory; `models` is their size on disk.

    Each process has its own copy of the models, so memory sets the number of processes, and threads use the other
    cores. `asked` is the user's number, 0 for as many as fit.
    """
    room = int(free * _KEPT_FREE)
    fitting = max(1, min(cores, room // int(_BASE + models * _MODEL_SHARE)))
    workers = max(1, min(jobs, asked or fitting))
    return Crew(workers, max(1, cores // workers), room // workers)
