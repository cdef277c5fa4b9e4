"""Lines that say when: “Publicerad den 3 maj 2026 av Karin Ek”, “Updated 10:15, 3 May 2026”, “5 min read”.

Takes a line, gives its dates and what else it says. It does not know where on a page the line stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from lattlast.reading import dates
from lattlast.reading.drafts import EMPTY
from lattlast.reading.passages import join
from lattlast.reading.signatures import NAME, is_signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lattlast.reading.passages import Passage

    Span = tuple[str, re.Match[str]]

_SUBJECT = (
    r"(?:(?:(?:denna|den här|detta|this)\s+)?(?:sidan?|artikeln?|nyhet(?:en)?|inlägg(?:et)?|text(?:en)?"
    r"|pressmeddelande(?:t)?|information(?:en)?|innehåll(?:et)?|page|article|story|post)\s+)?"
    r"(?:(?:är|blev|har|var|was|is)\s+)?"
)
_VERBS = {
    "published": (
        r"publicera[dt]|publicerades|publiceringsdatum|publ\.|skapa[dt]|skriven|inskicka[dt]|skicka[dt]|upplag[dt]"
        r"|inlag[dt]|published|posted|submitted|released|created|written|publié|veröffentlicht|publicado|pubblicato"
    ),
    "modified": r"uppdatera[dt]|uppdaterades|ändrad|ändrades|granska[dt]|granskades|updated|modified|reviewed|edited"
    r"|mis à jour|aktualisiert|actualizado|aggiornato",
}
_ANY_VERB = re.compile("|".join(_VERBS.values()), re.IGNORECASE)
_WEEKDAY = (
    r"(?:(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:en)?)?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?"
)
_TIME = r"\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?(?:\s*(?-i:[A-Z]{1,4}T|UTC)\b)?"
_DAY = rf"(?:\s*(?:at\s+)?{_TIME},?)?\s*(?:den|on|le|am|el|il|,)?\s*(?:{_WEEKDAY}\s+(?:den\s+)?)?"
_CLOCK = rf"(?:\s*[,|–-]?\s*(?:kl\.?|klockan|at|à|um|T)?\s*{_TIME})?"
_SAID = {
    name: re.compile(
        rf"{_SUBJECT}(?:(?:senast|först|last|first|originally)\s+)?(?:{verb})(?:\s+senast)?\s*:?"
        rf"(?:\s*(?:av|by)\s+(?:(?-i:[a-zåäö]+)\s+)?(?-i:(?P<who>{NAME})))?{_DAY}\s*(?:{dates.DATE.pattern}){_CLOCK}\.?",
        re.IGNORECASE,
    )
    for name, verb in _VERBS.items()
}
_MOMENT = re.compile(rf"(?:on\s+)?(?:{_WEEKDAY}\s+(?:den\s+)?)?(?:{dates.DATE.pattern}){_CLOCK}", re.IGNORECASE)
_HOUR = re.compile(
    rf"(?:{_ANY_VERB.pattern})\s*:?\s*(?:(?:i dag|idag|today|{_WEEKDAY})\s+)?"
    rf"(?:(?:den\s+)?\d{{1,2}}\s+[a-zåäö]{{3,9}}\.?,?\s+)?(?:at|kl\.?|klockan)?\s*:?\s*{_TIME}",
    re.IGNORECASE,
)
_READING_TIME = re.compile(
    r"\d+\s*min(?:ute|uter|uters|s)?\.?\s*(?:read|läsning|lästid)"
    r"|(?:lästid|reading time)\s*:?\s*(?:ca\.?|cirka|about)?\s*\d+\s*min\w*",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(r"(?:sid|innehålls|text|webb)?ansvarig\w*\s*:?\s*\S.{0,60}", re.IGNORECASE)
_PAGE_EDITOR = re.compile(r"(?:sid|innehålls|webb)ansvarig\w*\s*:?\s*\S.{0,60}", re.IGNORECASE)
_SUBJECTS = re.compile(r"(?:ämnen?|kategorier|kategori|taggar|topics?|tags)\s*:.{1,80}", re.IGNORECASE)
_GENRE = re.compile(
    r"pressmeddelanden?|nyhet(?:er)?|press|pressrelease|press release|artikel|reportage|notis|blogg(?:inlägg)?"
    r"|driftinformation|kungörelse|news|blog post",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(r"(?:av|by)\s+(?:[A-ZÅÄÖ]\w*|&|och|and)(?:[\s-]+(?:\w+|&)){0,4}")
_YEAR = re.compile(r"\d{4}")
_COUNT = re.compile(r"[\d\s.,]+[KkMm]?")
_DIGIT = re.compile(r"\d")
_ROLES = frozenset(["byline", "date"])
BETWEEN = " \n|,;·•–—-"
_AND = frozenset(["", "och", "samt", "and"])
_LONGEST = 300
_REST_WORDS = 6


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line of dates says: published, modified, author, as far as it does; and what it says besides."""

    facts: Mapping[str, str]
    rest: Passage


def read_dates(line: Passage, role: str, *, first: bool) -> DateLine | None:
    """Read a line of dates, of the page's editor, or of how often it was seen; None where it says more than that.

    `role` is what the page calls the line; a bare date counts only if it is called so, or comes `first`.
    """
    if _PAGE_EDITOR.fullmatch(line.text):
        return DateLine({}, EMPTY)
    if len(line.text) > _LONGEST or not _DIGIT.search(line.text):
        return None
    if role in _ROLES and _COUNT.fullmatch(line.text):
        return DateLine({}, EMPTY)
    spans = _spans(line.text, role)
    bare = all(match.re is _MOMENT for _, match in spans)
    rest = _besides(line, spans)
    if not spans or not _may_stand_beside(rest.text, role, bare=bare and not (first or role)):
        return None
    is_reviewer = role != "byline" and all(name == "modified" for name, _ in spans)
    is_untold = is_reviewer or any(pattern.fullmatch(rest.text) for pattern in (_SUBJECTS, _GENRE))
    return DateLine(_facts(spans), EMPTY if is_untold else rest)


def _spans(text: str, role: str) -> list[Span]:
    """Give where a line says when, with what happened then; the time that reading takes is nothing that happened."""
    has_date = bool(_YEAR.search(text))
    patterns = _SAID.items() if has_date and _ANY_VERB.search(text) else ()
    spans = [(name, match) for name, pattern in patterns for match in pattern.finditer(text)]
    if has_date and (role in _ROLES or not spans):
        spans += [("published", match) for match in islice(_free(_MOMENT.finditer(text), spans), 1)]
    untold = _READING_TIME.finditer(text) if _READING_TIME.search(text) or spans else _HOUR.finditer(text)
    return [*spans, *(("", match) for match in untold)]


def _free(matches: Iterable[re.Match[str]], spans: Iterable[Span]) -> Iterator[re.Match[str]]:
    """Give the matches that lie in none of the spans."""
    taken = [other.span() for _, other in spans]
    return (match for match in matches if all(match.end() <= start or match.start() >= end for start, end in taken))


def _besides(line: Passage, spans: Iterable[Span]) -> Passage:
    edges = [0, *(edge for span in sorted(match.span() for _, match in spans) for edge in span), len(line.text)]
    parts = [_stripped(line, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return join((part for part in parts if part.text not in _AND), " ")


def _stripped(line: Passage, start: int, end: int) -> Passage:
    body = line.text[start:end]
    left = len(body) - len(body.lstrip(BETWEEN))
    return line.cut(start + left, start + max(left, len(body.rstrip(BETWEEN))))


def _may_stand_beside(rest: str, role: str, *, bare: bool) -> bool:
    """Say whether what a line says beside its dates is a name, nothing or, in a byline, a few words."""
    if is_signature(rest) or any(pattern.fullmatch(rest) for pattern in (_RESPONSIBLE, _SUBJECTS, _BY_WHOM)):
        return True
    return ((not rest or bool(_GENRE.fullmatch(rest))) and not bare) or (
        role in _ROLES and len(rest.split()) <= _REST_WORDS
    )


def _facts(spans: Iterable[Span]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for name, match in spans:
        facts.setdefault(name, dates.find(match.group()))
        facts.setdefault("author", match.groupdict().get("who") or "")
    return {name: value for name, value in facts.items() if name and value}
