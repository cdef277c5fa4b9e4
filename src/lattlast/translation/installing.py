"""Installing packages: from a file, or from an index by way of a download that can be broken off.

Takes ``.argosmodel`` files and offers, gives packages in lattlast's own folder, their SHA-256 in the lock. A package is
unpacked beside its place and swapped in: what was there before stays until the new one is whole. It does not know how a
model is run.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lattlast.errors import EngineMissingError, InputError, OutputError
from lattlast.translation import packages
from lattlast.translation.downloads import TIMEOUT, download

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lattlast.translation.downloads import Progress
    from lattlast.translation.index import Offer
    from lattlast.translation.packages import Package

_LARGEST_UNPACKED = 4_000_000_000
_CHUNK = 1 << 20
_MODEL = "model/model.bin"
_KEPT = frozenset({"metadata.json", "README.md", *packages.TOKENIZERS})


def install_file(path: Path, *, digest: str = "") -> Package:
    """Install a package from a ``.argosmodel`` file and record its SHA-256.

    Raises InputError where the file is no whole package or has not the SHA-256 `digest`, OutputError where the disk is
    full; then nothing has changed.
    """
    if digest and _digest(path) != digest:
        raise _not_a_package(path.name, "it does not have the SHA-256 that the index or models.sha256 tells")
    with _opened(path) as archive, _unpacking(path.name):
        root = _safe_root(archive, name=path.name)
        folder = packages.data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as scratch:
            _extract(archive, root, Path(scratch))
            fresh = packages.read_package(Path(scratch) / root)
            if fresh is None:
                raise _not_a_package(path.name, "its metadata.json cannot be read")
            return _swap_in(fresh, folder / root, Path(scratch) / "old")


def install_offer(offer: Offer, *, progress: Progress, timeout: float = TIMEOUT) -> Package:
    """Download a package, going on from what an earlier try left, and install it."""
    name = f"{offer.source}-{offer.target}-{offer.version}".replace("/", "-")
    path = packages.data_folder().parent / "downloads" / f"{name}.argosmodel"
    if not path.is_file():  # it is there where the disk was too full to unpack it
        _download(offer, path, progress=progress, timeout=timeout)
    try:
        package = install_file(path, digest=offer.digest)
    except InputError:
        path.unlink()
        raise
    path.unlink()
    return package


def _download(offer: Offer, path: Path, *, progress: Progress, timeout: float) -> None:
    """Try the offer's addresses in turn."""
    problem = EngineMissingError("The index gives no safe address for the package.", hint="Check models.index.")
    for link in offer.links:
        try:
            return download(link, path, progress=progress, timeout=timeout)
        except EngineMissingError as error:
            problem = error
    raise problem


def _swap_in(fresh: Package, place: Path, old: Path) -> Package:
    """Put a package in its place and record it; where that fails, put the old one back."""
    digest = packages.digest_of(fresh.path)
    if place.exists():
        place.replace(old)
    try:
        fresh.path.replace(place)
        packages.write_lock({**packages.read_lock(), place.name: digest})
    except OSError:
        if old.exists():
            shutil.rmtree(place, ignore_errors=True)
            old.replace(place)
        raise
    made = replace(fresh, path=place, digest=digest)
    packages.remove_older(made)
    return made


def _extract(archive: zipfile.ZipFile, root: str, folder: Path) -> None:
    """Unpack what a translation needs; what else a package brings (a sentence splitter) is left in it."""
    for info in archive.infolist():
        inside = str(PurePosixPath(info.filename).relative_to(root))
        if not info.is_dir() and (inside in _KEPT or inside.startswith("model/")):
            archive.extract(info, folder)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise _not_a_package(path.name, "it is not a whole zip file") from error
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.", hint="Give the path of an .argosmodel file."
        ) from error
    with archive:
        yield archive


@contextmanager
def _unpacking(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
        raise _not_a_package(name, "it is damaged") from error
    except OSError as error:
        raise OutputError(
            f"{packages.data_folder()} cannot be written: {error.strerror or error}.",
            hint="Free some space or mend its rights. What was installed before still works.",
        ) from error


def _not_a_package(name: str, reason: str) -> InputError:
    return InputError(f"{name} is not an Argos Translate package: {reason}.", hint="Download it again.")


def _safe_root(archive: zipfile.ZipFile, *, name: str) -> str:
    """Give the one folder that a package holds; refuse names that lead outside it and sizes beyond reason."""
    paths = [PurePosixPath(info.filename) for info in archive.infolist()]
    roots = {path.parts[0] for path in paths if path.parts}
    outside = any(path.is_absolute() or ".." in path.parts or "\\" in str(path) or ":" in str(path) for path in paths)
    size = sum(info.file_size for info in archive.infolist())
    if outside or len(roots) != 1 or size > _LARGEST_UNPACKED:
        raise _not_a_package(name, "what it holds is not safe to unpack")
    root = roots.pop()
    inside = {str(path.relative_to(root)) for path in paths}
    for needed in ("metadata.json", _MODEL):
        if needed not in inside:
            raise _not_a_package(name, f"it has no {needed}")
    if inside.isdisjoint(packages.TOKENIZERS):
        raise _not_a_package(name, "it has no tokenizer")
    return root


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                total.update(chunk)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Download it again.") from error
    return total.hexdigest()
