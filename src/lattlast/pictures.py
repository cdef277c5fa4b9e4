"""Pictures that lie on other sites, fetched where the user asks for it.

Takes a document, gives its pictures' files by their address, and a Finding for each that cannot be had. A file is
judged by its own bytes, whatever its server calls it. Where a server fails, the picture of an earlier build stands. It
does not know how a picture is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lattlast import addresses, store
from lattlast.errors import InputError
from lattlast.model import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lattlast.model import Block, Document
    from lattlast.store import Blobs

_LIMITS = addresses.Limits(wait=5, total=15, size=10_000_000)
_MOST = 50
_CODE = "picture-not-fetched"


@dataclass(frozen=True, slots=True)
class Pictures:
    """Picture files by the address that the document gives, and what a person should know of them."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def fetch(document: Document, *, kept: Blobs, allow_private: bool = False) -> Pictures:
    """Get the pictures of a document that lie at addresses, and keep them for the day on which they are gone."""
    figures = {
        block.attrs["src"]: block for block in document.walk() if addresses.is_address(block.attrs.get("src", ""))
    }
    files, findings = {}, []
    for count, (address, figure) in enumerate(figures.items()):
        try:
            _require_few(count)
            files[address] = _picture(address, allow_private=allow_private)
            kept.add_blob(_key(address), files[address])
        except InputError as error:
            before = kept.blob(_key(address))
            files |= {address: before} if before else {}
            findings.append(_told(figure, error, stands=before is not None))
    return Pictures(files, tuple(findings))


def _key(address: str) -> str:
    return store.key("picture", address)


def _require_few(count: int) -> None:
    if count >= _MOST:
        raise InputError(f"The article has more than {_MOST} pictures on other sites.")


def _picture(address: str, *, allow_private: bool) -> bytes:
    from lattlast.publishing.images import inspect

    found = addresses.fetch(address, allow_private=allow_private, limits=_LIMITS, wanted=addresses.PICTURE)
    if inspect(found.data) is None:
        raise InputError(f"{address} is no picture that a page can show safely: PNG, JPEG, GIF, WebP or plain SVG.")
    return found.data


def _told(figure: Block, error: InputError, *, stands: bool) -> Finding:
    segment = next((segment.id for block in figure.walk() for segment in block.segments), "")
    if stands:
        return Finding(_CODE, "info", f"{error.message} The picture of an earlier build stands.", segment)
    return Finding(_CODE, "warning", f"{error.message} The page links to the picture instead.", segment)
