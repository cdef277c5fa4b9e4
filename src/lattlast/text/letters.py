"""Letters: capitals at the beginning of a text, and the order of the alphabet.

Takes texts, gives texts and keys to sort by. Of languages it knows only that Swedish has å, ä and ö after z.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(\d{1,18})")
_AFTER_Z = str.maketrans("åäæöø", "{||}}")


def capitalised(text: str) -> str:
    """Give the text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def cased_like(text: str, model: str) -> str:
    """Give the text a capital at its beginning where the model has one."""
    return capitalised(text) if model[:1].isupper() else text


def alphabetical(text: str) -> list[tuple[int, str]]:
    """Give a key to sort by as a Swedish reader would: capitals count for nothing, numbers by value, å, ä, ö last."""
    parts = _NUMBER.split(text.casefold().translate(_AFTER_Z))
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
