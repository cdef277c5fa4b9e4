"""Run jobs: each ends as a Receipt or a Failure, and none takes another with it.

Takes jobs and the function that does one, gives outcomes as they come. It does not know what a job is about.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from lattlast.errors import EXIT_INTERNAL, LattlastError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lattlast.model import Finding

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Receipt:
    """An article that was made: its editions, what a person should look at, and whether anything had to be done."""

    slug: str
    name: str
    tags: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    seconds_of_audio: float = 0.0
    unchanged: bool = False


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


class Executor(Protocol):
    """Do jobs and give their outcomes; a job that fails costs no other."""

    def run(self, jobs: Iterable[JobT], work: Callable[[JobT], Receipt]) -> Iterator[Outcome]: ...


class Serial:
    """Do one job after the other, in this process."""

    def run(self, jobs: Iterable[JobT], work: Callable[[JobT], Receipt]) -> Iterator[Outcome]:
        """Give one outcome for each job, in order."""
        for job in jobs:
            yield attempt(job, work)


def attempt(job: JobT, work: Callable[[JobT], Receipt]) -> Outcome:
    """Do a job; whatever it raises becomes a Failure."""
    try:
        return work(job)
    except LattlastError as error:
        return Failure(job.slug, job.name, error.exit_code, error.message, error.hint)
    except Exception as error:  # the job boundary
        log.debug("Job %s failed", job.slug, exc_info=True)
        return Failure(
            job.slug,
            job.name,
            EXIT_INTERNAL,
            f"lattlast itself failed: {type(error).__name__}: {error}",
            "Please report this, with the article if you may: the other articles are not affected.",
        )
