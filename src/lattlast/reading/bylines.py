"""Who wrote, who took the pictures, when: lines that are about the article, not of it.

Takes drafts, gives drafts with bylines in one block at the end, and what was learnt. It does not know what the page's
own data says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lattlast.reading import dates
from lattlast.reading.drafts import Draft
from lattlast.reading.passages import join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.reading.passages import Passage

_NAME = r"[A-ZÅÄÖÉÜ][\w'’.-]*(?:\s+(?:(?:von|af|de|da|van|el|al|bin)\s+)?[A-ZÅÄÖÉÜ][\w'’.-]*){1,3}"
_BYLINE = re.compile(
    r"(?:Text(?:\s*(?:och|&|\+|/|,)\s*(?:foto|bild|foton|bilder|illustration(?:er)?))?"
    r"|(?:Foto|Bild|Illustration)(?:\s*(?:och|&|\+|/|,)\s*text)?|Foton?|Fotograf|Skribent|Reporter|Författare|Artikelförfattare)"
    rf"\s*:\s*\S|(?:Av|Skriven av|Text av|Text)\s+{_NAME}(?=$|[,\n|])",
    re.IGNORECASE | re.MULTILINE,
)
_OF = re.compile(rf"(?:Av|Skriven av|Text av|Text|Text och foto)\s+{_NAME}(?=$|[,\n|])")
_LABELLED = re.compile(r"(?P<label>[^:\n]{2,40}):\s*(?P<name>[^\n]+)")
_NAMED = re.compile(r"(?P<name>.+?)(?=\s+för\s|\s*[,(|/]|\s+[-–]\s|$)")
_PHOTOGRAPHER = re.compile(r"fot|bild|photo", re.IGNORECASE)
_AUTHOR = re.compile(r"text|skribent|reporter|författare|av\b|skriven", re.IGNORECASE)
_SUBJECT = r"(?:(?:sidan|artikeln|nyheten|informationen|innehållet|texten)\s+)?(?:(?:är|blev|har|var)\s+)?"
_VERB = {
    "published": r"publicerad|publicerat|publicerades|publiceringsdatum|skapad|published",
    "modified": r"uppdaterad|uppdaterat|uppdaterades|ändrad|ändrades|granskad|granskades|updated|modified|reviewed",
}
_DAY = r"(?:\s*(?:den|on|,)?\s*(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\s+(?:den\s+)?)?)?"
_CLOCK = r"(?:,?\s*(?:kl\.?|klockan|T)?\s*\d{1,2}[.:]\d{2}(?::\d{2})?)?"
_DATED = {
    name: re.compile(rf"{_SUBJECT}(?:senast\s+|last\s+)?(?:{verb})\s*:?{_DAY}\s*(?:{dates.DATE.pattern}){_CLOCK}\.?", re.IGNORECASE)
    for name, verb in _VERB.items()
}
_ONLY_DATE = re.compile(rf"(?:{dates.DATE.pattern}){_CLOCK}", re.IGNORECASE)
_BETWEEN = " \n|,;·•–—-"
_WORDS = 16
_EDGE = 4
_REST_WORDS = 6


@dataclass(slots=True)
class Credits:
    """What bylines and date lines told: author, photographer, published, modified; and the date lines' words."""

    facts: dict[str, str] = field(default_factory=dict)
    date_lines: list[str] = field(default_factory=list)


def take_credits(drafts: Sequence[Draft]) -> tuple[list[Draft], Credits]:
    """Take date lines out, put bylines last, learn names from them and from picture credits."""
    told = Credits()
    kept: list[Draft] = []
    bylines: list[Passage] = []
    dated = [_without_dates(draft, told, first=number < _EDGE) for number, draft in enumerate(drafts)]
    present = [draft for draft in dated if draft is not None]
    edges = {*range(_EDGE), *range(len(present) - _EDGE, len(present))}
    for number, draft in enumerate(present):
        if _is_byline(draft, at_edge=number in edges):
            bylines.append(draft.passage)
        else:
            kept.append(draft)
    pictures = (part for draft in kept for part in draft.walk() if part.kind == "figure")
    _learn(bylines, [credit for picture in pictures if (credit := picture.child("credit"))], told)
    byline = [Draft("byline", join(bylines, "\n"))] if bylines else []
    return [*kept, *byline], told


def _without_dates(draft: Draft, told: Credits, *, first: bool) -> Draft | None:
    """Take the lines out of a paragraph that only say when it was published; None where nothing is left."""
    if draft.kind != "paragraph":
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
    spans = [(name, match) for name, pattern in _DATED.items() for match in pattern.finditer(line.text)]
    only = _ONLY_DATE.fullmatch(line.text)
    if only and (first or role == "date"):
        spans = [("published", only)]
    if not spans:
        return line
    start = min(match.start() for _, match in spans)
    end = max(match.end() for _, match in spans)
    rest = f"{line.text[:start]} {line.text[end:]}".strip(_BETWEEN)
    if rest and not (role in {"byline", "date"} and len(rest.split()) <= _REST_WORDS) and not _OF.fullmatch(rest[:1].upper() + rest[1:]):
        return line
    for name, match in spans:
        told.facts.setdefault(name, dates.find(match.group()))
    return join(filter(None, (_stripped(line, 0, start), _stripped(line, end, len(line.text)))), " ")


def _stripped(line: Passage, start: int, end: int) -> Passage:
    body = line.text[start:end]
    left = len(body) - len(body.lstrip(_BETWEEN))
    return line.cut(start + left, start + max(left, len(body.rstrip(_BETWEEN))))


def _is_byline(draft: Draft, *, at_edge: bool) -> bool:
    if draft.kind != "paragraph" or len(draft.text.split()) > _WORDS:
        return False
    if draft.role == "byline":
        return True
    lines = draft.passage.lines()
    return at_edge and all(_BYLINE.match(line.text) if ":" in line.text else _OF.match(line.text) for line in lines)


def _learn(bylines: Sequence[Passage], credit: Sequence[Draft], told: Credits) -> None:
    for line in (line for byline in bylines for line in byline.lines()):
        labelled = _LABELLED.match(line.text)
        label = labelled["label"] if labelled else line.text
        name = _person(labelled["name"] if labelled else re.sub(r"^(?:Av|Skriven av|Text av|Text)\s+", "", line.text, flags=re.IGNORECASE))
        if _PHOTOGRAPHER.search(label) and labelled:
            told.facts.setdefault("photographer", name)
        if _AUTHOR.search(label) or not labelled:
            told.facts.setdefault("author", name)
    for draft in credit:
        labelled = _LABELLED.match(draft.text)
        if labelled is None or _PHOTOGRAPHER.search(labelled["label"]):
            told.facts.setdefault("photographer", _person(labelled["name"] if labelled else re.sub(r"^Foto\s+", "", draft.text)))


def _person(text: str) -> str:
    named = _NAMED.match(text)
    return (named["name"] if named else text).strip(" .")
