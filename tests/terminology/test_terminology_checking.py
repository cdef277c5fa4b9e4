"""Checking glossary files before they are used, the bundled one included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lattlast.terminology import check, load_termbase
from lattlast.text import tables

BUNDLED = Path(__file__).parents[2] / "glossary" / "terms.csv"


@pytest.fixture(scope="module")
def bundled() -> bytes:
    return BUNDLED.read_bytes()


@pytest.mark.parametrize(
    ("table", "code", "place"),
    [
        ("sv;en\nelev;pupil\nelev;pupil\n", "term-duplicate", "terms.csv, line 3, column sv:"),
        ("sv;en\nelev;pupil\nelev;student\n", "term-contradiction", "terms.csv, line 3, column en:"),
        ("id;sv;en\n1;elev;pupil\n1;skola;school\n", "term-contradiction", "terms.csv, line 3, column en:"),
        ("sv;en\nskolbänk;\n", "term-untranslated", "terms.csv, line 2, column en:"),
        ("sv;en;en_forbidden\nelev;pupil;student|Pupil\n", "term-forbidden-allowed", "line 2, column en_forbidden:"),
        ("sv;emn\nelev;pupil\n", "term-column", "line 1, column emn: unknown, so it is not used. Did you mean “en”?"),
        ("sv;en;en_admited\nelev;pupil;\n", "term-column", "Did you mean “en_admitted”?"),
        ("sv;en;defnition\nelev;pupil;\n", "term-column", "Did you mean “definition”?"),
        ("sv;en\nmål;goal\n", "term-common", "terms.csv, line 2, column sv: “mål” is an everyday word."),
    ],
)
def test_what_is_wrong_is_named_with_its_place(table: str, code: str, place: str) -> None:
    assert any(f.code == code and place in f.message for f in check([("terms.csv", table.encode())]))


@pytest.mark.parametrize(
    "table",
    [
        "sv;en;fi;prs;sv_forms\nskolbänk;school desk;;;\n",
        "sv;en;status\nmål;goal;suggest\n",
        "sv;status\nelev;off\n",
        "sv;en\n# a comment\nskolbänk;school desk\n",
    ],
)
def test_nothing_is_said_where_nothing_is_wrong(table: str) -> None:
    assert check([("terms.csv", table.encode())]) == ()


def test_a_line_that_the_bundled_file_completes_is_no_fault() -> None:
    assert check([("own.csv", b"sv;fi\nskolstig;koulupolku\n"), ("terms.csv", b"sv;en\nskolstig;school path\n")]) == ()


def test_the_bundled_terms_have_no_faults(bundled: bytes) -> None:
    assert [f.message for f in check([("terms.csv", bundled)]) if f.severity != "info"] == []


def test_every_bundled_term_has_english_and_an_easy_definition(bundled: bytes) -> None:
    for term in load_termbase([("terms.csv", bundled)]).terms:
        assert term.terms["en"], term.id
        assert term.definition.endswith("."), term.id
        assert all(len(sentence.split()) <= 18 for sentence in term.definition.split(".")), term.id


def test_the_bundled_file_survives_a_spreadsheet(bundled: bytes) -> None:
    rows = tables.read_table(bundled, name="terms.csv")
    cells = [cell for row in rows for cell in row.cells.values()]
    harmed = re.compile(r"[=+\-@]|\d+([.,/:-]\d+)*$|\d{1,2}[ -](jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)")
    assert [cell for cell in cells if harmed.match(cell)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kommunfullmäktige valde kommunstyrelsens ordförande och två vice ordförande.",
            {
                "Kommunfullmäktige": "municipal council",
                "kommunstyrelsens ordförande": "chair of the municipal executive board",
            },
        ),
        (
            "Kommundirektörens tjänstemän hjälper de förtroendevalda.",
            {
                "Kommundirektörens": "municipal chief executive",
                "tjänstemän": "public official",
                "förtroendevalda": "elected representative",
            },
        ),
        ("Ansök om bygglov och betala tillsynsavgiften med e-legitimation.", {"tillsynsavgiften": "supervision fee"}),
        ("Ring hemtjänsten eller biståndshandläggaren.", {"hemtjänsten": "home help"}),
    ],
)
def test_the_bundled_terms_are_found(bundled: bytes, text: str, found: dict[str, str]) -> None:
    matches = load_termbase([("terms.csv", bundled)]).find(text)
    english = {text[match.start : match.end]: match.term.terms["en"][0] for match in matches}
    assert found.items() <= english.items()


@pytest.mark.parametrize(
    "text",
    [
        "Han är tom på ord men köpte en gammal bil åt sin son.",
        "Motion är bra för kroppen, och du kan själv välja hur fort du går.",
        "Det är tomt i huset, och hyran av en lokal tidning var ingen vits.",
        "Hon gjorde sitt val och gick i mål efter två mil.",
        "I praktiken tar det ett dygn i närheten av en ort vid havet.",
    ],
)
def test_everyday_words_are_not_taken_for_terms(bundled: bytes, text: str) -> None:
    assert load_termbase([("terms.csv", bundled)]).find(text) == []
