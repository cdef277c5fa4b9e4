"""Progress for people and machines: a bar on a terminal, plain lines elsewhere, JSON lines on request.

Takes events, writes to stderr. Work is counted in segments, what the cache spares apart. How many segments an article
has is known when it is read; until then it counts as the mean of those before it. It does not know what the stages do.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol, Self

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from lattlast.run import Failure, Outcome, Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from rich.console import Console

    from lattlast.run import Step

_FIRST_GUESS = 40  # segments of an edition, before any article was read
_TOLD = ("stage", "article", "tag", "cached", "segments", "seconds")


class Reporter(Protocol):
    """Hear what a run does."""

    def begin(self, steps: Mapping[str, int]) -> None:
        """Hear how many steps each stage will take."""

    def step(self, step: Step) -> None:
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

    def step(self, step: Step) -> None: ...

    def outcome(self, outcome: Outcome) -> None: ...


class Lines(Silent):
    """Write one plain line for each article that was made, or was not."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._count = self._all = 0

    def begin(self, steps: Mapping[str, int]) -> None:
        """Hear how many articles there will be."""
        self._all = steps.get("publish", 0)

    def outcome(self, outcome: Outcome) -> None:
        """Write how an article ended."""
        if isinstance(outcome, Receipt) and outcome.unchanged:
            return
        self._count += 1
        line = f"{self._count} of {self._all}: {describe(outcome)}"
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


class JsonLines(Silent):
    """Write each event as one JSON object, with the segments done and expected so far."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._tally = Tally({})
        self._looks = 0

    def begin(self, steps: Mapping[str, int]) -> None:
        """Write the plan's totals."""
        self._tally = Tally(steps)
        self._write("begin", steps=dict(steps))

    def step(self, step: Step) -> None:
        """Write a finished step."""
        self._tally.add(step)
        told = {name: value for name, value in asdict(step).items() if name in _TOLD}
        self._write("step", **told, done=self._tally.done(), of=self._tally.expected())

    def outcome(self, outcome: Outcome) -> None:
        """Write how an article ended."""
        self._looks += to_look_at(outcome)
        event = "failed" if isinstance(outcome, Failure) else "done"
        self._write(event, article=outcome.slug, name=outcome.name, text=describe(outcome), to_look_at=self._looks)

    def _write(self, event: str, **values: object) -> None:
        self._console.out(json.dumps({"event": event, **values}, ensure_ascii=False), highlight=False)


class Bar(Silent):
    """Draw a bar over all segments, with one line for each stage."""

    def __init__(self, console: Console) -> None:
        self._tally = Tally({})
        self._looks = 0
        self._progress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            TextColumn("{task.completed:>6.0f}/{task.total:.0f}"),
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
        self._tally = Tally(steps)
        self._all = self._progress.add_task("All", total=self._tally.expected(), note="")
        self._tasks = {
            stage: self._progress.add_task(stage.capitalize(), total=self._tally.expected(stage), note="")
            for stage, count in steps.items()
            if count
        }

    def step(self, step: Step) -> None:
        """Move the bars on."""
        self._tally.add(step)
        for stage, task in self._tasks.items():
            self._progress.update(task, completed=self._tally.done(stage), total=self._tally.expected(stage))
        if step.stage in self._tasks:
            self._progress.update(self._tasks[step.stage], note=f"{step.article} {step.tag}".strip())
        self._progress.update(self._all, completed=self._tally.done(), total=self._tally.expected(), note=self._note())

    def outcome(self, outcome: Outcome) -> None:
        """Count what a person should look at; write a failure above the bars, when it happens."""
        self._looks += to_look_at(outcome)
        self._progress.update(self._all, note=self._note())
        if isinstance(outcome, Failure):
            self._progress.console.print(describe(outcome), markup=False, highlight=False)

    def _note(self) -> str:
        cached = f"{self._tally.cached} from the cache" if self._tally.cached else ""
        looks = f"{self._looks} to look at" if self._looks else ""
        return ", ".join(filter(None, (cached, looks)))


class Tally:
    """Count segments by stage: those done, those from the cache, and how many there will be in all."""

    def __init__(self, steps: Mapping[str, int]) -> None:
        self._steps = dict(steps)
        self._seen: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self.cached = 0

    def add(self, step: Step) -> None:
        """Count a step."""
        self._seen[step.stage] += 1
        self._done[step.stage] += step.segments
        self.cached += step.segments if step.cached else 0

    def done(self, stage: str | None = None) -> int:
        """Give the segments that a stage, or all stages, went through."""
        return self._done[stage] if stage else self._done.total()

    def expected(self, stage: str | None = None) -> int:
        """Give the segments that a stage, or all stages, will have gone through at the end."""
        stages = [stage] if stage else list(self._steps)
        return sum(self._done[name] + round(self._left(name) * self._mean(name)) for name in stages)

    def _left(self, stage: str) -> int:
        return max(0, self._steps.get(stage, 0) - self._seen[stage])

    def _mean(self, stage: str) -> float:
        if self._seen[stage]:
            return self._done[stage] / self._seen[stage]
        return self._done.total() / self._seen.total() if self._seen else _FIRST_GUESS


def to_look_at(outcome: Outcome) -> int:
    """Count what a person should look at in an article."""
    return 0 if isinstance(outcome, Failure) or outcome.unchanged else outcome.to_look_at


def describe(outcome: Outcome) -> str:
    """Say in one line how an article ended."""
    if isinstance(outcome, Failure):
        return f"{outcome.name}: {outcome.message} {outcome.hint}".strip()
    if outcome.unchanged:
        return f"{outcome.name}: unchanged"
    looks = to_look_at(outcome)
    note = f", {looks} to look at" if looks else ""
    return f"{outcome.name}: {', '.join(outcome.tags)}{note}"
