"""TMX 1.4b: the memory for other translation tools, and theirs for the memory.

Takes entries, gives a file; takes a file's root, gives pairs. Source: TMX 1.4b (LISA OSCAR, 26 April 2005).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast import __version__, languages
from lattlast.review import codes
from lattlast.review.bitext import Imported, Pair
from lattlast.review.xml import XML_LANG, child, clean, local, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from lattlast.model import UnitState
    from lattlast.review.memory import Entry

_STATES: tuple[UnitState, ...] = ("translated", "reviewed", "final")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def write_tmx(entries: Iterable[Entry]) -> bytes:
    """Write entries, each as a unit with its source and its target, who approved it and when."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    header = {
        "creationtool": "lattlast", "creationtoolversion": __version__, "segtype": "sentence", "o-tmf": "lattlast",
        "adminlang": "en", "srclang": languages.SOURCE, "datatype": "plaintext",
    }  # fmt: skip
    etree.SubElement(root, "header", header)
    body = etree.SubElement(root, "body")
    for entry in entries:
        _unit(body, entry)
    return write(root)


def _unit(body: _Element, entry: Entry) -> None:
    from lxml import etree

    unit = etree.SubElement(body, "tu", tuid=str(entry.version))
    for kind, value in (("state", entry.state), ("article", entry.article), ("marks", _written(entry))):
        if value:
            etree.SubElement(unit, "prop", type=f"x-lattlast-{kind}").text = clean(value)
    source = etree.SubElement(unit, "tuv", {XML_LANG: languages.SOURCE})
    etree.SubElement(source, "seg").text = clean(entry.source)
    target = etree.SubElement(unit, "tuv", {XML_LANG: entry.tag})
    target.attrib.update({key: value for key, value in _change(entry) if value})
    etree.SubElement(target, "seg").text = clean(entry.target)


def _written(entry: Entry) -> str:
    return " ".join(f"{number}:{start}:{end}" for number, start, end in entry.marks)


def _change(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give who and when, as TMX writes it."""
    yield "changeid", clean(entry.by)
    moment = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00)", entry.at)
    yield "changedate", "{}{}{}T{}{}{}Z".format(*moment.groups()) if moment else ""


def read_tmx(root: _Element, *, name: str) -> Imported:
    """Give the pairs of a TMX file, from Swedish to each other language of a unit."""
    pairs = tuple(pair for unit in root.iter() if local(unit) == "tu" for pair in _pairs(unit))
    return Imported(name, "", "", None, pairs)


def _pairs(unit: _Element) -> Iterator[Pair]:
    sides = [(_tag(one), one) for one in unit if local(one) == "tuv"]
    source = next((one for tag, one in sides if tag == languages.SOURCE), None)
    props = {one.get("type", ""): (one.text or "") for one in unit if local(one) == "prop"}
    written = props.get("x-lattlast-state", "")
    state: UnitState = next((known for known in _STATES if known == written), "reviewed")
    for tag, side in sides:
        texts = [
            codes.read(seg) for one in (source, side) if one is not None and (seg := child(one, "seg")) is not None
        ]
        if side is not source and len(texts) == len((source, side)) and all(text for text, _ in texts):
            (original, _), (target, marks) = texts
            marks = marks or _marks(props.get("x-lattlast-marks", ""))
            yield Pair(unit.get("tuid", ""), original, target, state, marks, side.get("changeid", ""), _at(side), tag)


def _marks(written: str) -> tuple[tuple[int, int, int], ...]:
    found = [tuple(map(int, part.split(":"))) for part in written.split() if re.fullmatch(r"\d+:\d+:\d+", part)]
    return tuple((number, start, end) for number, start, end in found)


def _tag(side: _Element) -> str:
    """Give an edition's tag for a language as tools write it: EN-GB is en, sv-SE is sv, en-simple stays."""
    written = (side.get(XML_LANG) or side.get("lang") or "").lower().replace("_", "-")
    plain = written.partition("-")[0]
    return languages.simple(plain) if languages.is_simple(written) else plain


def _at(side: _Element) -> str:
    moment = _TIME.fullmatch(side.get("changedate") or side.get("creationdate") or "")
    return "{}-{}-{}T{}:{}:{}Z".format(*moment.groups()) if moment else ""
