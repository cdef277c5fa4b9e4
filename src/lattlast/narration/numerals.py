"""Numbers in words, by the rules of Unicode CLDR, or by a table where CLDR has none.

Takes integers and strings of digits with a language, gives words. It does not know what the numbers count.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from lattlast import packaged
from lattlast.text import spellout

_LONGEST = 12
_TEN = 10
_VERBOSE = "spellout-cardinal-verbose"
_ORDINAL = {"sv": "spellout-ordinal-neuter", "en": "spellout-ordinal-verbose"}
_PLAIN_YEARS = {"sv": range(2000, 2001), "en": range(2000, 2010)}


def cardinal(number: int, lang: str, *, common: bool = False) -> str:
    """Say a number. In Swedish one is *ett*, or *en* with `common`; English has its *and*."""
    if number >= 10**_LONGEST:
        return digits(str(number), lang)
    if numerals := packaged.table("narration/others").get(lang, {}).get("numerals"):
        return _added(number, numerals)
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


def by_rule(number: int, lang: str, rule: str) -> str:
    """Say a number by a rule of CLDR; an empty string where the language lacks it."""
    return _spell(number, lang, rule)


def is_counted(lang: str) -> bool:
    """Say whether CLDR has the number words of the language."""
    return spellout.rules(lang) is not None


def _added(number: int, numerals: dict[str, Any]) -> str:
    """Say a number in a language that adds its parts up, the smaller before the tens."""
    join, units_, tens = numerals["join"], numerals["units"], numerals["tens"]
    for value, name in numerals["large"]:
        if number >= value:
            times, rest = divmod(number, value)
            said = f"{_added(times, numerals)} {name}" if times > 1 else str(name)
            return said + (join + _added(rest, numerals) if rest else "")
    ten, one = divmod(number, _TEN)
    if ten == 0 or one == 0:
        return str(tens[ten] if ten else units_[one])
    return str(units_[one] + join + tens[ten])


@cache
def _spell(number: int, lang: str, ruleset: str) -> str:
    engine = spellout.rules(lang)
    if engine is None or (ruleset and ruleset not in engine.rulesets):
        return "" if ruleset else str(number)
    spoken = engine.format_number(number, ruleset_names=[ruleset] if ruleset else None)
    return _mended(str(spoken.text).replace("\u00ad", "").replace(",", ""), lang)


def _mended(spoken: str, lang: str) -> str:
    """Put right what CLDR writes otherwise than the language does."""
    for wrong, right in packaged.table("narration/others").get(lang, {}).get("mended", {}).items():
        spoken = spoken.replace(wrong, right)
    return spoken
