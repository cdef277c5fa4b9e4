"""Swedish words that only their surroundings write out: streets, compounds, weekdays of two letters, lone units.

Gives rules. It does not know the abbreviations that are the same everywhere; they stand in the municipality's table.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lattlast.narration.acronyms import spell
from lattlast.narration.numerals import cardinal, grouped
from lattlast.narration.quantities import SPACE
from lattlast.narration.rules import Rule, alternatives, pattern
from lattlast.narration.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SV = "sv"
_NAME = "[A-ZÅÄÖÉ][a-zåäöé]+"
_HOURS = r"\d{1,2}(?:[.:]\d\d)?[–-]\d"
_ELECTRIC = re.compile(r"säkring|ampere|ström|abonnemang|laddbox|laddare|\d ?k?[VW]\b|(?:volt|watt)\b", re.IGNORECASE)


@cache
def rules() -> Sequence[Rule]:
    """Give the rules, which come before those for numbers."""
    return (*_streets(), *_days(), *_units(), *_short_codes())


def _say(table: Mapping[str, Any]) -> Callable[[re.Match[str]], str]:
    return lambda match: str(table[match["short"].rstrip(".").lower()])


def _say_joined(table: Mapping[str, Any]) -> Callable[[re.Match[str]], str]:
    return lambda match: match["stem"] + str(table[match["short"].lower()])


def _streets() -> Sequence[Rule]:
    """Write out *Storg. 12* and *N. Kyrkogatan*, *St. Olof* and the compounds: *kundnr*, *badtemp.*."""
    shortened = wording(_SV)["shortened"]
    ends, quarters, compounds = shortened["streets"], shortened["quarters"], shortened["compounds"]
    house = rf"\d{{1,3}}(?!\d|{SPACE}?(?:%|[a-zåäö²³]{{2,}}\b|[km]W))"
    short_end = rf"(?P<short>{alternatives(ends)})\."
    street = rf"{_NAME}(?:{alternatives(wording(_SV)['lists']['streets'])})\b"
    return (
        pattern(rf"\b(?P<stem>{_NAME}[a-zåäö]{{2}}){short_end}(?={SPACE}{house})", _say_joined(ends)),
        pattern(
            rf"(?<![\w.-])(?P<short>{alternatives(quarters)})\.(?={SPACE}{street})",
            lambda match: str(quarters[match["short"]]),
        ),
        pattern(rf"(?<![\w.-])St\.(?={SPACE}{_NAME})", lambda _: "Sankt"),
        pattern(
            rf"(?P<stem>[^\W\d_][a-zåäö]+)(?P<short>{alternatives(compounds)})(?:\.|(?![\w.]))", _say_joined(compounds)
        ),
        pattern(rf"(?<=[A-ZÅÄÖ]{{2}}-)(?P<short>{alternatives(compounds)})(?:\.|(?![\w.]))", _say(compounds)),
    )


def _days() -> Sequence[Rule]:
    """Write out *må–to*, *ti 9–12*, *M–F 8–17* and *åk F–3*."""
    days = wording(_SV)["shortened"]["days"]
    names = alternatives([*days, *(day.capitalize() for day in days)])
    letters = wording(_SV)["shortened"]["workdays"]
    return (
        pattern(rf"(?<![\w.-])(?P<short>{names})(?=[–-](?:{names})\b)", _say(days)),
        pattern(rf"(?<![\w.])(?:{names})(?P<here>[–-])(?=(?:{names})\b)", lambda _: " till "),
        pattern(rf"(?<![\w.-])(?P<short>{names})(?=(?:, | och | & )(?:{names})\b)", _say(days)),
        pattern(rf"(?<=[ –-])(?P<short>{names})\b(?![-–])", _after_day(names)),
        pattern(rf"(?<![\w.-])(?P<short>{names})(?={SPACE}(?:{_HOURS}|\d{{1,2}}/\d))", _say(days)),
        pattern(
            rf"(?<![\w.-])(?P<short>{alternatives(letters)})(?=:?{SPACE}(?:kl\.?{SPACE})?{_HOURS})",
            lambda match: str(letters[match["short"]]),
        ),
        pattern(rf"\b(?:å|(?P<capital>Å))k\.?(?={SPACE}[A-ZÅÄÖ]\b)", _year_group),
    )


def _year_group(match: re.Match[str]) -> str:
    return "Årskurs" if match["capital"] else "årskurs"


def _after_day(names: str) -> Callable[[re.Match[str]], str | None]:
    days = wording(_SV)["shortened"]["days"]

    def say(match: re.Match[str]) -> str | None:
        follows = re.search(rf"(?<![\w.])(?:{names})(?:[–-]|, | och | & )$", match.string[: match.start()])
        return str(days[match["short"].lower()]) if follows else None

    return say


def _units() -> Sequence[Rule]:
    """Say a unit that has no number: *Avgift (kr/mån)*, *belopp i tkr*."""
    table = wording(_SV)
    per = rf"(?:/(?P<per>{alternatives(table['per'])}))?"
    names = alternatives(unit for unit in (*table["units"], *table["money"]) if not unit.isalpha() or len(unit) > 1)
    standing = alternatives(table["lists"]["standing"])
    divided = rf"(?P<unit>{names}|l|g)/(?P<per>{alternatives(table['per'])})"
    return (
        pattern(rf"(?<=\()(?P<unit>{names}){per}(?=\))", _unit),
        pattern(rf"(?<![\w/.&(–-])(?<!\d{SPACE}){divided}(?![\w/²³]|\.\w)", _unit),
        pattern(rf"(?<![\w/.&(–-])(?<!\d{SPACE})(?P<unit>{standing}){per}(?![\w/²³]|\.\w)", _unit),
        pattern(rf"(?<![\w.,:/-])(?P<number>\d{{1,3}}){SPACE}?A(?![\w/]|[.:]\w)", _amperes),
        pattern(r"(?<=\b[A-ZÅÄÖ])/(?=[A-ZÅÄÖ]\b)", lambda _: " snedstreck "),
        pattern(rf"{SPACE}?%-(?P<rest>(?:enhet|ig)\w*)", lambda match: f" procent{match['rest']}"),
    )


def _unit(match: re.Match[str]) -> str:
    table = wording(_SV)
    plural = {**table["units"], **table["money"]}[match["unit"]][1]
    return f"{plural} per {table['per'][match['per']]}" if match["per"] else str(plural)


def _amperes(match: re.Match[str]) -> str | None:
    """Take 16 A for a current where the text speaks of electricity; elsewhere it is a house or a class."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    current = _ELECTRIC.search(before + after) or re.search(r"\bmax\.? ?$", before, re.IGNORECASE)
    return f"{cardinal(int(match['number']), _SV)} ampere" if current else None


def _short_codes() -> Sequence[Rule]:
    """Say the number of a text message and an IBAN digit by digit, the two digits of a year of birth as a number."""
    bank = rf"(?<!\w)(?P<country>[A-Z]{{2}})(?P<number>\d\d(?:{SPACE}?\d{{4}}){{3,}}(?:{SPACE}?\d{{1,4}})?)(?!\w)"
    short_number = rf"(?P<here>7\d{SPACE}?\d{{3}})(?!\d|{SPACE}?(?:kr|st|personer))"
    message = rf"\b[Ss]ms(?::?a|-?a)?\b(?:[^.;\d]*\btill)?{SPACE}{short_number}"
    cues = "|".join([r"född\w?", r"f\.", *wording(_SV)["lists"]["sure_year_cues"]])
    return (
        pattern(message, lambda match: grouped(match["here"], _SV)),
        pattern(rf"(?<![\w.,:])(?P<weeks>\d\d?){SPACE}v\b\.?(?!{SPACE}?\d)", _weeks),
        pattern(r"\bi (?P<here>mån)\b\.?(?=\W*$|[,;])", lambda _: "månaden"),
        pattern(bank, lambda match: f"{spell(match['country'], _SV)} {grouped(match['number'], _SV)}"),
        pattern(rf"\b(?:{cues})[ \u00a0](?P<here>[-–'’](?P<year>\d\d))(?!\w)", _short_year, flags=re.IGNORECASE),
        pattern(rf"(?<=\d,\d)\d?(?P<here>{SPACE}s)(?![\w.:])", lambda _: " sekunder"),
        pattern(r"\b(?:jämna|ojämna|udda)[ \u00a0](?P<here>v\b\.?)", lambda _: "veckor"),
        pattern(r"(?<!\w)d\.(?=[ \u00a0](?:1[1-9]|20)\d\d\b)", lambda _: "död"),
        pattern(r"(?<!\w)[vV]\.?(?P<whole>\d+)\.(?P<part>\d+)(?![\w.])", _version),
        pattern(r"(?<![\w:])1:1(?=-[a-zåäö])", lambda _: "ett till ett"),
        pattern(r"(?<![\w/])24/7(?=-[a-zåäö])", lambda _: "tjugofyra sju"),
    )


def _weeks(match: re.Match[str]) -> str:
    weeks = int(match["weeks"])
    return f"{cardinal(weeks, _SV, common=True)} {'vecka' if weeks == 1 else 'veckor'}"


def _version(match: re.Match[str]) -> str:
    return f"version {cardinal(int(match['whole']), _SV)} punkt {cardinal(int(match['part']), _SV)}"


def _short_year(match: re.Match[str]) -> str:
    return cardinal(int(match["year"]), _SV)
