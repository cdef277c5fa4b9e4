"""Published pages, ready to be asked about."""

import json
from collections.abc import Iterable
from typing import Any

from bs4 import BeautifulSoup

from lattlast.model import Edition
from lattlast.publishing import publish


def files(*editions: Edition, **options: Any) -> dict[str, bytes]:
    """Publish and give the files by path."""
    return {artefact.path: artefact.data for artefact in publish(editions, **options)}


def page(edition: Edition, *others: Edition, **options: Any) -> Any:
    """Publish an edition among others and parse its page."""
    return parse(files(edition, *others, **options)[f"{edition.tag}/index.html"])


def parse(data: bytes) -> Any:
    """Parse a page."""
    return BeautifulSoup(data, "lxml")


def texts(found: Iterable[Any]) -> list[str]:
    """Give the texts of elements, spaces evened out."""
    return [" ".join(element.get_text().split()) for element in found]


def json_ld(soup: Any) -> Any:
    """Give what a page says to machines."""
    return json.loads(soup.find("script", type="application/ld+json").string)
