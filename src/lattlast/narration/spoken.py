"""A text as it is said: numbers, dates, amounts, abbreviations and codes in words.

Takes a text in any language, gives the spoken form with the place that each word came from. Swedish and English have
rules of their own; the others take the words for numbers, dates and amounts from CLDR. It does not know about voices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.languages import language
from lattlast.narration import english, others, swedish
from lattlast.narration.rules import replacements, rewrite

if TYPE_CHECKING:
    from lattlast.narration.lexicon import Lexicon
    from lattlast.narration.rules import Offset, Rule


def spoken(text: str, lang: str, *, lexicon: Lexicon) -> tuple[str, tuple[Offset, ...]]:
    """Write a text out as it is said.

    Gives the spoken form and, for each of its words, (spoken start, spoken end, text start, text end) in characters.
    """
    return rewrite(text, replacements(text, _rules(language(lang), lexicon)))


def _rules(lang: str, lexicon: Lexicon) -> tuple[Rule, ...]:
    def pronunciations(text: str) -> list[tuple[int, int, str]]:
        return lexicon.find(text, lang)

    if lang == "sv":
        return swedish.rules(pronunciations, lexicon.abbreviations.expand)
    if lang == "en":
        return english.rules(pronunciations)
    return (pronunciations, *others.rules(lang))
