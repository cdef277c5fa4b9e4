"""Workspaces of generated articles, and builds in them: what benchmarks/batch.py measures.

The articles are of the length of a municipal news item. In place of the translation model a generated one of the same
interface answers at once, and tells what it was asked.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
ENGINE = Path(__file__).parent / "engine"  # with an entry point that goes before the built-in one
QUESTIONS = "BENCHMARK_QUESTIONS"
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


def fresh(folder: Path, size: int, *, short: bool = False) -> Path:
    """Lay out a workspace in which nothing was ever made."""
    return lay_out(Path(tempfile.mkdtemp(dir=folder)) / "w", size, short=short)


def in_fresh(
    folder: Path, size: int, make: Callable[[Path], dict[str, float]], *, short: bool = False
) -> dict[str, float]:
    """Give what `make` measures in a workspace in which nothing was ever made, and clear that away."""
    workspace = fresh(folder, size, short=short)
    measured = make(workspace)
    shutil.rmtree(workspace.parent)
    return measured


def build(folder: Path, *arguments: str) -> dict[str, float]:
    """Build, and give wall seconds, CPU seconds with all workers, and the largest memory of any process in MB.

    `questions` counts the texts that the model was asked for.
    """
    asked = folder / "questions"
    asked.write_bytes(b"")
    environment = os.environ | {"LATTLAST_THREADS": "1", "PYTHONPATH": search_path(), "NO_COLOR": "1"}
    command, began = [sys.executable, "-m", "lattlast", "build", *arguments], time.perf_counter()
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen(  # noqa: S603
            command, cwd=folder, env=environment | {QUESTIONS: str(asked)}, stdout=log, stderr=log
        )
        _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit((folder / "log").read_text(encoding="utf-8"))
    return {
        "wall": time.perf_counter() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1_000,
        "questions": asked.read_bytes().count(b"\n"),
    }


def search_path() -> str:
    """Give the folders in which a process finds the model that answers at once, lattlast and its tests."""
    return os.pathsep.join(map(str, (ENGINE, ROOT / "src", ROOT)))


def least(runs: list[dict[str, float]]) -> dict[str, float]:
    """Give the best of several runs, each figure by itself."""
    return {name: min(run[name] for run in runs) for name in runs[0]}
