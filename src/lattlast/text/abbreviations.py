"""Swedish abbreviations and what they stand for.

Takes tables of abbreviations, gives the places in a text where one stands, with the words written out. It does not know
whether the words are going to be read, spoken or translated.

An abbreviation may be spaced as people space it: ``t.ex.``, ``t. ex.`` and ``t ex`` are one. Units and amounts count
only after a number, references only before one, what closes a list only after a word, what is also a word only before
another word; so one abbreviation may stand for different words. Acronyms are read and written as they are, so they are
only explained.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lattlast.text import sentences
from lattlast.text.letters import capitalised
from lattlast.text.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_REQUIRED = ("abbr", "read_aloud_sv")
_CONTEXTS = {
    "list": r"(?<!\d)(?<!\d[ \u00a0]){}",
    "measure": r"(?<=\d)[ \u00a0]?{}",
    "money": r"(?:(?<=\d)[ \u00a0]?|(?<=miljoner[ \u00a0])|(?<=miljarder[ \u00a0])|(?<=tusen[ \u00a0])){}",
    "reference": r"{}(?=:?[ \u00a0]?\d)",
    "word": r"{}(?=[ \u00a0][”“\"(]?\w)",
}
_COUNTING = frozenset({"measure", "money"})
_NUMBERED = frozenset({*_COUNTING, "reference"})
_ACRONYM = "acronym"
_WORD = "word"
_NEVER_LAST = frozenset({_WORD, "agreeing"})
_LONGEST_TEXT = 20_000
_ADDRESS = re.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:se|com|org|nu|net|eu|fi|no|dk)\b(?:/\S*)?"
)
_OPENING = re.compile(r"[\s”“\"(–—-]*")
_CLOSING = re.compile(r"[\s”\"’»)]*")
_AGREEING = {"en": 0, "ett": 1}
_PLURAL = re.compile(r"\.?[ \u00a0](?:[a-zåäöé]+a[ \u00a0])*[a-zåäöé-]*(?:[aeo]r|are|na|en|et|[ao]rna|den)\b")
_OPTIONAL_STOP = r"(?:\.(?=[ \u00a0]?[a-zåäö\d,;)])|(?![\w@/-]|:\w|\.\w))"
_STOP_BEFORE_CAPITAL = re.compile(r"\.[ \u00a0]*[”“\"(]?[A-ZÅÄÖÉ]")
_SINGULAR = re.compile(r"(?<![\d.,])1[ \u00a0]?$")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An abbreviation, its words, its other forms, its domain."""

    abbr: str
    words: str
    others: tuple[str, ...]
    domain: str


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations, longest first; group ``g<n>`` of the pattern finds the n-th of them."""

    entries: tuple[_Entry, ...]
    acronyms: Mapping[str, str]
    fingerprint: str
    _pattern: re.Pattern[str] = field(repr=False)
    _acronym_pattern: re.Pattern[str] = field(repr=False)

    def expand(self, text: str) -> list[tuple[int, int, str]]:
        """Give (start, end, words) for each abbreviation, sorted, without overlap.

        A full stop that also ends the text is left out of the span, so that the sentence keeps it. A text longer than
        any sentence has none.
        """
        if len(text) > _LONGEST_TEXT:
            return []
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        return [
            expansion
            for match in self._pattern.finditer(text)
            if not any(start < match.end() and match.start() < end for start, end in addresses)
            and (expansion := self._expansion(text, match))
        ]

    def explain(self, text: str) -> list[tuple[int, int, str]]:
        """Give (start, end, words) for each acronym: what a word list would say about it."""
        return [(*match.span(), self.acronyms[match.group()]) for match in self._acronym_pattern.finditer(text)]

    def _expansion(self, text: str, match: re.Match[str]) -> tuple[int, int, str] | None:
        """Write out a match, unless it is the last word of a sentence and can be none: *en vik. Båten*."""
        name = match.lastgroup or ""
        start, end = match.span(name)
        entry = self.entries[int(name[1:])]
        if text[end - 1] == "." and (_CLOSING.fullmatch(text, end) or _ends_sentence(text, end)):
            if entry.domain in _NEVER_LAST and not _CLOSING.fullmatch(text, end):
                return None
            end -= 1
        elif _STOP_BEFORE_CAPITAL.match(text, end) and not _ends_sentence(text, end + 1):
            end += 1
        words = _agree(entry, text[:start], text[end:])
        if _OPENING.fullmatch(text[:start]) and text[start].isupper():
            words = capitalised(words)
        return start, end, f" {words}" if text[start - 1 : start].isdigit() else words


def _ends_sentence(text: str, end: int) -> bool:
    """Say whether the full stop before `end` ends a sentence, and not only a word as in *avd. Blåsippan*."""
    if not _STOP_BEFORE_CAPITAL.match(text, end - 1):
        return False
    return any(finish == end for _, finish in sentences.split(text, "sv"))


def load(*tables: bytes) -> Abbreviations:
    """Read tables with the columns abbr, read_aloud_sv, other_sv and domain; a later table overrides an earlier one."""
    entries = [entry for found in _merged(tables).values() for entry in found]
    plain = tuple(sorted((entry for entry in entries if entry.domain != _ACRONYM), key=_precedence))
    acronyms = {entry.abbr: entry.words for entry in entries if entry.domain == _ACRONYM}
    digest = hashlib.sha256(b"\0".join(tables)).hexdigest()[:16]
    return Abbreviations(
        plain, acronyms, f"abbreviations-1-{digest}", _compile(plain), _compile_acronyms(list(acronyms))
    )


def _merged(tables: Sequence[bytes]) -> dict[str, list[_Entry]]:
    """Give the entries of each abbreviation, one for each domain; a table replaces all that earlier ones say of it."""
    merged: dict[str, list[_Entry]] = {}
    for table in tables:
        own: dict[str, dict[str, _Entry]] = {}
        for row in read_table(table, name="abbreviations.csv", required=_REQUIRED):
            entry = _Entry(
                row.cells["abbr"],
                row.cells.get("read_aloud_sv", ""),
                row.values("other_sv"),
                row.cells.get("domain", ""),
            )
            if entry.abbr and entry.words:
                own.setdefault(_key(entry.abbr), {})[entry.domain] = entry
        merged |= {key: list(found.values()) for key, found in own.items()}
    return merged


def _precedence(entry: _Entry) -> tuple[int, str, bool]:
    """Put the longest first, and what only a number calls for before what stands anywhere."""
    return -len(entry.abbr), entry.abbr, entry.domain not in _NUMBERED


def _key(abbr: str) -> str:
    """Give one key to the spellings of an abbreviation: “jur. kand.” and “jur kand.”, but not “mm” and “m.m.”."""
    return ".".join(part for part in re.split(r"[.\s]+", abbr) if part)


def _compile(entries: Sequence[_Entry]) -> re.Pattern[str]:
    alternatives = [
        _CONTEXTS.get(entry.domain, "{}").format(f"(?P<g{number}>{_spelling(entry)})")
        for number, entry in enumerate(entries)
    ]
    return re.compile(rf"(?<![^\W\d]|[@/\\_-])(?:{'|'.join(alternatives)})" if alternatives else r"(?!)")


def _compile_acronyms(written: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(written, key=len, reverse=True)
    return re.compile(rf"(?<![\w@/.-])(?:{'|'.join(map(re.escape, ordered))})(?![\w@/-])" if ordered else r"(?!)")


def _spelling(entry: _Entry) -> str:
    """Allow for the spacing of a dotted abbreviation, and for a capital at its beginning.

    Where the context makes it certain, or the abbreviation has no full stop of its own, one may stand there or not.
    """
    parts = [part for part in re.split(r"[.\s]+", entry.abbr) if part]
    if len(parts) == 1 and len(parts[0]) == 1 and parts[0].isalpha():
        return _letter(parts[0], numbered=entry.domain in _NUMBERED)
    dotted = len(parts) > 1 and "." in entry.abbr
    body = (r"(?:\.[ \u00a0]?|[ \u00a0])" if dotted else " ").join(map(re.escape, parts))
    if parts[0][0].isalpha():
        body = f"[{parts[0][0].lower()}{parts[0][0].upper()}]{body[1:]}"
    if dotted:
        return rf"{body}(?:\.(?!\w)|(?![\w.@/-]))"
    if entry.abbr.endswith(".") and entry.domain not in _NUMBERED:
        return rf"{body}\.(?![^\W\d])"
    if entry.domain == _WORD:
        return rf"{body}(?:\.|(?![\w.@/:-]))"
    return body + _OPTIONAL_STOP


def _letter(letter: str, *, numbered: bool) -> str:
    """Spell an abbreviation of one letter; a capital without a full stop, or before a word, is a name."""
    if not numbered:
        return rf"{letter.lower()}\."
    return rf"(?:{letter.upper()}\.|{letter.lower()}{_OPTIONAL_STOP})"


def _agree(entry: _Entry, before: str, after: str) -> str:
    """Choose among the forms of an entry by the number or the article before it, or by the noun after it."""
    if not entry.others:
        return entry.words
    if entry.domain in _COUNTING:
        return entry.words if _SINGULAR.search(before) else entry.others[0]
    if entry.domain != "agreeing":
        return entry.words
    article = before.rstrip().rpartition(" ")[2].lower()
    if article in _AGREEING:
        return (entry.words, *entry.others)[_AGREEING[article]]
    return entry.others[-1] if len(entry.others) > len(_AGREEING) or _PLURAL.match(after) else entry.words
