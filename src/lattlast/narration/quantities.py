"""Amounts of money and measures, in Swedish and English.

Takes a language, gives rules. It does not know about dates, or about numbers without a unit.

Swedish writes 1 234,50 and English 1,234.50. Decimals are said digit by digit, but 49,50 kr is forty-nine kronor and
fifty öre.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.narration.numerals import cardinal, digits
from lattlast.narration.rules import alternatives, pattern
from lattlast.narration.wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lattlast.narration.rules import Rule

SPACE = "[ \u00a0\u2009\u202f]"
DASH = rf"{SPACE}?[–-]{SPACE}?"
NUMBER = {
    "sv": rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?![\d.])|\d+)(?:,\d+)?",
    "en": r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+)(?:\.\d+)?",
}
_DECIMAL = {"sv": ",", "en": "."}
_SIGNS = {"-": "minus", "−": "minus", "‒": "minus", "–": "minus", "+": "plus"}
_OPENING = r"(?<![\w.,:/%–-])(?<!\d )"
_CENTS = 2


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit's words; in Swedish also whether one of it is *en*."""

    singular: str
    plural: str
    common: bool


def number(text: str, lang: str, *, common: bool = False) -> str:
    """Say a number as it is written in the language."""
    whole, decimals = _parts(text, lang)
    said = cardinal(int(whole), lang, common=common)
    point = wording(lang)["words"]["comma" if lang == "sv" else "point"]
    return f"{said} {point} {digits(decimals, lang)}" if decimals else said


def quantities(lang: str) -> tuple[Rule, ...]:
    """Give the rules for a number, or two with a dash between, before a unit or after a currency."""
    units = _units(lang)
    return (*_shares(lang, units), *_amounts(lang, units))


def _units(lang: str) -> dict[str, _Unit]:
    written = {**wording(lang)["units"], **wording(lang)["money"]}
    return {name: _Unit(words[0], words[1], common="en" in words[2:]) for name, words in written.items()}


def _shares(lang: str, units: Mapping[str, _Unit]) -> Sequence[Rule]:
    """Give the rules for coins, fractions and two numbers of one unit: 21:50 kr, 2½ tim, ¾ l, 250/50 Mbit/s."""
    table = wording(lang)
    unit = rf"{SPACE}?(?P<unit>{alternatives(units)})(?![\w²³°/]|\.\w)"

    def say_coins(match: re.Match[str]) -> str:
        return _with_coins(match["whole"], match["coins"], units["kr"], lang)

    def say_part(match: re.Match[str]) -> str:
        return f"{fraction_of(match['part'], lang)} {units[match['unit']].singular}"

    def say_mixed(match: re.Match[str]) -> str:
        name = units[match["unit"]]
        whole = cardinal(int(match["whole"]), lang, common=name.common)
        return f"{whole} {table['words']['and']} {table['fractions'][match['part']]} {name.singular}"

    def say_pair(match: re.Match[str]) -> str:
        low, high = number(match["low"], lang), number(match["high"], lang)
        return f"{low} {table['words']['slash']} {high} {units[match['unit']].plural}"

    mixed = rf"{_OPENING}(?P<whole>\d+){SPACE}?(?P<part>[½¼¾⅓⅔]){unit}"
    return (
        pattern(rf"{_OPENING}(?P<whole>\d+)[:.](?P<coins>\d\d){SPACE}?kr(?!\w)", say_coins),
        *([pattern(mixed, say_mixed)] if lang == "sv" else []),
        pattern(rf"(?<![\w.,/])(?P<part>{alternatives(table['fractions'])}){unit}", say_part),
        pattern(rf"{_OPENING}(?P<low>\d+)/(?P<high>\d+){unit}", say_pair),
    )


def _amounts(lang: str, units: Mapping[str, _Unit]) -> Sequence[Rule]:
    """Give the rules for whole and decimal numbers with a unit, and what it is divided by: 395 kr/mån, SEK 2 m."""
    table = wording(lang)
    values = rf"(?P<low>{NUMBER[lang]})(?:{DASH}(?P<high>{NUMBER[lang]}))?"
    divisor = rf"(?:(?P<count>10{{1,3}}){SPACE}(?!kr|öre))?(?P<per>{alternatives(table['per'])}|[a-zåäö]+)"
    per = rf"(?:{SPACE}?/{SPACE}?{divisor}(?:\.(?={SPACE}[a-zåäö(+]))?)?"
    stop = rf"(?:\.(?={SPACE}[a-zåäö(]|[/),;]))?"
    leading, scales = alternatives(table["lists"]["leading"]), alternatives(table["lists"]["scales"])
    unit = rf"{SPACE}?(?P<unit>{alternatives(units)}){stop}{per}(?![\w²³°]|\.\w|–[a-zåäö])"
    scale = rf"(?:{SPACE}?(?P<scale>{scales})(?!\w))?"
    before = rf"(?<!\w)(?P<unit>{leading}){SPACE}?(?P<sign>[−‒–-](?=\d))?{values}{scale}{per}(?!\w)"

    def say(match: re.Match[str]) -> str:
        return _quantity(match, units[match["unit"]], lang)

    return pattern(before, say), pattern(rf"{_OPENING}(?P<sign>[−+‒–-](?=\d))?{values}{unit}", say)


def fraction_of(written: str, lang: str) -> str:
    """Say a fraction before the noun that it is a part of: *tre fjärdedels liter*."""
    return re.sub(r"(?<=del)(?:ar)?$", "s", wording(lang)["fractions"][written])


def _quantity(match: re.Match[str], unit: _Unit, lang: str) -> str:
    groups, words = match.groupdict(), wording(lang)["words"]
    low, high = match["low"], match["high"]
    scale = f" {wording(lang)['lists']['scales'][groups['scale']]}" if groups.get("scale") else ""
    sign = f"{words[_SIGNS[groups['sign']]]} " if groups.get("sign") else ""
    per = f" {words['per']} {_divisor(groups['count'], groups['per'], lang)}" if groups.get("per") else ""
    if unit.plural in wording(lang)["lists"]["coined"] and not high and not scale:
        whole, decimals = _parts(low, lang)
        if len(decimals) == _CENTS:
            return sign + _with_coins(whole, decimals, unit, lang) + per
    said = number(low, lang, common=unit.common)
    if high:
        return f"{sign}{said} {words['to']} {number(high, lang, common=unit.common)}{scale} {unit.plural}{per}"
    alone = low == "1" or (lang == "en" and _before_noun(match))
    name = unit.singular if alone and not scale else unit.plural
    return f"{sign}{said}{scale} {name}{per}"


def _before_noun(match: re.Match[str]) -> bool:
    """Say whether the measure belongs to a noun, as in *a 50 m pool*."""
    article = re.search(r"\b[Aa]n? $", match.string[: match.start()])
    return bool(article and re.match(r" [a-z]", match.string[match.end() :]))


def _divisor(count: str | None, per: str, lang: str) -> str:
    if not count:
        return str(wording(lang)["per"].get(per, per))
    return f"{cardinal(int(count), lang)} {wording(lang)['units'].get(per, (per, per))[1]}"


def _with_coins(whole: str, coins: str, unit: _Unit, lang: str) -> str:
    words = wording(lang)["words"]
    name = unit.singular if whole == "1" else unit.plural
    said = f"{cardinal(int(whole), lang, common=unit.common)} {name}"
    coin = wording(lang)["lists"]["coined"][unit.plural]
    if int(whole) == 0 and int(coins):
        return f"{cardinal(int(coins), lang)} {coin}"
    return said if int(coins) == 0 else f"{said} {words['and']} {cardinal(int(coins), lang)} {coin}"


def _parts(text: str, lang: str) -> tuple[str, str]:
    whole, _, decimals = text.partition(_DECIMAL[lang])
    return re.sub(r"\D", "", whole), decimals
