"""Models on the command line, from a mirror that is a folder."""

import hashlib
import json

import pytest
from typer.testing import CliRunner

from lattlast.cli import app
from tests.translation.boxes import box


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    """Lay out a workspace whose index is a mirror with two packages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    entries = []
    for source, target in (("sv", "en"), ("en", "fi")):
        (tmp_path / f"{target}.argosmodel").write_bytes(box(source, target))
        entries.append({
            "type": "translate", "from_code": source, "to_code": target, "package_version": "1.9",
            "links": [f"{target}.argosmodel"],
        })  # fmt: skip
    (tmp_path / "index.json").write_text(json.dumps(entries), encoding="utf-8")
    settings = f'[models]\nindex = "{tmp_path}"\n[build]\nlanguages = ["en", "fi"]\n'
    (tmp_path / "lattlast.toml").write_text(settings, encoding="utf-8")


def models(*arguments):
    return CliRunner().invoke(app, ["models", *arguments])


def listed(*arguments):
    return [(row["source"], row["target"]) for row in json.loads(models("list", "--json", *arguments).stdout)]


def test_all_that_the_settings_need_is_installed_once():
    assert listed("--available") == [("sv", "en"), ("en", "fi")]
    run = models("install", "--for-config")
    assert run.exit_code == 0, run.stderr
    assert "Finnish" in run.stdout
    assert listed() == [("en", "fi"), ("sv", "en"), ("sv", "en")]
    again = models("install", "--for-config")
    assert (again.exit_code, again.stdout) == (0, "")
    assert all(row["installed"] for row in json.loads(models("list", "--available", "--json").stdout))


def test_a_pair_is_installed_and_removed():
    assert "English → Finnish" in models("install", "en", "fi").stdout
    assert models("verify").exit_code == 0
    assert models("remove", "en", "fi").exit_code == 0
    assert ("en", "fi") not in listed()


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("install",), 2, "--for-config"),
        (("install", "sv", "en", "--for-config"), 2, "--for-config"),
        (("install", "sv"), 4, "sv en"),
        (("install", "sv", "so"), 3, "Somali"),
        (("install", "gone.argosmodel"), 4, "gone.argosmodel"),
        (("remove", "en", "fi"), 3, "models install en fi"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_code(arguments, code, word):
    run = models(*arguments)
    assert run.exit_code == code
    assert word in run.stderr


def test_each_damaged_model_is_told_and_the_others_are_verified(tmp_path):
    models("install", "--for-config")
    for model in (tmp_path / "data").rglob("model.bin"):
        model.write_bytes(b"damaged")
    run = models("verify", "--json")
    assert run.exit_code == 6
    states = {(row["source"], row["target"], row["state"]) for row in json.loads(run.stdout)}
    assert states == {("en", "fi", "damaged"), ("sv", "en", "damaged"), ("sv", "en", "whole")}
    shown = models("verify")
    assert (shown.exit_code, shown.stdout.count("lattlast models install")) == (6, 2)


def test_an_older_model_that_is_installed_beside_a_newer_one_is_told(tmp_path):
    models("install", "en", "fi")
    (tmp_path / "old.argosmodel").write_bytes(box("en", "fi", version="1.0"))
    run = models("install", "old.argosmodel")
    assert (run.exit_code, "1.9 is newer" in run.stderr) == (0, True)


@pytest.mark.parametrize("arguments", [("install", "en", "fi"), ("install", "fi.argosmodel")])
def test_only_the_package_that_the_settings_name_is_installed(tmp_path, arguments):
    settings = (tmp_path / "lattlast.toml").read_text(encoding="utf-8")
    wanted = hashlib.sha256((tmp_path / "fi.argosmodel").read_bytes()).hexdigest()
    for digest, code in (("0" * 64, 4), (wanted.upper(), 0)):
        asked = settings.replace("[models]", f'[models]\nsha256 = {{ en-fi = "{digest}" }}')
        (tmp_path / "lattlast.toml").write_text(asked, encoding="utf-8")
        run = models(*arguments)
        assert run.exit_code == code
        assert ("SHA-256" in run.stderr) == bool(code)
        assert (("en", "fi") in listed()) == (not code)
