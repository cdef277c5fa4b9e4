"""What is on a page but is not the article: taken out, and told with the reason.

Takes a page's body, measured, and takes elements out of it. It does not know where the article is, beyond what must
stay: the main heading, and what holds most of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from lattlast.reading.controls import CONTROLS, acts, asks, contains, in_heading, is_panel, opens_panel, opens_with_link
from lattlast.reading.page import HEADINGS, INLINE, Measures, holds, take_out, words_of
from lattlast.reading.profiles import given_names, is_picture_box, named_role, profiles, unwanted_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

_MEDIA = ("iframe", "video", "audio", "object", "embed")
_PICTURES = ("img", "table", "blockquote")
_OWN_FRAME = frozenset(["main", "article", "blockquote", "figure", "section"])
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHOWN_SOMEWHERE = re.compile(r"\bd-\w+-(?:block|flex|inline)")
_SHORT = 300
_FORM = 500
_FORMS = frozenset(["form", "fieldset"])
_MOST = 0.5
_ONLY_HEADING = 0.9
_QUOTES = frozenset(["blockquote", "figure"])
_LISTS = frozenset(["ul", "ol"])
_PICTURE_TAGS = frozenset(["img", "picture"])
_CAPTION = 250
_FEW = 6
_SLIDES = frozenset(["li", "figure"])
_TOOL = 40
_MOST_FEET = 30
_FEET = frozenset(["feedback form", "related pages", "sharing", "comments"])
_COLUMN = "side column"
_THREAD = frozenset(["comments", "cookie notice"])
_LINKS_ONLY = 0.8
_LINKS_HEADING = 50
_TAIL_HEADING = 30
_PARAGRAPHS = 2
_HEADS = (*sorted(HEADINGS), "p", "strong")
_TAIL_HEADS = frozenset([*_HEADS, "div", "span", "legend"])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of the page that is not in the document, and why."""

    reason: str
    text: str


@dataclass(slots=True)
class Clearing:
    """Clears one body; `heading` is the main heading, which stays with all around it.

    `feet` holds, for each part that stands at the foot of an article, what follows it.
    """

    body: Element
    heading: Element | None
    content: Element
    measures: Measures
    left_out: list[LeftOut] = field(default_factory=list)
    feet: list[list[Element]] = field(default_factory=list)
    _opened: frozenset[str] = frozenset()

    def clear(self) -> None:
        """Take out what should go, the outermost element of it each time."""
        self._opened = frozenset(name for names in self.body.xpath(".//@aria-controls") for name in names.split())
        self._take_all(self._tails())
        self._walk(self.body)
        self._take_all(self._link_lists())

    def _take_all(self, found: Iterable[tuple[str, Element]]) -> None:
        for reason, element in list(found):
            if element.getparent() is not None and not self._is_core(element):
                self.take(reason, element)

    def take(self, reason: str, element: Element) -> None:
        """Take an element out and remember its text."""
        text = words_of(element) or element.get("title") or ""
        is_foot = reason in _FEET or (reason == "form" and "?" in text)
        if text and is_foot and len(self.feet) < _MOST_FEET:
            self.feet.append(list(self._outermost_with(element).itersiblings("*")))
        self.measures.without(element)
        take_out(element)
        if text:
            self.left_out.append(LeftOut(reason, text))

    def _walk(self, around: Element) -> None:
        for element in list(around):
            reason = self._reason(element)
            if not reason or self._is_core(element, reason):
                self._walk(element)
            elif reason == _COLUMN and self._is_beside(element):
                self._leave_facts(element)
            else:
                self.take(reason, element)

    def _is_beside(self, column: Element) -> bool:
        """Say whether a column stands within what the page marks as its content, and holds facts."""
        return self.marks_as_content(column) and _holds_facts(column)

    def marks_as_content(self, element: Element) -> bool:
        """Say whether an element stands within what the page marks as its content, if it marks any."""
        return self.content.tag not in {"body", "html"} and holds(self.content, element)

    def _leave_facts(self, column: Element) -> None:
        """Take out all of a column but its boxes of facts."""
        for part in list(column):
            if not _holds_facts(part):
                self.take(_COLUMN, part)
            elif not _is_facts(part):
                self._leave_facts(part)

    def _is_core(self, element: Element, reason: str = "") -> bool:
        """Say whether an element holds the main heading or so much that without it there is no article."""
        if self.heading is not None and holds(element, self.heading):
            return True
        if reason in _THREAD:
            return self.measures.letters[self.body] == self.measures.letters[element]
        if holds(element, self.content):
            return True
        letters = self.measures.letters
        return holds(self.content, element) and letters[element] > _MOST * letters[self.content]

    def _reason(self, element: Element) -> str:
        """Say why an element should go, or give an empty string."""
        return (
            profiles().unwanted.match(element)
            or self._by_tag(element)
            or self._by_use(element)
            or self._by_names(element)
            or self._by_beginning(element)
            or ("form" if 0 < self.measures.letters[element] <= _SHORT and asks(element) else "")
        )

    def _by_tag(self, element: Element) -> str:
        tag = element.tag
        if tag in {"header", "footer"} and not self._is_own(element):
            return f"page {tag}"
        if element.getparent().tag == "footer" and self._says_much(element):
            return "page footer"
        if tag == "figure" and contains(element, _MEDIA) and not contains(element, _PICTURES):
            return "video, sound or map"
        is_small_form = self.measures.letters[element] < _FORM and (tag in _FORMS or element.get("role") == "form")
        return "form" if is_small_form and contains(element, tuple(CONTROLS)) else ""

    def _by_use(self, element: Element) -> str:
        """Tell what a reader acts with: lists of tools, links to tags, controls of a form."""
        tag = element.tag
        if tag in _LISTS and self._is_toolbar(element):
            return "page tools"
        if tag == "a" and "tag" in (element.get("rel") or "").split() and _is_loose(element):
            return "related pages"
        return "form" if tag in CONTROLS and not opens_panel(element) and not in_heading(element) else ""

    def _is_toolbar(self, element: Element) -> bool:
        """Tell a list of buttons and of links within the page, to share it, save it or jump in it."""
        items = [item for item in element if item.tag == "li"]
        if any(self.measures.letters[item] > _TOOL for item in items) or any(map(opens_panel, element.iter("button"))):
            return False
        return sum(map(acts, items)) > _MOST * len(items)

    def _says_much(self, element: Element) -> bool:
        """Tell what is more than a name or a date in the footer of an article."""
        if any(one.tag in _QUOTES for one in element.iterancestors()):
            return False
        return self.measures.running[element] > 0 or element.tag in HEADINGS or contains(element, tuple(HEADINGS))

    def _is_own(self, element: Element) -> bool:
        """Tell the header or footer of a part of the page: it stands inside one, or is nothing but a heading."""
        if any(one.tag in _OWN_FRAME for one in element.iterancestors()):
            return True
        headings = sum(self.measures.letters[heading] for heading in element.iter(*HEADINGS))
        return headings > _ONLY_HEADING * self.measures.letters[element] and not self.measures.linked[element]

    def _by_names(self, element: Element) -> str:
        if not element.attrib:
            return ""
        if self._is_hidden(element, element.get("class") or ""):
            return "hidden text"
        given, identifier = given_names(element.get), _given_id(element)
        reason = unwanted_name(given, identifier) if given or identifier else ""
        is_kept = reason == "hidden text" and _labels_picture(element)
        return "" if is_kept or (reason == "dialog" and _lies_over_picture(element)) else reason

    def _is_hidden(self, element: Element, classes: str) -> bool:
        """Find what no reader sees; a panel that a button opens is seen."""
        style = element.get("style")
        hides = (
            element.get("hidden") is not None
            or (element.get("aria-hidden") == "true" and not _inside(element, "figcaption") and not _is_slide(element))
            or (style and _HIDDEN_STYLE.search(style))
            or ("d-none" in classes.split() and not _SHOWN_SOMEWHERE.search(classes))
        )
        return bool(hides) and not self._is_opened(element)

    def _is_opened(self, element: Element) -> bool:
        return element.get("id") in self._opened or element.get("hidden") == "until-found" or is_panel(element)

    def _by_beginning(self, element: Element) -> str:
        """Tell a short part by its first words, a link by all of them."""
        if not 0 < self.measures.letters[element] <= _SHORT or not _stands_alone(element) or _has_caption(element):
            return ""
        text = words_of(element)
        if len(text) > _SHORT or not profiles().may_leave(text):
            return ""
        beginnings = profiles().unwanted_links if element.tag == "a" else profiles().unwanted_beginnings
        said = (*beginnings.items(), *profiles().unwanted_wholes.items())
        return next((why for why, pattern in said if pattern.match(text)), "") or self._labelled(element, text)

    def _labelled(self, element: Element, text: str) -> str:
        """Tell a box of nothing but links under “Sponsored” and its like."""
        for reason, pattern in profiles().link_labels.items():
            if (match := pattern.match(text)) and self.measures.linked[element]:
                label = len("".join(match.group().split()))
                return reason if self.measures.linked[element] + label >= self.measures.letters[element] else ""
        return ""

    def _tails(self) -> Iterator[tuple[str, Element]]:
        """Find lines such as “Comments” after which nothing of the article comes, with what follows beside them."""
        paragraphs = 0
        for line in self._after_heading():
            paragraphs += bool(self.measures.own.get(line))
            is_short = 0 < self.measures.letters[line] <= _TAIL_HEADING
            if not is_short or line.tag not in _TAIL_HEADS or paragraphs < _PARAGRAPHS:
                continue
            text = words_of(line)
            if reason := next((reason for reason, pattern in profiles().tails.items() if pattern.match(text)), ""):
                top = self._outermost_with(line)
                yield from ((reason, element) for element in (top, *top.itersiblings()))

    def _after_heading(self) -> Iterator[Element]:
        """Give the elements after the main heading, all where there is none."""
        elements = self.body.iter("*")
        return elements if self.heading is None else dropwhile(lambda one: one is not self.heading, elements)

    def _link_lists(self) -> Iterator[tuple[str, Element]]:
        """Find headings such as “Läs mer” over nothing but links, or over nothing that is left."""
        for heading in list(self.body.iter(*_HEADS)):
            reason, is_whole = self._heads_links(heading)
            if not reason:
                continue
            top = self._outermost_with(heading)
            below = list(self._until_heading(top))
            links = list(takewhile(self._leads_away, below))
            aside = next(top.iterancestors("aside"), None)
            if aside is not None and words_of(aside).startswith(words_of(heading)):
                yield reason, aside
            elif links or (is_whole and not below):
                yield from ((reason, element) for element in (top, *links))

    def _leads_away(self, element: Element) -> bool:
        """Tell what holds nothing but links, or teasers: short parts that each open with a link."""
        if self.measures.link_share(element) >= _LINKS_ONLY:
            return True
        items = [item for item in (*element.iter("li"),) or element if self.measures.letters[item]]
        return len(items) > 1 and all(self.measures.letters[item] <= _SHORT and opens_with_link(item) for item in items)

    def _heads_links(self, heading: Element) -> tuple[str, bool]:
        """Give the reason to take a list of links under such a heading, and whether it says nothing else."""
        if not 0 < self.measures.letters[heading] <= _LINKS_HEADING:
            return "", False
        text = words_of(heading)
        for reason, pattern in profiles().link_lists.items():
            if match := pattern.match(text):
                return reason, match.end() == len(text.rstrip(" :"))
        return "", False

    def _outermost_with(self, element: Element) -> Element:
        """Give the outermost element that holds this one and no other text."""
        letters = self.measures.letters
        top = element
        while (around := top.getparent()) is not None and around is not self.body:
            if letters[around] != letters[element]:
                break
            top = around
        return top

    def heading_over(self, element: Element) -> Element | None:
        """Give the heading right before an element, if it is not the main one."""
        before = next((one for one in element.itersiblings(preceding=True) if self.measures.letters[one]), None)
        is_heading = before is not None and before.tag in HEADINGS and before is not self.heading
        return before if is_heading else None

    def heads_nothing(self, heading: Element) -> bool:
        """Say whether no text stands between a heading and the next."""
        return heading.getparent() is not None and next(self._until_heading(heading), None) is None

    def _until_heading(self, element: Element) -> Iterator[Element]:
        for sibling in element.itersiblings():
            if sibling.tag in HEADINGS or contains(sibling, tuple(HEADINGS)):
                return
            if self.measures.letters[sibling]:
                yield sibling


def _holds_facts(element: Element) -> bool:
    return any(map(_is_facts, element.iter(*_OWN_FRAME, "div", "aside")))


def _is_facts(element: Element) -> bool:
    return named_role(element) == "facts"


def _inside(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _is_slide(element: Element) -> bool:
    """Tell a picture that waits for its turn: on paper all of them are seen."""
    return element.tag in _SLIDES and contains(element, ("img",)) and element.getparent().get("aria-hidden") is None


def _labels_picture(element: Element) -> bool:
    """Tell the unseen words before a caption or a credit, which say what it is."""
    return _inside(element, "figure") and words_of(element).endswith((",", ":"))


def _lies_over_picture(element: Element) -> bool:
    """Tell a caption that style sheets lay over its picture, and what holds the two."""
    if "overlay" not in given_names(element.get):
        return False
    around = element.getparent()
    is_small = len(around) <= _FEW and len(words_of(around)) <= _CAPTION
    is_beside = is_small and any(one.tag in _PICTURE_TAGS for one in around)
    return is_picture_box(element) or is_beside


def _given_id(element: Element) -> str:
    """Give the element's id; that of a heading is made of its own words, for a table of contents."""
    return "" if element.tag in HEADINGS else element.get("id") or ""


def _stands_alone(element: Element) -> bool:
    if element.tag not in INLINE or element.tag == "button":
        return True
    after = element.getnext()
    goes_on = element.tag == "span" and after is not None and after.tag in INLINE - {"br"}
    return element.tag in {"a", "span"} and not goes_on and _is_loose(element)


def _has_caption(element: Element) -> bool:
    """Tell a figure, or what holds its picture or its caption, from its texts."""
    return (element.tag == "figure" or _inside(element, "figure")) and contains(element, ("img", "figcaption"))


def _is_loose(element: Element) -> bool:
    """Tell a link that stands in no sentence: on a line of its own, or among other links."""
    around, before = element.getparent(), element.getprevious()
    in_text = around.tag in INLINE and not contains(around, ("img",))
    if in_text or (before is not None and before.tag in INLINE - {"a", "br", "img"}):
        return False
    beside = (around.text if before is None else before.tail, element.tail)
    return not any(letter.isalnum() for text in beside if text for letter in text)
