"""Check: what an article is made of, before anything is converted.

Takes an article and assets, gives a report: the structure as a tree, what was left out and why, readability now and
after easy-read, what stays hard, and terms.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from lattlast import stages
from lattlast.commands.gathering import gather
from lattlast.errors import EXIT_OK, InputError, LattlastError
from lattlast.model import to_json
from lattlast.text import readability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from lattlast.assets import Assets
    from lattlast.model import Block, Document, Readability

_SHOWN = 70
_MOST_HARD = 10


@dataclass(frozen=True, slots=True)
class Easier:
    """What the rules of easy-read would make of an article; `hard` holds the sentences that stay hard, and why."""

    readability: Readability
    hard: tuple[tuple[str, str], ...]

    def as_json(self) -> object:
        """Give the readability and the hard sentences."""
        return {
            "readability": json.loads(to_json(self.readability)),
            "still_hard": [{"text": text, "reason": reason} for text, reason in self.hard],
        }

    def lines(self, before: Readability) -> Iterator[Text]:
        """Compare with the readability of the article, and list what stays hard."""
        after = self.readability
        yield Text(
            f"Easy-read: LIX {before.lix:.0f} → {after.lix:.0f}, words a sentence {before.words_per_sentence:.1f} → "
            f"{after.words_per_sentence:.1f}, long words {before.long_words:.0%} → {after.long_words:.0%}",
            style="bold",
        )
        for text, reason in self.hard[:_MOST_HARD]:
            yield Text(f"  {_shortened(text)}\n    {reason}")
        if len(self.hard) > _MOST_HARD:
            yield Text(f"  … and {len(self.hard) - _MOST_HARD} more sentences; --json lists them all.")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in an article. `terms` counts by Swedish and English term."""

    document: Document
    readability: Readability
    hard_words: tuple[str, ...]
    terms: tuple[tuple[str, str, int], ...]
    easy: Easier
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give the whole report."""
        return {
            "document": json.loads(to_json(self.document)),
            "readability": json.loads(to_json(self.readability)),
            "hard_words": list(self.hard_words),
            "easy_read": self.easy.as_json(),
            "terms": [{"sv": swedish, "en": english, "count": count} for swedish, english, count in self.terms],
        }

    def __rich__(self) -> RenderableType:
        return Group(
            self._structure(),
            *self._findings(),
            Text(f"\n{describe(self.readability)}", style="bold"),
            Text(f"Hard words: {', '.join(self.hard_words) or 'none'}"),
            *self.easy.lines(self.readability),
            Text(),
            self._term_table(),
        )

    def _structure(self) -> Tree:
        tree = Tree(Text(self.document.title, style="bold"))
        for name, value in sorted(self.document.meta.items()):
            tree.add(Text(f"{name}: {value}", style="dim"))
        for block in self.document.blocks:
            _grow(tree, block)
        return tree

    def _findings(self) -> Iterator[Text]:
        """Give what a person should know first, then a line on each kind of thing that was left out."""
        left_out = [finding for finding in self.document.findings if finding.code == "left-out"]
        for finding in self.document.findings:
            if finding not in left_out:
                yield Text(f"{finding.severity}: {finding.message}")
        if left_out:
            yield Text("Left out (--json shows it in full)", style="bold")
        for finding in left_out:
            line = finding.message.removeprefix("Left out (").replace("): ", ": ", 1)
            yield Text(f"  {line}", no_wrap=True, overflow="ellipsis")

    def _term_table(self) -> RenderableType:
        if not self.terms:
            return Text("Terms: none")
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Term", "English", "Times"):
            table.add_column(column)
        for swedish, english, count in self.terms:
            table.add_row(swedish, english, str(count))
        return table


def check(source: Path | str, *, assets: Assets) -> Checked:
    """Read an article and measure it."""
    if Path(source).is_dir():
        raise InputError(f"{source} is a folder.", hint="Name one article: lattlast check FILE")
    try:
        article = gather([source], allow_private=assets.config.build.allow_private).articles[0]
        document = stages.read(article).document
    except LattlastError as error:
        told = error.message if str(source) in error.message else f"{source}: {error.message}"
        raise type(error)(told, hint=error.hint) from error
    texts = [segment.text for segment in document.segments()]
    found = Counter(
        (match.term.terms["sv"][0], ", ".join(match.term.terms.get("en", ())[:1]))
        for text in texts
        for match in assets.termbase.find(text)
    )
    return Checked(
        document,
        readability.measure(texts),
        tuple(readability.hard_words(" ".join(texts))),
        tuple((swedish, english, count) for (swedish, english), count in found.most_common()),
        _easier(document, assets),
    )


def _easier(document: Document, assets: Assets) -> Easier:
    """Simplify by rules alone: a check sends nothing to a model."""
    from lattlast import easyread

    made = easyread.simplify(
        document, lexicon=assets.easy_lexicon, terms=assets.termbase, operations=assets.easy_operations
    )
    texts = {segment.id: segment.text for segment in made.document.segments()}
    hard = tuple((texts[finding.segment], finding.message) for finding in made.findings if finding.code == "still-hard")
    return Easier(readability.measure(texts.values()), hard)


def describe(measured: Readability) -> str:
    """Say in one line how easy a text is to read."""
    levels = ((30, "very easy"), (40, "easy"), (50, "medium"), (60, "hard"))
    level = next((name for limit, name in levels if measured.lix < limit), "very hard")
    ovix = f", OVIX {measured.ovix:.0f}" if measured.ovix is not None else ""
    return (
        f"LIX {measured.lix:.0f} ({level}){ovix}, {measured.words_per_sentence:.1f} words a sentence, "
        f"{measured.words} words in {measured.sentences} sentences"
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _grow(tree: Tree, block: Block) -> None:
    level = f" {block.level}" if block.kind == "heading" else ""
    branch = tree.add(Text.assemble((f"{block.kind}{level} ", "cyan"), _shortened(block.text)))
    for child in block.children:
        _grow(branch, child)
