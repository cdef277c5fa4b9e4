"""The article's main heading on its page, and the labels over it.

Takes a page's body, gives the element whose text is the article's title. It does not know where the article's text is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.reading.page import beside, words_of
from lattlast.reading.profiles import named_role, profiles, unwanted_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from lattlast.reading.page import Measures

_TITLE_LENGTH = 300
_NOT_IN_TITLE = ("ul", "ol", "table", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure")
_MUCH_OF_TITLE = 0.4
_LITTLE = 0.2
_OF_ARTICLE = frozenset(["lead", "picture", "caption", "credit", "byline", "date", "facts", "quote"])
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LABEL_WORDS = 4
_PART_WORDS = 3
_BETWEEN = re.compile(r"\s+[-–—|·»:]+\s+|:\s+")
_TITLE_TAGS = ("h3", "h4", "p", "div", "span", "font", "b", "strong", "td", "center", "big")
_LEADS = ("a", "li", "nav")


def main_heading(body: Element, title: str) -> Element | None:
    """Choose what says most of the page's title, first among what readers see, else the first h1 in its content."""
    headings = [heading for heading in body.iter("h1", "h2") if _is_title(heading)]
    seen = [heading for heading in headings if unwanted_name(heading.get("class") or "", "") != "hidden text"]
    named, all_named = _saying(seen, title), _saying(headings, title)
    much = (one for one in named if len(words_of(one)) >= _MUCH_OF_TITLE * len(title))
    topmost = (one for one in (*named, *all_named) if one.tag == "h1")
    groups = (much, _called(body, title), _part_of(body, title), topmost, _first(seen), _first(headings))
    return next((heading for group in groups for heading in group), None)


def _saying(headings: list[Element], title: str) -> list[Element]:
    """Give the headings that stand in the page's title, the longest first."""
    named = [heading for heading in headings if words_of(heading).casefold() in title.casefold()]
    return sorted(named, key=lambda heading: (-len(words_of(heading)), heading.tag))


def _called(body: Element, title: str) -> Iterator[Element]:
    """Give what is named as a title, and no heading: in exports of Word, and where an h1 is for the blind only."""
    for element in body.iter("p", "div", "span", "h3", "h4"):
        if not element.attrib:
            continue
        if profiles().titles.match(element) and _is_title(element):
            yield element
        if profiles().title_names.match(element) and _is_title(element) and _says_much_of(words_of(element), title):
            yield element


def _says_much_of(text: str, title: str) -> bool:
    return len(text) >= _MUCH_OF_TITLE * len(title) and text in title


def _part_of(body: Element, title: str) -> Iterator[Element]:
    """Give what says a whole part of the page's title, beside the site's name, where no heading and no name tells."""
    parts = {part for part in _BETWEEN.split(title) if len(part.split()) >= _PART_WORDS}
    for element in body.iter(*_TITLE_TAGS) if parts else ():
        text = " ".join((element.text or "").split())
        if text in parts and words_of(element) == text and next(element.iterancestors(*_LEADS), None) is None:
            yield element


def _first(headings: list[Element]) -> Iterator[Element]:
    first = [heading for heading in headings if heading.tag == "h1"]
    yield from (heading for heading in first if next(heading.iterancestors("main", "article"), None) is not None)
    yield from first


def _is_title(element: Element) -> bool:
    """Tell a heading from an element that was never closed, or that an editor used for its looks."""
    text = words_of(element)
    return 0 < len(text) <= _TITLE_LENGTH and next(element.iterdescendants(*_NOT_IN_TITLE), None) is None


def labels_over(heading: Element, root: Element, measures: Measures) -> Iterator[Element]:
    """Give the few words over a main heading that say what the article is filed under, such as “Trafik”."""
    for around in (heading, *heading.iterancestors()):
        if around is root:
            return
        before = around.itersiblings(preceding=True)
        yield from (one for one in before if _is_label(one, measures) or _is_path(one, heading, measures))


def notices_over(heading: Element, root: Element, measures: Measures) -> list[Element]:
    """Give what stands over a main heading though it says more than a label, unless that is much of the text."""
    found = [one for one in beside(heading, root, preceding=True) if _is_notice(one, measures)]
    return found if sum(measures.letters[one] for one in found) <= _LITTLE * measures.letters[root] else []


def _is_notice(element: Element, measures: Measures) -> bool:
    """Tell what is no picture, no date and nothing with a name of its own."""
    if not measures.letters[element] or next(element.iter("img", "time"), None) is not None:
        return False
    named = named_role(element)
    return named not in _OF_ARTICLE and _YEAR.search(words_of(element)) is None


def _is_path(element: Element, heading: Element, measures: Measures) -> bool:
    """Tell the path to a page, which ends with its title."""
    return measures.linked[element] > 0 and words_of(element).endswith(words_of(heading))


def _is_label(element: Element, measures: Measures) -> bool:
    if (
        not measures.letters[element]
        or measures.running[element]
        or next(element.iter("img", "time"), None) is not None
    ):
        return False
    words = words_of(element)
    named = named_role(element)
    return len(words.split()) <= _LABEL_WORDS and not named and not any(letter.isdigit() for letter in words)
