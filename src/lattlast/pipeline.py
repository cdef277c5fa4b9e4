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
| pages and manifest into the output folder | `publication`, `manifests` |
| many articles, none taking another with it | `run` |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import publication, reviewing
from lattlast.conversion import Conversion
from lattlast.run import Receipt

if TYPE_CHECKING:
    from pathlib import Path

    from lattlast.assets import Assets
    from lattlast.planning import Job
    from lattlast.progress import Reporter
    from lattlast.store import Store


def convert(job: Job, assets: Assets, *, cache: Store, output: Path, reporter: Reporter) -> Receipt:
    """Make all editions of an article and swap its folder in."""
    conversion = Conversion(job.article, assets, cache, reporter)
    made = [conversion.narrated(tag) for tag in job.tags]
    sources, release = reviewing.sources(made), reviewing.release(made, assets.config)
    editions = release.editions
    publication.write_article(
        output / job.slug,
        editions,
        site=publication.site(assets),
        images=publication.images(job.article, made[0].document),
        made_from={**job.made_from, **reviewing.made_from(sources, assets.approved)},
        sources=sources,
    )
    reviewing.keep(job.slug, made, assets.config)
    reporter.step("publish", job.slug, "", cached=False)
    return Receipt(
        job.slug,
        job.name,
        tuple(edition.tag for edition in editions),
        (*(finding for edition in editions for finding in edition.findings), *release.findings),
        sum(edition.narration.seconds for edition in editions if edition.narration),
    )
