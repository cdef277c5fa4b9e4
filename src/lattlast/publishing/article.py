"""The files of one article: every edition's page with its audio, times and pictures, its e-book and its fragment.

Takes editions, gives artefacts relative to the article's folder. Pages refer to the shared files two folders up. It
does not know how the editions were made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.errors import OutputError
from lattlast.model import Artefact
from lattlast.publishing import addresses, archive, epub, index, outline, staff, status, switcher, timings
from lattlast.publishing.assets import assets
from lattlast.publishing.entries import entry
from lattlast.publishing.images import pictures
from lattlast.publishing.labels import Labels
from lattlast.publishing.metadata import json_ld, open_graph
from lattlast.publishing.rendering import render
from lattlast.publishing.site import UNNAMED
from lattlast.publishing.view import view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.model import Document, Edition
    from lattlast.publishing.images import Picture
    from lattlast.publishing.site import Site

EBOOK = "article.epub"
ARCHIVE = "article.zip"
_ROOT = "../../"
_TAG = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_SPEEDS = (0.5, 0.75, 1, 1.25, 1.5, 2)


def publish(
    editions: Sequence[Edition], *, site: Site = UNNAMED, images: Mapping[str, bytes] | None = None
) -> list[Artefact]:
    """Make the pages of an article's editions, and what `site.formats` names beside them.

    `images` holds image files by a figure's src or its last part; a figure without one keeps its caption. Raises
    OutputError for a tag that cannot name a folder, ConfigError for a site that cannot be drawn.
    """
    for edition in editions:
        _check_tag(edition.tag)
    found = pictures((edition.document for edition in editions), images or {})
    files = {picture.path: picture.artefact for picture in found.values()}
    views = [view(edition, site=site, pictures=found) for edition in editions]
    pages = [
        artefact
        for edition, shown in zip(editions, views, strict=True)
        for artefact in _edition(edition, shown, editions, site=site, found=found)
    ]
    made = [*pages, *files.values()]
    return [*made, *_books(editions, views, site=site, found=found), *_archive(editions, made, site=site)]


def _check_tag(tag: str) -> None:
    if not _TAG.fullmatch(tag):
        raise OutputError(f"“{tag}” cannot name a folder.", hint="An edition's tag is a BCP 47 tag, such as sv.")


def _edition(
    edition: Edition,
    shown: Mapping[str, object],
    editions: Sequence[Edition],
    *,
    site: Site,
    found: Mapping[str, Picture],
) -> Iterator[Artefact]:
    yield Artefact(f"{edition.tag}/index.html", _page(shown, edition, editions, site=site, found=found))
    if "fragment" in site.formats:
        yield Artefact(f"{edition.tag}/fragment.htm", render("fragment.html.j2", site, **shown, plain=True))
    if edition.narration:
        document, narration = edition.document, edition.narration
        yield Artefact(f"{edition.tag}/narration.mp3", narration.audio)
        yield Artefact(f"{edition.tag}/narration.vtt", timings.webvtt(document, narration))
        yield Artefact(f"{edition.tag}/words.json", timings.words_json(document, narration))
        yield Artefact(f"{edition.tag}/timings.js", timings.script(document, narration))
        yield Artefact(f"{edition.tag}/chapters.json", timings.chapters_json(narration))
        for kind, sound in narration.others.items():
            yield Artefact(f"{edition.tag}/narration.{kind}", sound)


def _page(
    shown: Mapping[str, object],
    edition: Edition,
    editions: Sequence[Edition],
    *,
    site: Site,
    found: Mapping[str, Picture],
) -> bytes:
    document, tags = edition.document, [other.tag for other in editions]
    full_text = status.full_text(edition, editions)
    canonical = _address(edition.tag, document, site) if site.base_url else None
    return render(
        "article.html.j2",
        site,
        **shown,
        assets=assets(site),
        root=_ROOT,
        full_text=full_text,
        staff=staff.report(edition, full_text, Labels(edition.tag)),
        home=index.name(edition.tag),
        contents=outline.contents(document),
        original=switcher.original(edition.tag, tags),
        languages=switcher.languages_from(edition.tag, tags),
        reading_levels=switcher.levels_from(edition.tag, tags),
        alternates=[
            (languages.language(tag), _address(tag, document, site)) for tag in switcher.alternates(edition.tag, tags)
        ],
        canonical=canonical,
        speeds=_SPEEDS,
        downloads=_downloads(edition, editions, site=site),
        open_graph=open_graph(edition, editions, site=site, pictures=found, canonical=canonical),
        json_ld=json_ld(edition, editions, site=site, pictures=found, canonical=canonical),
    )


def _downloads(edition: Edition, editions: Sequence[Edition], *, site: Site) -> list[tuple[str, str, str]]:
    """List what can be taken along: the file, the label's key and the name under which it is saved."""
    slug = edition.document.id
    kinds = edition.narration.others if edition.narration else ()
    sounds = [(f"narration.{kind}", f"audio_{kind}", f"{slug}.{edition.tag}.{kind}") for kind in kinds]
    books = [(EBOOK, "ebook", f"{slug}.{edition.tag}.epub")]
    if len(editions) > 1:
        books.append((f"../{EBOOK}", "ebook_all", f"{slug}.epub"))
    archives = [(f"../{ARCHIVE}", "all_files", f"{slug}.zip")]
    return [*sounds, *(books if "epub" in site.formats else []), *(archives if "zip" in site.formats else [])]


def _books(
    editions: Sequence[Edition], views: Sequence[Mapping[str, object]], *, site: Site, found: Mapping[str, Picture]
) -> Iterator[Artefact]:
    """Make an e-book of each edition, and where there are several one of all."""
    if "epub" not in site.formats:
        return
    chapters = [epub.chapter(edition, shown, site=site) for edition, shown in zip(editions, views, strict=True)]
    for one in chapters:
        yield Artefact(f"{one.tag}/{EBOOK}", epub.book([one], site=site, pictures=found))
    if len(chapters) > 1:
        yield Artefact(EBOOK, epub.book(chapters, site=site, pictures=found))


def _archive(editions: Sequence[Edition], made: Sequence[Artefact], *, site: Site) -> Iterator[Artefact]:
    """Pack the article as a small site of its own: its files, the shared files, an index of this article alone."""
    if "zip" not in site.formats or not editions:
        return
    folder = addresses.segment(editions[0].document.id) or "article"
    inside = [Artefact(f"{folder}/{artefact.path}", artefact.data) for artefact in made]
    yield Artefact(ARCHIVE, archive.pack([*index.alone(entry(editions), site=site), *inside]))


def _address(tag: str, document: Document, site: Site) -> str:
    """Give an edition's address: absolute where the site has one, else as seen from another edition."""
    return site.address(switcher.page_of(document.id, tag)) or switcher.page(tag)
