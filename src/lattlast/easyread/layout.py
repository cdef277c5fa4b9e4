"""The layout of easy-read: short paragraphs, lists for enumerations, who speaks apart from what is said, a word list.

Takes blocks whose sentences are easy already, gives blocks. It keeps every segment's id, so that its source can be
told. It does not change wordings.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread import explaining, summary
from lattlast.easyread.cutting import FULL_NAME
from lattlast.easyread.grammar import has_finite, is_finite, is_verb_form, tokenize, words
from lattlast.easyread.phrasing import with_line_ends
from lattlast.easyread.subheadings import with_subheadings
from lattlast.model import Block, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lattlast.easyread.lexicon import Lexicon
    from lattlast.model import Document, Inline, TermMatch

_RUNNING = frozenset({"lead", "paragraph", "dialogue", "item"})
_LONGEST_PARAGRAPH = 4
_IDEAL_PARAGRAPH = 3
_LONGEST_ITEM = 6
_LONGEST_TEXT = 2_000  # letters; what is longer is no sentence
_ENUMERATION = re.compile(r"^(?P<lead>[^:]{3,}?(?::| bland annat| till exempel))(?P<items> [^:]+)\.$")
_QUESTION = (
    r"(?:när|vad|hur|var|vem|vilk[ae]n?|vilket|varför|vart) (?:(?! och (?:när|vad|hur|var|vem|vilk|varför))[^,.])+"
)
_QUESTIONS = re.compile(rf"(?P<lead>[^,.:]+?) (?P<items>{_QUESTION}(?:, {_QUESTION})+ och {_QUESTION})\.")
_LAST_NAME = re.compile(rf"(?P<name>{FULL_NAME})(?: \(\w+\))?\.$")
_SEPARATOR = re.compile(r", | och ")
_ITEM = r"(?:(?! och | eller )[^,(])+"
_ITEMS = re.compile(rf" {_ITEM}(?:(?:, {_ITEM})+ och {_ITEM}|(?:, {_ITEM}){{2,}}(?<= med mera))")


def arrange(
    blocks: Sequence[Block], document: Document, lexicon: Lexicon, find_terms: Callable[[str], list[TermMatch]]
) -> tuple[Block, ...]:
    """Lay out the blocks of a document: the box after title and lead, the word list before the bylines that end it."""
    bylines = tuple(block for block in blocks if block.kind == "byline")
    body = [block for block in blocks if block.kind != "byline"]
    opening = sum(1 for _ in takewhile(lambda block: block.kind in {"title", "lead"}, body))
    laid_out = (
        *body[:opening],
        *summary.box(body, find_terms),
        *with_subheadings(list(_siblings(list(explaining.explained(list(_listed(body[opening:])), find_terms))))),
        *explaining.word_list(blocks, document, lexicon, find_terms),
        *bylines,
    )
    return tuple(map(_on_lines, laid_out))


def _on_lines(block: Block) -> Block:
    """Give each sentence of running text its line."""
    if not block.children and block.kind not in _RUNNING:
        return block
    segments = with_line_ends(block.segments) if block.kind in _RUNNING else block.segments
    return replace(block, segments=segments, children=tuple(map(_on_lines, block.children)))


def _listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks with a list for each enumeration."""
    for block in blocks:
        if block.kind == "paragraph":
            yield from _with_lists(block)
        else:
            children = tuple(_listed(block.children)) if block.kind == "facts" else block.children
            yield replace(block, children=children)


def _siblings(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind == "facts":
            yield replace(block, children=tuple(_siblings(block.children)))
        elif block.kind == "paragraph":
            yield from _short(block)
        elif block.kind == "dialogue":
            yield from _attributed(block)
        else:
            yield block


def _short(block: Block) -> Iterator[Block]:
    """Break a long paragraph, but not before a sentence that leans on the one before it (“Men …”, “Därför …”)."""
    if len(block.segments) <= _LONGEST_PARAGRAPH:
        yield block
        return
    edges = [0]
    for place, segment in enumerate(block.segments[:-1]):
        if segment.id and place - edges[-1] >= _IDEAL_PARAGRAPH and not explaining.leans(segment.text):
            edges.append(place)
    for start, end in pairwise([*edges, len(block.segments)]):
        yield replace(block, segments=block.segments[start:end])


def _attributed(block: Block) -> Iterator[Block]:
    """Put “Det säger Eva Berg.” and who she is outside the dialogue, whose dash is for speech alone."""
    start, segments = 0, block.segments
    for place, segment in enumerate(segments):
        if start < place and _is_attribution(segment.text):
            told = 1 + sum(1 for _ in takewhile(partial(_tells_who, segment), segments[place + 1 :]))
            yield replace(block, segments=segments[start:place])
            yield Block("paragraph", segments[place : place + told])
            start = place + told
    if start < len(segments):
        yield replace(block, segments=segments[start:])


def _tells_who(attribution: Segment, segment: Segment) -> bool:
    """Say whether a sentence goes on from “Det säger Eva Berg.” with “Eva Berg är …”, made of the same sentence."""
    name = _LAST_NAME.search(attribution.text)
    return bool(name and segment.id == attribution.id and segment.text.startswith(f"{name['name']} "))


def _is_attribution(text: str) -> bool:
    start = text.split(" ", 2)[:2]
    return len(start) == 2 and start[0] == "Det" and start[1] in words("speech_verbs")  # noqa: PLR2004


def _with_lists(block: Block) -> Iterator[Block]:
    """Turn each enumeration of a paragraph into its lead-in and a list."""
    run: list[Segment] = []
    for segment in block.segments:
        listed = _enumeration(segment)
        if listed is None:
            run.append(segment)
            continue
        lead, items = listed
        yield replace(block, segments=(*run, lead))
        yield Block("list", children=tuple(Block("item", (item,)) for item in items))
        run = []
    if run:
        yield replace(block, segments=tuple(run))


def _enumeration(segment: Segment) -> tuple[Segment, tuple[Segment, ...]] | None:
    if len(segment.text) > _LONGEST_TEXT:
        return None
    split = _introduced(segment.text) or _asked(segment.text) or _governed(segment.text)
    if split is None:
        return None
    lead_end, start = split
    pieces = list(_pieces(segment.text[start:-1], start))
    texts = [segment.text[begin:end] for begin, end in pieces]
    asked = all(text.split()[0] in words("questions") for text in texts)
    if not asked and (
        any(len(text.split()) > _LONGEST_ITEM or has_finite(text) for text in texts) or not _are_alike(texts)
    ):
        return None
    lead = _cut(segment, 0, lead_end)
    if not lead.text.endswith(":"):
        lead = replace(lead, text=f"{lead.text}:")
    items = tuple(_cut(segment, begin, end) for begin, end in pieces)
    whole = all(any(_covers(inline, piece) for piece in ((0, lead_end), *pieces)) for inline in segment.inlines)
    return (lead, items) if whole else None


def _introduced(text: str) -> tuple[int, int] | None:
    """Find an enumeration after a colon, “bland annat” or “till exempel”: where the lead-in ends, where it begins."""
    match = _ENUMERATION.match(text)
    if not match or not _ITEMS.fullmatch(match["items"]) or not _introduces(match["lead"]):
        return None
    return match.end("lead"), match.start("items") + 1


def _asked(text: str) -> tuple[int, int] | None:
    """Find a row of questions: “Här läser du när vi öppnar, vad det kostar och hur du bokar.”."""
    match = _QUESTIONS.fullmatch(text)
    if match and not set(match["lead"].lower().split()) & words("subordinators"):
        return match.end("lead"), match.start("items")
    return None


def _governed(text: str) -> tuple[int, int] | None:
    """Find an enumeration that ends a sentence right after its verb: “Där blir det bastu, kafé och en park.”."""
    tokens = tokenize(text)
    comma = next((place for place, token in enumerate(tokens) if token.text == ","), 0)
    verb = next((place for place in range(comma - 1, 0, -1) if is_verb_form(tokens[place].lower)), 0)
    start = verb + 1
    while start < comma and tokens[start].lower in _after_verb():
        start += 1
    clear = 0 < verb < start < comma and tokens[verb].lower not in words("copulas") | words("speech_verbs")
    if not clear or not text.endswith(".") or any(token.lower in words("subordinators") for token in tokens[:verb]):
        return None
    items = f" {text[tokens[start].start : -1]}"
    return (tokens[start - 1].end, tokens[start].start) if _ITEMS.fullmatch(items) else None


@cache
def _after_verb() -> frozenset[str]:
    """Give what may stand between a verb and what it governs, and belongs to the lead-in."""
    return words("personal_pronouns") | words("sentence_adverbs") | words("prepositions") | words("reflexives")


def _introduces(lead: str) -> bool:
    """Say whether a lead-in can stand on a line of its own: a clause, or some words and a colon."""
    return has_finite(lead) or (lead.endswith(":") and " " in lead)


def _are_alike(items: Sequence[str]) -> bool:
    """Say whether the items are of one kind: a verb or a preposition before the first alone would be for all."""
    first_words = [item.split()[0].lower() for item in items]
    if any(words("paired") & set(item.lower().split()) for item in items) or _goes_on_inside(items[0], items[1:]):
        return False
    if words("specifying") & set(first_words[1:]):
        return False
    kinds = {(word in words("prepositions"), _is_verb(word)) for word in first_words}
    return len(kinds) == 1 and not words("paired") & set(first_words)


def _goes_on_inside(first: str, rest: Sequence[str]) -> bool:
    """Say whether the row may begin inside the first item: “en dörr till skolan, hemmet och föreningen”.

    A numeral (“en bassäng med åtta banor, bastu och kafé”) shows that it does not.
    """
    parts = first.lower().split()
    places = [place for place, word in enumerate(parts) if place and word in words("prepositions")]
    others = any(word in words("prepositions") for item in rest for word in item.lower().split())
    counted = any(word.isdigit() or word in words("numerals") for place in places for word in parts[place:])
    return bool(places) and not others and not counted


def _is_verb(word: str) -> bool:
    """Say whether a word is an imperative or an infinitive, by the present tense that it would have."""
    return any(is_finite(f"{word.removesuffix('s')}{ending}") for ending in ("r", "er"))


def _covers(inline: Inline, span: tuple[int, int]) -> bool:
    return span[0] <= inline.start and inline.end <= span[1]


def _pieces(items: str, offset: int) -> Iterator[tuple[int, int]]:
    start = 0
    for separator in _SEPARATOR.finditer(items):
        yield offset + start, offset + separator.start()
        start = separator.end()
    yield offset + start, offset + len(items)


def _cut(segment: Segment, start: int, end: int) -> Segment:
    inlines = tuple(
        replace(inline, start=inline.start - start, end=inline.end - start)
        for inline in segment.inlines
        if _covers(inline, (start, end))
    )
    return Segment(segment.id, segment.text[start:end], inlines)
