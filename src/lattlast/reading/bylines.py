"""Who wrote, who took the pictures, when: lines that are about the article, not of it.

Takes drafts, gives drafts with bylines in one block at the end, and what was learnt. It does not know what the page's
own data says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from lattlast.reading import dates
from lattlast.reading.credits import credited
from lattlast.reading.drafts import EMPTY, Draft
from lattlast.reading.passages import join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lattlast.reading.passages import Passage

_PART = r"[A-ZÅÄÖÉÜ][\w'’.-]*"
_NAME = rf"{_PART}(?:\s+(?:(?:von|af|de|da|van|el|al|bin|la|der|den|dos|du|di|le|ter|y)\s+){{0,2}}{_PART}){{1,3}}"
_WITH = r"\s*(?:och|&|\+|/|,)\s*"
_PICTURES = r"(?:foton?|bild(?:er)?|illustration(?:er)?)"
_LABEL = re.compile(
    rf"(?P<label>text(?:{_WITH}{_PICTURES})?|{_PICTURES}(?:{_WITH}text)?|fotograf|skribent|(?:publicera[dt]|skriven|inlagd)\s+av|reporter|(?:artikel)?författare)"
    r"\s*:\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
_OF = re.compile(rf"(?P<label>[Aa]v|[Ss]kriven av|[Tt]ext(?: av| och foto)?|[Ff]oto)\s+(?P<name>{_NAME}(?=$|[,|]).*)")
_AFTER_NAME = re.compile(
    rf"(?P<name>{_NAME}),\s+(?P<label>text(?:{_WITH}{_PICTURES})?|{_PICTURES}(?:{_WITH}text)?)", re.IGNORECASE
)
_PERSON = re.compile(r".+?(?=\s+för\s|\s*[,(|/]|\s+[-–]\s|\.?$)")
_ENUMERATED = re.compile(r"\s*[,|·]\s*(?=(?:text|foto|bild|illustration)\w*\s*:)", re.IGNORECASE)
_PHOTOGRAPHER = re.compile(r"fot|bild", re.IGNORECASE)
_AUTHOR = re.compile(r"text|skri|reporter|författare|av\b", re.IGNORECASE)
_SUBJECT = (
    r"(?:(?:(?:denna|den här|detta|this)\s+)?(?:sidan?|artikeln?|nyhet(?:en)?|inlägg(?:et)?|text(?:en)?"
    r"|pressmeddelande(?:t)?|information(?:en)?|innehåll(?:et)?|page|article|story|post)\s+)?(?:(?:är|blev|har|var|was|is)\s+)?"
)
_VERB = {
    "published": (
        r"publicera[dt]|publicerades|publiceringsdatum|publ\.|skapa[dt]|skriven|inskicka[dt]|skicka[dt]|upplag[dt]|inlag[dt]"
        r"|published|posted|submitted|released|created|written"
    ),
    "modified": r"uppdatera[dt]|uppdaterades|ändrad|ändrades|granska[dt]|granskades|updated|modified|reviewed|edited",
}
_WEEKDAY = (
    r"(?:(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:en)?)?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?"
)
_TIME = r"\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?(?:\s*(?-i:[A-Z]{1,4}T|UTC)\b)?"
_DAY = rf"(?:\s*(?:at\s+)?{_TIME},?)?\s*(?:den|on|,)?\s*(?:{_WEEKDAY}\s+(?:den\s+)?)?"
_CLOCK = rf"(?:\s*[,–-]?\s*(?:kl\.?|klockan|at|T)?\s*{_TIME})?"
_DATED = {
    name: re.compile(
        rf"{_SUBJECT}(?:(?:senast|först|last|first|originally)\s+)?(?:{verb})(?:\s+senast)?\s*:?"
        rf"(?:\s*(?:av|by)\s+(?-i:(?P<who>{_NAME})))?{_DAY}\s*(?:{dates.DATE.pattern}){_CLOCK}\.?",
        re.IGNORECASE,
    )
    for name, verb in _VERB.items()
}
_ANY_VERB = re.compile("|".join(_VERB.values()), re.IGNORECASE)
_ONLY_DATE = re.compile(rf"(?:{_WEEKDAY}\s+(?:den\s+)?)?(?:{dates.DATE.pattern}){_CLOCK}", re.IGNORECASE)
_MOMENT = re.compile(rf"(?:{_WEEKDAY}\s+)?(?:{dates.DATE.pattern}){_CLOCK}", re.IGNORECASE)
_DATE_AND_NAME = re.compile(rf"(?i:{dates.DATE.pattern})\s*[,|·–—-]?\s*(?i:by|av|von|par|por|di|door)\s+{_NAME}")
_BY = re.compile(
    r"(?:av|by|words by|written by|story by|report by|von|par|por|di|door|texte?|autor)\s*:?\s+", re.IGNORECASE
)
_FOREIGN = re.compile(rf"{_BY.pattern}(?-i:{_NAME})(?=$|[\s,|–—-]).{{0,80}}", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:,[^.]{1,60},)?\s+(?:is|was|writes|covers|reports|works|has been|joined|är|skriver|arbetar|bevakar|jobbar)\b"
)
_NAMES_APART = re.compile(r"\s*(?:,|;|\boch\b|\band\b|&)\s*")
_RESPONSIBLE = re.compile(r"(?:sid|innehålls|text|webb)?ansvarig\w*\s*:?\s*\S.{0,60}", re.IGNORECASE)
_HOUR = re.compile(
    rf"(?:{_VERB['published']}|{_VERB['modified']})\s*(?:at|kl\.?|klockan)?\s*:?\s*{_TIME}", re.IGNORECASE
)
_DATED_ROLES = frozenset(["byline", "date"])
_READING_TIME = re.compile(
    r"\d+\s*(?:min(?:ute|uter|s)?\.?)\s*(?:read|läsning|lästid)|(?:lästid|reading time)\s*:?\s*\d+\s*min\w*",
    re.IGNORECASE,
)
_BETWEEN = " \n|,;·•–—-"
_AND = frozenset(["", "och", "samt", "and"])
_WORDS = 16
_DATE_LINE = 300
_EDGE = 4
_TOP = 2
_REST_WORDS = 6


@dataclass(slots=True)
class Credits:
    """What bylines and date lines told: author, photographer, published, modified; and the date lines' words."""

    facts: dict[str, str] = field(default_factory=dict)
    date_lines: list[str] = field(default_factory=list)


def take_credits(drafts: Sequence[Draft], author: str) -> tuple[list[Draft], Credits]:
    """Take date lines out, put bylines last, learn names from them and from picture credits.

    A line that is only the known author's name is a byline, and so is what the last lines say about them.
    """
    told = Credits()
    kept: list[Draft] = []
    bylines: list[Passage] = []
    dated = [_without_dates(draft, told, first=number < _TOP) for number, draft in enumerate(drafts)]
    present = [draft for draft in dated if draft is not None]
    edges = {*range(_EDGE), *range(len(present) - _EDGE, len(present))}
    names = [name for name in _NAMES_APART.split(author) if " " in name]
    for number, draft in enumerate(present):
        if _is_byline(draft, at_edge=number in edges) or (number in edges and _is_about(draft, names)):
            bylines.append(draft.passage)
        else:
            kept.append(draft)
    pictures = [part for draft in kept for part in draft.walk() if part.kind == "figure"]
    lines = [line.text for byline in bylines for line in byline.lines()]
    for part in (part for line in lines for part in _ENUMERATED.split(line)):
        _learn(part, told)
    for credit in filter(None, (picture.child("credit") for picture in pictures)):
        _tell(told, "photographer", credited(credit.text))
    byline = [Draft("byline", join(bylines, "\n"))] if bylines else []
    return [*kept, *byline], told


def _without_dates(draft: Draft, told: Credits, *, first: bool) -> Draft | None:
    """Take the lines out of a paragraph that only say when it was published; None where nothing is left."""
    if draft.kind not in {"paragraph", "heading"} or (draft.kind == "heading" and not first):
        return draft
    lines: list[Passage] = []
    for line in draft.passage.lines():
        rest = _date_line(line, draft.role, told, first=first)
        if rest.text != line.text:
            told.date_lines.append(line.text)
        lines.append(rest)
    passage = join(lines, "\n")
    return replace(draft, passage=passage) if passage else None


def _date_line(line: Passage, role: str, told: Credits, *, first: bool) -> Passage:
    """Learn a line's dates; give what else it says, the whole line where it says more than who and when."""
    if len(line.text) > _DATE_LINE:
        return line
    patterns = _DATED.items() if _ANY_VERB.search(line.text) else ()
    spans = [(name, match) for name, pattern in patterns for match in pattern.finditer(line.text)]
    only = _ONLY_DATE.fullmatch(line.text) or _DATE_AND_NAME.fullmatch(line.text)
    if only and (first or role == "date"):
        spans = [("published", only)]
    if role in _DATED_ROLES or not spans:
        spans += [("published", match) for match in islice(_free(_MOMENT.finditer(line.text), spans), 1)]
    spans += [("", match) for match in islice(_HOUR.finditer(line.text), 1) if not spans]
    spans += [("", match) for match in islice(_READING_TIME.finditer(line.text), 1)]
    edges = [0, *(edge for span in sorted(match.span() for _, match in spans) for edge in span), len(line.text)]
    parts = [_stripped(line, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    rest = join((part for part in parts if part.text not in _AND), " ")
    if not spans or not _may_stand_with_date(
        rest.text, role, alone=first or bool(role) or spans[0][1].re is not _MOMENT
    ):
        return line
    for name, match in ((name, match) for name, match in spans if name):
        told.facts.setdefault(name, dates.find(match.group()))
        if who := match.groupdict().get("who"):
            told.facts.setdefault("author", who)
    is_reviewer = role != "byline" and all(name == "modified" for name, _ in spans)
    return EMPTY if is_reviewer else rest


def _free(matches: Iterable[re.Match[str]], spans: Iterable[tuple[str, re.Match[str]]]) -> Iterator[re.Match[str]]:
    """Give the matches that lie in none of the spans."""
    taken = [other.span() for _, other in spans]
    return (match for match in matches if all(match.end() <= start or match.start() >= end for start, end in taken))


def _may_stand_with_date(rest: str, role: str, *, alone: bool) -> bool:
    """Say whether what a line says beside its dates is nothing, a name or, in a byline, a few words."""
    is_name = _credit(rest) or _FOREIGN.fullmatch(rest) or _RESPONSIBLE.fullmatch(rest)
    return bool(is_name) or (alone and not rest) or (role in _DATED_ROLES and len(rest.split()) <= _REST_WORDS)


def _stripped(line: Passage, start: int, end: int) -> Passage:
    body = line.text[start:end]
    left = len(body) - len(body.lstrip(_BETWEEN))
    return line.cut(start + left, start + max(left, len(body.rstrip(_BETWEEN))))


def _is_byline(draft: Draft, *, at_edge: bool) -> bool:
    if draft.kind != "paragraph" or len(draft.text.split()) > _WORDS:
        return False
    if draft.role == "byline":
        return True
    return at_edge and all(_credit(line.text) or _FOREIGN.fullmatch(line.text) for line in draft.passage.lines())


def _is_about(draft: Draft, names: Iterable[str]) -> bool:
    """Tell the name of one who wrote the article, alone or in a line on who they are."""
    if draft.kind not in {"paragraph", "heading"}:
        return False
    text = draft.text.rstrip(_BETWEEN)
    told = (text.removeprefix(name) for name in names if text.startswith(name))
    return any(not rest or _ABOUT.match(rest) for rest in told)


def _credit(line: str) -> re.Match[str] | None:
    return _LABEL.match(line) or _OF.fullmatch(line) or _AFTER_NAME.fullmatch(line)


def _learn(line: str, told: Credits) -> None:
    """Learn a name from a line such as “Text och foto: Karin Ek för Åkerbybladet”."""
    match = _credit(line)
    label, name = (match["label"], match["name"]) if match else ("text", _BY.sub("", line, count=1))
    for fact, pattern in (("photographer", _PHOTOGRAPHER), ("author", _AUTHOR)):
        if pattern.search(label):
            _tell(told, fact, name)


def _tell(told: Credits, fact: str, name: str) -> None:
    person = _PERSON.match(name)
    if person and not any(letter.isdigit() for letter in person.group()):
        told.facts.setdefault(fact, person.group())
