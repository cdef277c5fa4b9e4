"""Lines that say who: “Text och foto: Karin Ek”, “Av Karin Ek”, “By Jane Doe”.

Takes a line's text, gives who wrote and who took the pictures. It does not know where on a page the line stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PART = r"[A-ZÅÄÖÉÜ][\w'’.-]*"
NAME = rf"{_PART}(?:\s+(?:(?:von|af|de|da|van|el|al|bin|la|der|den|dos|du|di|le|ter|y)\s+){{0,2}}{_PART}){{1,3}}"
_WITH = r"\s*(?:och|&|\+|/|,)\s*"
_PICTURES = r"(?:foton?|bild(?:er)?|illustration(?:er)?)"
_TEXT_AND_PICTURES = rf"text(?:{_WITH}{_PICTURES})?|{_PICTURES}(?:{_WITH}text)?"
_LABEL = re.compile(
    rf"(?P<label>{_TEXT_AND_PICTURES}|fotograf|skribent|(?:publicera[dt]|skrive[nt]|(?:in|upp)lag[dt])\s+av|reporter"
    r"|(?:artikel)?författare|(?:webb)?redaktör|journalist|vid\s+(?:pennan|tangenterna))\s*:\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?P<label>(?:[Aa]v|[Ss]kriven av|[Tt]ext(?: av| och foto)?|[Ff]oto)(?=\s)|/{{1,2}}(?=[^/]*$))\s*"
    rf"(?P<name>{NAME}(?=$|[,|]).*)"
)
_AFTER_NAME = re.compile(rf"(?P<name>{NAME}),\s+(?P<label>{_TEXT_AND_PICTURES})", re.IGNORECASE)
_BY = re.compile(
    r"(?:av|by|words by|written by|story by|report by|von|par|por|di|door|texte?|autor)\s*:?\s+", re.IGNORECASE
)
_FOREIGN = re.compile(rf"{_BY.pattern}(?-i:{NAME})(?=$|[\s,|–—-]).{{0,80}}", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:,[^.]{1,60},)?\s+(?:is|was|writes|covers|reports|works|has been|joined|är|skriver|arbetar|bevakar|jobbar)\b"
)
_NAMES_APART = re.compile(r"\s*(?:,|;|\boch\b|\band\b|&)\s*")
_PERSON = re.compile(r".+?(?=\s+för\s|\s*[,(|/]|\s+[-–]\s|\.?$)")
_ENUMERATED = re.compile(r"\s*[,|·]\s*(?=(?:text|foto|bild|illustration)\w*\s*:)", re.IGNORECASE)
_TITLE_WORDS = 6
_FACTS = {
    "photographer": re.compile(r"fot|bild", re.IGNORECASE),
    "author": re.compile(r"text|skri|reporter|författare|redaktör|journalist|vid\b|av\b|/", re.IGNORECASE),
}


def is_signature(line: str) -> bool:
    """Say whether a line is nothing but who made the article."""
    return bool(_credit(line) or _FOREIGN.fullmatch(line))


def _credit(line: str) -> re.Match[str] | None:
    return _LABEL.match(line) or _OF.fullmatch(line) or _AFTER_NAME.fullmatch(line)


def signed(line: str) -> Iterator[tuple[str, str]]:
    """Give the facts in a byline, author or photographer, with the person; a line without a label names the author."""
    for part in _ENUMERATED.split(line):
        match = _credit(part)
        label, name = (match["label"], match["name"]) if match else ("text", _BY.sub("", part, count=1))
        person = person_in(name)
        yield from ((fact, person) for fact, pattern in _FACTS.items() if person and pattern.search(label))


def person_in(text: str) -> str:
    """Give the person whom a text begins with, without their employer; an empty string for what is no name."""
    match = _PERSON.match(text)
    return match.group() if match and not any(letter.isdigit() for letter in match.group()) else ""


def full_names(author: str) -> list[str]:
    """Give the names of two parts or more in a list of authors."""
    return [name for name in _NAMES_APART.split(author) if " " in name]


def names_one_of(text: str, names: Iterable[str]) -> bool:
    """Say whether a text is one of the names, perhaps with a title: “Jane Doe, Senior Correspondent”."""
    return any(_is_title(text.removeprefix(name)) for name in names if text.startswith(name))


def is_about(text: str, names: Iterable[str]) -> bool:
    """Say whether a text tells who one of them is: “Jane Doe covers the county.”."""
    return any(_ABOUT.match(text.removeprefix(name)) for name in names if text.startswith(name))


def _is_title(rest: str) -> bool:
    return len(rest.split()) <= _TITLE_WORDS and not rest.endswith((".", "!", "?", ":"))
