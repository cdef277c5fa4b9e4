"""epubcheck finds neither an error nor a warning in any book, with sound and without, from right to left, or odd."""

from dataclasses import replace

import pytest

from tests.browser import checkers
from tests.browser.conftest import SITE
from tests.publishing import editions
from tests.publishing.editions import PNG, SVG
from tests.publishing.pages import files

pytestmark = pytest.mark.browser


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
def test_epubcheck_finds_nothing(audio, tmp_path, make, name):
    images = {"brygga.svg": SVG, "../../etc/passwd": PNG}
    path = tmp_path / "book.epub"
    path.write_bytes(files(*make(audio), site=SITE, images=images)[name])
    assert checkers.epubcheck(path, report=tmp_path / "report.json") == []
