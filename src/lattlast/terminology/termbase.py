"""The termbase: a municipality's terms and the bundled ones as one, ready to find them in texts.

Takes glossary files in falling precedence, gives a `Termbase`. It does not know where the files lie, nor what becomes
of a match.

Where two files have the same concept (the same id or Swedish term), the earlier one decides, language by language and
column by column; what it leaves empty comes from the later one. Status ``off`` in the earlier file takes the concept
away.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.terminology import glossary, inflection
from lattlast.terminology.inflection import PLURAL, SINGULAR
from lattlast.terminology.matching import Index
from lattlast.terminology.mentions import Mention, mentions
from lattlast.text import english

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lattlast.model import Finding, Term, TermMatch
    from lattlast.terminology.glossary import Entry
    from lattlast.terminology.inflection import Forms, Reading


class Termbase:
    """Terms of many languages, found in a text in whatever form they stand.

    Terms whose status is ``suggest`` have other meanings as well: `hints` finds them, `find` does not.
    """

    def __init__(self, entries: Iterable[Entry], findings: Iterable[Finding] = ()) -> None:
        """Take entries, one for each concept, in falling precedence."""
        used = [entry for entry in entries if entry.status != "off"]
        self.entries: tuple[Entry, ...] = tuple(used)
        self.terms: tuple[Term, ...] = tuple(entry.term for entry in used)
        self.findings: tuple[Finding, ...] = tuple(findings)
        self.fingerprint: str = _digest([(entry.status, *_content(entry.term)) for entry in used])
        self._hints = frozenset(entry.term.id for entry in used if entry.status == "suggest")
        self._indexes: dict[str, Index] = {}
        self._words: dict[str, Term] | None = None

    def find(self, text: str) -> list[TermMatch]:
        """Find the terms that a translation of the Swedish text has to follow."""
        return self.find_in(text, languages.SOURCE)

    def find_in(self, text: str, lang: str) -> list[TermMatch]:
        """Find the same terms in a text of another language, admitted ones and, in English, inflected ones included."""
        hints = self._hints
        return [match for match in self._index(lang).find(text) if match.term.id not in hints]

    def hints(self, text: str) -> list[TermMatch]:
        """Find words of the Swedish text that may be terms, for a person to decide."""
        return [match for match in self._index(languages.SOURCE).find(text) if match.term.id in self._hints]

    def mentions(self, text: str) -> list[Mention]:
        """Find terms that the Swedish text holds only in part: in a longer compound, or shortened before “och”."""
        if self._words is None:
            words = self._index(languages.SOURCE).words()
            self._words = {form: term for form, term in words.items() if term.id not in self._hints}
        taken = [(match.start, match.end) for match in self._index(languages.SOURCE).find(text)]
        return mentions(text, self._words, taken)

    def digest(self, matches: Sequence[TermMatch], lang: str) -> str:
        """Identify what the matched terms say for a language: it changes only where one of them does."""
        terms = {match.term.id: match.term for match in matches}
        return _digest([_content(term, languages.language(lang)) for _, term in sorted(terms.items())])

    def _index(self, lang: str) -> Index:
        tag = languages.language(lang)
        if tag not in self._indexes:
            found = ((term, _wordings(term, tag)) for term in self.terms if term.wordings(tag))
            self._indexes[tag] = Index(found, inflection.determiners() if tag == languages.SOURCE else {})
        return self._indexes[tag]


def load_termbase(files: Sequence[tuple[str, bytes]]) -> Termbase:
    """Load glossary files, (name, bytes), the municipality's own before the bundled.

    A faulty line is left out and told of in `Termbase.findings`; a file without a column ``sv`` raises ConfigError.
    """
    entries, findings = glossary.read_glossaries(files)
    return Termbase(merge(entries), findings)


def merge(entries: Iterable[Entry]) -> list[Entry]:
    """Put entries for the same concept together, the earlier before the later, those switched off included."""
    kept: dict[str, Entry] = {}
    names: dict[str, str] = {}
    for entry in entries:
        key = names.get(entry.term.id) or names.get(entry.lemma) or entry.term.id
        kept[key] = _merge(kept[key], entry) if key in kept else entry
        names.setdefault(entry.term.id, key)
        names.setdefault(entry.lemma, key)
    return list(kept.values())


def _merge(first: Entry, second: Entry) -> Entry:
    """Fill what the first entry leaves empty from the second; a language that the first has a term for is its own.

    Swedish words of both lead to the concept.
    """
    one, other = first.term, second.term
    swedish = tuple(dict.fromkeys((*one.terms[languages.SOURCE], *other.terms[languages.SOURCE])))
    own = one.terms.keys() - ({languages.SOURCE} if first.lemma == second.lemma else set())
    term = replace(
        one,
        terms={**other.terms, **one.terms, languages.SOURCE: swedish},
        forbidden={**_without(other.forbidden, own), **one.forbidden},
        forms={**_without(other.forms, own), **one.forms},
        pos=one.pos or other.pos,
        domain=one.domain or other.domain,
        definition=one.definition or other.definition,
        definitions={**other.definitions, **one.definitions},
        note=one.note or other.note,
        context=one.context or other.context,
    )
    return replace(first, term=term)


def _without(values: Mapping[str, tuple[str, ...]], tags: set[str]) -> dict[str, tuple[str, ...]]:
    return {tag: found for tag, found in values.items() if tag not in tags}


def _wordings(term: Term, tag: str) -> Iterator[tuple[str, Forms]]:
    """Give each wording of a term in a language, with its forms."""
    inflect = {languages.SOURCE: _swedish, "en": _english}.get(tag, _as_listed)
    listed = term.forms.get(tag, ())
    for position, wording in enumerate(term.wordings(tag)):
        yield wording, inflect(wording, term.pos or "noun", () if position else listed)


def _swedish(wording: str, pos: str, listed: Sequence[str]) -> Forms:
    return inflection.inflect(wording, "acronym" if inflection.is_acronym(wording) else pos, listed)


def _english(wording: str, pos: str, listed: Sequence[str]) -> Forms:
    if pos in {"verb", "adjective"}:
        return _as_listed(wording, pos, listed)
    bare = wording.removeprefix("the ")
    found: dict[str, list[Reading]] = {}
    for form, reading in ((bare, SINGULAR), (english.plural(bare), PLURAL), *((form, SINGULAR) for form in listed)):
        found.setdefault(form, []).append(reading)
        found.setdefault(english.genitive(form), []).append(replace(reading, genitive=True))
    return {form: tuple(readings) for form, readings in found.items()}


def _as_listed(wording: str, _pos: str, listed: Sequence[str]) -> Forms:
    return dict.fromkeys((wording, *listed), (SINGULAR,))


def _content(term: Term, lang: str | None = None) -> tuple[object, ...]:
    if lang:
        return (term.id, term.wordings(lang), term.forbidden.get(lang), term.forms.get(lang), term.explanation(lang))
    return (
        term.id,
        dict(term.terms),
        dict(term.forbidden),
        dict(term.forms),
        term.pos,
        term.domain,
        term.definition,
        dict(term.definitions),
        term.translate,
        term.case,
        term.context,
    )


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
