import pytest

from lattlast.errors import ConfigError
from lattlast.text.tables import read_table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_table_reads_the_same_however_a_spreadsheet_saved_it(encoding, delimiter, line_end):
    lines = [delimiter.join(("sv", "en")), delimiter.join(("nämnd", "committee")), delimiter.join(("råd", "council"))]
    rows = read_table(line_end.join(lines).encode(encoding), name="terms.csv")
    assert [dict(row.cells) for row in rows] == [{"sv": "nämnd", "en": "committee"}, {"sv": "råd", "en": "council"}]
    assert [row.line for row in rows] == [2, 3]


def test_empty_lines_and_comments_are_no_rows():
    rows = read_table(b"sv;en\n\n# in the works\n;;\nvattenverk;waterworks\n", name="terms.csv")
    assert [(row.line, row.cells["sv"]) for row in rows] == [(5, "vattenverk")]


def test_a_cell_may_hold_several_values():
    (row,) = read_table(b"sv;en\nkontor;office | bureau|\n", name="terms.csv")
    assert row.values("en") == ("office", "bureau")
    assert row.values("fi") == ()


def test_a_missing_column_is_named_with_the_file():
    with pytest.raises(ConfigError, match=r"terms\.csv, line 1: column “en” is missing"):
        read_table(b"sv;english\nx;y\n", name="terms.csv", required=("sv", "en"))
