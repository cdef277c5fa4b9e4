"""The glossary's files as Swedish Excel wants them."""

import pytest

from lattlast.assets import TABLES
from lattlast.text.tables import read_table
from tests.conftest import ROOT

_MOST_WORDS = 20


@pytest.mark.parametrize("table", TABLES)
def test_a_bundled_table_opens_in_swedish_excel_and_is_whole(table):
    data = (ROOT / "glossary" / f"{table}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    header = data.decode("utf-8-sig").splitlines()[0]
    assert ";" in header
    rows = read_table(data, name=table)
    assert rows
    assert all(len(row.cells) == len(header.split(";")) for row in rows)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("save", ["comma", "no mark"])
def test_a_table_that_was_saved_otherwise_reads_the_same(table, save):
    data = (ROOT / "glossary" / f"{table}.csv").read_bytes()
    rows = [row.cells for row in read_table(data, name=table)]
    if save == "no mark":
        saved = data.removeprefix(b"\xef\xbb\xbf")
    else:
        quoted = [
            ",".join('"' + cell.replace('"', '""') + '"' for cell in row.values())
            for row in (dict(zip(rows[0], rows[0], strict=True)), *rows)
        ]
        saved = "\n".join(quoted).encode("utf-8-sig")
    assert [row.cells for row in read_table(saved, name=table)] == rows


def test_a_term_that_is_explained_in_swedish_is_explained_in_one_or_two_short_english_sentences():
    rows = read_table((ROOT / "glossary" / "terms.csv").read_bytes(), name="terms")
    explained = {row.cells["id"]: row.cells["en_definition"] for row in rows if row.cells["definition"]}
    assert [term for term, words in explained.items() if not words.endswith(".")] == []
    assert [term for term, words in explained.items() if len(words.split()) > _MOST_WORDS] == []
