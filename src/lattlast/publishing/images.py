"""The article's pictures, as far as a page can show them.

Takes an image file's bytes, gives its type and its size in pixels, read from the header; publishes the files under
names that are safe. It does not decode pixels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lattlast.model import Artefact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lattlast.model import Document

_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Image:
    """An image file: its extension, and its width and height in pixels."""

    extension: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A published image: its path in the article's folder, its size and its file."""

    path: str
    image: Image
    data: bytes

    @property
    def artefact(self) -> Artefact:
        """The image's file."""
        return Artefact(self.path, self.data)


def pictures(documents: Iterable[Document], images: Mapping[str, bytes]) -> dict[str, Picture]:
    """Find the file of every figure by its src, or by the last part of it; one that cannot be shown is left out."""
    sources = dict.fromkeys(
        block.attrs.get("src", "") for document in documents for block in document.walk() if block.kind == "figure"
    )
    found = {src: images.get(src) or images.get(_basename(src)) for src in sources}
    return {src: picture for src, data in found.items() if data and (picture := _picture(src, data))}


def inspect(data: bytes) -> Image | None:
    """Read the type and the size of a PNG, JPEG, GIF, WebP or SVG file; None for anything else.

    An SVG that holds a script is refused: it would run for whoever opens the file itself.
    """
    for extension, read in _READERS.items():
        size = read(data)
        if size and min(size) > 0:
            return Image(extension, *size)
    return None


def _picture(src: str, data: bytes) -> Picture | None:
    image = inspect(data)
    if image is None:
        return None
    stem = re.sub(r"[^\w-]+", "-", _basename(src).rpartition(".")[0], flags=re.ASCII).strip("-").lower()[:60]
    digest = sha256(data).hexdigest()[:_DIGITS]
    return Picture(f"images/{stem or 'image'}.{digest}.{image.extension}", image, data)


def _basename(src: str) -> str:
    return re.split(r"[/\\]", unquote(re.split(r"[?#]", src)[0]))[-1]


def _png(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        return None
    return _big(data, 16, 4), _big(data, 20, 4)


def _gif(data: bytes) -> tuple[int, int] | None:
    return (_little(data, 6, 2), _little(data, 8, 2)) if data.startswith((b"GIF87a", b"GIF89a")) else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (SOF0 to SOF15, but for DHT, JPG and DAC)."""
    if not data.startswith(b"\xff\xd8"):
        return None
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004  (every marker begins with it)
        marker = data[place + 1]
        if marker in _FRAMES:
            return _big(data, place + 7, 2), _big(data, place + 5, 2)
        place += 1 if marker == 0xFF else 2 + _big(data, place + 2, 2)  # noqa: PLR2004  (fill bytes may precede it)
    return None


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _webp(data: bytes) -> tuple[int, int] | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    match data[12:16]:
        case b"VP8 ":
            return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF
        case b"VP8L":
            bits = _little(data, 21, 4)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return _little(data, 24, 3) + 1, _little(data, 27, 3) + 1
    return None


_ROOT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>|\s)*(<svg\b[^>]*>)", re.DOTALL)
_ACTIVE = re.compile(rb"<!ENTITY|<\s*(?:\w+:)?(?:script|foreignObject|iframe)|\son\w+\s*=|javascript:", re.IGNORECASE)
_VIEW_BOX = re.compile(rb"""\sviewBox\s*=\s*["'][-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")
_LENGTH = rb"""\s%b\s*=\s*["']([\d.]+)(?:px)?\s*["']"""


def _svg(data: bytes) -> tuple[int, int] | None:
    root = _ROOT.match(data)
    if root is None or _ACTIVE.search(data):
        return None
    width, height = (re.search(_LENGTH % name, root[1]) for name in (b"width", b"height"))
    if width and height:
        return _pixels(width[1]), _pixels(height[1])
    box = _VIEW_BOX.search(root[1])
    return (_pixels(box[1]), _pixels(box[2])) if box else None


def _pixels(length: bytes) -> int:
    try:
        return ceil(float(length))
    except ValueError:
        return 0


def _big(data: bytes, start: int, size: int) -> int:
    return int.from_bytes(data[start : start + size], "big")


def _little(data: bytes, start: int, size: int) -> int:
    return int.from_bytes(data[start : start + size], "little")


_READERS: Mapping[str, Callable[[bytes], tuple[int, int] | None]] = {
    "png": _png,
    "jpg": _jpeg,
    "gif": _gif,
    "webp": _webp,
    "svg": _svg,
}
