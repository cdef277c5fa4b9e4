"""Argos Translate packages: find what is installed, verify it, read it.

Takes folders, gives `Package` values and the bytes of their models. A package is a zip file with one folder in it
(``.argosmodel``) or that folder unpacked. lattlast's own starter model lies in the package data; what it installs lies
in the user's data folder; what Argos Translate itself has installed is used where it is. It does not know how a package
gets here, nor how a model is run.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lattlast import packaged
from lattlast.errors import EngineError, EngineMissingError
from lattlast.languages import english_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LOCK = "packages.lock.json"
TOKENIZERS = ("sentencepiece.model", "bpe.model")


@dataclass(frozen=True, slots=True)
class Package:
    """A translation package in place. `digest` is the SHA-256 that it must have, or empty where none was recorded."""

    source: str
    target: str
    version: str
    path: Path
    digest: str = ""
    starter: bool = False

    @property
    def title(self) -> str:
        """Name the package for people."""
        kind = "lattlast starter model" if self.starter else "Argos Translate package"
        return f"{kind} {english_name(self.source)} → {english_name(self.target)} {self.version}"

    @property
    def install_command(self) -> str:
        """Give the command that installs the pair's package from the index."""
        return install_command(self.source, self.target)

    @property
    def fingerprint(self) -> str:
        """Identify the model by pair, version and digest; without a recorded digest by the files' sizes."""
        return f"{self.source}-{self.target}-{self.version}-{self.digest or _sizes(self.path)}"


def install_command(source: str, target: str) -> str:
    """Give the command that installs a pair's package from the index."""
    return f"lattlast models install {source} {target}"


def data_folder() -> Path:
    """Give the folder in which lattlast keeps what it installs for this user."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "lattlast" / "packages"


def argos_folder() -> Path:
    """Give the folder in which Argos Translate keeps its packages, without importing it: that would create folders."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(os.environ.get("ARGOS_PACKAGES_DIR") or Path(base) / "argos-translate" / "packages")


def installed() -> list[Package]:
    """List all packages in falling precedence: lattlast's own folder, Argos Translate's, the starter model.

    In each folder the newest version of a pair goes first.
    """
    lock = read_lock()
    own = [read_package(path, digest=lock.get(path.name, "")) for path in _folders(data_folder())]
    argos = [read_package(path) for path in _folders(argos_folder())]
    return [*_newest_first(own), *_newest_first(argos), *_starters()]


def tag(code: str) -> str:
    """Give the BCP 47 tag of a language that Argos Translate has another code for: pb is Brazilian Portuguese."""
    named: str = packaged.table("translation/argos")["codes"].get(code, code)
    return named


def is_installed(source: str, target: str) -> bool:
    """Say whether a pair has a package other than a starter model."""
    return any((found.source, found.target) == (source, target) and not found.starter for found in installed())


def newest_first(version: str) -> tuple[int, ...]:
    """Give the key by which versions are sorted, the newest first: 1.10 before 1.9."""
    return tuple(-int(part) if part.isdecimal() else 0 for part in version.split("."))


def find(source: str, target: str) -> Package:
    """Give the best package for a pair; raise EngineMissingError with the command that installs one, if one exists."""
    for package in installed():
        if (package.source, package.target) == (source, target):
            return package
    raise _missing(source, target)


def _missing(source: str, target: str) -> EngineMissingError:
    known = packaged.table("translation/argos")
    other = target if source == "en" else source
    if "en" in {source, target} and other not in known["languages"]:
        return EngineMissingError(
            f"There is no model for {english_name(other)} ({other}): Argos Translate had none in {known['asked']}.",
            hint=f"It had {', '.join(known['languages'])}. Is there one by now? lattlast models list --available",
        )
    return EngineMissingError(
        f"No model translates {english_name(source)} ({source}) to {english_name(target)} ({target}) here.",
        hint=install_command(source, target),
    )


def route(source: str, target: str) -> tuple[Package, ...]:
    """Find the packages from source to target: one, or two by way of English."""
    try:
        return (find(source, target),)
    except EngineMissingError:
        if "en" in {source, target}:
            raise
        return find(source, "en"), find("en", target)


def verify(package: Package) -> None:
    """Compare a package with its recorded SHA-256; raise EngineError where it differs or cannot be read."""
    contents(package)


def contents(package: Package) -> Mapping[str, bytes]:
    """Read a package's files into memory, by their path inside it (``model/model.bin``), and verify them."""
    try:
        data, digest = _read(package.path)
    except (OSError, zipfile.BadZipFile) as error:
        raise EngineError(f"{package.title} cannot be read: {error}", hint=_again(package)) from error
    if package.digest and digest != package.digest:
        raise EngineError(
            f"{package.title} is damaged: {package.path} does not have the SHA-256 that was recorded.",
            hint=_again(package),
        )
    return data


def digest_of(folder: Path) -> str:
    """Give the SHA-256 of an unpacked package: that of its files' names and hashes."""
    return _read(folder)[1]


def _again(package: Package) -> str:
    return "Install lattlast again." if package.starter else package.install_command


def remove(source: str, target: str) -> Package:
    """Remove a package that `install` put in place."""
    package = find(source, target)
    if data_folder() not in package.path.parents:
        raise EngineMissingError(
            f"{package.title} was not installed by lattlast, so it stays: {package.path}",
            hint="Packages of Argos Translate are removed with argospm; the starter model belongs to lattlast.",
        )
    _remove(package)
    return package


def remove_older(newer: Package) -> None:
    """Remove what lattlast installed of the same pair in an older version."""
    own = filter(None, map(read_package, _folders(data_folder())))
    for package in own:
        is_pair = (package.source, package.target) == (newer.source, newer.target)
        if is_pair and newest_first(package.version) > newest_first(newer.version):
            _remove(package)


def _remove(package: Package) -> None:
    shutil.rmtree(package.path, ignore_errors=True)
    if not package.path.exists():
        write_lock({name: digest for name, digest in read_lock().items() if name != package.path.name})


def _starters() -> Iterator[Package]:
    folder = Path(str(files("lattlast").joinpath("data/models")))
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        yield _required(read_package(folder / name, digest=digest, starter=True))


def _required(package: Package | None) -> Package:
    if package is None:
        raise EngineError("The starter model that lattlast brings is damaged.", hint="Install lattlast again.")
    return package


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _newest_first(found: Iterable[Package | None]) -> list[Package]:
    return sorted(filter(None, found), key=lambda package: newest_first(package.version))


def read_package(path: Path, *, digest: str = "", starter: bool = False) -> Package | None:
    """Read a package's metadata; None where there is none, so that a stray folder harms nobody."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, StopIteration, zipfile.BadZipFile):
        metadata = json.loads(_metadata(path))
        pair = (tag(str(metadata["from_code"])), tag(str(metadata["to_code"])))
        return Package(*pair, str(metadata["package_version"]), path, digest, starter)
    return None


def _metadata(path: Path) -> bytes:
    if path.is_dir():
        return (path / "metadata.json").read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(next(name for name in archive.namelist() if PurePosixPath(name).name == "metadata.json"))


def _read(path: Path) -> tuple[dict[str, bytes], str]:
    """Give a package's files and the SHA-256 of the whole."""
    if path.is_file():
        packed = path.read_bytes()
        return dict(_unzipped(packed)), hashlib.sha256(packed).hexdigest()
    data = dict(_unpacked(path))
    total = hashlib.sha256()
    for name, content in data.items():
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return data, total.hexdigest()


def _unzipped(packed: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                yield name.partition("/")[2], archive.read(name)


def _unpacked(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in ("metadata.json", *TOKENIZERS):
        if (folder / name).is_file():
            yield name, (folder / name).read_bytes()
    for path in sorted((folder / "model").iterdir()):
        yield f"model/{path.name}", path.read_bytes()


def _sizes(path: Path) -> str:
    listed = sorted(f"{file.relative_to(path)}:{file.stat().st_size}" for file in path.rglob("*") if file.is_file())
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()[:16]


def read_lock() -> dict[str, str]:
    """Give the recorded SHA-256 of each package that lattlast installed, by the name of its folder."""
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads((data_folder().parent / LOCK).read_text(encoding="utf-8")))
    return {}


def write_lock(lock: Mapping[str, str]) -> None:
    """Record the SHA-256 of packages."""
    path = data_folder().parent / LOCK
    scratch = path.with_suffix(".new")
    scratch.write_text(json.dumps(dict(sorted(lock.items())), indent=1), encoding="utf-8")
    scratch.replace(path)
