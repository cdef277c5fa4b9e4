"""Build: convert articles and tell what was made, what needs a person's eye, and where the pages are.

Takes paths and assets, gives a Summary. It does not know how an edition is made.
"""

from __future__ import annotations

import os
import shlex
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from lattlast import manifests, pipeline, planning, ports, progress, publication, store
from lattlast.commands.gathering import gather
from lattlast.errors import EXIT_OK, EXIT_SOME_FAILED, InputError
from lattlast.run import Failure, Outcome, Receipt, Serial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.assets import Assets
    from lattlast.errors import EngineMissingError
    from lattlast.planning import Job, Plan
    from lattlast.run import Executor
    from lattlast.sources import Inputs

_NO_ARTICLES = "Put pages (.html, .htm, .xhtml) or texts (.txt) there, or name them: lattlast build FILE …"


@dataclass(frozen=True, slots=True)
class Summary:
    """How a build ended."""

    output: Path
    outcomes: tuple[Outcome, ...]
    missing: tuple[EngineMissingError, ...] = ()
    again: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The articles that could not be made."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Failure))

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """The articles that were made, or did not need to be."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Receipt))

    def exit_code(self, *, strict: bool = False) -> int:
        """Give 0, 1 where some failed, or the one code for which everything failed."""
        codes = {failure.exit_code for failure in self.failures}
        if codes:
            return codes.pop() if len(codes) == 1 and not self.receipts else EXIT_SOME_FAILED
        if self.missing:
            return self.missing[0].exit_code
        return EXIT_SOME_FAILED if strict and any(map(_to_look_at, self.receipts)) else EXIT_OK

    def as_json(self) -> object:
        """Give the outcomes with their findings."""
        return {
            "output": str(self.output),
            "articles": [asdict(receipt) for receipt in self.receipts],
            "failed": [asdict(failure) for failure in self.failures],
            "missing_models": [error.message for error in self.missing],
        }

    def __rich__(self) -> RenderableType:
        made = [receipt for receipt in self.receipts if not receipt.unchanged]
        parts: list[RenderableType] = []
        if made:
            parts.append(self._table(made))
        unchanged = len(self.receipts) - len(made)
        if unchanged:
            parts.append(
                Text(
                    f"{_articles(unchanged)} unchanged: nothing to do."
                    if not made
                    else f"{_articles(unchanged)} unchanged."
                )
            )
        if self.failures:
            parts.append(self._failed())
        if self.receipts:
            parts.append(Text(f"Pages: {self.output / 'index.html'}"))
        return Group(*parts)

    def _table(self, made: Sequence[Receipt]) -> Table:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Article", "Editions", "Audio", "To look at"):
            table.add_column(column, overflow="fold")
        for receipt in made:
            looks = _to_look_at(receipt)
            table.add_row(
                receipt.slug, " ".join(receipt.tags), _minutes(receipt.seconds_of_audio), str(looks) if looks else "–"
            )
        return table

    def _failed(self) -> Text:
        again = shlex.join((*(failure.name for failure in self.failures), *self.again))
        failed = f"{_articles(len(self.failures))} failed, for the reason given above. When it is mended:"
        return Text(f"{failed}\nlattlast build {again}", overflow="ignore", no_wrap=True)


def build(
    paths: Sequence[Path | str] | None,
    *,
    assets: Assets,
    console: Console,
    force: bool,
    log_format: Literal["auto", "json"],
    again: tuple[str, ...] = (),
) -> Summary:
    """Convert the articles in `paths`, or in the workspace's input folder, and print what happens on `console`.

    `again` holds the flags of the command that makes the failed ones once more.
    """
    settings = assets.config.build
    output = assets.config.path(settings.output)
    inputs = _inputs(paths or [assets.config.path(settings.input)], allow_private=settings.allow_private)
    store.require_writable(output)
    with store.Store(assets.config.path(settings.cache)) as cache:
        plan = planning.plan(inputs.articles, assets, output=output, force=force)
        _announce(inputs, plan, assets, console)
        outcomes = _run(plan, assets, cache=cache, output=output, console=console, log_format=log_format)
    if any(isinstance(outcome, Receipt) for outcome in outcomes):
        publication.write_index(output, assets)
    summary = Summary(_shown(output), tuple(outcomes), plan.missing, again)
    console.print(summary)
    return summary


def _inputs(paths: Sequence[Path | str], *, allow_private: bool) -> Inputs:
    inputs = gather(paths, allow_private=allow_private)
    if not inputs.articles:
        raise InputError(f"There is no article in {', '.join(map(str, paths))}.", hint=_NO_ARTICLES)
    return inputs


def _announce(inputs: Inputs, plan: Plan, assets: Assets, console: Console) -> None:
    """Say, before the work begins, what will not be as the user may expect."""
    lines = [f"{name}: not an HTML page or a text, so it was passed over." for name in inputs.passed_over]
    lines += [f"{error.message} Install it: {error.hint}" for error in plan.missing]
    if any(job.reason for job in plan.jobs):
        lines += [finding.message for finding in assets.findings()]
        lines += _about_engines(plan, assets)
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


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
    plan: Plan,
    assets: Assets,
    *,
    cache: store.Store,
    output: Path,
    console: Console,
    log_format: Literal["auto", "json"],
) -> list[Outcome]:
    executor: Executor = Serial()
    with _reporter(console, log_format) as reporter:
        reporter.begin(plan.steps)

        def work(job: Job) -> Receipt:
            if not job.reason:
                return _unchanged(job, output)
            return pipeline.convert(job, assets, cache=cache, output=output, reporter=reporter)

        outcomes = []
        for outcome in executor.run(plan.jobs, work):
            reporter.outcome(outcome)
            outcomes.append(outcome)
    return outcomes


def _reporter(console: Console, log_format: Literal["auto", "json"]) -> progress.Silent:
    if log_format == "json":
        return progress.JsonLines(console)
    return progress.Bar(console) if console.is_terminal else progress.Lines(console)


def _unchanged(job: Job, output: Path) -> Receipt:
    return Receipt(job.slug, job.name, job.tags, manifests.findings(output / job.slug), unchanged=True)


def _to_look_at(receipt: Receipt) -> int:
    return sum(finding.severity != "info" for finding in receipt.findings)


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _minutes(seconds: float) -> str:
    return f"{int(seconds // 60)}:{int(seconds % 60):02} min" if seconds else "–"


def _shown(path: Path) -> Path:
    """Show a path below the current folder as relative."""
    return Path(os.path.relpath(path)) if path.absolute().is_relative_to(Path.cwd()) else path
