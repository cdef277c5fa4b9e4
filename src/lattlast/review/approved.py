"""The approved sentences as they were at one moment, to be looked up without a database.

Takes the memory's entries, gives the one for a source text in an edition, and tells whether anything that an article
holds has changed. It does not know where entries are kept.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from lattlast import languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lattlast.review.memory import Entry

_DIGITS = 12


def source_digest(text: str) -> str:
    """Name a source text shortly, for a manifest."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


class Approved:
    """What people have approved, by edition and source text."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = {(entry.tag, entry.source): entry for entry in entries if entry.approved}

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, tag: str, source: str) -> Entry | None:
        """Give the entry for a source text; an easy-read edition also knows what its language's full one says."""
        return self._entries.get((tag, source)) or self._entries.get((languages.language(tag), source))

    def fingerprint(self, sources: Mapping[str, Iterable[str]]) -> str:
        """Identify all that is approved of some editions' source texts, given as digests; empty where nothing is."""
        if not self._entries:
            return ""
        found = [
            f"{tag} {digest} {self._prints[place, digest]}"
            for tag, digests in sorted(sources.items())
            for digest in sorted(set(digests))
            for place in dict.fromkeys((tag, languages.language(tag)))
            if (place, digest) in self._prints
        ]
        return hashlib.sha256("\n".join(found).encode()).hexdigest() if found else ""

    @cached_property
    def _prints(self) -> dict[tuple[str, str], str]:
        return {
            (tag, source_digest(source)): repr((entry.target, entry.state, entry.by, entry.at, entry.marks))
            for (tag, source), entry in self._entries.items()
        }
