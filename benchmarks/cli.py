"""The command line that all benchmarks share: flags are read before anything is measured.

Run a benchmark as a file, from the repository: ``uv run --group benchmarks benchmarks/start.py --json``.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from typing import TypeVar

Figures = TypeVar("Figures", bound=Mapping[str, object])


def parser(description: str | None) -> argparse.ArgumentParser:
    """Make a parser that knows --json and prints the benchmark's own text as its help."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--json", action="store_true", help="print one JSON object")
    return made


def rows(figures: Mapping[str, object]) -> None:
    """Print a figure a line."""
    for name, value in figures.items():
        print(f"{name:32}{json.dumps(value, ensure_ascii=False):>14}")


def report(figures: Figures, options: argparse.Namespace, table: Callable[[Figures], None] = rows) -> None:
    """Print the figures as one JSON object where that was asked for, as a table otherwise."""
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        table(figures)
