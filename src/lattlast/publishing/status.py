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
    from collections.abc import Iterable, Iterator

    from lattlast.model import Approval, Edition

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
    made_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How the text was made, whether a person has checked all of it, and whether a starter model made it."""

    making: Making
    reviewed: bool
    starter: bool
    approval: Approval | None = None

    @property
    def code(self) -> str:
        """The status in one word for machines, such as ``translated-unreviewed``."""
        if self.making == "original":
            return self.making
        return f"{self.making}-{'reviewed' if self.reviewed else 'unreviewed'}"


def full_text(edition: Edition, editions: Iterable[Edition]) -> Edition | None:
    """Give the edition in the same language that an easy-read one makes easier, where there is one."""
    if not languages.is_simple(edition.tag):
        return None
    return next((other for other in editions if other.tag == languages.language(edition.tag)), None)


def status(edition: Edition) -> Status:
    """Tell how an edition was made."""
    making = _MAKINGS[languages.is_simple(edition.tag), languages.language(edition.tag) != languages.SOURCE]
    checked = bool(edition.units) and all(unit.state in _CHECKED for unit in edition.units)
    return Status(making, checked or edition.approval is not None, edition.starter, edition.approval)


def notices(edition: Edition) -> tuple[Notice, ...]:
    """Write the notices: in the language of the edition's labels, then in Swedish where that is another.

    What made the text is named once, and not where a notice says already that it is a starter model.
    """
    langs = dict.fromkeys([Labels(edition.tag).lang, languages.SOURCE])
    told = status(edition)
    named = told.making != "original" and (told.reviewed or not told.starter)
    return tuple(
        Notice(labels, tuple(_sentences(told, labels)), edition.made_by if named and not place else ())
        for place, labels in enumerate(map(Labels, langs))
    )


def _sentences(told: Status, labels: Labels) -> Iterator[str]:
    words = labels.words
    if told.making == "simplified" and not told.reviewed:
        yield words["notice_simplified_draft"]
        return
    yield words[f"notice_{told.making.replace('-', '_')}"]
    if told.making == "original":
        return
    if told.reviewed:
        yield f"{words['notice_reviewed'].removesuffix('.')}{_approved(told, labels)}."
        return
    yield words["notice_unreviewed"]
    if told.starter:
        yield words["notice_starter"]


def _approved(told: Status, labels: Labels) -> str:
    """Say who approved the text and when, as far as that is known."""
    approval = told.approval
    known = [approval.by, labels.date(approval.date)] if approval else []
    return f" ({', '.join(filter(None, known))})" if any(known) else ""
