"""Translation models made for a test: real packages, small enough to be made at once, that translate into nonsense.

Their weights are random, so that they repeat themselves, stop early, copy, or never stop: all that a model may do.
"""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np  # noqa: TID253

from lattlast.translation.argos import ArgosTranslator
from tests.translation.boxes import box, install

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE, INNER = 16, 32
TEXT = (
    "Kommunen bygger en skola vid sjön. Barnen åker buss dit, och de äldre går. Taxan gäller från 1 januari 2027.",
    "Ring oss på 0480-77 12 30 mellan 9 och 16! Får man bada här? Ja, men inte efter klockan 22.",
    "The municipality is building a school by the lake. Call us; we answer within two weeks (or three).",
    "”Vi vill växa”, säger Åsa Öberg – kommunstyrelsens ordförande: quartz, whisky, xylofon, jazz & zoo @ 5 %.",
)


def random_translator(folder: Path, seed: int) -> ArgosTranslator:
    """Install a package with the weights of a seed, as one from Swedish to English, and give its translator."""
    return ArgosTranslator(install(folder, box("sv", "en", version=f"1.{seed}", files=files(seed))))


def files(seed: int) -> dict[str, bytes]:
    """Give what a package holds: a tokenizer, and a Transformer of one layer with random weights."""
    return {"sentencepiece.model": tokenizer(), **_model(seed)}


@cache
def tokenizer() -> bytes:
    """Train a small SentencePiece model."""
    import sentencepiece

    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT * 4), model_writer=made, vocab_size=150, hard_vocab_limit=False, minloglevel=2
    )
    return made.getvalue()


def _model(seed: int) -> dict[str, bytes]:
    import sentencepiece
    from ctranslate2.specs import TransformerSpec

    pieces: Any = sentencepiece.SentencePieceProcessor(model_proto=tokenizer())
    vocabulary = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    spec = TransformerSpec.from_config(num_layers=1, num_heads=2)
    chosen = np.random.default_rng(seed)
    for stack in (spec.encoder, spec.decoder):
        _fill(stack, chosen)
    embeddings = (spec.encoder.embeddings[0], spec.decoder.embeddings, spec.decoder.projection)
    for one in embeddings:
        one.weight = chosen.normal(size=(len(vocabulary), SIZE)).astype(np.float32)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        return {f"model/{path.name}": path.read_bytes() for path in Path(folder).iterdir()}


def _fill(stack: Any, chosen: np.random.Generator) -> None:
    """Give all layers of an encoder or decoder weights."""
    _normal(stack.layer_norm)
    for layer in stack.layer:
        for part, shapes in _parts(layer):
            _normal(part.layer_norm)
            for linear, shape in shapes:
                linear.weight = chosen.normal(scale=0.5, size=shape).astype(np.float32)
                linear.bias = np.zeros(shape[0], np.float32)


def _parts(layer: Any) -> Iterator[tuple[Any, list[tuple[Any, tuple[int, int]]]]]:
    """Give the parts of a layer, with the shape of each of its matrices."""
    out = (SIZE, SIZE)
    yield layer.self_attention, list(zip(layer.self_attention.linear, [(3 * SIZE, SIZE), out], strict=True))
    if hasattr(layer, "attention"):
        yield layer.attention, list(zip(layer.attention.linear, [out, (2 * SIZE, SIZE), out], strict=True))
    yield layer.ffn, [(layer.ffn.linear_0, (INNER, SIZE)), (layer.ffn.linear_1, (SIZE, INNER))]


def _normal(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(SIZE, np.float32), np.zeros(SIZE, np.float32)
