"""The rules of spoken Swedish, in order of precedence.

Takes the pronunciations and abbreviations as rules, gives all rules. It does not know about voices.

House style: numbers are said as numbers and years by hundreds; telephone, organisation and personal numbers digit by
digit in their groups; *ett* becomes *en* before a noun of common gender.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lattlast.narration import codes, swedish_calendar, swedish_law, swedish_shortened
from lattlast.narration.acronyms import acronyms, numbered
from lattlast.narration.numerals import cardinal, digits, grouped, ordinal, year
from lattlast.narration.quantities import DASH, NUMBER, SPACE, fraction_of, number, quantities
from lattlast.narration.rules import UNSPOKEN, Rule, alternatives, pattern
from lattlast.narration.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

_SV = "sv"
_NUMBER = NUMBER[_SV]
_FREE = r"(?<![\w.,:/@–-])"
_END = r"(?![\w@]|[.,:]\d)"
_YEARS = range(1100, 2100)
_SURE_YEARS = range(1900, 2100)
_ROUND = 50
_ROUND_COUNTS = {100: "hundra", 1000: "tusen"}
_BEFORE = re.compile(r"(?P<word>[\w.§-]+)[ \u00a0]$")
_AFTER = re.compile(r"[ \u00a0](?P<word>[a-zåäöé-]+)(?:[ \u00a0](?P<next>[a-zåäöé-]+))?")


def rules(pronunciations: Rule, abbreviations: Rule) -> tuple[Rule, ...]:
    """Give all rules of Swedish."""
    return (*codes.addresses(_SV), pronunciations, *_specific(), abbreviations, *_general())


@cache
def _specific() -> Sequence[Rule]:
    """Give the rules for what has a form of its own: codes, amounts, dates, numbers with a word or a fraction."""
    lists, fractions = wording(_SV)["lists"], alternatives(wording(_SV)["fractions"])
    decades = rf"{_FREE}(?P<number>\d+)(?=-{SPACE}(?:och|eller|till){SPACE}\d+-tal)"
    mixed = rf"{_FREE}(?P<whole>\d+){SPACE}?(?P<part>[½¼¾⅓⅔]|(?<= )(?:{fractions})(?![\w/]))"
    seasons, proportions = alternatives(lists["seasons"]), alternatives(lists["proportions"])
    short_years = rf"\b(?P<cue>{seasons}){SPACE}(?P<here>(?P<first>\d\d)/(?P<second>\d\d)){_END}"
    proportion = rf"\b(?P<cue>{proportions}){SPACE}(?P<one>\d+):(?P<many>{_NUMBER}){_END}"
    return (
        pattern(short_years, _short_years, flags=re.IGNORECASE),
        pattern(proportion, _proportion, flags=re.IGNORECASE),
        pattern(rf"(?<![\w.,:/–-])(?P<one>1):(?P<many>\d{{1,4}}00?){_END}", _lone_proportion),
        pattern(rf"{_FREE}(?:SE?-)?(?P<code>\d{{3}}{SPACE}\d\d)(?={SPACE}{{1,2}}[A-ZÅÄÖ][A-ZÅÄÖa-zåäö])", _postcode),
        pattern(rf"{_FREE}(?<![+−±])(?P<number>{alternatives(lists['services'])}){_END}(?![-–/]\d|-|/)", _service),
        pattern(rf"\b(?:{alternatives(lists['open'])}){SPACE}(?P<here>24/7)\b", lambda _: "tjugofyra sju"),
        *swedish_law.parts(),
        pattern(rf"(?<=\d{SPACE})t{SPACE}o{SPACE}m\b", lambda _: "till och med"),
        *swedish_shortened.rules(),
        *codes.numbers(_SV),
        *quantities(_SV),
        *swedish_law.rules(),
        *swedish_calendar.rules(),
        pattern(rf"\b[Ee]n{SPACE}(?P<here>(?P<number>\d+):a)\b", _flat_size),
        pattern(rf"{_FREE}(?P<low>\d+):[ae]{DASH}(?P<high>\d+):[ae]\b", _places),
        pattern(rf"{_FREE}(?P<number>\d+):(?P<ending>a|e|s|ans?|or)\b", _with_ending),
        pattern(rf"{_FREE}(?P<number>\d)\.?(?={SPACE}(?:{alternatives(lists['ranked'])})\b)", _ranked),
        pattern(rf"{_FREE}(?P<minutes>\d{{1,2}})[.:](?P<seconds>[0-5]\d),(?P<parts>\d{{1,2}})(?!\d)", _race_time),
        pattern(rf"(?<=\w )km(?={SPACE}\d)", lambda _: "kilometer"),
        pattern(rf"(?<=:[ae]{SPACE})min\b\.?(?!$)", lambda _: "minut"),
        pattern(rf"\b(?P<cue>{alternatives(lists['attached'])})-?(?P<number>\d{{1,2}}){_END}", _attached),
        pattern(rf"\b[Ss]id(?:an?|\.)?{SPACE}(?P<here>(?P<page>\d+){SPACE}?\((?P<all>\d+)\))", _page),
        pattern(rf"{_FREE}(?P<page>\d+)\((?P<all>\d+)\)", _page),
        pattern(rf"{_FREE}(?:(?P<low>\d+){DASH})?(?P<number>{_NUMBER})[-‑](?P<rest>[a-zåäö]{{2,}})", _compound),
        *numbered(_SV),
        pattern(decades, lambda match: _stem(int(match["number"]), "tal")),
        pattern(mixed, _mixed),
        pattern(rf"(?:{fractions})(?![\w/])", _fraction),
    )


@cache
def _general() -> Sequence[Rule]:
    """Give the rules for what is left: acronyms, numbers, dashes and signs."""
    symbols = wording(_SV)["symbols"]
    return (
        *acronyms(_SV),
        pattern(r"(?<![\w.,])(?P<parts>\d+(?:\.\d+)+)(?!\w)", lambda match: _joined(match["parts"], ".", "punkt")),
        pattern(r"(?<![\w.,])(?P<parts>\d+(?::\d+)+)(?!\w)", lambda match: _joined(match["parts"], ":", "kolon")),
        pattern(rf"(?<=\d){SPACE}?[x×*]{SPACE}?(?=\d)", lambda _: " gånger "),
        pattern(rf"(?<![\w.,:])(?P<low>{_NUMBER}){DASH}(?P<high>{_NUMBER}){_END}", _range),
        pattern(rf"(?<![\d.,:])(?P<number>{_NUMBER})(?!@|[.,:]\d)", _number),
        swedish_calendar.dash(),
        pattern(rf"(?:^|(?<=[ \u00a0(]))(?<!\d{SPACE})-(?=\d)|^–(?=\d)", lambda _: "minus "),
        pattern(rf"(?<=[a-zåäö]\.)(?P<number>\d+){_END}", lambda match: number(match["number"], _SV)),
        pattern(r"(?<=[\dA-ZÅÄÖ])/(?=\d)", lambda _: " snedstreck "),
        pattern(r"(?<=[a-zåäöé])/(?=[a-zåäöé])", _stroke),
        pattern(r"(?<=[a-zåäöé])/(?=[A-ZÅÄÖ])", lambda _: ", "),
        pattern(alternatives(symbols), lambda match: str(symbols[match.group()])),
        pattern(r"(?<=\w)/(?=\w)", lambda _: " snedstreck "),
        pattern(UNSPOKEN, lambda _: ""),
    )


def _short_years(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['first']), _SV)} {cardinal(int(match['second']), _SV)}"


def _proportion(match: re.Match[str]) -> str:
    return f"{match['cue']} {cardinal(int(match['one']), _SV)} till {number(match['many'], _SV)}"


def _lone_proportion(match: re.Match[str]) -> str | None:
    """Take 1:500 for a proportion, but leave the property Berga 1:500."""
    before = _BEFORE.search(match.string[: match.start()])
    named = before is not None and before["word"][0].isupper()
    return None if named else f"ett till {number(match['many'], _SV)}"


def _postcode(match: re.Match[str]) -> str:
    return grouped(match["code"], _SV)


def _service(match: re.Match[str]) -> str | None:
    after = _AFTER.match(match.string, match.end())
    counted = after is not None and after["word"] not in wording(_SV)["lists"]["function_words"]
    unit = re.match(rf"{SPACE}?(?:%|kr|§|\d)", match.string[match.end() :])
    ambiguous = " " not in match["number"]
    if ambiguous and (counted or unit or _is_labelled(match)):
        return None
    return str(wording(_SV)["lists"]["services"][match["number"]])


def _attached(match: re.Match[str]) -> str:
    return f"{wording(_SV)['lists']['attached'][match['cue']]} {cardinal(int(match['number']), _SV)}"


def _page(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['page']), _SV)} av {cardinal(int(match['all']), _SV)}"


def _flat_size(match: re.Match[str]) -> str | None:
    """Say *en 3:a* as a noun: a flat of three rooms, a mark, a bus."""
    noun = wording(_SV)["nouns"].get(match["number"])
    return str(noun).removesuffix("n") if noun else None


def _with_ending(match: re.Match[str]) -> str | None:
    written, ending = int(match["number"]), match["ending"]
    if ending in {"a", "e"}:
        return ordinal(written, _SV)
    if ending == "s":
        return f"{cardinal(written, _SV)}s"
    noun = wording(_SV)["nouns"].get(match["number"])
    if noun is None:
        return None
    endings = {"an": str(noun), "ans": f"{noun}s", "or": f"{noun[:-2]}or"}
    return endings[ending]


def _places(match: re.Match[str]) -> str:
    return f"{ordinal(int(match['low']), _SV)} till {ordinal(int(match['high']), _SV)}"


def _ranked(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]), _SV)


def _race_time(match: re.Match[str]) -> str:
    minutes, seconds = cardinal(int(match["minutes"]), _SV), cardinal(int(match["seconds"]), _SV)
    return f"{minutes} {seconds} komma {digits(match['parts'], _SV)}"


def _compound(match: re.Match[str]) -> str:
    """Join the number to its word: femåring, artonhundratalet; an emergency number keeps its own reading."""
    written, rest = match["number"], match["rest"]
    if written in wording(_SV)["lists"]["services"]:
        return f"{wording(_SV)['lists']['services'][written]} {rest}"
    low = f"{cardinal(int(match['low']), _SV)} till " if match["low"] else ""
    between = " " if _is_name(match) else ""
    whole = re.sub(r"[^\d,]", "", written)
    return low + (number(written, _SV) if "," in whole else _stem(int(whole), rest)) + between + rest


def _stem(written: int, rest: str) -> str:
    if written in _YEARS and rest.startswith("tal") and written % 100 == 0:
        return f"{cardinal(written // 100, _SV)}hundra"
    if written in _ROUND_COUNTS and rest.startswith("tal"):
        return _ROUND_COUNTS[written]
    return year(written, _SV) if written in _YEARS else cardinal(written, _SV)


def _mixed(match: re.Match[str]) -> str:
    common = _is_common(match)
    part = str(wording(_SV)["fractions"][match["part"]])
    if part == wording(_SV)["fractions"]["½"] and not common:
        part = "ett halvt"
    return f"{cardinal(int(match['whole']), _SV, common=common)} och {part}"


def _fraction(match: re.Match[str]) -> str:
    joined = match.string.startswith("-", match.end())
    measured = swedish_calendar.measures(match.string, match.end()) not in {"", "av"}
    return fraction_of(match.group(), _SV) if joined or measured else str(wording(_SV)["fractions"][match.group()])


def _joined(text: str, sign: str, word: str) -> str:
    return f" {word} ".join(cardinal(int(part), _SV) for part in text.split(sign))


def _range(match: re.Match[str]) -> str | None:
    """Say *till* between numbers that rise; a result such as 3–2 has none."""
    if any(_is_code(match[part]) for part in ("low", "high")):
        return None
    after = _AFTER.match(match.string, match.end())
    counts = after is not None and after["word"] not in wording(_SV)["lists"]["function_words"]
    rises = _value(match["low"]) < _value(match["high"]) and (counts or match["low"] != "0")
    if _is_year(match["low"], match) and _is_year(match["high"], match) and rises:
        return f"{year(int(match['low']), _SV)} till {year(int(match['high']), _SV)}"
    common = _is_common(match)
    low, high = number(match["low"], _SV, common=common), number(match["high"], _SV, common=common)
    return f"{low} till {high}" if rises else f"{low} {high}"


def _number(match: re.Match[str]) -> str:
    written = match["number"]
    if _is_code(written):
        return digits(written, _SV)
    if _is_year(written, match):
        return year(int(written), _SV)
    return number(written, _SV, common=_is_common(match))


def _is_code(written: str) -> bool:
    return written[0] == "0" and written[1:2].isdecimal()


def _value(written: str) -> float:
    return float(re.sub(r"[^\d,]", "", written).replace(",", "."))


def _is_year(written: str, match: re.Match[str]) -> bool:
    """Tell a year from a count by its size, the word before and the word after."""
    if not re.fullmatch(r"\d{4}", written) or int(written) not in _YEARS:
        return False
    lists = wording(_SV)["lists"]
    before, after = _BEFORE.search(match.string[: match.start()]), _AFTER.match(match.string, match.end())
    if _is_surely_year(match) and not (after and after["word"] in lists["counted"]):
        return True
    if before and before["word"].lower() in (*lists["labels"], *lists["year_cues"]):
        return before["word"].lower() in lists["year_cues"] and not (after and _is_counted(after["word"]))
    if after and _is_counted(after["word"]):
        return False
    return int(written) in _SURE_YEARS or after is not None or int(written) % _ROUND != 0


def _is_surely_year(match: re.Match[str]) -> bool:
    cues = alternatives(wording(_SV)["lists"]["sure_year_cues"])
    before = re.search(rf"\b(?:{cues}){SPACE}$", match.string[: match.start()], re.IGNORECASE)
    return int(match["number"] if "number" in match.groupdict() else match["low"]) in _SURE_YEARS and bool(before)


def _is_counted(word: str) -> bool:
    """Say whether a word is a noun that people count, by the list or by its plural; *års* is none."""
    lists = wording(_SV)["lists"]
    known = any(word == noun or (word.endswith(noun) and len(noun) > len("hus")) for noun in lists["counted"])
    return known or (word.endswith(("or", "er", "ar", "are")) and word not in lists["function_words"])


def _is_common(match: re.Match[str]) -> bool:
    """Say whether the number counts a noun of common gender, which takes *en*."""
    after = _AFTER.match(match.string, match.end())
    if after is None or _is_name(match) or after["word"] in wording(_SV)["lists"]["function_words"]:
        return False
    follows = [word for word in (after["word"], after["next"]) if word]
    counted = (
        follows[1] if len(follows) > 1 and follows[0].endswith(("a", "t")) and _is_neuter(follows[1]) else follows[0]
    )
    return not (_is_neuter(counted) or counted.endswith(("tt", "igt", "iskt")))


def _is_name(match: re.Match[str]) -> bool:
    """Say whether the number belongs to the word before it: rum 1, Storgatan 1."""
    before = _BEFORE.search(match.string[: match.start()])
    if before is None:
        return False
    lists, word = wording(_SV)["lists"], before["word"]
    opening = before.start() == 0
    named = word[0].isupper() and (not opening or word.lower().endswith(tuple(lists["streets"])))
    return named or word.lower() in lists["labels"]


def _is_labelled(match: re.Match[str]) -> bool:
    """Say whether a number names a place, a page or a paragraph: rum 112, Storgatan 112, § 112."""
    before = _BEFORE.search(match.string[: match.start()])
    lists = wording(_SV)["lists"]
    word = before["word"].lower() if before else ""
    return word not in {"", "nummer", "nr"} and (word in lists["labels"] or word.endswith(tuple(lists["streets"])))


def _is_neuter(word: str) -> bool:
    neuters = wording(_SV)["lists"]["neuters"]
    stems = {word, word.removesuffix("s"), word.removesuffix("n"), word.removesuffix("en"), word.removesuffix("et")}
    return any(stem == noun or (stem.endswith(noun) and len(noun) > len("bo")) for stem in stems for noun in neuters)


def _stroke(match: re.Match[str]) -> str:
    """Say *per* before a span of time that something counted is divided by: 35 kg matavfall/år."""
    counted = re.search(r"\d[^.;,]*$", match.string[: match.start()])
    if counted and re.match(rf"(?:{alternatives(wording(_SV)['lists']['spans'])})\b", match.string[match.end() :]):
        return " per "
    if re.search(r"\d,\d+ [^\W\d]+$", match.string[: match.start()]):
        return " per "
    return " " if re.search(r"\boch$", match.string[: match.start()]) else " eller "
