"""What Unicode CLDR knows of a language's numbers, dates, units and currencies, in words.

Takes numbers and a language that has a section in data/narration/others.toml, gives words. It does not know how they
are written in a text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lattlast import packaged
from lattlast.narration.numerals import by_rule, cardinal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel import Locale

_NUMBER = re.compile(r"[\d٠-٩۰-۹]+(?:[.,٫][\d٠-٩۰-۹]+)?")
_FEMININE = ("spellout-cardinal-feminine", "spellout-cardinal")
_TWO_FIGURES = 10
_MASCULINE = ("spellout-cardinal-masculine", "spellout-cardinal")


def table(lang: str) -> dict[str, Any]:
    """Give the section of a language; an empty one where there is none."""
    found: dict[str, Any] = packaged.table("narration/others").get(lang, {})
    return found if "words" in found else {}


@cache
def units() -> dict[str, str]:
    """Give the names of written units and the codes of written currencies."""
    everything = packaged.table("narration/others")
    return {**everything["units"], **everything["currencies"]}


def count(number: int, lang: str, *, rules: Sequence[str] = ()) -> str:
    """Say a number, by the first of the rules that the language has."""
    return next(filter(None, (by_rule(number, lang, rule) for rule in rules)), "") or cardinal(number, lang)


def decimal(whole: str, decimals: str, lang: str, *, rules: Sequence[str] = ()) -> str:
    """Say a number with its decimals, which follow digit by digit."""
    said = count(int(whole), lang, rules=rules)
    if not decimals:
        return said
    one_by_one = " ".join(count(int(digit), lang) for digit in decimals)
    return f"{said} {table(lang)['words']['comma']} {one_by_one}"


def day(number: int, lang: str) -> str:
    """Say the day of a month."""
    section = table(lang)
    if number == 1 and "first" in section:
        return str(section["first"])
    days = section.get("days")
    return str(days[number - 1]) if days else count(number, lang, rules=_named(lang, "day"))


def year(number: int, lang: str, *, dated: bool = False, within: bool = False) -> str:
    """Say a year, `dated` after a month or before the word for it, `within` in the case that *in* asks for."""
    if (dated or within) and "year_tens" in table(lang):
        return _ordinal_year(number, lang, within=within)
    return count(number, lang, rules=_named(lang, "dated_year" if dated else "year") or _named(lang, "year"))


def _ordinal_year(number: int, lang: str, *, within: bool) -> str:
    """Say a year whose last two figures are an ordinal, as Slavic languages do: *dwa tysiące dwudziestego szóstego*."""
    section = table(lang)
    hundreds, last = divmod(number, 100)
    if last == 0:
        return count(number, lang)
    ten, one = divmod(last, 10)
    tens = section["year_tens"][ten] if one == 0 or section["year_tens_bend"] else cardinal(10 * ten, lang)
    said = section["days"][last - 1] if last <= len(section["days"]) else f"{tens} {section['days'][one - 1]}".strip()
    if one == 0 and last > len(section["days"]):
        said = str(tens)
    if within:
        said = _bent(said, section["within"])
    return f"{count(100 * hundreds, lang)} {said}"


def _bent(words: str, endings: Sequence[Sequence[str]]) -> str:
    """Give each word the first ending that fits."""
    bent = [next((word.removesuffix(a) + b for a, b in endings if word.endswith(a)), word) for word in words.split()]
    return " ".join(bent)


def clock(hour: int, minute: int, lang: str) -> str:
    """Say a time of day."""
    section = table(lang)
    hours = section.get("hours")
    said = str(hours[hour % len(hours)]) if hours else count(hour, lang, rules=_FEMININE)
    if minute == 0:
        return str(section.get("o_clock", "{hour}")).format(hour=said)
    zero = f"{count(0, lang)} " if minute < _TWO_FIGURES else ""
    form = str(section.get("clock", "{hour} {minute}"))
    return form.format(hour=said, minute=zero + count(minute, lang))


@cache
def weekdays(lang: str) -> dict[str, str]:
    """Give the short names of the weekdays, in lower case and without a full stop, with their full ones."""
    days = _locale(lang).days["stand-alone"]["wide"]
    short = {name: days[day] for day, name in _locale(lang).days["format"]["abbreviated"].items()}
    return {name.lower().rstrip("."): str(full) for name, full in short.items() if name != full}


def ordinal(number: int, lang: str) -> str:
    """Say an ordinal; an empty string where the language has no rule for it."""
    rules = _named(lang, "ordinal")
    return count(number, lang, rules=rules) if rules else ""


def counted(number: int, noun: str, lang: str) -> str:
    """Say a number in the gender of the noun that it counts; an empty string where the language does not tell it."""
    endings = table(lang).get("feminine_nouns")
    if not endings or noun in table(lang).get("not_nouns", ()):
        return ""
    return count(number, lang, rules=_FEMININE if noun.lower().endswith(tuple(endings)) else _MASCULINE)


def date(day_: int, month: int, year_: int, lang: str) -> str:
    """Say a date that was written in figures."""
    named = table(lang).get("months")
    name = str(named[month - 1] if named else _locale(lang).months["format"]["wide"][month])
    pattern = str(table(lang)["date"])
    return pattern.format(day=day(day_, lang), month=name, year=year(year_, lang, dated=True))


@cache
def months(lang: str) -> tuple[str, ...]:
    """Give the names of the months in all their forms."""
    named = _locale(lang).months
    forms = {
        str(name) for where in named.values() for width in ("wide", "abbreviated") for name in where[width].values()
    }
    named_so = {name + table(lang).get("month_ending", "") for name in forms} | forms
    return tuple(name for name in named_so if len(name) > 1 and not name[0].isdecimal())


def measured(whole: str, decimals: str, unit: str, lang: str) -> str:
    """Say a number with a unit or a currency, in the form that the number asks for."""
    name = units()[unit]
    rules = _FEMININE if name.rpartition("-")[2] in table(lang).get("feminine", ()) else _MASCULINE
    said = decimal(whole, decimals, lang, rules=rules)
    value = float(f"{whole}.{decimals}") if decimals else int(whole)
    return _with_currency(said, value, name, lang) if name.isupper() else _with_unit(said, value, name, lang)


def _with_currency(said: str, value: float, code: str, lang: str) -> str:
    from babel.numbers import get_currency_name

    return f"{said} {get_currency_name(code, count=value, locale=_locale(lang))}"


def _with_unit(said: str, value: float, name: str, lang: str) -> str:
    from babel.units import format_unit

    form = str(format_unit(value, name, length="long", locale=_locale(lang)))
    if re.search("[%٪‰]", form):
        return f"{said} {table(lang)['words']['percent']}"
    return _NUMBER.sub(said, form, count=1)


def _named(lang: str, what: str) -> tuple[str, ...]:
    rule = table(lang).get(what)
    return (str(rule),) if rule else ()


@cache
def _locale(lang: str) -> Locale:
    from babel import Locale

    return Locale.parse(lang, sep="-")


def separators(lang: str) -> tuple[str, str]:
    """Give the signs that stand before decimals and between thousands."""
    symbols = _locale(lang).number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])
