"""What each language says for numbers, signs and codes: the tables in data/narration.

Takes a language, gives its table. It does not know how the tables are used.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from lattlast.languages import language


@cache
def wording(lang: str) -> dict[str, Any]:
    """Give the table of a language that has one, such as data/narration/sv.toml."""
    return _read(f"{language(lang)}.toml")


@cache
def phrases(lang: str) -> tuple[str, dict[str, Any]]:
    """Give the narrator's own phrases, with the language that they are in: English where there are none."""
    table = _read("phrases.toml")
    spoken = language(lang) if language(lang) in table else "en"
    return spoken, table[spoken]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("lattlast").joinpath("data", "narration", name).read_text(encoding="utf-8"))
