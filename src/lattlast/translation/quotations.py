"""Quotation marks in the style of the target language.

Takes a translation with whatever marks the model wrote, gives it with those of data/translation/quotations.toml. It
does not know who is quoted.
"""

from __future__ import annotations

import re

from lattlast import languages, packaged

MARKS = '”“„«»「」"'
_OPENING = rf"(?:(?<![^\s(\[/–—-])[{MARKS}]|[“„«「])"
_QUOTATION = re.compile(rf"{_OPENING}\s?(?P<inside>[^{MARKS}]*[^{MARKS}\s])\s?[{MARKS}]|(?<!\d)(?P<lone>[{MARKS}])")


def in_style(text: str, lang: str) -> str:
    """Write a text's quotation marks as the language does; one without its partner opens before a word, or closes.

    A language that the table does not have gets those of English.
    """
    table = packaged.table("translation/quotations")["marks"]
    opening, closing = table.get(languages.language(lang)) or table.get(languages.base(lang)) or table["en"]
    return _QUOTATION.sub(lambda found: _styled(found, opening, closing), text)


def _styled(found: re.Match[str], opening: str, closing: str) -> str:
    if found["lone"] is None:
        return f"{opening}{found['inside']}{closing}"
    before = found.string[: found.start()]
    return str(closing if before and not before[-1].isspace() and before[-1] not in "(–—" else opening)
