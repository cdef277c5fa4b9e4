"""The term report: each occurrence of a term in an article's editions, as a table for a spreadsheet.

Takes editions, gives the bytes of a CSV file as Swedish Excel opens it. It does not know where the file goes.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lattlast.model import Edition

COLUMNS = ("edition", "segment", "term", "source", "target", "step", "start", "end", "sentence")
_FORMULA = ("=", "+", "-", "@", "\t")


def report(editions: Iterable[Edition]) -> bytes:
    """Write a line for each occurrence: what the source said, what the target says, the step that settled it, where."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for edition in editions:
        sentences = {segment.id: segment.text for segment in edition.document.segments()}
        for use in edition.terms:
            place = (use.start, use.end) if use.end else ("", "")
            cells = (edition.tag, use.segment, use.term, use.source, use.target, use.step, *place)
            writer.writerow(map(_harmless, (*cells, sentences.get(use.segment, ""))))
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    written = str(cell)
    return f"'{written}" if written.startswith(_FORMULA) else written
