"""Languages by their BCP 47 tags: the tag's parts, the language's own name, its direction, the page's words in it.

Takes a tag, gives facts. Names and directions come from Unicode CLDR by way of Babel; the words of the page from
data/strings.toml, a table that a translator can edit.

An edition's tag is its language, with the registered variant ``simple`` for easy-read: ``sv``, ``sv-simple``, ``en``.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Literal

from lattlast import packaged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

SIMPLE = "simple"
SOURCE = "sv"
_FORMS = ("format", "stand-alone")
_SCRIPT = 4  # letters of a script's code


def language(tag: str) -> str:
    """Give the plain language of an edition's tag: ``sv-simple`` → ``sv``."""
    return tag.removesuffix(f"-{SIMPLE}")


def base(tag: str) -> str:
    """Give the language of a tag without script and region: ``pt-BR`` → ``pt``."""
    return language(tag).partition("-")[0]


def is_simple(tag: str) -> bool:
    """Say whether the tag names an easy-read edition."""
    return tag.endswith(f"-{SIMPLE}")


def simple(tag: str) -> str:
    """Give the tag of the easy-read edition in the same language."""
    return f"{language(tag)}-{SIMPLE}"


@cache
def _locale(tag: str) -> Locale | None:
    """Give CLDR's data for the language of a tag, also where CLDR has it under another tag: Dari is ``fa_AF`` there."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    plain = language(tag)
    try:
        return Locale.parse(get_global("language_aliases").get(plain, plain.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return None


@cache
def is_known(tag: str) -> bool:
    """Say whether CLDR knows the language of the tag."""
    return _locale(tag) is not None


@cache
def autonym(tag: str) -> str:
    """Name the language in itself, as a reader would look for it: ``ar`` → العربية. An unknown one keeps its tag."""
    locale = _locale(tag)
    name = locale and _name(locale, str(locale))
    return name[:1].upper() + name[1:] if name else language(tag)


@cache
def english_name(tag: str) -> str:
    """Name the language in English: ``sv`` → Swedish."""
    locale = _locale(tag)
    return (locale and _name(locale, "en")) or language(tag)


def _name(locale: Locale, tag: str) -> str:
    """Name a language in another: a name of its own (Dari) before one made of language and country."""
    from babel import Locale

    return Locale.parse(tag).languages.get(str(locale)) or locale.get_display_name(tag) or ""


@cache
def direction(tag: str) -> str:
    """Give the writing direction, ``ltr`` or ``rtl``."""
    locale = _locale(tag)
    return str(locale.text_direction) if locale else "ltr"


@cache
def is_latin(tag: str) -> bool:
    """Say whether the language is written in the Latin alphabet, so that a Swedish name keeps its letters."""
    from babel.core import get_global

    locale = _locale(tag)
    likely = get_global("likely_subtags").get(str(locale), "").split("_") if locale else []
    script = (locale.script if locale else None) or next((part for part in likely if len(part) == _SCRIPT), "Latn")
    return script == "Latn"


_JOINED = frozenset({"ja", "ko", "lo", "my", "km", "th", "zh"})


def is_joined(tag: str) -> bool:
    """Say whether the language writes words, or what follows them, without spaces between."""
    return base(tag) in _JOINED


@cache
def calendar(
    tag: str, kind: Literal["days", "months"], width: Literal["wide", "abbreviated"] = "wide"
) -> dict[int, tuple[str, ...]]:
    """Give the names of days (Monday is 0) or months (January is 1) by themselves and in a date, as CLDR has them."""
    locale = _locale(tag)
    table = getattr(locale, kind) if locale else {}
    names: dict[int, tuple[str, ...]] = {}
    for number, name in chain.from_iterable(table.get(form, {}).get(width, {}).items() for form in _FORMS):
        names[number] = (*names.get(number, ()), name.rstrip("."))
    return names


@cache
def territories(tag: str) -> Mapping[str, str]:
    """Give the language's names of countries and regions by their codes."""
    locale = _locale(tag)
    return dict(locale.territories) if locale else {}


@cache
def capitals(tag: str) -> frozenset[str]:
    """Give the words that the language may write with a capital though they are translated: days, months, peoples."""
    locale = _locale(tag)
    if locale is None:
        return frozenset()
    calendar = [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
    listed = (*calendar, *locale.languages.values(), *territories(tag).values())
    return frozenset(word for name in listed for word in name.split())


def _strings() -> dict[str, dict[str, str]]:
    return packaged.table("strings")


def strings(tag: str) -> dict[str, str]:
    """Give the page's words in the language of the tag; what is not translated stands in English."""
    table = _strings()
    return table["en"] | table.get(base(tag), {}) | table.get(language(tag), {})


def has_strings(tag: str) -> bool:
    """Say whether the page's words exist in the language of the tag."""
    return not {language(tag), base(tag)}.isdisjoint(_strings())
