"""Translate a document: every segment by the engine, with its terms, names and mark-up in place.

Takes a Document, a Translator and a TermFinder, gives the Document in the target language with its units, term uses and
findings. It does not know where models and glossaries come from, and not what a page looks like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.model import Finding, Inline, Unit, map_segments
from lattlast.text import checks, spans
from lattlast.translation.enforcement import Choice, Sentence, enforce, exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lattlast.model import Document, Segment, TermUse
    from lattlast.ports import TermFinder, Translator

_END_MARK = re.compile(r"[.!?…:]['”’\"»)]*$")
_ADDED_STOP = re.compile(r"[.。।]$")
_QUOTES = {
    **dict.fromkeys(("ar", "es", "fa", "ru", "uk"), "«»"),
    **dict.fromkeys(("fi", "sv"), "””"),
    "de": "„“",
    "en": "“”",
    "pl": "„”",
}
_QUOTED = re.compile(r"[”“„«»\"]([^”“„«»\"]+)[”“«»\"]")


@dataclass(frozen=True, slots=True)
class Translated:
    """A document in the target language with what was done to it, segment by segment."""

    document: Document
    units: tuple[Unit, ...]
    terms: tuple[TermUse, ...] = ()
    findings: tuple[Finding, ...] = ()


def translate(
    document: Document, *, to: str, translator: Translator, terms: TermFinder, phrases: Mapping[str, str] | None = None
) -> Translated:
    """Translate all segments of a document in one call of the engine; ids and structure stay as they are.

    An easy-read document stays easy-read: ``sv-simple`` becomes ``en-simple``. `phrases` holds the translations of
    segments that are known as a whole, by their lower-case text.
    """
    source, target = languages.language(document.lang), languages.language(to)
    segments = list(document.segments())
    texts = [segment.text for segment in segments]
    choices = translate_texts(texts, source=source, target=target, translator=translator, terms=terms, phrases=phrases)
    wordings = _wordings(segments, translator)
    units = [_unit(segment, choice, wordings=wordings) for segment, choice in zip(segments, choices, strict=True)]
    return Translated(
        _rebuild(document, units, to=languages.simple(target) if languages.is_simple(document.lang) else target),
        tuple(units),
        tuple(
            replace(use, segment=unit.source.id)
            for unit, choice in zip(units, choices, strict=True)
            for use in choice.uses
        ),
        tuple(finding for unit in units for finding in unit.findings),
    )


def translate_texts(
    texts: Sequence[str],
    *,
    source: str,
    target: str,
    translator: Translator,
    terms: TermFinder,
    phrases: Mapping[str, str] | None = None,
) -> list[Choice]:
    """Translate plain sentences with their terms, in one call of the engine."""
    names = [checks.names(_natural(text), source) for text in texts]
    known = {text[start:end] for text, spans_ in zip(texts, names, strict=True) for start, end in spans_}
    sentences = [
        Sentence(_natural(text), tuple(terms.find(_natural(text))), tuple(found))
        for text, found in zip(texts, names, strict=True)
    ]
    known_whole = [
        None if exact(sentence, target=target) else _phrase(text, phrases or {})
        for text, sentence in zip(texts, sentences, strict=True)
    ]
    unknown = [
        sentence if phrase is None else Sentence("") for sentence, phrase in zip(sentences, known_whole, strict=True)
    ]
    choices = enforce(unknown, translator=translator, source=source, target=target, known_names=known)
    return [
        Choice(phrase) if phrase is not None else replace(choice, text=_dress(choice.text, like=text, target=target))
        for text, choice, phrase in zip(texts, choices, known_whole, strict=True)
    ]


def _phrase(text: str, phrases: Mapping[str, str]) -> str | None:
    """Translate a segment that is known as a whole, with its own first letter and end mark."""
    bare = text.rstrip(":?!. ")
    known = phrases.get(bare.casefold())
    if known is None:
        return None
    return (known[:1].upper() + known[1:] if text[:1].isupper() else known) + text[len(bare) :]


def _natural(text: str) -> str:
    """Write a heading that stands in capitals as a sentence, as the model has learned them."""
    return text.capitalize() if _shouts(text) else text


def _shouts(text: str) -> bool:
    return text.isupper() and sum(word.isalpha() for word in text.split()) > 1


def _dress(translation: str, *, like: str, target: str) -> str:
    """Give the translation the source's capitals, end mark and the target's quotation marks."""
    text = _QUOTED.sub(r"{}\1{}".format(*_QUOTES.get(target, _QUOTES["en"])), translation)
    if not _END_MARK.search(like):
        text = _ADDED_STOP.sub("", text)
    elif not _END_MARK.search(text):
        text += like[-1]
    if _shouts(like):
        return text.upper()
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def _wordings(segments: Sequence[Segment], translator: Translator) -> Mapping[str, tuple[str, ...]]:
    """Translate the words that inlines cover by themselves, to find them again in the translated sentence."""
    anchors = sorted(
        {
            segment.text[inline.start : inline.end]
            for segment in segments
            for inline in segment.inlines
            if inline.start < inline.end and (inline.start, inline.end) != (0, len(segment.text))
        }
    )
    offered = translator.translate(anchors, hypotheses=2)
    return {
        anchor: tuple(_ADDED_STOP.sub("", found.text) for found in hypotheses)
        for anchor, hypotheses in zip(anchors, offered, strict=True)
    }


def _unit(segment: Segment, choice: Choice, *, wordings: Mapping[str, tuple[str, ...]]) -> Unit:
    placed, lost = spans.carry(segment, choice.text, wordings=wordings)
    links = [inline for inline in lost if inline.kind == "link"]
    text, inlines = _rescue(segment, choice.text, placed, links, wordings)
    findings = (*choice.findings, *(_moved(segment, link) for link in links))
    return Unit(
        segment,
        replace(segment, text=text, inlines=inlines),
        state="translated",
        origin="mt",
        findings=tuple(replace(finding, segment=segment.id) for finding in findings),
    )


def _rescue(
    segment: Segment,
    text: str,
    placed: Sequence[Inline],
    links: Sequence[Inline],
    wordings: Mapping[str, tuple[str, ...]],
) -> tuple[str, tuple[Inline, ...]]:
    """Keep links whose words were not found: the only one spans the sentence, others follow it in brackets."""
    if len(links) == 1 and not any(inline.kind == "link" for inline in placed):
        return text, (replace(links[0], start=0, end=len(text)), *placed)
    inlines = [inline for inline in placed if inline.kind != "break"]
    for link in links:
        words = wordings[segment.text[link.start : link.end]][0]
        inlines.append(replace(link, start=len(text) + 2, end=len(text) + 2 + len(words)))
        text = f"{text} ({words})"
    breaks = [replace(inline, start=len(text), end=len(text)) for inline in placed if inline.kind == "break"]
    return text, (*inlines, *breaks)


def _moved(segment: Segment, link: Inline) -> Finding:
    words = segment.text[link.start : link.end]
    return Finding("link-moved", "info", f"The words of the link “{words}” were not found in the translation.")


def _rebuild(document: Document, units: Sequence[Unit], *, to: str) -> Document:
    targets = {unit.source.id: unit.target for unit in units}
    return replace(
        document, lang=to, blocks=map_segments(document.blocks, lambda segment: targets[segment.id]), findings=()
    )
