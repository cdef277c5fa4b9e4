"""Which executor a build gets: this process, processes of this machine, or a cluster.

Takes settings and the number of jobs, gives an executor and the work. It does not know how they work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import faraway, languages, machine, scheduling
from lattlast.cluster import Cluster
from lattlast.pipeline import Converter
from lattlast.run import Serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lattlast.assets import Assets
    from lattlast.planning import Job
    from lattlast.run import Executor, Home, Outcome
    from lattlast.store import Store


def work(assets: Assets, cache: Store, output: Path) -> Converter:
    """Give the work of a build."""
    return Converter(assets, cache.folder.resolve(), output.resolve())


def outcomes(
    jobs: Sequence[Job], begun: Iterable[Job], converter: Converter, cache: Store, home: Home
) -> Iterator[Outcome]:
    """Convert the jobs that are `begun`, out of all `jobs`, where the settings say."""
    assets, settings = converter.assets, converter.assets.config.cluster
    if not settings.address or not jobs:
        return executor(home, assets, jobs).run(begun, converter)
    cluster = Cluster(
        home,
        settings,
        check=faraway.Installed(assets, jobs[0].tags),
        rows=lambda job: faraway.rows(job, cache),
        seconds=assets.config.build.seconds,
    )
    return faraway.convert(begun, converter, executor=cluster, cache=cache, home=home)


def executor(home: Home, assets: Assets, jobs: Sequence[Job]) -> Executor:
    """Choose by what the user asked for, and by what there is to do."""
    settings = assets.config.build
    if len(jobs) <= 1 or settings.jobs == 1:
        return Serial(home)
    from lattlast.pool import Pool

    crew = scheduling.crew(
        jobs=len(jobs),
        asked=settings.jobs,
        cores=machine.cores(),
        free=machine.free_memory(),
        models=_size_of_models(assets, jobs[0].tags),
    )
    return Pool(home, crew=crew, seconds=settings.seconds)


def _size_of_models(assets: Assets, tags: Sequence[str]) -> int:
    """Give the size on disk of the models that the editions need."""
    wanted = dict.fromkeys(map(languages.language, tags))
    packages = {package for lang in wanted if lang != languages.SOURCE for package in assets.route(lang)}
    return sum(_size(package.path) for package in packages)


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
