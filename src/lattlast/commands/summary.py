"""How a build ended: what was made, what failed with the command that tries again, and where the pages are.

Takes outcomes, gives a report. It does not know how an edition is made.
"""

from __future__ import annotations

import shlex
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from lattlast.errors import EXIT_INTERRUPTED, EXIT_OK, EXIT_SOME_FAILED
from lattlast.run import Failure, Outcome, Receipt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from lattlast.errors import EngineMissingError

_ROWS = 50  # of the table; the report has them all
_NAMED = 20  # failed articles that the command names one by one


@dataclass(frozen=True, slots=True)
class Summary:
    """How a build ended."""

    output: Path
    outcomes: tuple[Outcome, ...]
    missing: tuple[EngineMissingError, ...] = ()
    again: tuple[str, ...] = ()
    not_begun: int = 0
    interrupted: bool = False
    report: Path | None = None

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
        if self.interrupted:
            return EXIT_INTERRUPTED
        codes = {failure.exit_code for failure in self.failures}
        if codes:
            return codes.pop() if len(codes) == 1 and not self.receipts else EXIT_SOME_FAILED
        if self.missing:
            return self.missing[0].exit_code
        return EXIT_SOME_FAILED if strict and any(receipt.to_look_at for receipt in self.receipts) else EXIT_OK

    def as_json(self) -> object:
        """Give the outcomes with their findings."""
        return {
            "output": str(self.output),
            "articles": [asdict(receipt) for receipt in self.receipts],
            "failed": [asdict(failure) for failure in self.failures],
            "missing_models": [error.message for error in self.missing],
            "not_begun": self.not_begun,
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
        if not self.outcomes and not self.interrupted:
            parts.append(Text("Nothing to do."))
        if self.failures:
            parts.append(self._failed())
        if self.interrupted:
            parts.append(Text(f"Stopped: {_articles(self.not_begun)} not begun. The same command goes on from there."))
        if self.report:
            parts.append(_line(f"Report: {self.report}"))
        if self.receipts:
            parts.append(_line(f"Pages: {self.output / 'index.html'}"))
        return Group(*parts)

    def _table(self, made: Sequence[Receipt]) -> Table:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Article", "Editions", "Audio", "To look at"):
            table.add_column(column, overflow="fold")
        for receipt in made[:_ROWS]:
            looks = str(receipt.to_look_at) if receipt.to_look_at else "–"
            table.add_row(receipt.slug, " ".join(receipt.tags), _minutes(receipt.seconds_of_audio), looks)
        if len(made) > _ROWS:
            table.add_row(f"… and {len(made) - _ROWS} more")
        return table

    def _failed(self) -> Text:
        failed = f"{_articles(len(self.failures))} failed, for the reason given above. When it is mended:"
        return _line(f"{failed}\n{self.retry}")

    @property
    def retry(self) -> str:
        """Give the command that makes the failed articles once more."""
        names = [failure.name for failure in self.failures]
        chosen = names if len(names) <= _NAMED else ["--only-failed"]
        return f"lattlast build {shlex.join((*chosen, *self.again))}"


def _line(text: str) -> Text:
    """Give a text whose lines stay whole, to be copied."""
    return Text(text, overflow="ignore", no_wrap=True)


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _minutes(seconds: float) -> str:
    return f"{int(seconds // 60)}:{int(seconds % 60):02} min" if seconds else "–"
