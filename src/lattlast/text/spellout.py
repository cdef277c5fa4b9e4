"""The rules of Unicode CLDR by which a language spells numbers out.

Takes a language, gives its rules, loaded once. It does not know what the numbers count.
"""

from __future__ import annotations

from functools import cache
from typing import Any

# CLDR has one set of rules for Norwegian; its Bosnian says the unit for one thousand, which Serbian in Latin letters
# does not.
_NAMES = {"nb": "no", "nn": "no", "bs": "sr_Latn"}


@cache
def rules(lang: str) -> Any:  # noqa: ANN401  (the library has no types)
    """Give the engine of a language's rules, or None where CLDR has none."""
    from unicode_rbnf import RbnfEngine

    name = _NAMES.get(lang, lang)
    return RbnfEngine.for_language(name) if name in RbnfEngine.get_supported_languages() else None
