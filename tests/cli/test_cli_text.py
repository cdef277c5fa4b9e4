"""Single texts on the command line: one line out for each line in."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from lattlast.cli import app


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def text(*arguments, given=""):
    return CliRunner().invoke(app, ["text", *arguments], input=given)


def test_a_text_is_translated_with_the_municipality_s_terms():
    run = text("translate", "Kommundirektören svarar i dag.\nVälkommen!")
    assert run.exit_code == 0, run.stderr
    assert run.stdout.count("\n") == 1
    assert "municipal chief executive" in run.stdout.lower()


@pytest.mark.parametrize("command", ["translate", "simplify", "spoken"])
def test_each_line_of_stdin_gives_one_line_in_its_place(command):
    lines = "Skolan är stängd.\n\n  \nBiblioteket är öppet. Det är varmt.\r\nRing växeln"
    run = text(command, "-", given=lines.encode("utf-8-sig"))
    assert run.exit_code == 0, run.stderr
    made = run.stdout.split("\n")
    assert [bool(line.strip()) for line in made] == [True, False, False, True, True, False]
    assert not made[0].startswith("\ufeff")


def test_json_gives_an_object_for_each_line():
    run = text("translate", "--json", given="Kommundirektören svarar.\n\n")
    first, second = (json.loads(line) for line in run.stdout.splitlines())
    assert first["source"] == "Kommundirektören svarar."
    assert [use["target"].lower() for use in first["terms"]] == ["municipal chief executive"]
    assert second == {"source": "", "text": "", "terms": [], "findings": []}


def test_a_line_comes_back_before_the_next_is_written(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "lattlast", "text", "spoken"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line, wanted in ((b"Kl. 10\n", b"tio"), (b"Kl. 11\n", b"elva")):
            process.stdin.write(line)
            process.stdin.flush()
            assert wanted in process.stdout.readline()
        process.stdin.close()


@pytest.mark.parametrize(
    ("arguments", "given", "code", "word"),
    [
        (("translate", "--to", "fi"), b"Hej.\n", 3, "models install"),
        (("translate", "--to", "sv"), b"Hej.\n", 2, "--to"),
        (("translate", "--to", "klingonska"), b"Hej.\n", 2, "klingonska"),
        (("spoken",), b"Hej.\n\xe5\n", 4, "Line 2"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_code(arguments, given, code, word):
    run = text(*arguments, given=given)
    assert run.exit_code == code
    assert word in run.stderr
