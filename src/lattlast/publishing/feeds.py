"""Feeds of the newest articles, one of each kind for every edition's tag: Atom, and a podcast of what is read aloud.

Takes entries, newest first, gives artefacts. Addresses in an Atom feed are absolute where the site has an address, else
relative to the feed (RFC 4287 allows both); a podcast needs absolute ones, so without an address there is none. It
does not know the articles' texts.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.model import Artefact
from lattlast.publishing import addresses
from lattlast.publishing.labels import Labels, iso_date
from lattlast.publishing.rendering import render
from lattlast.publishing.switcher import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.publishing.site import IndexEdition, IndexEntry, Site

_NEWEST = 50
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
_KINDS = {"feed": "application/atom+xml", "podcast": "application/rss+xml"}


@dataclass(frozen=True, slots=True)
class Item:
    """An edition in a feed: its name for ever, when it was published and last changed, where it lies."""

    id: str
    edition: IndexEdition
    published: datetime
    updated: datetime
    page: str
    folder: str

    @property
    def published_in_mail_form(self) -> str:
        """The time of publication as RSS wants it."""
        return format_datetime(self.published)

    @property
    def length(self) -> str:
        """The length of the audio as podcast players want it: hours, minutes, seconds."""
        minutes, seconds = divmod(round(self.edition.seconds or 0), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def feeds(entries: Sequence[IndexEntry], *, site: Site) -> Iterator[Artefact]:
    """Make the feeds of every tag that there are editions in."""
    for tag in dict.fromkeys(edition.tag for entry in entries for edition in entry.editions):
        items = _items(tag, entries, site=site)
        yield Artefact(_name("feed", tag), _draw("feed", tag, items, site=site))
        spoken = [item for item in items if item.edition.seconds is not None]
        if site.base_url and spoken:
            yield Artefact(_name("podcast", tag), _draw("podcast", tag, spoken, site=site))


def names(lang: str, entries: Sequence[IndexEntry], *, site: Site) -> list[tuple[str, str, str]]:
    """List the feeds in a language: the file, the label's key and the media type, ordinary before easy-read."""
    found = {edition.tag: False for entry in entries for edition in entry.editions}
    for edition in (edition for entry in entries for edition in entry.editions):
        found[edition.tag] |= edition.seconds is not None and bool(site.base_url)
    tags = [tag for tag in (lang, languages.simple(lang)) if tag in found]
    kinds = [(kind, tag) for kind in _KINDS for tag in tags if kind == "feed" or found[tag]]
    return [
        (_name(kind, tag), f"{kind}_easy" if languages.is_simple(tag) else kind, _KINDS[kind]) for kind, tag in kinds
    ]


def _name(kind: str, tag: str) -> str:
    return f"{kind}.xml" if tag == languages.SOURCE else f"{kind}.{tag}.xml"


def _draw(kind: str, tag: str, items: Sequence[Item], *, site: Site) -> bytes:
    labels = Labels(tag)
    return render(
        f"{kind}.xml.j2",
        site,
        labels=labels,
        tag=tag,
        lang=languages.language(tag),
        title=_title(tag, labels, site),
        items=items,
        updated=max(item.updated for item in items),
        id=_id(site, f"{kind}/{tag}"),
        address=site.address(_name(kind, tag)) or _name(kind, tag),
        home=site.address("index.html") or "index.html",
    )


def _title(tag: str, labels: Labels, site: Site) -> str:
    level = f" ({labels.easy_name})" if languages.is_simple(tag) else ""
    return f"{site.name or labels.words['articles']}{level}"


def _items(tag: str, entries: Sequence[IndexEntry], *, site: Site) -> list[Item]:
    found = [(entry, edition) for entry in entries for edition in entry.editions if edition.tag == tag]
    return [_item(entry, edition, site=site) for entry, edition in found[:_NEWEST]]


def _item(entry: IndexEntry, edition: IndexEdition, *, site: Site) -> Item:
    page = page_of(entry.slug, edition.tag)
    published = _midnight(entry.published)
    folder = f"{addresses.segment(entry.slug)}/{addresses.segment(edition.tag)}/"
    return Item(
        _id(site, f"{entry.slug}/{edition.tag}"),
        edition,
        published,
        max(published, _midnight(entry.modified)),
        site.address(page) or page,
        site.address(folder) or folder,
    )


def _id(site: Site, what: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.base_url}#{what}").urn


def _midnight(value: str) -> datetime:
    day = iso_date(value)
    return datetime.combine(day, time(), UTC) if day else _UNDATED
