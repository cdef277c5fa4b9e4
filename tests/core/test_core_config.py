import tomllib
from pathlib import Path

import pytest

from lattlast.config import SECTIONS, Config, load
from lattlast.errors import ConfigError
from lattlast.workspace import default_settings


def write(folder: Path, text: str) -> Path:
    (folder / "lattlast.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_documented_settings_are_all_settings_with_their_defaults():
    documented = tomllib.loads(default_settings().decode())
    assert documented == Config().model_dump(mode="json", exclude={"folder"})


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load(tmp_path, environment={}) == Config(folder=tmp_path)


def test_each_layer_wins_over_the_one_before(tmp_path):
    write(tmp_path, '[build]\noutput = "a"\nlanguages = ["fi"]\naudio = false\n')
    config = load(
        tmp_path,
        environment={"LATTLAST_BUILD_OUTPUT": "b", "LATTLAST_BUILD_LANGUAGES": "de,ar", "PATH": "/bin"},
        flags={"build": {"output": "c"}},
    )
    assert (str(config.build.output), config.build.languages, config.build.audio) == ("c", ("de", "ar"), False)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[build]\nlanguage = ['en']\n", "“language” in .build. is not a setting", "Did you mean “languages”"),
        ("[biuld]\n", "is not a setting", "Did you mean “build”"),
        ("[build]\nxyz = 1\n", "“xyz”", "Known: input"),
        ("[build]\nlanguages = ['klingonska']\n", "klingonska", "lattlast.toml"),
        ("[build]\nlanguages = ['sv']\n", "not a language to translate to", "lattlast.toml"),
        ("[build]\neasy = 'perhaps'\n", "build.easy", "lattlast.toml"),
        ("[narrate]\nspeed = 'fast'\n", "narrate.speed", "lattlast.toml"),
        ("[build\n", "cannot be read", "lattlast init"),
        ("build = 3\n", "has to be a section", "[build]"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(tmp_path, text, message, hint):
    with pytest.raises(ConfigError, match=message) as raised:
        load(write(tmp_path, text), environment={})
    assert hint in raised.value.hint


def test_every_section_is_documented():
    assert set(tomllib.loads(default_settings().decode())) == set(SECTIONS)
