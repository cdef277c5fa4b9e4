"""Controls: what a reader acts with, and what it opens.

Takes elements, tells forms, answers, tools and panels. It does not know what is left out for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.reading.page import HEADINGS, first_told, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTROLS = frozenset(["input", "select", "textarea", "button", "label", "progress", "meter", "datalist"])
_QUESTION_BOXES = frozenset(["div", "section", "aside", "fieldset", "form"])
_ANSWERS = frozenset(["radio", "checkbox"])
_FEWEST_ANSWERS = 2
_WITHIN = ("#", "javascript:", "mailto:?")


def asks(element: Element) -> bool:
    """Tell a box to give an address in, and a question with buttons or circles to answer it."""
    if element.tag not in _QUESTION_BOXES or contains(element, ("img", "details")):
        return False
    controls = [one for one in element.iter("button", "input", "textarea") if not opens_panel(one)]
    if any(one.get("type") == "email" for one in controls):
        return True
    answers = [one for one in controls if one.tag != "input" or one.get("type") in _ANSWERS]
    is_question = len(answers) >= _FEWEST_ANSWERS and "?" in words_of(element)
    return is_question and not any("?" in words_of(one) for one in controls)


def acts(item: Element) -> bool:
    """Tell an item that does something to the page, or leads to a place in it."""
    hrefs = (link.get("href") or "" for link in item.iter("a"))
    return contains(item, ("button",)) or any(href.startswith(_WITHIN) for href in hrefs)


def opens_with_link(item: Element) -> bool:
    """Say whether an item's text begins with a link that is no part of a sentence."""
    first = first_told(item)
    link = first if first is None or first.tag == "a" else next(first.iterancestors("a"), None)
    return link is not None and not any(letter.isalnum() for letter in link.tail or "")


def contains(element: Element, tags: tuple[str, ...]) -> bool:
    """Say whether an element of these tags stands inside."""
    return next((True for one in element.iter(*tags) if one is not element), False)


def is_panel(element: Element) -> bool:
    """Tell the panel of an accordion: a button that opens it stands right before."""
    before = element.getprevious()
    return before is not None and any(one.get("aria-expanded") is not None for one in before.iter("button", "a", "div"))


def opens_panel(element: Element) -> bool:
    """Tell the button of an accordion, where no heading holds it."""
    is_button = element.tag == "button" or element.get("role") == "button"
    opens = element.get("aria-controls") is not None or element.get("aria-expanded") is not None
    return is_button and opens and not in_heading(element)


def in_heading(element: Element) -> bool:
    """Say whether a heading stands around an element."""
    return any(one.tag in HEADINGS or one.tag == "summary" for one in element.iterancestors())
