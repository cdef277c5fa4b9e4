"""Review in a workspace: where its memory lies, which editions may be published, what a reviewer works on.

Takes settings and editions, gives the memory, the editions that are released, and each article's editions as they were
last made, which are kept beside the cache. It does not know how an edition is made or reviewed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from lattlast import languages, store
from lattlast.model import Edition, Finding, from_json, to_json
from lattlast.text.letters import alphabetical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lattlast.config import Config
    from lattlast.review import Approved, Memory

Policy = Literal["all", "approved"]


@dataclass(frozen=True, slots=True)
class Release:
    """The editions of an article that may be published, and the tags of those that wait for an approval."""

    editions: tuple[Edition, ...]
    held_back: tuple[str, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Say which editions wait, and what to do."""
        message = "{} is held back until a person approves it: lattlast serve"
        return tuple(Finding("held-back", "info", message.format(tag)) for tag in self.held_back)


def memory(config: Config) -> Memory:
    """Give the workspace's memory."""
    from lattlast.review import Memory

    return Memory(config.path(config.review.memory))


def policy(tag: str, config: Config) -> Policy:
    """Say what an edition needs to be published: its tag decides, then easy-read, then its language, then all."""
    settings = config.review
    places = (tag, languages.SIMPLE if languages.is_simple(tag) else tag, languages.language(tag))
    return next((settings.publish_for[place] for place in places if place in settings.publish_for), settings.publish)


def release(editions: Sequence[Edition], config: Config) -> Release:
    """Hold back what the settings want approved and nobody has approved; the original is never held back."""
    waiting = {
        edition.tag
        for edition in editions
        if edition.tag != languages.SOURCE and not edition.approval and policy(edition.tag, config) == "approved"
    }
    return Release(
        tuple(edition for edition in editions if edition.tag not in waiting),
        tuple(edition.tag for edition in editions if edition.tag in waiting),
    )


def sources(editions: Sequence[Edition]) -> dict[str, list[str]]:
    """Name every source text of the editions by its digest, so that a plan can tell what the memory has for them."""
    from lattlast.review import source_digest

    return {
        edition.tag: sorted({source_digest(unit.source.text) for unit in edition.units})
        for edition in editions
        if edition.units
    }


def made_from(named: Mapping[str, Sequence[str]], approved: Approved) -> dict[str, str]:
    """Give the part of an article's ``made_from`` that the memory decides; none where it has nothing for it."""
    found = approved.fingerprint(named)
    return {"memory": found} if found else {}


def keep(slug: str, editions: Sequence[Edition], config: Config) -> None:
    """Keep an article's editions for the reviewers, without the sound itself."""
    silent = [
        replace(edition, narration=replace(edition.narration, audio=b"") if edition.narration else None)
        for edition in editions
    ]
    store.write_file(_path(slug, config), to_json(Kept(tuple(silent))))


def kept(slug: str, config: Config) -> tuple[Edition, ...]:
    """Give an article's editions as they were last made; none where it was not made here."""
    try:
        return from_json(Kept, _path(slug, config).read_bytes()).editions
    except (OSError, ValueError):
        return ()


def made_at(slug: str, config: Config) -> int:
    """Tell when an article's editions were last made, to notice that they are others; 0 where they were not."""
    try:
        return _path(slug, config).stat().st_mtime_ns
    except OSError:
        return 0


def slugs(config: Config) -> list[str]:
    """List the articles that were made here."""
    return sorted((path.stem for path in _folder(config).glob("*.json")), key=alphabetical)


@dataclass(frozen=True, slots=True)
class Kept:
    """The editions of an article, as a file holds them."""

    editions: tuple[Edition, ...]


def _folder(config: Config) -> Path:
    return config.path(config.build.cache) / "review"


def _path(slug: str, config: Config) -> Path:
    return _folder(config) / f"{slug}.json"
