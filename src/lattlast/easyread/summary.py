"""The box at the top of an easy-read edition: what, who, when, where, and how to reach somebody.

Takes blocks whose sentences are easy already, gives the box. All that stands in it stands in the text, word for word;
where the text tells too little, there is no box.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.easyread.cutting import FULL_NAME
from lattlast.easyread.explaining import fact
from lattlast.model import Block, Segment
from lattlast.text import checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HEADING = "Det viktigaste"
_MOST = 3
_LONGEST_TEXT = 2_000  # letters; what is longer is no sentence
_LONGEST = 16  # words in a line of the box
_FEWEST_FACTS = 2
_TOLD = frozenset({"lead", "paragraph", "item", "note", "value"})
_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_WHEN = re.compile(
    rf"\b(?:den \d\d? (?:{_MONTH})|klockan \d|(?:i|från|till|under|efter) (?:{_MONTH})\b"
    r"|(?:hösten|våren|sommaren|vintern) \d{4})"
)
_TITLE = (
    r"(?:[a-zåäö]+(?:chef|direktör|rektor|ordförande|råd|ledare|strateg|sekreterare|pedagog|lärare|samordnare)(?:en|n|et)?"
    r"|rektorn?|borgmästaren?|chefen|ordföranden?)"
)
_WHO = re.compile(rf"\b(?:[a-zåäö]+s )?{_TITLE} {FULL_NAME}")
_PLACE = r"gatan|vägen|torget|gränd|stigen|allén|backen|platsen|esplanaden"
_ADDRESS = re.compile(rf"\b[A-ZÅÄÖ][\w-]*(?: [\w-]+)?(?:{_PLACE}) \d+(?: ?[A-Z]\b)?")
_HOUSE = re.compile(
    r"\b(?:Folkets hus|[A-ZÅÄÖ][a-zåäö-]*(?:skolan|hallen|huset|biblioteket|badet|parken|kyrkan|gården|centrum))\b"
)


def box(blocks: Sequence[Block]) -> Iterator[Block]:
    """Gather the facts of a text in a box, unless it has one of these already, or tells less than two of them."""
    parts = [part for block in blocks for part in block.walk()]
    if any(part.kind == "heading" and part.text == HEADING for part in parts):
        return
    found = (segment.text for part in parts if part.kind in _TOLD for segment in part.segments)
    texts = [text for text in found if len(text) <= _LONGEST_TEXT]
    facts = [fact(label, *values) for label, gather in _LINES.items() if (values := _first(gather(texts)))]
    title = next((part.text for part in parts if part.kind == "title"), "")
    if len(facts) >= _FEWEST_FACTS and title:
        heading = Block("heading", (Segment("", HEADING),), level=2)
        yield Block("facts", children=(heading, fact("Vad", title), *facts))


def _first(values: Iterator[str]) -> list[str]:
    """Keep a few different values, none that stands in another."""
    found = list(dict.fromkeys(values))
    return [one for one in found if not any(one != other and one in other for other in found)][:_MOST]


def _who(texts: Sequence[str]) -> Iterator[str]:
    return (match.group()[0].upper() + match.group()[1:] for text in texts for match in _WHO.finditer(text))


def _when(texts: Sequence[str]) -> Iterator[str]:
    return (text for text in texts if _WHEN.search(text) and len(text.split()) <= _LONGEST and text.endswith("."))


def _where(texts: Sequence[str]) -> Iterator[str]:
    """Give addresses, and the houses of sentences that tell a time: others are places that people come from."""
    for text in texts:
        yield from (match.group() for match in _ADDRESS.finditer(text))
        if _WHEN.search(text):
            yield from (match.group() for match in _HOUSE.finditer(text))


def _reach(texts: Sequence[str]) -> Iterator[str]:
    return (text[start:end] for text in texts for start, end in checks.contact_spans(text))


_LINES: dict[str, Callable[[Sequence[str]], Iterator[str]]] = {
    "Vem": _who,
    "När": _when,
    "Var": _where,
    "Kontakt": _reach,
}
