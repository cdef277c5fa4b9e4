"""Translate a document: every segment by the engine, with its terms, names and mark-up in place.

Takes a Document, a Translator and a TermFinder, gives the Document in the target language with its units, term uses and
findings. It does not know where models and glossaries come from, and not what a page looks like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from lattlast import languages, packaged
from lattlast.model import Finding, map_segments
from lattlast.text import checks
from lattlast.text.letters import capitalised
from lattlast.translation import markup
from lattlast.translation.enforcement import Choice, enforce
from lattlast.translation.house_style import british
from lattlast.translation.marking import marked
from lattlast.translation.phrasebook import MONTHS, Phrasebook, numbers
from lattlast.translation.quotations import in_style
from lattlast.translation.slots import Sentence, exact

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lattlast.model import Document, TermUse, Unit
    from lattlast.ports import TermFinder, Translator
    from lattlast.text.abbreviations import Abbreviations

_LONGEST_TEXT = 5_000
_TOO_LONG = Finding("too-long", "warning", "Not translated: this is longer than any sentence.")
_END_MARK = re.compile(r"[.!?…:]['”’\"»)]*$")
_ADDED_STOP = re.compile(r"[.。।]$")


@dataclass(frozen=True, slots=True)
class Translated:
    """A document in the target language with what was done to it, segment by segment."""

    document: Document
    units: tuple[Unit, ...]
    terms: tuple[TermUse, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Helps:
    """What helps the model: the glossary's terms, whole phrases, and what abbreviations stand for."""

    terms: TermFinder
    phrases: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Abbreviations | None = None


def translate(document: Document, *, to: str, translator: Translator, helps: Helps) -> Translated:
    """Translate all segments of a document in one call of the engine; ids and structure stay as they are.

    An easy-read document stays easy-read: ``sv-simple`` becomes ``en-simple``.
    """
    source, target = languages.language(document.lang), languages.language(to)
    segments = list(document.segments())
    texts = [segment.text for segment in segments]
    choices = translate_texts(texts, source=source, target=target, translator=translator, helps=helps)
    units = markup.carry(segments, choices, translator)
    return Translated(
        _rebuild(document, units, to=languages.simple(target) if languages.is_simple(document.lang) else target),
        tuple(units),
        tuple(use for unit, choice in zip(units, choices, strict=True) for use in marked(choice.uses, unit.target)),
        tuple(finding for unit in units for finding in unit.findings),
    )


def translate_texts(
    texts: Sequence[str], *, source: str, target: str, translator: Translator, helps: Helps
) -> list[Choice]:
    """Translate plain sentences in one call of the engine; what needs no engine does without."""
    book = Phrasebook(helps.phrases, target)
    drafts = [_draft(_written_out(text, helps.abbreviations), book, helps.terms, target) for text in texts]
    sentences = [_sentence(draft, source, helps.terms) for draft in drafts]
    names = {sentence.text[slice(*span)] for sentence in sentences for span in sentence.names}
    sentences = [_with_opening_name(sentence, names) for sentence in sentences]
    choices = enforce(sentences, translator=translator, source=source, target=target, known_names=names)
    return [_finish(draft, choice, target) for draft, choice in zip(drafts, choices, strict=True)]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A text with what is known of it: the translation of its label, and of the rest where that takes no model."""

    label: str
    rest: str
    known: str | None


def _draft(text: str, book: Phrasebook, terms: TermFinder, target: str) -> _Draft:
    """Look a text up; a term that stands alone is the glossary's to translate, not the phrasebook's."""
    if len(text) > _LONGEST_TEXT:
        return _Draft("", text, text)
    label, rest = book.split_label(text)
    alone = exact(Sentence(rest, tuple(terms.find(rest))), target=target)
    return _Draft(label, rest, None if alone else book.translate(rest))


def _sentence(draft: _Draft, source: str, terms: TermFinder) -> Sentence:
    if draft.known is not None:
        return Sentence("")
    text = _natural(draft.rest, source)
    names = [
        span
        for span in checks.names(text, source)
        if source == languages.SOURCE or _is_kept(text[slice(*span)], source)
    ]
    return Sentence(text, tuple(terms.find(text)), tuple(names))


def _is_kept(name: str, source: str) -> bool:
    """Say whether capitals stand for a name, in a language that has them for much that is translated (Monday, Act)."""
    words = re.findall(r"\w+", name)
    return any(word not in languages.capitals(source) and not checks.is_ordinary(word, source) for word in words)


def _with_opening_name(sentence: Sentence, names: Collection[str]) -> Sentence:
    """Take the first word for a name where it is one in another text: a capital there says nothing by itself."""
    first = re.match(r"\w+", sentence.text)
    if first is None or first.group() not in names or any(start == 0 for start, _ in sentence.names):
        return sentence
    return replace(sentence, names=(first.span(), *sentence.names))


def _finish(draft: _Draft, choice: Choice, target: str) -> Choice:
    text = _dress(choice.text, like=draft.rest, target=target) if draft.known is None else draft.known
    findings = (*choice.findings, *((_TOO_LONG,) if len(draft.rest) > _LONGEST_TEXT else ()))
    return replace(choice, text=draft.label + text, findings=findings)


def _written_out(text: str, abbreviations: Abbreviations | None) -> str:
    for start, end, words in reversed(abbreviations.expand(text) if abbreviations else []):
        text = text[:start] + words + text[end:]
    return text


def _natural(text: str, source: str) -> str:
    """Write a text as the models have learned them: in plain wordings, a heading in capitals as a sentence."""
    text = _quiet(text, source) if _shouts(text) else text
    for pattern, plain in _rewordings(source):
        text = pattern.sub(plain, text)
    return text


def _quiet(text: str, source: str) -> str:
    """Write capitals as a sentence; what no dictionary has in lower case is a name, and keeps its first letter."""
    words = re.sub(
        r"\w+",
        lambda found: found.group() if checks.is_ordinary(found.group(), source) else found.group().capitalize(),
        text.lower(),
    )
    return capitalised(words)


@cache
def _rewordings(source: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = packaged.table("translation/rewording")
    listed = table.get(source, {})
    literal = [(rf"\b{re.escape(words)}\b", plain) for words, plain in listed.get("words", {}).items()]
    return tuple((re.compile(words), plain) for words, plain in (*literal, *listed.get("patterns", {}).items()))


def _shouts(text: str) -> bool:
    return text.isupper() and sum(word.isalpha() for word in text.split()) > 1


def _dress(translation: str, *, like: str, target: str) -> str:
    """Give the translation the source's capitals, end mark and the target's quotation marks."""
    text = numbers(in_style(translation, target), target)
    if target == "en":
        text = british(text, like)
    if not _END_MARK.search(like):
        text = _ADDED_STOP.sub("", text)
    elif not _END_MARK.search(text):
        text += like[-1]
    if _shouts(like):
        return text.upper()
    return _with_first_letter(text, like, target)


def _with_first_letter(text: str, like: str, target: str) -> str:
    """Begin with a capital or without, as the source does: models begin every line as a sentence."""
    if like[:1].isupper():
        return capitalised(text)
    first = re.match(r"[^\W\d_]+", text)
    keeps = packaged.table("translation/carriers")["english"]["capital"] + list(MONTHS)
    if first and like[:1].islower() and first.group() not in keeps and checks.is_ordinary(first.group(), target):
        return text[:1].lower() + text[1:]
    return text


def _rebuild(document: Document, units: Sequence[Unit], *, to: str) -> Document:
    targets = {unit.source.id: unit.target for unit in units}
    return replace(
        document, lang=to, blocks=map_segments(document.blocks, lambda segment: targets[segment.id]), findings=()
    )
