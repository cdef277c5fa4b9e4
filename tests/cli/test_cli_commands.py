import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT, in_process, lattlast

PAGE = ROOT / "input" / "nytt-badhus.html"


def test_help_names_the_commands(tmp_path):
    run = lattlast("--help", cwd=tmp_path)
    assert all(command in run.stdout for command in ("build", "check", "doctor", "init", "models"))


def test_the_command_line_waits_for_nothing_heavy():
    command = "import sys, lattlast.cli; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(run.stdout.split())
    assert "typer" in loaded
    assert not {"pydantic", "rich", "bs4", "numpy", "babel", "lattlast.pipeline", "lattlast.config"} & loaded


def test_version(tmp_path):
    assert lattlast("--version", cwd=tmp_path).stdout.startswith("lattlast 0.")


def test_check_shows_structure_readability_and_terms(tmp_path):
    run = in_process("check", PAGE, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    for word in ("title", "paragraph", "LIX", "Hard words", "municipal"):
        assert word in run.stdout


def test_check_gives_the_whole_report_as_json(tmp_path):
    report = json.loads(in_process("check", PAGE, "--json", cwd=tmp_path).stdout)
    assert report["document"]["lang"] == "sv"
    assert report["readability"]["lix"] > 20
    assert report["terms"]


@pytest.mark.parametrize(("path", "code"), [("nowhere.html", 4), (".", 4)])
def test_check_names_what_it_cannot_read(tmp_path, path, code):
    run = in_process("check", path, cwd=tmp_path)
    assert run.returncode == code
    assert path in run.stderr


def test_doctor_tries_everything(tmp_path):
    run = in_process("doctor", "--json", cwd=tmp_path)
    lines = {line["part"]: line for line in json.loads(run.stdout)}
    assert run.returncode == 0
    assert lines["sv → en"]["state"] == "note"
    assert "models install sv en" in lines["sv → en"]["hint"]
    assert {lines[part]["state"] for part in ("lattlast", "glossary", "output", "voice sv", "voice en")} == {"good"}


def test_doctor_names_what_is_missing(tmp_path):
    (tmp_path / "lattlast.toml").write_text("[build]\nlanguages = ['en', 'fi', 'so']\n", encoding="utf-8")
    run = in_process("doctor", cwd=tmp_path)
    assert run.returncode == 3
    assert "lattlast models install en fi" in run.stdout
    assert "There is no model for Somali (so)" in run.stdout


def test_init_lays_out_a_workspace_that_builds_and_keeps_what_is_there(tmp_path):
    first = in_process("init", "kommun", cwd=tmp_path)
    assert "kommun/lattlast.toml" in first.stdout
    settings = tmp_path / "kommun" / "lattlast.toml"
    settings.write_text("[build]\naudio = false\n", encoding="utf-8")
    assert "lattlast.toml" not in in_process("init", "kommun", cwd=tmp_path).stdout
    assert settings.read_text(encoding="utf-8") == "[build]\naudio = false\n"
    article = "Sophämtning\n\nVi hämtar sopor på torsdagar."
    (tmp_path / "kommun" / "input" / "a.txt").write_text(article, encoding="utf-8")
    run = in_process("build", cwd=tmp_path / "kommun")
    assert run.returncode == 0, run.stderr


def test_models_lists_and_verifies_the_starter(tmp_path):
    (listed,) = json.loads(in_process("models", "list", "--json", cwd=tmp_path).stdout)
    assert (listed["source"], listed["target"], listed["starter"]) == ("sv", "en", True)
    assert "whole" in in_process("models", "verify", cwd=tmp_path).stdout


def test_models_install_without_a_network_says_what_to_do(tmp_path):
    run = lattlast("models", "install", "sv", "en", cwd=tmp_path, HOME=str(tmp_path))
    assert run.returncode == 3
    assert "argosmodel" in run.stderr
    assert "Traceback" not in run.stderr
