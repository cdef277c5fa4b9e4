"""Single texts: translated, made easy or written out as they are spoken, one line out for each line in.

Takes lines and the workspace's assets, gives one `Line` for each. It does not know where the lines go.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.easyread import Outcome  # noqa: TC001  (pydantic reads the annotations at run time)
from lattlast.errors import ConfigError, InputError
from lattlast.model import Block, Document, Finding, Segment, TermUse, renumber
from lattlast.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import BufferedIOBase

    from lattlast.assets import Assets
    from lattlast.translation import Choice
    from lattlast.translation.packages import Package

_CHUNK = 1 << 15  # the engine is faster on many sentences; memory stays flat however long the input is


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a line, with the terms it holds and what a person should look at."""

    source: str
    text: str
    terms: tuple[TermUse, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class EasyLine(Line):
    """An easy line with what was done to each sentence, and what a gate stopped."""

    sentences: tuple[Outcome, ...] = ()


def translate_lines(lines: Sequence[str], *, to: str, lang: str, assets: Assets) -> list[Line]:
    """Translate lines, by way of English where no model leads straight there."""
    _require_languages(lang, to)
    made = [Line(line, line) for line in lines]
    for package in assets.route(to, source=lang):
        made = _translated(made, package, assets)
    return made


def simplify_lines(lines: Sequence[str], *, assets: Assets) -> list[Line]:
    """Rewrite Swedish lines as easy-read."""
    return [_simplified(line, assets) for line in lines]


def speak_lines(lines: Sequence[str], *, lang: str, assets: Assets) -> list[Line]:
    """Write lines out as they are read aloud."""
    from lattlast import narration

    _require_languages(lang)
    return [Line(line, narration.spoken(line, lang, lexicon=assets.spoken_lexicon)[0]) for line in lines]


def batches(stream: BufferedIOBase) -> Iterator[list[str]]:
    """Read a stream's lines, UTF-8, as they come: all that are there, without waiting for more."""
    begun, count = b"", 0
    while chunk := stream.read1(_CHUNK):
        *lines, begun = (begun + chunk).split(b"\n")
        yield [_decoded(line, number) for number, line in enumerate(lines, start=count + 1)]
        count += len(lines)
    if begun:
        yield [_decoded(begun, count + 1)]


def _decoded(line: bytes, number: int) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r")
    except UnicodeDecodeError as error:
        raise InputError(f"Line {number} is not UTF-8.", hint="Save the text as UTF-8.") from error


def _require_languages(*tags: str) -> None:
    for tag in tags:
        if not languages.is_known(tag):
            raise ConfigError(f"“{tag}” is not a language.", hint="Write tags such as sv, en, fi, ar.")
    if len(set(tags)) < len(tags):
        raise ConfigError(f"The text is in “{tags[0]}” already.", hint="Name another language with --to.")


def _translated(lines: Sequence[Line], package: Package, assets: Assets) -> list[Line]:
    """Translate the sentences of all lines in one call of the engine, and lay them out in the lines again."""
    from lattlast import translation

    spans = [sentences.split(line.text, package.source) for line in lines]
    choices = iter(
        translation.translate_texts(
            [line.text[start:end] for line, found in zip(lines, spans, strict=True) for start, end in found],
            source=package.source,
            target=package.target,
            translator=assets.translator(package),
            helps=assets.helps(package.source, package.target),
        )
    )
    return [_laid_out(line, found, list(islice(choices, len(found)))) for line, found in zip(lines, spans, strict=True)]


def _laid_out(line: Line, spans: Sequence[tuple[int, int]], choices: Sequence[Choice]) -> Line:
    """Put the translations where the sentences stood, with the white space between them."""
    gaps = [line.text[before:start] for (_, before), (start, _) in pairwise([(0, 0), *spans])]
    text = "".join(gap + choice.text for gap, choice in zip(gaps, choices, strict=True))
    return Line(
        line.source,
        text,
        (*line.terms, *(use for choice in choices for use in choice.uses)),
        (*line.findings, *(finding for choice in choices for finding in choice.findings)),
    )


def _simplified(line: str, assets: Assets) -> Line:
    from lattlast import easyread

    segments = tuple(Segment("", line[start:end]) for start, end in sentences.split(line, languages.SOURCE))
    document = Document("text", languages.SOURCE, renumber([Block("paragraph", segments)]))
    made = easyread.simplify(
        document,
        lexicon=assets.easy_lexicon,
        terms=assets.termbase,
        operations=assets.easy_operations,
        model=assets.simplifier,
    )
    text = " ".join(unit.target.text for unit in made.units)
    return EasyLine(line, text, findings=made.findings, sentences=made.outcomes)
