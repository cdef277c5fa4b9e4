"""Published e-books, ready to be asked about: what epubcheck does not look at."""

import io
import zipfile
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from lattlast.model import Edition

NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "smil": "http://www.w3.org/ns/SMIL",
    "x": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
}


class Book:
    """An EPUB file, opened."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.package = self.xml("package.opf")

    def xml(self, path: str) -> Any:
        return etree.fromstring(self.archive.read(f"EPUB/{path}"))

    def find(self, path: str) -> list[Any]:
        found: list[Any] = self.package.xpath(path, namespaces=NAMES)
        return found

    def meta(self, name: str) -> list[str]:
        return [element.text for element in self.find(f"//opf:meta[@property='{name}' and not(@refines)]")]

    def item(self, name: str) -> Any:
        return self.find(f"//opf:item[@id='{name}']")[0]

    def chapters(self) -> list[tuple[str, str | None]]:
        """List the spine's pages, each with its media overlay."""
        items = [self.item(reference.get("idref")) for reference in self.find("//opf:itemref")]
        return [
            (item.get("href"), self.item(item.get("media-overlay")).get("href") if item.get("media-overlay") else None)
            for item in items
        ]

    def clips(self, overlay: str) -> list[tuple[str, float, float]]:
        """List an overlay's clips: the page's element, begin and end in seconds."""
        found = []
        for par in self.xml(overlay).iter(f"{{{NAMES['smil']}}}par"):
            text, audio = par
            begin, end = (float(audio.get(name).removesuffix("s")) for name in ("clipBegin", "clipEnd"))
            found.append((text.get("src").partition("#")[2], begin, end))
        return found


def faults(data: bytes, editions: list[Edition]) -> list[str]:
    """List what is wrong with a book's overlays and metadata, in words."""
    book, found = Book(data), []
    required = ["accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"]
    found += [f"no {name}" for name in (*required, "accessibilitySummary") if not book.meta(f"schema:{name}")]
    total = 0.0
    for (page, overlay), edition in zip(book.chapters(), editions, strict=True):
        if overlay is None:
            found += [f"{page} is not covered"] if edition.narration else []
            continue
        total += sum(end - begin for _, begin, end in book.clips(overlay))
        found += _overlay_faults(book, page, overlay, edition)
    told = sum(float(duration.removesuffix("s")) for duration in book.meta("media:duration"))
    return found + ([f"the book lasts {told} s, not {total} s"] if abs(told - total) > 0.001 else [])


def _overlay_faults(book: Book, page: str, overlay: str, edition: Edition) -> list[str]:
    assert edition.narration is not None
    clips, ids = book.clips(overlay), book.xml(page).xpath("//@id")
    spoken = {clip.segment for clip in edition.narration.clips if clip.end > clip.begin}
    found = [f"{page}#{name} is not there" for name, _, _ in clips if name not in ids]
    found += [f"{page}#{name} is silent" for name in ids if name in spoken - {clip[0] for clip in clips}]
    found += [
        f"{name}: {begin}–{end}" for name, begin, end in clips if not 0 <= begin < end <= edition.narration.seconds
    ]
    places = [ids.index(name) for name, _, _ in clips if name in ids]
    found += ["the clips are not in the page's order" for one, other in pairwise(places) if other <= one]
    audio = str(PurePosixPath(overlay).parent / "narration.mp3")
    return found + ([] if book.archive.read(f"EPUB/{audio}") == edition.narration.audio else [f"{audio} differs"])
