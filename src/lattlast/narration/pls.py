"""Pronunciations in the form that other tools read: the W3C's Pronunciation Lexicon Specification 1.0.

Takes pronunciations or a PLS file, gives the other. What stands in an ``alias`` comes in; a ``phoneme`` is for a voice
that reads phonetic signs, and is told as left out. It does not know about voices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from lattlast.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a PLS file holds: spoken forms by written form, its language, and the written forms that were left out."""

    lang: str
    entries: Mapping[str, str]
    left_out: tuple[str, ...]


def write(entries: Mapping[str, str], lang: str) -> bytes:
    """Write the pronunciations of a language as a PLS file, sorted."""
    lexemes = "".join(
        f"  <lexeme>\n    <grapheme>{escape(written)}</grapheme>\n    <alias>{escape(spoken)}</alias>\n  </lexeme>\n"
        for written, spoken in sorted(entries.items())
    )
    opening = f'<lexicon version="1.0" xmlns="{_NAMESPACE}" alphabet="ipa" xml:lang={quoteattr(lang)}>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}\n{lexemes}</lexicon>\n'.encode()


def read(data: bytes) -> Imported:
    """Read a PLS file; raise InputError where it is none."""
    root = _root(data)
    entries: dict[str, str] = {}
    left_out: list[str] = []
    for lexeme in root.iterchildren(f"{{{_NAMESPACE}}}lexeme"):
        written, alias = _texts(lexeme, "grapheme"), _texts(lexeme, "alias")
        entries.update(dict.fromkeys(written if alias else (), *alias[:1]))
        left_out += [] if alias else written
    return Imported(root.get(_LANG, "").partition("-")[0].lower(), entries, tuple(left_out))


def _root(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"The file is not XML: {error}.", hint="It has to be a lexicon in the form PLS 1.0."
        ) from error
    if root.tag != f"{{{_NAMESPACE}}}lexicon" or not root.get(_LANG):
        raise InputError("The file is not a PLS lexicon with a language.", hint="Its root is <lexicon xml:lang=…>.")
    return root


def _texts(lexeme: _Element, name: str) -> list[str]:
    found = ("".join(element.itertext()).split() for element in lexeme.iterchildren(f"{{{_NAMESPACE}}}{name}"))
    return [" ".join(words) for words in found if words]
