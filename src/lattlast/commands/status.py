"""Status and explain: how each article stands, and why each of its stages ran or did not at the last run.

Takes assets, gives reports from the manifests and the records of the cache. Nothing is made.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.console import Group
from rich.table import Table
from rich.text import Text

from lattlast import planning, records, sources, store
from lattlast.errors import EXIT_OK, EXIT_SOME_FAILED, InputError
from lattlast.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from rich.console import RenderableType

    from lattlast.assets import Assets

State = Literal["unchanged", "to make", "failed", "gone"]
_GONE = "{} is not there any more. To take its pages away too, delete {} and build."


@dataclass(frozen=True, slots=True)
class Article:
    """How an article stands; `reason` is why it would be made, or why it failed.

    One that is gone has pages in the output, but its file is not there any more.
    """

    slug: str
    name: str
    state: State
    reason: str
    to_look_at: int


@dataclass(frozen=True, slots=True)
class Status:
    """How the articles of a workspace stand."""

    articles: tuple[Article, ...]

    @property
    def exit_code(self) -> int:
        """Give 1 where some failed at the last run."""
        return EXIT_SOME_FAILED if any(article.state == "failed" for article in self.articles) else EXIT_OK

    def as_json(self) -> object:
        """Give the articles."""
        return [
            {name: getattr(article, name) for name in ("slug", "name", "state", "reason", "to_look_at")}
            for article in self.articles
        ]

    def __rich__(self) -> RenderableType:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Article", "State", "Because", "To look at"):
            table.add_column(column, overflow="fold")
        for article in self.articles:
            looks = str(article.to_look_at) if article.to_look_at else "–"
            table.add_row(article.slug, article.state, article.reason, looks)
        states = [article.state for article in self.articles]
        counts = f"{states.count('unchanged')} unchanged, {states.count('to make')} to make"
        counts += f", {states.count('gone')} gone" if "gone" in states else ""
        failed = states.count("failed")
        again = f", {failed} failed. Once more: lattlast build --only-failed" if failed else "."
        return Group(table, Text(counts + again))


def status(assets: Assets) -> Status:
    """Compare the workspace's articles with what was made, and with how the last run ended."""
    settings = assets.config.build
    found = sources.gather([assets.config.path(settings.input)]).articles
    plan = planning.plan(found, assets, output=assets.config.path(settings.output))
    known = _records(assets)
    present = [_article(job, known.get(job.slug, Record())) for job in plan.jobs]
    return Status((*present, *_gone(known, {job.slug for job in plan.jobs}, assets)))


def _article(job: planning.Job, record: Record) -> Article:
    if job.reason and record.failed:
        return Article(job.slug, job.name, "failed", record.failed, 0)
    return Article(job.slug, job.name, "to make" if job.reason else "unchanged", job.reason, job.to_look_at)


def _gone(known: Mapping[str, Record], present: AbstractSet[str], assets: Assets) -> Iterator[Article]:
    """Tell the articles of which only the pages are left; what came from an address is never there."""
    output = assets.config.path(assets.config.build.output)
    for slug in sorted(known.keys() - present):
        name, pages = known[slug].name, output / slug
        if pages.is_dir() and name and name != sources.STDIN and "://" not in name and not Path(name).exists():
            yield Article(slug, name, "gone", _GONE.format(name, pages), 0)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why each stage of an article ran or did not at its last run, and whether it would be made now."""

    slug: str
    record: Record
    now: str

    @property
    def exit_code(self) -> int:
        """Give 0."""
        return EXIT_OK

    def as_json(self) -> object:
        """Give the stages, each with what it depends on."""
        return {
            "slug": self.slug,
            "failed": self.record.failed,
            "now": self.now,
            "stages": [
                {
                    "stage": stage.stage,
                    "tag": stage.tag,
                    "from_cache": stage.cached,
                    "reason": stage.reason,
                    "segments": stage.segments,
                    "seconds": stage.seconds,
                    "depends_on": dict(stage.depends_on),
                }
                for stage in self.record.stages
            ],
        }

    def __rich__(self) -> RenderableType:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Stage", "Edition", "Last run", "Segments", "Seconds"):
            table.add_column(column, overflow="fold")
        for stage in self.record.stages:
            last = "from the cache" if stage.cached else f"made: {stage.reason}"
            table.add_row(stage.stage, stage.tag, last, str(stage.segments), f"{stage.seconds:.1f}")
        lines = [Text(f"The last run failed: {self.record.failed}")] if self.record.failed else []
        lines.append(Text(f"A build now would make it: {self.now}." if self.now else "A build now would not make it."))
        return Group(table, *lines)


def explain(article: str, *, assets: Assets) -> Explanation:
    """Explain an article, by its slug or the path of its file."""
    settings = assets.config.build
    found = sources.gather([assets.config.path(settings.input)]).articles
    chosen = [each for each in found if article in {each.slug, each.name, each.path.name, str(each.path)}]
    known = _records(assets)
    slug = chosen[0].slug if chosen else article
    if not chosen and slug not in known:
        near = difflib.get_close_matches(article, [each.slug for each in found], n=1, cutoff=0.4)
        hint = f"Did you mean “{near[0]}”?" if near else "lattlast status lists the articles."
        raise InputError(f"There is no article “{article}” here.", hint=hint)
    plan = planning.plan(chosen[:1], assets, output=assets.config.path(settings.output))
    now = plan.jobs[0].reason if plan.jobs else ""
    return Explanation(slug, known.get(slug, Record()), now)


def _records(assets: Assets) -> Mapping[str, Record]:
    folder = assets.config.path(assets.config.build.cache)
    if not folder.is_dir():
        return {}
    with store.Store(folder) as cache:
        return records.read(cache)
