"""Languages by their BCP 47 tags: the tag's parts, the language's own name, its direction, the page's words in it.

Takes a tag, gives facts. Names and directions come from Unicode CLDR by way of Babel; the words of the page from
data/strings.toml, a table that a translator can edit.

An edition's tag is its language, with the registered variant ``simple`` for easy-read: ``sv``, ``sv-simple``, ``en``.
"""

from __future__ import annotations

from functools import cache

from lattlast import packaged

SIMPLE = "simple"
SOURCE = "sv"


def language(tag: str) -> str:
    """Give the plain language of an edition's tag: ``sv-simple`` → ``sv``."""
    return tag.removesuffix(f"-{SIMPLE}")


def is_simple(tag: str) -> bool:
    """Say whether the tag names an easy-read edition."""
    return tag.endswith(f"-{SIMPLE}")


def simple(tag: str) -> str:
    """Give the tag of the easy-read edition in the same language."""
    return f"{language(tag)}-{SIMPLE}"


@cache
def is_known(tag: str) -> bool:
    """Say whether CLDR knows the language of the tag."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language(tag), sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def autonym(tag: str) -> str:
    """Name the language in itself, as a reader would look for it: ``ar`` → العربية. An unknown one keeps its tag."""
    from babel import Locale

    if not is_known(tag):
        return language(tag)
    locale = Locale.parse(language(tag), sep="-")
    name = locale.get_display_name(locale) or language(tag)
    return name[:1].upper() + name[1:]


@cache
def english_name(tag: str) -> str:
    """Name the language in English: ``sv`` → Swedish."""
    from babel import Locale

    if not is_known(tag):
        return language(tag)
    return Locale.parse(language(tag), sep="-").get_display_name("en") or language(tag)


@cache
def direction(tag: str) -> str:
    """Give the writing direction, ``ltr`` or ``rtl``."""
    from babel import Locale

    if not is_known(tag):
        return "ltr"
    return str(Locale.parse(language(tag), sep="-").text_direction)


def _strings() -> dict[str, dict[str, str]]:
    return packaged.table("strings")


def strings(tag: str) -> dict[str, str]:
    """Give the page's words in the language of the tag; what is not translated stands in English."""
    table = _strings()
    return table["en"] | table.get(language(tag), {})


def has_strings(tag: str) -> bool:
    """Say whether the page's words exist in the language of the tag."""
    return language(tag) in _strings()
