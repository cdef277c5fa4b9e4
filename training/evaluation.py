"""Evaluation: BLEU and chrF of packages on the held-out sets, whether annotated terms are obeyed, and the speed.

Takes packages and held-out pairs, gives figures by package and set. All packages go through the same code in one run.
"""

from __future__ import annotations

import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import ctranslate2
import sacrebleu
import sentencepiece

from training.annotation import TERM_BEGIN, TERM_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.corpus import Pair

BEAM = 4


@dataclass(frozen=True, slots=True)
class Score:
    """BLEU and chrF, 0 to 100, of a set of so many sentences."""

    sentences: int
    bleu: float
    chrf: float


class Engine:
    """A package, loaded."""

    def __init__(self, package: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(package) as archive:
                archive.extractall(folder)
            (root,) = Path(folder).iterdir()
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
            self._model = ctranslate2.Translator(str(root / "model"), intra_threads=2)

    def translate(self, texts: Sequence[str], *, beam: int = BEAM) -> list[str]:
        """Translate sentences, with beam search and without anything that lattlast adds."""
        cut = [self._pieces.encode(text, out_type=str) for text in texts]
        found = self._model.translate_batch(cut, beam_size=beam, max_batch_size=2048, batch_type="tokens")
        return [self._pieces.decode(one.hypotheses[0]) for one in found]


def score(engine: Engine, pairs: Sequence[Pair]) -> Score:
    """Measure a set against its English."""
    found, wanted = engine.translate([pair.sv for pair in pairs]), [[pair.en for pair in pairs]]
    return Score(
        len(pairs),
        round(sacrebleu.corpus_bleu(found, wanted).score, 1),
        round(sacrebleu.corpus_chrf(found, wanted).score, 1),
    )


def obedience(engine: Engine, annotated: Sequence[str]) -> float:
    """Give the share of annotated terms that the translations hold, in any case of letters."""
    kept = wanted = 0
    for source, target in zip(annotated, engine.translate(annotated), strict=True):
        terms = [part.split(TERM_END)[0].strip() for part in source.split(TERM_BEGIN)[1:]]
        wanted += len(terms)
        kept += sum(term.casefold() in target.casefold() for term in terms)
    return round(kept / max(wanted, 1), 3)


def speed(engine: Engine, pairs: Sequence[Pair]) -> float:
    """Give sentences a second."""
    begin = time.perf_counter()
    engine.translate([pair.sv for pair in pairs])
    return round(len(pairs) / (time.perf_counter() - begin), 1)
