"""The article on its page: everything else is left out, and told.

Takes a parsed page, gives the element that holds the article, cleared of navigation, notices, forms and hidden parts.
It does not know what the article's own parts mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from bs4.element import Comment, NavigableString, Tag

from lattlast.reading.inlines import opens_panel
from lattlast.reading.markup import is_heading
from lattlast.reading.passages import clean_text
from lattlast.reading.profiles import names, profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bs4 import BeautifulSoup

_SILENT = ["script", "style", "template", "noscript", "svg", "link", "meta"]
_CONTROLS = ["input", "select", "textarea", "button", "label", "progress", "meter", "datalist"]
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_INLINE = frozenset(["a", "abbr", "b", "em", "i", "small", "span", "strong", "time", "u", "button", "label"])
_MARKING = frozenset(["article", "main"])
_HIDING = frozenset(["hidden", "aria-hidden", "style"])
_OWN_FRAME = ["main", "article", "blockquote", "figure", "section"]
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 100
_SHORT = 300
_FORM = 500
_LINKS_ONLY = 0.8
_WITH_HEADING = 1.5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of the page that is not in the document, and why."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """The article's element, its main heading (perhaps outside the element) and what was left out."""

    root: Tag
    heading: Tag | None
    left_out: tuple[LeftOut, ...]


def find_article(page: BeautifulSoup, *, title: str) -> Article:
    """Clear the page and find its article; `title` is the page's own name for it, perhaps with the site's."""
    _flatten(page)
    _place_tabs(page)
    for element in page.find_all(_SILENT):
        element.decompose()
    for comment in page.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    body = page.body or page
    heading = _main_heading(body, title)
    left_out = list(_clear(_Page(body, heading, _content(body))))
    root = _with_heading(_root(body, heading), heading, body)
    outside = clean_text(" ".join(_strings_outside(body, root, heading)))
    if outside:
        left_out.append(LeftOut("outside the article", outside))
    return Article(root, heading, tuple(left_out))


def _flatten(page: BeautifulSoup) -> None:
    """Turn what is nested without end into plain text, so that no recursion below runs out of stack."""
    depths = {id(page): 0}
    for element in page.find_all(name=True):
        if element.decomposed or element.parent is None:
            continue
        depth = depths[id(element)] = depths[id(element.parent)] + 1
        if depth >= _DEEPEST:
            text = element.get_text(" ")
            element.clear(decompose=True)
            element.append(NavigableString(text))


def _place_tabs(page: BeautifulSoup) -> None:
    """Put the name of each tab over the panel that it opens, as on paper."""
    for tab in page.select("[role=tab][aria-controls]"):
        panel = page.find(id=str(tab["aria-controls"]))
        if panel is None or _holds(panel, tab):
            continue
        if not _text(panel).startswith(_text(tab)):
            heading = page.new_tag("summary")
            heading.string = _text(tab)
            panel.insert(0, heading)
        panel.attrs = {name: value for name, value in panel.attrs.items() if name not in _HIDING}
        tab.decompose()


def _content(body: Tag) -> Tag:
    return body.find("main") or body.select_one("[role=main]") or body.find("article") or body


def _main_heading(body: Tag, title: str) -> Tag | None:
    """Choose the h1 that the page's title repeats, else the first one in its content, else the first."""
    headings = [heading for heading in body.find_all("h1") if _text(heading) and is_heading(heading)]
    named = (heading for heading in headings if _text(heading).casefold() in title.casefold())
    called = (element for element in body.select(profiles().titles) if _text(element) and is_heading(element))
    inside = (heading for heading in headings if heading.find_parent(["main", "article"]))
    return next((heading for group in (named, called, inside, iter(headings)) for heading in group), None)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page while it is cleared: what holds its main heading or half of its content stays."""

    body: Tag
    heading: Tag | None
    content: Tag

    def is_core(self, element: Tag) -> bool:
        if self.heading is not None and _holds(element, self.heading):
            return True
        if _holds(element, self.content):
            return True
        return _holds(self.content, element) and 2 * len(_text(element)) > len(_text(self.content))


def _clear(page: _Page) -> Iterator[LeftOut]:
    """Take the unwanted parts out of the page."""
    for reason, element in _unwanted(page.body):
        if not element.decomposed and element.parent is not None and not page.is_core(element):
            text = _text(element) or str(element.get("title") or "")
            element.decompose()
            if text:
                yield LeftOut(reason, text)


def _unwanted(body: Tag) -> Iterator[tuple[str, Tag]]:
    """Name what should go, rule by rule; elements may be gone when their turn comes."""
    for reason, selectors in profiles().unwanted.items():
        yield from ((reason, element) for element in body.select(selectors))
    yield from _page_frame(body)
    yield from (("hidden text", element) for element in _hidden(body))
    yield from _named(body)
    yield from _forms(body)
    yield from _beginnings(body)
    yield from _link_lists(body)


def _page_frame(body: Tag) -> Iterator[tuple[str, Tag]]:
    for name in ("header", "footer"):
        for element in body.find_all(name):
            if not element.decomposed and not element.find_parent(_OWN_FRAME):
                yield f"page {name}", element


def _hidden(body: Tag) -> Iterator[Tag]:
    """Find what no reader sees; a panel that a button opens is seen."""
    opened = {name for element in body.select("[aria-controls]") for name in str(element["aria-controls"]).split()}
    for element in body.select("[hidden], [aria-hidden=true], [style]"):
        style = str(element.get("style") or "")
        hides = element.has_attr("hidden") or element.get("aria-hidden") == "true" or _HIDDEN_STYLE.search(style)
        if hides and element.get("id") not in opened and element.get("hidden") != "until-found":
            yield element


def _named(body: Tag) -> Iterator[tuple[str, Tag]]:
    """Find parts by their class names and ids."""
    for element in body.find_all(name=True):
        words = "" if element.decomposed else names(element)
        if words.strip():
            reasons = (reason for reason, pattern in profiles().unwanted_names.items() if pattern.search(words))
            yield from ((reason, element) for reason in reasons)


def _forms(body: Tag) -> Iterator[tuple[str, Tag]]:
    """Find forms and loose controls; a form around the whole page (ASP.NET) and a heading's button are content."""
    for form in body.find_all("form"):
        if not form.decomposed and len(_text(form)) < _FORM and form.find(_CONTROLS):
            yield "form", form
    for control in body.find_all(_CONTROLS):
        if control.decomposed:
            continue
        if not opens_panel(control) and not control.find_parent([*_HEADINGS, "summary"]):
            yield "form", control


def _beginnings(body: Tag) -> Iterator[tuple[str, Tag]]:
    """Find short parts by their first words, as far out as those words still come first."""
    for reason, pattern in profiles().unwanted_beginnings.items():
        for string in body.find_all(string=lambda text: bool(pattern.match(str(text).strip()))):  # noqa: B023
            element = string.parent
            while element and element.parent and _is_short(element.parent) and pattern.match(_text(element.parent)):
                element = element.parent
            if element and element.name not in _INLINE and _is_short(element):
                yield reason, element


def _link_lists(body: Tag) -> Iterator[tuple[str, Tag]]:
    """Find headings such as “Läs mer” over nothing but links, or over nothing that is left."""
    for reason, pattern in profiles().link_lists.items():
        for heading in body.find_all([*_HEADINGS, "p", "strong"]):
            if heading.decomposed or not pattern.fullmatch(_text(heading)):
                continue
            top = heading
            while top.parent and top.parent is not body and _text(top.parent) == _text(heading):
                top = top.parent
            below = list(_until_heading(top))
            links = list(takewhile(_is_links, below))
            if links or not below:
                yield from ((reason, element) for element in (top, *links))


def _until_heading(element: Tag) -> Iterator[Tag]:
    for sibling in element.find_next_siblings():
        if sibling.name in _HEADINGS or sibling.find(_HEADINGS):
            return
        if _text(sibling):
            yield sibling


def _is_links(element: Tag) -> bool:
    links = [element] if element.name == "a" else element.find_all("a")
    return sum(len(_text(link)) for link in links) >= _LINKS_ONLY * len(_text(element))


def _root(body: Tag, heading: Tag | None) -> Tag:
    """Choose the article's element: a known one that holds most of the text, else where the text is densest."""
    if body.select_one(profiles().whole):
        return body
    marked = [element for element in body.find_all(name=True) if element.attrs or element.name in _MARKING]
    enough = profiles().share * _weight(body)
    for selector in profiles().articles:
        best = max((element for element in marked if element.css.match(selector)), key=_weight, default=None)
        in_heading = best is not None and heading is not None and _holds(heading, best)
        if best is not None and not in_heading and _weight(best) >= max(enough, 1):
            return best
    return _densest(body, heading)


def _densest(body: Tag, heading: Tag | None) -> Tag:
    """Go inwards as long as one child holds nearly all running text, and the main heading."""
    element = body
    while True:
        children = [child for child in element.find_all(name=True, recursive=False) if child.name not in _INLINE]
        best = max(children, key=_weight, default=None)
        if best is None or best is heading or best.name == "p":
            return element
        if _weight(best) < _LINKS_ONLY * max(_weight(element), 1):
            return element
        if heading is not None and _holds(element, heading) and not _holds(best, heading):
            return element
        element = best


def _with_heading(root: Tag, heading: Tag | None, body: Tag) -> Tag:
    """Widen the root to the main heading, and what stands between, unless that brings in much else."""
    if heading is None or _holds(root, heading):
        return root
    around = next((parent for parent in root.parents if _holds(parent, heading)), None)
    fits = around is not None and around is not body and _weight(around) <= _WITH_HEADING * _weight(root)
    return around if fits and around is not None else root


def _weight(element: Tag) -> int:
    """Count the letters of running text: those outside links."""
    return _letters(element) - sum(map(_letters, element.find_all("a")))


def _letters(element: Tag) -> int:
    return sum(map(len, _words(element.strings)))


def _strings_outside(body: Tag, root: Tag, heading: Tag | None) -> Iterator[str]:
    kept = {id(string) for part in (root, heading) if part is not None for string in part.strings}
    return (str(string) for string in body.strings if id(string) not in kept)


def _holds(element: Tag, other: Tag) -> bool:
    return element is other or any(parent is element for parent in other.parents)


def _is_short(element: Tag) -> bool:
    return len(_text(element)) <= _SHORT


def _text(element: Tag) -> str:
    return " ".join(_words(element.strings))


def _words(strings: Iterable[str]) -> Iterator[str]:
    return (word for string in strings for word in string.split())
