"""What each language says for numbers, signs and codes: the tables in data/narration.

Takes a language, gives its table. It does not know how the tables are used.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from lattlast import packaged
from lattlast.languages import language


def wording(lang: str) -> dict[str, Any]:
    """Give the table of a language that has one, such as data/narration/sv.toml."""
    others = packaged.table("narration/others")
    return others[language(lang)] if language(lang) in others else packaged.table(f"narration/{language(lang)}")


def narrated_languages() -> tuple[str, ...]:
    """List the languages that the tables know, by their tags."""
    others = packaged.table("narration/others")
    return tuple(sorted({*packaged.table("narration/phrases"), *(lang for lang in others if "words" in others[lang])}))


@cache
def phrases(lang: str) -> tuple[str, dict[str, Any]]:
    """Give the narrator's own phrases, with the language that they are in: English where there are none."""
    table = packaged.table("narration/phrases")
    spoken = language(lang) if language(lang) in table else "en"
    return spoken, table[spoken]
