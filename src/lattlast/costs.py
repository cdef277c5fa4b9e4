"""Where a run's time went: by stage, by article, and how much of it the cache spared.

Takes steps, gives sums; it keeps only the slowest articles by name, so that it stays small. It does not know what the
stages do.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lattlast.progress import Reporter
    from lattlast.run import Outcome, Step

SLOWEST = 20


class Costs:
    """Count a run's steps."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.segments: Counter[str] = Counter()
        self.cached: Counter[str] = Counter()
        self._running: dict[str, float] = {}
        self._slowest: list[tuple[float, str]] = []

    @property
    def slowest(self) -> list[tuple[str, float]]:
        """Give the articles that took longest, with their seconds."""
        return [(name, seconds) for seconds, name in sorted(self._slowest, reverse=True)]

    def step(self, step: Step) -> None:
        """Count a step."""
        self.segments[step.stage] += step.segments
        self.cached[step.stage] += step.segments if step.cached else 0
        self.seconds[step.stage] += step.seconds
        self._running[step.article] = self._running.get(step.article, 0.0) + step.seconds

    def outcome(self, outcome: Outcome) -> None:
        """Rank an article that came to its end."""
        if (seconds := self._running.pop(outcome.slug, None)) is not None:
            heapq.heappush(self._slowest, (round(seconds, 3), outcome.slug))
            if len(self._slowest) > SLOWEST:
                heapq.heappop(self._slowest)


class Counting:
    """A reporter that counts what it passes on."""

    def __init__(self, costs: Costs, reporter: Reporter) -> None:
        self._costs = costs
        self._reporter = reporter

    def begin(self, steps: Mapping[str, int]) -> None:
        """Pass the totals on."""
        self._reporter.begin(steps)

    def step(self, step: Step) -> None:
        """Count a step and pass it on."""
        self._costs.step(step)
        self._reporter.step(step)

    def outcome(self, outcome: Outcome) -> None:
        """Rank an article and pass it on."""
        self._costs.outcome(outcome)
        self._reporter.outcome(outcome)
