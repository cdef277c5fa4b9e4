"""Pages as many systems and newspapers write them, in several languages, against where their article's body stands.

The pages were written for these tests. The comments ``<!--[-->`` and ``<!--]-->`` in them stand around the body; they
are taken out before a page is read.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from lattlast.reading import body_text, read

PAGES = sorted(Path(__file__).with_name("bodies").glob("*.html"))
BODY = re.compile(r"<!--\[-->(.*?)<!--\]-->", re.DOTALL)
MARK = re.compile(r"<!--[\[\]]-->")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_body_of_an_article_is_found_whole_and_hardly_more(page):
    marked = page.read_text(encoding="utf-8")
    wanted = words(html.unescape(re.sub(r"<[^>]+>", " ", " ".join(BODY.findall(marked)))))
    found = words(body_text(read(MARK.sub("", marked).encode(), id=page.stem, media_type="text/html")))
    assert not wanted - found
    assert (found - wanted).total() <= 0.08 * wanted.total()
