"""The nouns of lattlast, as frozen values: documents, units, terms, findings, narrations, editions.

Takes nothing and gives nothing: every other module speaks in these words. It does not know about files, engines, HTML.

A `Document` is a tree of `Block`s. All text that a reader may meet stands in a `Segment`: about one sentence, a plain
string with stand-off `Inline`s over it. Segments are numbered in reading order (``s1``, ``s2`` …); pages, timings,
findings and review files all point at these ids.

How the tree is built, by `Block.kind`:

    title, lead, heading (level), paragraph, dialogue, byline, note   segments
    list (attrs: ordered == "true", then perhaps start)               children: item
    item                                                              segments, children: nested list or paragraph
    quote                                                             children: paragraph, then perhaps a credit
    figure (attrs: src)                                               children: alt, caption, credit, each at most once
    facts                                                             children: heading?, then fact, paragraph or list
    definitions                                                       children: fact
    fact                                                              children: label, then value
    table                                                             children: caption?, then row
    row                                                               children: cell
    cell (header: attrs["header"] is "column" or "row")               segments

In a dialogue block the dash is not part of the text: each edition draws its own.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (pydantic reads the annotations at run time)
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pydantic import TypeAdapter

BlockKind = Literal[
    "title", "lead", "heading", "paragraph", "dialogue", "byline", "note", "list", "item", "quote", "figure", "alt",
    "caption", "credit", "facts", "definitions", "fact", "label", "value", "table", "row", "cell",
]  # fmt: skip
InlineKind = Literal["link", "strong", "emphasis", "abbreviation", "language", "protected", "break"]
Severity = Literal["info", "warning", "error"]
UnitState = Literal["initial", "translated", "reviewed", "final"]
Origin = Literal["source", "mt", "tm", "rule", "human"]
TermStatus = Literal["preferred", "admitted", "forbidden"]


@dataclass(frozen=True, slots=True)
class Inline:
    """Mark ``text[start:end]`` of a segment.

    Kinds and their attrs: link (href) · strong · emphasis · abbreviation (title) · language (lang) · protected (names
    and ``translate=no``) · break (a line end that matters; start == end).
    """

    kind: InlineKind
    start: int
    end: int
    attrs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Segment:
    """About one sentence: plain text, NFC, single spaces, with inlines sorted by start, then by falling end."""

    id: str
    text: str
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document: leaf kinds hold segments, the others children. `level` is a heading's, 2 to 6."""

    kind: BlockKind
    segments: tuple[Segment, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    attrs: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Join the block's own segments, without those of its children."""
        return " ".join(segment.text for segment in self.segments)

    def walk(self) -> Iterator[Block]:
        """Yield this block and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at. `code` is kebab-case and stable, `segment` an id or empty."""

    code: str
    severity: Severity
    message: str
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article in one language and reading level, named by its BCP 47 tag.

    `blocks` begin with the title and, where there is one, the lead. `meta` holds strings: author, photographer,
    published, modified (ISO dates), source (address or file name), image, site, and whatever else reading found.
    """

    id: str
    lang: str
    blocks: tuple[Block, ...]
    meta: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def title(self) -> str:
        """The text of the title block, or the id where there is none."""
        return next((block.text for block in self.blocks if block.kind == "title"), "") or self.id

    @property
    def lead(self) -> str:
        """The text of the lead block, or an empty string."""
        return next((block.text for block in self.blocks if block.kind == "lead"), "")

    def walk(self) -> Iterator[Block]:
        """Yield every block in reading order."""
        for block in self.blocks:
            yield from block.walk()

    def segments(self) -> Iterator[Segment]:
        """Yield every segment in reading order."""
        for block in self.walk():
            yield from block.segments


@dataclass(frozen=True, slots=True)
class Unit:
    """A source segment and what became of it, in XLIFF's words. An easy-read target may hold several sentences."""

    source: Segment
    target: Segment
    state: UnitState = "initial"
    origin: Origin = "source"
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A concept of the termbase: its terms per language, the first one preferred.

    `terms["en"]` is preferred first, then the admitted ones; `forbidden["en"]` must never be used; `forms["sv"]` lists
    inflected forms that no rule gives. `definition` explains the concept in easy Swedish, `definitions["en"]` in
    English. A term that is not to be translated (`translate` false) stands in Swedish in every language. One with case
    "exact" is found only with its own capitals. With `context`, it is found only in texts that have a word with one of
    these beginnings, and none of those after a “!”.
    """

    id: str
    terms: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pos: str = ""
    domain: str = ""
    definition: str = ""
    status: TermStatus = "preferred"
    definitions: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    translate: bool = True
    case: Literal["any", "exact"] = "any"
    context: tuple[str, ...] = ()

    def wordings(self, lang: str) -> tuple[str, ...]:
        """Give the terms of a language, the preferred one first; empty where the glossary has none."""
        return self.terms.get(lang, ()) if self.translate else self.terms["sv"]

    def explanation(self, lang: str) -> str:
        """Give the definition in a language, or an empty string."""
        return self.definition if lang == "sv" else self.definitions.get(lang, "")


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in ``text[start:end]`` of a source segment.

    `number` and `genitive` say how the source inflects it, so that the target can follow.
    """

    term: Term
    start: int
    end: int
    number: Literal["singular", "plural"] = "singular"
    definite: bool = False
    genitive: bool = False


@dataclass(frozen=True, slots=True)
class TermUse:
    """One occurrence of a term in an edition: what the source said, what the target says, which step settled it.

    The term stands in ``text[start:end]`` of the edition's segment; both are 0 where it is missing. `explanation` is
    the glossary's, in the edition's language, or empty. In a Swedish edition `source` is empty and `step` is "source".
    """

    term: str
    segment: str
    source: str
    target: str
    step: str
    start: int = 0
    end: int = 0
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """``text[start:end]`` of a segment, spoken from `begin` to `finish`, in seconds from the start of the audio."""

    start: int
    end: int
    begin: float
    finish: float


@dataclass(frozen=True, slots=True)
class Clip:
    """A segment as spoken, in seconds from the start of the audio."""

    segment: str
    begin: float
    end: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading's place in the audio, in seconds; `segment` is the heading's."""

    title: str
    begin: float
    end: float
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Narration:
    """An edition as audio: the MP3 file's bytes and the time of every segment.

    `others` holds the same sound in the further formats that were asked for, by file extension.
    """

    voice: str
    lang: str
    audio: bytes
    seconds: float
    clips: tuple[Clip, ...]
    chapters: tuple[Chapter, ...] = ()
    findings: tuple[Finding, ...] = ()
    others: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Readability:
    """LIX, OVIX (None under 100 words), words per sentence and the share of words over six letters."""

    words: int
    sentences: int
    lix: float
    ovix: float | None
    words_per_sentence: float
    long_words: float


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved all of an edition's text, perhaps nobody named, and the ISO date of the last approval."""

    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An article in one language and reading level, ready to publish.

    `made_by` names rules and models in words. `better_model` is the command that installs a better model, where a
    starter model made the edition. `approval` is None until a person has approved every unit.
    """

    tag: str
    document: Document
    units: tuple[Unit, ...] = ()
    terms: tuple[TermUse, ...] = ()
    narration: Narration | None = None
    readability: Readability | None = None
    made_by: tuple[str, ...] = ()
    starter: bool = False
    better_model: str = ""
    findings: tuple[Finding, ...] = ()
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file that a run writes: a path relative to the article's folder, with forward slashes, and its bytes."""

    path: str
    data: bytes


def renumber(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give every segment its id in reading order, ``s1`` onwards."""
    count = 0

    def numbered(segment: Segment) -> Segment:
        nonlocal count
        count += 1
        return replace(segment, id=f"s{count}")

    return map_segments(blocks, numbered)


def map_segments(blocks: Sequence[Block], change: Callable[[Segment], Segment]) -> tuple[Block, ...]:
    """Rebuild the tree with every segment changed, in reading order."""
    return tuple(
        replace(block, segments=tuple(map(change, block.segments)), children=map_segments(block.children, change))
        for block in blocks
    )


Value = TypeVar("Value")


def to_json(value: object, *, indent: int | None = None) -> bytes:
    """Write any value of this module as JSON, UTF-8; audio is base64."""
    return _adapter(cast("Any", type(value))).dump_json(value, indent=indent)


def from_json(kind: type[Value], data: bytes) -> Value:
    """Read back what `to_json` wrote; raises ValueError where it does not fit."""
    value: Value = _adapter(cast("Any", kind)).validate_json(data)
    return value


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401  (a class, which mypy does not take for hashable)
    from pydantic import ConfigDict, TypeAdapter, with_config

    return TypeAdapter(with_config(ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))(kind))
