"""What a page says about itself: title, author, dates, site, address, language.

Takes a parsed page, gives strings; a page's structured data (schema.org) goes before its meta elements, those before
its visible time elements. It does not know what the article's text says.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bs4.element import Comment

from lattlast.languages import is_known
from lattlast.reading import dates
from lattlast.reading.passages import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bs4 import BeautifulSoup, Tag

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|WebPage|Report")
_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "author": ("author", "article:author", "dc.creator", "twitter:creator"),
    "published": ("article:published_time", "dc.date.issued", "dcterms.created", "date", "dc.date", "pubdate"),
    "modified": ("article:modified_time", "og:updated_time", "dc.date.modified", "dcterms.modified", "last-modified"),
    "site": ("og:site_name", "application-name", "dc.publisher"),
    "image": ("og:image", "twitter:image"),
    "address": ("og:url",),
}
_SCHEMA = {
    "title": "headline",
    "author": "author",
    "published": "datePublished",
    "modified": "dateModified",
    "site": "publisher",
    "image": "image",
}
_TIMES = {
    "published": "time[itemprop=datePublished], time.published, time[pubdate], .published time, time.entry-date",
    "modified": "time[itemprop=dateModified], time.updated, .updated time",
}
_SITE_SUFFIX = re.compile(r"\s+[-–—|·:]\s+(?P<site>[^-–—|·:]+)$")
_TOP = 3
_SITE = re.compile(r"kommun|\bstad$|region|\.se$", re.IGNORECASE)
_SAVED = re.compile(r"\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<address>https?://\S+)")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def page_facts(page: BeautifulSoup) -> dict[str, str]:
    """Give what the page says: title, author, published, modified (ISO dates), site, image, address, base, lang."""
    sources = (_schema(page), _meta(page), _times(page), _elements(page))
    found: dict[str, str] = {}
    for source in sources:
        for name, text in source:
            value = _CHECKS.get(name, clean_text)(text)
            if value:
                found.setdefault(name, value)
    return _split_title(found, {clean_text(heading.get_text(" ")) for heading in page.find_all(["h1", "h2"])})


def _split_title(found: dict[str, str], headings: set[str]) -> dict[str, str]:
    """Part the site's name from the page's title, where it is sure to be one."""
    suffix = _SITE_SUFFIX.search(found.get("title", ""))
    if suffix is None:
        return found
    title, site = found["title"][: suffix.start()], suffix["site"]
    if found.get("site") == site or title in headings or _SITE.search(site):
        return {"site": site} | found | {"title": title}
    return found


def _schema(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for thing in _things(page):
        if _ARTICLE_TYPES.search(str(thing.get("@type"))):
            for name, key in _SCHEMA.items():
                yield name, _name(thing.get(key))


def _things(page: BeautifulSoup) -> Iterator[Mapping[str, Any]]:
    """Give every object in the page's JSON-LD, the outer ones first."""
    for script in page.find_all("script", type="application/ld+json"):
        try:
            queue = [json.loads(script.get_text())]
        except (ValueError, RecursionError):
            continue
        while queue:
            value = queue.pop(0)
            if isinstance(value, dict):
                yield value
            queue += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []


def _name(value: object) -> str:
    """Give the name in a schema.org value: a string, an object, or several of them."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one) for one in value if not isinstance(one, list))))
    if isinstance(value, dict):
        return next((text for text in (value.get("name"), value.get("url")) if isinstance(text, str)), "")
    return value if isinstance(value, str) else ""


def _meta(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    contents: dict[str, str] = {}
    for element in page.find_all("meta"):
        key = str(element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        contents.setdefault(key, str(element.get("content") or ""))
    for name, keys in _META.items():
        yield from ((name, contents[key]) for key in keys if key in contents)


def _times(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for name, selector in _TIMES.items():
        for element in page.select(selector):
            yield name, str(element.get("datetime") or element.get_text(" "))


def _elements(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for name, selector, attribute in (
        ("address", "link[rel~=canonical]", "href"),
        ("base", "base[href]", "href"),
        ("lang", "html[lang]", "lang"),
        ("lang", "body[lang]", "lang"),
    ):
        yield from ((name, str(element.get(attribute) or "")) for element in page.select(selector))
    yield from (("address", match["address"]) for comment in _comments(page) if (match := _SAVED.match(comment)))
    if page.title:
        yield "title", page.title.get_text(" ")


def _comments(page: BeautifulSoup) -> Iterator[str]:
    """Give the comments outside the page's elements and at its very top, where browsers say whence they saved it."""
    outer = [*page.contents, *(page.html.contents[:_TOP] if page.html else ())]
    return (str(node) for node in outer if isinstance(node, Comment))


def _address(text: str) -> str:
    found = _WEB.fullmatch(text.strip())
    return found.group() if found else ""


def _lang(text: str) -> str:
    tag = text.strip().replace("_", "-").partition("-")[0].lower()
    return tag if re.fullmatch(r"[a-z]{2,3}", tag) and is_known(tag) else ""


def _person(text: str) -> str:
    name = clean_text(text)
    return "" if _WEB.match(name) or name.startswith("@") else name


def language_of(element: Tag) -> str:
    """Give the language that an element itself is marked with, or an empty string."""
    return _lang(str(element.get("lang") or element.get("xml:lang") or ""))


_CHECKS: dict[str, Callable[[str], str]] = {
    "published": dates.find,
    "modified": dates.find,
    "image": _address,
    "address": _address,
    "base": _address,
    "lang": _lang,
    "author": _person,
}
