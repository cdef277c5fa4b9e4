"""Pronunciations: how a voice should say what it would say wrongly.

Takes tables with the columns text, lang, spoken and note, gives the places in a text where one applies. It does not
know about numbers or about any voice.

A row in capitals counts only in capitals (SIDA is not *sida*); one in lower case may open a sentence.
Endings follow: ``BMW:s``, ``pdf:en``, ``Skypes``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lattlast.languages import language
from lattlast.text.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lattlast.text.abbreviations import Abbreviations

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spoken forms by language and written form, and the abbreviations that are said in full."""

    entries: Mapping[str, Mapping[str, str]]
    abbreviations: Abbreviations
    fingerprint: str
    _patterns: Mapping[str, re.Pattern[str]] = field(repr=False)

    def find(self, text: str, lang: str) -> list[tuple[int, int, str]]:
        """Give (start, end, spoken) for each word that has an entry in the language, sorted, without overlap."""
        pattern, entries = self._patterns.get(language(lang), _NEVER), self.entries.get(language(lang), {})
        return [(*match.span(), _inflect(entries, match)) for match in pattern.finditer(text)]


def load_lexicon(pronunciations: Sequence[bytes], abbreviations: Abbreviations) -> Lexicon:
    """Read pronunciation tables, the municipality's before the bundled ones: the first to name a word decides it.

    Raises ConfigError where a table lacks a column.
    """
    entries: dict[str, dict[str, str]] = {}
    for table in pronunciations:
        for row in read_table(table, name="pronunciations.csv", required=("text", "lang", "spoken")):
            written, spoken = row.cells["text"], row.cells.get("spoken", "")
            if written and spoken:
                entries.setdefault(row.cells.get("lang") or "sv", {}).setdefault(written, spoken)
    digest = hashlib.sha256(b"\0".join([*pronunciations, abbreviations.fingerprint.encode()])).hexdigest()[:16]
    patterns = {lang: _compile(words) for lang, words in entries.items()}
    return Lexicon(entries, abbreviations, f"pronunciations-1-{digest}", patterns)


def _compile(words: Mapping[str, str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    spellings = "|".join(map(_spelling, ordered))
    return re.compile(
        rf"(?<![\w@])(?<!\d[.,:])(?P<word>{spellings})(?::(?P<ending>[a-zåäö]{{1,4}})|(?P<s>s))?(?![\w@])"
    )


def _spelling(word: str) -> str:
    first = word[0]
    return f"[{first}{first.upper()}]{re.escape(word[1:])}" if word.islower() else re.escape(word)


def _inflect(entries: Mapping[str, str], match: re.Match[str]) -> str:
    spoken = entries.get(match["word"]) or entries[match["word"].lower()]
    return spoken + (match["ending"] or match["s"] or "")
