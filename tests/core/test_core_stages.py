"""What a stage's version covers: the code and the data that the stage is made of, and nothing else."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from itertools import chain

import pytest

from lattlast import stages
from tests.test_architecture import PACKAGE, imports

CHANGES_AND_STAGES = {
    "data/review/interface.toml": set(),
    "data/report.html.j2": set(),
    "pool.py": set(),
    "data/reading.toml": {"read"},
    "reading/page.py": {"read"},
    "data/easyread/grammar.toml": {"simplify", "translate"},
    "data/translation/carriers.toml": {"translate"},
    "data/narration/en.toml": {"narrate"},
    "data/strings.toml": {"publish"},
    "text/readability.py": {"read", "simplify", "translate", "publish"},
    "model.py": set(stages.PARTS),
    "languages.py": set(stages.PARTS),
}
TELL = "import json; from lattlast import stages; print(json.dumps({s: stages.fingerprint(s) for s in stages.PARTS}))"
NO_RESULT = {"errors.py", "config.py"}  # what is raised or set is in no result, or in a key by itself


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Give a copy of the package without its models."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(PACKAGE, folder / "lattlast", ignore=shutil.ignore_patterns("*.argosmodel", "__pycache__"))
    return folder / "lattlast"


def versions(package):
    run = subprocess.run([sys.executable, "-c", TELL], cwd=package.parent, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


@pytest.mark.parametrize(("changed", "expected"), CHANGES_AND_STAGES.items())
def test_a_change_gives_a_new_version_to_the_stages_that_it_is_part_of(package, changed, expected):
    before = versions(package)
    (package / changed).write_text((package / changed).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    after = versions(package)
    assert {stage for stage in before if before[stage] != after[stage]} == expected


def covered(stage):
    """List the files that a stage's version covers, by their path in the package."""
    places = [PACKAGE / part for part in (*stages.PARTS[stage], *stages._SHARED)]
    found = chain.from_iterable([place] if place.is_file() else place.rglob("*") for place in places)
    return {path.relative_to(PACKAGE).as_posix() for path in found}


def modules(stage):
    """List the modules of a stage's rooms and all that they import, directly or not."""
    waiting = [path for part in stages.PARTS[stage] for path in (PACKAGE / part).rglob("*.py")]
    found = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [imported for name in imports(path) if (imported := file_of(name))]
    return found


def file_of(name):
    package, *parts = name.split(".")
    path = PACKAGE.joinpath(*parts).with_suffix(".py")
    return path if package == "lattlast" and parts and path.is_file() else None


def tables(path):
    """Name the tables that a module reads, by what is certain of each name."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    for call in (call for call in calls if ast.unparse(call.func) == "packaged.table"):
        (named,) = call.args
        first = named.values[0] if isinstance(named, ast.JoinedStr) else named
        yield ast.literal_eval(first)


@pytest.mark.parametrize("stage", stages.PARTS)
def test_a_version_covers_all_that_the_stage_imports_and_reads(stage):
    found = modules(stage)
    missing = {path.relative_to(PACKAGE).as_posix() for path in found} - NO_RESULT - covered(stage)
    assert not missing, f"put it into stages.PARTS[{stage!r}]"
    read = {f"data/{name}" for path in found - {PACKAGE / "languages.py"} for name in tables(path)}
    unread = {table for table in read if not any(file.startswith(table) for file in covered(stage))}
    assert not unread, f"put it into stages.PARTS[{stage!r}]"
