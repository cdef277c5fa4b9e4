"""The articles that a run is asked to convert: files and folders, each under a slug of its own.

Takes paths, gives `Article`s and what was passed over. It does not open an article: that is reading's task.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast import store
from lattlast.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PAGES = frozenset({".html", ".htm", ".xhtml", ".txt"})
DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".md"})
_LARGEST_IMAGE = 20_000_000
_SAVED_BESIDE = ("_files", "_filer", "-filer", "_Dateien", "_fichiers")  # a browser's folder for what a page shows
_PARTICULAR = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Article:
    """An article's file under its slug; `name` is the path as the user knows it."""

    slug: str
    name: str
    path: Path

    def read(self) -> bytes:
        """Read the file; raise InputError where it cannot be."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise InputError(
                f"The file cannot be read: {error.strerror}.", hint="Check the name and its rights."
            ) from error

    def image(self, src: str) -> bytes | None:
        """Read an image beside the article; None where there is none, or where the path leads out of its folder."""
        folder = self.path.parent.resolve()
        path = (folder / src).resolve()
        if folder not in path.parents or not path.is_file() or path.stat().st_size > _LARGEST_IMAGE:
            return None
        try:
            return path.read_bytes()
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Inputs:
    """The articles found, and files that look like articles but are of a kind that lattlast does not read."""

    articles: tuple[Article, ...]
    passed_over: tuple[str, ...] = ()


def gather(paths: Sequence[Path]) -> Inputs:
    """Find the articles in files and folders; a path that does not exist stays in, to fail by itself."""
    found: list[Path] = []
    passed_over: list[str] = []
    for path in paths:
        listed = sorted(_visible(path)) if path.is_dir() else [path]
        found += [file for file in listed if file.suffix.lower() in PAGES or file == path]
        passed_over += [str(file) for file in listed if file.suffix.lower() in DOCUMENTS and file != path]
    unread = [name for name in passed_over if not name.lower().endswith("readme.md")]
    return Inputs(tuple(_name(dict.fromkeys(found))), tuple(unread))


def _visible(folder: Path) -> Iterable[Path]:
    """Walk a folder without hidden files and without what a browser saved beside a page."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part.endswith(_SAVED_BESIDE) for part in parts)
        if (path.is_file() or path.is_symlink()) and not hidden:
            yield path


def _name(paths: Iterable[Path]) -> Iterable[Article]:
    """Give each path a slug; one that is taken gets the folder's name, then a number."""
    taken: set[str] = set()
    for path in paths:
        stem = slug(path.stem)
        options = [
            stem,
            f"{slug(path.parent.name)}-{stem}",
            *(f"{stem}-{number}" for number in range(2, len(taken) + 3)),
        ]
        chosen = next(option for option in options if option not in taken)
        taken.add(chosen)
        yield Article(chosen, _printable(str(path)), path)


def _printable(name: str) -> str:
    """Keep a name on one line, whatever characters it holds."""
    return "".join(character if character.isprintable() else "�" for character in name)


def slug(text: str) -> str:
    """Write a name in lower-case ASCII letters, digits and hyphens: ``Nya badhuset på Ön`` → ``nya-badhuset-pa-on``."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PARTICULAR))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:80] or f"article-{store.key(text)[:8]}"
