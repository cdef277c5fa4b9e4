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
from lattlast.reading.passages import LINE_END, ORNAMENT, Passage, clean
from lattlast.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[.!?:]\s*$")
_BLANK = re.compile(r"\n\s*\n")
_NARROWEST = 40
_WIDEST = 110
_MOST_SENTENCES = 2
_TITLE_WORDS = 20


def text_drafts(text: str) -> tuple[Passage, list[Draft]]:
    """Give the title, which is the first line, and a draft for each paragraph."""
    unified = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c]", "\n", unicodedata.normalize("NFC", text)).expandtabs(1).strip()
    title, body = _part_title(_without_rules(unified))
    parts = _BLANK.split(body.strip())
    width = max(map(len, body.splitlines()), default=0)
    if len(parts) == 1 and not _is_wrapped(body.strip().splitlines(), width):
        parts = body.splitlines()
    passages = (clean(Passage(_with_line_ends(part.splitlines(), width))) for part in parts)
    return clean(Passage(title)), [Draft("paragraph", passage) for passage in passages if passage]


def _without_rules(text: str) -> str:
    """Take a line of dashes or equal signs as a blank line."""
    return "\n".join("" if ORNAMENT.fullmatch(line.strip()) else line for line in text.splitlines()).strip()


def _part_title(text: str) -> tuple[str, str]:
    """Part the title from the body: the first line, with one that goes on in small letters; a paragraph is no title."""
    title, _, body = text.partition("\n")
    following, _, rest = body.partition("\n")
    if following[:1].islower() and not title.endswith((".", ":", "!", "?")):
        title, body = f"{title} {following}", rest
        if rest.partition("\n")[0].strip():
            return "", text
    sentences = [title[start:end] for start, end in split(title)]
    is_paragraph = len(sentences) > _MOST_SENTENCES or (title.endswith(".") and len(title.split()) > _TITLE_WORDS)
    return ("", text) if is_paragraph and len(text) > len(title) else (title, body)


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
    if len(full) == 1 and _SENTENCE_END.search(lines[0]):
        return False
    return _NARROWEST <= width <= _WIDEST and sum(full) > len(full) / 2
