"""How municipal pages are built, from data/reading.toml.

Takes nothing, gives selectors and matchers, compiled once. It does not know what is done with what they find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lattlast import packaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bs4 import Tag

_CAPITAL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|[-_:/.]+")


@dataclass(frozen=True, slots=True)
class Profiles:
    """Matchers by what they find; see data/reading.toml."""

    articles: tuple[str, ...]
    whole: str
    titles: str
    share: float
    unwanted: Mapping[str, str]
    unwanted_names: Mapping[str, re.Pattern[str]]
    unwanted_beginnings: Mapping[str, re.Pattern[str]]
    link_lists: Mapping[str, re.Pattern[str]]
    roles: Mapping[str, re.Pattern[str]]
    facts_heading: re.Pattern[str]


@cache
def profiles() -> Profiles:
    """Read the table."""
    table = packaged.table("reading")
    unwanted = table["leave-out"]
    return Profiles(
        articles=tuple(table["article"]["selectors"]),
        whole=", ".join(table["article"]["whole"]),
        titles=", ".join(table["article"]["titles"]),
        share=table["article"]["share"],
        unwanted={reason: ", ".join(selectors) for reason, selectors in unwanted["selectors"].items()},
        unwanted_names={reason: _names(words) for reason, words in unwanted["words"].items()},
        unwanted_beginnings={reason: _beginnings(texts) for reason, texts in unwanted["beginnings"].items()},
        link_lists={reason: _whole(texts) for reason, texts in unwanted["link-lists"].items()},
        roles={role: _names(words) for role, words in table["roles"].items()},
        facts_heading=_beginnings(table["facts"]["headings"]),
    )


def names(element: Tag) -> str:
    """Give the words in an element's classes and id, lower-case, a space around each."""
    given = element.get_attribute_list("class") + element.get_attribute_list("id")
    words = " ".join(_CAPITAL.sub(" ", str(name)) for name in given if name)
    return f" {words.lower()} "


def role(element: Tag) -> str:
    """Give the first role that an element's names tell, or an empty string."""
    words = names(element)
    return next((role for role, pattern in profiles().roles.items() if pattern.search(words)), "")


def _names(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{_either(words)})(?= |\d)")


def _beginnings(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_either(texts), re.IGNORECASE)


def _whole(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(texts)})\s*:?", re.IGNORECASE)


def _either(texts: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))
