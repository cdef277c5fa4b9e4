"""Jobs that behave and jobs that do not: what worker processes are given in the tests of executors."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lattlast.errors import InputError, OutputError
from lattlast.run import Receipt, Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lattlast.run import Home


@dataclass(frozen=True)
class Job:
    slug: str
    does: str = ""

    @property
    def name(self) -> str:
        return f"input/{self.slug}.html"


@dataclass
class Memory:
    """A home that keeps everything it hears."""

    kept: dict[str, bytes] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    full: bool = False

    def rows(self, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def add_rows(self, rows: Mapping[str, bytes]) -> None:
        if self.full:
            raise OutputError("The cache cannot be written: the disk is full.", hint="Free some space.")
        self.kept.update(rows)

    def step(self, step: Step) -> None:
        self.steps.append(step)


@dataclass(frozen=True)
class Behave:
    """Do a job as it says; `folder` remembers which jobs already killed their process once."""

    folder: Path

    def __call__(self, job: Job, home: Home) -> Receipt:
        getattr(self, f"_{job.does or 'work'}")(job, home)
        return Receipt(job.slug, job.name, ("sv",))

    def _work(self, job: Job, home: Home) -> None:
        if "shared" not in home.rows(["shared", job.slug]):
            home.add_rows({"shared": b"by any"})
        home.add_rows({job.slug: b"done"})
        home.step(Step("read", job.slug, "sv", cached=False, segments=3))

    def _raise(self, job: Job, home: Home) -> None:
        raise ValueError(f"{job.slug} is not well")

    def _refuse(self, job: Job, home: Home) -> None:
        raise InputError("The article is empty.", hint="Write something.")

    def _die(self, job: Job, home: Home) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def _die_once(self, job: Job, home: Home) -> None:
        mark = self.folder / job.slug
        if not mark.exists():
            mark.touch()
            self._die(job, home)
        self._work(job, home)

    def _hang(self, job: Job, home: Home) -> None:
        threading.Event().wait()

    def _swell(self, job: Job, home: Home) -> None:
        held = bytearray(b"x") * 900_000_000
        threading.Event().wait(len(held))


@dataclass(frozen=True)
class Sign:
    """Do a job and sign its receipt."""

    name: str

    def __call__(self, job: Job, home: Home) -> Receipt:
        return Receipt(job.slug, self.name, ("sv",))


def kill_test() -> list[Job]:
    """Give thirty jobs: one raises, one kills its process each time, one kills it once."""
    bad = {5: "raise", 9: "die", 7: "die_once"}
    return [Job(f"a{number}", bad.get(number, "")) for number in range(30)]
