"""The box at the top of an easy-read edition: what, who, when, until when, where, for how much, and whom to reach.

Takes blocks whose sentences are easy already, gives the box. All that stands in it stands in the text, word for word;
where the text tells too little, there is no box.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.easyread import occasions
from lattlast.easyread.cutting import FULL_NAME
from lattlast.easyread.explaining import fact, is_hard
from lattlast.easyread.people import bare_name
from lattlast.model import Block, Segment
from lattlast.text import checks
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lattlast.model import TermMatch

HEADING = "Det viktigaste"
_MOST = {"Öppet": 7}
_FEW = 3
_MANY = 20  # persons; whom a text is about, it names among the first
_LONGEST_TEXT = 2_000  # letters; what is longer is no sentence
_TOLD = frozenset({"lead", "paragraph", "item", "value"})
_SPOKEN = _TOLD | {"note", "dialogue"}
_OPENING = frozenset({"title", "lead", "heading"})
_TITLE = (
    r"(?!opposition)(?:[a-zåäö]+(?:chef|direktör|rektor|ordförande|råd|ledare|strateg|sekreterare|pedagog|lärare|samordnare)(?:en|n|et)?"
    r"|rektorn?|borgmästaren?|chefen|ordföranden?)"
)
_ADJECTIVE = r"(?:[A-ZÅÄÖa-zåäö]+(?:ska|ala|iva|tiva) )?"
_NAME = re.compile(rf"\b{FULL_NAME}")
_TITLED = re.compile(rf"\b{_ADJECTIVE}(?:[A-ZÅÄÖa-zåäö]+s )?{_TITLE} ({FULL_NAME})")
_ORGANISATION = re.compile(
    r"(?:\bAB|\bHB|kommun|[Rr]egion|[Ff]örening|verket|bolaget|byrån|nämnden|styrelsen|förbundet|[Kk]lubb|skola[nr]?"
    r"|hallen|huset|biblioteket|badet|parken|gården|myndigheten|[Tt]eater|museet|[Ss]tiftelsen?)s?$"
)
_PLACE = r"gatan|vägen|torget|gränd|stigen|allén|backen|platsen|esplanaden"
_ADDRESS = re.compile(rf"\b[A-ZÅÄÖ][\w-]*(?: [\w-]+)?(?:{_PLACE}) \d+(?: ?[A-Z]\b)?(?! ?[–-] ?\d|\d)")
_HOUSE = re.compile(
    r"\b(?:Folkets hus|[A-ZÅÄÖ][a-zåäö-]*(?:skolan|hallen|huset|biblioteket|badet|parken|kyrkan|gården|centrum))\b"
)
_OF_THE_PAGE = re.compile(
    r"(?:Sidansvarig|Ansvarig utgivare|Webbredaktör|Sidan (?:är )?(?:publicerad|uppdaterad))", re.IGNORECASE
)
_QUOTED = re.compile(r"[”\"“«»–-]")


def box(blocks: Sequence[Block], find_terms: Callable[[str], list[TermMatch]]) -> Iterator[Block]:
    """Gather the facts of a text in a box, unless it has one of these already, or tells of persons alone."""
    parts = [part for block in blocks for part in block.walk()]
    if any(part.kind == "heading" and part.text == HEADING for part in parts):
        return
    told = _Told(*(_texts(parts, kinds) for kinds in (_OPENING, _TOLD, _SPOKEN)))
    gathered = {label: _different(gather(told))[: _MOST.get(label, _FEW)] for label, gather in _LINES.items()}
    facts = [fact(label, *values) for label, values in gathered.items() if values]
    title = next((part.text for part in parts if part.kind == "title"), "")
    meaning = _meaning(title, find_terms)
    if title and (meaning or any(gathered[label] for label in _USEFUL)):
        what = () if _QUOTED.match(title) else (fact("Vad", meaning or title),)
        yield Block("facts", children=(Block("heading", (Segment("", HEADING),), level=2), *what, *facts))


def _meaning(title: str, find_terms: Callable[[str], list[TermMatch]]) -> str:
    """Give what a term means that is the whole title, or nothing."""
    whole = (match for match in find_terms(title) if match.end - match.start == len(title))
    return next((match.term.definition for match in whole if is_hard(match.term.terms["sv"][0])), "")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the text tells: in title, lead and headings, in its sentences, and in these, notes and talk together."""

    opening: tuple[str, ...]
    texts: tuple[str, ...]
    spoken: tuple[str, ...]


def _texts(parts: Sequence[Block], kinds: frozenset[str]) -> tuple[str, ...]:
    found = (segment.text for part in parts if part.kind in kinds for segment in part.segments)
    return tuple(text for text in found if len(text) <= _LONGEST_TEXT)


def _different(values: Iterator[str]) -> list[str]:
    """Keep different values, none that stands in another."""
    found = list(dict.fromkeys(values))
    return [one for one in found if not any(one != other and one in other for other in found)]


def _who(told: _Told) -> Iterator[str]:
    """Give those whom title, lead or headings name and the text comes back to; else those who speak, with a title."""
    text = " ".join(told.spoken)
    titled = {name[1]: name.group() for name in _TITLED.finditer(text)}
    named = dict.fromkeys(name for text in told.opening for name in map(bare_name, _NAME.findall(text)))
    about = [name for name in list(named)[:_MANY] if _is_about(name, text)]
    speaking = [name for name in list(titled)[:_MANY] if _speaks(name, text)]
    leading = [name for name in speaking if name in named]
    return (capitalised(titled.get(name, name)) for name in about or leading or speaking)


def _speaks(name: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:säger|berättar|förklarar|menar|tycker) [^.]{{0,200}}\b{_family(name)}", text))


def _family(name: str) -> str:
    return re.escape(name.rpartition(" ")[2])


def _is_about(name: str, text: str) -> bool:
    """Say whether a name comes back and is a person's: somebody speaks, is so old, or is “hon” right after it."""
    family = _family(name)
    signs = (
        rf"{family}, \d\d(?: år)?\b",
        rf"{family}\b[^.]{{0,200}}(?:\. [^.]{{0,200}})?\b(?:[Hh](?:an|on|en|ans|ennes))\b",
    )
    person = _speaks(name, text) or any(re.search(rf"\b{sign}", text) for sign in signs)
    place = re.search(rf"\b(?:i|på|från) {re.escape(name)}", text)
    named_often = len(re.findall(rf"\b{family}", text)) > 1
    return " " in name and named_often and person and not place and not _ORGANISATION.search(name)


def _when(told: _Told) -> Iterator[str]:
    def others(texts: Sequence[str]) -> list[str]:
        return [text for text in texts if not occasions.is_deadline(text)]

    return occasions.happenings(others(told.opening), others(told.texts))


def _where(told: _Told) -> Iterator[str]:
    """Give addresses, and the houses of an opening that tells a day: others are places that people come from."""
    for text in told.texts:
        yield from (match.group() for match in _ADDRESS.finditer(text))
    for text in told.opening:
        if occasions.tells_time(text):
            yield from (match.group() for match in _HOUSE.finditer(text))


def _reach(told: _Told) -> Iterator[str]:
    """Give numbers and addresses, but not those of who looks after the web page."""
    texts = (text for text in told.spoken if not _OF_THE_PAGE.match(text))
    return (text[start:end] for text in texts for start, end in checks.contact_spans(text))


_LINES: dict[str, Callable[[_Told], Iterator[str]]] = {
    "Vem": _who,
    "När": _when,
    "Sista dag": lambda told: occasions.deadlines(told.texts),
    "Öppet": lambda told: occasions.opening_hours(told.texts),
    "Var": _where,
    "Pris": lambda told: occasions.prices(told.texts),
    "Kontakt": _reach,
}
_USEFUL = _LINES.keys() - {"Vem"}
