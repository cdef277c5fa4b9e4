"""Swedish dates, weekdays and clock times.

Gives rules. It does not know about years that stand alone: they are told from other numbers in `swedish`.

House style: 3 mars 2026 is *tredje mars tjugohundratjugosex*, kl. 14.30 *klockan fjorton och trettio*, 7.05 *sju noll
fem*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.narration.numerals import cardinal, ordinal, year
from lattlast.narration.quantities import DASH, SPACE
from lattlast.narration.rules import Rule, alternatives, pattern
from lattlast.narration.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

_SV = "sv"
YEAR = r"(?:1[1-9]|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
AND = rf"(?:{DASH}|,{SPACE}|{SPACE}(?:och|eller|till|samt){SPACE})"
_TIME = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_HOUR = r"(?:[01]?\d|2[0-4])"
_TWO = r"(?:[01]\d|2[0-4])"
_CLEAR = r"(?![\w/%]|[.,:]\d)"
FREE = r"(?<![\w.,:/–-])"
_DATE_CUE = re.compile(
    r"(?:\bden|dag|från|till|senast|med|före|efter|datum:?|mellan|mån|tis|ons|tors?|fre|lör|sön|–)\.? ?$"
)
_ABOUT = re.compile(r"\b(?:ca|cirka|ungefär|drygt|knappt|nästan|över|minst|högst)\.? $", re.IGNORECASE)
_JOINED = re.compile(r"-[a-zåäö]{2}")
_LABEL = re.compile(r"([\w.]+) $")
_AFTER = re.compile(r"[ \u00a0](?P<word>[a-zåäöé]+)")
_PROPERTIES = re.compile(rf"(\d):\d+{DASH}\1:\d+")
_FEW_DIGITS = 4


def rules() -> tuple[Rule, ...]:
    """Give the rules, most specific first."""
    return (*_times(), *_dates(), *_weekdays())


def dash() -> Rule:
    """Give the rule for a dash that no other rule has taken; it comes last."""
    return pattern(DASH, _dash)


def _dates() -> Sequence[Rule]:
    short = (rf"{month}\b(?:\.(?!\W*$))?" for month in _calendar()["month_abbreviations"])
    months = "|".join([*_calendar()["months"], *short])
    days = rf"{_DAY}(?:{DASH}{_DAY}|(?:,{SPACE}{_DAY})*{SPACE}(?:och|eller|till|samt){SPACE}{_DAY})*"
    of_year = rf"{SPACE}(?P<year>{YEAR})(?!\d)|{SPACE}[-’'](?P<short>\d\d)(?!\w)"
    named = rf"(?P<days>{days}){SPACE}(?P<name>{months})(?![\w-])(?:{of_year})?"
    slashed = rf"{_slash('')}(?:[ -](?P<year>{YEAR})|(?: [-’']|-)(?P<short>\d\d))?(?![\w/])"
    days_slashed = rf"(?P<low>{_DAY})(?P<between>{AND}){slashed}"
    between = rf"{_slash('')}(?P<year>){DASH}{_slash('2')}(?:[ -](?P<year2>{YEAR}))?(?![\w/])"
    return (
        pattern(rf"{FREE}{_iso('')}{DASH}{_iso('2')}(?![\w-])", _dates_between),
        pattern(rf"{FREE}{_iso('')}(?![\w-])", _date),
        pattern(rf"{FREE}(?P<day>{_DAY})\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{YEAR})(?!\w)", _date),
        pattern(rf"(?<![\w.,:/]){named}", _named_date, flags=re.IGNORECASE),
        pattern(
            rf"\b(?P<first>{months})(?P<dash>{DASH}|/)(?P<last>{months})(?!\w)", _months_between, flags=re.IGNORECASE
        ),
        pattern(rf"\b(?P<name>{months}){SPACE}(?P<year>{YEAR})(?!\d|{SPACE}\d{{3}}\b)", _month_of_year),
        pattern(rf"(?<![\w.,:/]){between}", _dates_between),
        pattern(rf"(?<![\w.,:/–-]){days_slashed}", _slashed_days),
        pattern(rf"(?<![\w.,:/]){slashed}", _slashed_date),
        pattern(rf"{FREE}(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])(?![\w/–-])", _month_in_figures),
        pattern(rf"{FREE}(?P<first>{YEAR})(?P<dash>/|{DASH})(?P<second>{YEAR}|\d\d)(?![\w/-])", _years),
    )


def _iso(part: str) -> str:
    return rf"(?P<year{part}>{YEAR})-(?P<month{part}>0[1-9]|1[0-2])-(?P<day{part}>{_DAY})"


def _slash(part: str) -> str:
    return rf"(?P<day{part}>{_DAY})/(?P<month{part}>0?[1-9]|1[0-2])"


def _times() -> Sequence[Rule]:
    some = rf"{_TIME}|{_HOUR}"
    cued = rf"\b(?P<cue>[Kk]l(?:ockan\b|\.|\b)){SPACE}?(?P<low>{some})(?:{DASH}(?P<high>{some}))?"
    hours = rf"(?:(?P<low>{_TIME}){DASH}(?P<high>{some})|(?P<from>{_HOUR}){DASH}(?P<until>{_TIME}))"
    early = rf"(?P<low>{_TWO}){DASH}(?P<high>0\d)|(?P<from>0\d){DASH}(?P<until>{_TWO})"
    second = rf"\b[Kk]l(?:ockan\b|\.|\b){SPACE}?(?:{some}){SPACE}(?:och|eller|till|samt){SPACE}(?P<here>0\d){_CLEAR}"
    return (
        pattern(cued + _CLEAR, _clock_with_cue),
        pattern(second, lambda match: _clock(match["here"])),
        pattern(FREE + hours + _CLEAR, _hours),
        pattern(rf"{FREE}(?:{early}){_CLEAR}", _hours),
        pattern(rf"{FREE}(?P<time>{_TIME}){_CLEAR}", _time),
    )


def _weekdays() -> Sequence[Rule]:
    days = alternatives(_calendar()["weekdays"])
    between = rf"\b(?P<first>{days})\b\.?{DASH}(?P<last>{days})\b\.?(?!$)"
    dated = rf"\b(?P<day>{days})\b\.?(?={SPACE}(?:den{SPACE})?\d)"
    opening = r"(?<![\w.-])(?P<day>Tis|Ons|Tors|Tor|Fre|Lör|Sön)\b(?!-)\.?(?= |$|,|:|\))"
    listed = rf"(?<![\w.-])(?P<day>{days})\b\.?(?=(?:,|{SPACE}(?:och|eller|samt)){SPACE}(?:{days})\b)"
    longer = r"\b(?P<day>månd|tisd|onsd|torsd|lörd|sönd)\b(?:\.(?= [a-zåäö\d]))?"
    headed = rf"(?<![\w.-])(?P<day>{days})\b\.?(?=:{SPACE})"
    until = rf"\b(?P<here>tom|fr?om)(?={SPACE}(?:den{SPACE})?(?:\d|(?:{days}|{_month_names()}|vecka|v)\b))"
    return (
        pattern(until, _until, flags=re.IGNORECASE),
        pattern(between, _weekdays_between, flags=re.IGNORECASE),
        pattern(dated, lambda match: _weekday(match["day"]), flags=re.IGNORECASE),
        pattern(listed, lambda match: _weekday(match["day"]), flags=re.IGNORECASE),
        pattern(headed, lambda match: _weekday(match["day"]), flags=re.IGNORECASE),
        pattern(
            r"(?<![\w.-])(?P<day>tis|ons|tors|fre|lör|sön)\b(?![-–/]|:\w)(?:\.(?= [a-zåäö\d]))?",
            lambda match: _weekday(match["day"]),
        ),
        pattern(opening, _opening_day),
        pattern(longer, lambda match: _weekday(match["day"]), flags=re.IGNORECASE),
    )


def _until(match: re.Match[str]) -> str:
    said = "till och med" if match["here"].lower() == "tom" else "från och med"
    return said.capitalize() if match["here"][0].isupper() else said


def _opening_day(match: re.Match[str]) -> str | None:
    """Leave the names Tor and Tors alone before what they may own or be called: *Tors hammare*, *Tor Ek*."""
    after = re.match(r"[ \u00a0](?P<word>[^\W\d_]+)", match.string[match.end() :])
    if match["day"].startswith("Tor") and after and after["word"] not in wording(_SV)["lists"]["function_words"]:
        named = after["word"][0].isupper() == (match["day"] == "Tor")
        return None if named else _weekday(match["day"])
    return _weekday(match["day"])


def _month_names() -> str:
    return alternatives([*_calendar()["months"], *_calendar()["month_abbreviations"]])


def _calendar() -> dict[str, dict[str, str]]:
    calendar: dict[str, dict[str, str]] = wording(_SV)["calendar"]
    return calendar


def ordinal_of(number: str) -> str:
    """Say a number as an ordinal."""
    return ordinal(int(number), _SV)


def ordinals(numbers: str) -> str:
    """Say every number in a list or range as an ordinal."""
    return dashes_said(re.sub(r"\d+", lambda match: ordinal_of(match.group()), numbers))


def dashes_said(numbers: str) -> str:
    """Say the dashes in a range."""
    return re.sub(DASH, " till ", numbers)


def _month(name: str) -> str:
    calendar = wording(_SV)["calendar"]
    number = calendar["month_abbreviations"].get(name.rstrip(".").lower())
    if not number:
        return name
    full = str(calendar["months"][number - 1])
    return full.capitalize() if name[0].isupper() else full


def _months_between(match: re.Match[str]) -> str:
    between = " " if match["dash"] == "/" else " till "
    return _month(match["first"]) + between + _month(match["last"])


def _date(match: re.Match[str], part: str = "") -> str:
    said = f"{ordinal_of(match[f'day{part}'])} {_calendar_month(match[f'month{part}'])}"
    if short := match.groupdict().get("short"):
        return f"{said} {cardinal(int(short), _SV)}"
    return f"{said} {year(int(match[f'year{part}']), _SV)}" if match[f"year{part}"] else said


def _calendar_month(number: str) -> str:
    return str(wording(_SV)["calendar"]["months"][int(number) - 1])


def _dates_between(match: re.Match[str]) -> str:
    return f"{_date(match)} till {_date(match, '2')}"


def _named_date(match: re.Match[str]) -> str:
    said = f"{ordinals(match['days'])} {_month(match['name'])}"
    if match["short"]:
        return f"{said} {cardinal(int(match['short']), _SV)}"
    return f"{said} {year(int(match['year']), _SV)}" if match["year"] else said


def _month_of_year(match: re.Match[str]) -> str:
    return f"{_month(match['name'])} {year(int(match['year']), _SV)}"


def _month_in_figures(match: re.Match[str]) -> str:
    return f"{_calendar_month(match['month'])} {year(int(match['year']), _SV)}"


def _slashed_days(match: re.Match[str]) -> str | None:
    """Say 24–26/12 and *6 och 8/3*: days of one month."""
    if int(match["low"]) >= int(match["day"]):
        return None
    between = " till " if "–" in match["between"] or "-" in match["between"] else match["between"]
    return f"{ordinal_of(match['low'])}{between}{_date(match)}"


def _slashed_date(match: re.Match[str]) -> str | None:
    """Take 3/4 for a date unless it measures something and nothing speaks for a date."""
    before = match.string[: match.start()]
    measuring = measures(match.string, match.end()) or _ABOUT.search(before) or _JOINED.match(match.string, match.end())
    fraction = match.group() in wording(_SV)["fractions"] and measuring
    return None if fraction and not _DATE_CUE.search(before) else _date(match)


def measures(text: str, at: int) -> str:
    """Give the word after a fraction if it is what the fraction measures, else an empty string."""
    after = _AFTER.match(text, at)
    word = after["word"] if after else ""
    return word if word == "av" or word not in wording(_SV)["lists"]["function_words"] else ""


def _years(match: re.Match[str]) -> str | None:
    """Say 2024–2026 with *till* and the school year 2025/26 without; leave what does not follow in time."""
    first, short = int(match["first"]), len(match["second"]) < _FEW_DIGITS
    second = first - first % 100 + int(match["second"]) if short else int(match["second"])
    slash = match["dash"] == "/"
    if (
        second <= first
        or (slash and second != first + 1)
        or (short and match["dash"] == "-" and second % 100 <= len("112233445566"))
    ):
        return None
    last = cardinal(second % 100, _SV) if short and slash else year(second, _SV)
    return f"{year(first, _SV)}{' ' if slash else ' till '}{last}"


def _clock(time: str) -> str:
    hour, _, minute = time.replace(":", ".").partition(".")
    said = cardinal(int(hour), _SV)
    if int(minute or 0) == 0:
        return said
    return f"{said} {'noll' if minute[0] == '0' else 'och'} {cardinal(int(minute), _SV)}"


def _clock_with_cue(match: re.Match[str]) -> str:
    cue = "Klockan" if match["cue"][0] == "K" else "klockan"
    until = f" till {_clock(match['high'])}" if match["high"] else ""
    return f"{cue} {_clock(match['low'])}{until}"


def _hours(match: re.Match[str]) -> str | None:
    """Take 8–16.30 for hours, but leave the properties Berga 1:23–1:27."""
    before = _LABEL.search(match.string[: match.start()])
    if _PROPERTIES.fullmatch(match.group()) and before and before[1][0].isupper():
        return None
    return f"{_clock(match['low'] or match['from'])} till {_clock(match['high'] or match['until'])}"


def _time(match: re.Match[str]) -> str | None:
    """Take 14.30 for a time, but leave section 4.10, version 2.15 and the property Berga 1:23."""
    before = _LABEL.search(match.string[: match.start()])
    if before and before[1].lower() in wording(_SV)["lists"]["labels"]:
        return None
    colon = ":" in match["time"]
    if colon and (len(match["time"]) < len("00:00") or (before and before[1][0].isupper())):
        return None
    return _clock(match["time"])


def _weekday(written: str) -> str:
    full = _calendar()["weekdays"][written.lower()]
    return full.capitalize() if written[0].isupper() else full


def _weekdays_between(match: re.Match[str]) -> str:
    return f"{_weekday(match['first'])} till {_weekday(match['last'])}"


def _dash(match: re.Match[str]) -> str | None:
    """Say *till* between two days, months, figures or single letters; elsewhere a dash is a pause."""
    before, dash, after = match.string[: match.start()], match.group(), match.string[match.end() :]
    calendar = wording(_SV)["calendar"]
    names = alternatives([*calendar["weekdays"], *calendar["months"], *calendar["month_abbreviations"]])
    between_names = _stands_between(rf"\b(?:{names})\.?", before, rf"(?:{names})\b", after)
    between_ends = _stands_between(
        rf"\d(?:{SPACE}?[%°])?|\b(?:{names})\.?", before, rf"[A-ZÅÄÖ]?\d|(?:{names})\b|den \d", after
    )
    between_letters = dash == "–" and re.search(r"(?<!\w)[A-ZÅÄÖ]$", before) and re.match(r"\d|[A-ZÅÄÖ]\b", after)
    return " till " if between_names or ("–" in dash and between_ends) or between_letters else None


def _stands_between(ending: str, before: str, beginning: str, after: str) -> bool:
    ends = re.search(rf"(?:{ending})$", before, re.IGNORECASE)
    return bool(ends and re.match(rf"(?:{beginning})", after, re.IGNORECASE))
