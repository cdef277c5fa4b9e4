"""The explanations of easy-read: a sentence at the first hard term, and a word list at the end.

Takes blocks whose sentences are easy already, gives blocks. What a term means, the termbase says; no definition is made
up here.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lattlast.easyread.articles import article
from lattlast.easyread.grammar import is_finite, tokenize, words
from lattlast.model import Block, Segment
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lattlast.easyread.grammar import Token
    from lattlast.easyread.lexicon import Lexicon
    from lattlast.model import Document, Term, TermMatch

    Finder = Callable[[str], list[TermMatch]]

WORD_LIST = "Ordlista"
_MOST_WORDS = 12
_ARTICLES = frozenset({"en", "ett"})
_PLURAL_OPENINGS = frozenset({"de", "politiker"})
_DEFINITE = ("n", "t", "na")
_COMMON = 4.3
_RELATIVE_REACH = 4  # words in which “de elever som” has its “som”
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
    """Explain a term after its sentence, or after the one that leans on it (“Den …”): nothing comes between these."""
    waiting, sentence = True, ""
    for segment, after in zip(segments, (*segments[1:], None), strict=True):
        yield segment
        if waiting and not sentence and _is_sentence(segment):
            sentence = next(_explanations(segment.text, find_terms(segment.text), told), "")
        if sentence and not (after and leans(after.text)):
            waiting = False
            if sentence not in text:
                yield Segment("", sentence)
            sentence = ""


def _is_sentence(segment: Segment) -> bool:
    return segment.text.endswith((".", "!", "?"))


def leans(text: str) -> bool:
    """Say whether a sentence leans on the one before it: “Den är …”, but not “Den som …” or “Den 3 maj …”."""
    first, *others = text.split(" ", _RELATIVE_REACH)
    alone = {"som", "du"} & set(others[:-1]) or (others and others[0][:1].isdigit())
    return first in words("leaning") and not alone


def _explanations(text: str, matches: Sequence[TermMatch], told: set[str]) -> Iterator[str]:
    for match in matches:
        if match.term.id not in told and _needs_explaining(match.term):
            sentence = explanation(match.term, text[match.start : match.end])
            if sentence:
                told.add(match.term.id)
                yield sentence


def explanation(term: Term, form: str = "") -> str:
    """Say in a sentence what a term means: “En detaljplan är en karta med regler.”; nothing where it would not be one.

    `form` is how the term stands in the text: “Socialnämnden är de politiker som …” asks for the definite form.
    """
    definition, name = term.definition, term.terms["sv"][0]
    found = tokenize(definition)
    if term.pos not in _UNINFLECTED or definition.count(".") != 1 or not found:
        return ""
    first = found[0].lower
    if first not in words("definition_openings") or (_has_main_clause(found) and first not in {"när", "att"}):
        return ""
    rest = definition if first in words("definition_names") else definition[0].lower() + definition[1:]
    if first in _PLURAL_OPENINGS and term.pos != "plural":
        name = form.lower() if form.lower().startswith(name.lower()) and form.endswith(_DEFINITE) else ""
    elif first in _ARTICLES and term.pos != "plural":
        name = article(name) + name
    return f"{capitalised(name)} är {rest}" if name else ""


def _has_main_clause(tokens: Sequence[Token]) -> bool:
    """Say whether a definition has a verb of its own: right after its first word, or more than subordinate clauses."""
    if len(tokens) > 1 and _is_verb(tokens[1], tokens[0]):
        return True
    verbs = sum(_is_verb(token, before) for before, token in pairwise(tokens))
    openings = [_opens_subordinate(token, before) for before, token in pairwise([tokens[0], *tokens])]
    return verbs > sum(here and not before for before, here in pairwise([False, *openings]))  # “så att” opens one


def _is_verb(token: Token, before: Token) -> bool:
    other = words("prepositions") | words("questions")
    return is_finite(token.lower) and token.lower not in other and before.lower not in words("conjunctions")


def _opens_subordinate(token: Token, before: Token) -> bool:
    """Say whether a token opens a subordinate clause; after a noun, a pronoun does too (“pengar du betalar”)."""
    opening = words("subordinators") | words("questions")
    left_out = token.lower in words("nominatives") and before.is_word and before.lower not in opening
    return token.lower in opening or (left_out and not is_finite(before.lower))


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
                if match.term.definition and _needs_explaining(match.term):
                    yield match.term.terms["sv"][0], match.term.definition
            for start, end, written in lexicon.abbreviations.explain(segment.text):
                yield segment.text[start:end], written


def _needs_explaining(term: Term) -> bool:
    name = term.terms["sv"][0]
    return term.domain not in words("everyday_domains") and name not in words("everyday_terms") and is_hard(name)


def is_hard(word: str) -> bool:
    """Say whether a term is rare enough to need explaining: “kommun” and “skola” are not."""
    from wordfreq import zipf_frequency

    return bool(zipf_frequency(word, "sv") < _COMMON)


def fact(label: str, *values: str) -> Block:
    """Make a line of a box: a label, and what it says."""
    value = Block("value", tuple(Segment("", value) for value in values))
    return Block("fact", children=(Block("label", (Segment("", label),)), value))
