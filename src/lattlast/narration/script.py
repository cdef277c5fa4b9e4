"""The script of a narration: what is said, in which language, and how long the rests are.

Takes a document, gives utterances in reading order. It does not know about voices or sound.

Announcements (“Image:”, a table's column headers, the number of an item, the closing notice) are utterances without a
segment. A table is read row by row, each cell after its column's header. Words marked as another language are an
utterance of their own, in that language.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lattlast.languages import language
from lattlast.narration.spoken import spoken
from lattlast.narration.wording import phrases
from lattlast.ports import Utterance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.model import Block, BlockKind, Document, Segment
    from lattlast.narration.lexicon import Lexicon

_LONGEST_TEXT = 10_000
_SHORTEST_KIND = 4
_SENTENCE = 0.3
_BRIEF = 0.15
_CELL = 0.35
_NOTICE = 0.5
_BEFORE_NOTICE = 1.2
_AFTER: dict[BlockKind, float] = {
    "title": 1.0,
    "lead": 0.9,
    "heading": 0.8,
    "label": 0.25,
    "item": 0.5,
    "cell": _CELL,
    "row": 0.6,
    "table": 0.8,
    "figure": 0.8,
    "facts": 0.9,
    "quote": 0.8,
}
_PARAGRAPH = 0.6
_BEFORE: dict[BlockKind, float] = {"heading": 1.0, "facts": 1.0, "figure": 0.9, "table": 0.9, "quote": 0.8}
_ANNOUNCED: dict[BlockKind, str] = {
    "alt": "image", "caption": "caption", "facts": "facts", "table": "table", "quote": "quote",
}  # fmt: skip


def script(document: Document, *, lexicon: Lexicon, notice: bool = True) -> tuple[Utterance, ...]:
    """Write the script of a document, closing with the `notice` that a synthetic voice reads."""
    reader = _Reader(language(document.lang), lexicon)
    lines: list[Utterance] = []
    for block in document.blocks:
        said = list(reader.block(block))
        if lines and said:
            lines[-1] = _rested(lines[-1], _BEFORE.get(block.kind, 0))
        lines.extend(said)
    if not notice:
        return tuple(lines)
    if lines:
        lines[-1] = _rested(lines[-1], _BEFORE_NOTICE)
    return (*lines, reader.notice())


def _rested(line: Utterance, pause: float) -> Utterance:
    return replace(line, pause=max(line.pause, pause))


class _Reader:
    """Turns blocks of one language into utterances."""

    def __init__(self, lang: str, lexicon: Lexicon) -> None:
        self._lang = lang
        self._lexicon = lexicon
        self._phrase_lang, self._phrases = phrases(lang)

    def notice(self) -> Utterance:
        """Say that a synthetic voice reads."""
        return Utterance("", self._phrases["notice"], self._phrase_lang, _NOTICE)

    def block(self, block: Block) -> Iterator[Utterance]:
        """Yield what is said for a block and all below it; an empty one is silent."""
        said = list(self._announced(block))
        if said:
            said[-1] = _rested(said[-1], _AFTER.get(block.kind, _PARAGRAPH))
        yield from said

    def _announced(self, block: Block) -> Iterator[Utterance]:
        content = list(self._content(block))
        if content and block.kind in _ANNOUNCED:
            announcement = self._phrases[_ANNOUNCED[block.kind]]
            if not _says_itself(content[0].spoken, announcement):
                yield Utterance("", announcement, self._phrase_lang, _BRIEF)
        yield from content

    def _content(self, block: Block) -> Iterator[Utterance]:
        if block.kind == "table":
            yield from self._table(block)
            return
        for segment in block.segments:
            yield from self._segment(segment)
        ordered = block.kind == "list" and block.attrs.get("ordered") == "true"
        for number, child in enumerate(block.children, start=_first_number(block)):
            if ordered:
                yield self._own_words(f"{number}", _BRIEF)
            yield from self.block(child)

    def _table(self, table: Block) -> Iterator[Utterance]:
        headers = _column_headers([child for child in table.children if child.kind == "row"])
        above: list[Block] = []
        for child in table.children:
            if child.kind == "row":
                above = _reaching_down(above, child)
                yield from self._row(child, above, headers)
            else:
                yield from self._title(child)

    def _title(self, caption: Block) -> Iterator[Utterance]:
        """Say a table's caption, which needs no announcement of its own."""
        for segment in caption.segments:
            yield from self._segment(segment)

    def _row(self, row: Block, above: Sequence[Block], headers: Sequence[Block | None]) -> Iterator[Utterance]:
        """Say each cell after its column's header; `above` holds what reaches down into the row, too."""
        said: list[Utterance] = []
        for cell, whole, header in zip(row.children, above, headers, strict=False):
            content = list(self.block(cell)) or list(self._without_words(whole))
            if content and header is not None and "header" not in cell.attrs and header.text:
                said.append(self._own_words(f"{header.text.rstrip(':')}:", _BRIEF))
            said.extend(content)
        if said:
            said[-1] = _rested(said[-1], _AFTER["row"])
        yield from said

    def _without_words(self, cell: Block) -> Iterator[Utterance]:
        """Say again what a cell above says for this row as well, and that a cell with a mere dash is empty."""
        if any(char.isalnum() for char in cell.text):
            yield self._own_words(cell.text, _CELL)
        elif cell.text:
            yield Utterance("", self._phrases["empty"], self._phrase_lang, _CELL)

    def _own_words(self, text: str, pause: float) -> Utterance:
        """Say words in the document's language that stand in no segment here."""
        return Utterance("", spoken(text, self._lang, lexicon=self._lexicon)[0], self._lang, pause)

    def _segment(self, segment: Segment) -> Iterator[Utterance]:
        if is_too_long(segment):
            return
        runs = _runs(segment, self._lang)
        for start, end, lang in runs:
            words, offsets = spoken(segment.text[start:end], lang, lexicon=self._lexicon)
            if offsets:
                placed = tuple((begin, finish, start + first, start + last) for begin, finish, first, last in offsets)
                yield Utterance(segment.id, words, lang, _SENTENCE if end == runs[-1][1] else 0.0, placed)


def _says_itself(text: str, announcement: str) -> bool:
    """Say whether a text begins by saying what it is: “Fakta: …” in a fact box, “Tabell 3” above a table."""
    first, word = (re.split(r"\W", part, maxsplit=1)[0].casefold() for part in (text, announcement))
    return len(first) >= _SHORTEST_KIND and (first.startswith(word) or word.startswith(first))


def is_too_long(segment: Segment) -> bool:
    """Say whether a segment is longer than anybody would listen to without a breath, and so is left out."""
    return len(segment.text) > _LONGEST_TEXT


def _first_number(block: Block) -> int:
    start = block.attrs.get("start", "")
    return int(start) if start.isdecimal() else 1


def _reaching_down(above: Sequence[Block], row: Block) -> list[Block]:
    """Give the row's cells, and for those that a cell above reaches into, that cell."""
    from_above = [cell.attrs.get("span") == "above" and column < len(above) for column, cell in enumerate(row.children)]
    return [above[column] if from_above[column] else cell for column, cell in enumerate(row.children)]


def _column_headers(rows: Sequence[Block]) -> list[Block | None]:
    """Give each column's header cell: the last one above the body."""
    columns = max((len(row.children) for row in rows), default=0)
    headers: list[Block | None] = [None] * columns
    for row in rows:
        for column, cell in enumerate(row.children):
            if cell.attrs.get("header") == "column":
                headers[column] = cell
    return headers


def _runs(segment: Segment, lang: str) -> list[tuple[int, int, str]]:
    """Cut a segment where its language changes: (start, end, language) without the spaces between."""
    marks = [inline for inline in segment.inlines if inline.kind == "language" and inline.attrs.get("lang")]
    runs, done = [], 0
    for mark in marks:
        if mark.start >= done and language(mark.attrs["lang"]) != lang:
            runs += [(done, mark.start, lang), (mark.start, mark.end, mark.attrs["lang"])]
            done = mark.end
    return [run for run in [*runs, (done, len(segment.text), lang)] if segment.text[run[0] : run[1]].strip()]
