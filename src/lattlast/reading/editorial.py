"""What the parts of a municipal article are: dialogue, facts, captions, credits, headings, lead.

Takes drafts in reading order, gives drafts with their kinds settled. Each rule is a function from drafts to drafts. It
does not know about elements: a page and a plain text go through the same rules.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, takewhile, zip_longest
from typing import TYPE_CHECKING

from lattlast.reading.bylines import take_credits
from lattlast.reading.captions import attach_captions
from lattlast.reading.drafts import EMPTY, Draft
from lattlast.reading.facts import CONTACT, is_facts_heading, part_label, settle_facts
from lattlast.reading.passages import ORNAMENT, Passage, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lattlast.reading.bylines import Credits

_DASH = re.compile(r"[–—―](?=[^\s\d–—―-])|[–—―-]\s+(?=[^\s–—―-])")
_BULLET = re.compile(r"[•·▪◦‣*]\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]»]*$")
_NO_HEADING_END = re.compile(r"[.!:,;…–-]$")
_STEP = re.compile(r"\d{1,2}\.?")
_FEWEST_FACTS = 3
_HEADING_WORDS = 14
_HEADING_LENGTH = 100
_ITEM_WORDS = 15
_LEAD_WORDS = 80
_LOWEST = 7
_FIRST, _LAST = 2, 6


def settle(drafts: Iterable[Draft], *, plain: bool, author: str = "") -> tuple[list[Draft], Credits]:
    """Put every rule to the drafts; a `plain` text tells its headings and lead by their looks only.

    `author` is who wrote it by the page's own data.
    """
    written = (draft for draft in drafts if not ORNAMENT.fullmatch(draft.text))
    settled, told = take_credits(attach_captions(written), author)
    settled = join_numbers(mark_headings(split_lines(settled, plain=plain), plain=plain))
    settled = [part for draft in settled for part in settle_facts(box_labels(draft))]
    return relevel(find_lead(settled, plain=plain)), told


def split_lines(drafts: Iterable[Draft], *, plain: bool) -> list[Draft]:
    """Part paragraphs at lines that begin with a dash or a bullet, and make dialogue and lists of them."""
    parts = [part for draft in drafts for part in _line_groups(draft, plain=plain)]
    found: list[Draft] = []
    for marker, run in groupby(parts, key=_marker):
        drafts_of_run = list(run)
        if marker == "bullet" or (marker == "number" and _counts_up(drafts_of_run)):
            found.append(_listed(drafts_of_run, ordered=marker == "number"))
        elif marker == "dash":
            is_list = len(drafts_of_run) > 1 and not any(map(_is_spoken, drafts_of_run))
            found += [_listed(drafts_of_run, ordered=False)] if is_list else map(_dialogue, drafts_of_run)
        else:
            found += drafts_of_run
    return found


def _line_groups(draft: Draft, *, plain: bool) -> Iterator[Draft]:
    """Start a new paragraph at each line that begins with a marker, and around each that heads those after it."""
    if draft.kind != "paragraph" or draft.role in {"byline", "date"}:
        yield draft
        return
    group: list[Passage] = []
    headed = False
    lines = draft.passage.lines()
    for line, following in zip_longest(lines, lines[1:], fillvalue=EMPTY):
        heads = bool(following) and _heads(line, following, plain=plain)
        if group and (heads or headed or any(pattern.match(line.text) for pattern in _MARKERS.values())):
            yield replace(draft, passage=join(group, "\n"))
            group = []
        group.append(line)
        headed = heads
    yield replace(draft, passage=join(group, "\n"))


def _heads(line: Passage, following: Passage, *, plain: bool) -> bool:
    """Tell a question, or a line in bold type over a sentence."""
    if not is_headline(line, plain=plain) or is_headline(following, plain=False):
        return False
    return line.text.endswith("?") or (not plain and bool(_SENTENCE_END.search(following.text)))


_MARKERS = {"dash": _DASH, "bullet": _BULLET, "number": _NUMBER}


def _marker(draft: Draft) -> str:
    if draft.kind != "paragraph":
        return ""
    return next((name for name, pattern in _MARKERS.items() if pattern.match(draft.text)), "")


def _is_spoken(draft: Draft) -> bool:
    return bool(_SENTENCE_END.search(draft.text)) or len(draft.text.split()) > _ITEM_WORDS


def _counts_up(drafts: Sequence[Draft]) -> bool:
    numbers = [int(re.split(r"\D", draft.text, maxsplit=1)[0]) for draft in drafts]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _unmarked(draft: Draft) -> Passage:
    match = next(match for pattern in _MARKERS.values() if (match := pattern.match(draft.text)))
    return draft.passage.cut(match.end(), len(draft.text))


def _listed(drafts: Sequence[Draft], *, ordered: bool) -> Draft:
    items = tuple(Draft("item", _unmarked(draft)) for draft in drafts)
    return Draft("list", children=items, attrs={"ordered": "true"} if ordered else {})


def _dialogue(draft: Draft) -> Draft:
    return replace(draft, kind="dialogue", passage=_unmarked(draft))


def mark_headings(drafts: Sequence[Draft], *, plain: bool) -> list[Draft]:
    """Take a short paragraph as a heading that looks like one: in bold type, or in plain text without a full stop."""
    followed = zip_longest(drafts, drafts[1:])
    return [
        replace(draft, kind="heading", level=_LOWEST, passage=draft.passage.without("strong"))
        if _looks_like_heading(draft, following, plain=plain)
        else draft
        for draft, following in followed
    ]


def _looks_like_heading(draft: Draft, following: Draft | None, *, plain: bool) -> bool:
    if draft.kind != "paragraph" or draft.role or following is None or following.kind in {"heading", "byline"}:
        return False
    return is_headline(draft.passage, plain=plain) and not is_headline(following.passage, plain=plain)


def is_headline(passage: Passage, *, plain: bool) -> bool:
    """Say whether a passage has the looks of a heading; in a page it also has to be in bold type."""
    text = passage.text
    fits = 0 < len(text) <= _HEADING_LENGTH and len(text.split()) <= _HEADING_WORDS and "\n" not in text
    if not fits or _NO_HEADING_END.search(text) or part_label(passage):
        return False
    return plain or passage.is_all("strong")


def join_numbers(drafts: Iterable[Draft]) -> list[Draft]:
    """Put a number that stands alone over a heading before it: the steps of a guide."""
    joined: list[Draft] = []
    for draft in drafts:
        number = joined[-1] if joined and joined[-1].kind == "paragraph" else None
        if draft.kind == "heading" and number is not None and _STEP.fullmatch(number.text):
            joined[-1] = replace(draft, passage=join((Passage(f"{number.text.rstrip('.')}."), draft.passage), " "))
        else:
            joined.append(draft)
    return joined


def box_labels(draft: Draft) -> Draft:
    """Make a box of facts of three lines or more that are each a label with a value, unless they are for contact."""
    lines = draft.passage.lines() if draft.kind == "paragraph" and not draft.role else []
    if len(lines) > _FEWEST_FACTS and is_facts_heading(lines[0]):
        lines = lines[1:]
    labelled = len(lines) >= _FEWEST_FACTS and all(map(part_label, lines))
    if not labelled or CONTACT.search(draft.text):
        return draft
    return Draft("facts", children=(draft,))


def find_lead(drafts: Sequence[Draft], *, plain: bool) -> list[Draft]:
    """Put the lead first: what is called so, else a first paragraph in bold type, else that of a plain text."""
    opening = takewhile(lambda draft: draft.kind != "heading", drafts)
    named = [draft for draft in opening if draft.role == "lead" and draft.kind in {"paragraph", "dialogue"}]
    first = next((draft for draft in drafts if draft.kind not in {"figure", "facts"}), None)
    if not named and first is not None and first.kind == "paragraph" and not first.role:
        bold = first.passage.is_all("strong") and bool(_SENTENCE_END.search(first.text)) and len(drafts) > 1
        opens = plain and len(first.text.split()) <= _LEAD_WORDS and len(drafts) > _FIRST
        named = [first] if bold or opens else []
    if not named:
        return list(drafts)
    lead = Draft("lead", join((draft.passage for draft in named), "\n"))
    return [lead, *(draft for draft in drafts if not any(draft is one for one in named))]


def relevel(drafts: Iterable[Draft]) -> list[Draft]:
    """Count the headings' levels from 2 without gaps; a box's heading stands below the section around it."""
    open_levels: list[int] = []
    levelled: list[Draft] = []
    for draft in drafts:
        if draft.kind == "heading":
            raw = max(draft.level, _FIRST)
            open_levels = [*(level for level in open_levels if level < raw), raw]
            levelled.append(replace(draft, level=min(len(open_levels) + 1, _LAST)))
        else:
            levelled.append(_relevel_below(draft, min(len(open_levels) + 2, _LAST)))
    return levelled


def _relevel_below(draft: Draft, level: int) -> Draft:
    children = tuple(_relevel_below(child, level) for child in draft.children)
    return replace(draft, children=children, level=level if draft.kind == "heading" else draft.level)
