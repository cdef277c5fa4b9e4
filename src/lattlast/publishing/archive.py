"""ZIP archives, the same bytes for the same files.

Takes artefacts, gives an archive: in their order, without times or owners. It does not know what the files are for.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lattlast.model import Artefact

_STORED = frozenset(["mimetype", "mp3", "png", "jpg", "gif", "webp", "epub", "zip"])  # these hardly shrink
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16


def pack(artefacts: Iterable[Artefact]) -> bytes:
    """Pack files; what is compressed already is stored as it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for artefact in artefacts:
            archive.writestr(_info(artefact.path), artefact.data, compresslevel=6)
    return buffer.getvalue()


def _info(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, _EPOCH)
    stored = path.rpartition(".")[2] in _STORED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = _UNIX, _READABLE
    return info
