"""Addresses, telephone numbers and other strings that are said sign by sign.

Takes a language, gives rules. It does not know about quantities or dates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.narration.numerals import cardinal, grouped
from lattlast.narration.rules import pattern
from lattlast.narration.wording import wording

if TYPE_CHECKING:
    from lattlast.narration.rules import Rule

_DOMAIN = r"(?:[\w-]+\.)+(?:se|nu|com|org|net|eu|info|gov|edu|io|no|dk|fi|de|uk)"
_EMAIL = r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}"
_REST = r"[^\s<>()\"”»]*[^\s<>()\"”».,;:!?]"
_URL = rf"(?:https?://|www\.){_REST}|(?<![\w.@-]){_DOMAIN}(?:/{_REST})?(?![\w@])"
_PREFIX = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_TAIL = re.compile(r"[?#].*$|/$")
_MOST_PARTS = 3
_SPACE = "[ \u00a0\u2009\u202f]"
_PHONE = (
    rf"(?<![\w.,/:-])(?<!\d{_SPACE})(?=\+?(?:\W{{0,3}}\d){{7}})(?:\+\d{{1,3}}{_SPACE}?(?:\(0\){_SPACE}?)?\d{{1,4}}|\(?0\d{{1,3}}\)?)"
    rf"(?:{_SPACE}?[-–/]{_SPACE}?|{_SPACE})\d{{2,4}}(?:{_SPACE}?-?\d{{2,4}}){{0,4}}(?![\w-]|[.,]\d)"
)
_IDENTITY = r"(?<![\w.,-])(?:\d{6}|\d{8})[-+]\d{4}(?![\w-])"
_SWISH = rf"(?<![\w.,:/-])(?<!\d{_SPACE})\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d\d{_SPACE}\d\d(?!{_SPACE}?\d|[\w-]|[.,]\d)"
_HYPHENATED = r"(?<![\w.,-])\d+(?:-\d+){3,}(?![\w-])"
_LONG = r"(?<![\w.,:-])(?<!\d[ \u00a0\u2009\u202f])(?:0\d{2,}|\d{9,})(?![\w:]|[.,]\d)"


def addresses(lang: str) -> tuple[Rule, ...]:
    """Give the rules for e-mail and web addresses; of a long web address only the site is said."""
    return (
        pattern(_EMAIL, lambda match: _address(match.group(), lang), flags=re.IGNORECASE),
        pattern(_URL, lambda match: _address(_shorten(match.group()), lang), flags=re.IGNORECASE),
    )


def numbers(lang: str) -> tuple[Rule, ...]:
    """Give the rules for what is said digit by digit in a language that has a table: see `digit_by_digit`."""
    words, cues = wording(lang)["words"], "|".join(wording(lang)["lists"]["code_cues"])
    after_cue = (
        rf"\b(?:{cues})(?:[:.]|{_SPACE}{words['is']})?{_SPACE}(?P<here>\d(?:{_SPACE}?-?\d){{3,}})(?![\w/–-]|[.,]\d)"
    )
    cued = pattern(after_cue, lambda match: grouped(match["here"], lang), flags=re.IGNORECASE)
    return (cued, *digit_by_digit(lang, plus=f"{words['plus']} "))


def digit_by_digit(lang: str, *, plus: str = "") -> tuple[Rule, ...]:
    """Give the rules for telephone, organisation and personal numbers: digit by digit, in their groups."""

    def say(match: re.Match[str]) -> str:
        code = match.group()
        return (plus if code.startswith("+") else "") + grouped(code.replace("(0)", ""), lang)

    return tuple(pattern(expression, say) for expression in (_PHONE, _SWISH, _IDENTITY, _HYPHENATED, _LONG))


def _shorten(address: str) -> str:
    bare = _TAIL.sub("", _PREFIX.sub("", address))
    return bare if bare.count("/") < _MOST_PARTS else bare.partition("/")[0]


def _address(address: str, lang: str) -> str:
    words = wording(lang)["words"]
    signs = {
        ".": words["dot"],
        "@": words["at"],
        "-": words["dash"],
        "_": words["underscore"],
        "/": words["slash"],
        "+": words["plus"],
    }
    parts = re.findall(r"\d+|[^\W\d_]+|[.@_/+-]", address)
    return " ".join(signs.get(part) or (_digits(part, lang) if part.isdecimal() else part) for part in parts)


def _digits(part: str, lang: str) -> str:
    return grouped(part, lang) if part[0] == "0" else cardinal(int(part), lang)
