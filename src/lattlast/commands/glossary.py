"""The glossary: check its files, find its terms in a text, take in and give out files of other programs.

Takes files and the workspace's assets, gives reports. It does not know how files are read and written in detail.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from lattlast import languages, sources, stages, store
from lattlast.errors import EXIT_OK, ConfigError, InputError, OutputError
from lattlast.model import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from lattlast.assets import Assets
    from lattlast.model import Finding, Term
    from lattlast.terminology import Format

_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_LONGEST_NAME = 250
_SUFFIXES: dict[str, Format] = {".csv": "csv", ".tsv": "tsv", ".tbx": "tbx", ".xml": "tbx"}


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong in glossary files."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """Stop where a line cannot be used or contradicts another."""
        return ConfigError.exit_code if any(found.severity == "error" for found in self.findings) else EXIT_OK

    def as_json(self) -> object:
        """Give the findings with their places."""
        from lattlast.terminology import place_of

        found = [{**json.loads(to_json(finding)), **place_of(finding)} for finding in self.findings]
        return {"files": list(self.files), "findings": found}

    def __rich__(self) -> RenderableType:
        lines = (Text(f"{found.severity}: {found.message}", style=_STYLES[found.severity]) for found in self.findings)
        return Group(*lines, Text(f"{len(self.files)} files, {len(self.findings)} things to look at."))


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text. `kind` is term, hint (it has other meanings), compound or ellipsis (only a part stands)."""

    kind: str
    text: str
    start: int
    end: int
    term: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Hits:
    """The terms in a text."""

    hits: tuple[Hit, ...]
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give each hit with its place, in characters of its sentence."""
        return [{slot: getattr(hit, slot) for slot in Hit.__slots__} for hit in self.hits]

    def __rich__(self) -> RenderableType:
        if not self.hits:
            return Text("No terms.")
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("In the text", "Kind", "Term", "English"):
            table.add_column(column)
        for hit in self.hits:
            table.add_row(hit.text, hit.kind, hit.sv, hit.en)
        return table


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, with how many terms, and what was left out."""

    path: Path
    terms: int
    findings: tuple[Finding, ...] = ()
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give the file and what was left out."""
        return {
            "file": str(self.path),
            "terms": self.terms,
            "findings": [json.loads(to_json(finding)) for finding in self.findings],
        }

    def __rich__(self) -> RenderableType:
        lines = (Text(f"{found.severity}: {found.message}", style=_STYLES[found.severity]) for found in self.findings)
        return Group(*lines, Text(f"{self.path}: {self.terms} terms"))


def check_glossary(files: Sequence[Path], *, assets: Assets) -> Faults:
    """Check glossary files, or without names those of the workspace."""
    from lattlast import terminology

    named = [(path.name, _bytes(path)) for path in files] or list(assets.tables["terms"])
    return Faults(tuple(name for name, _ in named), terminology.check(named))


def find_terms(text: str, *, assets: Assets) -> Hits:
    """Find the termbase's terms in a text, or in the article of that name."""
    termbase = assets.termbase
    hits: list[tuple[str, Hit]] = []
    for sentence in _sentences(text):
        for kind, found in (("term", termbase.find(sentence)), ("hint", termbase.hints(sentence))):
            hits += [(sentence, _hit(kind, sentence, match.term, match.start, match.end)) for match in found]
        parts = termbase.mentions(sentence)
        hits += [(sentence, _hit(part.kind, sentence, part.term, part.start, part.end)) for part in parts]
    order = {sentence: number for number, sentence in enumerate(dict.fromkeys(sentence for sentence, _ in hits))}
    return Hits(tuple(hit for _, hit in sorted(hits, key=lambda pair: (order[pair[0]], pair[1].start))))


def import_glossary(path: Path, *, assets: Assets, force: bool = False) -> Written:
    """Take a glossary file of another program into the workspace, as a table that opens in a spreadsheet."""
    from lattlast import terminology

    folder = assets.config.path(assets.config.glossary.folder)
    goal = folder / f"terms-{path.stem.removeprefix('terms-')}.csv"
    if goal.exists() and not force:
        raise OutputError(f"{goal} is there already.", hint="Rename one of the two, or write over it: --force")
    entries, findings = terminology.read_glossaries([(path.name, _bytes(path))])
    if not entries:
        first = findings[0].message if findings else "It has no concept with a Swedish term."
        raise InputError(f"{path} has no term that can be used.", hint=first)
    store.write_file(goal, terminology.write(entries, form="csv"))
    return Written(goal, len(entries), tuple(findings))


def export_glossary(path: Path, *, assets: Assets, form: Format | None = None) -> Written:
    """Write the terms in use, the municipality's over the bundled, as a file for another program."""
    from lattlast import terminology

    chosen = form or _SUFFIXES.get(path.suffix.lower())
    if chosen is None:
        raise ConfigError(
            f"“{path.suffix}” is not a format for glossaries.",
            hint=f"Name the file .csv, .tsv or .tbx, or say --format {'|'.join(terminology.FORMATS)}.",
        )
    entries = assets.termbase.entries
    store.write_file(path, terminology.write(entries, form=chosen))
    return Written(path, len(entries))


def _sentences(text: str) -> Iterable[str]:
    if Path(text).suffix and len(text) < _LONGEST_NAME and Path(text).is_file():
        document = stages.read(sources.gather([Path(text)]).articles[0]).document
        return [segment.text for segment in document.segments()]
    return [text]


def _hit(kind: str, sentence: str, term: Term, start: int, end: int) -> Hit:
    english = ", ".join(term.wordings("en")[:1])
    return Hit(kind, sentence[start:end], start, end, term.id, term.terms[languages.SOURCE][0], english)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check the name.") from error
