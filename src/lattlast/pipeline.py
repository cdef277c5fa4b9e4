"""From an article to its editions: the table of contents of the program.

    read ──► sv ──┬────────────► translate ──► en, fi …
                  └─ simplify ─► sv-simple ──► translate ──► en-simple …
    narrate every edition, publish them together

| Step | Module |
|---|---|
| which articles there are | `sources` |
| what has to be made, and why | `planning` |
| each stage, by itself | `stages` |
| the stages of one article, cached | `conversion`, `caching`, `store` |
| what people approved, and what waits for them | `reviewing` |
| pictures from other sites | `pictures`, `addresses` |
| pages and manifest into the output folder | `publication`, `manifests` |
| many articles, none taking another with it | `run`, `scheduling`, `pool`, `cluster` |
| why each stage ran | `records` |
"""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lattlast import locking, pictures, publication, reviewing
from lattlast.conversion import Conversion
from lattlast.errors import WorkerDiedError
from lattlast.pictures import Pictures
from lattlast.run import Receipt, Step
from lattlast.store import Blobs

if TYPE_CHECKING:
    from pathlib import Path

    from lattlast.assets import Assets
    from lattlast.model import Document
    from lattlast.planning import Job
    from lattlast.run import Home


@dataclass(frozen=True, slots=True)
class Converter:
    """Convert articles: the work of a build, for any executor. `cache` is the folder of the cache."""

    assets: Assets
    cache: Path
    output: Path

    def __call__(self, job: Job, home: Home) -> Receipt:
        """Make all editions of an article and swap its folder in."""
        return convert(job, self.assets, blobs=Blobs(self.cache), home=home, output=self.output)


def convert(job: Job, assets: Assets, *, blobs: Blobs, home: Home, output: Path) -> Receipt:
    """Make all editions of an article and swap its folder in."""
    conversion = Conversion(job.article, assets, blobs=blobs, home=home)
    made = [conversion.narrated(tag) for tag in job.tags]
    fetched = _fetched(made[0].document, assets, blobs)
    made[0] = replace(made[0], findings=(*made[0].findings, *fetched.findings))
    sources, release = reviewing.sources(made), reviewing.release(made, assets.config)
    editions, began = release.editions, time.perf_counter()
    with locking.publishing(blobs.folder):
        _require_parent()
        publication.write_article(
            output / job.slug,
            editions,
            site=publication.site(assets),
            images=publication.images(job.article, made[0].document),
            fetched=fetched.files,
            made_from={**job.made_from, **reviewing.made_from(sources, assets.approved)},
            sources=sources,
        )
        reviewing.keep(job.slug, made, assets.config)
    segments = sum(1 for edition in editions for _ in edition.document.segments())
    home.step(Step("publish", job.slug, "", cached=False, segments=segments, seconds=time.perf_counter() - began))
    findings = (*(finding for edition in editions for finding in edition.findings), *release.findings)
    return Receipt(
        job.slug,
        job.name,
        tuple(edition.tag for edition in editions),
        findings,
        sum(edition.narration.seconds for edition in editions if edition.narration),
        to_look_at=sum(finding.severity != "info" for finding in findings),
    )


def _fetched(document: Document, assets: Assets, blobs: Blobs) -> Pictures:
    """Fetch the pictures that lie on other sites, where the settings ask for it."""
    settings = assets.config.build
    if not settings.fetch_images:
        return Pictures()
    return pictures.fetch(document, kept=blobs, allow_private=settings.allow_private)


def _require_parent() -> None:
    """Publish nothing from a process whose build is gone: another build may be at the same article."""
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():
        raise WorkerDiedError("The build that asked for this is gone.", hint="Run it again: it goes on from there.")
