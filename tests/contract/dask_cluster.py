"""A Dask scheduler with two workers, started as `dask scheduler` and `dask worker` start them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
_AT_ONCE = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}  # as docs/how-to/cluster.md starts it


@contextmanager
def scheduler(folder: str, *flags: str, workers: int = 2) -> Iterator[str]:
    """Give the address of a scheduler with workers that keep their files in a folder; `flags` go to all of them."""
    with _process("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *flags) as running:
        address = _told(running, r"Scheduler at:\s+(\S+)")
        worker = ("worker", address, "--nworkers", str(workers), "--nthreads", "1", "--local-directory", folder, *flags)
        with _process(*worker, "--no-dashboard", "--host", "127.0.0.1") as started:
            for _ in range(workers):
                _told(started, r"(Registered to)")
            yield address


@contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a Dask command until it is no longer needed."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    started = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path} | _AT_ONCE,
    )
    try:
        yield started
    finally:
        started.terminate()
        started.communicate(timeout=60)


def _told(started: subprocess.Popen[str], pattern: str) -> str:
    """Read what a command says until it says what is waited for."""
    assert started.stderr
    for line in started.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"A Dask command ended without saying {pattern}")
