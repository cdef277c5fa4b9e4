"""An edition as the templates see it: the same values for a page, a fragment and a chapter of an e-book.

Takes an edition and its article's pictures, gives values by name. It does not know which template draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.publishing import outline, wordlist
from lattlast.publishing.labels import Labels, iso_date
from lattlast.publishing.status import notices, status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lattlast.model import Block, Document, Edition
    from lattlast.publishing.images import Picture
    from lattlast.publishing.site import Site

_LONG_TITLE = 90


@dataclass(frozen=True, slots=True)
class Parts:
    """A document as a page shows it: the title and the lead in its head, the bylines last."""

    title: Block | None
    lead: Block | None
    body: tuple[Block, ...]
    bylines: tuple[Block, ...]


def view(edition: Edition, *, site: Site, pictures: Mapping[str, Picture]) -> dict[str, object]:
    """Give what all templates of an edition need; each adds its own."""
    document, labels = edition.document, Labels(edition.tag)
    words = wordlist.entries(edition)
    explained = site.explain_terms or languages.is_simple(edition.tag)
    return {
        "labels": labels,
        "lang": languages.language(edition.tag),
        "direction": languages.direction(edition.tag),
        "simple": languages.is_simple(edition.tag),
        "dotted": site.compound_dots and edition.tag == languages.simple(languages.SOURCE),
        "edition": edition,
        "document": document,
        "heading": heading(edition),
        "long_title": len(document.title) > _LONG_TITLE,
        "parts": _parts(document),
        "levels": {heading.id: heading.level for heading in outline.headings(document)},
        "pictures": pictures,
        "published": iso_date(document.meta.get("published", "")),
        "status": status(edition),
        "notices": notices(edition),
        "credits": _credits(document, labels),
        "word_list": [entry for entry in words if not entry.told_at],
        "word_list_heading": wordlist.heading(edition, labels),
        "term_links": wordlist.links(edition, words) if explained else {},
    }


def heading(edition: Edition) -> str:
    """Give an edition's title, or what stands for one."""
    return edition.document.title.strip() or Labels(edition.tag).words["untitled"]


def _parts(document: Document) -> Parts:
    """Take the first title and the first lead out of the running text, and put the bylines last."""
    title = outline.page_title(document)
    lead = next((block for block in document.blocks if block.kind == "lead"), None)
    bylines = tuple(block for block in document.blocks if block.kind == "byline")
    body = tuple(
        block for block in document.blocks if block is not title and block is not lead and block.kind != "byline"
    )
    return Parts(title, lead, body, bylines)


def _credits(document: Document, labels: Labels) -> list[tuple[str, str]]:
    """Give who wrote and who took the pictures, as far as no picture says that itself."""
    pictured = any(
        block.kind == "credit" for figure in document.walk() if figure.kind == "figure" for block in figure.walk()
    )
    names = {"author": document.meta.get("author"), "photographer": document.meta.get("photographer")}
    return [
        (labels.words[role], name) for role, name in names.items() if name and not (pictured and role == "photographer")
    ]
