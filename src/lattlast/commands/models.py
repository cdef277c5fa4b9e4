"""Models: list what is installed, install more.

Takes tags and files, gives packages. It does not know how a package is unpacked.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table

from lattlast.errors import EXIT_OK, InputError
from lattlast.translation import packages

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from lattlast.translation.packages import Package


@dataclass(frozen=True, slots=True)
class Models:
    """The packages that are installed, in falling precedence."""

    packages: tuple[Package, ...]
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give pair, version, place and digest of each package."""
        return [
            {
                "source": package.source,
                "target": package.target,
                "version": package.version,
                "starter": package.starter,
                "path": str(package.path),
                "sha256": package.digest,
            }
            for package in self.packages
        ]

    def __rich__(self) -> RenderableType:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("From", "To", "Version", "Kind", "Place"):
            table.add_column(column, overflow="fold")
        for package in self.packages:
            kind = "starter" if package.starter else "Argos"
            table.add_row(package.source, package.target, package.version, kind, str(package.path))
        return table


def models() -> Models:
    """List all packages."""
    return Models(tuple(packages.installed()))


def install(source: str, target: str | None, *, console: Console) -> list[Package]:
    """Install the packages for a pair from the index, or one from a file."""
    if target is None:
        if not source.endswith(".argosmodel"):
            raise InputError(f"“{source}” alone does not say what to install.", hint="lattlast models install sv en")
        return [packages.install_file(Path(source))]
    columns = (*Progress.get_default_columns()[:2], DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(f"{source} → {target}", total=None)
        return packages.install_pair(
            source, target, progress=lambda got, size: bar.update(task, completed=got, total=size or None)
        )
