"""The ways from one edition of an article to the others.

Takes the tags of the editions and the current one, gives links: languages at the same reading level where there is
one, and the reading levels of the current language. It does not know how they are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.publishing import addresses
from lattlast.publishing.labels import Labels

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Way:
    """A link to an edition: its page and language, and the link's words with their language and direction."""

    href: str
    lang: str
    words: str
    words_lang: str
    direction: str
    current: bool


def languages_from(tag: str, tags: Sequence[str]) -> tuple[Way, ...]:
    """Link to every language, each by its own name, at the reading level of `tag` where there is one."""
    langs = dict.fromkeys(map(languages.language, tags))
    targets = [_nearest(lang, tags, easy=languages.is_simple(tag)) for lang in langs]
    return tuple(_way(target, tag, languages.autonym(target), languages.language(target)) for target in targets)


def levels_from(tag: str, tags: Sequence[str]) -> tuple[Way, ...]:
    """Link to the full and the easy-read text in the language of `tag`; empty where there is only one of them."""
    plain, labels = languages.language(tag), Labels(tag)
    names = {plain: labels.words["full_text"], languages.simple(plain): labels.easy_name}
    found = [(level, name) for level, name in names.items() if level in tags]
    return tuple(_way(level, tag, name, labels.lang) for level, name in found) if len(found) > 1 else ()


def alternates(tag: str, tags: Sequence[str]) -> tuple[str, ...]:
    """List the tags at the reading level of `tag`, for hreflang: there each plain language may stand only once."""
    same = [other for other in tags if languages.is_simple(other) == languages.is_simple(tag)]
    return tuple(dict.fromkeys(same)) if len(same) > 1 else ()


def original(tag: str, tags: Sequence[str]) -> Way | None:
    """Link to the edition that the others were made from; None on its own page."""
    source = languages.SOURCE if languages.SOURCE in tags else tags[0]
    return None if tag == source else _way(source, tag, languages.autonym(source), languages.language(source))


def page(tag: str) -> str:
    """Give the address of an edition's page, as seen from another edition's."""
    return f"../{addresses.segment(tag)}/index.html"


def page_of(slug: str, tag: str) -> str:
    """Give the address of an edition's page, as seen from the output folder."""
    return f"{addresses.segment(slug)}/{addresses.segment(tag)}/index.html"


def _nearest(lang: str, tags: Sequence[str], *, easy: bool) -> str:
    wanted = (languages.simple(lang), lang) if easy else (lang, languages.simple(lang))
    return next(tag for tag in wanted if tag in tags)


def _way(target: str, current: str, words: str, words_lang: str) -> Way:
    return Way(
        page(target),
        languages.language(target),
        words,
        words_lang,
        languages.direction(words_lang),
        current=target == current,
    )
