"""Tables of a page to rows and cells.

Takes a table's element, gives row drafts of equal length. It does not know what the table is about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lattlast.errors import InputError
from lattlast.reading.drafts import Draft
from lattlast.reading.elements import children, has, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bs4 import Tag

    from lattlast.reading.inlines import Collector

_COLUMN = {"header": "column"}
_ROW = {"header": "row"}
_FROM_ABOVE = {"span": "above"}
_NEVER_DATA = ["table", "h1", "h2", "h3", "h4", "h5", "h6", "img"]
_ROW_PARTS = frozenset(["tr", "td", "th"])
_FEWEST = 2
_WIDEST = 60
_MOST = 50_000


def is_layout(table: Tag) -> bool:
    """Tell a table that only places things from one that holds data."""
    if table.get("role") in {"presentation", "none"} or has(table, _NEVER_DATA):
        return True
    return all(len(_cells(row)) < _FEWEST for row in named(table, ("tr",)))


def table_rows(table: Tag, collector: Collector) -> tuple[Draft, ...]:
    """Give the rows; a cell over several columns or rows leaves the others empty."""
    rows: list[list[Draft]] = []
    below: dict[int, int] = {}
    for row in named(table, ("tr",)):
        cells: list[Draft] = []
        for element in _cells(row):
            _fill(cells, below)
            wide = min(_span(element, "colspan"), max(_WIDEST - len(cells), 1))
            below.update(dict.fromkeys(range(len(cells), len(cells) + wide), _span(element, "rowspan") - 1))
            cells += [_cell(element, collector), *[Draft("cell")] * (wide - 1)]
        _fill(cells, below)
        rows.append(cells)
        if len(rows) * len(cells) > _MOST:
            raise InputError("A table in the page is too large for an article.", hint="Save the article without it.")
    return _even(_with_headers([row for row in rows if any(cell.text for cell in row)]))


def _fill(cells: list[Draft], below: dict[int, int]) -> None:
    """Leave the places empty into which a cell from a row above reaches."""
    while below.get(len(cells), 0) > 0 and len(cells) < _WIDEST:
        below[len(cells)] -= 1
        cells.append(Draft("cell", attrs=_FROM_ABOVE))


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in named(row, ("td", "th")) if _around(cell, _ROW_PARTS) is row]


def _around(element: Tag, names: frozenset[str]) -> Tag | None:
    return next((parent for parent in element.parents if parent.name in names), None)


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name) or "1")
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() else 1


def _cell(element: Tag, collector: Collector) -> Draft:
    return Draft("cell", collector.lines(element.children), attrs=_header(element))


def _header(element: Tag) -> dict[str, str]:
    if element.name != "th":
        return {}
    scope = str(element.get("scope") or "")
    if scope.startswith("row"):
        return _ROW
    row = element.parent
    alone = row is None or sum(cell.name == "th" for cell in children(row)) < len(_cells(row))
    in_head = _around(element, frozenset(["thead"])) is not None
    return _COLUMN if scope.startswith("col") or in_head or not alone else _ROW


def _with_headers(rows: list[list[Draft]]) -> list[list[Draft]]:
    """Take a first row in bold type as the header row, where none is marked."""
    if not rows or any("header" in cell.attrs for row in rows for cell in row):
        return rows
    first = [cell for cell in rows[0] if cell.text]
    if len(rows) > 1 and len(first) > 1 and all(cell.passage.is_all("strong") for cell in first):
        headers = [replace(cell, passage=cell.passage.without("strong"), attrs=_COLUMN) for cell in rows[0]]
        return [headers, *rows[1:]]
    return rows


def _even(rows: Iterable[list[Draft]]) -> tuple[Draft, ...]:
    """Make rows of one length; columns at the end that no row fills go: they come from a span that is too wide."""
    rows = list(rows)
    width = max((number for row in rows for number, cell in enumerate(row, 1) if cell.text), default=0)
    return tuple(Draft("row", children=tuple(_padded(row[:width], width))) for row in rows)


def _padded(row: list[Draft], width: int) -> Iterator[Draft]:
    yield from row
    yield from [Draft("cell")] * (width - len(row))
