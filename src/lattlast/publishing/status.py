"""How an edition was made, as its page has to tell.

Takes an edition, gives its status and the notices in the edition's language and in Swedish. It does not know how the
notices are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lattlast import languages
from lattlast.publishing.labels import Labels

if TYPE_CHECKING:
    from lattlast.model import Edition

Making = Literal["original", "simplified", "translated", "simplified-translated"]
_MAKINGS: dict[tuple[bool, bool], Making] = {
    (False, False): "original",
    (True, False): "simplified",
    (False, True): "translated",
    (True, True): "simplified-translated",
}
_CHECKED = frozenset(["reviewed", "final"])


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page says about the text, in the language of its labels."""

    labels: Labels
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How the text was made, whether a person has checked all of it, and whether a starter model made it."""

    making: Making
    reviewed: bool
    starter: bool

    @property
    def code(self) -> str:
        """The status in one word for machines, such as ``translated-unreviewed``."""
        if self.making == "original":
            return self.making
        return f"{self.making}-{'reviewed' if self.reviewed else 'unreviewed'}"


def status(edition: Edition) -> Status:
    """Tell how an edition was made."""
    making = _MAKINGS[languages.is_simple(edition.tag), languages.language(edition.tag) != languages.SOURCE]
    reviewed = bool(edition.units) and all(unit.state in _CHECKED for unit in edition.units)
    return Status(making, reviewed, edition.starter)


def notices(edition: Edition) -> tuple[Notice, ...]:
    """Write the notices: in the language of the edition's labels, then in Swedish where that is another."""
    langs = dict.fromkeys([Labels(edition.tag).lang, languages.SOURCE])
    keys = _sentence_keys(status(edition))
    return tuple(Notice(labels, tuple(labels.words[key] for key in keys)) for labels in map(Labels, langs))


def _sentence_keys(told: Status) -> tuple[str, ...]:
    if told.making == "original":
        return ("notice_original",)
    review = "notice_reviewed" if told.reviewed else "notice_unreviewed"
    starter = ("notice_starter",) if told.starter and not told.reviewed else ()
    draft = told.making == "simplified" and not told.reviewed
    making = "notice_simplified_draft" if draft else f"notice_{told.making.replace('-', '_')}"
    return (making, review, *starter)
