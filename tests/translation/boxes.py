"""Package files for tests: the starter model under another pair, or a box of the right shape without a model in it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from lattlast.translation import installing, packages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHAPE = {"sentencepiece.model": b"pieces", "model/model.bin": bytes(range(256)) * 800, "model/config.json": b"{}"}


def box(
    source: str,
    target: str,
    *,
    version: str = "1.9",
    files: Mapping[str, bytes] = SHAPE,
    extra: Mapping[str, bytes] | None = None,
    leave_out: str = "",
) -> bytes:
    """Pack files as a package of the pair; `extra` ones lie beside its folder."""
    metadata = {"from_code": source, "to_code": target, "package_version": version}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in {**files, "metadata.json": json.dumps(metadata).encode()}.items():
            if name != leave_out:
                archive.writestr(f"translate-{source}_{target}-{version.replace('.', '_')}/{name}", data)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return packed.getvalue()


def starter_as(source: str, target: str) -> bytes:
    """Pack the starter model under another pair: real in all but what it translates."""
    starter = next(package for package in packages.installed() if package.starter)
    return box(source, target, files=packages.contents(starter))


def install(folder: Path, data: bytes) -> packages.Package:
    path = folder / "package.argosmodel"
    path.write_bytes(data)
    return installing.install_file(path)
