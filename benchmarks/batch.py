"""Measure a batch: a run with nothing to do, small changes, two workers against one, growth, and the kill test.

Prints a table, or with --json one object: no_change_seconds, two_workers_speedup, cost_growth, kill_test, and beside
them the figures that they are made of. Articles are generated, and of the length of a municipal news item.

In place of the translation model a generated one of the same interface answers at once, and audio is left out, so that
the figures show what lattlast itself costs for each article: this is what has to stay constant as a batch grows. For
growth, and for the run with nothing to do, the articles are short notices without easy-read, because there are many.

| Figure | What it is |
|---|---|
| `two_workers_speedup` | wall time of each further article with one worker over that with two, best of --rounds |
| `two_workers_efficiency` | the same in CPU time, which other programs on the machine change less |
| `cluster_speedup`, `cluster_efficiency` | the same with two workers of a Dask scheduler on this machine |
| `cost_growth` | CPU time of each further article in the second step of --sizes over that in the first |
| `one_term_changed`, `one_sentence_changed` | what is asked of the model after it, and CPU time |

Two idle cores give about twice the efficiency as a speedup. --large grows from 100 by way of 1,000 to 10,000.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import cli
from batch_workspace import ROOT, build, fresh, in_fresh, lay_out, least, search_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from lattlast.run import Executor

Name = TypeVar("Name", int, tuple[str, int])
_TERM, _IN_ENGLISH = "parkering", "car park"  # no term of the bundled glossary
_LARGE = [100, 1_000, 10_000]


def growth(folder: Path, sizes: Sequence[int], rounds: int) -> dict[str, object]:
    """Build batches of three sizes in one process; give the CPU seconds of each further article, and the memory.

    What a run costs before its first article (word lists, models) is the same for all three and cancels out. The
    smallest is no less than a hundred, because a few articles are lost in the noise of that start.
    """
    figures = in_turn(sizes, lambda size: in_fresh(folder, size, one_worker, short=True), rounds)
    further = {
        large: (figures[large]["cpu"] - figures[small]["cpu"]) / (large - small) for small, large in pairwise(sizes)
    }
    _, middle, largest = sizes
    return {
        "cost_growth": round(further[largest] / further[middle], 3),
        "cpu_seconds_for_each_further_article": {size: round(cost, 4) for size, cost in further.items()},
        "megabytes": {size: round(figure["megabytes"]) for size, figure in figures.items()},
    }


def in_turn(
    names: Sequence[Name], measured: Callable[[Name], dict[str, float]], rounds: int
) -> dict[Name, dict[str, float]]:
    """Measure each in turn, as often as there are rounds, and give the best of each: what else runs hits all alike."""
    every = [{name: measured(name) for name in names} for _ in range(rounds)]
    return {name: least([each[name] for each in every]) for name in names}


def no_change(folder: Path) -> dict[str, object]:
    """Build a workspace of 1,000 articles in which nothing has changed; the best of three."""
    best = least([build(folder) for _ in range(3)])
    return {"no_change_seconds": round(best["wall"], 2), "no_change_cpu_seconds": round(best["cpu"], 2)}


def changes(folder: Path, size: int) -> dict[str, object]:
    """Build, then change one term of the glossary, then one sentence of one article; count what the model is asked."""
    workspace = fresh(folder, size)
    runs = {"first_build": build(workspace, "--jobs", "1")}
    holding = change_a_term(workspace)
    runs["one_term_changed"] = build(workspace, "--jobs", "1")
    change_a_sentence(workspace / "input" / "nytt-0.html")
    runs["one_sentence_changed"] = build(workspace, "--jobs", "1")
    figures = {
        name: {"questions": round(run["questions"]), "cpu_seconds": round(run["cpu"], 1)} for name, run in runs.items()
    }
    return {**figures, "sentences_with_the_term": holding, "articles": size}


def change_a_term(workspace: Path) -> int:
    """Give a term another translation; count the different sentences that hold it."""
    (workspace / "glossary").mkdir()
    (workspace / "glossary" / "terms.csv").write_text(f"sv;en\n{_TERM};{_IN_ENGLISH}\n", encoding="utf-8")
    pages = [path.read_text(encoding="utf-8") for path in (workspace / "input").glob("*.html")]
    lines = [line for page in pages for line in page.replace("<", ". ").split(". ") if _TERM in line]
    return len(set(lines))


def change_a_sentence(path: Path) -> None:
    """Put another sentence in the place of an article's first."""
    before, mark, rest = path.read_text(encoding="utf-8").partition("<p>")
    kept = rest.partition(". ")[2]
    path.write_text(f"{before}{mark}Simhallen i Norrby öppnar igen på fredag. {kept}", encoding="utf-8")


def workers(folder: Path, sizes: tuple[int, int], rounds: int) -> Mapping[str, object]:
    """Build batches of two sizes with one worker, with two, and on a cluster of two; compare what articles cost.

    What a process costs before its first article is paid once, and told apart as `worker_start_cpu_seconds`.
    """
    ways = {"one": one_worker, "two": two_workers} | ({"cluster": on_cluster} if find_spec("distributed") else {})
    small, large = sizes
    runs = [(way, size) for size in sizes for way in ways]
    best = in_turn(runs, lambda run: in_fresh(folder, run[1], ways[run[0]]), rounds)
    further = {way: {name: best[way, large][name] - best[way, small][name] for name in ("wall", "cpu")} for way in ways}
    names = {"two": "two_workers", "cluster": "cluster"}
    ratios = {
        f"{names[way]}_{kind}": round(further["one"][name] / further[way][name], 2)
        for way in ways
        if way != "one"
        for kind, name in (("speedup", "wall"), ("efficiency", "cpu"))
    }
    return ratios | {
        "worker_start_cpu_seconds": round(best["two", small]["cpu"] - best["one", small]["cpu"], 1),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
    }


def one_worker(workspace: Path) -> dict[str, float]:
    """Build in one process."""
    return build(workspace, "--jobs", "1")


def two_workers(workspace: Path) -> dict[str, float]:
    """Build in two processes."""
    return build(workspace, "--jobs", "2")


def on_cluster(workspace: Path) -> dict[str, float]:
    """Build on a Dask scheduler with two local workers; their CPU time, from start to end, counts too."""
    from tests.contract.dask_cluster import scheduler

    before = _used()
    with tempfile.TemporaryDirectory() as scratch, scheduler(scratch) as address:
        run = build(workspace, "--cluster", address)
    return run | {"cpu": _used() - before}


def _used() -> float:
    """Give the CPU seconds of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def kill_test() -> dict[str, dict[str, int]]:
    """Give 30 jobs to each executor: one raises, one kills its worker each time, one kills it once.

    Only the next build survives a death of the process that runs the build, so `serial` gets the raising job alone.
    """
    from lattlast.pool import Pool
    from lattlast.run import Serial
    from lattlast.scheduling import Crew
    from tests.contract.jobs import Memory

    figures = {"serial": ended(Serial(Memory()), killing=False)}
    figures["pool"] = ended(Pool(Memory(), crew=Crew(workers=2, threads=1, memory=0)))
    if find_spec("distributed"):
        figures["cluster"] = killed_on_cluster()
    return figures


def killed_on_cluster() -> dict[str, int]:
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
    figures: dict[str, object] = {**told({"kill_test": kill_test()})}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures |= told(changes(folder, options.articles))
        figures |= told(growth(folder, _LARGE if options.large else options.sizes, options.rounds))
        thousand = lay_out(folder / "1000", 1_000, short=True)
        build(thousand)
        figures |= told(no_change(thousand))
        figures |= told(workers(folder, (8, options.articles), options.rounds))
    return figures


def told(figures: Mapping[str, object]) -> Mapping[str, object]:
    """Tell figures on stderr and pass them on."""
    print(json.dumps(figures), file=sys.stderr, flush=True)
    return figures


def main() -> None:
    """Print the figures."""
    parser = cli.parser(__doc__)
    parser.add_argument("--large", action="store_true", help="grow to 10,000 articles; takes some minutes")
    parser.add_argument("--sizes", type=int, nargs=3, default=[100, 550, 1_000], help="three sizes of batches to grow")
    parser.add_argument("--articles", type=int, default=40, help="articles for changes, and for one and two workers")
    parser.add_argument("--rounds", type=int, default=1, help="times that each batch is built; the best counts")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT)]
    os.environ["PYTHONPATH"] = search_path()
    cli.report(measure(options), options)


if __name__ == "__main__":
    main()
