"""Acronyms, initials, Roman numerals and names with figures in them.

Takes a language, gives rules. What is read as a word against the rule stands in the pronunciations. It does not know
what an acronym stands for.

An acronym of two or three letters is spelled; a longer one is read as a word where it can be pronounced.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.languages import language
from lattlast.narration.numerals import cardinal, ordinal
from lattlast.narration.rules import pattern
from lattlast.narration.wording import wording

if TYPE_CHECKING:
    from lattlast.narration.lexicon import Lexicon
    from lattlast.narration.rules import Rule

_CAPITAL = "A-ZÅÄÖÉÜ"
_SPACE = "[ \u00a0]"
_ACRONYM = rf"(?<![\w.@])(?P<letters>[{_CAPITAL}]{{2,6}})(?::(?P<ending>[a-zåäö]{{1,4}})|(?P<s>s))?(?![\w@]|\.\w)"
_INITIALS = (
    rf"(?<![\w@./-])(?P<letters>[{_CAPITAL}]\.(?:[- \u00a0]?[{_CAPITAL}]\.)*|[{_CAPITAL}]-[{_CAPITAL}])"
    rf"(?={_SPACE}[{_CAPITAL}][a-zåäöéü])"
)
_COUNTED = (
    rf"(?<![\w@./-])(?P<letters>[{_CAPITAL}]{{1,3}})(?:-|(?<=\bE) )?(?P<number>\d{{1,3}})"
    r"(?::(?P<ending>ans?))?(?!\w|[.,:]\d)"
)
_FLAT = rf"(?P<number>\d+){_SPACE}?(?P<letter>[A-HÅÄÖ])(?!\w|\.\w)"
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_AFTER = r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_]\. ))(?P<roman>[IVX]{1,7})(?P<s>s|:s)?(?![\w:-])"
_ROMANS = r"(?P<label>[^\W\d_]+\.?) (?P<here>(?P<low>[IVX]{1,7})[–-](?P<high>[IVX]{1,7}))(?![\w:-])"
_VALUES = {"I": 1, "V": 5, "X": 10}
_SPELLED_UP_TO = 3
_VOWELS = "AEIOUYÅÄÖÉÜ"
_PRONOUNCEABLE = re.compile(rf"[^{_VOWELS}]{{0,2}}(?:[{_VOWELS}]{{1,2}}[^{_VOWELS}]{{1,2}})+[{_VOWELS}]?")
_LAST_WORD = re.compile(r"([\w-]+\.?) $")
_SHOUTED = 6
_RULED = {"sv", "en"}


def spell(letters: str, lang: str) -> str:
    """Spell letters by their names."""
    table = wording(lang)
    return str(table["words"]["letters"]).join(table["letters"].get(letter.upper(), letter) for letter in letters)


def numbered(lang: str) -> tuple[Rule, ...]:
    """Give the rule for a number with a capital right after it: class 7A, 4H, 5G."""
    expression = rf"(?<![\w.,:])(?P<number>\d{{1,3}})(?P<letter>[{_CAPITAL}])(?!\w)"
    return (pattern(expression, lambda match: _flat(match, lang)),)


def acronyms(lang: str) -> tuple[Rule, ...]:
    """Give the rules for a language that has letter names."""
    return (
        pattern(_ROMANS, lambda match: _romans(match, lang)),
        pattern(_ROMAN_AFTER, lambda match: _roman(match, lang)),
        pattern(_INITIALS, lambda match: _initials(match["letters"], lang)),
        pattern(_COUNTED, lambda match: _counted(match, lang)),
        pattern(_FLAT, lambda match: _flat(match, lang)),
        pattern(_ACRONYM, lambda match: _acronym(match, lang)),
    )


def spelled_out(text: str, lang: str, lexicon: Lexicon) -> dict[str, str]:
    """Find the acronyms that no pronunciation covers, with how they are said by rule."""
    if language(lang) not in _RULED:
        return {}
    known = [range(start, end) for start, end, _ in lexicon.find(text, lang)]
    found = (match for match in re.finditer(_ACRONYM, text) if not any(match.start() in span for span in known))
    said = ((match["letters"], _acronym(match, language(lang))) for match in found)
    return {letters: spoken for letters, spoken in said if spoken and spoken != letters.lower()}


def is_shouted(text: str) -> bool:
    """Say whether a text is set in capitals throughout: then its words are no acronyms."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= _SHOUTED and text.upper() == text and " " in text.strip()


def _acronym(match: re.Match[str], lang: str) -> str | None:
    letters, ending = match["letters"], match["ending"] or match["s"] or ""
    if is_shouted(match.string):
        return None
    if letters.lower() in wording(lang)["lists"]["shouted"]:
        return letters.lower() + ending
    if len(letters) > _SPELLED_UP_TO and _PRONOUNCEABLE.fullmatch(letters):
        return letters.capitalize() + ending
    return spell(letters, lang) + ending


def _initials(letters: str, lang: str) -> str:
    return spell("".join(re.findall(r"\w", letters)), lang)


def _counted(match: re.Match[str], lang: str) -> str:
    said = cardinal(int(match["number"]), lang)
    if match["ending"]:
        said = wording(lang)["nouns"].get(match["number"], f"{said}-an") + match["ending"].removeprefix("an")
    return f"{spell(match['letters'], lang)} {said}"


def _flat(match: re.Match[str], lang: str) -> str:
    return f"{cardinal(int(match['number']), lang)} {spell(match['letter'], lang)}"


def _roman(match: re.Match[str], lang: str) -> str | None:
    """Say Karl XII as an ordinal, del IV as a number; a lone I, V or X only after a regent or a label."""
    roman, table = match["roman"], wording(lang)
    before = _LAST_WORD.search(match.string[: match.start()])
    if before is None or is_shouted(match.string) or not _ROMAN.fullmatch(roman):
        return None
    number, ending = _value(roman), "s" if match["s"] else ""
    if before[1] in table["lists"]["regents"]:
        return f"{table['words']['regent']} {ordinal(number, lang)}{ending}"
    known = before[1].lower() in table["lists"]["labels"]
    return cardinal(number, lang) + ending if known or len(roman) > 1 else None


def _romans(match: re.Match[str], lang: str) -> str | None:
    """Say *etapp I–III* with a word for the dash."""
    table = wording(lang)
    if match["label"].lower() not in table["lists"]["labels"]:
        return None
    return f" {table['words']['to']} ".join(cardinal(_value(match[part]), lang) for part in ("low", "high"))


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
