"""What a stage's version covers: the code and the data that the stage is made of, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from lattlast import stages
from tests.test_architecture import PACKAGE

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
