"""What a person should know about the reading, as findings.

Takes what was read and what was not, gives findings. It does not know how either was told apart.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lattlast.languages import SOURCE
from lattlast.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lattlast.model import Block
    from lattlast.reading.clearing import LeftOut

_LONGEST = 400
_COMMON = frozenset([
    "och", "att", "det", "som", "är", "för", "på", "av", "inte", "med", "till", "den", "har", "de", "om", "ett", "men",
    "vi",
])  # fmt: skip
_SWEDISH = 0.12
_FOREIGN = 0.04
_ENOUGH_WORDS = 40
_A_FEW_WORDS = 10


def tell_language(texts: Iterable[str], marked: str) -> tuple[str, tuple[Finding, ...]]:
    """Take the page's word for its language, Swedish where it has none, unless the commonest words belie it."""
    words = [word for text in texts for word in re.findall(r"\w+", text.lower())]
    claimed = marked or SOURCE
    if len(words) < (_ENOUGH_WORDS if claimed == SOURCE else _A_FEW_WORDS):
        return SOURCE, ()
    share = sum(word in _COMMON for word in words) / len(words)
    if claimed != SOURCE and share > _SWEDISH:
        message = f"The page is marked as “{marked}”, but its text is Swedish: it is read as Swedish."
        return SOURCE, (Finding("language", "warning", message),)
    if claimed == SOURCE and share < _FOREIGN:
        return claimed, (Finding("language", "warning", "The text does not look Swedish. Is this the right page?"),)
    return claimed, ()


def about_blocks(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Tell of a missing title and of pictures that nobody describes."""
    if not blocks or blocks[0].kind != "title":
        yield Finding("no-title", "warning", "The article has no heading: the name of its file stands for it.")
    for part in (part for block in blocks for part in block.walk() if part.kind == "figure"):
        if not any(child.kind in {"alt", "caption"} for child in part.children):
            source = part.attrs.get("src", "")
            yield Finding("no-alt", "warning", f"The picture {source} has neither a text alternative nor a caption.")


def about_losses(left_out: Iterable[LeftOut], unopened: Iterable[str], missing: Iterable[str]) -> Iterator[Finding]:
    """Tell what was left out, with the reason; links that lead nowhere; pictures that are not there."""
    for reason, parts in groupby(sorted(left_out, key=lambda part: part.reason), key=lambda part: part.reason):
        texts = " · ".join(dict.fromkeys(_shortened(part.text) for part in parts))
        yield Finding("left-out", "info", f"Left out ({reason}): {texts}")
    if addresses := ", ".join(dict.fromkeys(unopened)):
        yield Finding("link-dropped", "info", f"Links without a full address are plain text: {_shortened(addresses)}")
    for text in dict.fromkeys(missing):
        yield Finding("picture-dropped", "warning", f"A picture is not in the page, only its description: {text}")


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(maxsplit=1)[0]} … ({len(text.split())} words)"
