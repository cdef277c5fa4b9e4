"""The articles that a run is asked to convert: files, folders, addresses, standard input, each under a slug of its own.

Takes names, gives `Article`s and what was passed over. It does not look into a page: that is reading's task.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lattlast import addresses, archives, store
from lattlast.addresses import is_address
from lattlast.errors import InputError
from lattlast.text.letters import alphabetical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from lattlast.addresses import Fetched

PAGES = frozenset({".html", ".htm", ".xhtml", ".txt"}) | archives.SUFFIXES
STDIN = "-"
DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".md"})
_LARGEST_IMAGE = 20_000_000
_SAVED_BESIDE = ("_files", "_filer", "-filer", "_Dateien", "_fichiers")  # a browser's folder for what a page shows
_ENDING = re.compile(
    r"(?:\.\d+\.[0-9a-f]{6,})?\.(?:x?html?|aspx?|php|jsp)$", re.IGNORECASE
)  # SiteVision's has a number
_PARTICULAR = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Article:
    """An article under its slug; `name` is what the user calls it: a path, an address, ``-``.

    What does not lie in a file of its own has its `data`, or the `failure` to get it, and its `images`; `address` is
    where the page was found. A page that was fetched is `remote`: its pictures are not beside it.
    """

    slug: str
    name: str
    path: Path
    data: bytes | None = None
    failure: InputError | None = None
    address: str = ""
    images: Mapping[str, bytes] = field(default_factory=dict)
    media_type: str = ""
    remote: bool = False

    @property
    def source(self) -> str:
        """The page's address where it was fetched, else the file's name."""
        return self.address if self.remote else self.path.name

    def read(self) -> bytes:
        """Give the bytes; raise InputError where they cannot be had."""
        if self.failure is not None:
            raise self.failure
        return _read(self.path) if self.data is None else self.data

    def image(self, src: str) -> bytes | None:
        """Read an image beside the article; None where there is none, or where the path leads out of its folder."""
        if self.data is not None or self.failure is not None:
            return self.images.get(src)
        folder = self.path.parent.resolve()
        path = (folder / src).resolve()
        if folder not in path.parents or not path.is_file() or path.stat().st_size > _LARGEST_IMAGE:
            return None
        try:
            return path.read_bytes()
        except OSError:
            return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("The file cannot be read: it is not there.", hint="Check the name.") from error
    except OSError as error:
        raise InputError(
            f"The file cannot be read: {error.strerror}.", hint="Check the name and its rights."
        ) from error


@dataclass(frozen=True, slots=True)
class Inputs:
    """The articles found, and files that look like articles but are of a kind that lattlast does not read."""

    articles: tuple[Article, ...]
    passed_over: tuple[str, ...] = ()


def gather(
    sources: Sequence[Path | str],
    *,
    fetch: Callable[[str], Fetched] | None = None,
    stdin: Callable[[], bytes] | None = None,
    home: Path | None = None,
    held: Callable[[str], str] | None = None,
) -> Inputs:
    """Find the articles in files, folders, addresses (by `fetch`) and ``-`` (by `stdin`).

    A source that does not exist stays in, to fail by itself. A file in the folder `home` has the same slug whether it
    is named alone or found with all others, and nothing from elsewhere takes that slug. `held` tells which address the
    output under a slug was made from, if any: an article from another address gets another slug.
    """
    found: list[Path | str] = []
    passed_over: list[str] = []
    for source in sources:
        if str(source) == STDIN or is_address(str(source)):
            found.append(str(source))
            continue
        path = Path(source)
        listed = _listed(path) if path.is_dir() else [path]
        found += [file for file in listed if _is_page(file) or file == path]
        passed_over += [str(file) for file in listed if file.suffix.lower() in DOCUMENTS and file != path]
    unread = [name for name in passed_over if not name.lower().endswith("readme.md")]
    at_home = _slugs(home) if home and home.is_dir() else {}
    named = _name(dict.fromkeys(found), at_home, held or _unheld)
    return Inputs(tuple(_opened(article, fetch, stdin) for article in named), tuple(unread))


def _opened(article: Article, fetch: Callable[[str], Fetched] | None, stdin: Callable[[], bytes] | None) -> Article:
    """Get what does not lie in a file of its own."""
    try:
        if article.name == STDIN:
            return replace(article, data=stdin() if stdin else b"")
        if is_address(article.name):
            page = (fetch or addresses.fetch)(article.name)
            return replace(article, data=page.data, address=page.address, media_type=page.media_type, remote=True)
        if article.path.suffix.lower() in archives.SUFFIXES:
            saved = archives.unpack(_read(article.path))
            return replace(article, data=saved.page, address=saved.address, images=saved.images)
    except InputError as error:
        return replace(article, failure=error)
    plain = article.path.suffix.lower() == ".txt"
    return replace(article, media_type="text/plain" if plain else "text/html")


def _visible(folder: Path) -> Iterable[Path]:
    """Walk a folder without hidden files and without what a browser saved beside a page."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part.endswith(_SAVED_BESIDE) for part in parts)
        if (path.is_file() or path.is_symlink()) and not hidden:
            yield path


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in PAGES


def _slugs(folder: Path) -> dict[Path, str]:
    """Give the slug of each page in a folder by its whole path."""
    pages = [path for path in _listed(folder) if _is_page(path)]
    return {article.path.resolve(): article.slug for article in _name(pages, {}, _unheld)}


def _unheld(slug: str) -> str:  # noqa: ARG001  (what nothing was made for)
    return ""


def _listed(folder: Path) -> list[Path]:
    return sorted(_visible(folder), key=lambda path: [alphabetical(part) for part in path.parts])


def _name(sources: Iterable[Path | str], at_home: Mapping[Path, str], held: Callable[[str], str]) -> Iterable[Article]:
    """Give each source a slug; one that is taken gets the folder's or the site's name, then a number."""
    taken = set(at_home.values())
    for source in sources:
        chosen = at_home.get(Path(source).resolve()) or _free_slug(source, taken, held)
        taken.add(chosen)
        yield Article(chosen, _printable(str(source)), Path(source))


def _free_slug(source: Path | str, taken: AbstractSet[str], held: Callable[[str], str]) -> str:
    stem, around = _called(source)
    mine = {"", source} if is_address(str(source)) else None
    options = chain([stem, f"{around}-{stem}"], (f"{stem}-{number}" for number in count(2)))
    return next(option for option in options if option not in taken and (mine is None or held(option) in mine))


def _called(source: Path | str) -> tuple[str, str]:
    """Give the slugs of a source itself and of what is around it."""
    if isinstance(source, Path):
        return slug(source.stem), slug(source.parent.name)
    if source == STDIN:
        return "article", STDIN
    parts = urlsplit(source)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    return slug(_ENDING.sub("", last) or parts.netloc), slug(parts.netloc)


def _printable(name: str) -> str:
    """Keep a name on one line, whatever characters it holds."""
    return "".join(character if character.isprintable() else "�" for character in name)


def slug(text: str) -> str:
    """Write a name in lower-case ASCII letters, digits and hyphens: ``Nya badhuset på Ön`` → ``nya-badhuset-pa-on``."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PARTICULAR))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:80] or f"article-{store.key(text)[:8]}"
