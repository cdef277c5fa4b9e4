"""Whole pages in the mark-up of each publishing system, against what a person found right when reading them.

The pages were written for these tests. ``UPDATE_GOLDEN=1 pytest tests/reading`` writes the outlines anew; read the
difference before you keep it.
"""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from lattlast.reading import read
from tests.reading.outline import outline

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html")) + sorted(
    Path(__file__).with_name("pages").glob("*.txt")
)
SAMPLES = sorted(Path(__file__).parents[2].joinpath("input").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_reads_as_expected(page):
    golden = page.with_name(f"{page.name}.outline")
    found = outline(read(page.read_bytes(), id=page.stem, source=page.name))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_sample_has_title_lead_and_sections_in_order(sample):
    document = read(sample.read_bytes(), id=sample.stem, source=sample.name)
    assert [block.kind for block in document.blocks[:2]] == ["title", "lead"]
    levels = [block.level for block in document.blocks if block.kind == "heading"]
    assert len(levels) >= 3
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [segment.id for segment in document.segments()] == [
        f"s{number}" for number in range(1, len(list(document.segments())) + 1)
    ]
    assert {finding.severity for finding in document.findings} <= {"info"}
