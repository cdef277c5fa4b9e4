"""Gold sentences: what each operation does, and where it must keep its hands off."""

from pathlib import Path

import pytest

from lattlast.easyread import OPERATION_NAMES, Lexicon, simplify
from lattlast.model import Block, Document, Segment

GOLD = [line.split("\t") for line in (Path(__file__).parent / "gold.tsv").read_text(encoding="utf-8").splitlines()]


def easy(lexicon: Lexicon, *texts: str) -> list[str]:
    segments = tuple(Segment(f"s{number}", text) for number, text in enumerate(texts, 1))
    document = Document("a", "sv", (Block("paragraph", segments),))
    return [segment.text for segment in simplify(document, lexicon=lexicon).document.segments()]


@pytest.mark.parametrize(("operation", "source", "expected"), GOLD, ids=[f"{row[0]}: {row[1][:40]}" for row in GOLD])
def test_gold(operation, source, expected, lexicon):
    assert easy(lexicon, source) == expected.split(" | ")


def test_every_operation_has_a_gold_sentence_that_it_changes():
    changed = {operation for operation, source, expected in GOLD if source != expected}
    assert set(OPERATION_NAMES) <= changed


@pytest.mark.parametrize("source", [row[1] for row in GOLD])
def test_a_second_run_changes_nothing(source, lexicon):
    first = easy(lexicon, source)
    assert easy(lexicon, *first) == first
