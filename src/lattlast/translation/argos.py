"""The default translator: an Argos package run by CTranslate2 and SentencePiece.

Takes plain sentences, gives hypotheses. All texts of a call are decoded together in length-sorted batches. It does not
know about documents, terms or mark-up.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lattlast.errors import EngineError
from lattlast.ports import Hypothesis
from lattlast.translation import packages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.translation.packages import Package

BEAM_SIZE = 4
LENGTH_PENALTY = 0.2  # Argos Translate's own, so that both give the same text
LONGEST_TARGET = 512
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
        results = self._translator.translate_batch(
            self._tokenizer.encode(list(texts), out_type=str),
            target_prefix=self._prefixes(prefixes or [None] * len(texts)),
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
            hint=f"lattlast models install {package.source} {package.target}",
        ) from error
