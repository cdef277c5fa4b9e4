"""The sitemap: every page with its translations, for search engines.

Takes entries and the names of the indexes, gives artefacts. A sitemap holds absolute addresses only, so a site without
an address has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.model import Artefact
from lattlast.publishing import switcher
from lattlast.publishing.labels import iso_date
from lattlast.publishing.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.publishing.site import IndexEntry, Site

_MOST = 50_000  # sitemaps.org: no file lists more


@dataclass(frozen=True, slots=True)
class _Page:
    address: str
    changed: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def sitemap(entries: Sequence[IndexEntry], indexes: Sequence[str], *, site: Site) -> list[Artefact]:
    """Make ``sitemap.xml``; where there are too many pages, it lists ``sitemap-1.xml`` and so on."""
    if not site.base_url:
        return []
    pages = [*(_Page(site.address(name)) for name in indexes), *_pages(entries, site)]
    parts = [pages[at : at + _MOST] for at in range(0, len(pages), _MOST)]
    drawn = [render("sitemap.xml.j2", site, pages=part) for part in parts]
    if len(drawn) == 1:
        return [Artefact("sitemap.xml", drawn[0])]
    files = [Artefact(f"sitemap-{number}.xml", data) for number, data in enumerate(drawn, 1)]
    listed = render("sitemaps.xml.j2", site, addresses=[site.address(file.path) for file in files])
    return [*files, Artefact("sitemap.xml", listed)]


def _pages(entries: Sequence[IndexEntry], site: Site) -> Iterator[_Page]:
    for entry in entries:
        tags = [edition.tag for edition in entry.editions]
        changed = iso_date(entry.modified) or iso_date(entry.published)
        for tag in tags:
            same = [
                (languages.language(other), site.address(switcher.page_of(entry.slug, other)))
                for other in switcher.alternates(tag, tags)
            ]
            default = [("x-default", same[0][1])] if same else []
            yield _Page(
                site.address(switcher.page_of(entry.slug, tag)),
                changed.isoformat() if changed else "",
                (*same, *default),
            )
