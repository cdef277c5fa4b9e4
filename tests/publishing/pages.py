"""Published pages, ready to be asked about."""

import json

from bs4 import BeautifulSoup

from lattlast.publishing import publish


def files(*editions, **options):
    """Publish and give the files by path."""
    return {artefact.path: artefact.data for artefact in publish(editions, **options)}


def page(edition, *others, **options):
    """Publish an edition among others and parse its page."""
    return parse(files(edition, *others, **options)[f"{edition.tag}/index.html"])


def parse(data):
    """Parse a page."""
    return BeautifulSoup(data, "lxml")


def texts(found):
    """Give the texts of elements, spaces evened out."""
    return [" ".join(element.get_text().split()) for element in found]


def json_ld(soup):
    """Give what a page says to machines."""
    return json.loads(soup.find("script", type="application/ld+json").string)
