"""How much of an article is found on the pages that were written for the tests, with its pictures' texts."""

import json

import reading as benchmark
from tests.conftest import ROOT

FLOORS = json.loads((ROOT / "tests" / "quality" / "floors.json").read_text())["reading"]
PAGES = list(benchmark.own_pages())


def test_the_article_is_found_and_hardly_more():
    shares = [benchmark.agreement(page.body, benchmark.by_lattlast(page.html)) for page in PAGES]
    f1, _, _ = benchmark.score(shares)
    assert f1 >= FLOORS["f1"]


def test_captions_and_credits_stay_with_a_picture():
    rates = benchmark.picture_rates(PAGES)
    assert rates["caption_rate"] >= FLOORS["caption_rate"]
    assert rates["credit_rate"] >= FLOORS["credit_rate"]
