"""The rules of languages that have none of their own: numbers, dates, amounts, addresses and abbreviations.

Takes a language, gives rules; where data/narration/others.toml has no section for it, only plain numbers are said. It
does not know the words, which are CLDR's and the table's.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from lattlast.narration import cldr, codes
from lattlast.narration.numerals import cardinal, digits, is_counted
from lattlast.narration.rules import UNSPOKEN, Rule, alternatives, pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = r"(?<![\w.,:/-])\d{1,12}(?![\w:/-]|[.,]\d)"
_SPACE = "[ \u00a0\u2009\u202f]"
_DASH = rf"{_SPACE}?[–-]{_SPACE}?"
_FREE = r"(?<![\w.,:/@–-])"
_END = r"(?![\w@]|[.,:]\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:1[1-9]|20)\d\d"
_HOUR = r"(?:[01]?\d|2[0-4])"
_DAY_SIGNS = r"(?:\.|er|º|ª|-?го|-го)?"
# A full stop that abbreviates, because the sentence goes on.
_STOP = r"(?:\.(?= [^\W\d_A-ZÅÄÖÇŞİÜĞА-Я]))?"
_OF = r"(?:[Dd]e |[Dd]el )?"


@cache
def rules(lang: str) -> tuple[Rule, ...]:
    """Give all rules of a language."""
    if not cldr.table(lang):
        return _plain(lang)
    return (
        *codes.addresses(lang),
        _abbreviations(lang),
        *_dates(lang),
        *_weekdays(lang),
        *_times(lang),
        *codes.digit_by_digit(lang),
        *_quantities(lang),
        *_numbers(lang),
        *_signs(lang),
    )


def _plain(lang: str) -> tuple[Rule, ...]:
    if not is_counted(lang):
        return ()
    return *codes.digit_by_digit(lang), pattern(_PLAIN, lambda match: cardinal(int(match.group()), lang))


def _abbreviations(lang: str) -> Rule:
    """Say an abbreviation in full; its full stop stays where it also ends the text."""
    full: dict[str, str] = cldr.table(lang)["abbreviations"]
    table = {**{written.capitalize(): words.capitalize() for written, words in full.items()}, **full}

    def say(match: re.Match[str]) -> str:
        ends = match.group().endswith(".") and match.end() == len(match.string.rstrip())
        return table[match.group()] + ("." if ends else "")

    return pattern(rf"(?<![\w.])(?:{alternatives(table)})(?!\w)", say)


def _dates(lang: str) -> Sequence[Rule]:
    def figures(match: re.Match[str]) -> str:
        return cldr.date(int(match["day"]), int(match["month"]), int(match["year"]), lang)

    def days(match: re.Match[str]) -> str:
        said = [cldr.day(int(number), lang) for number in re.findall(r"\d+", match["here"])]
        return f" {cldr.table(lang)['words']['to']} ".join(said)

    names = alternatives(cldr.months(lang))
    some = rf"{_DAY}{_DAY_SIGNS}(?:{_DASH}{_DAY}{_DAY_SIGNS})?"
    return (
        pattern(rf"{_FREE}(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>{_DAY})(?![\w-])", figures),
        pattern(rf"{_FREE}(?P<day>{_DAY})([./])(?P<month>{_MONTH})\2(?P<year>{_YEAR})(?!\w)", figures),
        pattern(rf"{_FREE}(?P<here>{some})(?={_SPACE}{_OF}(?:{names})(?!\w))", days, flags=re.IGNORECASE),
        pattern(
            rf"(?<!\w)(?:{names})(?: del?|[,،])?{_SPACE}(?P<here>{_YEAR})(?!\w)",
            lambda match: cldr.year(int(match["here"]), lang, dated=True),
            flags=re.IGNORECASE,
        ),
        pattern(rf"(?<!\w)(?:{names}){_SPACE}(?P<here>{_DAY})(?!\w|[.:]\d)", days, flags=re.IGNORECASE),
        *_years(lang),
    )


def _years(lang: str) -> Sequence[Rule]:
    """Say the year before the word for it: *1987 roku*, *w 1987 r.*."""
    section = cldr.table(lang)
    if "year_words" not in section:
        return ()
    words, before = alternatives(section["year_words"]), alternatives(section["within_words"])

    def say(match: re.Match[str]) -> str:
        return cldr.year(int(match["here"]), lang, dated=True, within=bool(match["within"] or match["case"]))

    within = rf"(?<!\w)(?P<within>(?:{before}){_SPACE})?"
    return (
        pattern(
            rf"{within}(?P<here>{_YEAR})(?={_SPACE}(?:(?P<case>{alternatives(section['within_forms'])})|{words})(?!\w))",
            say,
            flags=re.IGNORECASE,
        ),
    )


def _weekdays(lang: str) -> Sequence[Rule]:
    """Say *pon.–pt.* and, before hours, *la 10–14*."""
    short, to = cldr.weekdays(lang), cldr.table(lang)["words"]["to"]
    names = alternatives(short) or r"(?!)"

    def say(match: re.Match[str]) -> str:
        return short[match["day"].lower()]

    def between(match: re.Match[str]) -> str:
        return f"{short[match['first'].lower()]} {to} {short[match['last'].lower()]}"

    hours = rf"{_SPACE}{_HOUR}(?:[.:h]\d\d)?h?{_DASH}\d"
    return (
        pattern(rf"(?<!\w)(?P<first>{names})\.?{_DASH}(?P<last>{names})(?!\w)\.?", between, flags=re.IGNORECASE),
        pattern(rf"(?<!\w)(?P<day>{names})(?:\.|\b)(?=:?{hours})", say, flags=re.IGNORECASE),
    )


def _times(lang: str) -> Sequence[Rule]:
    signs = "[:.]" if cldr.table(lang).get("point") else ":"
    to = cldr.table(lang)["words"]["to"]

    def time(text: str) -> str:
        hour, minute = (int(part or 0) for part in re.sub("[^0-9]+", ":", f"{text}:").split(":")[:2])
        return cldr.clock(hour, minute, lang)

    def hours(match: re.Match[str]) -> str:
        low = time(match["low"])
        return f"{low} {to} {time(match['high'])}"

    word = alternatives(cldr.table(lang).get("clock_words", ()))
    after = rf"(?:{_SPACE}(?:{word})(?!\w))?" if word else ""
    clock = rf"{_HOUR}(?:{signs}[0-5]\d|{_SPACE}?h{_SPACE}?[0-5]\d)"
    whole = rf"{_HOUR}{_SPACE}?h(?!\w)"
    some, end = rf"(?:{clock}|{whole}|{_HOUR})", rf"(?![\w%/]|[.,:]\d){after}"
    return (
        pattern(rf"{_FREE}(?P<low>{clock}|{whole}){_DASH}(?P<high>{some}){end}", hours),
        pattern(rf"{_FREE}(?P<low>{_HOUR}){_DASH}(?P<high>{clock}){end}", hours),
        pattern(rf"{_FREE}{clock}{end}", lambda match: time(match.group())),
    )


def _number(lang: str) -> str:
    decimal, group = cldr.separators(lang)
    between = f"[ \u00a0\u2009\u202f{re.escape(group)}]"
    return rf"(?:\d{{1,3}}(?:{between}\d{{3}})+(?!\d)(?:{re.escape(decimal)}\d+)?|\d+(?:[.,٫]\d+)?)"


def _parts(text: str, lang: str) -> tuple[str, str]:
    """Take a number apart into its whole and its decimals."""
    decimal, group = cldr.separators(lang)
    if re.fullmatch(rf"\d{{1,3}}(?:[ \u00a0\u2009\u202f{re.escape(group)}]\d{{3}})+(?:{re.escape(decimal)}\d+)?", text):
        whole, _, decimals = text.partition(decimal)
    else:
        whole, _, decimals = re.sub("[,٫]", ".", text).partition(".")
    return re.sub(r"\D", "", whole), decimals


def _quantities(lang: str) -> Sequence[Rule]:
    number, written = _number(lang), alternatives(cldr.units())
    leading = alternatives(name for name, code in cldr.units().items() if code.isupper())
    to = cldr.table(lang)["words"]["to"]

    def say(match: re.Match[str]) -> str:
        last = cldr.measured(*_parts(match["high"] or match["low"], lang), match["unit"], lang)
        return f"{_said(match['low'], lang)} {to} {last}" if match["high"] else _signed(match, last, lang)

    values = rf"(?P<low>{number})(?:{_DASH}(?P<high>{number}))?"
    return (
        pattern(rf"{_FREE}(?P<sign>[−–-](?=\d))?{values}{_SPACE}?(?P<unit>{written}){_STOP}(?![\w²³/]|\.\w)", say),
        pattern(rf"(?<!\w)(?P<sign>)(?P<unit>{leading}){_SPACE}?{values}(?!\w)", say),
        pattern(rf"(?<!\w)(?P<sign>)(?P<unit>%)(?P<low>{number})(?P<high>)(?!\w)", say),
    )


def _signed(match: re.Match[str], said: str, lang: str) -> str:
    return f"{cldr.table(lang)['words']['minus']} {said}" if match["sign"] else said


def _said(text: str, lang: str) -> str:
    if text[0] == "0" and text[1:2].isdecimal():
        return digits(text, lang)
    if re.fullmatch(_YEAR, text):
        return cldr.year(int(text), lang)
    return cldr.decimal(*_parts(text, lang), lang)


def _numbers(lang: str) -> Sequence[Rule]:
    number, to = _number(lang), cldr.table(lang)["words"]["to"]
    say = partial(_said, lang=lang)

    def ordinal(match: re.Match[str]) -> str | None:
        return cldr.ordinal(int(match["number"]), lang) or None

    def counted(match: re.Match[str]) -> str | None:
        whole, decimals = _parts(match["number"], lang)
        is_year = re.fullmatch(_YEAR, match["number"]) and "year" in cldr.table(lang)
        return None if decimals or is_year else cldr.counted(int(whole), match["noun"], lang) or None

    endings: dict[str, str] = cldr.table(lang).get("ordinal_endings", {})
    return (
        pattern(
            rf"{_FREE}(?P<number>\d{{1,3}})(?P<ending>{alternatives(endings) or '(?!)'})(?!\w)",
            lambda match: cldr.count(int(match["number"]), lang, rules=(endings[match["ending"]],)),
        ),
        pattern(rf"(?<![\w.,:/–-])(?P<here>(?P<number>{number})) (?P<noun>[^\W\d_]{{3,}})", counted),
        pattern(rf"{_FREE}(?P<number>\d{{1,3}})\.(?={_SPACE}[^\W\d_A-ZÅÄÖÇŞİÜĞ])", ordinal),
        pattern(
            rf"(?<![\w.,:])(?P<low>{number})–(?P<high>{number}){_END}",
            lambda match: f"{say(match['low'])} {to} {say(match['high'])}",
        ),
        pattern(rf"(?<![\d.,:]){number}(?!@|[.,:]\d)", lambda match: say(match.group())),
        pattern(r"\d+", lambda match: say(match.group())),
    )


def _signs(lang: str) -> Sequence[Rule]:
    words = cldr.table(lang)["words"]
    signs = {"§": words["section"], "&": words["and"], "+": words["plus"], "−": words["minus"], "@": words["at"]}
    return pattern(alternatives(signs), lambda match: str(signs[match.group()])), pattern(UNSPOKEN, lambda _: "")
