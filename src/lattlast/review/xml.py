"""XML from strangers: read without entities, without a network and within limits; and written without what XML forbids.

Takes bytes, gives a tree, or an InputError that names the file and the remedy. It does not know what the tree means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LARGEST = 50_000_000
_MIXED = frozenset({"source", "target", "seg"})
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AGAIN = "Export it once more from the tool, or from lattlast: lattlast review export"


def parse(data: bytes, *, name: str) -> _Element:
    """Read a file's root element; refuse entities of its own, which no exchange format needs."""
    from lxml import etree

    if len(data) > _LARGEST:
        raise InputError(f"{name} is larger than {_LARGEST // 1_000_000} MB.", hint="Split it in the tool.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name} is damaged, or is no XML: {error}.", hint=_AGAIN) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and list(declared.iterentities()):
        raise InputError(f"{name} declares entities, which could hide other files in it.", hint=_AGAIN)
    if next(root.iter(etree.Entity), None) is not None:
        raise InputError(f"{name} refers to entities that are not in it.", hint=_AGAIN)
    return root


def local(element: _Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: _Element, name: str) -> _Element | None:
    """Give the first child of a name, in whatever namespace."""
    return next((one for one in element if local(one) == name), None)


def clean(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def _indent(element: _Element, line: str) -> None:
    """Put every element on a line of its own, but not inside text, where white space counts."""
    if not len(element) or local(element) in _MIXED:
        return
    element.text = f"{line}  "
    for one in element:
        _indent(one, f"{line}  ")
        one.tail = f"{line}  "
    element[-1].tail = line


def write(root: _Element) -> bytes:
    """Write a tree as a UTF-8 file."""
    from lxml import etree

    _indent(root, "\n")
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data
