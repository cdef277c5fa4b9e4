"""Planted translations, written for this: how many bad ones get a Finding, and how many good ones do.

A translator that answers with the planted text stands in for a model, so that all of the room's checks are heard.
"""

import csv
from pathlib import Path

import pytest

from lattlast.model import Block, Document, Segment, renumber
from lattlast.ports import Hypothesis
from lattlast.translation import Helps, translate
from tests.translation.fakes import TermList

SETS = ("planted", "held-out", "languages")


def planted(name):
    text = (Path(__file__).parent / f"translations-{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = [row for name in SETS for row in planted(name)]


class Answer:
    """A model that always says the same."""

    fingerprint, title, starter = "answer", "an answer", False

    def __init__(self, text):
        self.text = text

    def translate(self, texts, *, hypotheses=1, prefixes=None):
        return [[Hypothesis(self.text if text else "", 0.0)] for text in texts]


def warnings(row):
    document = Document("planted", "sv", renumber((Block("paragraph", (Segment("", row["sentence"]),)),)))
    made = translate(document, to=row["lang"], translator=Answer(row["translation"]), helps=Helps(TermList()))
    return [finding.message for finding in made.findings if finding.severity != "info"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["verdict"] == "bad"], ids=lambda row: row["translation"])
def test_a_bad_translation_is_told(row):
    assert warnings(row)


@pytest.mark.parametrize("row", [row for row in ROWS if row["verdict"] == "good"], ids=lambda row: row["translation"])
def test_a_good_translation_is_left_alone(row):
    assert warnings(row) == []
