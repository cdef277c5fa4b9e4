"""Negation: how often a text says no, in the languages of data/text/negations.toml.

Takes texts, gives counts, and tells whether a translation says no where its source does. It does not know what is
negated.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lattlast import languages, packaged

if TYPE_CHECKING:
    from collections.abc import Collection

_NEVER = re.compile(r"(?!)")
_SEVERAL = 2


def count(text: str, lang: str) -> int:
    """Count the words of a text that negate by themselves; none in a language that the table has not."""
    return len(_pattern(languages.base(lang), ("says",)).findall(text))


def differs(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    """Say whether a translation has lost a negation of its source, or says no where the source does not.

    Within one language the counts have to agree. Between two, one that is implied (without, unless) counts as well.
    False where one of the languages is not in the table.
    """
    if not {source_lang, target_lang} <= packaged.table("text/negations").keys():
        return False
    here, there = count(source, source_lang), count(target, target_lang)
    if source_lang == target_lang:
        return here != there
    lost = here and not _any(target, target_lang)
    return bool(lost or (there and not _any(source, source_lang)) or _fewer(here, target, target_lang))


def _any(text: str, lang: str) -> bool:
    return bool(_pattern(lang, ("says", "implies")).search(text))


def _fewer(here: int, target: str, lang: str) -> bool:
    """Say whether of several negations some are gone, and none of those left covers more than its own clause."""
    shares = packaged.table("text/negations")[lang].get("shares")
    if here < _SEVERAL or not shares or _pattern(lang, ("shares",)).search(target):
        return False
    return len(_pattern(lang, ("says", "implies")).findall(target)) < here


@cache
def _pattern(lang: str, kinds: Collection[str]) -> re.Pattern[str]:
    words = packaged.table("text/negations").get(lang, {})
    listed = "|".join(word for kind in kinds for word in words.get(kind, ()))
    if not listed:
        return _NEVER
    return re.compile(f"(?:{listed})" if words.get("joined") else rf"\b(?:{listed})\b", re.IGNORECASE)
