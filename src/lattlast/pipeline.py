"""From articles to editions: the stages, what each depends on, and what has to be made anew.

Takes articles and assets, gives folders of published editions. The flow, for one article:

    read ──► sv ──┬────────────► translate ──► en, fi …
                  └─ simplify ─► sv-simple ──► translate ──► en-simple …
    narrate every edition, publish them together

A stage's result is kept under a key made of its code, its inputs and the fingerprints of what it works with, so that a
run that was stopped goes on where it was. It does not know what HTML, Swedish or sound are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from lattlast import __version__, languages, stages, store
from lattlast.caching import CachedTranslator, CachedVoice
from lattlast.errors import EngineMissingError, InputError
from lattlast.model import Artefact, Edition, Finding, Narration, from_json, to_json
from lattlast.run import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from lattlast.assets import Assets
    from lattlast.model import Document
    from lattlast.ports import Voice
    from lattlast.progress import Reporter
    from lattlast.publishing import Site
    from lattlast.sources import Article
    from lattlast.store import Store

MANIFEST = "manifest.json"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Job:
    """An article to make, with the tags of its editions and the reason; an empty reason means that it is unchanged."""

    article: Article
    tags: tuple[str, ...]
    reason: str
    made_from: Mapping[str, str]

    @property
    def slug(self) -> str:
        """The article's slug."""
        return self.article.slug

    @property
    def name(self) -> str:
        """The article's name for people."""
        return self.article.name


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do, and the languages for which no model is installed."""

    jobs: tuple[Job, ...]
    audio: bool
    missing: tuple[EngineMissingError, ...] = ()

    @property
    def steps(self) -> dict[str, int]:
        """Count the steps of each stage over all jobs that have work."""
        work = [job for job in self.jobs if job.reason]
        tags = [tag for job in work for tag in job.tags]
        return {
            "read": len(work),
            "simplify": tags.count(languages.simple(languages.SOURCE)),
            "translate": sum(languages.language(tag) != languages.SOURCE for tag in tags),
            "narrate": len(tags) if self.audio else 0,
            "publish": len(work),
        }


def plan(articles: Sequence[Article], assets: Assets, *, output: Path, force: bool = False) -> Plan:
    """Decide what has to be made, by comparing each article's manifest with what it would be made from now."""
    tags, missing = _tags(assets)
    shared = _shared_parts(assets, tags)
    jobs = []
    for article in articles:
        store.recover_folder(output / article.slug)
        manifest = read_manifest(output / article.slug)
        made_from = {**shared, "source": _source_digest(article)}
        now = {**made_from, **_image_parts(article, manifest)}
        reason = "asked for" if force else _reason(output / article.slug, manifest, now)
        jobs.append(Job(article, tags, reason, made_from))
    return Plan(tuple(jobs), assets.config.build.audio, missing)


def _tags(assets: Assets) -> tuple[tuple[str, ...], tuple[EngineMissingError, ...]]:
    """List the editions' tags, Swedish first; a language without a model is left out and told."""
    build, missing = assets.config.build, []
    tags = [languages.SOURCE]
    for lang in build.languages:
        try:
            assets.route(lang)
        except EngineMissingError as error:
            missing.append(error)
        else:
            tags.append(lang)
    easy = [languages.simple(tag) for tag in tags] if build.easy else [""] * len(tags)
    return tuple(tag for pair in zip(tags, easy, strict=True) for tag in pair if tag), tuple(missing)


def _shared_parts(assets: Assets, tags: Sequence[str]) -> dict[str, str]:
    """Fingerprint everything but the article that an edition is made from, without loading an engine."""
    config = assets.config
    packages = [
        package.fingerprint for lang in config.build.languages if lang in tags for package in assets.route(lang)
    ]
    return {
        "lattlast": store.key(__version__, [stages.fingerprint(stage) for stage in stages.ROOMS]),
        "terms": assets.fingerprint("terms"),
        "phrases": assets.fingerprint("phrases"),
        "easy words": assets.fingerprint("easy-words"),
        "abbreviations": assets.fingerprint("abbreviations"),
        "pronunciations": assets.fingerprint("pronunciations"),
        "model": store.key(packages),
        "voice": store.key(
            [[voice.fingerprint for voice in assets.voices(tag)] for tag in tags] if config.build.audio else []
        ),
        "options": store.key(
            tags,
            config.build.audio,
            config.simplify.model_dump(mode="json"),
            config.narrate.model_dump(mode="json"),
            config.publish.model_dump(mode="json"),
            store.digest(assets.logo),
        ),
    }


def _image_parts(article: Article, manifest: Mapping[str, object]) -> dict[str, str]:
    """Fingerprint the images that an article's last edition used or missed."""
    images = manifest.get("images")
    listed = sorted(images) if isinstance(images, dict) else []
    return {f"image {src}": store.digest(article.image(src) or b"") for src in listed}


def _source_digest(article: Article) -> str:
    """Identify an article's file; one that cannot be read is told when its turn comes."""
    try:
        return store.digest(article.read())
    except InputError:
        return ""


def _reason(folder: Path, manifest: Mapping[str, object], made_from: Mapping[str, str]) -> str:
    before = manifest.get("made_from")
    if not isinstance(before, dict):
        return "new"
    changed = [part for part in {**before, **made_from} if before.get(part) != made_from.get(part)]
    if changed:
        return f"changed: {', '.join(changed)}"
    files = manifest.get("files")
    whole = isinstance(files, dict) and all(_is_whole(folder / path, entry) for path, entry in files.items())
    return "" if whole else "missing file"


def _is_whole(path: Path, entry: Mapping[str, object]) -> bool:
    return path.is_file() and path.stat().st_size == entry["bytes"]


def read_manifest(folder: Path) -> dict[str, object]:
    """Read an article's manifest; an empty one where there is none or it is damaged."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def findings(folder: Path) -> tuple[Finding, ...]:
    """Give the findings of an article as its manifest tells them."""
    editions = read_manifest(folder).get("editions")
    listed = editions if isinstance(editions, list) else []
    return tuple(Finding(**entry) for edition in listed for entry in edition["findings"])


def convert(job: Job, assets: Assets, *, cache: Store, output: Path, reporter: Reporter) -> Receipt:
    """Make all editions of an article and swap its folder in."""
    conversion = Conversion(job.article, assets, cache, reporter)
    editions = [conversion.narrated(tag) for tag in job.tags]
    images = _images(job.article, editions[0].document)
    write_article(output / job.slug, editions, site=site(assets), images=images, made_from=job.made_from)
    reporter.step("publish", job.slug, "", cached=False)
    return Receipt(
        job.slug,
        job.name,
        job.tags,
        tuple(finding for edition in editions for finding in edition.findings),
        sum(edition.narration.seconds for edition in editions if edition.narration),
    )


def write_article(
    folder: Path,
    editions: Sequence[Edition],
    *,
    site: Site,
    images: Mapping[str, bytes | None],
    made_from: Mapping[str, str],
) -> None:
    """Publish an article's editions into its folder, with the manifest of what they are and were made from.

    `images` holds the figures' image files by their src, None for one that is not there.
    """
    from lattlast import publishing

    found = {src: data for src, data in images.items() if data is not None}
    artefacts = publishing.publish(editions, site=site, images=found)
    made_from = {**made_from, **{f"image {src}": store.digest(data or b"") for src, data in images.items()}}
    manifest = _manifest(editions, artefacts, images=images, made_from=made_from)
    store.replace_folder(folder, [*artefacts, manifest])


class Conversion:
    """One article on its way: its editions by tag, each made once or taken from the cache."""

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
            self._editions[tag] = self._make(tag)
        return self._editions[tag]

    def _make(self, tag: str) -> Edition:
        if tag == languages.SOURCE:
            return self._read()
        if languages.language(tag) == languages.SOURCE:
            return self._simplify(tag)
        return self._translate(tag)

    def _read(self) -> Edition:
        parts = (store.digest(self._article.read()), self._article.slug, self._article.path.name)
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


def _images(article: Article, document: Document) -> dict[str, bytes | None]:
    """Read the figures' images from beside the article: None for one that is not there."""
    found = [block.attrs["src"] for block in document.walk() if block.kind == "figure" and block.attrs.get("src")]
    return {src: article.image(src) for src in found if "://" not in src}


def site(assets: Assets) -> Site:
    """Say what the pages tell of their publisher."""
    from lattlast.publishing import Site

    settings = assets.config.publish
    return Site(**settings.model_dump(), logo_data=assets.logo)


def _manifest(
    editions: Sequence[Edition],
    artefacts: Sequence[Artefact],
    *,
    images: Mapping[str, bytes | None],
    made_from: Mapping[str, str],
) -> Artefact:
    document = editions[0].document
    content = {
        "lattlast": __version__,
        "article": document.id,
        "title": document.title,
        "lead": document.lead,
        "meta": dict(document.meta),
        "made_from": dict(made_from),
        "images": {src: data is not None for src, data in images.items()},
        "editions": [_edition_entry(edition) for edition in editions],
        "files": {
            artefact.path: {"sha256": store.digest(artefact.data), "bytes": len(artefact.data)}
            for artefact in artefacts
        },
    }
    return Artefact(MANIFEST, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")


def _edition_entry(edition: Edition) -> dict[str, object]:
    narration, measured = edition.narration, edition.readability
    return {
        "tag": edition.tag,
        "title": edition.document.title,
        "state": "initial" if edition.tag == languages.SOURCE else "translated",
        "reviewed": False,
        "made_by": list(edition.made_by),
        "starter_model": edition.starter,
        "better_model": edition.better_model or None,
        "page": f"{edition.tag}/index.html",
        "audio": f"{edition.tag}/narration.mp3" if narration else None,
        "voice": narration.voice if narration else None,
        "seconds": round(narration.seconds, 3) if narration else None,
        "readability": json.loads(to_json(measured)) if measured else None,
        "terms": [json.loads(to_json(use)) for use in edition.terms],
        "findings": [json.loads(to_json(finding)) for finding in edition.findings],
    }


def write_index(output: Path, assets: Assets) -> None:
    """Write the index of all articles in the output folder, assets first."""
    from lattlast import publishing

    entries = [
        publishing.IndexEntry(
            slug=str(manifest["article"]),
            title=str(manifest["title"]),
            lead=str(manifest["lead"]),
            published=str(manifest["meta"].get("published", "")),  # type: ignore[attr-defined]
            editions=tuple((entry["tag"], entry["title"], entry["seconds"]) for entry in manifest["editions"]),  # type: ignore[attr-defined]
        )
        for folder in sorted(path for path in output.iterdir() if path.is_dir() and not path.name.startswith("."))
        if (manifest := read_manifest(folder)).get("editions")
    ]
    artefacts = publishing.publish_index(entries, site=site(assets))
    for artefact in sorted(artefacts, key=lambda artefact: artefact.path == "index.html"):
        path = output / artefact.path
        if not path.is_file() or path.read_bytes() != artefact.data:
            store.write_file(path, artefact.data)
