"""Workspaces of many short articles, and what a build left in them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import OFFLINE

if TYPE_CHECKING:
    from pathlib import Path

SWEDISH_ONLY = "[build]\nlanguages = []\neasy = false\naudio = false\n"
TEXTS = (
    "Biblioteket har öppet till klockan 20 varje torsdag under hösten.",
    "Ansök om bygglov senast den 14 mars, så hinner vi svara före sommaren.",
    "Sopkärlen töms på tisdagar i Norrby och på fredagar i Söderby.",
    "Nämnden sköt upp beslutet om den nya skolan till nästa möte.",
    "Fotbollsplanen vid Ekvallen stängs medan gräset läggs om.",
)


def lay_out(folder: Path, count: int, *, settings: str = SWEDISH_ONLY) -> Path:
    """Write a workspace with `count` short articles."""
    (folder / "input").mkdir(parents=True)
    (folder / "lattlast.toml").write_text(settings, encoding="utf-8")
    for number in range(count):
        lines = [f"Nytt från kommunen {number}", TEXTS[number % len(TEXTS)], TEXTS[(number + 2) % len(TEXTS)]]
        (folder / "input" / f"nytt-{number}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a build and let it run."""
    return subprocess.Popen(
        [sys.executable, "-m", "lattlast", "build", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": f"{OFFLINE}{os.pathsep}{os.environ.get('PYTHONPATH', '')}", "NO_COLOR": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def files(folder: Path) -> dict[str, bytes]:
    """Give every file of the output by its path, hidden ones too."""
    output = folder / "output"
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}
