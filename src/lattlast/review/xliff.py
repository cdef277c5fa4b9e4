"""XLIFF 2.1 and 1.2: an edition's units with state, notes, terms, findings and the address of the page.

Takes a Bitext, gives a file; takes a file's root, gives what it says. It reads what OmegaT, Weblate, Poedit, MateCat
and Trados write: other namespaces, segments inside units and states that only some tools set.
Sources: XLIFF 2.1 (OASIS, 13 February 2018), XLIFF 1.2 (OASIS, 1 February 2008).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast import __version__, languages
from lattlast.errors import InputError
from lattlast.review import codes
from lattlast.review.bitext import Imported, Pair
from lattlast.review.xml import XML_SPACE, child, clean, local, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from lattlast.model import TermUse, Unit, UnitState
    from lattlast.review.bitext import Bitext
    from lattlast.review.codes import Dialect

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_OLD = "urn:oasis:names:tc:xliff:document:1.2"
_OLD_STATES: dict[UnitState, str] = {
    "initial": "needs-translation",
    "translated": "needs-review-translation",
    "reviewed": "translated",
    "final": "final",
}
_STATES: dict[str, UnitState] = {
    "initial": "initial", "translated": "translated", "reviewed": "reviewed", "final": "final",
    "signed-off": "final", "needs-translation": "initial", "new": "initial", "needs-review-translation": "translated",
}  # fmt: skip
_ORIGINAL = re.compile(r"(?P<article>[a-z0-9-]+)/(?P<tag>[A-Za-z0-9-]+)")


def write_xliff(bitext: Bitext, *, version: str = "2.1") -> bytes:
    """Write an edition's units as XLIFF 2.1 or 1.2."""
    return write(_new(bitext) if version == "2.1" else _old(bitext))


def _new(bitext: Bitext) -> _Element:
    from lxml import etree

    edition = bitext.edition
    root = etree.Element(f"{{{_CORE}}}xliff", nsmap={None: _CORE, "gls": _GLOSSARY})
    root.attrib.update({"version": "2.1", "srcLang": _source(edition.tag), "trgLang": edition.tag})
    file = etree.SubElement(root, f"{{{_CORE}}}file", id="f1", original=f"{edition.document.id}/{edition.tag}")
    file.set("canResegment", "no")
    notes = etree.SubElement(file, f"{{{_CORE}}}notes")
    for category, text in _file_notes(bitext):
        etree.SubElement(notes, f"{{{_CORE}}}note", category=category).text = text
    for unit in edition.units:
        _new_unit(file, unit, [use for use in edition.terms if use.segment == unit.source.id])
    return root


def _new_unit(file: _Element, unit: Unit, terms: list[TermUse]) -> None:
    from lxml import etree

    element = etree.SubElement(file, f"{{{_CORE}}}unit", id=unit.source.id)
    _glossary(element, terms)
    told = list(_notes(unit, terms))
    if told:
        notes = etree.SubElement(element, f"{{{_CORE}}}notes")
        for category, text in told:
            etree.SubElement(notes, f"{{{_CORE}}}note", category=category).text = text
    segment = etree.SubElement(element, f"{{{_CORE}}}segment", state=unit.state, subState=f"lattlast:{unit.origin}")
    _sides(segment, unit, _CORE, "xliff2")


def _glossary(element: _Element, terms: list[TermUse]) -> None:
    from lxml import etree

    wanted = [use for use in terms if use.target]
    if wanted:
        glossary = etree.SubElement(element, f"{{{_GLOSSARY}}}glossary")
        for use in wanted:
            entry = etree.SubElement(glossary, f"{{{_GLOSSARY}}}glossEntry")
            etree.SubElement(entry, f"{{{_GLOSSARY}}}term").text = clean(use.source)
            etree.SubElement(entry, f"{{{_GLOSSARY}}}translation").text = clean(use.target)


def _old(bitext: Bitext) -> _Element:
    from lxml import etree

    edition = bitext.edition
    root = etree.Element(f"{{{_OLD}}}xliff", nsmap={None: _OLD}, version="1.2")
    file = etree.SubElement(root, f"{{{_OLD}}}file", original=f"{edition.document.id}/{edition.tag}")
    file.attrib.update({"source-language": _source(edition.tag), "target-language": edition.tag})
    file.attrib.update({"datatype": "plaintext", "build-num": str(bitext.version)})
    header = etree.SubElement(file, f"{{{_OLD}}}header")
    for category, text in _file_notes(bitext):
        etree.SubElement(header, f"{{{_OLD}}}note", {"from": category}).text = text
    body = etree.SubElement(file, f"{{{_OLD}}}body")
    for unit in edition.units:
        _old_unit(body, unit, [use for use in edition.terms if use.segment == unit.source.id])
    return root


def _old_unit(body: _Element, unit: Unit, terms: list[TermUse]) -> None:
    from lxml import etree

    element = etree.SubElement(body, f"{{{_OLD}}}trans-unit", id=unit.source.id)
    element.set("approved", "yes" if unit.state in {"reviewed", "final"} else "no")
    element.set(XML_SPACE, "preserve")
    _sides(element, unit, _OLD, "xliff1")
    element[-1].attrib.update({"state": _OLD_STATES[unit.state]})
    for category, text in _notes(unit, terms):
        etree.SubElement(element, f"{{{_OLD}}}note", {"from": category}).text = text


def _sides(parent: _Element, unit: Unit, namespace: str, dialect: Dialect) -> None:
    from lxml import etree

    source = etree.SubElement(parent, f"{{{namespace}}}source")
    codes.fill(source, unit.source, codes.of_source(unit), dialect)
    target = etree.SubElement(parent, f"{{{namespace}}}target")
    codes.fill(target, unit.target, codes.of_target(unit), dialect)


def _file_notes(bitext: Bitext) -> Iterator[tuple[str, str]]:
    yield "lattlast-version", str(bitext.version)
    yield "tool", f"lattlast {__version__}"
    if bitext.preview:
        yield "preview", clean(bitext.preview)


def _notes(unit: Unit, terms: list[TermUse]) -> Iterator[tuple[str, str]]:
    yield from (("term", clean(f"{use.source} = {use.target}")) for use in terms if use.target)
    yield from (("finding", clean(finding.message)) for finding in unit.findings)
    yield from (("note", clean(note)) for note in unit.notes)


def _source(tag: str) -> str:
    """Give the language that an edition is made from: easy-read in another language comes from easy Swedish."""
    easy = languages.is_simple(tag) and languages.language(tag) != languages.SOURCE
    return languages.simple(languages.SOURCE) if easy else languages.SOURCE


def read_xliff(root: _Element, *, name: str) -> list[Imported]:
    """Give what each file of an XLIFF document says."""
    files = [element for element in root.iter() if local(element) == "file"]
    if not files:
        raise InputError(f"{name} holds no file to import.", hint="Export it once more: lattlast review export")
    return [_file(root, file, name) for file in files]


def _file(root: _Element, file: _Element, name: str) -> Imported:
    original = _ORIGINAL.fullmatch(file.get("original", ""))
    target = root.get("trgLang") or file.get("target-language") or ""
    tag = original["tag"] if original else target
    pairs = tuple(pair for unit in file.iter() for pair in _pairs(unit))
    return Imported(name, original["article"] if original else "", tag, _version(file), pairs)


def _version(file: _Element) -> int | None:
    notes = [
        note.text or ""
        for note in file.iter()
        if local(note) == "note" and "lattlast-version" in (note.get("category"), note.get("from"))
    ]
    written = next((text for text in (*notes, file.get("build-num", "")) if text.strip().isdecimal()), None)
    return int(written) if written else None


def _pairs(unit: _Element) -> Iterator[Pair]:
    """Give the pair of a unit; the segments into which a tool cut it are put together again."""
    if local(unit) == "trans-unit":
        yield from _pair(unit, [unit], approved=unit.get("approved") == "yes")
    elif local(unit) == "unit":
        segments = [part for part in unit if local(part) in {"segment", "ignorable"}]
        yield from _pair(unit, segments, approved=False)


def _pair(unit: _Element, segments: list[_Element], *, approved: bool) -> Iterator[Pair]:
    sources = [codes.read(part) for one in segments if (part := child(one, "source")) is not None]
    targets = [codes.read(part) for one in segments if (part := child(one, "target")) is not None]
    if not sources or not any(text for text, _ in targets):
        return
    states = [_state(one) for one in segments if local(one) != "ignorable"]
    state = "reviewed" if approved and states[0] != "final" else _lowest(states)
    marks = targets[0][1] if len(targets) == 1 else ()
    yield Pair(unit.get("id", ""), _joined(sources), _joined(targets), state, marks)  # type: ignore[arg-type]


def _joined(parts: list[tuple[str, object]]) -> str:
    return " ".join(text for text, _ in parts if text)


def _state(segment: _Element) -> UnitState | None:
    """Read a state; XLIFF 1.2 sets it on the target, and its “translated” says only that a tool has a text."""
    if local(segment) == "trans-unit":
        target = child(segment, "target")
        return _STATES.get(target.get("state", "")) if target is not None else None
    return _STATES.get(segment.get("state", "initial"))


def _lowest(states: list[UnitState | None]) -> UnitState | None:
    order: tuple[UnitState, ...] = ("initial", "translated", "reviewed", "final")
    known = [state for state in states if state]
    return min(known, key=order.index) if known else None
