"""The supervised pool: processes of this machine, each with its own pipe and one job at a time.

Takes jobs and the work, gives outcomes. Because a process has one job, its death names the culprit and costs nobody
else: the job is tried once more, alone, and then reported. A job over its time or memory is stopped and reported.
Processes are spawned, so that they are the same on every system, and load their engines once. It does not know what a
job is about.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic

from lattlast.errors import LattlastError, WorkerDiedError
from lattlast.machine import memory_of
from lattlast.run import JobT, attempt, failure
from lattlast.scheduling import Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection

    from lattlast.run import Home, Outcome, Step, Work
    from lattlast.scheduling import Crew, Task

THREADS = "LATTLAST_THREADS"
_LOOK_SECONDS = 1.0  # how often time and memory are compared with their limits
_LAST_WORDS = 5.0


class Pool:
    """Do jobs in `crew.workers` processes; no job may take longer than `seconds`, where that is not 0."""

    def __init__(self, home: Home, *, crew: Crew, seconds: float = 0) -> None:
        self._home = home
        self._crew = crew
        self._seconds = seconds
        self._started = False

    def run(self, jobs: Iterable[JobT], work: Work[JobT]) -> Iterator[Outcome]:
        """Give one outcome for each job, in the order in which they end."""
        schedule = Schedule(jobs)
        workers = [_Worker[JobT](work, self._crew.threads) for _ in range(self._crew.workers)]
        try:
            while _hand_out(schedule, workers):
                yield from self._listen(schedule, workers)
                yield from self._stop_excess(schedule, workers)
        finally:
            for worker in workers:
                worker.end()

    def _listen(self, schedule: Schedule[JobT], workers: Sequence[_Worker[JobT]]) -> Iterator[Outcome]:
        """Serve every worker that has something to say, or is gone."""
        started = [worker for worker in workers if worker.pipe is not None]
        heard = connection.wait([worker.pipe for worker in started if worker.pipe], timeout=_LOOK_SECONDS)
        for worker in (worker for worker in started if worker.pipe in heard):
            try:
                ended = self._serve(worker)
            except (EOFError, OSError):
                yield from self._buried(schedule, worker)
                continue
            if ended is not None:
                worker.task = None
                schedule.ended()
                yield ended

    def _serve(self, worker: _Worker[JobT]) -> Outcome | None:
        """Answer one message; give the outcome where it is one."""
        assert worker.pipe is not None
        kind, value = worker.pipe.recv()
        if kind == "ended":
            outcome: Outcome = value
            return outcome
        if kind == "ready":
            self._started = True
            worker.began = time.monotonic()
        elif kind == "step":
            self._home.step(value)
        else:
            worker.pipe.send(self._answer(kind, value))
        return None

    def _answer(self, kind: str, value: Any) -> object:  # noqa: ANN401  (what came through a pipe)
        """Answer what a worker asks of the cache; an error travels back to the job that asked."""
        try:
            if kind == "rows":
                return self._home.rows(value)
            self._home.add_rows(value)
        except LattlastError as error:
            return error
        return None

    def _buried(self, schedule: Schedule[JobT], worker: _Worker[JobT]) -> Iterator[Outcome]:
        """Report a task whose worker died for the second time; where none ever began, stop the run."""
        task, code = worker.task, worker.kill()
        if not self._started:
            raise WorkerDiedError(
                f"A worker process could not start ({_died(code)}).", hint="Run with --jobs 1, and please report this."
            )
        if task is not None and not schedule.died(task):
            yield failure(
                task.job,
                WorkerDiedError(
                    f"The process that made it died twice ({_died(code)}), the second time alone.",
                    hint="It may need more memory than there is, or trip a fault of a model or a voice.",
                ),
            )

    def _stop_excess(self, schedule: Schedule[JobT], workers: Sequence[_Worker[JobT]]) -> Iterator[Outcome]:
        """Stop the jobs that are over their time or memory, and report them."""
        for worker in workers:
            error = worker.task and self._excess(worker)
            if worker.task and error:
                job = worker.task.job
                worker.kill()
                schedule.ended()
                yield failure(job, error)

    def _excess(self, worker: _Worker[JobT]) -> WorkerDiedError | None:
        if self._seconds and time.monotonic() - worker.began > self._seconds:
            return WorkerDiedError(
                f"It took longer than {self._seconds:g} seconds and was stopped.",
                hint="Raise build.seconds in lattlast.toml, or divide the article.",
            )
        if self._crew.memory and worker.memory() > self._crew.memory:
            return WorkerDiedError(
                f"It needed more than {self._crew.memory // 1_000_000} MB of memory and was stopped.",
                hint="Try it by itself, with --jobs 1, or divide the article.",
            )
        return None


def _hand_out(schedule: Schedule[JobT], workers: Sequence[_Worker[JobT]]) -> bool:
    """Give every idle worker a task, as far as there are any; say whether anything is running."""
    for worker in workers:
        if worker.task is None and (task := schedule.take()) is not None:
            worker.give(task)
    return any(worker.task for worker in workers)


def _died(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


class _Worker(Generic[JobT]):
    """A process with its pipe and its task; one that is gone is started again when it gets a task."""

    def __init__(self, work: Work[JobT], threads: int) -> None:
        self._work = work
        self._threads = threads
        self._process: Any = None
        self.pipe: Connection[Any, Any] | None = None
        self.task: Task[JobT] | None = None
        self.began = 0.0

    def give(self, task: Task[JobT]) -> None:
        """Start a task; its time begins when its process is ready."""
        self.task, self.began = task, time.monotonic()
        if self.pipe is None:
            self.began = math.inf
            self._start()
        with suppress(OSError):  # a pipe that is closed is found by the next look at it
            assert self.pipe is not None
            self.pipe.send(task.job)

    def memory(self) -> int:
        """Give the process's memory in bytes."""
        return memory_of(self._process.pid)

    def kill(self) -> int | None:
        """Kill the process and give its exit code."""
        process, self.task = self._process, None
        if self.pipe is not None:
            self.pipe.close()
        self._process = self.pipe = None
        if process is None:
            return None
        process.kill()
        process.join()
        code: int | None = process.exitcode
        return code

    def end(self) -> None:
        """Let an idle process go; kill one that still works."""
        if self.task is None and self.pipe is not None:
            with suppress(OSError):
                self.pipe.send(None)
            self._process.join(_LAST_WORDS)
        self.kill()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve_jobs, args=(theirs, self._work, self._threads), daemon=True)
        self._process.start()
        theirs.close()


def _serve_jobs(pipe: Connection[Any, Any], work: Work[Any], threads: int) -> None:
    """Do jobs until there are no more: what a worker process runs. Ctrl-C is for the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ[THREADS] = str(threads)
    Thread(target=_end_with_parent, daemon=True).start()
    home = _FarHome(pipe)
    pipe.send(("ready", None))
    with suppress(EOFError, OSError):  # whoever started it is gone
        while (job := pipe.recv()) is not None:
            pipe.send(("ended", attempt(job, work, home)))


def _end_with_parent() -> None:
    """Stop in the middle of a job when the build that asked for it is gone: nobody waits for it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@dataclass(frozen=True, slots=True)
class _FarHome:
    """The home of a job in a worker process, at the other end of the pipe."""

    pipe: Connection[Any, Any]

    def rows(self, keys: Sequence[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = self._ask("rows", list(keys))
        return found

    def add_rows(self, rows: Mapping[str, bytes]) -> None:
        self._ask("add", dict(rows))

    def step(self, step: Step) -> None:
        self.pipe.send(("step", step))

    def _ask(self, kind: str, value: object) -> Any:  # noqa: ANN401  (what came through a pipe)
        self.pipe.send((kind, value))
        answer = self.pipe.recv()
        if isinstance(answer, LattlastError):
            raise answer
        return answer
