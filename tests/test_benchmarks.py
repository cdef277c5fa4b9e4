"""Each benchmark is started in the same way, as a file, and reads its flags before it measures."""

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
STARTED = sorted(path.name for path in FOLDER.glob("*.py") if "def main()" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", STARTED)
def test_an_unknown_flag_stops_a_benchmark_before_it_measures(name):
    command = [sys.executable, FOLDER / name, "--jsn"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 2, told.stderr
    assert told.stderr.startswith("usage: ")
    assert not told.stdout
