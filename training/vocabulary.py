"""The vocabulary: one SentencePiece model for both languages, new or grown from another one.

Takes sentences, gives a SentencePiece model with byte fallback; the marks of annotation.py are pieces of it. It does
not know about weights; `roots` tells which old pieces a new one was spelt with.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from typing import TYPE_CHECKING

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

from training.annotation import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

OFTEN = 20
"""A word is worth a piece of its own when it is seen this often."""


def train(sentences: Iterable[str], path: Path, *, pieces: int) -> None:
    """Train a joint unigram model, with the pieces in the order that CTranslate2's vocabulary has them."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        vocab_size=pieces,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        pad_id=0,
        unk_id=1,
        bos_id=2,
        eos_id=3,
        pad_piece="<pad>",
        user_defined_symbols=[f"▁{mark}" for mark in MARKS],
        hard_vocab_limit=False,
        num_threads=2,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())


def grow(old: Path, sentences: Sequence[str], path: Path, *, most: int) -> None:
    """Add the words that save most pieces, `most` at most, and the marks, after the pieces of another model.

    A new word scores as a unigram model would have it: the logarithm of its share of the text.
    """
    proto = sentencepiece_model_pb2.ModelProto.FromString(old.read_bytes())  # type: ignore[attr-defined]
    pieces = sentencepiece.SentencePieceProcessor(model_proto=proto.SerializeToString())
    words = Counter(word for sentence in sentences for word in re.findall(r"[^\W\d_]{4,}", sentence))
    spelt = {word: len(pieces.encode(word)) for word, count in words.items() if count >= OFTEN}
    saved = sorted(spelt, key=lambda word: (-(spelt[word] - 1) * words[word], word))
    total = sum(words.values())
    for word in saved[:most]:
        if spelt[word] > 1:
            proto.pieces.add(piece=f"▁{word}", score=math.log(words[word] / total))
    there = {piece.piece for piece in proto.pieces}
    for mark in (mark for mark in MARKS if f"▁{mark}" not in there):
        proto.pieces.add(piece=f"▁{mark}", score=0.0, type=proto.SentencePiece.USER_DEFINED)
    proto.trainer_spec.vocab_size = len(proto.pieces)
    path.write_bytes(proto.SerializeToString())


def roots(old: Path, new: Path) -> list[list[int]]:
    """Give, for each piece of a grown model, the old pieces that spelt it: itself, several, or none for a mark."""
    before = sentencepiece.SentencePieceProcessor(model_file=str(old))
    after = sentencepiece.SentencePieceProcessor(model_file=str(new))
    known = before.get_piece_size()
    return [[number] for number in range(known)] + [
        [] if after.id_to_piece(number)[1:] in MARKS else before.encode(after.id_to_piece(number).replace("▁", " "))
        for number in range(known, after.get_piece_size())
    ]
