"""Numbers in words, by the rules of Unicode CLDR.

Takes integers and strings of digits with a language, gives words. It does not know what the numbers count.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_LONGEST = 12
_VERBOSE = "spellout-cardinal-verbose"
_ORDINAL = {"sv": "spellout-ordinal-neuter", "en": "spellout-ordinal-verbose"}
_PLAIN_YEARS = {"sv": range(2000, 2001), "en": range(2000, 2010)}


def cardinal(number: int, lang: str, *, common: bool = False) -> str:
    """Say a number. In Swedish one is *ett*, or *en* with `common`; English has its *and*."""
    if number >= 10**_LONGEST:
        return digits(str(number), lang)
    spoken = _spell(number, lang, _VERBOSE) or _spell(number, lang, "")
    return f"{spoken[:-2]}n" if common and lang == "sv" and spoken.endswith("ett") else spoken


def ordinal(number: int, lang: str) -> str:
    """Say a number's ordinal in Swedish or English: third, tredje."""
    return _spell(number, lang, _ORDINAL[lang])


def year(number: int, lang: str) -> str:
    """Say a year in Swedish or English, by hundreds: *tjugohundratjugosex*, but *tvåtusen* for 2000."""
    if number in _PLAIN_YEARS[lang]:
        return cardinal(number, lang)
    return _spell(number, lang, "spellout-numbering-year")


def digits(text: str, lang: str) -> str:
    """Say the digits in a text one by one, and leave out what is no digit."""
    return " ".join(cardinal(int(digit), lang) for digit in text if digit.isdecimal())


def grouped(text: str, lang: str) -> str:
    """Say the digits in a text one by one, with a short rest where the text has a space or a dash."""
    groups = "".join(char if char.isdecimal() else " " for char in text).split()
    return ", ".join(digits(group, lang) for group in groups)


def is_counted(lang: str) -> bool:
    """Say whether CLDR has the number words of the language."""
    return _engine(lang) is not None


@cache
def _spell(number: int, lang: str, ruleset: str) -> str:
    engine = _engine(lang)
    if engine is None or (ruleset and ruleset not in engine.rulesets):
        return "" if ruleset else str(number)
    spoken = engine.format_number(number, ruleset_names=[ruleset] if ruleset else None)
    return str(spoken.text).replace("\u00ad", "").replace(",", "")


@cache
def _engine(lang: str) -> Any:  # noqa: ANN401  (the library has no types)
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(lang) if lang in RbnfEngine.get_supported_languages() else None
