"""Simplify a document: every sentence through the operations, then the layout of easy-read.

Takes a Document in Swedish, a Lexicon and a TermFinder, gives the easy Document with its units and findings. It does
not know where lexicons and terms come from, nor what becomes of the result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.easyread import layout
from lattlast.easyread.concepts import several_names
from lattlast.easyread.gates import is_about_rights
from lattlast.easyread.modelled import judged
from lattlast.easyread.rewriting import Context
from lattlast.easyread.sentences import OPERATIONS, Outcome, Step, rewrite
from lattlast.model import Block, Document, Finding, Inline, Segment, Unit, renumber
from lattlast.text import readability, spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from lattlast.easyread.lexicon import Lexicon
    from lattlast.easyread.rewriting import Operation
    from lattlast.model import TermMatch
    from lattlast.ports import Simplifier, TermFinder

_PROSE = frozenset({"lead", "paragraph", "dialogue", "item", "note", "value"})
_WORDING = frozenset({"title", "heading", "caption", "alt", "label", "cell"})
_WORDING_OPERATIONS = frozenset({"phrases", "both-and", "abbreviations", "weekdays"})
_DISPENSABLE = frozenset({"strong", "emphasis", "abbreviation"})
_LONG_SENTENCE = 20
_LONG_FOR_A_MODEL = 12  # words; what is shorter is easy enough
_LONGEST_TEXT = 2_000  # letters; what is longer is no sentence, and is left as it is


@dataclass(frozen=True, slots=True)
class Simplified:
    """The easy document, a unit for each source segment with the outcome of its rewriting, and what stays hard."""

    document: Document
    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rewritten:
    """A source segment and the easy ones, and the steps that led there: none where nothing changed."""

    source: Segment
    targets: tuple[Segment, ...]
    outcome: Outcome


def simplify(
    document: Document,
    *,
    lexicon: Lexicon,
    terms: TermFinder | None = None,
    operations: Collection[str] | None = None,
    model: Simplifier | None = None,
) -> Simplified:
    """Give the easy-read edition of a Swedish document; `operations` names those to use, all of them by default.

    A `model` is asked about sentences that stay long; its answer has to pass the same gates.
    """
    work, blocks = _worked_through(document, _Work(lexicon, terms, _selected(operations), None))
    halfway = _half_exchanged(work, lexicon)
    if halfway or model:
        settled = () if model else (done for done in work.done if not halfway & _exchanged(done, lexicon))
        again = _Work(lexicon.without(halfway), terms, _selected(operations), model, settled)
        work, blocks = _worked_through(document, again)
    laid_out = layout.arrange(blocks, document, lexicon, work.find_terms)
    numbered = renumber(laid_out)
    ids = _new_ids(laid_out, numbered)
    easy = Document(document.id, languages.simple(document.lang), numbered, document.meta, document.findings)
    units = tuple(_unit(done, ids[done.source.id]) for done in work.done)
    prose = (segment for part in easy.walk() if part.kind in _PROSE for segment in part.segments)
    names = several_names(prose, work.find_terms)
    own = frozenset(_own_ids(laid_out, numbered))
    findings = (*_sent(work, model), *_still_hard(numbered, lexicon, own), *names)
    return Simplified(easy, units, findings, tuple(done.outcome for done in work.done))


def _worked_through(document: Document, work: _Work) -> tuple[_Work, tuple[Block, ...]]:
    return work, tuple(work.block(block) for block in document.blocks)


def _half_exchanged(work: _Work, lexicon: Lexicon) -> frozenset[str]:
    """Give the nouns that would be called one thing here and another there: exchanged in some sentences, not in all."""
    exchanged = frozenset().union(*(_exchanged(done, lexicon) for done in work.done))
    left = (word.lower() for done in work.done for target in done.targets for word in readability.words(target.text))
    return exchanged & lexicon.nouns(left) if exchanged else frozenset()


def _exchanged(done: _Rewritten, lexicon: Lexicon) -> frozenset[str]:
    """Give the nouns exchanged in a segment."""
    return lexicon.nouns(old.lower() for old, _ in done.outcome.wordings)


def _sent(work: _Work, model: Simplifier | None) -> Iterator[Finding]:
    """Tell that text left the machine, where it did."""
    if model and model.host and work.asked:
        yield Finding("text-sent", "info", f"{work.asked} sentences were sent to {model.host} to be made easier.")


def _selected(names: Collection[str] | None) -> tuple[Operation, ...]:
    return OPERATIONS if names is None else tuple(operation for operation in OPERATIONS if operation.name in names)


class _Work:
    """The pass over a document's segments: it keeps an account of each."""

    def __init__(
        self,
        lexicon: Lexicon,
        terms: TermFinder | None,
        operations: Sequence[Operation],
        model: Simplifier | None,
        settled: Iterable[_Rewritten] = (),
    ) -> None:
        self.lexicon = lexicon
        self.terms = terms
        self.operations = operations
        self.model = model
        self.asked = 0
        self.wording = tuple(operation for operation in operations if operation.name in _WORDING_OPERATIONS)
        self.settled = {done.source.id: done for done in settled}
        self.done: list[_Rewritten] = []
        self._found: dict[str, list[TermMatch]] = {}

    def find_terms(self, text: str) -> list[TermMatch]:
        if self.terms is None:
            return []
        if text not in self._found:
            self._found[text] = self.terms.find(text)
        return self._found[text]

    def block(self, block: Block) -> Block:
        operations = self._operations_for(block.kind)
        following = (*(segment.text for segment in block.segments[1:]), "")
        segments = tuple(
            easy
            for segment, text in zip(block.segments, following, strict=False)
            for easy in self.segment(segment, operations, text)
        )
        return replace(block, segments=segments, children=tuple(self.block(child) for child in block.children))

    def _operations_for(self, kind: str) -> Sequence[Operation]:
        if kind in _PROSE:
            return self.operations
        return self.wording if kind in _WORDING else ()

    def segment(self, segment: Segment, operations: Sequence[Operation], following: str) -> tuple[Segment, ...]:
        settled = self.settled.get(segment.id)
        if settled and settled.source is segment:
            self.done.append(settled)
            return settled.targets
        protected = tuple(
            segment.text[inline.start : inline.end]
            for inline in segment.inlines
            if inline.kind in {"protected", "language"}
        )
        context = Context(self.lexicon, self.find_terms, protected, following)
        self.done.append(self._rewritten(segment, context, operations))
        return self.done[-1].targets

    def _rewritten(self, segment: Segment, context: Context, operations: Sequence[Operation]) -> _Rewritten:
        """Rewrite with all operations; where a link would be lost, with words only; or else not at all."""
        stopped: tuple[Step, ...] = ()
        for chosen in (operations, self.wording if operations else ()) if len(segment.text) <= _LONGEST_TEXT else ():
            outcome = rewrite(segment.text, context, chosen)
            if self.model and chosen is self.operations:
                outcome = self._with_model(outcome, context, self.model)
            targets = _carried(segment, outcome) if outcome.steps else None
            if targets is not None:
                return _Rewritten(segment, targets, outcome)
            stopped = (*stopped, *outcome.stopped)
        return _Rewritten(segment, (segment,), Outcome((segment.text,), stopped=tuple(dict.fromkeys(stopped))))

    def _with_model(self, outcome: Outcome, context: Context, model: Simplifier) -> Outcome:
        """Ask the model about each sentence that the rules left long, and hold its answer to the gates."""
        sentences: list[str] = []
        for sentence in outcome.sentences:
            if len(readability.words(sentence)) <= _LONG_FOR_A_MODEL or is_about_rights(sentence):
                sentences.append(sentence)
                continue
            self.asked += 1
            outcome, made = judged(outcome, sentence, model.simplify(sentence), context)
            sentences.extend(made)
        return replace(outcome, sentences=tuple(sentences))


def _carried(segment: Segment, outcome: Outcome) -> tuple[Segment, ...] | None:
    """Give the easy sentences as segments with their inlines; None where one that matters would be lost."""
    text = " ".join(outcome.sentences)
    wordings = dict(_anchor_wordings(segment, outcome.wordings))
    placed, lost = spans.carry(segment, text, wordings=wordings)
    if any(inline.kind not in _DISPENSABLE for inline in lost):
        return None
    targets, start = [], 0
    for sentence in outcome.sentences:
        targets.append(Segment(segment.id, sentence, _within(placed, start, start + len(sentence))))
        start += len(sentence) + 1
    return tuple(targets)


def _anchor_wordings(segment: Segment, wordings: Sequence[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Tell how the words under each inline read after the exchanges."""
    for inline in segment.inlines:
        anchor = segment.text[inline.start : inline.end]
        easy = anchor
        for old, new in wordings:
            easy = new.join(re.split(rf"(?<!\w){re.escape(old)}(?!\w)", easy)) if old else easy
        if easy.strip():
            yield anchor, (easy, easy.lower())


def _within(inlines: Sequence[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """Cut inlines to the sentence at ``start:end``, counted from its beginning."""
    return tuple(
        replace(inline, start=max(inline.start, start) - start, end=min(inline.end, end) - start)
        for inline in inlines
        if (inline.start < end and start < inline.end) or start <= inline.start == inline.end <= end
    )


def _own_ids(before: Sequence[Block], after: Sequence[Block]) -> Iterator[str]:
    """Give the ids of the easy segments that come from the text, not from the layout or the glossary."""
    for source, easy in zip(_segments(before), _segments(after), strict=True):
        if source.id:
            yield easy.id


def _segments(blocks: Sequence[Block]) -> Iterator[Segment]:
    return (segment for block in blocks for part in block.walk() for segment in part.segments)


def _new_ids(before: Sequence[Block], after: Sequence[Block]) -> Mapping[str, str]:
    """Map each source segment's id to the id of the first easy segment made of it."""
    ids: dict[str, str] = {}
    for source, easy in zip(_segments(before), _segments(after), strict=True):
        ids.setdefault(source.id, easy.id)
    return ids


def _unit(done: _Rewritten, new_id: str) -> Unit:
    reasons = done.outcome.reasons
    text, inlines = "", []
    for target in done.targets:
        text += " " if text else ""
        inlines += [
            replace(inline, start=inline.start + len(text), end=inline.end + len(text)) for inline in target.inlines
        ]
        text += target.text
    target = Segment(new_id, text, tuple(inlines))
    return Unit(done.source, target, "translated" if reasons else "initial", "rule", reasons)


def _still_hard(blocks: Sequence[Block], lexicon: Lexicon, own: Collection[str]) -> Iterator[Finding]:
    for part in (part for block in blocks for part in block.walk() if part.kind in _PROSE):
        for segment in part.segments:
            reasons = tuple(_hardships(segment.text, lexicon)) if segment.id in own else ()
            if reasons:
                yield Finding("still-hard", "info", f"Still hard: {'; '.join(reasons)}.", segment.id)


def _advice(word: str, lexicon: Lexicon) -> str:
    """Give what the lexicon suggests for a word in any form, or nothing."""
    return lexicon.advice.get(word) or lexicon.advice.get(_lemma(word), "")


@lru_cache(maxsize=8192)
def _lemma(word: str) -> str:
    import simplemma

    return simplemma.lemmatize(word, lang="sv")


def _hardships(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Say why a sentence is hard, and what may help."""
    found = readability.words(text)
    if len(found) > _LONG_SENTENCE:
        yield f"{len(found)} words in one sentence"
    lower = [word.lower() for word in found]
    for word in dict.fromkeys((*(word for word in lower if _advice(word, lexicon)), *readability.hard_words(text))):
        advice = _advice(word, lexicon)
        yield f"“{word}” (try “{advice}”)" if advice else f"“{word}” is a long and rare word"
    if is_about_rights(text) and len(found) > _LONG_SENTENCE:
        yield "it is about rights or deadlines, so only certain changes were made"
