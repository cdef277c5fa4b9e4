"""How municipal pages are built, from data/reading.toml.

Takes nothing, gives selectors and matchers, compiled once. It does not know what is done with what they find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lattlast import packaged
from lattlast.reading.selectors import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bs4 import Tag
    from lxml.etree import _Element as Element

_NAMED_BY = ("class", "itemprop", "slot", "data-component", "data-testid", "data-qa")
_FEW_WORDS = r"[^.!?]{1,60}?"
_NO_WORD = re.compile(r"^\W+")
_CAPITAL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|[-_:/.]+")


@dataclass(frozen=True, slots=True)
class Profiles:
    """Matchers by what they find; see data/reading.toml."""

    articles: Rules
    titles: Rules
    title_names: Rules
    share: float
    unwanted: Rules
    unwanted_names: Mapping[str, re.Pattern[str]]
    unwanted_beginnings: Mapping[str, re.Pattern[str]]
    unwanted_wholes: Mapping[str, re.Pattern[str]]
    tails: Mapping[str, re.Pattern[str]]
    link_labels: Mapping[str, re.Pattern[str]]
    unwanted_links: Mapping[str, re.Pattern[str]]
    openings: frozenset[str]
    link_lists: Mapping[str, re.Pattern[str]]
    link_lines: re.Pattern[str]
    side_headings: tuple[re.Pattern[str], ...]
    foot: re.Pattern[str]
    roles: Mapping[str, re.Pattern[str]]
    picture_boxes: re.Pattern[str]
    other_boxes: re.Pattern[str]
    facts_heading: re.Pattern[str]

    def may_leave(self, text: str) -> bool:
        """Say whether a text may be among those that short parts begin with: a quick look before a thorough one."""
        bare = _NO_WORD.sub("", text)
        return bare[:1].isdigit() or _opening(text) in self.openings or _opening(bare) in self.openings


@cache
def profiles() -> Profiles:
    """Read the table."""
    table = packaged.table("reading")
    unwanted = table["leave-out"]
    return Profiles(
        articles=Rules(
            {"whole": table["article"]["whole"]}
            | {str(rank): [selector] for rank, selector in enumerate(table["article"]["selectors"])}
        ),
        titles=Rules({"title": table["article"]["titles"]}),
        title_names=Rules({"title": table["article"]["title-names"]}),
        share=table["article"]["share"],
        unwanted=Rules(unwanted["selectors"]),
        unwanted_names={reason: _names(words) for reason, words in unwanted["words"].items()},
        unwanted_beginnings={reason: _beginnings(texts) for reason, texts in unwanted["beginnings"].items()},
        unwanted_wholes={reason: _wholes(texts) for reason, texts in unwanted["wholes"].items()},
        tails={reason: _wholes(texts) for reason, texts in unwanted["tails"].items()},
        link_labels={reason: _beginnings(texts) for reason, texts in unwanted["link-labels"].items()},
        unwanted_links={reason: _beginnings(texts) for reason, texts in unwanted["links"].items()},
        openings=frozenset(map(_opening, _texts(unwanted))),
        link_lists={reason: _beginnings(texts) for reason, texts in unwanted["link-lists"].items()},
        link_lines=_beginnings(unwanted["link-lines"]["beginnings"]),
        side_headings=(
            _beginnings(unwanted["side-columns"]["headings"]),
            _beginnings(unwanted["link-lists"]["related pages"]),
        ),
        foot=_beginnings(unwanted["side-columns"]["foot"]),
        roles={role: _names(words) for role, words in table["roles"].items()},
        picture_boxes=_names(table["picture-boxes"]["names"]),
        other_boxes=_names(table["picture-boxes"]["others"]),
        facts_heading=_beginnings(table["facts"]["headings"]),
    )


def given_names(get: Callable[[str], object]) -> str:
    """Give the words that an element is named with besides its id: classes, and what scripts and tests call it."""
    values = (get(name) for name in _NAMED_BY)
    return " ".join(" ".join(value) if isinstance(value, list) else str(value) for value in values if value)


def names(classes: str, identifier: str = "") -> str:
    """Give the words in an element's classes and id, lower-case, a space around each."""
    return f" {_CAPITAL.sub(' ', f'{classes} {identifier}').lower()} "


@cache
def unwanted_name(classes: str, identifier: str) -> str:
    """Give the reason why an element of these names should go, or an empty string."""
    words = names(classes, identifier)
    return next((reason for reason, pattern in profiles().unwanted_names.items() if pattern.search(words)), "")


def role(element: Tag) -> str:
    """Give the first role that an element's names tell, or an empty string; a credit may be called so for the blind."""
    said = named_role(element)
    if said or not element.get("aria-label"):
        return said
    return "credit" if role_of(str(element["aria-label"]), "") == "credit" else ""


def named_role(element: Tag | Element) -> str:
    """Give the first role that an element's names tell, or an empty string."""
    return role_of(given_names(element.get), str(element.get("id") or ""))


@cache
def role_of(given: str, identifier: str) -> str:
    """Give the first role that such names tell, or an empty string."""
    words = names(given, identifier)
    return next((role for role, pattern in profiles().roles.items() if pattern.search(words)), "")


def is_picture_box(element: Tag | Element) -> bool:
    """Say whether an element's names tell of a picture, and of nothing else."""
    words = names(given_names(element.get))
    return bool(profiles().picture_boxes.search(words)) and not profiles().other_boxes.search(words)


def _texts(unwanted: Mapping[str, Mapping[str, Iterable[str]]]) -> Iterable[str]:
    """Give the texts that short parts begin with."""
    kinds = ("beginnings", "wholes", "links", "link-labels")
    return (text for kind in kinds for texts in unwanted[kind].values() for text in texts)


def _opening(text: str) -> str:
    return text[:2].lower()


def _names(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{_either(words)})(?= |\d)")


def _beginnings(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_either(texts), re.IGNORECASE)


def _wholes(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_either(texts)})\W*$", re.IGNORECASE)


def _either(texts: Iterable[str]) -> str:
    return "|".join(map(_pattern, sorted(texts, key=len, reverse=True)))


def _pattern(text: str) -> str:
    """Write a text of the table as a pattern: # is a number, * a few words, $ the end."""
    return (
        re.escape(text)
        .replace(r"\#", r"\d[\d\s.,]*")
        .replace(r"\*", _FEW_WORDS)
        .replace(":", r"\s*:")
        .replace(r"\$", r"\W*$")
    )
