"""A plain text file to drafts.

Takes text, gives its title and its paragraphs; blank lines part them. It does not judge what a paragraph is: see
editorial.py.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from lattlast.reading.drafts import Draft
from lattlast.reading.passages import LINE_END, Passage, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK = re.compile(r"\n\s*\n")
_NARROWEST = 40
_WIDEST = 110


def text_drafts(text: str) -> tuple[Passage, list[Draft]]:
    """Give the title, which is the first line, and a draft for each paragraph."""
    unified = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c]", "\n", unicodedata.normalize("NFC", text)).expandtabs(1).strip()
    title, _, body = unified.partition("\n")
    parts = _BLANK.split(body.strip())
    width = max(map(len, body.splitlines()), default=0)
    if len(parts) == 1 and not _is_wrapped(body.strip().splitlines(), width):
        parts = body.splitlines()
    passages = (clean(Passage(_with_line_ends(part.splitlines(), width))) for part in parts)
    return clean(Passage(title)), [Draft("paragraph", passage) for passage in passages if passage]


def _with_line_ends(lines: Sequence[str], width: int) -> str:
    """Keep the line ends that somebody set, not those where an editor ran out of width."""
    between = "\n" if _is_wrapped(lines, width) else LINE_END
    return between.join(lines)


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Say whether the next line's first word had no room at the end of most lines."""
    full = [
        len(line) + len(following.split(maxsplit=1)[0]) >= width
        for line, following in pairwise(lines)
        if following.strip()
    ]
    return _NARROWEST <= width <= _WIDEST and sum(full) > len(full) / 2
