"""The corpus: read, clean, hold out, weigh.

Takes tables of sentence pairs by source, gives training pairs and held-out pairs that share no sentence on either side.
What is held out depends on the sentences alone (the lowest hashes), not on their order. It does not know about models.
"""

from __future__ import annotations

import csv
import hashlib
import lzma
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SETTINGS = Path(__file__).with_name("sources.toml")
LONGEST = 90
"""Words; longer pairs are rare, slow to train on and seldom one sentence."""
OWN = ("municipal", "glossary")
"""Sources written for this project: read by people, so a number may stand as a word on one side."""
LONGEST_NAME = 3
"""Words that may be the same in both languages."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A Swedish sentence and its English, with the name of its source."""

    source: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """What sources.toml says of a source."""

    share: float
    cap: int
    held_out: int
    licence: str


def settings() -> dict[str, Source]:
    """Read the table of sources."""
    return {name: Source(**values) for name, values in tomllib.loads(SETTINGS.read_text(encoding="utf-8")).items()}


def read(path: Path) -> Iterator[Pair]:
    """Read a table of pairs, ``.tsv`` or ``.tsv.xz``: source, Swedish, English; without a source it is municipal."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            *source, sv, en = line.rstrip("\n").split("\t")
            yield Pair(source[0] if source else "municipal", sv, en)


def glossary(path: Path) -> Iterator[Pair]:
    """Read the termbase: each concept's terms, and what it means, in both languages."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            for sv, en in ((row["sv"], row["en"]), (row["definition"], row["en_definition"])):
                if sv and en:
                    yield Pair("glossary", sv, en)


def clean(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Leave out what is too long, unlike in length or digits, left untranslated, or there already."""
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        name = (plain(pair.sv), plain(pair.en))
        if name not in seen and _is_sound(pair):
            seen.add(name)
            yield pair


def _is_sound(pair: Pair) -> bool:
    words, others = len(pair.sv.split()), len(pair.en.split())
    if not 0 < words <= LONGEST or not 0 < others <= LONGEST:
        return False
    if max(words, others) > 2.2 * min(words, others) + 4:
        return False
    if pair.sv == pair.en and words > LONGEST_NAME:
        return False
    return sorted(re.findall(r"\d", pair.sv)) == sorted(re.findall(r"\d", pair.en)) or pair.source in OWN


def plain(text: str) -> str:
    """Reduce a sentence to its letters and digits, to compare it."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def split(pairs: Iterable[Pair], apart: Iterable[Pair] = ()) -> tuple[list[Pair], dict[str, list[Pair]]]:
    """Give the training pairs, and by source the held-out ones; no sentence of these is left in the first.

    Pairs `apart` were written to be held out, all of them, whatever sources.toml says.
    """
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_source[pair.source].append(pair)
    held = {
        name: sorted(by_source[name], key=_hash)[: source.held_out]
        for name, source in settings().items()
        if source.held_out and by_source.get(name)
    }
    for pair in apart:
        held.setdefault(pair.source, []).append(pair)
    hidden = {plain(text) for rows in held.values() for pair in rows for text in (pair.sv, pair.en)}
    kept = [
        pair
        for name, source in settings().items()
        for pair in sorted(by_source.get(name, ()), key=_hash)[: source.cap]
        if not {plain(pair.sv), plain(pair.en)} & hidden
    ]
    check(kept, held)
    return kept, held


def check(kept: Iterable[Pair], held: dict[str, list[Pair]]) -> None:
    """Stop where a sentence of the held-out sets is in the training data."""
    hidden = {plain(text) for rows in held.values() for pair in rows for text in (pair.sv, pair.en)}
    for pair in kept:
        if plain(pair.sv) in hidden or plain(pair.en) in hidden:
            raise SystemExit(f"A held-out sentence is in the training data: {pair.sv}")


def _hash(pair: Pair) -> str:
    return hashlib.sha256(f"lattlast\t{plain(pair.sv)}".encode()).hexdigest()


def write(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as a table."""
    rows = (f"{pair.source}\t{pair.sv}\t{pair.en}\n" for pair in pairs)
    path.write_text("".join(rows), encoding="utf-8")
