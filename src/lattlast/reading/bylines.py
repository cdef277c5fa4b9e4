"""Who wrote, who took the pictures, when: lines that are about the article, not of it.

Takes drafts, gives drafts with bylines in one block at the end, and what was learnt. It does not know what the page's
own data says.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lattlast.reading.credits import credited
from lattlast.reading.datelines import BETWEEN, read_dates
from lattlast.reading.drafts import Draft
from lattlast.reading.passages import join
from lattlast.reading.signatures import full_names, is_about, is_signature, names_one_of, person_in, signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lattlast.reading.passages import Passage

_LINES = frozenset(["paragraph", "heading"])
_WORDS = 16
_EDGE = 4
_TOP = 2


@dataclass(slots=True)
class Credits:
    """What bylines and date lines told: author, photographer, published, modified; and the words that are no text."""

    facts: dict[str, str] = field(default_factory=dict)
    date_lines: list[str] = field(default_factory=list)
    about_author: list[str] = field(default_factory=list)

    def learn(self, facts: Iterable[tuple[str, str]]) -> None:
        """Keep what was not known before."""
        for name, value in facts:
            self.facts.setdefault(name, value)


def take_credits(drafts: Sequence[Draft], author: str) -> tuple[list[Draft], Credits]:
    """Take date lines out, put bylines last, learn names from them and from picture credits.

    A line that is only the known author's name is a byline; what the last lines say about them goes.
    """
    told = Credits()
    dated = [_without_dates(draft, told, first=number < _TOP) for number, draft in enumerate(drafts)]
    names = full_names(author)
    present = _without_author([draft for draft in dated if draft is not None], names, told)
    edges = {*range(_EDGE), *range(len(present) - _EDGE, len(present))}
    signatures = {number for number, draft in enumerate(present) if _is_byline(draft, names, at_edge=number in edges)}
    bylines = [present[number].passage for number in sorted(signatures)]
    kept = [draft for number, draft in enumerate(present) if number not in signatures]
    told.learn(fact for byline in bylines for line in byline.lines() for fact in signed(line.text))
    told.learn(("photographer", person) for credit in _picture_credits(kept) if (person := person_in(credit)))
    return [*kept, *([Draft("byline", join(bylines, "\n"))] if bylines else [])], told


def _without_author(drafts: list[Draft], names: Sequence[str], told: Credits) -> list[Draft]:
    """Take out what the last lines say about the author."""
    text, last = drafts[:-_EDGE], drafts[-_EDGE:]
    about = [draft for draft in last if draft.kind == "paragraph" and is_about(draft.text, names)]
    told.about_author += [draft.text for draft in about]
    return [*text, *(draft for draft in last if draft not in about)]


def _picture_credits(drafts: Iterable[Draft]) -> Iterable[str]:
    pictures = (part for draft in drafts for part in draft.walk() if part.kind == "figure")
    return (credited(credit.text) for picture in pictures if (credit := picture.child("credit")))


def _without_dates(draft: Draft, told: Credits, *, first: bool) -> Draft | None:
    """Take the lines out of a paragraph that only say when it was published; None where nothing is left."""
    if draft.kind != "paragraph" and not (draft.kind == "heading" and first):
        return draft
    lines: list[Passage] = []
    for line in draft.passage.lines():
        dated = read_dates(line, draft.role, first=first)
        if dated is not None:
            told.learn(dated.facts.items())
            told.date_lines.append(line.text)
        lines.append(line if dated is None else dated.rest)
    passage = join(lines, "\n")
    return replace(draft, passage=passage) if passage else None


def _is_byline(draft: Draft, names: Sequence[str], *, at_edge: bool) -> bool:
    if at_edge and draft.kind in _LINES and names_one_of(draft.text.rstrip(BETWEEN), names):
        return True
    if draft.kind != "paragraph" or len(draft.text.split()) > _WORDS:
        return False
    if draft.role == "byline":
        return True
    return at_edge and all(is_signature(line.text) for line in draft.passage.lines())
