"""The public functions, used as the README shows them."""

import json

import pytest

import lattlast
from lattlast import config
from lattlast.assets import Assets
from lattlast.errors import EngineMissingError, InputError
from tests.translation.boxes import install, starter_as

TEXT = "Nya öppettider\n\nBiblioteket öppnar klockan 10. Kommunen svarar på frågor.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "tider.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def assets(tmp_path):
    return Assets(config.load(tmp_path, environment={}))


def test_everything_public_is_there():
    assert [name for name in lattlast.__all__ if not hasattr(lattlast, name)] == []
    assert lattlast.__all__ == sorted(lattlast.__all__)


def test_convert_makes_all_editions_in_one_call(article, assets, tmp_path):
    receipt = lattlast.convert(article, output=tmp_path / "site", assets=assets)
    assert receipt.tags == ("sv", "sv-simple", "en", "en-simple")
    manifest = json.loads((tmp_path / "site" / "tider" / "manifest.json").read_text(encoding="utf-8"))
    assert all((tmp_path / "site" / "tider" / edition["audio"]).is_file() for edition in manifest["editions"])
    assert (tmp_path / "site" / "index.html").is_file()


def test_each_step_tells_who_made_it(article, assets):
    easy = lattlast.simplify(lattlast.read(article), assets=assets)
    english = lattlast.translate(easy, to="en", assets=assets)
    assert (easy.tag, english.tag) == ("sv-simple", "en-simple")
    assert english.made_by[: len(easy.made_by)] == easy.made_by
    assert english.starter
    assert english.better_model == "lattlast models install sv en"


def test_a_language_by_way_of_english_shows_the_swedish_as_its_source(article, assets, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    install(tmp_path, starter_as("en", "fi"))
    made = lattlast.translate(lattlast.read(article), to="fi", assets=assets)
    assert (made.tag, made.document.lang) == ("fi", "fi")
    assert [unit.source.text for unit in made.units] == [s.text for s in lattlast.read(article).document.segments()]
    assert len(made.made_by) == 2


def test_what_is_missing_is_an_error_with_a_remedy(article, assets, tmp_path):
    with pytest.raises(EngineMissingError) as missing:
        lattlast.translate(lattlast.read(article), to="fi", assets=assets)
    assert missing.value.hint == "lattlast models install en fi"
    with pytest.raises(InputError):
        lattlast.read(tmp_path / "nowhere.html")


def test_one_text_or_several_are_translated(assets):
    assert "library" in lattlast.translate_text("Biblioteket är öppet.", to="en", assets=assets).lower()
    several = lattlast.translate_text(["Biblioteket är öppet.", "", "Skolan är stängd."], to="en", assets=assets)
    assert [bool(text) for text in several] == [True, False, True]
