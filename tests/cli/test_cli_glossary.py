"""`lattlast glossary`: what a person who keeps the terms sees."""

import json

import pytest
from typer.testing import CliRunner

from lattlast.cli import app


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lattlast.toml").write_text("[glossary]\nbundled = false\n")
    (tmp_path / "glossary").mkdir()
    return lambda *words: CliRunner().invoke(app, ["glossary", *words])


def test_a_mistake_stops_the_check_and_is_shown_with_its_line(run, tmp_path):
    (tmp_path / "glossary" / "terms.csv").write_text("sv;en;pos\nelev;pupil;\nskola;school;nuon\n")
    result = run("check", "--json")
    assert result.exit_code == 2
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["file"], finding["line"], finding["column"]) == ("terms.csv", 3, "pos")


def test_a_glossary_without_mistakes_passes(run, tmp_path):
    (tmp_path / "glossary" / "terms.csv").write_text("sv;en\nskolbänk;school desk\n")
    assert run("check").exit_code == 0


def test_find_shows_terms_and_parts_of_terms_in_the_order_of_the_text(run, tmp_path):
    (tmp_path / "glossary" / "terms.csv").write_text(
        "sv;en;status\nskolchef;director of education;\nval;election;suggest\n"
    )
    result = run("find", "Efter ett val kommer skolchefer och skolchefsbyten.", "--json")
    assert [(hit["text"], hit["kind"]) for hit in json.loads(result.stdout)] == [
        ("val", "hint"),
        ("skolchefer", "term"),
        ("skolchefsbyten", "compound"),
    ]


def test_find_reads_an_article(run, tmp_path):
    (tmp_path / "glossary" / "terms.csv").write_text("sv;en\nskolbänk;school desk\n")
    (tmp_path / "a.txt").write_text("Nya bänkar\n\nSkolbänkarna är nya. De är gröna.\n")
    assert [hit["text"] for hit in json.loads(run("find", "a.txt", "--json").stdout)] == ["Skolbänkarna"]


def test_a_file_goes_out_and_comes_in_again(run, tmp_path):
    (tmp_path / "glossary" / "terms.csv").write_text("sv;en;fi\nskolbänk;school desk;pulpetti\n")
    assert run("export", "out.tbx").exit_code == 0
    (tmp_path / "glossary" / "terms.csv").unlink()
    assert run("import", "out.tbx").exit_code == 0
    assert "skolbänk" in (tmp_path / "glossary" / "terms-out.csv").read_text(encoding="utf-8-sig")


def test_import_does_not_write_over_a_file(run, tmp_path):
    (tmp_path / "new.csv").write_text("sv;en\nelev;pupil\n")
    assert run("import", "new.csv").exit_code == 0
    again = run("import", "new.csv")
    assert again.exit_code == 5
    assert "--force" in again.stderr
    assert run("import", "new.csv", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("check", "nowhere.csv"), 4, "cannot be read"),
        (("export", "terms.docx"), 2, "is not a format"),
        (("import", "lattlast.toml"), 2, "column “sv” is missing"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(run, words, code, told):
    result = run(*words)
    assert result.exit_code == code
    assert told in result.stderr
