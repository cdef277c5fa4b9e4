"""The box at the top of an easy-read edition: what, who, when, where, and how to reach somebody.

Takes blocks whose sentences are easy already, gives the box. All that stands in it stands in the text, word for word;
where the text tells too little, there is no box.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING

from lattlast.easyread.cutting import FULL_NAME
from lattlast.easyread.explaining import fact
from lattlast.easyread.grammar import is_name
from lattlast.model import Block, Segment
from lattlast.text import checks
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HEADING = "Det viktigaste"
_MOST = 3
_LONGEST_TEXT = 2_000  # letters; what is longer is no sentence
_LONGEST = 16  # words in a line of the box
_LONGEST_OF_LEAD = 22
_FEWEST_FACTS = 2
_TOLD = frozenset({"lead", "paragraph", "item", "note", "value"})
_OPENING = frozenset({"title", "lead", "heading"})
_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_DAY = rf"(?:[a-zåäö]+dagen )?(?:den )?\d\d? (?:{_MONTH})(?: \d{{4}})?(?: klockan \d\d?(?:[.:]\d\d)?)?"
_PERIOD = re.compile(
    rf"(?:från och med |till och med |från |senast )?{_DAY}(?: till (?:och med )?{_DAY})?", re.IGNORECASE
)
_WHEN = re.compile(
    rf"\b(?:den \d\d? (?:{_MONTH})|klockan \d|(?:i|från|till|under|efter) (?:{_MONTH})\b"
    r"|(?:hösten|våren|sommaren|vintern) \d{4})",
    re.IGNORECASE,
)
_TITLE = (
    r"(?:[a-zåäö]+(?:chef|direktör|rektor|ordförande|råd|ledare|strateg|sekreterare|pedagog|lärare|samordnare)(?:en|n|et)?"
    r"|rektorn?|borgmästaren?|chefen|ordföranden?)"
)
_NAME = re.compile(rf"\b{FULL_NAME}")
_WHO = re.compile(rf"\b(?:[A-ZÅÄÖa-zåäö]+s )?{_TITLE} ({FULL_NAME})")
_PLACE = r"gatan|vägen|torget|gränd|stigen|allén|backen|platsen|esplanaden"
_ADDRESS = re.compile(rf"\b[A-ZÅÄÖ][\w-]*(?: [\w-]+)?(?:{_PLACE}) \d+(?: ?[A-Z]\b)?")
_HOUSE = re.compile(
    r"\b(?:Folkets hus|[A-ZÅÄÖ][a-zåäö-]*(?:skolan|hallen|huset|biblioteket|badet|parken|kyrkan|gården|centrum))\b"
)


def box(blocks: Sequence[Block]) -> Iterator[Block]:
    """Gather the facts of a text in a box, unless it has one of these already, or tells less than two of them."""
    parts = [part for block in blocks for part in block.walk()]
    if any(part.kind == "heading" and part.text == HEADING for part in parts):
        return
    told = _Told(_texts(parts, _OPENING), _texts(parts, _TOLD))
    facts = [fact(label, *values) for label, gather in _LINES.items() if (values := _first(gather(told)))]
    title = next((part.text for part in parts if part.kind == "title"), "")
    if len(facts) >= _FEWEST_FACTS and title:
        heading = Block("heading", (Segment("", HEADING),), level=2)
        yield Block("facts", children=(heading, fact("Vad", title), *facts))


@dataclass(frozen=True, slots=True)
class _Told:
    """What the text tells: in title, lead and headings, which say what it is about, and in all its sentences."""

    opening: tuple[str, ...]
    texts: tuple[str, ...]


def _texts(parts: Sequence[Block], kinds: frozenset[str]) -> tuple[str, ...]:
    found = (segment.text for part in parts if part.kind in kinds for segment in part.segments)
    return tuple(text for text in found if len(text) <= _LONGEST_TEXT)


def _first(values: Iterator[str]) -> list[str]:
    """Keep a few different values, none that stands in another."""
    found = list(dict.fromkeys(values))
    return [one for one in found if not any(one != other and one in other for other in found)][:_MOST]


def _who(told: _Told) -> Iterator[str]:
    """Give those whom title, lead or headings name and the text comes back to; else those who are told with a title."""
    titled = {name[1]: name.group() for text in told.texts for name in _WHO.finditer(text)}
    named = dict.fromkeys(name for text in told.opening for name in map(_bare_name, _NAME.findall(text)))
    about = [name for name in named if _is_about(name, told.texts)]
    return (capitalised(titled.get(name, name)) for name in about or titled)


def _bare_name(name: str) -> str:
    """Leave out a first word that is no name: “Om Eva Berg”."""
    return " ".join(dropwhile(lambda word: not is_name(word), name.split()))


def _is_about(name: str, texts: Sequence[str]) -> bool:
    """Say whether a name comes back and is a person's: somebody speaks, or is “hon”; no place (“i Norra Ängby”)."""
    text, family = " ".join(texts), name.rpartition(" ")[2]
    speaks = re.search(rf"\b(?:säger|berättar|förklarar|menar|tycker) [^.]*\b{re.escape(family)}", text)
    person = speaks or re.search(r"\b[Hh](?:an|on|en)\b", text)
    place = re.search(rf"\b(?:i|på|från) {re.escape(name)}", text)
    return " " in name and text.count(family) > 1 and bool(person) and not place


def _when(told: _Told) -> Iterator[str]:
    """Give what the lead says of the time, its days alone where it is long; else the short sentences with a time."""
    dated = [text for text in told.opening if _WHEN.search(text) and text.endswith(".")]
    if dated:
        for text in dated:
            days = (capitalised(match.group()) for match in _PERIOD.finditer(text))
            yield from [text] if len(text.split()) <= _LONGEST_OF_LEAD else days
        return
    yield from (
        text for text in told.texts if _WHEN.search(text) and len(text.split()) <= _LONGEST and text.endswith(".")
    )


def _where(told: _Told) -> Iterator[str]:
    """Give addresses, and the houses of sentences that tell a day: others are places that people come from."""
    for text in told.texts:
        yield from (match.group() for match in _ADDRESS.finditer(text))
        if _PERIOD.search(text):
            yield from (match.group() for match in _HOUSE.finditer(text))


def _reach(told: _Told) -> Iterator[str]:
    return (text[start:end] for text in told.texts for start, end in checks.contact_spans(text))


_LINES: dict[str, Callable[[_Told], Iterator[str]]] = {
    "Vem": _who,
    "När": _when,
    "Var": _where,
    "Kontakt": _reach,
}
