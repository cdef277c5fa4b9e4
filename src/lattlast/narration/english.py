"""The rules of spoken English, in order of precedence.

Takes the pronunciations as a rule, gives all rules. It does not know about voices.

House style is British: *the third of March twenty twenty-six*, *one hundred and twenty*, *section five*. Years are said
by hundreds, telephone numbers digit by digit, 14.30 as *fourteen thirty*.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lattlast.narration import codes
from lattlast.narration.acronyms import acronyms, numbered
from lattlast.narration.numerals import cardinal, digits, grouped, ordinal, year
from lattlast.narration.quantities import DASH, NUMBER, SPACE, number, quantities
from lattlast.narration.rules import UNSPOKEN, Rule, alternatives, pattern
from lattlast.narration.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

_EN = "en"
_NUMBER = NUMBER[_EN]
_FREE = r"(?<![\w.,:/@–-])"
_END = r"(?![\w@]|[.,:]\d)"
_YEAR = r"(?:1[1-9]|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_TIME = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_HALF = r"[ap]\.?m\b(?:\.(?!\W*$))?"
_YEARS = range(1100, 2100)
_SURE_YEARS = range(1900, 2100)
_ROUND = 50
_NOON = 12
_BEFORE = re.compile(r"(?P<word>[\w.§-]+) $")
_AFTER = re.compile(r"[ \u00a0](?P<word>[a-z-]+)")


def rules(pronunciations: Rule) -> tuple[Rule, ...]:
    """Give all rules of English."""
    return (*codes.addresses(_EN), pronunciations, *_specific(), *_general())


@cache
def _specific() -> Sequence[Rule]:
    """Give the rules for what has a form of its own: codes, amounts, dates, abbreviations."""
    table = wording(_EN)
    fractions = table["fractions"]
    return (
        pattern(rf"{_FREE}(?:SE-)?(?P<code>\d{{3}}{SPACE}\d\d)(?= [A-ZÅÄÖ][a-zåäö])", _postcode),
        pattern(rf"{_FREE}(?P<number>{alternatives(table['lists']['services'])}){_END}(?![-–/])", _service),
        *codes.numbers(_EN),
        *quantities(_EN),
        *_dates(),
        *_times(),
        pattern(rf"(?<![\w.,])(?:(?P<chapter>\d+){SPACE}[Cc]h(?:ap)?\.?{SPACE})?(?P<section>\d+){SPACE}?§", _section),
        pattern(rf"§{{1,2}}{SPACE}?(?P<section>\d+)", lambda match: f"section {cardinal(int(match['section']), _EN)}"),
        pattern(rf"{_FREE}(?P<number>\d+)(?:st|nd|rd|th)\b", lambda match: ordinal(int(match["number"]), _EN)),
        pattern(r"(?<![\w.,])['’]?(?P<decade>\d{1,3}0)s\b", _decade),
        *numbered(_EN),
        pattern(rf"{_FREE}(?P<whole>\d+){SPACE}?(?P<part>[½¼¾⅓⅔])", _mixed),
        pattern(rf"(?:{alternatives(fractions)})(?![\w/])", lambda match: str(fractions[match.group()])),
        pattern(rf"(?<![\w.])(?:{alternatives(table['abbreviations'])})(?!\w)", _abbreviation),
    )


@cache
def _general() -> Sequence[Rule]:
    """Give the rules for what is left: acronyms, numbers, dashes and signs."""
    symbols, names = wording(_EN)["symbols"], alternatives(_day_and_month_names())
    short = alternatives(wording(_EN)["calendar"]["weekday_abbreviations"])
    return (
        *acronyms(_EN),
        pattern(r"(?<![\w.,])(?P<parts>\d+(?:\.\d+){2,})(?!\w)", lambda match: _joined(match["parts"], ".")),
        pattern(r"(?<![\w.,])(?P<parts>\d+(?::\d+)+)(?!\w)", lambda match: _joined(match["parts"], ":")),
        pattern(rf"(?<=\d){SPACE}?[x×*]{SPACE}?(?=\d)", lambda _: " by "),
        pattern(rf"(?<![\w.,:])(?P<low>{_NUMBER}){DASH}(?P<high>{_NUMBER}){_END}", _range),
        pattern(rf"(?<![\d.,:])(?P<number>{_NUMBER})(?!@|[.,:]\d)", _number),
        pattern(rf"\b(?:{names})(?P<here>–)(?={names})", lambda _: " to "),
        pattern(rf"\b(?:{short})(?P<here>–)(?=(?:{short})\b)", lambda _: " to "),
        pattern(rf"(?:\b|(?<=[–-]))(?P<day>{short})\b\.?(?=[–-]| \d)|(?<=[–-])(?P<last>{short})\b\.?", _weekday),
        pattern(rf"\b(?P<day>{short})\b\.?(?=(?:, | and | or | & |/)(?:{short})\b)", _weekday),
        pattern(rf"\b(?P<day>{short})\b\.?", _listed_weekday),
        pattern(r"(?<=[\d%])–(?=\d)", lambda _: " to "),
        pattern(r"(?<=\d)/(?=\d)", lambda _: " slash "),
        pattern(r"(?<=[a-z])/(?=[a-z])", _stroke),
        pattern(alternatives(symbols), lambda match: str(symbols[match.group()])),
        pattern(UNSPOKEN, lambda _: ""),
    )


def _day_and_month_names() -> list[str]:
    calendar = wording(_EN)["calendar"]
    return [*calendar["months"], *calendar["weekdays"]]


def _weekday(match: re.Match[str]) -> str:
    return str(wording(_EN)["calendar"]["weekday_abbreviations"][match["day"] or match.groupdict().get("last")])


def _listed_weekday(match: re.Match[str]) -> str | None:
    """Take *Sat* for a day only after another one: *Fri and Sat*."""
    short = alternatives(wording(_EN)["calendar"]["weekday_abbreviations"])
    follows = re.search(rf"\b(?:{short})\.?(?:, | and | or | & |/)$", match.string[: match.start()])
    return _weekday(match) if follows else None


def _dates() -> Sequence[Rule]:
    calendar = wording(_EN)["calendar"]
    months = "|".join([*calendar["months"], *(rf"{short}\b\.?" for short in calendar["month_abbreviations"])])
    slashed = rf"(?<![\w.,:/])(?P<days>{_DAY})/(?P<month>0?[1-9]|1[0-2])(?:[ /-](?P<year>{_YEAR}))?(?![\w/])"
    days = rf"{_DAY}{_TH}(?:(?:{DASH}| and | to ){_DAY}{_TH})*"
    return (
        pattern(rf"{_FREE}(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<days>{_DAY})(?![\w-])", _day_first),
        pattern(rf"(?<=\d–)(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<days>{_DAY})(?![\w-])", _day_first),
        pattern(
            rf"(?<![\w.,:/])(?P<days>{days}) (?P<name>{months})(?![\w-])(?:,? (?P<year>{_YEAR})(?!\d))?", _day_first
        ),
        pattern(rf"\b(?P<name>{months}) (?P<days>{days})(?!\d|[.,:]\d)(?:,? (?P<year>{_YEAR})(?!\d))?", _month_first),
        pattern(rf"\b(?P<first>{months}){DASH}(?P<last>{months})(?![\w-])", _months_between),
        pattern(rf"(?<=[a-z])–(?={_DAY}{_TH} (?:{months})\b)", lambda _: " to "),
        pattern(slashed, _slashed),
        pattern(rf"{_FREE}(?P<year>{_YEAR}):(?P<number>\d{{1,4}})(?!\d)", _statute),
        pattern(rf"{_FREE}(?P<first>{_YEAR})(?P<dash>/|{DASH})(?P<second>{_YEAR}|\d\d)(?![\w/-])", _years),
    )


def _times() -> Sequence[Rule]:
    high = rf"(?P<high>{_TIME}|\d{{1,2}})(?:{SPACE}?(?P<late>{_HALF}))?"
    return (
        pattern(rf"{_FREE}(?P<low>{_TIME})(?:{SPACE}?(?P<early>{_HALF}))?{DASH}{high}(?![\w:]|[.,]\d)", _hours),
        pattern(
            rf"{_FREE}(?P<low>\d{{1,2}})(?:{SPACE}?(?P<early>{_HALF}))?{DASH}(?P<high>{_TIME}|\d{{1,2}}){SPACE}?(?P<late>{_HALF})",
            _hours,
        ),
        pattern(
            rf"{_FREE}(?P<low>{_TIME}|\d{{1,2}}){SPACE}?(?P<early>{_HALF})",
            lambda match: _clock(match["low"], match["early"]),
        ),
        pattern(rf"{_FREE}(?P<low>{_TIME})(?![\w:]|[.,]\d)", _lone_time),
    )


def _month(match: re.Match[str]) -> str:
    calendar, groups = wording(_EN)["calendar"], match.groupdict()
    if groups.get("month"):
        return str(calendar["months"][int(match["month"]) - 1])
    return _month_name(match["name"])


def _month_name(written: str) -> str:
    calendar = wording(_EN)["calendar"]
    number_ = calendar["month_abbreviations"].get(written.rstrip("."))
    return str(calendar["months"][number_ - 1]) if number_ else written


def _months_between(match: re.Match[str]) -> str:
    return f"{_month_name(match['first'])} to {_month_name(match['last'])}"


def _ordinals(days: str) -> str:
    said = re.sub(rf"(\d+){_TH}", lambda match: ordinal(int(match[1]), _EN), days)
    return re.sub(
        DASH,
        " to ",
        re.sub(r"(?<=[a-z])-(?=(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)", "\0", said),
    ).replace("\0", "-")


def _day_first(match: re.Match[str]) -> str:
    the = "" if re.search(r"\bthe $", match.string[: match.start()], re.IGNORECASE) else "the "
    return f"{the}{_ordinals(match['days'])} of {_month(match)}{_of_year(match, ' ')}"


def _month_first(match: re.Match[str]) -> str:
    return f"{_month(match)} the {_ordinals(match['days'])}{_of_year(match, ', ')}"


def _of_year(match: re.Match[str], between: str) -> str:
    return f"{between}{year(int(match['year']), _EN)}" if match["year"] else ""


def _slashed(match: re.Match[str]) -> str | None:
    """Take 15/8 for a date, day first, and 3/4 for a fraction."""
    return None if match.group() in wording(_EN)["fractions"] else _day_first(match)


def _statute(match: re.Match[str]) -> str:
    return f"{year(int(match['year']), _EN)} colon {cardinal(int(match['number']), _EN)}"


def _years(match: re.Match[str]) -> str | None:
    """Say 2024–2026 with *to* and the school year 2025/26 without; leave what does not follow in time."""
    first, short = int(match["first"]), len(match["second"]) < len(match["first"])
    second = first - first % 100 + int(match["second"]) if short else int(match["second"])
    slash = match["dash"] == "/"
    if second <= first or (slash and second != first + 1):
        return None
    last = cardinal(second % 100, _EN) if short and slash else year(second, _EN)
    return f"{year(first, _EN)}{' ' if slash else ' to '}{last}"


def _clock(time: str, half: str | None) -> str:
    hour, _, minute = time.replace(":", ".").partition(".")
    said = cardinal(int(hour), _EN)
    if int(minute or 0):
        said += f" {'oh ' if minute[0] == '0' else ''}{cardinal(int(minute), _EN)}"
    elif not half:
        said += " o'clock" if int(hour) <= _NOON else " hundred"
    return f"{said} {half[0].upper()}-M" if half else said


def _hours(match: re.Match[str]) -> str:
    low = _clock(match["low"], match["early"])
    early = low.removesuffix(" o'clock") if match["late"] else low
    return f"{early} to {_clock(match['high'], match['late'])}"


def _lone_time(match: re.Match[str]) -> str | None:
    """Take 14:30 for a time, and 14.30 after a word such as *at*."""
    before = _BEFORE.search(match.string[: match.start()])
    word = before["word"].lower() if before else ""
    lists = wording(_EN)["lists"]
    colon = ":" in match["low"] and word not in lists["labels"]
    return _clock(match["low"], None) if colon or word in lists["time_cues"] else None


def _section(match: re.Match[str]) -> str:
    chapter = f"chapter {cardinal(int(match['chapter']), _EN)} " if match["chapter"] else ""
    return f"{chapter}section {cardinal(int(match['section']), _EN)}"


def _decade(match: re.Match[str]) -> str:
    written = int(match["decade"])
    said = year(written, _EN) if written in _YEARS else cardinal(written, _EN)
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


def _mixed(match: re.Match[str]) -> str:
    part = str(wording(_EN)["fractions"][match["part"]])
    return f"{cardinal(int(match['whole']), _EN)} and {part.replace('one half', 'a half').replace('one ', 'a ')}"


def _abbreviation(match: re.Match[str]) -> str | None:
    """Say an abbreviation in full; *No.* and *p.* count only before a number, *St* only before a name."""
    written = match.group()
    after = match.string[match.end() :]
    if written.lower().rstrip(".") in wording(_EN)["lists"]["numbered"] and not re.match(r" ?\d", after):
        return None
    if written.startswith("St") and not re.match(r" [A-Z]", after):
        return None
    ends = written.endswith(".") and re.fullmatch(r"[”\"’)\s]*", after)
    return str(wording(_EN)["abbreviations"][written]) + ("." if ends else "")


def _postcode(match: re.Match[str]) -> str:
    return grouped(match["code"], _EN)


def _service(match: re.Match[str]) -> str | None:
    counted = re.match(
        r" (?!and\b|or\b|if\b|for\b|to\b|in\b|when\b|is\b|at\b)[a-z]|[ ]?[%\d]", match.string[match.end() :]
    )
    before = _BEFORE.search(match.string[: match.start()])
    labels = set(wording(_EN)["lists"]["labels"]) - {"number", "no."}
    labelled = before is not None and before["word"].lower() in labels
    return None if counted or labelled else str(wording(_EN)["lists"]["services"][match["number"]])


def _joined(text: str, sign: str) -> str:
    word = {".": " point ", ":": " to "}[sign]
    return word.join(cardinal(int(part), _EN) for part in text.split(sign))


def _range(match: re.Match[str]) -> str | None:
    if any(_is_code(match[part]) for part in ("low", "high")):
        return None
    rises = _value(match["low"]) < _value(match["high"])
    return f"{number(match['low'], _EN)}{' to ' if rises else ' '}{number(match['high'], _EN)}"


def _number(match: re.Match[str]) -> str:
    written = match["number"]
    if _is_code(written):
        return digits(written, _EN)
    return year(int(written), _EN) if _is_year(written, match) else number(written, _EN)


def _is_code(written: str) -> bool:
    return written[0] == "0" and written[1:2].isdecimal()


def _value(written: str) -> float:
    return float(re.sub(r"[^\d.]", "", written))


def _is_year(written: str, match: re.Match[str]) -> bool:
    """Tell a year from a count by its size, the word before and the word after."""
    if not re.fullmatch(r"\d{4}", written) or int(written) not in _YEARS:
        return False
    lists = wording(_EN)["lists"]
    before, after = _BEFORE.search(match.string[: match.start()]), _AFTER.match(match.string, match.end())
    if before and before["word"].lower() in lists["labels"]:
        return False
    if after and (
        after["word"] in lists["counted"] or (after["word"].endswith("s") and after["word"] not in lists["verbs"])
    ):
        return False
    cued = before is not None and before["word"].lower() in lists["year_cues"]
    return cued or int(written) in _SURE_YEARS or after is not None or int(written) % _ROUND != 0


def _stroke(match: re.Match[str]) -> str:
    return " " if re.search(r"\band$", match.string[: match.start()]) else " or "
