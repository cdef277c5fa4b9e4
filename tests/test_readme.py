"""What the README shows works as it stands."""

import re
import shutil
import subprocess
import sys

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_runs_as_it_is_written(tmp_path):
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len([line for line in example.splitlines() if line]) == 5
    shutil.copytree(ROOT / "input", tmp_path / "input")
    check = "\nassert all(page.is_file() for page in pages) and len(pages) == 3"
    subprocess.run([sys.executable, "-c", example + check], cwd=tmp_path, check=True, timeout=120)


def test_everything_that_is_linked_is_there():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
