"""What a build would make, and why: `lattlast build --dry-run`.

Takes a Plan, gives a report. Nothing is made.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from lattlast.errors import EXIT_OK

if TYPE_CHECKING:
    from rich.console import RenderableType

    from lattlast.planning import Plan


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, to be looked at."""

    plan: Plan

    @property
    def exit_code(self) -> int:
        """Give 0, or the code of a model that is missing."""
        return self.plan.missing[0].exit_code if self.plan.missing else EXIT_OK

    def as_json(self) -> object:
        """Give each article with its editions and the reason; an empty reason means that it is unchanged."""
        return {
            "articles": [
                {"slug": job.slug, "name": job.name, "tags": list(job.tags), "reason": job.reason}
                for job in self.plan.jobs
            ],
            "steps": self.plan.steps,
            "missing_models": [error.message for error in self.plan.missing],
        }

    def __rich__(self) -> RenderableType:
        work = [job for job in self.plan.jobs if job.reason]
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Article", "Editions", "Because"):
            table.add_column(column, overflow="fold")
        for job in work:
            table.add_row(job.slug, " ".join(job.tags), job.reason)
        parts: list[RenderableType] = [table] if work else []
        reasons = Counter(job.reason for job in work)
        counted = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
        parts.append(Text(f"{len(work)} to make ({counted})" if work else "Nothing to do"))
        parts[-1] = Text(f"{parts[-1]}, {len(self.plan.jobs) - len(work)} unchanged. Nothing was made.")
        parts += [Text(f"{error.message} Install it: {error.hint}") for error in self.plan.missing]
        return Group(*parts)
