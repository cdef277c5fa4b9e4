"""Measure what a user waits for before anything is converted: `lattlast --help`, and a build with nothing to do.

Prints a table, or with --json one object: help_seconds, help_ratio, no_change_seconds, no_change_ratio. Ratios are to
starting Python with nothing but Typer, measured in the same run; each figure is the median of several runs.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cli

ROOT = Path(__file__).parents[1]
RUNS = 7


def seconds(*command: str, cwd: Path) -> float:
    """Give the median wall time of a command."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *command], cwd=cwd, check=True, capture_output=True)  # noqa: S603
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def measure() -> dict[str, float]:
    """Build the sample articles in a fresh workspace, then time the three commands."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "input", folder / "input")
        subprocess.run([sys.executable, "-m", "lattlast", "build"], cwd=folder, check=True, capture_output=True)
        bare = seconds("-c", "import typer", cwd=folder)
        helped = seconds("-m", "lattlast", "--help", cwd=folder)
        unchanged = seconds("-m", "lattlast", "build", cwd=folder)
    return {
        "help_seconds": round(helped, 3),
        "help_ratio": round(helped / bare, 2),
        "no_change_seconds": round(unchanged, 3),
        "no_change_ratio": round(unchanged / bare, 2),
    }


def table(figures: dict[str, float]) -> None:
    """Print ratios first."""
    print(f"{'':24}{'ratio':>8}{'seconds':>10}")
    print(f"{'lattlast --help':24}{figures['help_ratio']:>8}{figures['help_seconds']:>10}")
    print(f"{'build, nothing to do':24}{figures['no_change_ratio']:>8}{figures['no_change_seconds']:>10}")


def main() -> None:
    """Print the figures."""
    options = cli.parser(__doc__).parse_args()
    cli.report(measure(), options, table)


if __name__ == "__main__":
    main()
