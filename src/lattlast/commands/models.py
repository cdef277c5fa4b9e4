"""Models: list what is installed or can be installed, install more.

Takes tags and files, gives packages. It does not know how a package is unpacked.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table

from lattlast import languages
from lattlast.errors import EXIT_OK, InputError, LattlastError
from lattlast.translation import index, installing, packages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console, RenderableType

    from lattlast.assets import Assets
    from lattlast.translation.index import Index, Offer
    from lattlast.translation.packages import Package

    Progressing = Callable[[Offer], Callable[[int, int], None]]


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
        rows = [
            (package.source, package.target, package.version, _kind(package), str(package.path))
            for package in self.packages
        ]
        return _table(("From", "To", "Version", "Kind", "Place"), rows)


@dataclass(frozen=True, slots=True)
class Available:
    """The packages of an index, and whether each is installed in that version."""

    offers: tuple[tuple[Offer, bool], ...]
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give pair and version of each package, and whether it is installed."""
        return [
            {"source": offer.source, "target": offer.target, "version": offer.version, "installed": installed}
            for offer, installed in self.offers
        ]

    def __rich__(self) -> RenderableType:
        rows = [
            (offer.source, offer.target, languages.english_name(offer.target), offer.version, "yes" * installed)
            for offer, installed in self.offers
        ]
        return _table(("From", "To", "Language", "Version", "Installed"), rows)


def models() -> Models:
    """List all packages."""
    return Models(tuple(packages.installed()))


def available(assets: Assets) -> Available:
    """List the packages of the index, those from Swedish and from English first."""
    there = {(package.source, package.target, package.version) for package in packages.installed()}
    first = (languages.SOURCE, "en")
    offers = sorted(
        index.load(assets.config.models.index).values(),
        key=lambda offer: (offer.source not in first, offer.source != languages.SOURCE, offer.source, offer.target),
    )
    return Available(tuple((offer, (offer.source, offer.target, offer.version) in there) for offer in offers))


@dataclass(frozen=True, slots=True)
class Verified:
    """Each package that is installed, and what is wrong with it, or None."""

    packages: tuple[tuple[Package, LattlastError | None], ...]

    @property
    def exit_code(self) -> int:
        """Give the code of the first package that is damaged, or 0."""
        return next((error.exit_code for _, error in self.packages if error), EXIT_OK)

    def as_json(self) -> object:
        """Give pair, version and state of each package, and how to mend one that is damaged."""
        return [
            {
                "source": package.source,
                "target": package.target,
                "version": package.version,
                "state": _state(package, error),
                "message": error.message if error else "",
                "hint": error.hint if error else "",
            }
            for package, error in self.packages
        ]

    def __rich__(self) -> RenderableType:
        rows = [
            (package.title, _state(package, error), f"{error.message}\n{error.hint}" if error else "")
            for package, error in self.packages
        ]
        return _table(("Model", "State", ""), rows)


def verify() -> Verified:
    """Compare every package with the SHA-256 that was recorded for it; a damaged one hides none of the others."""
    return Verified(tuple((package, _problem(package)) for package in packages.installed()))


def _problem(package: Package) -> LattlastError | None:
    try:
        packages.verify(package)
    except LattlastError as error:
        return error
    return None


def _state(package: Package, error: LattlastError | None) -> str:
    if error:
        return "damaged"
    return "whole" if package.digest else "no SHA-256 was recorded"


def install(source: str, target: str | None, *, assets: Assets, console: Console) -> list[Package]:
    """Install the packages for a pair from the index, or one from a file."""
    if target is None:
        if not source.endswith(".argosmodel"):
            raise InputError(f"“{source}” alone does not say what to install.", hint="lattlast models install sv en")
        return [_install_file(Path(source), assets)]
    offers = index.offers(index.load(assets.config.models.index), packages.tag(source), packages.tag(target))
    missing = [offer for offer in offers if not packages.is_installed(offer.source, offer.target)]
    return _install(missing or offers[-1:], assets, console)


def install_for_config(*, assets: Assets, console: Console) -> list[Package]:
    """Install what the settings' languages need; what is installed already stays as it is."""
    listed = index.load(assets.config.models.index)
    wanted = {
        (offer.source, offer.target): offer
        for lang in assets.config.build.languages
        for offer in _missing(listed, lang)
    }
    return _install(list(wanted.values()), assets, console)


def _missing(listed: Index, lang: str) -> list[Offer]:
    """Give the packages that a language still needs: none where those installed lead there."""
    if packages.is_installed(languages.SOURCE, lang):
        return []
    return [
        offer
        for offer in index.offers(listed, languages.SOURCE, lang)
        if not packages.is_installed(offer.source, offer.target)
    ]


def _install_file(path: Path, assets: Assets) -> Package:
    package = packages.read_package(path)
    return installing.install_file(path, digest=_required(package, assets) if package else "")


def _install(offers: Sequence[Offer], assets: Assets, console: Console) -> list[Package]:
    asked = [replace(offer, digest=_required(offer, assets) or offer.digest) for offer in offers]
    with _progress(console) as begin:
        return [installing.install_offer(offer, progress=begin(offer)) for offer in asked]


def _required(asked: Offer | Package, assets: Assets) -> str:
    """Give the SHA-256 that the settings ask of a pair's package, or nothing."""
    return assets.config.models.sha256.get(f"{asked.source}-{asked.target}", "").lower()


@contextmanager
def _progress(console: Console) -> Iterator[Progressing]:
    """Show for each download its size, its speed and the time that is left."""
    columns = (*Progress.get_default_columns()[:2], DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:

        def begin(offer: Offer) -> Callable[[int, int], None]:
            task = bar.add_task(f"{offer.source} → {offer.target}", total=None)
            return lambda got, size: bar.update(task, completed=got, total=size or None)

        yield begin


def _kind(package: Package) -> str:
    return "starter" if package.starter else "Argos"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
