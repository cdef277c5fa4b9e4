"""The starter model with all that lattlast does around it: how near its English comes to a person's."""

import json

import pytest
import sacrebleu

from lattlast import config
from lattlast.assets import Assets
from lattlast.translation import translate_texts
from tests.conftest import ROOT

QUALITY = ROOT / "tests" / "quality"
FLOORS = json.loads((QUALITY / "floors.json").read_text())["translation"]
ROWS = [line.split("\t") for line in (QUALITY / "held-out.tsv").read_text("utf-8").splitlines()]
PAIRS = [(sv, en) for source, sv, en in ROWS if source == "held-municipal"]


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    assets = Assets(config.load(tmp_path_factory.mktemp("empty"), environment={}))
    engine, helps = assets.translator(assets.route("en")[0]), assets.helps("sv", "en")
    texts = [sv for sv, _ in PAIRS]
    return [choice.text for choice in translate_texts(texts, source="sv", target="en", translator=engine, helps=helps)]


def test_the_set_has_three_hundred_different_sentences():
    assert len({sv for sv, _ in PAIRS}) == 300


def test_the_english_is_as_near_to_a_persons_as_it_was(english):
    assert sacrebleu.corpus_chrf(english, [[en for _, en in PAIRS]]).score >= FLOORS["chrf"]


def test_no_sentence_comes_out_empty(english):
    assert all(text.strip() for text in english)
