r"""Running text with its inline mark-up, before it is cut into segments.

Takes text as a page spells it, gives clean text (NFC, single spaces, whole words) and, in the end, segments. It does
not know about elements or blocks. In a passage a line end that matters is ``\n``, and ``\n\n`` parts paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from lattlast.model import Inline, Segment
from lattlast.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LINE_END = "\u2028"

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]|(?<=[A-Za-zÀ-ž])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-zÀ-ž])"
)
_BETTER_SPELLED = {"\u2010": "-", "\u2011": "-", **{mark: unicodedata.normalize("NFKC", mark) for mark in "ﬀﬁﬂﬃﬄﬅﬆ"}}
_ODD = re.compile(f"[\x80-\x84\x86-\x9f{''.join(_BETTER_SPELLED)}]")
_COMBINED = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")
# A part begins where a word begins: without that, a very long word takes quadratic time.
_BROKEN = re.compile(rf"(?<![^\W\d_])(?P<part>[^\W\d_]+)-[^\S\n{LINE_END}]*[\n{LINE_END}]\s*(?=(?P<rest>[^\W\d_]+))")
_JOINING_WORDS = frozenset(
    ["och", "eller", "samt", "respektive", "resp", "till", "som", "and", "or", "und", "oder", "og", "tai"]
)
# A row of stars or dashes between two parts of a text, or a stroke between links that are gone.
ORNAMENT = re.compile(r"(?:\*\s*){3,}|[-=_~—–•]{3,}|[|\s]+")
_SPACES = re.compile(rf"[^\S{LINE_END}]{{2,}}|[^\S {LINE_END}]")
_PARAGRAPHS = re.compile(rf" ?{LINE_END}(?: ?{LINE_END})+ ?")
_LINE = re.compile(rf" ?{LINE_END} ?")
_LINES = re.compile(r"\n+")
_BLANK_LINES = re.compile(r"\n\n+")
_WRAP = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_ADDRESS = re.compile(r"\S+@|https?://|www\.")
_ENDS_LINE = re.compile(r"[.!?…:;\d]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with inlines over it, in any order."""

    text: str
    inlines: tuple[Inline, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Passage:
        """Replace every match and move the inlines with the text; one that is left empty goes."""
        matches = list(pattern.finditer(self.text))
        if not matches:
            return self
        new = [replacement if isinstance(replacement, str) else replacement(match) for match in matches]
        starts = [match.start() for match in matches]
        ends = [match.end() for match in matches]
        growth = list(accumulate(len(text) - (end - start) for text, start, end in zip(new, starts, ends, strict=True)))

        def moved(offset: int, *, opens: bool) -> int:
            after = bisect_right(ends, offset)
            shift = growth[after - 1] if after else 0
            inside = bisect_left(starts, offset) > after
            if not inside:
                return offset + shift
            return starts[after] + shift + (len(new[after]) if opens else 0)

        texts = [self.text[end:start] for end, start in zip([0, *ends], [*starts, len(self.text)], strict=True)]
        text = texts[0] + "".join(replaced + kept for replaced, kept in zip(new, texts[1:], strict=True))
        spans = (
            _placed(inline, moved(inline.start, opens=True), moved(inline.end, opens=False)) for inline in self.inlines
        )
        return Passage(text, tuple(span for span in spans if span.start < span.end))

    def cut(self, start: int, end: int) -> Passage:
        """Give ``text[start:end]`` without the white space around it, with the inlines' parts in it."""
        body = self.text[start:end]
        start += len(body) - len(body.lstrip())
        end = start + len(body.strip())
        if end - start == len(self.text):
            return self
        parts = (_placed(one, max(one.start, start) - start, min(one.end, end) - start) for one in self.inlines)
        return Passage(self.text[start:end], tuple(part for part in parts if part.start < part.end))

    def strip(self) -> Passage:
        """Leave out the white space around it."""
        return self.cut(0, len(self.text))

    def without(self, kind: str) -> Passage:
        """Drop the inlines of a kind."""
        return replace(self, inlines=tuple(inline for inline in self.inlines if inline.kind != kind))

    def is_all(self, kind: str) -> bool:
        """Say whether inlines of the kind cover every letter and digit."""
        covered = {place for inline in self.inlines if inline.kind == kind for place in range(inline.start, inline.end)}
        return bool(self.text) and all(place in covered for place, letter in enumerate(self.text) if letter.isalnum())

    def lines(self) -> list[Passage]:
        """Part it at its line ends."""
        return self._parts(_LINES)

    def paragraphs(self) -> list[Passage]:
        """Part it where two line ends meet."""
        return self._parts(_BLANK_LINES)

    def _parts(self, boundary: re.Pattern[str]) -> list[Passage]:
        if "\n" not in self.text:
            return [one for one in (self.strip(),) if one]
        edges = [0, *(edge for match in boundary.finditer(self.text) for edge in match.span()), len(self.text)]
        parts = (self.cut(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
        return [part for part in parts if part]

    def segments(self, lang: str) -> tuple[Segment, ...]:
        """Cut it into sentences; the last one before a line end carries a break."""
        lines = self.lines()
        found: list[Segment] = []
        for number, line in enumerate(lines, 1):
            sentences = [line.cut(start, end) for start, end in split(line.text, lang)]
            found += [Segment("", sentence.text, _tidy(sentence, lang)) for sentence in sentences]
            if found and number < len(lines):
                last = found[-1]
                end = Inline("break", len(last.text), len(last.text))
                found[-1] = replace(last, inlines=(*last.inlines, end))
        return tuple(found)


def _placed(inline: Inline, start: int, end: int) -> Inline:
    return Inline(inline.kind, start, end, inline.attrs)


def join(passages: Iterable[Passage], between: str) -> Passage:
    """Put passages after one another."""
    text = ""
    inlines: list[Inline] = []
    for passage in filter(None, passages):
        text += between if text else ""
        at = len(text)
        inlines += [_placed(inline, inline.start + at, inline.end + at) for inline in passage.inlines]
        text += passage.text
    return Passage(text, tuple(inlines))


def clean(raw: Passage) -> Passage:
    """Give the passage as a reader sees it; raw line ends are white space, `LINE_END` is a break."""
    passage = raw if raw.text.isprintable() else raw.sub(_INVISIBLE, "")
    if not passage.text.isascii():
        passage = passage.sub(_ODD, _spell)
    if not unicodedata.is_normalized("NFC", passage.text):
        passage = passage.sub(_COMBINED, lambda match: unicodedata.normalize("NFC", match.group()))
    if passage.text.isprintable():
        return passage.sub(_SPACES, " ").strip()
    passage = passage.sub(_BROKEN, _mend).sub(_SPACES, " ").sub(_PARAGRAPHS, "\n\n").sub(_LINE, "\n")
    return passage.sub(_WRAP, _unwrap).strip()


def clean_text(text: str) -> str:
    """Give a text without mark-up as `clean` does, on one line."""
    return clean(Passage(unicodedata.normalize("NFC", text.replace(LINE_END, " ")))).text


def _spell(match: re.Match[str]) -> str:
    """Write a letter as everybody does; ``&#150;`` and its like mean windows-1252 (HTML standard, 13.2.5.80)."""
    mark = match.group()
    return _BETTER_SPELLED.get(mark) or mark.encode("latin-1").decode("windows-1252", errors="ignore")


def _mend(match: re.Match[str]) -> str:
    """Join a word that was broken at a line end; keep a hyphen that belongs to it: e-tjänst, IT-avdelning."""
    part, rest = match["part"], match["rest"]
    if rest in _JOINING_WORDS:
        return f"{part}- "
    keeps_hyphen = len(part) == 1 or part.isupper() or not rest[0].islower()
    return f"{part}-" if keeps_hyphen else part


def _unwrap(match: re.Match[str]) -> str:
    """Take a line end in the midst of a sentence as a space."""
    text, place = match.string, match.end()
    goes_on = (
        text[place].islower() and not _ADDRESS.match(text, place) and not _ENDS_LINE.match(text, match.start() - 1)
    )
    return " " if goes_on else "\n"


def _tidy(passage: Passage, lang: str) -> tuple[Inline, ...]:
    """Merge touching inlines of a kind, trim and sort them; what is marked as the text's own language needs no mark."""
    open_ones: dict[tuple[object, ...], Inline] = {}
    merged: list[Inline] = []
    for inline in sorted(passage.inlines, key=lambda inline: inline.start):
        key = (inline.kind, *inline.attrs.items())
        twin = open_ones.get(key)
        if twin is not None and twin.end >= inline.start:
            open_ones[key] = replace(twin, end=max(twin.end, inline.end))
        else:
            merged += [twin] if twin else []
            open_ones[key] = inline
    trimmed = (_trim(inline, passage.text) for inline in (*merged, *open_ones.values()))
    kept = (inline for inline in trimmed if inline.start < inline.end and inline.attrs.get("lang") != lang)
    return tuple(sorted(kept, key=lambda inline: (inline.start, -inline.end)))


def _trim(inline: Inline, text: str) -> Inline:
    body = text[inline.start : inline.end]
    start = inline.start + len(body) - len(body.lstrip())
    return replace(inline, start=start, end=start + len(body.strip()))
