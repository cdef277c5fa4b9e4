"""Build: convert articles and tell what was made, what needs a person's eye, and where the pages are.

Takes paths and assets, gives a Summary. It does not know how an edition is made.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lattlast import costs, locking, manifests, planning, ports, progress, publication, records, remote, store
from lattlast.commands import executing
from lattlast.commands.gathering import gather
from lattlast.commands.planned import Planned
from lattlast.commands.run_report import write_report
from lattlast.commands.summary import Summary
from lattlast.errors import InputError
from lattlast.interrupting import Interrupt
from lattlast.run import Failure, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console

    from lattlast.assets import Assets
    from lattlast.planning import Plan
    from lattlast.run import Outcome
    from lattlast.sources import Article, Inputs

_NO_ARTICLES = "Put pages (.html, .htm, .xhtml) or texts (.txt) there, or name them: lattlast build FILE …"


@dataclass(frozen=True, slots=True)
class Options:
    """How a build runs. `again` holds the flags of the command that makes the failed articles once more.

    `shard` is ``(3, 10)`` for the third of ten parts. `with_findings` keeps each article's findings for the summary.
    `told` gathers the remarks that were made before the work began, so that a build after it does not make them again.
    """

    force: bool = False
    only_failed: bool = False
    shard: tuple[int, int] | None = None
    log_format: Literal["auto", "json"] = "auto"
    with_findings: bool = False
    again: tuple[str, ...] = ()
    told: set[str] = field(default_factory=set)


def build(paths: Sequence[Path | str] | None, *, assets: Assets, console: Console, options: Options) -> Summary:
    """Convert the articles in `paths`, or in the workspace's input folder, and print what happens on `console`."""
    output = assets.config.path(assets.config.build.output)
    inputs = _inputs(paths, assets, options)
    store.require_writable(output)
    folder = _cache(assets, options)
    with locking.building(folder, waiting=lambda process: _say_waiting(console, process)) as whole:
        own = [article.slug for article in inputs.articles] if options.shard else None
        store.recover(output, deep=not whole, only=own)
        with store.Store(folder) as cache:
            plan = _plan(inputs, assets, cache, output, options)
            _announce(inputs, plan, assets, console, options.told)
            summary = _run(plan, assets, cache=cache, output=output, console=console, options=options)
        console.print(summary, crop=False)
        _upload(output, folder, assets, console)
    return summary


def _upload(output: Path, cache: Path, assets: Assets, console: Console) -> None:
    """Copy what changed to the address of the settings."""
    if address := assets.config.build.upload:
        state = cache / "remote" / f"sent-{store.key(address)[:16]}.json"
        sent = remote.send(output, address, state=state)
        console.print(f"{sent} files sent to {address}", markup=False, highlight=False, soft_wrap=True)


def dry_run(paths: Sequence[Path | str] | None, *, assets: Assets, options: Options) -> Planned:
    """Say what a build would make and why, and change nothing."""
    output, folder = assets.config.path(assets.config.build.output), _cache(assets, options)
    inputs = _inputs(paths, assets, options)
    if not folder.is_dir():
        return Planned(planning.plan(inputs.articles, assets, output=output, force=options.force))
    with store.Store(folder) as cache:
        return Planned(_plan(inputs, assets, cache, output, options))


def _cache(assets: Assets, options: Options) -> Path:
    """Give the folder of the cache; each shard has its own, because its index belongs to one process."""
    folder = assets.config.path(assets.config.build.cache)
    return folder / "shard-{}-of-{}".format(*options.shard) if options.shard else folder


def _inputs(paths: Sequence[Path | str] | None, assets: Assets, options: Options) -> Inputs:
    chosen = paths or [assets.config.path(assets.config.build.input)]
    inputs = _fetched(chosen, assets)
    if not inputs.articles:
        raise InputError(f"There is no article in {', '.join(map(str, chosen))}.", hint=_NO_ARTICLES)
    if options.shard is None:
        return inputs
    number, count = options.shard
    mine = tuple(article for article in inputs.articles if planning.shard(article.slug, count) == number)
    return replace(inputs, articles=mine)


def _fetched(names: Sequence[Path | str], assets: Assets) -> Inputs:
    """Gather articles; those on other machines are copied here first, and keep their addresses as their names."""
    settings = assets.config.build
    folder = assets.config.path(settings.cache) / "remote"
    far = {str(name): remote.mirror(str(name), folder) for name in names if remote.is_remote(str(name))}
    here = [far.get(str(name), name) for name in names]
    home = None if names == [assets.config.path(settings.input)] else assets.config.path(settings.input)
    output = assets.config.path(settings.output)
    held = partial(manifests.address, output)
    inputs = gather(here, allow_private=settings.allow_private, home=home, held=held)
    return replace(inputs, articles=tuple(_renamed(article, far) for article in inputs.articles))


def _renamed(article: Article, far: Mapping[str, Path]) -> Article:
    for address, place in far.items():
        if article.path == place:
            return replace(article, name=address)
        if place in article.path.parents:
            return replace(article, name=f"{address.rstrip('/')}/{article.path.relative_to(place).as_posix()}")
    return article


def _plan(inputs: Inputs, assets: Assets, cache: store.Store, output: Path, options: Options) -> Plan:
    articles = inputs.articles
    if options.only_failed:
        failed = {slug for slug, record in records.read(cache).items() if record.failed}
        articles = tuple(article for article in articles if article.slug in failed)
    return planning.plan(articles, assets, output=output, force=options.force)


def _say_waiting(console: Console, process: str) -> None:
    holder = f" (process {process})" if process else ""
    text = f"Another build is at work in this workspace{holder}: this one waits for it. Ctrl-C stops waiting."
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def _announce(inputs: Inputs, plan: Plan, assets: Assets, console: Console, told: set[str]) -> None:
    """Say, before the work begins, what will not be as the user may expect."""
    lines = [f"{name}: not an HTML page or a text, so it was passed over." for name in inputs.passed_over]
    lines += [f"{error.message} Install it: {error.hint}" for error in plan.missing]
    if any(job.reason for job in plan.jobs):
        lines += [finding.message for finding in assets.findings()]
        lines += _about_engines(plan, assets)
    for line in lines:
        if line not in told:
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    told.update(lines)


def _about_engines(plan: Plan, assets: Assets) -> list[str]:
    settings = assets.config.narrate
    names = dict.fromkeys((settings.voice, *settings.voices.values(), *settings.fallback)) if plan.audio else {}
    lines = [
        f"The voice {name} sends the text of every edition that it reads to Google, which speaks it."
        for name in names
        if getattr(ports.load("voices", name), "online", False)
    ]
    languages = [lang for lang in assets.config.build.languages if any(lang in job.tags for job in plan.jobs)]
    packages = dict.fromkeys(package for lang in languages for package in assets.route(lang))
    return lines + [
        f"The {package.title} gives the gist only. A better one: {package.install_command}"
        for package in packages
        if package.starter
    ]


def _run(
    plan: Plan, assets: Assets, *, cache: store.Store, output: Path, console: Console, options: Options
) -> Summary:
    """Run the jobs; the index is written last."""
    work = [job for job in plan.jobs if job.reason]
    spent = costs.Costs()
    with _reporter(console, options.log_format) as reporter, Interrupt(console.print) as interrupt:
        recorder = records.Recorder(cache, costs.Counting(spent, reporter))
        reporter.begin(plan.steps)
        outcomes: list[Outcome] = []
        converter = executing.work(assets, cache, output)
        made = executing.outcomes(work, interrupt.until(work), converter, cache, recorder)
        for outcome in chain(_unchanged(plan), made):
            recorder.outcome(outcome)
            outcomes.append(_slim(outcome, options))
    if any(isinstance(outcome, Receipt) for outcome in outcomes):
        publication.write_index(output, assets, cache=cache)
    summary = Summary(
        _shown(output),
        tuple(outcomes),
        plan.missing,
        options.again,
        not_begun=len(plan.jobs) - len(outcomes),
        interrupted=interrupt.asked,
    )
    return replace(summary, report=_shown(write_report(summary, spent, cache.folder))) if work else summary


def _unchanged(plan: Plan) -> Iterator[Outcome]:
    for job in plan.jobs:
        if not job.reason:
            yield Receipt(job.slug, job.name, job.tags, unchanged=True, to_look_at=job.to_look_at)


def _slim(outcome: Outcome, options: Options) -> Outcome:
    """Forget an article's findings once they are told: a batch may have tens of thousands of articles."""
    if isinstance(outcome, Failure) or options.with_findings:
        return outcome
    return replace(outcome, findings=())


def _reporter(console: Console, log_format: Literal["auto", "json"]) -> progress.Silent:
    if log_format == "json":
        return progress.JsonLines(console)
    return progress.Bar(console) if console.is_terminal else progress.Lines(console)


def _shown(path: Path) -> Path:
    """Show a path below the current folder as relative."""
    return Path(os.path.relpath(path)) if path.absolute().is_relative_to(Path.cwd()) else path
