"""Put approved sentences into an edition, in the place of what the machine made.

Takes an edition and what people have approved, gives the edition with those texts, each with its links and its other
mark-up, and with their states. What a person has approved needs no more looking at, so its findings go. It does not
know who asks, and not how an edition is made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.model import Approval, Block, Finding, Segment, Unit, map_segments
from lattlast.review import markup
from lattlast.review.memory import APPROVED
from lattlast.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lattlast.model import Document, Edition, Origin, TermUse
    from lattlast.review.approved import Approved
    from lattlast.review.memory import Entry


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A unit as approved, the segments that it stood in, and those that it stands in now."""

    unit: Unit
    old: tuple[str, ...]
    new: tuple[Segment, ...]


def apply(edition: Edition, approved: Approved) -> Edition:
    """Give the edition with every approved sentence in its place."""
    entries = {unit.source.text: approved.find(edition.tag, unit.source.text) for unit in edition.units}
    found = {source: entry for source, entry in entries.items() if entry is not None}
    if not found:
        return edition
    runs = segment_runs(edition)
    done = {
        unit.source.id: _replaced(unit, found[unit.source.text], edition, runs[unit.target.id])
        for unit in edition.units
        if unit.source.text in found
    }
    changed = replace(
        edition,
        document=_rebuilt(edition.document, done.values()),
        units=tuple(done[unit.source.id].unit if unit.source.id in done else unit for unit in edition.units),
        terms=tuple(_still_used(edition.terms, done.values())),
        findings=tuple(_still_found(edition.findings, done.values())),
    )
    numbered = _renumbered(changed)
    return replace(numbered, approval=_approval(numbered.units, found))


def segment_runs(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Map the id of each unit's first target segment to the ids of all that it became.

    A translated unit has one segment. An easy-read one may have several, which stand one after the other.
    """
    segments = list(edition.document.segments())
    places = {segment.id: place for place, segment in enumerate(segments)}
    starts = {unit.target.id for unit in edition.units}
    runs = {}
    for unit in edition.units:
        run, read = [unit.target.id], 0
        for segment in segments[places.get(unit.target.id, len(segments)) + 1 :]:
            read = unit.target.text.find(segment.text.rstrip(":"), read + 1)
            if segment.id in starts or read < 0:
                break
            run.append(segment.id)
        runs[unit.target.id] = tuple(run)
    return runs


def _replaced(unit: Unit, entry: Entry, edition: Edition, run: tuple[str, ...]) -> _Replaced:
    """Take an approved text over; what comes from the full edition's memory is a draft in an easy-read one."""
    state = entry.state if entry.tag == edition.tag else "translated"
    if entry.target == unit.target.text:
        return _Replaced(replace(unit, state=state, findings=()), run, ())
    inlines, lost = markup.placed(unit, entry.target, entry.marks)
    target = Segment(unit.target.id, entry.target, inlines)
    findings = tuple(Finding("link-lost", "warning", _LOST.format(words), target.id) for words in lost)
    origin: Origin = "human" if entry.article == edition.document.id else "tm"
    several = languages.is_simple(edition.tag) and languages.language(edition.tag) == languages.SOURCE
    new = tuple(_sentences(target)) if several else (target,)
    return _Replaced(Unit(unit.source, target, state, origin, unit.notes, findings), run, new)


_LOST = "The approved text has no place for the link “{}”."


def _sentences(segment: Segment) -> Iterator[Segment]:
    """Cut a text into its sentences; the first keeps the segment's id."""
    for number, (start, end) in enumerate(sentences.split(segment.text)):
        inlines = tuple(markup.within(segment.inlines, start, end))
        yield Segment(f"{segment.id}+{number}" if number else segment.id, segment.text[start:end], inlines)


def _rebuilt(document: Document, replaced: Iterable[_Replaced]) -> Document:
    """Put the new segments where the first of the old ones stood; a block that is left empty goes."""
    new = {done.old[0]: done.new for done in replaced if done.new}
    gone = {name for done in replaced if done.new for name in done.old[1:]}
    blocks = tuple(block for one in document.blocks for block in _block(one, new, gone))
    return replace(document, blocks=blocks)


def _block(block: Block, new: Mapping[str, tuple[Segment, ...]], gone: set[str]) -> Iterator[Block]:
    segments = tuple(
        one
        for segment in block.segments
        if segment.id not in gone
        for one in new.get(segment.id, (segment,))
    )  # fmt: skip
    children = tuple(part for child in block.children for part in _block(child, new, gone))
    emptied = (block.segments and not segments) or (block.children and not children)
    if not emptied:
        yield replace(block, segments=segments, children=children)


def _still_used(terms: Sequence[TermUse], replaced: Iterable[_Replaced]) -> Iterator[TermUse]:
    """Leave out uses of terms that the approved text does without."""
    texts = {done.unit.source.id: done.unit.target.text.casefold() for done in replaced}
    for use in terms:
        if use.segment not in texts or use.target.casefold() in texts[use.segment]:
            yield use


def _still_found(findings: Sequence[Finding], replaced: Iterable[_Replaced]) -> Iterator[Finding]:
    seen = {name for done in replaced if done.unit.state in APPROVED or done.new for name in done.old}
    yield from (finding for finding in findings if finding.segment not in seen)
    yield from (finding for done in replaced for finding in done.unit.findings if done.new)


def _renumbered(edition: Edition) -> Edition:
    """Give the segments their numbers in reading order again where an approved text has more or fewer sentences."""
    old = [segment.id for segment in edition.document.segments()]
    ids = {name: f"s{number}" for number, name in enumerate(old, start=1)}
    if all(name == ids[name] for name in old):
        return edition

    def renamed(segment: Segment) -> Segment:
        return replace(segment, id=ids.get(segment.id, segment.id))

    return replace(
        edition,
        document=replace(edition.document, blocks=map_segments(edition.document.blocks, renamed)),
        units=tuple(replace(unit, target=renamed(unit.target)) for unit in edition.units),
        findings=tuple(
            replace(finding, segment=ids.get(finding.segment, finding.segment)) for finding in edition.findings
        ),
    )


def _approval(units: Sequence[Unit], entries: Mapping[str, Entry]) -> Approval | None:
    """Say who approved the edition, where every unit of it is approved."""
    if not units or any(unit.state not in APPROVED for unit in units):
        return None
    used = [entries[unit.source.text] for unit in units]
    names = dict.fromkeys(entry.by for entry in sorted(used, key=lambda entry: entry.version) if entry.by)
    return Approval(", ".join(names), max(entry.at for entry in used)[: len("2026-11-27")])
