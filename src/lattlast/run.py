"""Run jobs: each ends as a Receipt or a Failure, and none takes another with it.

Takes jobs and the function that does one, gives outcomes as they come. What a job needs of the process that runs the
build, and what it tells it, goes through its `Home`: only that process opens the index of the cache. It does not know
what a job is about.

| Executor | Where jobs are done | Module |
|---|---|---|
| `Serial` | in this process, one after the other | here |
| `Pool` | in processes of this machine, supervised | `pool` |
| `Cluster` | on the workers of a Dask scheduler | `cluster` |
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from lattlast.errors import EXIT_INTERNAL, LattlastError, WorkerDiedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lattlast.model import Finding

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of an article's edition that is done.

    `cached` says whether the cache had its result, under the key `blob`; `depends_on` names what that key is made of.
    `used_rows` (the beginnings of keys) and `used_blobs` are the smaller parts that went into a result made now.
    """

    stage: str
    article: str
    tag: str
    cached: bool
    segments: int = 0
    seconds: float = 0.0
    depends_on: Mapping[str, str] = field(default_factory=dict)
    blob: str = ""
    used_rows: tuple[str, ...] = ()
    used_blobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """An article that was made: its editions, what a person should look at, and whether anything had to be done.

    `results` holds stage results by their key, where they were made far from the cache and have to be kept.
    """

    slug: str
    name: str
    tags: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    seconds_of_audio: float = 0.0
    unchanged: bool = False
    to_look_at: int = 0
    results: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be made, and why."""

    slug: str
    name: str
    exit_code: int
    message: str
    hint: str


Outcome = Receipt | Failure


class Job(Protocol):
    """Anything that has a slug and a name for people."""

    @property
    def slug(self) -> str: ...

    @property
    def name(self) -> str: ...


JobT = TypeVar("JobT", bound=Job)
JobT_contra = TypeVar("JobT_contra", bound=Job, contravariant=True)


class Home(Protocol):
    """What a job asks of the process that runs the build, and tells it."""

    def rows(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Give the rows of the cache that are there for the keys."""

    def add_rows(self, rows: Mapping[str, bytes]) -> None:
        """Keep rows."""

    def step(self, step: Step) -> None:
        """Hear that a step is done."""


class Work(Protocol[JobT_contra]):
    """Do a job. For an executor with other processes it has to travel there: a function or a plain object."""

    def __call__(self, job: JobT_contra, home: Home) -> Receipt: ...


class Executor(Protocol):
    """Do jobs and give their outcomes as they come; a job that fails, or kills its process, costs no other."""

    def run(self, jobs: Iterable[JobT], work: Work[JobT]) -> Iterator[Outcome]: ...


class Serial:
    """Do one job after the other, in this process."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def run(self, jobs: Iterable[JobT], work: Work[JobT]) -> Iterator[Outcome]:
        """Give one outcome for each job, in order."""
        for job in jobs:
            yield attempt(job, work, self._home)


def attempt(job: JobT, work: Work[JobT], home: Home) -> Outcome:
    """Do a job; whatever it raises becomes a Failure."""
    return caught(job, lambda: work(job, home))


def caught(job: Job, make: Callable[[], Receipt]) -> Outcome:
    """Make something for a job; whatever is raised becomes a Failure."""
    try:
        return make()
    except LattlastError as error:
        return failure(job, error)
    except MemoryError:
        return failure(job, WorkerDiedError("There was not enough memory.", hint="Try it by itself, with --jobs 1."))
    except Exception as error:  # the job boundary
        log.debug("Job %s failed", job.slug, exc_info=True)
        return Failure(
            job.slug,
            job.name,
            EXIT_INTERNAL,
            f"lattlast itself failed: {type(error).__name__}: {error}",
            "Please report this, with the article if you may: the other articles are not affected.",
        )


def failure(job: Job, error: LattlastError) -> Failure:
    """Say that a job ended with an error."""
    return Failure(job.slug, job.name, error.exit_code, error.message, error.hint)
