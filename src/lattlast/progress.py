"""Progress for people and machines: a bar on a terminal, plain lines elsewhere, JSON lines on request.

Takes events, writes to stderr. Totals are known before the work begins, from the plan, and work that the cache spares
is counted apart. It does not know what the stages do.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol, Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lattlast.run import Failure, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from rich.console import Console


class Reporter(Protocol):
    """Hear what a run does."""

    def begin(self, steps: Mapping[str, int]) -> None:
        """Hear how many steps each stage will take."""

    def step(self, stage: str, article: str, tag: str, *, cached: bool) -> None:
        """Hear that a stage of an article's edition is done."""

    def outcome(self, outcome: Outcome) -> None:
        """Hear how an article ended."""


class Silent:
    """Say nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def begin(self, steps: Mapping[str, int]) -> None: ...

    def step(self, stage: str, article: str, tag: str, *, cached: bool) -> None: ...

    def outcome(self, outcome: Outcome) -> None: ...


class Lines(Silent):
    """Write one plain line for each article."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._count = 0

    def outcome(self, outcome: Outcome) -> None:
        """Write how an article ended."""
        self._count += 1
        self._console.print(f"{self._count}. {describe(outcome)}", markup=False, highlight=False, soft_wrap=True)


class JsonLines(Silent):
    """Write each event as one JSON object."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def begin(self, steps: Mapping[str, int]) -> None:
        """Write the plan's totals."""
        self._write("begin", steps=dict(steps))

    def step(self, stage: str, article: str, tag: str, *, cached: bool) -> None:
        """Write a finished step."""
        self._write("step", stage=stage, article=article, tag=tag, cached=cached)

    def outcome(self, outcome: Outcome) -> None:
        """Write how an article ended."""
        event = "failed" if isinstance(outcome, Failure) else "done"
        self._write(event, article=outcome.slug, name=outcome.name, text=describe(outcome))

    def _write(self, event: str, **values: object) -> None:
        self._console.out(json.dumps({"event": event, **values}, ensure_ascii=False), highlight=False)


class Bar(Silent):
    """Draw a bar over all steps, with one line for each stage."""

    def __init__(self, console: Console) -> None:
        self._cached = 0
        self._progress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("[dim]{task.fields[note]}"),
            console=console,
            transient=True,
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, steps: Mapping[str, int]) -> None:
        """Draw the bars with their totals."""
        self._all = self._progress.add_task("All", total=sum(steps.values()), note="")
        self._tasks = {
            stage: self._progress.add_task(stage.capitalize(), total=count, note="")
            for stage, count in steps.items()
            if count
        }

    def step(self, stage: str, article: str, tag: str, *, cached: bool) -> None:
        """Move the bars on."""
        self._cached += cached
        self._progress.advance(self._tasks[stage])
        self._progress.update(self._tasks[stage], note=f"{article} {tag}".strip())
        note = f"{self._cached} from the cache" if self._cached else ""
        self._progress.update(self._all, advance=1, note=note)

    def outcome(self, outcome: Outcome) -> None:
        """Write a failure above the bars, when it happens."""
        if isinstance(outcome, Failure):
            self._progress.console.print(describe(outcome), markup=False, highlight=False)


def describe(outcome: Outcome) -> str:
    """Say in one line how an article ended."""
    if isinstance(outcome, Failure):
        return f"{outcome.name}: {outcome.message} {outcome.hint}".strip()
    if outcome.unchanged:
        return f"{outcome.name}: unchanged"
    looks = sum(finding.severity != "info" for finding in outcome.findings)
    note = f", {looks} to look at" if looks else ""
    return f"{outcome.name}: {', '.join(outcome.tags)}{note}"
