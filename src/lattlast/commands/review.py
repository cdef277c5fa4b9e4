"""Review from the command line: how far it has come, files for translators, and what they send back.

Takes articles' slugs and files, gives reports. It does not know how files are written, nor where the memory keeps what
it knows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from lattlast import languages, review, reviewing, store
from lattlast.errors import EXIT_OK, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lattlast.config import Config
    from lattlast.model import Edition
    from lattlast.review import Bitext, Change, Entry, Imported, Memory, Signature, Standing, Verdict

Format = Literal["xliff2", "xliff1", "tmx"]
_NOT_MADE = "Make it first: lattlast build"


def now() -> str:
    """Give the time in UTC, as the memory keeps it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Status:
    """The standing of every edition, by article."""

    articles: tuple[tuple[str, tuple[Standing, ...]], ...]
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give the standings by article."""
        return {slug: [asdict(one) for one in standings] for slug, standings in self.articles}

    def __rich__(self) -> RenderableType:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Article", "Edition", "Review", "Approved", "Drafts", "No longer there"):
            table.add_column(column, overflow="fold")
        for slug, standings in self.articles:
            for one in standings:
                counts = (f"{one.approved} of {one.units}", str(one.drafts or "–"), str(one.outdated or "–"))
                table.add_row(slug, one.tag, one.state, *counts)
        return table


def status(slugs: Sequence[str], config: Config) -> Status:
    """Tell how far the review of articles has come; of all that were made here where none is named."""
    memory = reviewing.memory(config)
    return Status(tuple((slug, tuple(standings(slug, config, memory))) for slug in _chosen(slugs, config)))


def standings(slug: str, config: Config, memory: Memory) -> Iterator[Standing]:
    """Give the standing of each of an article's editions."""
    for edition in reviewing.kept(slug, config):
        if edition.units:
            current = memory.current(edition.tag, [unit.source.text for unit in edition.units])
            yield review.standing(edition, current, mine=memory.entries(tag=edition.tag, article=slug))


def _chosen(slugs: Sequence[str], config: Config) -> list[str]:
    made = reviewing.slugs(config)
    unknown = [slug for slug in slugs if slug not in made]
    if unknown:
        raise InputError(f"There is no article “{unknown[0]}” here.", hint=_NOT_MADE)
    if not made:
        raise InputError("No article was made here yet.", hint=_NOT_MADE)
    return list(slugs) or made


def export(slugs: Sequence[str], config: Config, *, kind: Format, folder: Path, tags: Sequence[str] = ()) -> list[Path]:
    """Write a file for each edition, or the whole memory as TMX; give the files' paths."""
    memory = reviewing.memory(config)
    if kind == "tmx":
        entries = [entry for entry in memory.entries() if entry.approved and (not tags or entry.tag in tags)]
        return [_written(folder / "memory.tmx", review.write_tmx(entries))]
    version = {"xliff2": "2.1", "xliff1": "1.2"}[kind]
    return [
        _written(
            folder / f"{bitext.edition.document.id}.{bitext.edition.tag}.xlf",
            review.write_xliff(bitext, version=version),
        )
        for slug in _chosen(slugs, config)
        for bitext in bitexts(slug, config, memory)
        if not tags or bitext.edition.tag in tags
    ]


def bitexts(slug: str, config: Config, memory: Memory) -> Iterator[Bitext]:
    """Give an article's editions as a translator gets them: with what the memory holds now."""
    from lattlast.review import Bitext

    version = memory.newest()
    for edition in reviewing.kept(slug, config):
        if edition.units:
            current = memory.current(edition.tag, [unit.source.text for unit in edition.units])
            yield Bitext(review.with_drafts(edition, current), version, _preview(slug, edition.tag, config))


def _preview(slug: str, tag: str, config: Config) -> str:
    base = config.publish.base_url.rstrip("/")
    place = config.path(config.build.output).resolve() / slug / tag / "index.html"
    return f"{base}/{slug}/{tag}/index.html" if base else place.as_uri()


def _written(path: Path, data: bytes) -> Path:
    store.write_file(path, data)
    return path


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every pair of the files."""

    verdicts: tuple[tuple[str, Verdict], ...]
    exit_code: int = EXIT_OK

    @property
    def counts(self) -> dict[str, int]:
        """Count the pairs by outcome."""
        return dict(Counter(verdict.outcome for _, verdict in self.verdicts))

    def as_json(self) -> object:
        """Give the counts, and each pair that a person should look at."""
        looks = [
            {"file": name, "id": verdict.pair.id, "outcome": verdict.outcome, "source": verdict.pair.source,
             "target": verdict.pair.target}
            for name, verdict in self.verdicts
            if verdict.outcome in _MESSAGES
        ]  # fmt: skip
        return {"counts": self.counts, "to_look_at": looks}

    def __rich__(self) -> RenderableType:
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self.counts.items()))
        lines = [Text(f"{len(self.verdicts)} sentences: {counts or 'none'}.")]
        for name, verdict in self.verdicts:
            if verdict.outcome in _MESSAGES:
                shown = f"{name}, {verdict.pair.id or 'a sentence'}: “{verdict.pair.source}”"
                lines.append(Text(f"{shown}: {_MESSAGES[verdict.outcome]}"))
        if self.counts.keys() & {"approved", "draft"}:
            lines.append(Text("The next build uses what is approved: lattlast build"))
        return Group(*lines)


_MESSAGES = {
    "outdated": "is no longer in the article; the translation is kept for when it comes again.",
    "newer here": "was approved here after the file was exported; what stands here is kept.",
}


def import_files(paths: Sequence[Path], config: Config, *, by: str, approve: bool) -> ImportReport:
    """Take back files; every file is read before anything is kept, so that a damaged one changes nothing."""
    from lattlast.review import Signature

    files = [imported for path in paths for imported in review.read(_bytes(path), name=path.name)]
    signature, memory = Signature(by, now(), approve=approve), reviewing.memory(config)
    return ImportReport(
        tuple((one.name, verdict) for one in files for verdict in take_back(one, config, memory, signature))
    )


def take_back(imported: Imported, config: Config, memory: Memory, signature: Signature) -> list[Verdict]:
    """Keep what a file brings, and say what became of each pair."""
    edition = _edition_of(imported, config)
    current = {(entry.tag, entry.source): entry for entry in memory.entries()}
    verdicts = review.compare(imported, edition, current, signature)
    changes = _each_once([verdict.change for verdict in verdicts if verdict.change])
    _, refusals = memory.record(changes)
    late = {(refusal.change.tag, refusal.change.source) for refusal in refusals}
    return [_late(verdict) if _key(verdict.change) in late else verdict for verdict in verdicts]


def _late(verdict: Verdict) -> Verdict:
    from lattlast.review import Verdict as Judged

    return Judged("newer here", verdict.pair)


def _key(change: Change | None) -> tuple[str, str] | None:
    return (change.tag, change.source) if change else None


def _each_once(changes: Sequence[Change]) -> list[Change]:
    """Keep one change for a sentence that recurs in the file with the same target."""
    return list({(change.tag, change.source, change.target): change for change in changes}.values())


def _edition_of(imported: Imported, config: Config) -> Edition | None:
    """Find the edition that a file is for; a memory (TMX) is for none."""
    if not imported.article:
        if any(not pair.tag for pair in imported.pairs):
            raise InputError(
                f"{imported.name} does not name an article of lattlast.", hint="Import files that lattlast exported."
            )
        return None
    found = [one for one in reviewing.kept(imported.article, config) if one.tag == imported.tag]
    if not found:
        known = languages.autonym(imported.tag) if imported.tag else "that language"
        raise InputError(
            f"{imported.name} is for “{imported.article}” in {known}, which was not made here.", hint=_NOT_MADE
        )
    return found[0]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check the name.") from error


@dataclass(frozen=True, slots=True)
class History:
    """Every change that was ever kept, oldest first."""

    entries: tuple[Entry, ...]
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give every change whole."""
        return [asdict(entry) for entry in self.entries]

    def __rich__(self) -> RenderableType:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("When", "Who", "Edition", "State", "Source", "Target"):
            table.add_column(column, overflow="fold")
        for entry in self.entries:
            state = "taken back" if entry.state == "initial" else entry.state
            table.add_row(entry.at, entry.by or "–", entry.tag, state, entry.source, entry.target)
        return table


def history(config: Config) -> History:
    """Give the memory's whole history."""
    return History(tuple(reviewing.memory(config).history()))
