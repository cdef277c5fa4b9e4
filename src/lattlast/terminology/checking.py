"""What a person should look at in glossary files, before they are used.

Takes glossary files, gives findings that name file, line and column. It does not know about articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.terminology import glossary
from lattlast.terminology.termbase import merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.model import Finding
    from lattlast.terminology.glossary import Entry

COMMON = 5.0  # on the Zipf scale: once in ten thousand words


def check(files: Sequence[tuple[str, bytes]]) -> tuple[Finding, ...]:
    """Check glossary files, (name, bytes), the municipality's own before the bundled."""
    entries, findings = glossary.read_glossaries(files)
    for entry in merge(entries):
        findings += [*_untranslated(entry), *_forbidden_and_allowed(entry), *_common(entry)]
    return tuple(findings)


def _untranslated(entry: Entry) -> Iterator[Finding]:
    if entry.status != "off" and entry.term.translate and not entry.term.terms.keys() - {languages.SOURCE}:
        yield entry.place.finding("term-untranslated", "warning", "en", "empty, as are all other languages.")


def _forbidden_and_allowed(entry: Entry) -> Iterator[Finding]:
    for tag, forbidden in entry.term.forbidden.items():
        allowed = {term.casefold() for term in entry.term.terms.get(tag, ())}
        for term in forbidden:
            if term.casefold() in allowed:
                yield entry.place.finding(
                    "term-forbidden-allowed", "error", f"{tag}_forbidden", f"“{term}” is an allowed term as well."
                )


def _common(entry: Entry) -> Iterator[Finding]:
    """Point at terms that every text holds: each use of such a word is going to be translated by the glossary."""
    from wordfreq import zipf_frequency

    for term in entry.term.terms[languages.SOURCE]:
        everyday = term.islower() and term.isalpha() and zipf_frequency(term, languages.SOURCE) >= COMMON
        if everyday and not entry.term.context and entry.status not in {"suggest", "off"}:
            message = (
                f"“{term}” is an everyday word. If it has other meanings, give it a context, or the status “suggest”."
            )
            yield entry.place.finding("term-common", "info", languages.SOURCE, message)
