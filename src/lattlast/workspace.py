"""A workspace: the folder in which staff keep settings, articles, the glossary and what was made.

Takes a folder, gives the files that were laid out in it. What is already there stays.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lattlast import store
from lattlast.assets import TABLES, bundled_glossary
from lattlast.config import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

_READMES = {
    "input/README.md": "Put the articles here: pages saved as HTML, or texts (.txt). Images lie beside their page.\n",
    "output/README.md": "Here `lattlast build` writes a folder for each article, and index.html with all of them.\n",
    "glossary/README.md": (
        "Your own terms and words go before those that lattlast brings. Add lines to the tables with Excel.\n"
        "`lattlast check FILE` shows what is found in an article.\n"
    ),
}


def create(folder: Path) -> list[Path]:
    """Lay out settings, input/, output/ and an empty glossary; give the files that were not there before."""
    written = []
    for name, data in _contents():
        path = folder / name
        if not path.exists():
            store.write_file(path, data)
            written.append(path)
    return written


def _contents() -> Iterator[tuple[str, bytes]]:
    yield FILE, default_settings()
    for name, text in _READMES.items():
        yield name, text.encode()
    for table in TABLES:
        header = (bundled_glossary() / f"{table}.csv").read_bytes().partition(b"\n")[0]
        yield f"glossary/{table}.csv", header + b"\n"


def default_settings() -> bytes:
    """Give lattlast.toml with every setting at its default."""
    package = Path(str(files("lattlast")))
    installed = package / "data" / FILE
    return (installed if installed.is_file() else package.parents[1] / FILE).read_bytes()
