"""One article on its way through the stages: each edition made once, or taken from the cache.

Takes an article, assets and a cache, gives editions. A stage's result is kept under a key made of its code, its inputs
and the fingerprints of what it works with, so that a run that was stopped goes on where it was. Each step is told with
what it depends on, so that `lattlast explain` can say why it ran. It does not know what HTML, Swedish or sound are, nor
where editions are published.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from lattlast import languages, stages, store
from lattlast.caching import CachedTranslator, CachedVoice
from lattlast.errors import EngineMissingError
from lattlast.model import Edition, Finding, Narration, from_json, to_json
from lattlast.run import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from lattlast.assets import Assets
    from lattlast.model import Document
    from lattlast.ports import Voice
    from lattlast.run import Home
    from lattlast.sources import Article
    from lattlast.store import Blobs

Value = TypeVar("Value", Edition, Narration)
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Stage:
    """A stage of an edition: its name, what its result depends on by name, and how many segments it goes through."""

    name: str
    tag: str
    parts: Mapping[str, str]
    segments: int = 0


class Conversion:
    """An article's editions by tag."""

    def __init__(self, article: Article, assets: Assets, *, blobs: Blobs, home: Home) -> None:
        self._article = article
        self._assets = assets
        self._blobs = blobs
        self._home = home
        self._editions: dict[str, Edition] = {}

    def narrated(self, tag: str) -> Edition:
        """Make an edition with its audio; a language without a voice goes unspoken, with a Finding."""
        edition = self.edition(tag)
        if not self._assets.config.build.audio:
            return edition
        try:
            narration = stages.first_voice(self._assets.voices(tag), lambda voice: self._narrate(edition, tag, voice))
        except EngineMissingError as error:
            self._home.step(Step("narrate", self._article.slug, tag, cached=False))
            return replace(edition, findings=(*edition.findings, Finding("no-voice", "warning", error.message)))
        return replace(edition, narration=narration, findings=(*edition.findings, *narration.findings))

    def _narrate(self, edition: Edition, tag: str, voice: Voice) -> Narration:
        assets, remembering = self._assets, CachedVoice(voice, self._blobs)
        formats = store.key(assets.config.narrate.formats)
        parts = {"text": _digest(edition.document), "voice": voice.fingerprint, "formats": formats}
        stage = self._stage("narrate", tag, edition.document, parts, "pronunciations", "abbreviations")
        return self._kept(
            stage, Narration, lambda: stages.narrate_with(remembering, edition, assets), blobs=lambda: remembering.used
        )

    def edition(self, tag: str) -> Edition:
        """Make an edition's text."""
        if tag not in self._editions:
            self._editions[tag] = stages.reviewed(self._make(tag), self._assets)
        return self._editions[tag]

    def _make(self, tag: str) -> Edition:
        if tag == languages.SOURCE:
            return stages.with_terms(self._read(), self._assets)
        if languages.language(tag) == languages.SOURCE:
            return self._simplify(tag)
        return self._translate(tag)

    def _read(self) -> Edition:
        article = self._article
        parts = {
            "source": store.digest(article.read()),
            "name": store.key(article.slug, article.source, article.address),
        }
        return self._kept(_Stage("read", languages.SOURCE, parts), Edition, lambda: stages.read(article))

    def _simplify(self, tag: str) -> Edition:
        source, assets = self.edition(languages.SOURCE), self._assets
        model = assets.simplifier.fingerprint if assets.simplifier else ""
        parts = {"text": _digest(source.document), "options": store.key(assets.config.simplify.off), "model": model}
        stage = self._stage("simplify", tag, source.document, parts, "easy-words", "abbreviations", "terms")
        return self._kept(stage, Edition, lambda: stages.simplify(source, assets))

    def _translate(self, tag: str) -> Edition:
        assets, lang = self._assets, languages.language(tag)
        *before, package = assets.route(lang)
        pivot = before[0].target if before else languages.SOURCE
        source = self.edition(languages.simple(pivot) if languages.is_simple(tag) else pivot)
        translator = CachedTranslator(assets.translator(package), self._home)
        parts = {
            "text": _digest(source.document),
            "model": translator.fingerprint,
            "made by": store.key(source.made_by),
        }
        stage = self._stage(
            "translate", tag, source.document, parts, "terms", "phrases", "abbreviations", "easy-words-en"
        )
        return self._kept(
            stage,
            Edition,
            lambda: stages.translate(source, assets, to=lang, translator=translator),
            rows=lambda: translator.used,
        )

    def _stage(self, name: str, tag: str, document: Document, parts: Mapping[str, str], *tables: str) -> _Stage:
        """Describe a stage that goes through a document and depends on tables of the glossary."""
        fingerprints = {table: self._assets.fingerprint(table) for table in tables}
        return _Stage(name, tag, {**parts, **fingerprints}, sum(1 for _ in document.segments()))

    def _kept(
        self,
        stage: _Stage,
        kind: type[Value],
        make: Callable[[], Value],
        *,
        rows: Callable[[], AbstractSet[str]] = lambda: _NOTHING,
        blobs: Callable[[], AbstractSet[str]] = lambda: _NOTHING,
    ) -> Value:
        """Give a stage's result from the cache, or make it and keep it; tell the step either way."""
        parts = {"lattlast": stages.fingerprint(stage.name), **stage.parts}
        name, began = store.key(stage.name, stage.tag, parts), time.perf_counter()
        value, cached = self._found(name, kind), True
        if value is None:
            value, cached = make(), False
            self._blobs.add_blob(name, to_json(value))
        count = sum(1 for _ in value.document.segments()) if isinstance(value, Edition) else stage.segments
        self._home.step(
            Step(
                stage.name,
                self._article.slug,
                stage.tag,
                cached=cached,
                segments=stage.segments or count,
                seconds=time.perf_counter() - began,
                depends_on=parts,
                blob=name,
                used_rows=tuple(sorted(rows())),
                used_blobs=tuple(sorted(blobs())),
            )
        )
        return value

    def _found(self, name: str, kind: type[Value]) -> Value | None:
        """Read a result from the cache; one that this version cannot read is made anew."""
        kept = self._blobs.blob(name)
        try:
            return None if kept is None else from_json(kind, kept)
        except ValueError:
            return None


def _digest(document: Document) -> str:
    return store.digest(to_json(document))
