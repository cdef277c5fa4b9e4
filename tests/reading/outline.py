"""A document as indented lines, so that a page and what was read of it can be compared by eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lattlast.model import Block, Document, Segment


def outline(document: Document) -> str:
    """Write blocks, segments, inlines, meta and findings, one a line."""
    meta = [f"@{name} {value}" for name, value in document.meta.items()]
    findings = [f"! {finding.code}: {finding.message}" for finding in document.findings]
    return "\n".join([f"@lang {document.lang}", *meta, *_lines(document.blocks, ""), *findings, ""])


def _lines(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        attrs = "".join(f" {name}={value}" for name, value in block.attrs.items())
        yield f"{indent}{block.kind}{block.level or ''}{attrs}"
        yield from (f"{indent}  | {_marked(segment)}" for segment in block.segments)
        yield from _lines(block.children, f"{indent}  ")


def _marked(segment: Segment) -> str:
    marks = ""
    for inline in segment.inlines:
        marked = segment.text[inline.start : inline.end]
        marks += f" <{' '.join([inline.kind, f'“{marked}”', *inline.attrs.values()])}>"
    return segment.text + marks
