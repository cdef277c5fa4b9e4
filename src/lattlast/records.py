"""What is worth knowing about each article after a run: how it ended, and why each of its stages ran or did not.

Takes steps and outcomes, keeps records in the index of the cache and passes everything on to the reporter: it is the
`Home` of the jobs of a build. It does not know what a stage does.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (pydantic reads the annotations at run time)
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lattlast.model import from_json, to_json
from lattlast.run import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.progress import Reporter
    from lattlast.run import Outcome, Step
    from lattlast.store import Store


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of an edition at the last run: whether the cache had it, and if not, what had changed."""

    stage: str
    tag: str
    cached: bool
    reason: str
    segments: int
    seconds: float
    depends_on: Mapping[str, str] = field(default_factory=dict)
    blob: str = ""
    used_rows: tuple[str, ...] = ()
    used_blobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """An article's last run: empty `failed` where it was made."""

    name: str = ""
    failed: str = ""
    hint: str = ""
    exit_code: int = 0
    stages: tuple[Stage, ...] = ()


class Recorder:
    """Serve the jobs of a build from the cache, and keep a record of each."""

    def __init__(self, cache: Store, reporter: Reporter) -> None:
        self._cache = cache
        self._reporter = reporter
        self._steps: dict[str, list[Step]] = {}

    def rows(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Look rows up."""
        return self._cache.rows(keys)

    def add_rows(self, rows: Mapping[str, bytes]) -> None:
        """Keep rows."""
        self._cache.add_rows(rows)

    def step(self, step: Step) -> None:
        """Note a step."""
        self._steps.setdefault(step.article, []).append(step)
        self._reporter.step(step)

    def outcome(self, outcome: Outcome) -> None:
        """Keep the record of an article that came to its end; what is unchanged keeps the one that it has."""
        if isinstance(outcome, Failure) or not outcome.unchanged:
            steps = self._steps.pop(outcome.slug, [])
            before = read(self._cache, [outcome.slug]).get(outcome.slug, Record())
            self._cache.add_records({outcome.slug: to_json(_record(outcome, steps, before))})
        self._reporter.outcome(outcome)


def read(cache: Store, articles: Sequence[str] | None = None) -> dict[str, Record]:
    """Give the records of articles, or of all; one that cannot be read is as if it were not there."""
    found = {}
    for slug, data in cache.records(articles).items():
        try:
            found[slug] = from_json(Record, data)
        except ValueError:
            continue
    return found


def _record(outcome: Outcome, steps: Sequence[Step], before: Record) -> Record:
    """Merge a run into the record: stages that did not come up again stay as they were."""
    known = {(stage.stage, stage.tag): stage for stage in before.stages}
    stages = known | {(step.stage, step.tag): _stage(step, known.get((step.stage, step.tag))) for step in steps}
    if isinstance(outcome, Failure):
        return Record(outcome.name, outcome.message, outcome.hint, outcome.exit_code, tuple(stages.values()))
    return Record(outcome.name, stages=tuple(stages.values()))


def _stage(step: Step, before: Stage | None) -> Stage:
    """Keep what a stage used when it ran, where this time the cache had its result."""
    same = before is not None and before.blob == step.blob
    rows = before.used_rows if before and same and not step.used_rows else step.used_rows
    blobs = before.used_blobs if before and same and not step.used_blobs else step.used_blobs
    return Stage(
        step.stage,
        step.tag,
        step.cached,
        "" if step.cached else _reason(step, before),
        step.segments,
        round(step.seconds, 3),
        step.depends_on,
        step.blob,
        rows,
        blobs,
    )


def _reason(step: Step, before: Stage | None) -> str:
    if not step.depends_on:
        return "with every change"
    if before is None:
        return "new"
    changed = [name for name in {**before.depends_on, **step.depends_on} if _differs(name, step, before)]
    return f"changed: {', '.join(changed)}" if changed else "not in the cache"


def _differs(name: str, step: Step, before: Stage) -> bool:
    return before.depends_on.get(name) != step.depends_on.get(name)
