"""The numbers of Swedish law and of cases: paragraphs, chapters, statutes, registration numbers.

Gives rules. It does not know about dates.

House style: 4 kap. 5 § is *fjärde kapitlet femte paragrafen*, § 45 of minutes *paragraf fyrtiofem*, SFS 2010:900
*tjugohundratio kolon niohundra*.
"""

from __future__ import annotations

import re

from lattlast.narration.numerals import cardinal, grouped, year
from lattlast.narration.quantities import SPACE
from lattlast.narration.rules import Rule, pattern
from lattlast.narration.swedish_calendar import AND, FREE, YEAR, dashes_said, ordinal_of, ordinals

_SV = "sv"
_FEW_DIGITS = 4


def rules() -> tuple[Rule, ...]:
    """Give the rules."""
    paragraphs = rf"(?P<paragraphs>\d{{1,3}}(?:{SPACE}[a-z])?(?:{AND}\d+(?:{SPACE}[a-z])?)*){SPACE}?§{{1,2}}"
    chapter = rf"(?<![\w.,])(?P<chapter>\d+){SPACE}kap\b(?:\.?(?=[ )\u00a0,;])|(?=\.?$))"
    return (
        pattern(
            rf"(?:{FREE}|(?<=[A-ZÅÄÖ]/))(?P<year>{YEAR})(?:/(?P<next>\d\d))?:(?P<number>\d{{1,4}})(?!\d)", _statute
        ),
        pattern(
            rf"(?:{FREE}|(?<=[A-ZÅÄÖ][-/]))(?P<year>20\d\d)(?P<dash>[-/])(?!20\d\d\b)(?P<number>\d{{3,6}})(?![\w-])",
            _case,
        ),
        pattern(r"(?<=[A-ZÅÄÖ]-)(?P<year>20\d\d)(?P<dash>-)(?P<number>\d{1,6})(?![\w-])", _case),
        pattern(r"(?<=[A-ZÅÄÖ]{2}[ \u00a0])(?P<year>20\d\d)(?P<dash>[-/])(?P<number>\d{1,6})(?![\w-])", _case),
        pattern(rf"(?<![\w.,–-])(?:(?P<chapter>\d+){SPACE}kap\.?{SPACE})?{paragraphs}", _paragraphs),
        pattern(chapter, lambda match: f"{ordinal_of(match['chapter'])} kapitlet"),
        pattern(rf"§{{1,2}}{SPACE}?(?P<numbers>\d+(?:{AND}\d+)*)", _minuted),
    )


def parts() -> tuple[Rule, ...]:
    """Give the rules for the parts of a section, which come before units: *2 § 3 st 1 p*, *artikel 9.2 h*."""
    article = rf"\b(?P<a>[Aa])rt(?:ikel|\.)?{SPACE}(?P<numbers>\d+(?:\.\d+)*)(?P<letter>{SPACE}[a-z])?(?![\w.]\w|\w)"
    return (
        pattern(article, _article),
        pattern(rf"(?<=§{SPACE})(?P<part>\d){SPACE}st\b\.?(?!$)", lambda match: f"{ordinal_of(match['part'])} stycket"),
        pattern(
            rf"(?<=st{SPACE})(?P<item>\d+){SPACE}p\b\.?(?!$)", lambda match: f"{ordinal_of(match['item'])} punkten"
        ),
    )


def _statute(match: re.Match[str]) -> str:
    following = f" {cardinal(int(match['next']), _SV)}" if match["next"] else ""
    return f"{year(int(match['year']), _SV)}{following} kolon {cardinal(int(match['number']), _SV)}"


def _case(match: re.Match[str]) -> str:
    """Say the number of a case: the year, then short numbers as numbers, long ones digit by digit."""
    number = match["number"]
    sign = "snedstreck" if match["dash"] == "/" else "streck"
    said = grouped(number, _SV) if number[0] == "0" or len(number) > _FEW_DIGITS else cardinal(int(number), _SV)
    return f"{year(int(match['year']), _SV)} {sign} {said}"


def _paragraphs(match: re.Match[str]) -> str:
    chapter = f"{ordinal_of(match['chapter'])} kapitlet " if match["chapter"] else ""
    several = len(re.findall(r"\d+", match["paragraphs"])) > 1
    return f"{chapter}{ordinals(match['paragraphs'])} {'paragraferna' if several else 'paragrafen'}"


def _article(match: re.Match[str]) -> str:
    numbers = " punkt ".join(cardinal(int(number), _SV) for number in match["numbers"].split("."))
    return f"{match['a']}rtikel {numbers}{match['letter'] or ''}"


def _minuted(match: re.Match[str]) -> str:
    """Say the paragraphs of minutes, which are counted on from meeting to meeting."""
    numbers, several = re.subn(r"\d+", lambda number: cardinal(int(number.group()), _SV), match["numbers"])
    return f"{'paragraferna' if several > 1 else 'paragraf'} {dashes_said(numbers)}"
