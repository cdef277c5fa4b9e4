"""Which word of the English stands for which word of the Swedish, from eflomal: both directions, joined.

Takes pairs, gives for each the list of (Swedish word, English word) by their numbers; words are what spaces part.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from training.corpus import Pair

Links = list[tuple[int, int]]


def align(pairs: Sequence[Pair], folder: Path) -> list[Links]:
    """Align every pair; `folder` takes the two files that eflomal writes."""
    import eflomal

    forward, backward = folder / "forward.align", folder / "backward.align"
    eflomal.Aligner().align(
        _sentences(pair.sv for pair in pairs),
        _sentences(pair.en for pair in pairs),
        links_filename_fwd=str(forward),
        links_filename_rev=str(backward),
        quiet=True,
    )
    rows = zip(_read(forward), _read(backward), strict=True)
    return [_joined(one, other) for one, other in rows]


def words(text: str) -> list[str]:
    """Cut a sentence at its spaces."""
    return text.split()


def _sentences(texts: Iterable[str]) -> io.StringIO:
    return io.StringIO(
        "".join(" ".join(word.casefold().strip('.,:;!?()”"') or word for word in words(text)) + "\n" for text in texts)
    )


def _read(path: Path) -> list[set[tuple[int, int]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [{(int(a), int(b)) for a, b in (link.split("-") for link in line.split())} for line in lines]


def _joined(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> Links:
    """Keep the links that both directions have, and their neighbours that one has for a word without any."""
    both = one & other
    taken, given = {a for a, _ in both}, {b for _, b in both}
    near = {(a, b) for a, b in one | other if (a not in taken or b not in given) and _touches(a, b, both)}
    return sorted(both | near)


def _touches(a: int, b: int, both: set[tuple[int, int]]) -> bool:
    return any((a + x, b + y) in both for x in (-1, 0, 1) for y in (-1, 0, 1))
