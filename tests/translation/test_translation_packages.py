"""Packages: what is installed is whole, what is not is refused, and what was there before still works."""

import pytest

from lattlast.errors import EngineError, EngineMissingError, InputError, OutputError
from lattlast.translation import packages
from lattlast.translation.argos import ArgosTranslator
from tests.translation.boxes import SHAPE, box, install, starter_as


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give every test an empty home."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    return tmp_path


def test_the_starter_model_is_there_and_whole():
    package = packages.find("sv", "en")
    assert package.starter
    packages.verify(package)
    assert "starter" in package.title


def test_an_installed_package_goes_before_the_starter(home):
    installed = install(home, starter_as("sv", "en"))
    assert packages.find("sv", "en") == installed
    assert not installed.starter
    assert ArgosTranslator(installed).translate(["Biblioteket är öppet."])[0][0].text
    packages.remove("sv", "en")
    assert packages.find("sv", "en").starter


def test_the_newest_version_of_a_pair_is_used(home):
    for version in ("1.10", "1.2"):
        install(home, box("sv", "fi", version=version))
    assert packages.find("sv", "fi").version == "1.10"


def test_a_package_of_argos_translate_is_used_in_place(home):
    install(home, box("sv", "fi"))
    own = next(packages.data_folder().iterdir())
    there = home / "data" / "argos-translate" / "packages"
    there.mkdir(parents=True)
    own.rename(there / own.name)
    (there / "stray").mkdir()
    (there / "stray-file").write_bytes(b"x")
    assert packages.find("sv", "fi").path == there / own.name
    with pytest.raises(EngineMissingError, match="not installed by lattlast"):
        packages.remove("sv", "fi")


def test_a_language_without_a_straight_model_goes_by_way_of_english(home):
    install(home, box("en", "fi"))
    assert [(package.source, package.target) for package in packages.route("sv", "fi")] == [("sv", "en"), ("en", "fi")]


def test_a_missing_model_is_told_with_the_command_that_installs_it():
    with pytest.raises(EngineMissingError, match="Finnish") as raised:
        packages.route("sv", "fi")
    assert raised.value.hint == "lattlast models install en fi"


@pytest.mark.parametrize(
    ("lang", "name"), [("so", "Somali"), ("ti", "Tigrinya"), ("prs", "Dari"), ("ku", "Kurdish"), ("ckb", "Kurdish")]
)
def test_a_language_that_has_no_model_anywhere_is_told_with_those_that_have(lang, name):
    with pytest.raises(EngineMissingError, match=name) as raised:
        packages.route("sv", lang)
    assert "ar, " in raised.value.hint
    assert "install" not in raised.value.hint


@pytest.mark.parametrize("change", ["model/model.bin", "sentencepiece.model"])
def test_a_package_that_changed_after_it_was_installed_is_refused(home, change):
    package = install(home, box("sv", "en"))
    (package.path / change).write_bytes(b"damaged")
    with pytest.raises(EngineError, match="damaged"):
        ArgosTranslator(package).translate(["Hej."])


def test_a_package_that_lost_its_model_is_refused(home):
    package = install(home, box("sv", "en"))
    for file in (package.path / "model").iterdir():
        file.unlink()
    (package.path / "model").rmdir()
    with pytest.raises(EngineError, match="cannot be read"):
        packages.verify(package)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip file",
        box("sv", "fi")[:-5_000],
        box("sv", "fi", extra={"../outside.txt": b"x"}),
        box("sv", "fi", extra={"/etc/outside": b"x"}),
        box("sv", "fi", extra={"translate-sv_fi-1_9/../../outside": b"x"}),
        box("sv", "fi", extra={"translate-sv_fi-1_9\\..\\outside": b"x"}),
        box("sv", "fi", extra={"second-folder/file": b"x"}),
        box("sv", "fi", extra={"outside-file": b"x"}),
        box("sv", "fi", leave_out="metadata.json"),
        box("sv", "fi", leave_out="model/model.bin"),
        box("sv", "fi", leave_out="sentencepiece.model"),
        box("sv", "fi").replace(b"from_code", b"from_cod?"),
    ],
)
def test_a_bad_file_is_refused_and_changes_nothing(home, data):
    before = packages.installed()
    with pytest.raises(InputError) as raised:
        install(home, data)
    assert raised.value.hint
    assert packages.installed() == before
    assert not list(home.rglob("outside*"))


def test_what_a_translation_does_not_need_is_not_unpacked(home):
    package = install(home, box("sv", "fi", files=SHAPE | {"stanza/tokenize/sv.pt": b"pickled", "run.sh": b"x"}))
    assert {file.name for file in package.path.rglob("*") if file.is_file()} == {
        "metadata.json", "sentencepiece.model", "model.bin", "config.json",
    }  # fmt: skip


def test_a_full_disk_leaves_the_package_that_was_there(home, small_files):
    before = install(home, box("sv", "fi"))
    (home / "large.argosmodel").write_bytes(
        box("sv", "fi", files=SHAPE | {"model/model.bin": bytes(2_000_000)}),
    )
    with small_files(1_000_000), pytest.raises(OutputError) as raised:
        install_again(home / "large.argosmodel")
    assert "still works" in raised.value.hint
    assert packages.find("sv", "fi") == before
    packages.verify(before)
    assert not list(home.rglob(".new-*"))


def install_again(path):
    from lattlast.translation import installing

    return installing.install_file(path)


def test_an_update_takes_the_place_of_the_older_version(home):
    older = install(home, box("sv", "fi", version="1.9"))
    newer = install(home, box("sv", "fi", version="1.10"))
    assert not older.path.exists()
    assert set(packages.read_lock()) == {newer.path.name}
    install(home, box("sv", "fi", version="1.2"))
    assert packages.find("sv", "fi") == newer


@pytest.mark.parametrize(("code", "tag"), [("pb", "pt-BR"), ("zt", "zh-Hant")])
def test_a_code_of_argos_translate_is_known_by_its_tag(home, code, tag):
    assert install(home, box("en", code)).target == tag
    assert [package.target for package in packages.route("sv", tag)] == ["en", tag]
