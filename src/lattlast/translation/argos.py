"""The default translator: an Argos package run by CTranslate2 and SentencePiece.

Takes plain sentences, gives hypotheses. All texts of a call are decoded together, each once, in length-sorted batches,
one on each core. What derails (an endless repetition, nothing at all, a copy of the source) is decoded once more,
without repetitions. It does not know about documents, terms or mark-up.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from lattlast.errors import EngineError
from lattlast.ports import Hypothesis
from lattlast.text import checks
from lattlast.translation import packages, tokenizers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.text.alignment import Link
    from lattlast.translation.packages import Package
    from lattlast.translation.tokenizers import Tokenizer

BEAM_SIZE = 4
LENGTH_PENALTY = 0.2  # Argos Translate's own, so that both give the same text
LONGEST_SOURCE = 120  # tokens; models are trained on sentences, and lose their way in what is longer
LONGEST_TARGET = 256  # tokens, as Argos Translate has it; only what derails comes near it
_BATCH_TOKENS = (256, 1024)  # few enough that every core has work, many enough that it is worth it
_MOST_WORKERS = 8
_NO_REPEAT = 4  # words' pieces in a row


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
        asked = [(text, prefixes[index] if prefixes else None) for index, text in enumerate(texts)]
        distinct = list(dict.fromkeys(one for one in asked if one[0].strip()))
        with _engine_errors(self.package):
            decoded = self._model.decode(distinct, count=hypotheses)
        found = dict(zip(distinct, decoded, strict=True))
        return [found.get(one, [Hypothesis("", 0.0)]) for one in asked]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[list[Link]]:
        """Tell which stretch of each source its translation's tokens look at most; none for a long text, or for BPE."""
        if self._model is None:
            self._model = _load(self.package)
        with _engine_errors(self.package):
            return self._model.align(pairs)


Request = tuple[str, str | None]  # a text and how its translation has to begin


class _Model:
    """A loaded model with its tokenizer."""

    def __init__(self, translator: Any, tokenizer: Tokenizer, target_prefix: str) -> None:  # noqa: ANN401  (untyped)
        self._translator = translator
        self._tokenizer = tokenizer
        self._target_prefix = target_prefix

    def decode(self, requests: Sequence[Request], *, count: int) -> list[list[Hypothesis]]:
        made = self._decode(requests, count=count)
        derailed = [index for index, (text, _) in enumerate(requests) if checks.derailed(text, made[index][0].text)]
        again = self._decode([requests[index] for index in derailed], count=count, no_repeat_ngram_size=_NO_REPEAT)
        for index, hypotheses in zip(derailed, again, strict=True):
            if not checks.derailed(requests[index][0], hypotheses[0].text):
                made[index] = hypotheses
        return made

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[list[Link]]:
        """Decode each pair once more with its translation given, and read off where the decoder looked."""
        sources = self._tokenizer.encode([source for source, _ in pairs])
        targets = self._tokenizer.encode([target for _, target in pairs])
        results = self._translator.translate_batch(
            sources,
            target_prefix=[self._prefixes([None])[0] + tokens for tokens in targets],
            beam_size=1,
            return_attention=True,
            max_input_length=0,
            max_decoding_length=max(map(len, targets), default=0) + 2,
        )
        return [
            self._links(pair, tokens, result.attention[0]) if len(tokens[0]) <= LONGEST_SOURCE else []
            for pair, tokens, result in zip(pairs, zip(sources, targets, strict=True), results, strict=True)
        ]

    def _links(
        self, pair: tuple[str, str], tokens: tuple[list[str], list[str]], attention: Sequence[Sequence[float]]
    ) -> list[Link]:
        here, there = (self._tokenizer.places(*each) for each in zip(tokens, pair, strict=True))
        rows = attention[len(self._prefixes([None])[0]) :]
        return [
            (*here[max(range(len(here)), key=row.__getitem__)], *place)
            for place, row in zip(there, rows, strict=False)
            if here and place[0] < place[1]
        ]

    def _decode(self, requests: Sequence[Request], *, count: int, **options: int) -> list[list[Hypothesis]]:
        encoded = self._tokenizer.encode([text for text, _ in requests])
        parts = [self._parts(tokens) for tokens in encoded]
        begins = [[prefix, *[None] * (len(part) - 1)] for part, (_, prefix) in zip(parts, requests, strict=True)]
        decoded = iter(self._batch(list(chain(*parts)), list(chain(*begins)), count=count, **options))
        return [_joined([next(decoded) for _ in part]) for part in parts]

    def _batch(
        self, parts: list[list[str]], prefixes: Sequence[str | None], *, count: int, **options: int
    ) -> list[list[Hypothesis]]:
        results = self._translator.translate_batch(
            parts,
            target_prefix=self._prefixes(prefixes),
            beam_size=max(BEAM_SIZE, count),
            num_hypotheses=count,
            length_penalty=LENGTH_PENALTY,
            replace_unknowns=True,
            return_scores=True,
            max_batch_size=_batch_size(parts),
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=LONGEST_TARGET,
            **options,
        )
        return [
            [
                Hypothesis(self._text(tokens), score)
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in results
        ]

    def _parts(self, tokens: list[str]) -> list[list[str]]:
        """Cut what is longer than a model can take, after a comma or between words: nothing may be lost in silence."""
        parts = []
        while len(tokens) > LONGEST_SOURCE:
            window = range(LONGEST_SOURCE, LONGEST_SOURCE // 2, -1)
            breaks = [place for place in window if self._tokenizer.begins_word(tokens, place)]
            commas = [place for place in breaks if tokens[place - 1].endswith((",", ";", ":"))]
            place = next(iter(commas or breaks), LONGEST_SOURCE)
            parts.append(tokens[:place])
            tokens = tokens[place:]
        return [*parts, tokens]

    def _prefixes(self, prefixes: Sequence[str | None]) -> list[list[str]]:
        start = [self._target_prefix] if self._target_prefix else []
        return [start + (self._tokenizer.encode([prefix])[0] if prefix else []) for prefix in prefixes]

    def _text(self, tokens: Sequence[str]) -> str:
        kept = tokens[1:] if self._target_prefix and tokens[:1] == [self._target_prefix] else tokens
        return self._tokenizer.decode(kept)


def _batch_size(parts: Sequence[Sequence[str]]) -> int:
    """Give the tokens of a batch: a share for each worker, within bounds."""
    least, most = _BATCH_TOKENS
    return min(max(sum(map(len, parts)) // _workers(), least), most)


def _cores() -> int:
    """Count the processor cores that this process may use; where several work together, each is told its share."""
    if told := int(os.environ.get("LATTLAST_THREADS", "0")):
        return told
    affinity = getattr(os, "sched_getaffinity", None)  # Linux alone has it
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _workers() -> int:
    """Count the batches that are decoded at once: a core for each is faster than several cores for one."""
    return min(_cores(), _MOST_WORKERS)


def _joined(parts: Sequence[Sequence[Hypothesis]]) -> list[Hypothesis]:
    """Join the hypotheses of a sentence's parts, the best with the best."""
    return [
        Hypothesis(" ".join(part.text for part in row), sum(part.score for part in row) / len(row))
        for row in zip(*parts, strict=True)
    ]


def _load(package: Package) -> _Model:
    import ctranslate2

    files = packages.contents(package)
    with _engine_errors(package):
        tokenizer = tokenizers.load(files, source=package.source, target=package.target)
        if tokenizer is None:
            raise EngineError(f"{package.title} has no tokenizer.", hint=package.install_command)
        translator = ctranslate2.Translator(
            str(package.path),
            device="cpu",
            compute_type="default",
            inter_threads=_workers(),
            intra_threads=max(1, _cores() // _workers()),
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
