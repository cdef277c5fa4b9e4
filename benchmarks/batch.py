"""Measure a batch: a run with nothing to do, two workers against one, growth from small to large, and the kill test.

Prints a table, or with --json one object: no_change_seconds, two_workers_speedup, cost_growth, kill_test, and beside
them the figures that they are made of. Articles are generated, and of the length of a municipal news item.

In place of the translation model a generated one of the same interface answers at once, and audio is left out, so that
the figures show what lattlast itself costs for each article: this is what has to stay constant as a batch grows. For
growth, and for the run with nothing to do, the articles are short notices without easy-read, because there are many.
`two_workers_speedup` is the wall time of each further article with one worker over that with two, best of --rounds;
`two_workers_efficiency` is the same in CPU time, which other programs on the machine change less: two idle cores give
about twice that. `cost_growth` is the CPU time of each further article from 100 to
1,000 over that from 10 to 100; --large goes from 100 to 10,000.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import cli

if TYPE_CHECKING:
    import argparse

    from lattlast.run import Executor

ROOT = Path(__file__).parents[1]
ENGINE = Path(__file__).parent / "engine"  # with an entry point that goes before the built-in one
_OPENERS = (
    "Kommunstyrelsen", "Tekniska nämnden", "Skolchefen", "Biblioteket", "Räddningstjänsten", "Fritidsförvaltningen",
    "Hemtjänsten", "Miljönämnden", "Förskolan Tallkotten", "Näringslivskontoret",
)  # fmt: skip
_VERBS = (
    "tar på måndag ställning till", "börjar i höst arbetet med", "bjuder in alla som bor här att tala om",
    "har skickat ut ett förslag på remiss om", "räknar med att spara in på", "söker fler som vill hjälpa till med",
    "flyttar tills vidare", "har fått statligt stöd för",
)  # fmt: skip
_THINGS = (
    "den nya gång- och cykelbanan vid Storgatan", "sophämtningen i Norrby", "avgifterna för barnomsorg",
    "renoveringen av simhallen", "tider för vaccination mot influensa", "parkeringen utanför vårdcentralen",
    "reglerna för serveringstillstånd", "bredband till byarna längs kusten", "snöröjningen på mindre vägar",
)  # fmt: skip
_ENDINGS = (
    ", och beslutet väntas före årsskiftet.", ", skriver kommunen.", ". Frågor besvaras av kontaktcenter.",
    ", vilket kostar omkring 450 000 kronor.", " under tre veckor i mars.", ", om budgeten räcker.",
)  # fmt: skip


def article(number: int, *, sentences: int = 28) -> str:
    """Write an article; each is different, and the same number gives the same text."""
    chosen = random.Random(number)  # noqa: S311  (texts, not secrets)
    parts = (_OPENERS, _VERBS, _THINGS)
    lines = [" ".join(map(chosen.choice, parts)) + chosen.choice(_ENDINGS) for _ in range(sentences)]
    paragraphs = "".join(f"<p>{' '.join(lines[at : at + 4])}</p>" for at in range(0, sentences, 4))
    return f"<html lang=sv><body><main><h1>Nytt från kommunen {number}</h1>{paragraphs}</main></body></html>"


def lay_out(folder: Path, count: int, *, short: bool) -> Path:
    """Write a workspace of generated articles, to be translated by the model that answers at once."""
    (folder / "input").mkdir(parents=True)
    settings = f"[build]\naudio = false\neasy = {'false' if short else 'true'}\n"
    (folder / "lattlast.toml").write_text(settings, encoding="utf-8")
    for number in range(count):
        text = article(number, sentences=3 if short else 28)
        (folder / "input" / f"nytt-{number}.html").write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, *arguments: str) -> dict[str, float]:
    """Build, and give wall seconds, CPU seconds with all workers, and the largest memory of any process in MB."""
    path = os.pathsep.join(map(str, (ENGINE, ROOT / "src", ROOT)))
    environment = os.environ | {"LATTLAST_THREADS": "1", "PYTHONPATH": path, "NO_COLOR": "1"}
    command, began = [sys.executable, "-m", "lattlast", "build", *arguments], time.perf_counter()
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)  # noqa: S603
        _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit((folder / "log").read_text(encoding="utf-8"))
    wall, cpu = time.perf_counter() - began, used.ru_utime + used.ru_stime
    return {"wall": wall, "cpu": cpu, "megabytes": used.ru_maxrss / 1_000}


def growth(folder: Path, sizes: tuple[int, int, int]) -> dict[str, object]:
    """Build batches of three sizes in one process; give the CPU seconds of each further article, and the memory.

    What a run costs before its first article (word lists, models) is the same for all three and cancels out.
    """
    figures = {size: build(lay_out(folder / str(size), size, short=True), "--jobs", "1") for size in sizes}
    further = {
        large: (figures[large]["cpu"] - figures[small]["cpu"]) / (large - small) for small, large in pairwise(sizes)
    }
    _, middle, largest = sizes
    return {
        "cost_growth": round(further[largest] / further[middle], 3),
        "cpu_seconds_for_each_further_article": {size: round(cost, 4) for size, cost in further.items()},
        "megabytes": {size: round(figure["megabytes"]) for size, figure in figures.items()},
    }


def no_change(folder: Path) -> dict[str, object]:
    """Build a workspace of 1,000 articles in which nothing has changed; the best of three."""
    runs = [build(folder) for _ in range(3)]
    return {
        "no_change_seconds": round(min(run["wall"] for run in runs), 2),
        "no_change_cpu_seconds": round(min(run["cpu"] for run in runs), 2),
    }


def workers(folder: Path, sizes: tuple[int, int], rounds: int) -> dict[str, object]:
    """Build batches of two sizes with one worker process and with two, in turn; compare what further articles cost.

    What a process costs before its first article is paid once, and told apart as `worker_start_cpu_seconds`.
    """
    best = {
        (jobs, size): least([build(fresh(folder, size), "--jobs", jobs) for _ in range(rounds)])
        for size in sizes
        for jobs in "12"
    }
    small, large = sizes
    further = {
        (jobs, name): best[jobs, large][name] - best[jobs, small][name] for jobs in "12" for name in ("wall", "cpu")
    }
    start = best["2", small]["cpu"] - best["1", small]["cpu"]
    return {
        "two_workers_speedup": round(further["1", "wall"] / further["2", "wall"], 2),
        "two_workers_efficiency": round(further["1", "cpu"] / further["2", "cpu"], 2),
        "worker_start_cpu_seconds": round(start, 1),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
    }


def fresh(folder: Path, size: int) -> Path:
    """Lay out a workspace in which nothing was ever made."""
    return lay_out(Path(tempfile.mkdtemp(dir=folder)) / "w", size, short=False)


def least(runs: list[dict[str, float]]) -> dict[str, float]:
    """Give the best of several runs, each figure by itself."""
    return {name: min(run[name] for run in runs) for name in runs[0]}


def kill_test() -> dict[str, dict[str, int]]:
    """Give 30 jobs to each executor: one raises, one kills its worker each time, one kills it once.

    Only the next build survives a death of the process that runs the build, so `serial` gets the raising job alone.
    """
    sys.path[:0] = [str(ROOT)]
    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    from lattlast.pool import Pool
    from lattlast.run import Serial
    from lattlast.scheduling import Crew
    from tests.contract.jobs import Memory

    figures = {"serial": ended(Serial(Memory()), killing=False)}
    figures["pool"] = ended(Pool(Memory(), crew=Crew(workers=2, threads=1, memory=0)))
    if find_spec("distributed"):
        figures["cluster"] = on_cluster()
    return figures


def on_cluster() -> dict[str, int]:
    """Put the Dask executor to the test, with two local workers."""
    from lattlast.cluster import Cluster
    from lattlast.config import Cluster as Settings
    from tests.contract.dask_cluster import scheduler
    from tests.contract.jobs import Memory

    with tempfile.TemporaryDirectory() as folder, scheduler(folder) as address:
        return ended(Cluster(Memory(), Settings(address=address)))


def ended(executor: Executor, *, killing: bool = True) -> dict[str, int]:
    """Count jobs that were done, reported and lost."""
    from lattlast.run import Receipt
    from tests.contract import jobs

    given = [job for job in jobs.kill_test() if killing or not job.does.startswith("die")]
    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(executor.run(given, jobs.Behave(Path(folder))))
    done = sum(isinstance(outcome, Receipt) for outcome in outcomes)
    return {"done": done, "reported": len(outcomes) - done, "lost": len(given) - len(outcomes)}


def measure(options: argparse.Namespace) -> dict[str, object]:
    """Measure everything; tell each part on stderr when it is there."""
    sizes = (10, 100, 10_000 if options.large else 1_000)
    figures = told({"kill_test": kill_test()})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures |= told(growth(folder, sizes))
        thousand = folder / "1000" if (folder / "1000").is_dir() else lay_out(folder / "1000", 1_000, short=True)
        if options.large:
            build(thousand)
        figures |= told(no_change(thousand))
        figures |= told(workers(folder, (8, options.articles), options.rounds))
    return figures


def told(figures: dict[str, object]) -> dict[str, object]:
    """Tell figures on stderr and pass them on."""
    print(json.dumps(figures), file=sys.stderr, flush=True)
    return figures


def main() -> None:
    """Print the figures."""
    parser = cli.parser(__doc__)
    parser.add_argument("--large", action="store_true", help="grow to 10,000 articles; takes some minutes")
    parser.add_argument("--articles", type=int, default=40, help="articles for one and two workers")
    parser.add_argument("--rounds", type=int, default=1, help="times that one and two workers are compared")
    options = parser.parse_args()
    cli.report(measure(options), options)


if __name__ == "__main__":
    main()
