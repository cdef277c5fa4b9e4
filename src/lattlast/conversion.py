"""One article on its way through the stages: each edition made once, or taken from the cache.

Takes an article, assets and a cache, gives editions. A stage's result is kept under a key made of its code, its inputs
and the fingerprints of what it works with, so that a run that was stopped goes on where it was. It does not know what
HTML, Swedish or sound are, nor where editions are published.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from lattlast import languages, stages, store
from lattlast.caching import CachedTranslator, CachedVoice
from lattlast.errors import EngineMissingError
from lattlast.model import Edition, Finding, Narration, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lattlast.assets import Assets
    from lattlast.model import Document
    from lattlast.ports import Voice
    from lattlast.progress import Reporter
    from lattlast.sources import Article
    from lattlast.store import Store

Value = TypeVar("Value")


class Conversion:
    """An article's editions by tag."""

    def __init__(self, article: Article, assets: Assets, cache: Store, reporter: Reporter) -> None:
        self._article = article
        self._assets = assets
        self._cache = cache
        self._reporter = reporter
        self._editions: dict[str, Edition] = {}

    def narrated(self, tag: str) -> Edition:
        """Make an edition with its audio; a language without a voice goes unspoken, with a Finding."""
        edition = self.edition(tag)
        if not self._assets.config.build.audio:
            return edition
        try:
            narration = stages.first_voice(self._assets.voices(tag), lambda voice: self._narrate(edition, tag, voice))
        except EngineMissingError as error:
            self._reporter.step("narrate", self._article.slug, tag, cached=False)
            return replace(edition, findings=(*edition.findings, Finding("no-voice", "warning", error.message)))
        return replace(edition, narration=narration, findings=(*edition.findings, *narration.findings))

    def _narrate(self, edition: Edition, tag: str, voice: Voice) -> Narration:
        assets, remembering = self._assets, CachedVoice(voice, self._cache)
        tables = [assets.fingerprint(table) for table in ("pronunciations", "abbreviations")]
        parts = (_digest(edition.document), voice.fingerprint, tables, assets.config.narrate.formats)
        return self._kept("narrate", tag, Narration, parts, lambda: stages.narrate_with(remembering, edition, assets))

    def edition(self, tag: str) -> Edition:
        """Make an edition's text."""
        if tag not in self._editions:
            self._editions[tag] = stages.reviewed(self._make(tag), self._assets)
        return self._editions[tag]

    def _make(self, tag: str) -> Edition:
        if tag == languages.SOURCE:
            return self._read()
        if languages.language(tag) == languages.SOURCE:
            return self._simplify(tag)
        return self._translate(tag)

    def _read(self) -> Edition:
        parts = (store.digest(self._article.read()), self._article.slug, self._article.source, self._article.address)
        return self._kept("read", languages.SOURCE, Edition, parts, lambda: stages.read(self._article))

    def _simplify(self, tag: str) -> Edition:
        source, assets = self.edition(languages.SOURCE), self._assets
        tables = [assets.fingerprint(table) for table in ("easy-words", "abbreviations", "terms")]
        parts = (_digest(source.document), tables, assets.config.simplify.off)
        return self._kept("simplify", tag, Edition, parts, lambda: stages.simplify(source, assets))

    def _translate(self, tag: str) -> Edition:
        assets, lang = self._assets, languages.language(tag)
        *before, package = assets.route(lang)
        pivot = before[0].target if before else languages.SOURCE
        source = self.edition(languages.simple(pivot) if languages.is_simple(tag) else pivot)
        translator = CachedTranslator(assets.translator(package), self._cache)
        tables = [assets.fingerprint(table) for table in ("terms", "phrases", "abbreviations")]
        parts = (_digest(source.document), translator.fingerprint, tables, source.made_by)
        return self._kept(
            "translate", tag, Edition, parts, lambda: stages.translate(source, assets, to=lang, translator=translator)
        )

    def _kept(
        self, stage: str, tag: str, kind: type[Value], parts: Sequence[object], make: Callable[[], Value]
    ) -> Value:
        """Give a stage's result from the cache, or make it and keep it."""
        name = store.key(stage, stages.fingerprint(stage), tag, *parts)
        kept = self._cache.blob(name)
        if kept is None:
            value = make()
            self._cache.add_blob(name, to_json(value))
        else:
            value = from_json(kind, kept)
        self._reporter.step(stage, self._article.slug, tag, cached=kept is not None)
        return value


def _digest(document: Document) -> str:
    return store.digest(to_json(document))
