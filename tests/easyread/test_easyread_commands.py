"""Easy-read on the command line: what a check tells about it, and each sentence's account as JSON."""

import json

import pytest
from typer.testing import CliRunner

from lattlast.cli import app
from tests.conftest import ROOT

PAGE = str(ROOT / "input" / "nytt-badhus.html")


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def lattlast(*arguments):
    run = CliRunner().invoke(app, arguments)
    assert run.exit_code == 0, run.stderr
    return run


def test_json_accounts_for_each_sentence():
    text = "Kursen äger rum i maj, vilket passar många. Vi ses. Den som erhåller avslag har rätt att överklaga."
    line = json.loads(lattlast("text", "simplify", "--json", text).stdout)
    assert line["source"] == text
    assert line["text"].startswith("Kursen är i maj. Det passar många. Vi ses.")
    first, second, third = line["sentences"]
    assert first["sentences"] == ["Kursen är i maj.", "Det passar många."]
    assert {step["operation"] for step in first["steps"]} == {"which", "words"}
    for step in first["steps"]:
        assert set(step) == {"operation", "reason", "before", "after", "wordings", "gate"}
        assert step["reason"]
        assert step["gate"] == ""
    assert (second["sentences"], second["steps"], second["stopped"]) == (["Vi ses."], [], [])
    assert "rights" in {step["gate"] for step in third["stopped"]}


def test_a_check_compares_with_the_easy_text():
    report = json.loads(lattlast("check", PAGE, "--json").stdout)
    before, after = report["readability"], report["easy_read"]["readability"]
    assert after["words_per_sentence"] < before["words_per_sentence"]
    assert after["lix"] < before["lix"]
    hard = report["easy_read"]["still_hard"]
    assert hard
    assert all(one["text"] and one["reason"].startswith("Still hard: ") for one in hard)


def test_a_check_shows_what_stays_hard_and_why():
    shown = lattlast("check", PAGE).stdout
    assert "Easy-read: LIX 37 → 3" in shown
    assert "Still hard:" in shown


def test_a_check_asks_no_model(tmp_path):
    settings = '[simplify]\nmodel_url = "http://model.invalid/v1"\n'
    (tmp_path / "lattlast.toml").write_text(settings, encoding="utf-8")
    assert "model.invalid" not in lattlast("check", PAGE).stderr


def test_it_is_told_before_a_sentence_leaves_the_machine(tmp_path):
    settings = '[simplify]\nmodel_url = "http://model.invalid/v1"\nmodel_timeout = 1\n'
    (tmp_path / "lattlast.toml").write_text(settings, encoding="utf-8")
    assert "sent to model.invalid" in lattlast("text", "simplify", "Vi ses.").stderr


def test_nothing_is_told_of_a_model_on_this_machine(tmp_path):
    settings = '[simplify]\nmodel_url = "http://127.0.0.1:9/v1"\n'
    (tmp_path / "lattlast.toml").write_text(settings, encoding="utf-8")
    assert "sent to" not in lattlast("text", "simplify", "Vi ses.").stderr
