"""What a page says about itself: title, author, dates, site, address, language.

Takes a page's tree and text, gives strings; a page's structured data (schema.org) goes before its meta elements, those
before its visible time elements. It does not know what the article's text says.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from lattlast.languages import is_known
from lattlast.reading import dates
from lattlast.reading.page import words_of
from lattlast.reading.passages import clean_text
from lattlast.reading.profiles import named_role
from lattlast.reading.selectors import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bs4 import Tag
    from lxml.etree import _Element as Element

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|WebPage|Report")
_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "author": ("author", "article:author", "dc.creator", "twitter:creator", "parsely-author", "sailthru.author"),
    "published": (
        "article:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "date",
        "dc.date",
        "dcterms.date",
        "pubdate",
        "pub_date",
        "publish_date",
        "publish-date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
    ),
    "modified": (
        "article:modified_time",
        "datemodified",
        "og:updated_time",
        "dc.date.modified",
        "dcterms.modified",
        "last-modified",
    ),
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
_TIMES = Rules(
    {
        "published": [
            "[itemprop=datePublished]",
            "[property~='dc:date']",
            "time.published",
            "abbr.published",
            "time[pubdate]",
            ".published time",
            "time.entry-date",
        ],
        "modified": ["[itemprop=dateModified]", "time.updated", "abbr.updated", ".updated time"],
    }
)
_perhaps_dated = etree.XPath("//time|//abbr|//body//*[@itemprop or @property]")
_SITE_SUFFIX = re.compile(r"\s+[-–—|·:]\s+(?P<site>[^-–—|·:]+)$")
_TOP = 4096
_FIRST_TIMES = 10
_LEADING_AWAY = frozenset(["a", "aside", "footer", "li", "nav"])
_BYLINES = frozenset(["byline", "date"])
_NEAR = 3
_CHANGED = re.compile(r"uppdat|updat|modif|ändra|granska|reviewed", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SITE = re.compile(r"kommun|\bstad$|region|\.se$", re.IGNORECASE)
_SAVED = re.compile(r"\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<address>https?://\S+)")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def page_facts(page: Element, text: str) -> dict[str, str]:
    """Give what the page says: title, author, published, modified (ISO dates), site, image, address, base, lang."""
    sources = (_schema(page), _meta(page), _times(page), _elements(page, text), _unnamed_times(page))
    found: dict[str, str] = {}
    for source in sources:
        for name, value in source:
            checked = _CHECKS.get(name, clean_text)(value)
            if checked:
                found.setdefault(name, checked)
    return _split_title(found, {clean_text(words_of(heading)) for heading in page.iter("h1", "h2")})


def told_body(page: Element) -> str:
    """Give the article's text as the page's structured data has it, or an empty string."""
    bodies = (thing.get("articleBody") for thing in _things(page))
    return next((body for body in bodies if isinstance(body, str)), "")


def _split_title(found: dict[str, str], headings: set[str]) -> dict[str, str]:
    """Part the site's name from the page's title, where it is sure to be one."""
    suffix = _SITE_SUFFIX.search(found.get("title", ""))
    if suffix is None:
        return found
    title, site = found["title"][: suffix.start()], suffix["site"]
    if found.get("site") == site or title in headings or _SITE.search(site):
        return {"site": site} | found | {"title": title}
    return found


def _schema(page: Element) -> Iterator[tuple[str, str]]:
    for thing in _things(page):
        if _ARTICLE_TYPES.search(str(thing.get("@type"))):
            for name, key in _SCHEMA.items():
                yield name, _name(thing.get(key))


def _things(page: Element) -> Iterator[Mapping[str, Any]]:
    """Give every object in the page's JSON-LD, the outer ones first."""
    for script in page.iter("script"):
        try:
            queue = [json.loads(script.text or "", strict=False)]
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


def _meta(page: Element) -> Iterator[tuple[str, str]]:
    contents: dict[str, str] = {}
    for element in page.iter("meta"):
        key = str(element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        contents.setdefault(key, str(element.get("content") or ""))
    for name, keys in _META.items():
        yield from ((name, contents[key]) for key in keys if key in contents)


def _times(page: Element) -> Iterator[tuple[str, str]]:
    dated = (element for element in _perhaps_dated(page) if _TIMES.match(element))
    for element in islice(dated, _FIRST_TIMES):
        value = next(filter(None, map(element.get, ("datetime", "content", "title"))), None)
        yield _TIMES.match(element), str(value or words_of(element))


def _unnamed_times(page: Element) -> Iterator[tuple[str, str]]:
    """Give the times in headers and bylines that nobody says what they are of."""
    for element in page.iter("time"):
        around = list(element.iterancestors())
        leads_away = any(one.tag in _LEADING_AWAY for one in around)
        if not leads_away and any(map(_tells_of_article, (element, *around[:_NEAR]))):
            name = "modified" if _CHANGED.search(words_of(around[0])) else "published"
            yield name, element.get("datetime") or words_of(element)


def _tells_of_article(element: Element) -> bool:
    return element.tag == "header" or named_role(element) in _BYLINES


def _elements(page: Element, text: str) -> Iterator[tuple[str, str]]:
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield "address", link.get("href") or ""
    for name, tag, attribute in (("base", "base", "href"), ("lang", "html", "lang"), ("lang", "body", "lang")):
        yield from ((name, element.get(attribute) or "") for element in page.iter(tag))
    yield from (("address", match["address"]) for comment in _comments(text) if (match := _SAVED.match(comment)))
    yield from (("title", words_of(title)) for title in page.iter("title"))


def _comments(text: str) -> Iterator[str]:
    """Give the comments at the page's very top, where browsers say whence they saved it."""
    top = text[:_TOP]
    return (match.group(1) for match in _COMMENT.finditer(top[: (top.lower() + "<body").index("<body")]))


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
