"""The explanations of easy-read: a sentence at the first hard term, and a word list at the end.

Takes blocks whose sentences are easy already, gives blocks. What a term means, the termbase says; no definition is made
up here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import is_finite, is_name, tokenize, words
from lattlast.model import Block, Segment
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lattlast.easyread.lexicon import Lexicon
    from lattlast.model import Document, Term, TermMatch

    Finder = Callable[[str], list[TermMatch]]

WORD_LIST = "Ordlista"
_MOST_WORDS = 12
_ARTICLES = frozenset({"en", "ett"})
_SHORTEST_PART = 3
_CLEAR = 1.0  # of the Zipf scale: one form is ten times as common as the other
_COMMON = 4.3
_UNINFLECTED = frozenset({"noun", "plural", ""})


def explained(blocks: Sequence[Block], find_terms: Finder) -> Iterator[Block]:
    """Follow the first hard term of each paragraph with a sentence that says what it means, each term once.

    What people say is left alone: nobody gets an explanation put in their mouth.
    """
    text = " ".join(part.text for block in blocks for part in block.walk())
    told: set[str] = set()
    for block in blocks:
        if block.kind == "paragraph" and not _speaks(block):
            yield replace(block, segments=tuple(_with_explanation(block.segments, find_terms, told, text)))
        else:
            yield block


def _speaks(block: Block) -> bool:
    return any(token.lower in words("first_person") for segment in block.segments for token in tokenize(segment.text))


def _with_explanation(segments: Sequence[Segment], find_terms: Finder, told: set[str], text: str) -> Iterator[Segment]:
    waiting = True
    for place, segment in enumerate(segments):
        yield segment
        whole = place + 1 == len(segments) or segments[place + 1].id != segment.id
        if not (waiting and whole and segment.text.endswith((".", "!", "?"))):
            continue
        source = " ".join(part.text for part in segments if part.id == segment.id)
        sentence = next(_explanations(find_terms(source), told), "")
        if sentence and sentence not in text:
            waiting = False
            yield Segment("", sentence)


def _explanations(matches: Sequence[TermMatch], told: set[str]) -> Iterator[str]:
    for match in matches:
        known = match.term.domain not in words("everyday_domains")
        if known and match.term.id not in told and is_hard(match.term.terms["sv"][0]):
            sentence = explanation(match.term)
            if sentence:
                told.add(match.term.id)
                yield sentence


def explanation(term: Term) -> str:
    """Say in a sentence what a term means: “Detaljplan är en karta med regler.”; nothing where it would not be one."""
    definition, name = term.definition, term.terms["sv"][0]
    found = tokenize(definition)
    if term.pos not in _UNINFLECTED or definition.count(".") != 1 or not found:
        return ""
    opens = found[0].lower in words("definition_openings")
    clause = len(found) > 1 and is_finite(found[1].lower) and found[0].lower not in {"när", "att"}
    if not opens or clause:
        return ""
    rest = definition if is_name(found[0].text) else definition[0].lower() + definition[1:]
    article = _article(name) if found[0].lower in _ARTICLES and term.pos != "plural" else ""
    return f"{capitalised(f'{article}{name}')} är {rest}"


@cache
def _article(noun: str) -> str:
    """Give the article of a noun by its definite form, or that of a compound’s end; nothing where none is known."""
    from wordfreq import zipf_frequency

    for start in range(max(1, len(noun) - _SHORTEST_PART + 1)):
        part = noun[start:]
        common, neuter = ("n", "t") if part.endswith(("a", "e", "o", "i")) else ("en", "et")
        odds = zipf_frequency(part + common, "sv") - zipf_frequency(part + neuter, "sv")
        if not start and part.endswith("e") and abs(odds) <= _CLEAR and zipf_frequency(part + neuter, "sv"):
            return ""  # neuter, and the other form its plural (ärenden), or a person (sökanden)
        if abs(odds) > _CLEAR:
            return "en " if odds > 0 else "ett "
    return ""


def word_list(blocks: Sequence[Block], document: Document, lexicon: Lexicon, find_terms: Finder) -> Iterator[Block]:
    """Explain the terms and acronyms of the document, in the order in which they come."""
    if any(block.kind == "heading" and block.text == WORD_LIST for block in document.walk()):
        return
    entries = dict(_entries(blocks, lexicon, find_terms))
    if entries:
        yield Block("heading", (Segment("", WORD_LIST),), level=2)
        yield Block("definitions", children=tuple(fact(*entry) for entry in list(entries.items())[:_MOST_WORDS]))


def _entries(blocks: Sequence[Block], lexicon: Lexicon, find_terms: Finder) -> Iterator[tuple[str, str]]:
    for part in (part for block in blocks for part in block.walk() if part.kind not in {"byline", "credit"}):
        for segment in part.segments:
            for match in find_terms(segment.text):
                known = match.term.domain not in words("everyday_domains") and match.term.definition
                if known and is_hard(match.term.terms["sv"][0]):
                    yield match.term.terms["sv"][0], match.term.definition
            for start, end, written in lexicon.abbreviations.explain(segment.text):
                yield segment.text[start:end], written


def is_hard(word: str) -> bool:
    """Say whether a term is rare enough to need explaining: “kommun” and “skola” are not."""
    from wordfreq import zipf_frequency

    return bool(zipf_frequency(word, "sv") < _COMMON)


def fact(label: str, *values: str) -> Block:
    """Make a line of a box: a label, and what it says."""
    value = Block("value", tuple(Segment("", value) for value in values))
    return Block("fact", children=(Block("label", (Segment("", label),)), value))
