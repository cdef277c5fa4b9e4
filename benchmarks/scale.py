"""Simulate a national run: 290 municipalities × 5,000 pages × 10 languages, then a night in which 2 % change.

Prints a table, or with --json one object. The times of each stage are those of docs/reference/performance.md; they are
replayed, job by job, through the scheduler that real builds use (`lattlast.scheduling`), with workers that are only a
place in a queue of times. So the simulation counts what a sum cannot: workers that wait for the last article, jobs that
are tried again alone, and the serial work of the process that runs the build.
"""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass

import cli
from lattlast.scheduling import Schedule, Task

MUNICIPALITIES, PAGES, LANGUAGES = 290, 5_000, 10
NIGHTLY = 0.02
_DEATH = 1e-5  # share of jobs whose process dies the first time: out of memory, a fault of a library

# CPU seconds, on one core, for an article of 52 segments with speech: docs/reference/performance.md, 27 November 2026.
ONCE = {"read": 0.3, "simplify": 1.0}
EACH_EDITION = {"narrate": 9.3, "publish": 0.2}
EACH_TRANSLATION = {"translate": 1.5}
AT_HOME = 0.01  # of the process that runs the build: rows looked up, the record, the report
MEGABYTES_EACH_EDITION = 8.8  # pages, MP3, e-book with speech, archive
CACHE_MEGABYTES_EACH_EDITION = 9.0
MODEL_MEGABYTES = 122
BASE_MEGABYTES = 600


@dataclass(frozen=True, slots=True)
class Run:
    """How a simulated run went, in seconds."""

    seconds: float
    busy: float


def simulate(jobs: int, *, workers: int, mean: float, home: float = AT_HOME, seed: int = 1) -> Run:
    """Replay `jobs` through the scheduler; an article's time is spread around the mean as pages' lengths are."""
    chosen = random.Random(seed)  # noqa: S311  (a simulation)
    schedule: Schedule[float] = Schedule(chosen.lognormvariate(-0.32, 0.8) * mean for _ in range(jobs))
    running: list[tuple[float, int, Task[float], bool]] = []
    idle, now, home_free, busy, count = workers, 0.0, 0.0, 0.0, 0
    while True:
        while idle and (task := schedule.take()) is not None:
            dies = task.attempt == 1 and chosen.random() < _DEATH
            heapq.heappush(running, (now + task.job, count, task, dies))
            idle, busy, count = idle - 1, busy + task.job, count + 1
        if not running:
            return Run(max(now, home_free), busy)
        ended, _, task, dies = heapq.heappop(running)
        home_free = max(ended, home_free) + home
        now, idle = max(ended, home_free - home), idle + 1
        if dies:
            schedule.died(task)
        else:
            schedule.ended()


def article_seconds(languages: int) -> float:
    """Give the CPU seconds of an article: two reading levels in every language, and in Swedish."""
    translations = 2 * languages
    editions = translations + 2
    return sum(ONCE.values()) + editions * sum(EACH_EDITION.values()) + translations * sum(EACH_TRANSLATION.values())


def scenarios(sample: int) -> list[dict[str, object]]:
    """Simulate a municipality, and the country with several numbers of workers; large runs from a sample of jobs."""
    mean = article_seconds(LANGUAGES)
    national = MUNICIPALITIES * PAGES
    asked = [
        ("one municipality, first", PAGES, 16),
        ("one municipality, nightly", round(PAGES * NIGHTLY), 16),
        *[(f"country, first, {workers} workers", national, workers) for workers in (100, 1_000, 4_000, 16_000)],
        ("country, nightly, 1000 workers", round(national * NIGHTLY), 1_000),
    ]
    rows = []
    for name, jobs, workers in asked:
        share = min(1.0, max(sample, 40 * workers) / jobs)
        run = simulate(round(jobs * share), workers=workers, mean=mean)
        tail = run.seconds - run.busy / workers  # the end of a run is as long for many jobs as for few
        seconds = max(run.busy / share / workers + tail, jobs * AT_HOME)
        rows.append({
            "scenario": name,
            "jobs": jobs,
            "workers": workers,
            "hours": round(seconds / 3600, 1),
            "utilisation": round(run.busy / share / workers / seconds, 3),
            "home_share": round(jobs * AT_HOME / seconds, 3),
        })  # fmt: skip
    return rows


def measure(sample: int) -> dict[str, object]:
    """Count for the whole country, and simulate the scenarios."""
    national = MUNICIPALITIES * PAGES
    editions = national * 2 * (LANGUAGES + 1)
    return {
        "article_cpu_seconds": round(article_seconds(LANGUAGES), 1),
        "cpu_years": round(national * article_seconds(LANGUAGES) / 3600 / 24 / 365, 1),
        "output_terabytes": round(editions * MEGABYTES_EACH_EDITION / 1e6),
        "cache_terabytes": round(editions * CACHE_MEGABYTES_EACH_EDITION / 1e6),
        "worker_gigabytes": round((BASE_MEGABYTES + LANGUAGES * MODEL_MEGABYTES) / 1000, 1),
        "scenarios": scenarios(sample),
    }


def table(figures: dict[str, object]) -> None:
    """Print the whole country's figures, then a scenario a line."""
    cli.rows({name: value for name, value in figures.items() if name != "scenarios"})
    print(f"\n{'scenario':34}{'jobs':>10}{'workers':>9}{'hours':>9}{'in use':>9}{'home':>8}")
    rows = figures["scenarios"]
    for row in rows if isinstance(rows, list) else ():
        print("{scenario:34}{jobs:>10}{workers:>9}{hours:>9}{utilisation:>9}{home_share:>8}".format(**row))


def main() -> None:
    """Print the scenarios."""
    parser = cli.parser(__doc__)
    parser.add_argument("--sample", type=int, default=20_000, help="jobs that are simulated of a large run")
    options = parser.parse_args()
    cli.report(measure(options.sample), options, table)


if __name__ == "__main__":
    main()
