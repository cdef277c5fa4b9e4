"""E-books: one or several editions of an article as EPUB 3.3, read aloud sentence by sentence where they have audio.

Takes editions, gives an EPUB file's bytes. Each edition is one chapter; a narrated one has a media overlay. The
metadata follow EPUB Accessibility 1.1. It does not claim conformance: that is for a person who has looked at the book.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.model import Artefact
from lattlast.publishing import addresses, archive, cover, outline, overlay
from lattlast.publishing.labels import Labels, iso_date
from lattlast.publishing.rendering import render
from lattlast.publishing.view import heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.model import Edition
    from lattlast.publishing.images import Picture
    from lattlast.publishing.outline import Heading
    from lattlast.publishing.overlay import Overlay
    from lattlast.publishing.site import Site

_CONTAINER = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_UNDATED = "1980-01-01"
_MEDIA_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "svg": "image/svg+xml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """An edition in a book: its page, the headings in it, its overlay where it is read aloud."""

    edition: Edition
    lang: str
    direction: str
    title: str
    headings: tuple[Heading, ...]
    page: bytes
    overlay: Overlay | None

    @property
    def tag(self) -> str:
        """The edition's tag, the name of its folder in the book."""
        return self.edition.tag


def chapter(edition: Edition, shown: Mapping[str, object], *, site: Site) -> Chapter:
    """Draw an edition as a chapter; `shown` is its view."""
    page = render("epub/chapter.xhtml.j2", site, **shown, slash="/", original=None)
    return Chapter(
        edition,
        languages.language(edition.tag),
        languages.direction(edition.tag),
        heading(edition),
        outline.headings(edition.document),
        page,
        overlay.overlay(edition.narration, page) if edition.narration else None,
    )


def book(chapters: Sequence[Chapter], *, site: Site, pictures: Mapping[str, Picture]) -> bytes:
    """Bind chapters of one article into a book; its language is that of the first."""
    return archive.pack(
        [
            Artefact("mimetype", b"application/epub+zip"),
            Artefact("META-INF/container.xml", _CONTAINER),
            *(Artefact(f"EPUB/{one.path}", one.data) for one in _contents(chapters, site=site, pictures=pictures)),
        ]
    )


def _contents(chapters: Sequence[Chapter], *, site: Site, pictures: Mapping[str, Picture]) -> Iterator[Artefact]:
    first = chapters[0].edition
    shown = {picture.path: picture for picture in pictures.values()}
    shared = {
        "chapters": chapters,
        "lang": languages.language(first.tag),
        "direction": languages.direction(first.tag),
        "labels": Labels(first.tag),
        "title": heading(first),
    }
    yield Artefact("package.opf", _package(shared, chapters, site=site, pictures=shown))
    yield Artefact("nav.xhtml", render("epub/nav.xhtml.j2", site, **shared))
    yield Artefact("cover.svg", cover.draw(first, site=site))
    yield Artefact("book.css", _stylesheet())
    for chapter in chapters:
        yield Artefact(f"{chapter.tag}/index.xhtml", chapter.page)
        if chapter.overlay and chapter.edition.narration:
            yield Artefact(f"{chapter.tag}/overlay.smil", render("epub/overlay.smil.j2", site, clips=chapter.overlay))
            yield Artefact(f"{chapter.tag}/narration.mp3", chapter.edition.narration.audio)
    for picture in shown.values():
        yield picture.artefact


def _package(
    shared: Mapping[str, object],
    chapters: Sequence[Chapter],
    *,
    site: Site,
    pictures: Mapping[str, Picture],
) -> bytes:
    first, meta = chapters[0].edition, chapters[0].edition.document.meta
    overlays = [chapter.overlay for chapter in chapters if chapter.overlay]
    return render(
        "epub/package.opf.j2",
        site,
        **shared,
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, _name([chapter.edition for chapter in chapters], site)).urn,
        tongues=list(dict.fromkeys(chapter.lang for chapter in chapters)),
        modified=_modified(chapters),
        document=first.document,
        source=addresses.safe(meta.get("source", "")),
        made_by=list(dict.fromkeys(name for chapter in chapters for name in chapter.edition.made_by)),
        pictures=pictures.values(),
        described=all(_is_described(chapter.edition) for chapter in chapters),
        media_types=_MEDIA_TYPES,
        narrators=list(dict.fromkeys(c.edition.narration.voice for c in chapters if c.edition.narration)),
        milliseconds=sum(one.milliseconds for one in overlays),
    )


def _name(editions: Sequence[Edition], site: Site) -> str:
    """Name the book for ever: by the article's address and its editions."""
    return f"{site.base_url}#{editions[0].document.id}#{' '.join(edition.tag for edition in editions)}"


def _modified(chapters: Sequence[Chapter]) -> str:
    """Tell when the text last changed: the newest date that the article or an approval bears, never the clock."""
    dates = [
        date
        for chapter in chapters
        for date in (
            chapter.edition.document.meta.get("published", ""),
            chapter.edition.document.meta.get("modified", ""),
            chapter.edition.approval.date if chapter.edition.approval else "",
        )
    ]
    days = [day.isoformat() for date in dates if (day := iso_date(date))]
    return f"{max(days, default=_UNDATED)}T00:00:00Z"


def _is_described(edition: Edition) -> bool:
    """Say whether every picture has a description."""
    figures = [block for block in edition.document.walk() if block.kind == "figure"]
    return all(any(part.kind == "alt" and part.text.strip() for part in figure.children) for figure in figures)


@cache
def _stylesheet() -> bytes:
    return files("lattlast").joinpath("publishing", "static", "book.css").read_bytes()
