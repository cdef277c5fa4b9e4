"""The default translator: an Argos package run by CTranslate2 and SentencePiece.

Takes plain sentences, gives hypotheses. All texts of a call are decoded together in length-sorted batches. It does not
know about documents, terms or mark-up.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from lattlast.errors import EngineError
from lattlast.ports import Hypothesis
from lattlast.translation import packages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.translation.packages import Package

BEAM_SIZE = 4
LENGTH_PENALTY = 0.2  # Argos Translate's own, so that both give the same text
LONGEST_SOURCE = 120  # tokens; models are trained on sentences, and lose their way in what is longer
LONGEST_TARGET = 400
_BATCH_TOKENS = 2048
_SPACE = "▁"


class ArgosTranslator:
    """Translate one language pair with one package; the model is read when it is first needed."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.fingerprint = f"argos-{package.fingerprint}-beam{BEAM_SIZE}-lp{LENGTH_PENALTY}"
        self.title = package.title
        self.starter = package.starter
        self._model: _Model | None = None

    def translate(
        self, texts: Sequence[str], *, hypotheses: int = 1, prefixes: Sequence[str | None] | None = None
    ) -> list[list[Hypothesis]]:
        """Give up to `hypotheses` translations of each text, best first; an empty text stays empty."""
        if self._model is None:
            self._model = _load(self.package)
        wanted = [index for index, text in enumerate(texts) if text.strip()]
        chosen = [prefixes[index] for index in wanted] if prefixes else None
        with _engine_errors(self.package):
            decoded = self._model.decode([texts[index] for index in wanted], count=hypotheses, prefixes=chosen)
        results = [[Hypothesis("", 0.0)] for _ in texts]
        for index, found in zip(wanted, decoded, strict=True):
            results[index] = found
        return results


class _Model:
    """A loaded model with its tokenizer."""

    def __init__(self, translator: Any, tokenizer: Any, target_prefix: str) -> None:  # noqa: ANN401  (untyped libraries)
        self._translator = translator
        self._tokenizer = tokenizer
        self._target_prefix = target_prefix

    def decode(
        self, texts: Sequence[str], *, count: int, prefixes: Sequence[str | None] | None
    ) -> list[list[Hypothesis]]:
        parts = [_parts(tokens) for tokens in self._tokenizer.encode(list(texts), out_type=str)]
        begins = [
            [prefix, *[None] * (len(part) - 1)] for part, prefix in zip(parts, prefixes or repeat(None), strict=False)
        ]
        decoded = iter(self._batch(list(chain(*parts)), count=count, prefixes=list(chain(*begins))))
        return [_joined([next(decoded) for _ in part]) for part in parts]

    def _batch(self, parts: list[list[str]], *, count: int, prefixes: Sequence[str | None]) -> list[list[Hypothesis]]:
        results = self._translator.translate_batch(
            parts,
            target_prefix=self._prefixes(prefixes),
            beam_size=max(BEAM_SIZE, count),
            num_hypotheses=count,
            length_penalty=LENGTH_PENALTY,
            replace_unknowns=True,
            return_scores=True,
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=LONGEST_TARGET,
        )
        return [
            [
                Hypothesis(self._text(tokens), score)
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in results
        ]

    def _prefixes(self, prefixes: Sequence[str | None]) -> list[list[str]]:
        start = [self._target_prefix] if self._target_prefix else []
        return [start + (self._tokenizer.encode(prefix, out_type=str) if prefix else []) for prefix in prefixes]

    def _text(self, tokens: Sequence[str]) -> str:
        kept = tokens[1:] if self._target_prefix and tokens[:1] == [self._target_prefix] else tokens
        decoded: str = self._tokenizer.decode(list(kept))
        return decoded.replace(_SPACE, " ").strip()


def _parts(tokens: list[str]) -> list[list[str]]:
    """Cut what is longer than a model can take, after a comma or between words: nothing may be lost in silence."""
    parts = []
    while len(tokens) > LONGEST_SOURCE:
        window = range(LONGEST_SOURCE, LONGEST_SOURCE // 2, -1)
        breaks = [place for place in window if tokens[place].startswith(_SPACE)]
        commas = [place for place in breaks if tokens[place - 1].endswith((",", ";", ":"))]
        place = next(iter(commas or breaks), LONGEST_SOURCE)
        parts.append(tokens[:place])
        tokens = tokens[place:]
    return [*parts, tokens]


def _joined(parts: Sequence[Sequence[Hypothesis]]) -> list[Hypothesis]:
    """Join the hypotheses of a sentence's parts, the best with the best."""
    return [
        Hypothesis(" ".join(part.text for part in row), sum(part.score for part in row) / len(row))
        for row in zip(*parts, strict=True)
    ]


def _load(package: Package) -> _Model:
    import ctranslate2
    import sentencepiece

    files = packages.contents(package)
    if "sentencepiece.model" not in files:
        raise EngineError(
            f"{package.title} uses a tokenizer that lattlast does not read (BPE).",
            hint=f"Remove {package.path} and use a package with a sentencepiece.model.",
        )
    with _engine_errors(package):
        tokenizer = sentencepiece.SentencePieceProcessor(model_proto=files["sentencepiece.model"])
        translator = ctranslate2.Translator(
            str(package.path),
            device="cpu",
            compute_type="default",
            inter_threads=1,
            intra_threads=os.cpu_count() or 1,
            files=_model_files(files),
        )
    return _Model(translator, tokenizer, json.loads(files["metadata.json"]).get("target_prefix") or "")


def _model_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name.removeprefix("model/"): data for name, data in files.items() if name.startswith("model/")}


@contextmanager
def _engine_errors(package: Package) -> Iterator[None]:
    """Turn what CTranslate2 and SentencePiece raise into an EngineError."""
    try:
        yield
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError(
            f"{package.title} failed: {error}",
            hint=package.install_command,
        ) from error
