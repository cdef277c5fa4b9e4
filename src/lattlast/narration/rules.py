"""Rewriting a text by rules while remembering where every word came from.

Takes a text and rules in order of precedence, gives the text as spoken and the offsets of its words. A rule that comes
first takes its place in the text; later ones keep off it. It does not know any language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Replacement = tuple[int, int, str]
Offset = tuple[int, int, int, int]
Rule = Callable[[str], "Iterable[Replacement]"]

# Signs without a sound: soft hyphens, bullets, arrows, pictures.
UNSPOKEN = r"[\u00ad\u200b*•◦▪→←►▶✓✔★©®™#|\\^~_{}\[\]\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]"
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def alternatives(words: Iterable[str]) -> str:
    """Give a regular expression for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def pattern(expression: str, say: Callable[[re.Match[str]], str | None], *, flags: int = 0) -> Rule:
    """Make a rule of a regular expression; `say` gives the words for a match, or None to leave it.

    Where the expression has a group called `here`, the words stand for that group alone.
    """
    compiled = re.compile(expression, flags)
    part = "here" if "here" in compiled.groupindex else 0

    def rule(text: str) -> Iterator[Replacement]:
        for match in compiled.finditer(text):
            words = say(match)
            if words is not None:
                yield (*match.span(part), words)

    return rule


def replacements(text: str, rules: Iterable[Rule]) -> list[Replacement]:
    """Collect what the rules replace, sorted, without overlap; an earlier rule wins."""
    taken = bytearray(len(text))
    found: list[Replacement] = []
    for rule in rules:
        for start, end, words in rule(text):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, words))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Piece:
    """``spoken[begin:finish]`` stands for ``text[start:end]``: letter by letter where it was kept."""

    begin: int
    finish: int
    start: int
    end: int
    kept: bool

    def source(self, position: int) -> tuple[int, int]:
        """Give the span of the text that a character of the spoken form stands for."""
        if not self.kept:
            return self.start, self.end
        at = self.start + position - self.begin
        return at, at + 1


def rewrite(text: str, found: Sequence[Replacement]) -> tuple[str, tuple[Offset, ...]]:
    """Put the replacements into the text: give the spoken form and the offsets of its words (see `Utterance`)."""
    pieces = [
        (text[start:end] if words is None else words, start, end, words is None)
        for start, end, words in _cover(text, found)
    ]
    spoken = ""
    placed: list[_Piece] = []
    for words, start, end, kept in pieces:
        said = words[1:] if not kept and words[:1] == " " == spoken[-1:] else words
        if said:
            placed.append(_Piece(len(spoken), len(spoken) + len(said), start, end, kept))
            spoken += said
    return spoken, tuple(_offsets(spoken, placed))


def _cover(text: str, found: Sequence[Replacement]) -> Iterator[tuple[int, int, str | None]]:
    """Yield the replacements and, with None, the stretches between them."""
    done = 0
    for start, end, words in found:
        yield done, start, None
        yield start, end, _spaced(text, start, end, words)
        done = end
    yield done, len(text), None


def _spaced(text: str, start: int, end: int, words: str) -> str:
    """Keep words apart that figures or signs kept apart."""
    said = words.strip()
    if not said:
        return words
    before = " " if words[:1] == " " or (said[:1].isalnum() and text[start - 1 : start].isalnum()) else ""
    after = " " if words[-1:] == " " or (said[-1:].isalnum() and text[end : end + 1].isalnum()) else ""
    return before + said + after


def words(spoken: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each word: what stands between spaces, without the punctuation around it."""
    for token in _TOKEN.finditer(spoken):
        word = _WORD.search(token.group())
        if word:
            yield token.start() + word.start(), token.start() + word.end()


def _offsets(spoken: str, pieces: Sequence[_Piece]) -> Iterator[Offset]:
    for begin, finish in words(spoken):
        first = next(piece for piece in pieces if begin < piece.finish)
        last = next(piece for piece in pieces if finish <= piece.finish)
        yield begin, finish, first.source(begin)[0], last.source(finish - 1)[1]
