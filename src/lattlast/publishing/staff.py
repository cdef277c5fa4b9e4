"""What staff want to know of an easy-read text: how easy it has become, which rules were used, what is still hard.

Takes the easy edition and the full text, gives lines. It does not know how they are drawn, nor the rules themselves:
the units tell why they were changed, the findings where a person should look.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast import languages, packaged
from lattlast.text import readability

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lattlast.model import Edition, Readability
    from lattlast.publishing.labels import Labels

_HARD = "still-hard"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of the easy text, and of the full text where that is known."""

    label: str
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Hard:
    """A sentence that stays hard: its segment, its text, how many words it has, and its long and rare words."""

    segment: str
    text: str
    length: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures, how often each rule was used, and the sentences that are still hard; `words` are its labels."""

    words: Mapping[str, str]
    figures: tuple[Figure, ...]
    rules: tuple[tuple[str, int], ...]
    hard: tuple[Hard, ...]


def report(edition: Edition, full_text: Edition | None, labels: Labels) -> Report | None:
    """Report on an easy-read edition in Swedish; None for every other edition."""
    if edition.tag != languages.simple(languages.SOURCE) or edition.readability is None:
        return None
    before = full_text.readability if full_text else None
    figures = tuple(_figures(edition.readability, before, labels))
    return Report(_data()["words"], figures, _rules(edition), tuple(_hard(edition)))


def _data() -> dict[str, dict[str, str]]:
    return packaged.table("staff")


def _figures(after: Readability, before: Readability | None, labels: Labels) -> Iterator[Figure]:
    told = dict(_measures(before, labels)) if before else {}
    for key, value in _measures(after, labels):
        yield Figure(_data()["words"][key], value, told.get(key, ""))


def _measures(found: Readability, labels: Labels) -> Iterator[tuple[str, str]]:
    yield "words", labels.number(found.words)
    yield "words_per_sentence", labels.number(found.words_per_sentence, decimals=1)
    yield "long_words", f"{labels.number(100 * found.long_words)} %"
    yield "lix", labels.number(found.lix, decimals=1)
    if found.ovix is not None:
        yield "ovix", labels.number(found.ovix, decimals=1)


def _rules(edition: Edition) -> tuple[tuple[str, int], ...]:
    """Count the reasons for changes, the most frequent first."""
    used = Counter(reason for unit in edition.units for reason in unit.notes)
    return tuple((_data()["reasons"].get(reason, reason), count) for reason, count in used.most_common())


def _hard(edition: Edition) -> Iterator[Hard]:
    texts = {segment.id: segment.text for segment in edition.document.segments()}
    for name in dict.fromkeys(found.segment for found in edition.findings if found.code == _HARD):
        if text := texts.get(name, ""):
            yield Hard(name, text, len(readability.words(text)), tuple(readability.hard_words(text)))
