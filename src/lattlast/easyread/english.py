"""Common words for hard ones in easy-read English, after the translation of the easy Swedish.

Takes a translated easy Document with its units and a Lexicon of English, gives them with commoner words. It keeps to
whole words of the table: no sentence is split or turned, and what a person approved stays.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import tokenize
from lattlast.model import map_segments
from lattlast.text import checks, spans
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lattlast.easyread.lexicon import Lexicon
    from lattlast.model import Document, Segment, Unit

_LANG = "en"
_VOWELS = tuple("aeiou")
_BOUNDS = re.compile(
    r"\b(?:must|shall|should|may|can|cannot|could|unless|until|only|except|at least|at most|no later than|by|if|before|"
    r"after|more than|less than)\b",
    re.IGNORECASE,
)
_APPROVED = frozenset({"tm", "human"})


def reword(
    document: Document, units: Sequence[Unit], *, lexicon: Lexicon, protected: Collection[str] = ()
) -> tuple[Document, tuple[Unit, ...]]:
    """Give document and units with common words; `protected` strings, such as the terms used, stay."""
    approved = {unit.target.id for unit in units if unit.origin in _APPROVED or unit.state in {"reviewed", "final"}}

    def easier(segment: Segment) -> Segment:
        return segment if segment.id in approved else _easier(segment, lexicon, protected)

    changed = replace(document, blocks=map_segments(document.blocks, easier))
    made = {segment.id: segment for segment in changed.segments()}
    return changed, tuple(replace(unit, target=made.get(unit.target.id, unit.target)) for unit in units)


def _easier(segment: Segment, lexicon: Lexicon, protected: Collection[str]) -> Segment:
    text, wordings = exchange(segment.text, lexicon, protected)
    if not wordings:
        return segment
    anchors = {old: (new, new.lower()) for old, new in wordings}
    inlines, lost = spans.carry(segment, text, wordings=anchors)
    return segment if lost else replace(segment, text=text, inlines=inlines)


def exchange(text: str, lexicon: Lexicon, protected: Collection[str] = ()) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Exchange hard words from the left, each where the facts of the sentence stay; give the text and the wordings."""
    wordings: list[tuple[str, str]] = []
    place = 0
    while place < len(tokens := tokenize(text)):
        length, options = lexicon.find([token.lower for token in tokens], place)
        easy = {option.easy for option in options if option.status == "apply"}
        if length and len(easy) == 1:
            start, end = tokens[place].start, tokens[place + length - 1].end
            new = easy.pop()
            new = capitalised(new) if text[start].isupper() else new
            changed = text[:start] + new + text[end:]
            fits = _is_free(text, start, end, protected) and _fits(tokens[place - 1].lower if place else "", new)
            if fits and _same_facts(text, changed, text[start:end], new):
                wordings.append((text[start:end], new))
                text = changed
        place += 1
    return text, tuple(wordings)


def _is_free(text: str, start: int, end: int, protected: Collection[str]) -> bool:
    kept = [*checks.names(text, _LANG), *checks.contact_spans(text)]
    kept += [match.span() for string in protected if string for match in re.finditer(re.escape(string), text)]
    return not any(left < end and start < right for left, right in kept)


def _fits(before: str, new: str) -> bool:
    """Say whether the article before a word still does: “an adequate” is not “an enough”."""
    if before not in {"a", "an"}:
        return True
    return new.lower().startswith(_VOWELS) == (before == "an")


def _same_facts(before: str, after: str, old: str, new: str) -> bool:
    bounds = [len(_BOUNDS.findall(text)) for text in (before, after)]
    told = bounds[0] == bounds[1] or bool(_BOUNDS.search(new))
    return (
        told
        and checks.numbers(before) == checks.numbers(after)
        and checks.contacts(before) == checks.contacts(after)
        and checks.negations(old, _LANG) == checks.negations(new, _LANG)
    )
