"""The index of all articles, and the files that all pages share.

Takes entries, gives artefacts relative to the output folder: ``index.html``, where there are many articles
``index-2.html`` and so on, and ``assets/``. It does not know the articles' texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.model import Artefact
from lattlast.publishing.assets import assets
from lattlast.publishing.labels import Labels, iso_date
from lattlast.publishing.rendering import render
from lattlast.publishing.site import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.publishing.site import IndexEntry, Site

_ARTICLES_ON_A_PAGE = 100


def publish_index(entries: Sequence[IndexEntry], *, site: Site = UNNAMED) -> list[Artefact]:
    """Make the index, newest article first, in Swedish, and the shared files."""
    listed = [entry for entry in entries if entry.editions]
    ordered = sorted(sorted(listed, key=lambda entry: (entry.title.casefold(), entry.slug)), key=_day, reverse=True)
    pages = [ordered[at : at + _ARTICLES_ON_A_PAGE] for at in range(0, len(ordered), _ARTICLES_ON_A_PAGE)] or [[]]
    indexes = [
        Artefact(_name(number), _page(shown, number, len(pages), site=site)) for number, shown in enumerate(pages, 1)
    ]
    return [*assets(site).artefacts, *indexes]


def _page(entries: Sequence[IndexEntry], number: int, last: int, *, site: Site) -> bytes:
    tags = {tag for entry in entries for tag, _, _ in entry.editions}
    return render(
        "index.html.j2",
        site=site,
        assets=assets(site),
        root="",
        labels=Labels(languages.SOURCE),
        labels_of={tag: Labels(tag) for tag in tags},
        lang=languages.SOURCE,
        direction=languages.direction(languages.SOURCE),
        autonym=languages.autonym,
        language=languages.language,
        direction_of=languages.direction,
        is_simple=languages.is_simple,
        entries=entries,
        days={entry.slug: iso_date(entry.published) for entry in entries},
        number=number,
        last=last,
        newer=_name(number - 1) if number > 1 else None,
        older=_name(number + 1) if number < last else None,
    )


def _day(entry: IndexEntry) -> str:
    day = iso_date(entry.published)
    return day.isoformat() if day else ""


def _name(number: int) -> str:
    return f"index-{number}.html" if number > 1 else "index.html"
