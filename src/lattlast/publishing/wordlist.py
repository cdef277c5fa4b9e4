"""The words that a page explains: the municipality's terms in the text, with the Swedish term and what it means.

Takes an edition, gives the lines of its word list, and for each segment the places that lead to one. It does not know
how either is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.publishing import outline
from lattlast.text.letters import alphabetical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lattlast.model import Edition, TermUse
    from lattlast.publishing.labels import Labels

_MORE = "Fler ord"
_UNLINKED = frozenset(["title", "heading", "alt", "label", "byline", "credit"])


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the word list: the term in the edition's language, in Swedish where that is another, its meaning.

    `told_at` is the segment that gives the meaning where the text has a word list of its own, as easy-read has.
    """

    id: str
    term: str
    swedish: str
    explanation: str
    concepts: frozenset[str]
    told_at: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch ``text[start:end]`` of a segment that leads to a line of a word list: the ids of it and its meaning."""

    start: int
    end: int
    line: str
    meaning: str


def entries(edition: Edition) -> tuple[Entry, ...]:
    """List the terms in the text by alphabet, one line for each concept; in Swedish only those that are explained."""
    uses: dict[str, list[TermUse]] = defaultdict(list)
    for use in edition.terms:
        if use.target and use.step != "missing":
            uses[use.term].append(use)
    lines: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for concept, found in uses.items():
        swedish = _base(use.source for use in found if use.source)
        explanation = next((use.explanation for use in found if use.explanation), "")
        if swedish or explanation:
            lines[_base(use.target for use in found), swedish, explanation].add(concept)
    ordered = sorted(lines.items(), key=lambda line: tuple(map(alphabetical, line[0])))
    told = _own_meanings(edition)
    return tuple(
        Entry(f"term-{number}", *line, frozenset(concepts), told.get(line[-1], "") if line[-1] else "")
        for number, (line, concepts) in enumerate(ordered, 1)
    )


def _own_meanings(edition: Edition) -> dict[str, str]:
    """Find the meanings in the text's own word list: the segment of each."""
    lists = (block for block in edition.document.walk() if block.kind == "definitions")
    values = (part for block in lists for part in block.walk() if part.kind == "value" and part.segments)
    return {value.text: value.segments[0].id for value in values}


def heading(edition: Edition, labels: Labels) -> str:
    """Name the word list; by its two languages, or as one more, where an easy text has its own already."""
    name = labels.words["word_list"]
    taken = {one.text.casefold() for one in outline.headings(edition.document)}
    if name.casefold() not in taken:
        return name
    if languages.language(edition.tag) == languages.SOURCE:
        return _MORE
    return f"{languages.autonym(languages.language(edition.tag))} – {languages.autonym(languages.SOURCE)}"


def links(edition: Edition, words: Sequence[Entry]) -> Mapping[str, tuple[Link, ...]]:
    """Choose the places to explain, by segment: in running text, where a concept that has a meaning stands first."""
    entry_of = {concept: entry for entry in words if entry.explanation for concept in entry.concepts}
    running = [
        segment.id for block in edition.document.walk() if block.kind not in _UNLINKED for segment in block.segments
    ]
    order = {name: place for place, name in enumerate(running)}
    uses = [use for use in edition.terms if use.segment in order and use.term in entry_of and use.start < use.end]
    found: dict[str, list[Link]] = defaultdict(list)
    done: set[str] = set()
    for use in sorted(uses, key=lambda use: (order[use.segment], use.start)):
        entry = entry_of[use.term]
        if entry.id not in done:
            done.add(entry.id)
            line, meaning = entry.told_at or entry.id, entry.told_at or f"{entry.id}-meaning"
            found[use.segment].append(Link(use.start, use.end, line, meaning))
    return {name: tuple(places) for name, places in found.items()}


def _base(forms: Iterable[str]) -> str:
    """Choose the form that is nearest to a dictionary's: without a sentence's capital, and the shortest."""
    return min(forms, key=lambda form: (form[:1].isupper(), len(form), form), default="")
