"""The index of all articles in every language, and the files that all pages share.

Takes entries, gives artefacts relative to the output folder: ``index.html`` in Swedish with all editions,
``index.en.html`` with the English ones, where there are many articles ``index-2.html`` and so on, what the search
reads, feeds, and ``assets/``. It does not know the articles' texts.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.model import Artefact
from lattlast.publishing import feeds, sitemap
from lattlast.publishing.assets import assets
from lattlast.publishing.entries import folded
from lattlast.publishing.labels import Labels, iso_date
from lattlast.publishing.rendering import render
from lattlast.publishing.site import UNNAMED
from lattlast.publishing.switcher import Way, page_of
from lattlast.text.letters import alphabetical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.publishing.site import IndexEdition, IndexEntry, Site

_ARTICLES_ON_A_PAGE = 100
_DIGITS = 12


def publish_index(entries: Sequence[IndexEntry], *, site: Site = UNNAMED) -> list[Artefact]:
    """Make the indexes, newest article first, what is found through them, and the shared files."""
    ordered = _newest_first(entries)
    langs = _languages(ordered)
    made = [artefact for lang in langs for artefact in _index(lang, ordered, langs, site=site)]
    return [
        *assets(site).artefacts,
        *feeds.feeds(ordered, site=site),
        *sitemap.sitemap(ordered, [one.path for one in made if one.path.endswith(".html")], site=site),
        *made,
    ]


def alone(entry: IndexEntry, *, site: Site) -> list[Artefact]:
    """Make the index of a single article, for an archive that holds nothing else, and the shared files."""
    langs = _languages([entry])
    pages = [
        Artefact(name(lang), _page(lang, [entry], langs, site=site, pages=(1, 1), search="", feeds=()))
        for lang in langs
    ]
    return [*assets(site).artefacts, *pages]


def name(tag: str, number: int = 1) -> str:
    """Name the index in the language of a tag."""
    lang = languages.language(tag)
    stem = "index" if lang == languages.SOURCE else f"index.{lang}"
    return f"{stem}-{number}.html" if number > 1 else f"{stem}.html"


def _newest_first(entries: Sequence[IndexEntry]) -> list[IndexEntry]:
    listed = [entry for entry in entries if entry.editions]
    return sorted(sorted(listed, key=lambda entry: (alphabetical(entry.title), entry.slug)), key=_day, reverse=True)


def _day(entry: IndexEntry) -> str:
    day = iso_date(entry.published)
    return day.isoformat() if day else ""


def _languages(entries: Sequence[IndexEntry]) -> list[str]:
    """List the languages that there are editions in, Swedish first, which there is always an index in."""
    found = (languages.language(edition.tag) for entry in entries for edition in entry.editions)
    return list(dict.fromkeys([languages.SOURCE, *found]))


def _index(lang: str, entries: Sequence[IndexEntry], langs: Sequence[str], *, site: Site) -> Iterator[Artefact]:
    listed = [entry for entry in entries if lang == languages.SOURCE or _in(lang, entry)]
    data = _search(lang, listed)
    file = f"search.{lang}.js"
    if listed:
        yield Artefact(file, data)
    search = f"{file}?v={sha256(data).hexdigest()[:_DIGITS]}" if listed else ""
    shown = [listed[at : at + _ARTICLES_ON_A_PAGE] for at in range(0, len(listed), _ARTICLES_ON_A_PAGE)] or [[]]
    offered = feeds.names(lang, listed, site=site)
    for number, part in enumerate(shown, 1):
        page = _page(lang, part, langs, site=site, pages=(number, len(shown)), search=search, feeds=offered)
        yield Artefact(name(lang, number), page)


def _in(lang: str, entry: IndexEntry) -> list[IndexEdition]:
    return [edition for edition in entry.editions if languages.language(edition.tag) == lang]


def _page(
    lang: str,
    entries: Sequence[IndexEntry],
    langs: Sequence[str],
    *,
    site: Site,
    pages: tuple[int, int],
    search: str,
    feeds: Sequence[tuple[str, str, str]],
) -> bytes:
    number, last = pages
    tags = {edition.tag for entry in entries for edition in entry.editions}
    return render(
        "index.html.j2",
        site,
        assets=assets(site),
        root="",
        home=name(lang),
        labels=Labels(lang),
        labels_of={tag: Labels(tag) for tag in tags},
        lang=lang,
        direction=languages.direction(lang),
        languages=_ways(lang, langs),
        autonym=languages.autonym,
        language=languages.language,
        direction_of=languages.direction,
        is_simple=languages.is_simple,
        page_of=page_of,
        articles=[(entry, _in(lang, entry) or entry.editions, iso_date(entry.published)) for entry in entries],
        every_language=lang == languages.SOURCE,
        number=number,
        last=last,
        newer=name(lang, number - 1) if number > 1 else None,
        older=name(lang, number + 1) if number < last else None,
        search=search,
        feeds=feeds,
    )


def _ways(current: str, langs: Sequence[str]) -> tuple[Way, ...]:
    return tuple(
        Way(name(lang), lang, languages.autonym(lang), lang, languages.direction(lang), current=lang == current)
        for lang in langs
    )


def _search(lang: str, entries: Sequence[IndexEntry]) -> bytes:
    """Write what the search reads: address, title, lead, date in words, folded title, all words."""
    labels = Labels(lang)
    rows = [_row(entry, _in(lang, entry) or entry.editions[:1], labels) for entry in entries]
    return f"lattlastSearch={json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _row(entry: IndexEntry, editions: Sequence[IndexEdition], labels: Labels) -> list[str]:
    first = editions[0]
    words = dict.fromkeys(word for edition in editions for word in edition.words.split())
    return [
        page_of(entry.slug, first.tag),
        first.title or entry.slug,
        first.lead,
        labels.date(entry.published),
        folded(first.title),
        " ".join(words),
    ]
