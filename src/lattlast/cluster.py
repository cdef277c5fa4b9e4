"""The executor for many machines: jobs go to a Dask scheduler by its address, and come back as outcomes.

Takes jobs and the work, gives outcomes. A job travels with the rows of the cache that it may need and comes back with
those that it made, so that workers need neither the workspace nor the cache. Dask moves the jobs of a worker that dies
to another; the job that keeps killing workers is tried once more, alone, and then reported. It does not know what a
job is about.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lattlast.errors import ConfigError, LattlastError, WorkerDiedError
from lattlast.run import JobT, attempt, failure
from lattlast.scheduling import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lattlast.config import Cluster as Settings
    from lattlast.run import Home, Outcome, Step, Work
    from lattlast.scheduling import Task

Dask = Any  # what an optional library without types gives

_CONNECT_SECONDS = 30
_POLL_SECONDS = 0.05
_ALONE_SECONDS = 120
_WINDOW = 2  # jobs given out for each place to work, so that none stands idle and few are under way
_INSTALL = "Install the same lattlast on every machine: pip install 'lattlast[cluster]'"


@dataclass(frozen=True, slots=True)
class Reply:
    """How a job ended, what it told, and the rows that it made."""

    outcome: Outcome
    steps: tuple[Step, ...] = ()
    rows: Mapping[str, bytes] = field(default_factory=dict)


class Cluster:
    """Do jobs on the workers of a Dask scheduler.

    `check` is run on every worker before the first job and has to give there what it gives here; it says what is
    installed. `rows` gives what a job may need of the cache. No job may take longer than `seconds`; 0 is no limit.
    """

    def __init__(
        self,
        home: Home,
        settings: Settings,
        *,
        check: Callable[[], Mapping[str, str]] | None = None,
        rows: Callable[[Any], Mapping[str, bytes]] = lambda _job: {},
        seconds: float = 0,
    ) -> None:
        self._home = home
        self._settings = settings
        self._check = check
        self._rows = rows
        self._seconds = seconds
        self._name = uuid.uuid4().hex  # several builds may share a scheduler, where a key is known to all

    def run(self, jobs: Iterable[JobT], work: Work[JobT]) -> Iterator[Outcome]:
        """Give one outcome for each job, in the order in which they end."""
        with _connected(self._settings) as client:
            self._compare(client)
            schedule: Schedule[JobT] = Schedule(jobs)
            under_way: dict[str, Task[JobT]] = {}
            completed = _dask().as_completed(loop=client.loop, with_results=True, raise_errors=False)
            self._hand_out(client, schedule, under_way, completed, work)
            for future, result in _as_they_end(client, completed, under_way):
                outcome = self._ended(future, result, under_way.pop(future.key), schedule)
                if outcome is not None:
                    yield outcome
                self._hand_out(client, schedule, under_way, completed, work)

    def _hand_out(
        self,
        client: Dask,
        schedule: Schedule[JobT],
        under_way: dict[str, Task[JobT]],
        completed: Dask,
        work: Work[JobT],
    ) -> None:
        """Keep a few jobs under way for each place to work."""
        places = max(1, sum(client.nthreads().values()))
        while len(under_way) < _WINDOW * places and (task := schedule.take()) is not None:
            key = f"lattlast-{self._name}-{task.job.slug}-{task.attempt}"
            rows = dict(self._rows(task.job))
            future = client.submit(do, task.job, work, rows, seconds=self._seconds, key=key, pure=False)
            under_way[future.key] = task
            completed.add(future)

    def _ended(self, future: Dask, result: Dask, task: Task[JobT], schedule: Schedule[JobT]) -> Outcome | None:
        """Take in what a job made; None where it gets another try."""
        if future.status == "finished":
            schedule.ended()
            self._home.add_rows(result.rows)
            for step in result.steps:
                self._home.step(step)
            outcome: Outcome = result.outcome
            return outcome
        error = result[1] if isinstance(result, tuple) else None
        if future.status == "error" and not isinstance(error, _dask().KilledWorker):
            schedule.ended()
            return failure(task.job, WorkerDiedError(f"A worker could not do it: {error}", hint=_INSTALL))
        if schedule.died(task):
            return None
        return failure(
            task.job,
            WorkerDiedError(
                "Every worker that made it died, the last time with nothing else under way.",
                hint=f"It may need more memory{self._or_time} than it gets, or trip a fault of a model or a voice.",
            ),
        )

    @property
    def _or_time(self) -> str:
        return f" or more time (build.seconds: {self._seconds:g} seconds)" if self._seconds else ""

    def _compare(self, client: Dask) -> None:
        """Stop before the first job where a worker has another version or another model."""
        if self._check is None:
            return
        here = self._check()
        for worker, there in _asked(client, self._check).items():
            for part, wanted in here.items():
                if there.get(part) != wanted:
                    raise ConfigError(
                        f"The worker {worker} has another {part}: {there.get(part, 'none')}, and here it is {wanted}.",
                        hint=f"{_INSTALL}, with the same models.",
                    )


def _as_they_end(client: Dask, completed: Dask, under_way: Mapping[str, object]) -> Iterator[tuple[Dask, Dask]]:
    """Give futures as they end; stop where there has been no worker for a while."""
    seen = time.monotonic()
    while under_way:
        if completed.has_ready():
            yield from completed.next_batch(block=False)
            seen = time.monotonic()
            continue
        time.sleep(_POLL_SECONDS)
        if time.monotonic() - seen > _ALONE_SECONDS:
            if not client.nthreads():
                raise WorkerDiedError("All workers of the cluster are gone.", hint="Start workers and run it again.")
            seen = time.monotonic()


def do(job: JobT, work: Work[JobT], rows: Mapping[str, bytes], *, seconds: float = 0) -> Reply:
    """Do a job on a worker; a worker with a job that takes longer than `seconds` ends, and its nanny starts another."""
    home = _Luggage(dict(rows))
    with _no_longer_than(seconds):
        outcome = attempt(job, work, home)
    return Reply(outcome, tuple(home.steps), home.made)


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """End this process where the work takes too long: a thread that hangs cannot be stopped otherwise."""
    timer = threading.Timer(seconds, os._exit, [1])
    timer.daemon = True
    if seconds:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


@dataclass(slots=True)
class _Luggage:
    """The home of a job on a far machine: what it brought, and what it will take back."""

    brought: dict[str, bytes]
    made: dict[str, bytes] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def rows(self, keys: Sequence[str]) -> dict[str, bytes]:
        known = self.brought | self.made
        return {name: known[name] for name in keys if name in known}

    def add_rows(self, rows: Mapping[str, bytes]) -> None:
        self.made.update(rows)

    def step(self, step: Step) -> None:
        self.steps.append(step)


def _asked(client: Dask, check: Callable[[], Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    try:
        answers: Mapping[str, Mapping[str, str]] = client.run(check)
    except LattlastError:
        raise
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"A worker of the cluster has another lattlast, or none: {error}.", hint=_INSTALL) from error
    return answers


@contextmanager
def _connected(settings: Settings) -> Iterator[Dask]:
    dask = _dask()
    try:
        client = dask.Client(
            settings.address, security=_security(settings), timeout=_CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, ValueError, TypeError, TimeoutError) as error:
        raise ConfigError(
            f"There is no Dask scheduler at {settings.address}: {error}.",
            hint="Start one with `dask scheduler`, and workers with `dask worker ADDRESS`; see docs/how-to/cluster.md.",
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
            yield client
        except TimeoutError as error:
            raise ConfigError(
                f"The scheduler at {settings.address} has no workers.", hint=f"dask worker {settings.address}"
            ) from error
        except dask.comm.CommClosedError as error:
            raise WorkerDiedError(
                f"The scheduler at {settings.address} is gone.", hint="Start it and run the command again."
            ) from error


def _dask() -> Dask:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise ConfigError(
            "--cluster needs a library that is not here.", hint="pip install 'lattlast[cluster]'"
        ) from error


def _security(settings: Settings) -> Dask:
    """Give the certificates for an encrypted connection, or None where there are none; raise where one is missing."""
    named = {name: getattr(settings, name) for name in ("ca", "certificate", "key")}
    if not any(named.values()) and not settings.address.startswith("tls://"):
        return None
    for name, path in named.items():
        if not Path(path).is_file():
            raise ConfigError(
                f"An encrypted connection needs cluster.{name}, and there is no file “{path}”.",
                hint="Name the files in lattlast.toml, as docs/how-to/cluster.md shows.",
            )
    return _dask().Security(
        tls_ca_file=settings.ca,
        tls_client_cert=settings.certificate,
        tls_client_key=settings.key,
        require_encryption=True,
    )
