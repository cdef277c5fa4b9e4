"""Argos Translate packages: find what is installed, verify it, install more.

Takes folders and package files, gives `Package` values and the bytes of their models. A package is a zip file with one
folder in it (``.argosmodel``) or that folder unpacked. lattlast's own starter model lies in the package data; what
`install` puts in place lies in the user's data folder; what Argos Translate itself has installed is used where it is.
It does not know how a model is run.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import tempfile
import urllib.error
import urllib.request
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lattlast.errors import EngineError, EngineMissingError, InputError, OutputError
from lattlast.languages import english_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LOCK = "packages.lock.json"
_LARGEST_PACKAGE = 2_000_000_000
_LARGEST_UNPACKED = 4_000_000_000
_TIMEOUT = 30.0
_CHUNK = 1 << 16


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
    """List all packages in falling precedence: lattlast's own folder, Argos Translate's, the starter model."""
    lock = _read_lock()
    own = [_package(path, digest=lock.get(path.name, "")) for path in _candidates(data_folder())]
    argos = [_package(path) for path in _candidates(argos_folder())]
    return [package for package in (*own, *argos, *_starters()) if package is not None]


def find(source: str, target: str) -> Package:
    """Give the best package for a pair; raise EngineMissingError with the command that installs one."""
    for package in installed():
        if (package.source, package.target) == (source, target):
            return package
    raise EngineMissingError(
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
    """Compare a package with its recorded SHA-256; raise EngineError where it differs."""
    if package.digest and _digest(package.path) != package.digest:
        raise EngineError(
            f"{package.title} is damaged: {package.path} does not have the SHA-256 that was recorded.",
            hint="Install lattlast again." if package.starter else package.install_command,
        )


def contents(package: Package) -> Mapping[str, bytes]:
    """Verify a package and read its files into memory, by their path inside it (``model/model.bin``)."""
    verify(package)
    try:
        return dict(_unzipped(package.path) if package.path.is_file() else _unpacked(package.path))
    except (OSError, zipfile.BadZipFile) as error:
        raise EngineError(
            f"{package.title} cannot be read: {error}",
            hint=package.install_command,
        ) from error


def install_file(path: Path) -> Package:
    """Install a package from a ``.argosmodel`` file and record its SHA-256."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.", hint="Give the path of an .argosmodel file."
        ) from error
    return _install(data, name=path.name)


def install_pair(source: str, target: str, *, progress: Callable[[int, int], None]) -> list[Package]:
    """Install the packages that a pair needs from the Argos index, by way of English where it has no direct one.

    `progress` is called with the bytes received and the bytes expected (0 where the server does not say).
    """
    index = _index()
    straight = (source, target) in index or "en" in {source, target}
    wanted = [(source, target)] if straight else [(source, "en"), ("en", target)]
    for origin, to in wanted:
        if (origin, to) not in index:
            offered = ", ".join(sorted(there for here, there in index if here == origin)) or "none"
            raise EngineMissingError(
                f"Argos Translate has no package from {english_name(origin)} to {english_name(to)}.",
                hint=f"It has these from {origin}: {offered}.",
            )
    missing = [pair for pair in wanted if not _is_installed(pair)] or wanted[-1:]
    return [_install(_download(index[pair], progress=progress), name="-".join(pair)) for pair in missing]


def remove(source: str, target: str) -> Package:
    """Remove a package that `install` put in place."""
    package = find(source, target)
    if data_folder() not in package.path.parents:
        raise EngineMissingError(
            f"{package.title} was not installed by lattlast, so it stays: {package.path}",
            hint="Packages of Argos Translate are removed with argospm; the starter model belongs to lattlast.",
        )
    shutil.rmtree(package.path)
    _write_lock({name: digest for name, digest in _read_lock().items() if name != package.path.name})
    return package


def _starters() -> Iterator[Package]:
    folder = Path(str(files("lattlast").joinpath("data/models")))
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        yield _required(_package(folder / name, digest=digest, starter=True))


def _required(package: Package | None) -> Package:
    if package is None:
        raise EngineError("The starter model that lattlast brings is damaged.", hint="Install lattlast again.")
    return package


def _is_installed(pair: tuple[str, str]) -> bool:
    return any((package.source, package.target) == pair and not package.starter for package in installed())


def _candidates(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _package(path: Path, *, digest: str = "", starter: bool = False) -> Package | None:
    """Read a package's metadata; None where there is none, so that a stray folder harms nobody."""
    with contextlib.suppress(OSError, ValueError, KeyError, StopIteration, zipfile.BadZipFile):
        metadata = json.loads(_metadata(path))
        return Package(metadata["from_code"], metadata["to_code"], metadata["package_version"], path, digest, starter)
    return None


def _metadata(path: Path) -> bytes:
    if path.is_dir():
        return (path / "metadata.json").read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(next(name for name in archive.namelist() if PurePosixPath(name).name == "metadata.json"))


def _unzipped(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                yield name.partition("/")[2], archive.read(name)


def _unpacked(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in ("metadata.json", "sentencepiece.model", "bpe.model"):
        if (folder / name).is_file():
            yield name, (folder / name).read_bytes()
    for path in sorted((folder / "model").iterdir()):
        yield f"model/{path.name}", path.read_bytes()


def _digest(path: Path) -> str:
    """Give the SHA-256 of a file, or of a folder's files with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    total = hashlib.sha256()
    for name, data in _unpacked(path):
        total.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return total.hexdigest()


def _sizes(path: Path) -> str:
    listed = sorted(f"{file.relative_to(path)}:{file.stat().st_size}" for file in path.rglob("*") if file.is_file())
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()[:16]


def _install(data: bytes, *, name: str) -> Package:
    """Unpack beside the place, then swap in: a package that was there before stays until the new one is whole."""
    folder = data_folder()
    with _readable_zip(data, name=name) as archive, _unpacking(folder, name=name):
        root = _safe_root(archive, name=name)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            archive.extractall(scratch)
            fresh = _package(Path(scratch) / root)
            if fresh is None:
                raise _not_a_package(name, "its metadata.json cannot be read")
            place = folder / root
            shutil.rmtree(place, ignore_errors=True)
            fresh.path.replace(place)
        digest = _digest(place)
        _write_lock({**_read_lock(), root: digest})
    return replace(fresh, path=place, digest=digest)


@contextmanager
def _unpacking(folder: Path, *, name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise _not_a_package(name, "it is damaged") from error
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written: {error.strerror}.", hint="Free some space or mend its rights."
        ) from error


def _readable_zip(data: bytes, *, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise _not_a_package(name, "it is not a whole zip file") from error


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
    if PurePosixPath(root, "metadata.json") not in paths:
        raise _not_a_package(name, "it has no metadata.json")
    return root


def _index() -> dict[tuple[str, str], list[str]]:
    """Fetch the Argos index: the addresses of the newest package for each pair."""
    from argostranslate import package, settings

    data = _fetch(settings.remote_package_index, progress=lambda _got, _all: None)
    Path(settings.local_package_index).write_bytes(data)
    return {
        (found.from_code, found.to_code): list(found.links)
        for found in package.get_available_packages()
        if found.type == "translate"
    }


def _download(links: list[str], *, progress: Callable[[int, int], None]) -> bytes:
    problem: EngineMissingError | None = None
    for link in (link for link in links if link.startswith(("https://", "http://127.0.0.1"))):
        try:
            return _fetch(link, progress=progress)
        except EngineMissingError as error:
            problem = error
    raise problem or EngineMissingError("The index gives no address for the package.", hint="Try again later.")


def _fetch(address: str, *, progress: Callable[[int, int], None]) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": "lattlast"})  # noqa: S310  (schemes are checked)
    received = io.BytesIO()
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310
            expected = int(response.headers.get("Content-Length") or 0)
            while chunk := response.read(_CHUNK):
                received.write(chunk)
                progress(received.tell(), expected)
                if received.tell() > _LARGEST_PACKAGE:
                    raise EngineMissingError(f"{address} is larger than any package.", hint="Check the address.")
    except (urllib.error.URLError, OSError) as error:
        raise EngineMissingError(
            f"{address} cannot be downloaded: {getattr(error, 'reason', error)}.",
            hint="Check the connection, or install from a file: lattlast models install FILE.argosmodel",
        ) from error
    if expected and received.tell() != expected:
        raise EngineMissingError(f"The download of {address} broke off.", hint="Run the command again.")
    return received.getvalue()


def _read_lock() -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads((data_folder().parent / LOCK).read_text(encoding="utf-8")))
    return {}


def _write_lock(lock: Mapping[str, str]) -> None:
    path = data_folder().parent / LOCK
    scratch = path.with_suffix(".new")
    scratch.write_text(json.dumps(dict(sorted(lock.items())), indent=1), encoding="utf-8")
    scratch.replace(path)
