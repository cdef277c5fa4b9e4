"""Where a caption ends and the credit of its picture begins.

Takes the text of a caption, gives the credit's place in it and the name that it gives. The words are in
data/reading.toml. It does not know about pictures.
"""

from __future__ import annotations

import re
from functools import cache

from lattlast import packaged
from lattlast.text.sentences import split

_OPENING = r"(?:^|(?<=[.!?…”\"')/|]\s)|(?<=[–—•]\s)|(?<=[(\[/|\n]))"
_NAMED = r"\s+(?:{})\s*:?\s*(?=[A-ZÅÄÖÉÜ@©])"
_THANKS = r"\s+courtesy(?:\s+of)?\s*:?\s*(?=\S)"
_COLON = r"\s*(?::|…|\.{3})\s*(?=\S)"
_GIVEN = rf"(?:{_COLON}|\s*/\s*(?=\S)|\s+by\s+(?=\S)|{_NAMED.format('av|via')}|{_THANKS}|\s+(?=[A-ZÅÄÖ]))"
_SAID = rf"(?:\s+credits?)?(?:\s*(?:av|by)?{_COLON}|{_NAMED.format('by|via')}|{_THANKS})"
_WORD = r"[A-ZÅÄÖÉÜ][\w'’.-]*"
_NAMES = rf"{_WORD}(?:\s(?:{_WORD}|of|the|for|de|von|van|och|and|&|kommun|stad|län|museum|universitet)){{0,4}}"
_PERSON = rf"{_WORD}(?:\s(?:(?:af|von|van|de|el|al)\s)?{_WORD}){{1,2}}(?<!\.)"
_MIDWAY = r"(?:(?<=\s)(?=[A-Z])|(?<=,\s))"
_UNMARKED = r"(?<=\s)(?<!\bett\s)(?:foto|fotograf|photo):\s*(?=[A-ZÅÄÖÉ])"
_COUNTED = r"(?:bild|image|photo)\s\d+\s(?:av|of)\s\d+\b\s?[:.|–-]?"
_LONGEST = 90


@cache
def _words(kind: str) -> str:
    return "|".join(sorted(map(re.escape, packaged.table("reading")["credits"][kind]), key=len, reverse=True))


@cache
def _photo() -> re.Pattern[str]:
    """Tell a label of photographs, at the beginning of a sentence or, with a colon and a name, anywhere."""
    labels = _words("photographs")
    return re.compile(
        rf"{_OPENING}(?i:(?:{labels})(?:\s+credits?)?){_GIVEN}|{_MIDWAY}(?i:{labels}){_COLON}|{_UNMARKED}"
    )


@cache
def _picture() -> re.Pattern[str]:
    """Tell the labels of other pictures, and “Courtesy of”, which all need a mark or a word after them."""
    thanks = rf"{_OPENING}(?i:(?:{_words('thanks')})\s*:?)\s*(?=\S)"
    return re.compile(rf"(?:{_OPENING}|{_MIDWAY})(?i:{_words('pictures')}){_SAID}|{thanks}")


@cache
def _agency() -> re.Pattern[str]:
    """Tell an agency at the end, alone, in brackets or beside a name; two names with a stroke; a name by itself."""
    agency = rf"(?:{_words('agencies')})"
    beside = rf"(?:{_NAMES}\s*(?:/|,|\||\bvia\b|\bfor\b)\s*)?{agency}(?:\s*(?:/|,|\||\bvia\b)\s*{_NAMES})?"
    both = rf"{_NAMES}\s?/\s?{_NAMES}|{_WORD}\s{_WORD}\sfor\s{_NAMES}(?<!\.)"
    named = rf"(?<=[.!?…]\s\(){_PERSON}(?=\)\.?$)|(?<=[^\W\d_]{{4}}[.!?…]\s){_PERSON}$"
    return re.compile(rf"(?:(?<=[(\[])|(?:^|(?<=[.!?…”\"']\s)|(?<=\n)))(?:{beside}|{both})(?=[)\]]?\.?$)|{named}")


@cache
def caption_label() -> re.Pattern[str]:
    """Match the words that only say that a caption follows."""
    return re.compile(rf"^(?i:{_words('caption-labels')}|{_COUNTED})\s*")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('agencies')})")


def photo_label(text: str) -> re.Match[str] | None:
    """Find where a credit with a label of photographs begins: “Foto: …”, “Photo by …”."""
    return _photo().search(text)


def is_credit(text: str) -> bool:
    """Say whether a text says who took a picture, in a few words, and nothing else."""
    opens = _photo().match(text) or _picture().match(text) or _alone().fullmatch(text)
    return bool(opens) and len(text) <= _LONGEST


def is_person(text: str) -> bool:
    """Say whether a text is a name of two or three parts, and nothing else."""
    return bool(re.fullmatch(_PERSON, text))


def opens_with_photo(text: str) -> bool:
    """Say whether a text is a credit as a whole."""
    return bool(_photo().match(text))


def credit_span(text: str) -> tuple[int, int]:
    """Give where in a caption its credit stands, an empty span at the end where there is none."""
    match = _photo().search(text) or _picture().search(text) or _agency().search(text, max(0, len(text) - _LONGEST))
    return (match.start(), _end(text, match.start())) if match else (len(text), len(text))


def _end(text: str, start: int) -> int:
    """End a credit that comes first with its sentence or line; else it is all of the rest."""
    if start:
        return len(text)
    line = text[: _LONGEST + 1].partition("\n")[0]
    first = split(line)[0][1]
    return first if first <= _LONGEST else len(text)


def credited(credit: str) -> str:
    """Give whom a credit names, without its label."""
    match = _photo().match(credit) or _picture().match(credit)
    return credit[match.end() :] if match else credit
