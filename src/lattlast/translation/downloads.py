"""Downloads that can be broken off: what came before a break is kept, and the next try goes on from there.

Takes an address and a place, gives a whole file there. Beside it, ``<name>.part`` holds what has come and
``<name>.part.json`` of which version of the file it is. It does not know what the file is.
"""

from __future__ import annotations

import http.client
import json
import shutil
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lattlast.errors import EngineMissingError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Progress = Callable[[int, int], None]

TIMEOUT = 30.0  # seconds without a byte
_LARGEST = 4_000_000_000
_LARGEST_FETCHED = 50_000_000
_CHUNK = 1 << 16
_PARTIAL, _NOT_SATISFIABLE = 206, 416
_BY_FILE = "Check the connection, or install from a file: lattlast models install FILE.argosmodel"


@dataclass(frozen=True, slots=True)
class _Version:
    """Which version of a file a part belongs to: where it came from, its mark (ETag or date) and its whole size."""

    address: str
    mark: str
    size: int


class _BrokenOffError(Exception):
    """The connection ended, or was silent for too long, before the file was whole."""


def download(address: str, place: Path, *, progress: Progress, timeout: float = TIMEOUT) -> None:
    """Download a file to `place`, going on from what an earlier try left, as often as something more comes.

    `progress` is called with the bytes that are there and the bytes expected (0 where the server does not say). Raises
    EngineMissingError where the network fails and OutputError where the disk does; what has come stays.
    """
    part = place.with_name(f"{place.name}.part")
    with _writing(part):
        place.parent.mkdir(parents=True, exist_ok=True)
    while True:
        before = _size(part)
        try:
            _receive(address, part, progress=progress, timeout=timeout)
        except _BrokenOffError as error:
            if _size(part) <= before:
                raise _broken_off(address, part, error) from error
        else:
            break
    with _writing(place):
        part.replace(place)
        _record(part).unlink(missing_ok=True)


def fetch(address: str, *, timeout: float = TIMEOUT) -> bytes:
    """Fetch a small file into memory; raise EngineMissingError where that fails."""
    with _network(address), _opened(address, {}, timeout) as response:
        data: bytes = response.read(_LARGEST_FETCHED)
    return data


def _receive(address: str, part: Path, *, progress: Progress, timeout: float) -> None:
    """Receive what is missing of a file; start over where the server has another version of it by now."""
    known = _version(part)
    got = _size(part) if known and known.address == address and known.mark else 0
    if known and got and got == known.size:
        return
    headers = {"Range": f"bytes={got}-", "If-Range": known.mark} if known and got else {}
    with _network(address), _opened(address, headers, timeout) as response:
        got = got if response.status == _PARTIAL and _begins_at(response) == got else 0
        version = _version_of(address, response, got)
        _require_room(part, version.size - got)
        with _writing(part):
            _record(part).write_text(json.dumps(asdict(version)), encoding="utf-8")
        _append(response, part, got, version.size, progress)


def _append(response: Any, part: Path, got: int, size: int, progress: Progress) -> None:  # noqa: ANN401  (urllib's)
    with _writing(part), part.open("r+b" if got else "wb") as file:
        file.seek(got)
        while chunk := _chunk(response):
            file.write(chunk)
            got += len(chunk)
            progress(got, size)
            if got > _LARGEST:
                raise EngineMissingError(f"{response.url} is larger than any package.", hint="Check the address.")
    if size and got != size:
        raise _BrokenOffError("the connection ended")


def _chunk(response: Any) -> bytes:  # noqa: ANN401  (urllib's)
    """Read on; a break of the connection must not pass for a fault of the disk."""
    try:
        data: bytes = response.read1(_CHUNK)
    except (OSError, http.client.HTTPException) as error:
        raise _BrokenOffError(str(error) or "the connection ended") from error
    return data


def _opened(address: str, headers: dict[str, str], timeout: float) -> Any:  # noqa: ANN401  (urllib's)
    request = urllib.request.Request(address, headers={"User-Agent": "lattlast", **headers})  # noqa: S310  (see index.py)
    try:
        return urllib.request.urlopen(request, timeout=timeout)  # noqa: S310
    except urllib.error.HTTPError as error:
        error.close()
        if error.code != _NOT_SATISFIABLE or not headers:
            raise
        return _opened(address, {}, timeout)


@contextmanager
def _network(address: str) -> Iterator[None]:
    """Turn what opening an address raises into an EngineMissingError."""
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or str(error) or type(error).__name__
        raise EngineMissingError(f"{address} cannot be downloaded: {reason}.", hint=_BY_FILE) from error


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Free some space or mend its rights; the same command goes on from what has come.",
        ) from error


def _require_room(part: Path, wanted: int) -> None:
    free = shutil.disk_usage(part.parent).free
    if wanted > free:
        raise OutputError(
            f"{part.parent} has room for {_megabytes(free)}, and {_megabytes(wanted)} are to come.",
            hint="Free some space; the same command goes on from what has come.",
        )


def _broken_off(address: str, part: Path, error: Exception) -> EngineMissingError:
    known = _version(part)
    whole = f" of {_megabytes(known.size)}" if known and known.size else ""
    return EngineMissingError(
        f"The download of {address} broke off at {_megabytes(_size(part))}{whole}: {error}.",
        hint="Run the same command again: it goes on from there.",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _record(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _version(part: Path) -> _Version | None:
    with suppress(OSError, ValueError, TypeError):
        return _Version(**json.loads(_record(part).read_text(encoding="utf-8")))
    return None


def _version_of(address: str, response: Any, got: int) -> _Version:  # noqa: ANN401  (urllib's)
    mark = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
    length = int(response.headers.get("Content-Length") or 0)
    return _Version(address, "" if mark.startswith("W/") else mark, got + length if length else 0)


def _begins_at(response: Any) -> int:  # noqa: ANN401  (urllib's)
    """Give the first byte of a partial answer: ``bytes 100-199/200``."""
    _, _, span = str(response.headers.get("Content-Range") or "").partition(" ")
    begin = span.partition("-")[0]
    return int(begin) if begin.isdecimal() else -1
