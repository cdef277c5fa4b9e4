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
| pages and manifest into the output folder | `publication`, `manifests` |
| many articles, none taking another with it | `run` |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import publication
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
    editions = [conversion.narrated(tag) for tag in job.tags]
    images = publication.images(job.article, editions[0].document)
    publication.write_article(
        output / job.slug, editions, site=publication.site(assets), images=images, made_from=job.made_from
    )
    reporter.step("publish", job.slug, "", cached=False)
    return Receipt(
        job.slug,
        job.name,
        job.tags,
        tuple(finding for edition in editions for finding in edition.findings),
        sum(edition.narration.seconds for edition in editions if edition.narration),
    )
