"""Articles made on other machines: what travels there, and what is done with what comes back.

Takes jobs, assets and the cache, gives outcomes. An article travels as bytes with the results that its last run left in
the cache; the stages' new results come back with the receipt. Then the process that runs the build publishes it: every
stage is in the cache by then, so the files are the same as those of a build on one machine.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lattlast import __version__, languages, records, stages, store
from lattlast.conversion import Conversion
from lattlast.errors import EngineMissingError, InputError
from lattlast.run import Failure, Receipt, attempt, failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lattlast.assets import Assets
    from lattlast.pipeline import Converter
    from lattlast.planning import Job
    from lattlast.run import Executor, Home, Outcome, Step
    from lattlast.sources import Article
    from lattlast.store import Store

_ENGINES = threading.Lock()  # a worker with several threads makes one article at a time, on all of them
_ASSETS: dict[str, Assets] = {}


@dataclass(frozen=True, slots=True)
class FarJob:
    """An article for another machine, with what the cache has for it."""

    slug: str
    name: str
    article: Article
    tags: tuple[str, ...]
    blobs: Mapping[str, bytes] = field(default_factory=dict)


class _Blobs(store.Blobs):
    """Files that travel: those that came along, and those that were made."""

    def __init__(self, brought: Mapping[str, bytes]) -> None:
        self._brought = brought
        self.made: dict[str, bytes] = {}

    def blob(self, name: str) -> bytes | None:
        """Give what came along or was made."""
        return self.made.get(name, self._brought.get(name))

    def add_blob(self, name: str, data: bytes) -> None:
        """Take along what was made."""
        self.made[name] = data


@dataclass(frozen=True, slots=True)
class FarConverter:
    """Make an article's editions on another machine; the results of its stages go back with the receipt."""

    assets: Assets

    def __call__(self, job: FarJob, home: Home) -> Receipt:
        """Make all editions, and publish nothing."""
        with _ENGINES:
            os.environ["LATTLAST_THREADS"] = str(os.cpu_count() or 1)
            blobs = _Blobs(job.blobs)
            conversion = Conversion(job.article, _same(self.assets), blobs=blobs, home=home)
            for tag in job.tags:
                conversion.narrated(tag)
        return Receipt(job.slug, job.name, job.tags, results=blobs.made)


def _same(assets: Assets) -> Assets:
    """Give the assets that this process has loaded, where they are the same: engines are loaded once."""
    name = store.key(assets.config.model_dump(mode="json"), [assets.fingerprint(table) for table in assets.tables])
    if name not in _ASSETS:
        _ASSETS.clear()
        _ASSETS[name] = assets
    return _ASSETS[name]


@dataclass(frozen=True, slots=True)
class Installed:
    """Say what a machine has: version, code of the stages, models and voices."""

    assets: Assets
    tags: tuple[str, ...]

    def __call__(self) -> dict[str, str]:
        """Give each part with its fingerprint."""
        assets = _same(self.assets)
        wanted = dict.fromkeys(lang for lang in map(languages.language, self.tags) if lang != languages.SOURCE)
        found = {"version of lattlast": __version__}
        found |= {f"code of the stage {stage}": stages.fingerprint(stage) for stage in stages.PARTS}
        found |= {f"model to {lang}": _models(assets, lang) for lang in wanted}
        if assets.config.build.audio:
            found |= {
                f"voice for {tag}": " ".join(voice.fingerprint for voice in assets.voices(tag)) for tag in self.tags
            }
        return found


def _models(assets: Assets, lang: str) -> str:
    try:
        return " ".join(package.fingerprint for package in assets.route(lang))
    except EngineMissingError:
        return "none"


def convert(
    jobs: Iterable[Job], converter: Converter, *, executor: Executor, cache: Store, home: Home
) -> Iterator[Outcome]:
    """Have articles made by an executor with far workers, and publish them here."""
    under_way: dict[str, Job] = {}
    unread: list[Failure] = []

    def packed() -> Iterator[FarJob]:
        for job in jobs:
            try:
                yield _pack(job, cache)
                under_way[job.slug] = job
            except InputError as error:
                unread.append(failure(job, error))

    for outcome in executor.run(packed(), FarConverter(converter.assets)):
        job = under_way.pop(outcome.slug)
        if isinstance(outcome, Failure):
            yield outcome
            continue
        for name, data in outcome.results.items():
            cache.add_blob(name, data)
        yield attempt(job, converter, _Publishing(home))
    yield from unread


def rows(job: FarJob, cache: Store) -> dict[str, bytes]:
    """Give the rows that a job used at its last run."""
    record = records.read(cache, [job.slug]).get(job.slug, records.Record())
    return cache.rows_beginning([row for stage in record.stages for row in stage.used_rows])


def _pack(job: Job, cache: Store) -> FarJob:
    article = replace(job.article, data=job.article.read(), images={})
    record = records.read(cache, [job.slug]).get(job.slug, records.Record())
    names = {name for stage in record.stages for name in (stage.blob, *stage.used_blobs) if name}
    blobs = {name: data for name in sorted(names) if (data := cache.blob(name)) is not None}
    return FarJob(job.slug, job.name, article, job.tags, blobs)


@dataclass(frozen=True, slots=True)
class _Publishing:
    """The home of an article that is only published here: its stages were told when it came back."""

    home: Home

    def rows(self, keys: Sequence[str]) -> dict[str, bytes]:
        return self.home.rows(keys)

    def add_rows(self, rows: Mapping[str, bytes]) -> None:
        self.home.add_rows(rows)

    def step(self, step: Step) -> None:
        if step.stage == "publish":
            self.home.step(step)
