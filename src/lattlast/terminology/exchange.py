"""Exchange: the termbase as a file for other programs and people.

Takes entries, gives a file's bytes: CSV as Swedish Excel opens it, TSV, or TBX. What `glossary.read_glossaries` reads
back is the same. It does not know where the file goes.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Literal

from lattlast import languages
from lattlast.terminology import tbx
from lattlast.terminology.glossary import PLAIN_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.terminology.glossary import Entry

Format = Literal["csv", "comma", "tsv", "tbx", "tbx-dct", "tbx-2008"]
FORMATS: tuple[Format, ...] = ("csv", "comma", "tsv", "tbx", "tbx-dct", "tbx-2008")
_DELIMITERS = {"csv": ";", "comma": ",", "tsv": "\t"}
_STYLES: dict[str, tbx.Style] = {"tbx": "dca", "tbx-dct": "dct", "tbx-2008": "2008"}
_ROLES = ("", "_admitted", "_forbidden", "_forms", "_definition")


def write(entries: Sequence[Entry], *, form: Format) -> bytes:
    """Write entries in a format: CSV with semicolons, with commas, TSV, TBX (DCA), TBX in DCT style, or TBX of 2008."""
    rows = [_cells(entry) for entry in entries]
    tags = _tags(entries)
    if form in _STYLES:
        return tbx.write(rows, style=_STYLES[form], tags=tags)
    used = {column for cells in rows for column, value in cells.items() if value}
    others = (column for tag in tags[1:] for column in _columns(tag))
    every = ("id", *_columns(languages.SOURCE), *PLAIN_COLUMNS[1:], *others)
    columns = [column for column in every if column in used or column == languages.SOURCE]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=_DELIMITERS[form], lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig" if form != "tsv" else "utf-8")


def _columns(tag: str) -> list[str]:
    return [f"{tag}{role}" for role in _ROLES]


def _tags(entries: Sequence[Entry]) -> list[str]:
    found = dict.fromkeys(tag for entry in entries for tag in (*entry.term.terms, *entry.term.forbidden))
    return [languages.SOURCE, *(tag for tag in found if tag != languages.SOURCE)]


def _cells(entry: Entry) -> dict[str, str]:
    term = entry.term
    cells = {
        "id": term.id,
        "pos": term.pos,
        "status": entry.status,
        "translate": "" if term.translate else "no",
        "case": "" if term.case == "any" else term.case,
        "context": "|".join(term.context),
        "domain": term.domain,
        "definition": term.definition,
        "note": term.note,
    }
    for tag, (first, *others) in term.terms.items():
        cells |= {tag: first, f"{tag}_admitted": "|".join(others)}
    for role, values in (("forbidden", term.forbidden), ("forms", term.forms)):
        cells |= {f"{tag}_{role}": "|".join(words) for tag, words in values.items()}
    return cells | {f"{tag}_definition": words for tag, words in term.definitions.items()}
