"""What all tests share: the sample articles, and a workspace in which they were built once."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from typer.testing import CliRunner

from lattlast.cli import app

ROOT = Path(__file__).parents[1]
OFFLINE = ROOT / "tests" / "offline"

# A busy machine is no fault of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@dataclass(frozen=True)
class Built:
    """A workspace after `lattlast build`, and how that ended."""

    folder: Path
    run: subprocess.CompletedProcess[str]

    @property
    def output(self) -> Path:
        return self.folder / "output"


def lattlast(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process that may not open a connection."""
    return subprocess.run(
        [sys.executable, "-m", "lattlast", *map(str, arguments)],
        cwd=cwd,
        env=os.environ
        | {"PYTHONPATH": f"{OFFLINE}{os.pathsep}{ROOT / 'src'}", "NO_COLOR": "1", "COLUMNS": "120"}
        | environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def in_process(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in this process: the same words and answers, without loading engines and word lists again."""
    with contextlib.chdir(cwd):
        run = CliRunner().invoke(app, [*map(str, arguments)], env={"NO_COLOR": "1", "COLUMNS": "120"})
    return subprocess.CompletedProcess(arguments, run.exit_code, run.stdout, run.stderr)


@pytest.fixture(autouse=True, scope="session")
def _home(tmp_path_factory):
    """Keep packages that the developer has installed out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.delenv("ARGOS_PACKAGES_DIR", raising=False)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    """Build the sample articles once, in a fresh workspace, without a network."""
    folder = tmp_path_factory.mktemp("workspace")
    shutil.copytree(ROOT / "input", folder / "input")
    return Built(folder, lattlast("build", cwd=folder))
