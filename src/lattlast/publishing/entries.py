"""What the index, the feeds and the search know of an article.

Takes an article's editions, gives an `IndexEntry`, small enough to be kept for every article and read back as JSON.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lattlast.publishing.site import IndexEdition, IndexEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.model import Edition

_FIRST_MARK = "\u0300"
_WORD = re.compile(r"\w{2,}")


def entry(editions: Sequence[Edition]) -> IndexEntry:
    """Tell of an article what a reader of the index, a feed or the search needs; the first edition is the original."""
    document = editions[0].document
    meta = document.meta
    return IndexEntry(document.id, meta.get("published", ""), meta.get("modified", ""), tuple(map(_edition, editions)))


def folded(text: str) -> str:
    """Take capitals and accents off, as the search does with what is typed: Växjö → vaxjo."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(one for one in apart if one < _FIRST_MARK or not unicodedata.category(one).startswith("M")).lower()


def _edition(edition: Edition) -> IndexEdition:
    document, narration = edition.document, edition.narration
    words = _WORD.findall(folded(" ".join(segment.text for segment in document.segments())))
    return IndexEdition(
        edition.tag,
        document.title,
        document.lead,
        narration.seconds if narration else None,
        len(narration.audio) if narration else 0,
        " ".join(dict.fromkeys(words)),
    )
