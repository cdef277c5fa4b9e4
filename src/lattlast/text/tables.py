"""Tables that people keep in a spreadsheet: CSV as Swedish Excel saves it, and everybody else's.

Takes bytes, gives rows with their line numbers. UTF-8 with or without a byte order mark, UTF-16 and windows-1252;
comma, semicolon or tab between cells. It does not know what a table is about.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DELIMITERS = ";\t,"


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by column name, stripped, and the line (from 1) on which it stands."""

    line: int
    cells: Mapping[str, str]

    def values(self, column: str) -> tuple[str, ...]:
        """Split a cell that holds several values at ``|``."""
        return tuple(value for part in self.cells.get(column, "").split("|") if (value := part.strip()))


def read_table(data: bytes, *, name: str, required: Sequence[str] = ()) -> list[Row]:
    """Read a table with a header row; raise ConfigError, naming `name`, where a required column is missing."""
    lines = csv.reader(io.StringIO(_decode(data), newline=""), delimiter=_delimiter(data), strict=False)
    header = [cell.strip() for cell in next(lines, [])]
    missing = [column for column in required if column not in header]
    if missing:
        raise ConfigError(
            f"{name}, line 1: column “{missing[0]}” is missing.",
            hint=f"The first line has to name the columns: {', '.join(required)}.",
        )
    return [
        Row(lines.line_num, {column: cell.strip() for column, cell in zip(header, cells, strict=False) if column})
        for cells in lines
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#")
    ]


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1252", errors="replace")


def _delimiter(data: bytes) -> str:
    header = _decode(data).partition("\n")[0]
    return max(_DELIMITERS, key=header.count)
