"""Slots: what a translation has to hold, laid out over its source sentence.

Takes a source sentence with its term matches and names, gives the stretches that have to come out in certain words. It
does not know about translations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from lattlast import languages, packaged
from lattlast.text import checks, english

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lattlast.model import TermMatch

_NO_NOUNS = {"verb", "adjective"}
_BARE_PLURAL = re.compile(r"(?:are|iker)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source sentence with the terms found in it and the spans of its names."""

    text: str
    matches: tuple[TermMatch, ...] = ()
    names: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the source that has to come out as one of `accepted`, in any of their forms.

    `key` is shared by slots that want the same words. `wanted` is the base form to insert: the preferred term, the
    name without its genitive, or the literal itself; `base` is the term in the source language. `inflects` is false for
    what no noun can stand in for.
    """

    start: int
    end: int
    kind: Literal["term", "name", "literal"]
    key: str
    wanted: str
    accepted: frozenset[str]
    forbidden: frozenset[str] = frozenset()
    inflects: bool = True
    plural: bool = False
    definite: bool = False
    genitive: bool = False
    singulars: frozenset[str] = frozenset()
    base: str = ""


def slots_of(sentence: Sentence, *, target: str, known_names: Collection[str]) -> list[Slot]:
    """Lay out what the translation has to hold: terms first, then addresses, then names that neither covers.

    A language with an alphabet of its own writes names in it, so that none can be asked for.
    """
    slots = [_term_slot(match, target, sentence.text) for match in sentence.matches if match.term.wordings(target)]
    for span in checks.contact_spans(sentence.text):
        if is_outside(span, ((slot.start, slot.end) for slot in slots)):
            words = sentence.text[slice(*span)]
            slots.append(Slot(*span, kind="literal", key=words, wanted=words, accepted=frozenset({words.casefold()})))
    for span in sentence.names if languages.is_latin(target) else ():
        if (free := _before_terms(span, slots))[0] < free[1]:
            slots.append(_name_slot(free, sentence.text, target, known_names))
    return sorted(slots, key=lambda slot: slot.start)


def _before_terms(span: tuple[int, int], slots: Sequence[Slot]) -> tuple[int, int]:
    """Cut a name where a term begins in it: of “Salems kommun” the name is “Salems”."""
    start, end = span
    for slot in slots:
        if slot.start <= start < slot.end:
            return start, start
        if start < slot.start < end:
            end = slot.start - 1
    return start, end


def _term_slot(match: TermMatch, target: str, text: str) -> Slot:
    if not match.term.translate:
        return _kept_slot(match, text)
    terms, forbidden = match.term.wordings(target), match.term.forbidden.get(target, ())
    forms = match.term.forms.get(target, ())
    accepted = frozenset(form.casefold() for term in (*terms, *forms) for form in _forms(term, target))
    return Slot(
        match.start,
        match.end,
        kind="term",
        key=match.term.id,
        wanted=terms[0],
        accepted=accepted,
        forbidden=frozenset(form.casefold() for term in forbidden for form in _forms(term, target)) - accepted,
        inflects=match.term.pos not in _NO_NOUNS,
        plural=match.number == "plural" or _is_bare_plural(match, text),
        definite=match.definite,
        genitive=match.genitive,
        base=next(iter(match.term.terms.values()))[0],
        singulars=frozenset(term.casefold() for term in terms if english.plural(term) != term)
        if target == "en"
        else frozenset(),
    )


def _kept_slot(match: TermMatch, text: str) -> Slot:
    """Ask for a term that is not translated, as for a name: in its own letters, perhaps with a genitive."""
    words = match.term.terms["sv"][0]
    if not match.genitive:
        words = next((word for word in match.term.terms["sv"] if word == text[match.start : match.end]), words)
    accepted = frozenset(form.casefold() for form in (words, f"{words}'s", f"{words}’s", f"{words}s"))
    return Slot(
        match.start,
        match.end,
        "name",
        match.term.id,
        words,
        accepted,
        genitive=match.genitive,
        base=words,
        definite=True,
    )


def _is_bare_plural(match: TermMatch, text: str) -> bool:
    """Say whether a word with like singular and plural opens the sentence bare: *Företagare kan* is plural."""
    bare = match.start == 0 and not (match.definite or match.genitive)
    return bare and bool(_BARE_PLURAL.search(text[: match.end])) and text[match.end : match.end + 2].strip().islower()


@cache
def _forms(term: str, target: str) -> frozenset[str]:
    return english.forms(term) if target == "en" else frozenset({term})


def _name_slot(span: tuple[int, int], text: str, target: str, known_names: Collection[str]) -> Slot:
    """Take a name that ends in s as a genitive where the rest is a known name, or a lower-case word follows.

    A name that may well end in s of its own (*Lindås*, *Markus*) is a genitive only where the rest is known.
    """
    words = text[slice(*span)]
    base = words.removesuffix(":s") if words.endswith(":s") else words.removesuffix("s")
    genitive = base != words and (
        words.endswith(":s")
        or base in known_names
        or (name_may_be_genitive(words) and text[span[1] : span[1] + 2].strip().islower())
    )
    accepted = {base, f"{base}s", f"{base}'s", f"{base}’s"} if genitive else {words, f"{words}'s", f"{words}’s"}
    if country := _countries(target).get(base if genitive else words):
        accepted |= {country, f"{country}'s", f"{country}’s"}
    return Slot(
        *span,
        kind="name",
        key=words,
        wanted=base if genitive else words,
        accepted=frozenset(form.casefold() for form in accepted),
        genitive=genitive,
    )


@cache
def _countries(target: str) -> Mapping[str, str]:
    """Give the countries whose name differs from the Swedish one: Sverige is Sweden."""
    swedish, there = languages.territories(languages.SOURCE), languages.territories(target)
    return {name: there[code] for code, name in swedish.items() if there.get(code, name) != name}


def name_may_be_genitive(name: str) -> bool:
    """Say whether the s that a Swedish name ends in is likely its genitive, not its own as in Borås and Markus."""
    return not name.casefold().endswith(tuple(packaged.table("translation/carriers")["sv-en"]["names"]["own_s"]))


def exact(sentence: Sentence, *, target: str) -> TermMatch | None:
    """Give the term that the sentence consists of, such as a heading or a table cell."""
    if len(sentence.matches) != 1:
        return None
    match = sentence.matches[0]
    whole = (match.start, match.end) == (0, len(sentence.text))
    return match if whole and match.term.wordings(target) else None


def occurrences(words: str, text: str) -> list[tuple[int, int]]:
    """Give the spans where whole words stand in a text, whatever their capitals."""
    folded, wanted = text.lower(), words.lower()
    found, place = [], folded.find(wanted) if wanted else -1
    while place >= 0:
        end = place + len(wanted)
        if not (_is_letter(folded, place - 1) or _is_letter(folded, end)):
            found.append((place, end))
        place = folded.find(wanted, end)
    return found


def _is_letter(text: str, place: int) -> bool:
    """Say whether a letter or digit stands at a place, which may lie outside the text."""
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


def is_outside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Say whether a span shares no letter with the others."""
    return all(span[1] <= start or end <= span[0] for start, end in others)
