"""TBX, the standard for exchanging terms: rows of a glossary table from a file, and a file from rows.

Takes bytes and gives rows as text/tables.py does, or takes rows and gives bytes. Reads TBX-Basic of ISO 30042:2019 in
both styles (DCA, where a category is an attribute, and DCT, where it is an element) and of ISO 30042:2008 (martif);
writes all three. What TBX has no category for (inflected forms, this program's parts of speech) travels in a note that
begins with ``lattlast:``, so that nothing is lost on the way out and in again. It does not know what a row means.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal

from lattlast.errors import ConfigError
from lattlast.text.tables import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Style = Literal["dca", "dct", "2008"]
STYLES: tuple[Style, ...] = ("dca", "dct", "2008")

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
_MODULE_OF = {
    "administrativeStatus": "min",
    "partOfSpeech": "min",
    "subjectField": "min",
    "definition": "basic",
    "termType": "basic",
}
_NAMES: dict[str, tuple[str, str, str]] = {
    "new": ("conceptEntry", "langSec", "termSec"),
    "2008": ("termEntry", "langSet", "tig"),
}
_ENTRIES, _LANGUAGES, _TERMS = {"conceptEntry", "termEntry"}, {"langSec", "langSet"}, {"termSec", "tig", "ntig"}
_GROUPS = {"descripGrp", "termNoteGrp", "adminGrp", "termGrp"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUSES = {"preferredTerm": "", "admittedTerm": "_admitted", "deprecatedTerm": "_forbidden"}
_PARTS_OF_SPEECH = {"noun": "noun", "verb": "verb", "adjective": "adjective", "properNoun": "name"}
_OUR_PARTS = {"verb": "verb", "adjective": "adjective", "name": "properNoun"}
_CARRIED = ("pos", "status", "translate", "case", "context")
_OWN_NOTE = "lattlast:"
_ID = re.compile(r"[^\W\d][\w.-]*")


def is_tbx(data: bytes) -> bool:
    """Say whether a file is XML, whatever its name."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read(data: bytes, *, name: str) -> list[Row]:
    """Read the concepts of a TBX file; raise ConfigError where it is not TBX or not well-formed, or hostile."""
    root = _parsed(data, name)
    rows = [_row(element) for element in root.iter() if _local(element) in _ENTRIES]
    if not rows and _local(root) not in {"tbx", "martif"}:
        raise ConfigError(
            f"{name} is XML, but not TBX: it begins with <{_local(root)}>.", hint="Export it as TBX-Basic, or as CSV."
        )
    return rows


def write(rows: Iterable[Mapping[str, str]], *, style: Style, tags: Sequence[str]) -> bytes:
    """Write rows as a TBX-Basic file, with the terms of the languages in `tags`."""
    from lxml import etree

    root = _root(style)
    body = etree.SubElement(etree.SubElement(root, _named("text", style)), _named("body", style))
    for cells in rows:
        _Writer(style).entry(body, cells, tags)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _parsed(data: bytes, name: str) -> Any:  # noqa: ANN401  (lxml's elements)
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ConfigError(
            f"{name} is not well-formed XML: {error}", hint="Export it anew from the program that made it."
        ) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(dtd.iterentities()):
        raise ConfigError(
            f"{name} declares XML entities, which no glossary needs.", hint="Do not use a file of unknown origin."
        )
    return root


def _local(element: Any) -> str:  # noqa: ANN401
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _row(entry: Any) -> Row:  # noqa: ANN401
    cells = {"id": _own_id(entry.get("id", ""))}
    found = dict(_categories(entry))
    for section in (child for child in entry if _local(child) in _LANGUAGES):
        tag = section.get(_XML_LANG, "").replace("_", "-")
        found |= {f"{category} {tag}": value for category, value in _categories(section)}
        for column, terms in _terms(section, tag, found).items():
            cells[column] = "|".join(terms)
    cells |= _described(found)
    return Row(entry.sourceline or 0, {column: value for column, value in cells.items() if value})


def _terms(section: Any, tag: str, found: dict[str, str]) -> dict[str, list[str]]:  # noqa: ANN401
    """Sort a language's terms by their status; where none is preferred, the first that is allowed is."""
    columns: dict[str, list[str]] = {}
    for part in (child for child in section if _local(child) in _TERMS):
        notes = dict(_categories(part))
        words = " ".join("".join(part.xpath("string(.//*[local-name()='term'])")).split())
        status = notes.get("administrativeStatus", "").partition("-")[0]
        role = (
            "_forbidden"
            if status == "supersededTerm"
            else _STATUSES.get(status, "" if tag not in columns else "_admitted")
        )
        if tag == "sv":
            found.setdefault("partOfSpeech", notes.get("partOfSpeech", ""))
        columns.setdefault(f"{tag}{role}", []).append(words)
    if tag not in columns and (
        spare := columns.get(f"{tag}_admitted") or (tag == "sv" and columns.get("sv_forbidden"))
    ):
        columns[tag] = [spare.pop(0)]
    return columns


def _described(found: Mapping[str, str]) -> dict[str, str]:
    """Give the columns that are not terms."""
    notes = [line for line in found.get("note", "").split("\n") if line]
    own = next((line for line in notes if line.startswith(_OWN_NOTE)), "")
    cells = {
        "domain": found.get("subjectField", ""),
        "definition": found.get("definition sv") or found.get("definition", ""),
        "note": " ".join(line for line in notes if line != own),
        "pos": _PARTS_OF_SPEECH.get(found.get("partOfSpeech", ""), ""),
    }
    for category, value in found.items():
        kind, _, tag = category.partition(" ")
        if kind == "definition" and tag and tag != "sv":
            cells[f"{tag}_definition"] = value
    return cells | _carried(own)


def _carried(note: str) -> dict[str, str]:
    try:
        carried = json.loads(note.removeprefix(_OWN_NOTE) or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in carried.items()} if isinstance(carried, dict) else {}


def _categories(element: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Give an element's own data categories, in either style, without those of the sections below it."""
    notes = []
    for child in element:
        kind = _local(child)
        if kind in _GROUPS:
            yield from _categories(child)
        elif kind == "note":
            notes.append(" ".join("".join(child.itertext()).split()))
        elif kind and kind not in _LANGUAGES | _TERMS | {"term"}:
            yield child.get("type", kind), " ".join("".join(child.itertext()).split())
    if notes:
        yield "note", "\n".join(notes)


def _root(style: Style) -> Any:  # noqa: ANN401
    from lxml import etree

    if style == "2008":
        root = etree.Element("martif", {"type": "TBX-Basic", _XML_LANG: "sv"})
        header = etree.SubElement(root, "martifHeader")
    else:
        spaces = [(None, _NAMESPACE), *(_MODULES.items() if style == "dct" else ())]
        attributes = {"type": "TBX-Basic", "style": style, _XML_LANG: "sv"}
        root = etree.Element(f"{{{_NAMESPACE}}}tbx", attributes, nsmap=dict(spaces))
        header = etree.SubElement(root, _named("tbxHeader", style))
    source = etree.SubElement(etree.SubElement(header, _named("fileDesc", style)), _named("sourceDesc", style))
    etree.SubElement(source, _named("p", style)).text = "A municipality's terms, written by lattlast."
    if style == "2008":
        encoding = etree.SubElement(header, "encodingDesc")
        etree.SubElement(encoding, "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    return root


def _named(name: str, style: Style) -> str:
    return name if style == "2008" else f"{{{_NAMESPACE}}}{name}"


class _Writer:
    """Write one concept in a style."""

    def __init__(self, style: Style) -> None:
        self._style: Style = style
        self._entry, self._language, self._term = _NAMES["2008" if style == "2008" else "new"]

    def entry(self, body: Any, cells: Mapping[str, str], tags: Sequence[str]) -> None:  # noqa: ANN401
        entry = self._add(body, self._entry, id=_xml_id(cells.get("id", "")))
        self._category(entry, "descrip", "subjectField", cells.get("domain", ""))
        for words in (cells.get("note", ""), _own_note(cells, tags)):
            if words:
                self._add(entry, "note").text = words
        for tag in tags:
            self._section(entry, cells, tag)

    def _section(self, entry: Any, cells: Mapping[str, str], tag: str) -> None:  # noqa: ANN401
        terms = [
            (words, status) for status, role in _STATUSES.items() for words in _split(cells.get(f"{tag}{role}", ""))
        ]
        definition = cells.get("definition" if tag == "sv" else f"{tag}_definition", "")
        if not terms:
            return
        section = self._add(entry, self._language, **{_XML_LANG: tag})
        self._category(section, "descrip", "definition", definition)
        for words, status in terms:
            part = self._add(section, self._term)
            self._add(part, "term").text = words
            self._category(part, "termNote", "partOfSpeech", _OUR_PARTS.get(cells.get("pos", ""), "noun"))
            self._category(part, "termNote", "administrativeStatus", f"{status}-admn-sts")

    def _category(self, parent: Any, element: str, kind: str, value: str) -> None:  # noqa: ANN401
        if value and self._style == "dct":
            from lxml import etree

            etree.SubElement(parent, f"{{{_MODULES[_MODULE_OF[kind]]}}}{kind}").text = value
        elif value:
            self._add(parent, element, type=kind).text = value

    def _add(self, parent: Any, name: str, **attributes: str) -> Any:  # noqa: ANN401
        from lxml import etree

        return etree.SubElement(parent, _named(name, self._style), attributes)


def _own_note(cells: Mapping[str, str], tags: Sequence[str]) -> str:
    carried = {column: cells[column] for column in (*_CARRIED, *(f"{tag}_forms" for tag in tags)) if cells.get(column)}
    if carried.get("status") == "preferred":
        del carried["status"]
    if _OUR_PARTS.get(carried.get("pos", "noun"), "noun") == "noun" and carried.get("pos") == "noun":
        del carried["pos"]
    return f"{_OWN_NOTE} {json.dumps(carried, ensure_ascii=False)}" if carried else ""


def _split(cell: str) -> list[str]:
    return [value for part in cell.split("|") if (value := part.strip())]


def _xml_id(concept: str) -> str:
    """Make an id that XML allows: one that begins with a digit gets a letter in front."""
    return concept if _ID.fullmatch(concept) else f"c-{concept}"


def _own_id(concept: str) -> str:
    bare = concept.removeprefix("c-")
    return concept if _ID.fullmatch(bare) else bare
