"""Inline mark-up across a translation: links, stress, languages and line ends find their words again.

Takes source segments and their translations, gives units with every inline in its place. An inline is looked for by its
own words, then by the engine's alignment, then by the translation of its words; a link that finds no place follows the
sentence, and whatever else is lost becomes a Finding. It does not know how the translations were made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lattlast.model import Finding, Inline, Unit
from lattlast.ports import Aligner
from lattlast.text import alignment, spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lattlast.model import Segment
    from lattlast.ports import Translator
    from lattlast.text.alignment import Link
    from lattlast.translation.enforcement import Choice

_ADDED_STOP = re.compile(r"[.。।]$")


@dataclass(frozen=True, slots=True)
class _Carried:
    """A translated segment on its way: the inlines that have their place, and those that have none yet."""

    segment: Segment
    text: str
    placed: tuple[Inline, ...] = ()
    lost: tuple[Inline, ...] = ()


def carry(segments: Sequence[Segment], choices: Sequence[Choice], translator: Translator) -> list[Unit]:
    """Give a unit for each segment, with its inlines and findings."""
    begun = [
        _Carried(segment, choice.text, (), segment.inlines) for segment, choice in zip(segments, choices, strict=True)
    ]
    work = _by_alignment([_by_wordings(done, {}) for done in begun], translator)
    wordings = _wordings(work, translator)
    return [_unit(_by_wordings(done, wordings), choice, wordings) for done, choice in zip(work, choices, strict=True)]


def _by_alignment(work: Sequence[_Carried], translator: Translator) -> list[_Carried]:
    """Ask the engine which words became which, only where mark-up has no place yet."""
    open_work = [done for done in work if done.lost and done.text]
    if not open_work or not isinstance(translator, Aligner):
        return list(work)
    links = translator.align([(done.segment.text, done.text) for done in open_work])
    aligned = {id(done): _aligned(done, found) for done, found in zip(open_work, links, strict=True) if found}
    return [aligned.get(id(done), done) for done in work]


def _aligned(done: _Carried, links: Sequence[Link]) -> _Carried:
    for inline in done.lost:
        place = _aligned_place(inline, links, done)
        if place is not None:
            done = _placed(done, inline, place)
    return done


def _aligned_place(inline: Inline, links: Sequence[Link], done: _Carried) -> tuple[int, int] | None:
    if inline.kind == "break":
        place = alignment.boundary(inline.start, links, done.text)
        return place, place
    taken = [(other.start, other.end) for other in _links(done)] if inline.kind == "link" else []
    return alignment.stretch((inline.start, inline.end), links, done.text, taken=taken)


def _wordings(work: Sequence[_Carried], translator: Translator) -> Mapping[str, tuple[str, ...]]:
    """Translate by themselves the words of what has no place yet, to find them again in the translated sentence."""
    anchors = sorted(
        {
            done.segment.text[inline.start : inline.end]
            for done in work
            for inline in done.lost
            if inline.start < inline.end
        }
    )
    offered = translator.translate(anchors, hypotheses=2)
    return {
        anchor: tuple(filter(None, (_ADDED_STOP.sub("", found.text) for found in hypotheses)))
        for anchor, hypotheses in zip(anchors, offered, strict=True)
    }


def _by_wordings(done: _Carried, wordings: Mapping[str, tuple[str, ...]]) -> _Carried:
    """Look for each inline by its own words and by the wordings for them; never put one link inside another."""
    for inline in done.lost:
        placed, _ = spans.carry(replace(done.segment, inlines=(inline,)), done.text, wordings=wordings)
        if placed and not (inline.kind == "link" and any(_cross(placed[0], other) for other in _links(done))):
            done = _placed(done, inline, (placed[0].start, placed[0].end))
    return done


def _placed(done: _Carried, inline: Inline, place: tuple[int, int]) -> _Carried:
    rest = tuple(other for other in done.lost if other is not inline)
    return replace(done, placed=(*done.placed, replace(inline, start=place[0], end=place[1])), lost=rest)


def _links(done: _Carried) -> list[Inline]:
    return [inline for inline in done.placed if inline.kind == "link"]


def _cross(one: Inline, other: Inline) -> bool:
    return one.start < other.end and other.start < one.end


def _unit(done: _Carried, choice: Choice, wordings: Mapping[str, tuple[str, ...]]) -> Unit:
    segment = done.segment
    links = [inline for inline in done.lost if inline.kind == "link"]
    text, inlines = _rescue(done, links, wordings)
    others = [inline for inline in done.lost if inline.kind != "link"]
    findings = (
        *choice.findings,
        *(_moved(segment, link) for link in links),
        *(_dropped(segment, inline) for inline in others),
    )
    return Unit(
        segment,
        replace(segment, text=text, inlines=tuple(sorted(inlines, key=lambda inline: (inline.start, -inline.end)))),
        state="translated",
        origin="mt",
        findings=tuple(replace(finding, segment=segment.id) for finding in findings),
    )


def _rescue(
    done: _Carried, links: Sequence[Inline], wordings: Mapping[str, tuple[str, ...]]
) -> tuple[str, tuple[Inline, ...]]:
    """Keep links whose words were not found: the only one spans the sentence, others follow it in brackets."""
    text = done.text
    if len(links) == 1 and text and not _links(done):
        return text, (replace(links[0], start=0, end=len(text)), *done.placed)
    at_end = [inline for inline in done.placed if inline.kind == "break" and inline.start == len(text)]
    inlines = [inline for inline in done.placed if inline not in at_end]
    for link in links:
        anchor = done.segment.text[link.start : link.end]
        words = next(iter(wordings.get(anchor, ())), anchor)
        before = f"{text} (" if text else "("
        inlines.append(replace(link, start=len(before), end=len(before) + len(words)))
        text = f"{before}{words})"
    return text, (*inlines, *(replace(inline, start=len(text), end=len(text)) for inline in at_end))


def _moved(segment: Segment, link: Inline) -> Finding:
    words = segment.text[link.start : link.end]
    return Finding("link-moved", "info", f"The words of the link “{words}” were not found in the translation.")


def _dropped(segment: Segment, inline: Inline) -> Finding:
    words = segment.text[inline.start : inline.end]
    what = "A line end" if inline.kind == "break" else f"The mark-up ({inline.kind}) of “{words}”"
    return Finding("markup-lost", "info", f"{what} found no place in the translation.")
