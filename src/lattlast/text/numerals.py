"""Numerals: small numbers in words, as CLDR's rules spell them, in every gender and case that it has.

Takes a text and its language, gives the numbers that it says in words. It does not know about figures.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lattlast import languages, packaged
from lattlast.text import spellout

if TYPE_CHECKING:
    from collections.abc import Mapping

_VALUES = (*range(21), *range(30, 101, 10))
_STEM = 3  # letters: a numeral that has as many may get an ending that CLDR does not list
_WORD = re.compile(r"[^\W\d_]+")


def said(text: str, lang: str) -> frozenset[int]:
    """Give the numbers from 0 to 20, and the tens, that a text says in words, endings and all."""
    forms, written = _forms(languages.base(lang)), _table(languages.base(lang)).get("written", "inflected")
    if written == "joined":
        return frozenset(value for form, value in forms.items() if form in text)
    words = {word.casefold() for word in _WORD.findall(text)}
    exact = {forms[word] for word in words & forms.keys()}
    inflected = [form for form in forms if written == "inflected" and len(form) >= _STEM]
    return frozenset(exact | {forms[form] for form in inflected if any(_shares_stem(form, word) for word in words)})


def _shares_stem(form: str, word: str) -> bool:
    """Say whether a word is a form of a numeral: its last letter may change, and an ending follow."""
    return word.startswith(form[: max(len(form) - 1, _STEM)])


def has(lang: str) -> bool:
    """Say whether the numerals of a language are known."""
    return bool(_forms(languages.base(lang)))


def listed(text: str, lang: str) -> dict[str, int]:
    """Give the words of a text that are numerals and nothing else, two and above, with what they say."""
    forms, other = _forms(languages.base(lang)), _ambiguous(languages.base(lang))
    words = dict.fromkeys(word.casefold() for word in _WORD.findall(text))
    return {word: forms[word] for word in words if forms.get(word, 0) > 1 and word not in other}


@cache
def _ambiguous(lang: str) -> frozenset[str]:
    return frozenset(_table(lang).get("ambiguous", ()))


def _table(lang: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = packaged.table("text/numerals").get(lang, {})
    return table


@cache
def _forms(lang: str) -> dict[str, int]:
    """Give every word that says a small number: CLDR's, and what the table has beside them (both, twice)."""
    spelled = {form: value for value in _VALUES for form in _spelled(value, lang)}
    more = _table(lang).get("words", {})
    return spelled | {word: int(value) for value, words in more.items() for word in words}


def _spelled(value: int, lang: str) -> set[str]:
    engine = spellout.rules(lang)
    rules = [name for name in engine.rulesets if name.startswith("spellout-cardinal")] if engine else []
    texts = engine.format_number(value, ruleset_names=rules).text_by_ruleset.values() if rules else ()
    return {text.replace("\u00ad", "").casefold() for text in texts}
