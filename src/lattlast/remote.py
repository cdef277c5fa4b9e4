"""Folders on other machines, by their address: s3://, sftp:// and whatever else fsspec knows.

Takes addresses and local folders, copies whole files between them. A build works on this machine, on a copy; what has
not changed is not copied again. Credentials come from where the library of each kind of address looks for them, never
from the address. It does not know what an article is.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lattlast import store
from lattlast.errors import ConfigError, OutputError
from lattlast.known_hosts import require_known_hosts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FileSystem = Any  # what an optional library without types gives

_PAGES = ("http", "https")  # a page's address; reading fetches it by itself
_FOREIGN = (("botocore.exceptions", "BotoCoreError"), ("paramiko", "SSHException"))
_SFTP = {"sftp", "ssh"}
_LAST = "index.html"
_HINT = (
    "Check the address, the connection, and the credentials of this kind of storage (docs/how-to/remote-folders.md). "
    "An SFTP server has to be known: connect to it with ssh once, and compare its key."
)


def is_remote(name: str) -> bool:
    """Say whether a name is the address of a folder or file on another machine."""
    scheme, mark, _ = name.partition("://")
    return bool(mark) and scheme.lower() not in _PAGES


def mirror(address: str, folder: Path) -> Path:
    """Copy a folder, or one file, from an address; give the copy. What is gone there is gone here too."""
    with _errors(address):
        files, root = _open(address)
        found = {path: files.ukey(path) for path in files.find(root)}
        single = list(found) == [root]
        place = folder / store.key(address)[:16]
        before = _state(place / _STATE)
        names = {path: path.rpartition("/")[2] if single else _relative(path, root) for path in found}
        for path, name in names.items():
            target = _inside(place, name)
            if before.get(name) != found[path] or not target.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                files.get_file(path, str(target))
        for gone in before.keys() - set(names.values()):
            _inside(place, gone).unlink(missing_ok=True)
        _write_state(place / _STATE, {name: found[path] for path, name in names.items()})
        return place / next(iter(names.values())) if single and found else place


def send(folder: Path, address: str, *, state: Path) -> int:
    """Copy a folder's files to an address: what pages need first, the index last; give how many were copied.

    `state` is a file that remembers what was sent. Nothing is deleted there.
    """
    with _errors(address):
        files, root = _open(address)
        before, sent = _state(state), 0
        for path in sorted(_files(folder), key=_order):
            name, data = "/".join(path), folder.joinpath(*path).read_bytes()
            digest = store.digest(data)
            if before.get(name) != digest:
                _put(files, f"{root}/{name}", data)
                before[name], sent = digest, sent + 1
                _write_state(state, before)
        return sent


def _files(folder: Path) -> list[tuple[str, ...]]:
    found = (path.relative_to(folder).parts for path in folder.rglob("*") if path.is_file())
    return [parts for parts in found if not any(part.startswith(".") for part in parts)]


def _order(path: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Sort shared files before pages, an article's manifest after its files, what lists all articles at the end."""
    if len(path) == 1:
        return (4 if path[0] == _LAST else 3), path
    if path[0] == "assets":
        return 0, path
    return (2 if path[-1] == "manifest.json" else 1), path


def _put(files: FileSystem, path: str, data: bytes) -> None:
    """Write a file so that nobody sees half of it: object stores do so by themselves, others by a rename."""
    parent, _, name = path.rpartition("/")
    files.makedirs(parent, exist_ok=True)
    if not _renames(files):
        files.pipe_file(path, data)
        return
    scratch = f"{parent}/.new-{name}"
    files.pipe_file(scratch, data)
    if not _replaces(files):
        with suppress(FileNotFoundError):
            files.rm_file(path)
    files.mv(scratch, path)


def _renames(files: FileSystem) -> bool:
    return bool({*_SFTP, "smb", "webdav", "ftp"} & set(_protocols(files)))


def _replaces(files: FileSystem) -> bool:
    """Say whether a rename takes the place of a file that is there."""
    return bool(_SFTP & set(_protocols(files)))


def _protocols(files: FileSystem) -> tuple[str, ...]:
    return (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)


def _open(address: str) -> tuple[FileSystem, str]:
    if urlsplit(address).password:
        raise ConfigError(
            "An address must not hold a password.", hint="Put it where the storage's own tools look for it."
        )
    if urlsplit(address).scheme in _SFTP:
        require_known_hosts()
    files, root = import_module("fsspec").core.url_to_fs(address, skip_instance_cache=True)
    return files, str(root).rstrip("/")


def _relative(path: str, root: str) -> str:
    return path.removeprefix(root).lstrip("/")


def _inside(folder: Path, name: str) -> Path:
    """Give a place below a folder; a name that leads out of it is refused."""
    path = (folder / name).resolve()
    if folder.resolve() not in path.parents:
        raise OutputError(f"“{name}” leads out of the folder that it is in.", hint="Rename it there.")
    return path


_STATE = ".fetched.json"


def _state(path: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        return dict(json.loads(path.read_bytes()))
    return {}


def _write_state(path: Path, state: dict[str, str]) -> None:
    store.write_file(path, json.dumps(state).encode())


@contextmanager
def _errors(address: str) -> Iterator[None]:
    foreign = [getattr(sys.modules[name], kind) for name, kind in _FOREIGN if name in sys.modules]
    try:
        yield
    except ImportError as error:
        raise ConfigError(
            f"{address} needs a library that is not here: {error}.", hint="pip install 'lattlast[remote]'"
        ) from error
    except (OSError, ValueError, NotImplementedError, *foreign) as error:
        raise OutputError(f"{address} cannot be used: {error}.", hint=_HINT) from error
