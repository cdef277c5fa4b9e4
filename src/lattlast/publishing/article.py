"""The pages of one article: every edition with its audio, its times and its pictures.

Takes editions, gives artefacts relative to the article's folder. Pages refer to the shared files two folders up. It
does not know how the editions were made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.errors import OutputError
from lattlast.model import Artefact
from lattlast.publishing import addresses, outline, switcher, timings
from lattlast.publishing.assets import assets
from lattlast.publishing.images import pictures
from lattlast.publishing.labels import Labels, iso_date
from lattlast.publishing.metadata import json_ld
from lattlast.publishing.rendering import render
from lattlast.publishing.site import UNNAMED
from lattlast.publishing.status import notices, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lattlast.model import Block, Document, Edition, Narration, TermUse
    from lattlast.publishing.images import Picture
    from lattlast.publishing.site import Site

_ROOT = "../../"
_TAG = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_SPEEDS = (0.5, 0.75, 1, 1.25, 1.5, 2)
_LONG_TITLE = 90


@dataclass(frozen=True, slots=True)
class Parts:
    """A document as a page shows it: the title and the lead in its head, the bylines last."""

    title: Block | None
    lead: Block | None
    body: tuple[Block, ...]
    bylines: tuple[Block, ...]


def publish(
    editions: Sequence[Edition], *, site: Site = UNNAMED, images: Mapping[str, bytes] | None = None
) -> list[Artefact]:
    """Make the pages of an article's editions, the audio, times and pictures that they need.

    `images` holds image files by a figure's src or its last part; a figure without one keeps its caption. Raises
    OutputError for a tag that cannot name a folder, ConfigError for a site that cannot be drawn.
    """
    found = pictures((edition.document for edition in editions), images or {})
    files = {picture.path: picture.artefact for picture in found.values()}
    pages = [artefact for edition in editions for artefact in _edition(edition, editions, site=site, found=found)]
    return [*pages, *files.values()]


def _edition(
    edition: Edition, editions: Sequence[Edition], *, site: Site, found: Mapping[str, Picture]
) -> Iterator[Artefact]:
    if not _TAG.fullmatch(edition.tag):
        raise OutputError(
            f"“{edition.tag}” cannot name a folder.", hint="An edition's tag is a BCP 47 tag, such as sv."
        )
    yield Artefact(f"{edition.tag}/index.html", _page(edition, editions, site=site, found=found))
    if edition.narration:
        document, narration = edition.document, edition.narration
        yield Artefact(f"{edition.tag}/narration.mp3", narration.audio)
        yield Artefact(f"{edition.tag}/narration.vtt", timings.webvtt(document, narration))
        yield Artefact(f"{edition.tag}/words.json", timings.words_json(document, narration))
        yield Artefact(f"{edition.tag}/chapters.json", timings.chapters_json(narration))
        for kind, sound in narration.others.items():
            yield Artefact(f"{edition.tag}/narration.{kind}", sound)


def _page(edition: Edition, editions: Sequence[Edition], *, site: Site, found: Mapping[str, Picture]) -> bytes:
    document, labels = edition.document, Labels(edition.tag)
    tags = [other.tag for other in editions]
    return render(
        "article.html.j2",
        site=site,
        assets=assets(site),
        root=_ROOT,
        labels=labels,
        lang=languages.language(edition.tag),
        direction=languages.direction(edition.tag),
        simple=languages.is_simple(edition.tag),
        edition=edition,
        document=document,
        heading=document.title.strip() or labels.words["untitled"],
        long_title=len(document.title) > _LONG_TITLE,
        parts=_parts(document),
        levels={heading.id: heading.level for heading in outline.headings(document)},
        contents=outline.contents(document),
        pictures=found,
        published=iso_date(document.meta.get("published", "")),
        status=status(edition),
        notices=notices(edition),
        original=switcher.original(edition.tag, tags),
        languages=switcher.languages_from(edition.tag, tags),
        reading_levels=switcher.levels_from(edition.tag, tags),
        alternates=[
            (languages.language(tag), _address(tag, document, site)) for tag in switcher.alternates(edition.tag, tags)
        ],
        canonical=_address(edition.tag, document, site) if site.base_url else None,
        times=_times(document, edition.narration),
        speeds=_SPEEDS,
        credits=_credits(document, labels),
        word_list=_word_list(edition),
        word_list_heading=_word_list_heading(edition, labels),
        json_ld=json_ld(edition, editions, site=site, pictures=found),
    )


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


def _word_list_heading(edition: Edition, labels: Labels) -> str:
    """Name the list of terms; by its two languages where an easy text has a word list of its own already."""
    heading = labels.words["word_list"]
    taken = {one.text.casefold() for one in outline.headings(edition.document)}
    if heading.casefold() not in taken:
        return heading
    return f"{languages.autonym(languages.language(edition.tag))} – {languages.autonym(languages.SOURCE)}"


def _times(document: Document, narration: Narration | None) -> list[tuple[str, int, int, list[int]]]:
    return timings.for_player(document, narration) if narration else []


def _word_list(edition: Edition) -> list[tuple[str, str]]:
    """List the municipality's terms in the text with the Swedish words, by alphabet, one line for each concept."""
    forms: dict[str, list[TermUse]] = {}
    for use in edition.terms:
        if use.target and use.source and use.step != "missing":
            forms.setdefault(use.term, []).append(use)
    pairs = {(_base(use.target for use in uses), _base(use.source for use in uses)) for uses in forms.values()}
    return sorted(pairs, key=lambda pair: (pair[0].casefold(), pair[1].casefold()))


def _base(forms: Iterable[str]) -> str:
    """Choose the form that is nearest to a dictionary's: without a sentence's capital, and the shortest."""
    return min(forms, key=lambda form: (form[:1].isupper(), len(form), form))


def _address(tag: str, document: Document, site: Site) -> str:
    """Give an edition's address: absolute where the site has one, else as seen from another edition."""
    if not site.base_url:
        return switcher.page(tag)
    return f"{site.base_url.rstrip('/')}/{addresses.segment(document.id)}/{addresses.segment(tag)}/index.html"
