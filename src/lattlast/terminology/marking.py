"""Marking: the terms of a Swedish edition that the glossary explains.

Takes a document and a termbase, gives a use for each occurrence. It does not know what a page does with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.model import TermUse

if TYPE_CHECKING:
    from lattlast.model import Document
    from lattlast.ports import TermFinder

STEP = "source"


def mark(document: Document, terms: TermFinder) -> tuple[TermUse, ...]:
    """Find the terms in a document as it stands, each with its place and explanation."""
    return tuple(
        TermUse(
            match.term.id,
            segment.id,
            "",
            segment.text[match.start : match.end],
            STEP,
            match.start,
            match.end,
            match.term.explanation(languages.SOURCE),
        )
        for segment in document.segments()
        for match in terms.find(segment.text)
    )
