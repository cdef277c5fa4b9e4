"""The running text of an article, as one string.

Takes a Document, gives its body: what stands from the lead to the last line, without title, byline and pictures. It
does not know what page the document came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lattlast.model import Block, Document

_NOT_BODY = frozenset(["title", "byline", "figure", "caption"])


def body_text(document: Document) -> str:
    """Give the text of lead, headings, paragraphs, lists, tables and boxes, without captions, a line for each block."""
    return "\n".join(_lines(document.blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind not in _NOT_BODY:
            yield from [block.text] if block.segments else []
            yield from _lines(block.children)
