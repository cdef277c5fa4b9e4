"""What a run has to make, and why: each article's manifest compared with what it would be made from now.

Takes articles and assets, gives a Plan. Nothing is loaded and no article is read beyond its digest. It does not know
how an edition is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lattlast import __version__, languages, manifests, reviewing, stages, store
from lattlast.errors import EngineMissingError, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lattlast.assets import Assets
    from lattlast.sources import Article


@dataclass(frozen=True, slots=True)
class Job:
    """An article to make, with the tags of its editions and the reason; an empty reason means that it is unchanged."""

    article: Article
    tags: tuple[str, ...]
    reason: str
    made_from: Mapping[str, str] = field(default_factory=dict)
    to_look_at: int = 0

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
        manifest = manifests.read(output / article.slug)
        made_from = {**shared, "source": _source_digest(article)}
        now = {**made_from, **_image_parts(article, manifest), **_memory_part(manifest, assets)}
        reason = "asked for" if force else _reason(output / article.slug, manifest, now)
        jobs.append(Job(article, tags, reason, made_from) if reason else _unchanged(article, tags, manifest))
    return Plan(tuple(jobs), assets.config.build.audio, missing)


def shard(slug: str, count: int) -> int:
    """Say which of `count` parts an article belongs to, 1 and up: the same on every machine."""
    return int(store.key(slug)[:8], 16) % count + 1


def _unchanged(article: Article, tags: tuple[str, ...], manifest: Mapping[str, object]) -> Job:
    return Job(article, tags, "", to_look_at=sum(found.severity != "info" for found in manifests.findings(manifest)))


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
        "lattlast": store.key(__version__, [stages.fingerprint(stage) for stage in stages.PARTS]),
        "terms": assets.fingerprint("terms"),
        "phrases": assets.fingerprint("phrases"),
        "easy words": assets.fingerprint("easy-words"),
        "easy English words": assets.fingerprint("easy-words-en"),
        "abbreviations": assets.fingerprint("abbreviations"),
        "pronunciations": assets.fingerprint("pronunciations"),
        "model": store.key(packages),
        "voice": store.key(
            [[voice.fingerprint for voice in assets.voices(tag)] for tag in tags] if config.build.audio else []
        ),
        "options": store.key(
            tags,
            config.build.audio,
            config.build.fetch_images,
            config.simplify.model_dump(mode="json"),
            config.narrate.model_dump(mode="json"),
            config.publish.model_dump(mode="json"),
            [reviewing.policy(tag, config) for tag in tags],
            store.digest(assets.logo),
            assets.templates,
        ),
    }


def _image_parts(article: Article, manifest: Mapping[str, object]) -> dict[str, str]:
    """Fingerprint the images that an article's last edition used or missed."""
    images = manifest.get("images")
    listed = sorted(images) if isinstance(images, dict) else []
    return {f"image {src}": store.digest(article.image(src) or b"") for src in listed}


def _memory_part(manifest: Mapping[str, object], assets: Assets) -> dict[str, str]:
    """Fingerprint what people have approved of the sentences in an article's last edition."""
    named = manifest.get("sources")
    return reviewing.made_from(named, assets.approved) if isinstance(named, dict) and assets.approved else {}


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
