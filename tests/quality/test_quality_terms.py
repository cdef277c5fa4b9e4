"""The bundled glossary and the starter model together: what share of terms comes out as the glossary says."""

import csv
import re

import pytest

from lattlast import config
from lattlast.assets import Assets
from lattlast.translation import translate_texts
from tests.conftest import ROOT

FLOOR = 0.95
with (ROOT / "tests" / "quality" / "terms.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t"))


@pytest.fixture(scope="module")
def choices(tmp_path_factory):
    assets = Assets(config.load(tmp_path_factory.mktemp("empty"), environment={}))
    return translate_texts(
        [row["sentence"] for row in ROWS],
        source="sv",
        target="en",
        translator=assets.translator(assets.route("en")[0]),
        helps=assets.helps("sv", "en"),
    )


def held(text, accepted):
    return any(re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) for words in accepted.split("|"))


def test_terms_come_out_as_they_have_to(choices):
    lost = [
        (row["term"], choice.text)
        for row, choice in zip(ROWS, choices, strict=True)
        if not held(choice.text, row["accepted"])
    ]
    assert 1 - len(lost) / len(ROWS) >= FLOOR, lost


def test_no_term_is_lost_in_silence(choices):
    for choice in choices:
        missing = [use for use in choice.uses if use.step == "missing"]
        assert len(missing) == sum(finding.code == "term-missing" for finding in choice.findings)
        for use in choice.uses:
            assert use.target in choice.text or use.step == "missing"


def test_no_translation_has_a_doubled_article_or_word(choices):
    doubled = re.compile(r"\b(?:the|an?)\s+(?:the|an?)\b|\b(\w+)\s+\1\b", re.IGNORECASE)
    unflagged = [
        choice.text
        for choice in choices
        if doubled.search(choice.text) and "doubled-words" not in {finding.code for finding in choice.findings}
    ]
    assert not unflagged


def test_articles_agree_with_the_sound_that_follows(choices):
    wrong = re.compile(r"\ba (?=[aeio]\w)|\ban (?=[bcdfgjklmnpqrstvwxz])", re.IGNORECASE)
    enforced = [choice.text for choice in choices if any(use.step == "carrier" for use in choice.uses)]
    assert not [text for text in enforced if wrong.search(text)]
