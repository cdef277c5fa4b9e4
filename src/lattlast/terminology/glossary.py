"""Glossary files: a row for each concept, as a municipality keeps it in a spreadsheet, or TBX.

Takes a file's name and bytes, gives the entries that can be used and a Finding for each line and column that cannot.
It does not know how entries from several files are put together, nor how terms are found in a text.

Columns: ``sv`` (required), ``id``, ``pos``, ``status``, ``translate``, ``case``, ``context``, ``domain``,
``definition``, ``note``, and for each language its tag alone (the preferred term) and with ``_admitted``,
``_forbidden``, ``_forms`` and ``_definition``. Several values in a cell are parted by ``|``.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from lattlast import languages
from lattlast.model import Finding, Term
from lattlast.terminology import inflection, tbx
from lattlast.text import contexts
from lattlast.text.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lattlast.model import Severity
    from lattlast.text.tables import Row

Status = Literal["preferred", "admitted", "forbidden", "suggest", "off"]
STATUSES: tuple[Status, ...] = ("preferred", "admitted", "forbidden", "suggest", "off")
PLAIN_COLUMNS = ("id", "pos", "status", "translate", "case", "context", "domain", "definition", "note")
_VALUES = {"pos": inflection.POS, "status": STATUSES, "translate": ("yes", "no"), "case": ("any", "exact")}
ROLES = ("admitted", "forbidden", "forms", "definition")
BEYOND_CLDR = ("fit", "kmr", "prs", "rmf", "rmn", "rmy", "sje", "smj")  # spoken in Sweden, without a locale in CLDR
_PLACE = re.compile(r"(.*?), line (\d+), column (\S+): ")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: a file's name and a line, from 1."""

    file: str
    line: int

    def finding(self, code: str, severity: Severity, column: str, message: str) -> Finding:
        """Say what is the matter in a column of this line."""
        return Finding(code, severity, f"{self.file}, line {self.line}, column {column}: {message}")


def place_of(finding: Finding) -> dict[str, object]:
    """Give the file, line and column that a finding of this module tells."""
    found = _PLACE.match(finding.message)
    return {"file": found[1], "line": int(found[2]), "column": found[3]} if found else {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A usable row: its term, what to do where the term is found, and where the row stands."""

    term: Term
    status: Status
    place: Place

    @property
    def lemma(self) -> str:
        """The Swedish term, as two entries are compared."""
        return self.term.terms[languages.SOURCE][0].casefold()


def read_glossaries(files: Sequence[tuple[str, bytes]]) -> tuple[list[Entry], list[Finding]]:
    """Read files, (name, bytes), one after the other; raise ConfigError where one has no column ``sv``.

    Of several lines for one concept in a file, the first counts.
    """
    entries: list[Entry] = []
    findings: list[Finding] = []
    for name, data in files:
        read, faults = _read(name, data)
        first, repeats = _first_of_each(read)
        entries += first
        findings += [*faults, *repeats]
    return entries, findings


def _read(name: str, data: bytes) -> tuple[list[Entry], list[Finding]]:
    rows = tbx.read(data, name=name) if tbx.is_tbx(data) else read_table(data, name=name, required=(languages.SOURCE,))
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    tags = _languages(columns)
    entries: list[Entry] = []
    findings = [_unknown_column(column, name) for column in columns if not _is_column(column)]
    for row in rows:
        place = Place(name, row.line)
        if faults := _faults(row, place):
            findings += faults
        else:
            entries.append(_entry(row, place, tags))
    return entries, findings


def _first_of_each(entries: Sequence[Entry]) -> tuple[list[Entry], list[Finding]]:
    kept: list[Entry] = []
    known: dict[str, Entry] = {}
    findings: list[Finding] = []
    for entry in entries:
        if earlier := known.get(entry.lemma) or known.get(entry.term.id):
            findings.append(_twice(entry, earlier))
        else:
            kept.append(entry)
            known |= {entry.lemma: entry, entry.term.id: entry}
    return kept, findings


def _twice(entry: Entry, earlier: Entry) -> Finding:
    """Say that a concept has two lines, and whether they disagree."""
    for tag, values in entry.term.terms.items():
        others = earlier.term.terms.get(tag, values)
        if tag != languages.SOURCE and others[0] != values[0]:
            message = f"“{values[0]}” here, “{others[0]}” in line {earlier.place.line}. Keep one line."
            return entry.place.finding("term-contradiction", "error", tag, message)
    column = languages.SOURCE if entry.lemma == earlier.lemma else "id"
    return entry.place.finding("term-duplicate", "warning", column, f"the same as in line {earlier.place.line}.")


def _is_column(column: str) -> bool:
    tag, _, role = column.partition("_")
    return column in PLAIN_COLUMNS or ((not role or role in ROLES) and _is_language(tag))


def _is_language(tag: str) -> bool:
    return tag in BEYOND_CLDR or (bool(_TAG.fullmatch(tag)) and languages.is_known(tag))


def _languages(columns: Iterable[str]) -> tuple[str, ...]:
    tags = dict.fromkeys(column.partition("_")[0] for column in columns)
    return tuple(tag for tag in tags if tag not in PLAIN_COLUMNS and _is_language(tag))


def _unknown_column(column: str, name: str) -> Finding:
    tag, _, role = column.partition("_")
    guess = _nearest(role, ROLES) if role else ""
    meant = f"{tag}_{guess}" if guess and _is_language(tag) else _nearest(column, (*PLAIN_COLUMNS, *_common_tags()))
    hint = f" Did you mean “{meant}”?" if meant else " It is not a language tag, such as “fi”."
    return Place(name, 1).finding("term-column", "warning", column, f"unknown, so it is not used.{hint}")


def _common_tags() -> tuple[str, ...]:
    tags = ("sv", "en", "fi", "de", "ar", "so", "pl", "uk", "es", "fa", "tr", "fr", "ru", "se", "fit", "rom", "yi")
    return tuple(f"{tag}{suffix}" for tag in tags for suffix in ("", *(f"_{role}" for role in ROLES)))


def _nearest(word: str, known: Sequence[str]) -> str:
    return next(iter(difflib.get_close_matches(word.casefold(), known, n=1)), "")


def _faults(row: Row, place: Place) -> list[Finding]:
    """Say why a row cannot be used."""
    if not row.values(languages.SOURCE):
        return [place.finding("term-empty", "error", languages.SOURCE, "the Swedish term is missing.")]
    fault = contexts.fault(row.values("context"))
    return [
        *(
            place.finding(
                "term-value", "error", column, f"“{value}” is none of {', '.join(known)}.{_did_you_mean(value, known)}"
            )
            for column, known in _VALUES.items()
            if (value := row.cells.get(column, "")) and value not in known
        ),
        *([place.finding("term-value", "error", "context", fault)] if fault else ()),
    ]


def _did_you_mean(value: str, known: Sequence[str]) -> str:
    guess = _nearest(value, known)
    return f" Did you mean “{guess}”?" if guess else ""


def _entry(row: Row, place: Place, tags: Sequence[str]) -> Entry:
    status = cast("Status", row.cells.get("status") or "preferred")
    sv = row.values(languages.SOURCE)[0]
    term = Term(
        id=row.cells.get("id") or slug(sv),
        terms={tag: values for tag in tags if (values := _terms(row, tag))},
        forbidden=_by_language(row, tags, "forbidden"),
        forms=_by_language(row, tags, "forms"),
        pos=row.cells.get("pos", ""),
        domain=row.cells.get("domain", ""),
        definition=row.cells.get("definition", ""),
        status=status if status in {"preferred", "admitted", "forbidden"} else "admitted",
        definitions={tag: words for tag in tags if (words := row.cells.get(f"{tag}_definition", ""))},
        note=row.cells.get("note", ""),
        translate=row.cells.get("translate") != "no",
        case="exact" if row.cells.get("case") == "exact" else "any",
        context=tuple(word.casefold() for word in row.values("context")),
    )
    return Entry(term, status, place)


def _terms(row: Row, tag: str) -> tuple[str, ...]:
    return tuple(map(_tidy, dict.fromkeys((*row.values(tag), *row.values(f"{tag}_admitted")))))


def _by_language(row: Row, tags: Sequence[str], role: str) -> Mapping[str, tuple[str, ...]]:
    return {tag: tuple(map(_tidy, values)) for tag in tags if (values := row.values(f"{tag}_{role}"))}


def _tidy(value: str) -> str:
    return unicodedata.normalize("NFC", " ".join(value.split()))


def slug(term: str) -> str:
    """Make a concept's id of its Swedish term: ``Enkel fråga`` → ``enkel-fråga``."""
    return re.sub(r"[\W_]+", "-", term.casefold()).strip("-")
