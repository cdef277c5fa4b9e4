"""A Dask scheduler with two workers, started as `dask scheduler` and `dask worker` start them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.conftest import ROOT


@contextmanager
def process(*arguments, environment=None):
    """Run a Dask command until the test is done."""
    started = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"} | (environment or {}),
    )
    try:
        yield started
    finally:
        started.terminate()
        started.communicate(timeout=30)


def told(started, pattern):
    """Read what a command says until it says what is waited for."""
    for line in started.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"{started.args} ended without saying {pattern}")


@pytest.fixture(scope="session")
def scheduler(tmp_path_factory):
    """Give the address of a scheduler with two workers."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    folder = str(tmp_path_factory.mktemp("dask"))
    at_once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with process("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", environment=at_once) as running:
        address = told(running, r"Scheduler at:\s+(\S+)")
        worker = ("worker", address, "--nworkers", "2", "--nthreads", "1", "--local-directory", folder)
        with process(*worker, "--no-dashboard", "--host", "127.0.0.1") as workers:
            told(workers, r"(Registered to)")
            told(workers, r"(Registered to)")
            yield address
