"""Tokenizers of Argos packages: SentencePiece, and in older packages BPE over Moses tokens.

Takes a package's files, gives a tokenizer. Underscores stay underscores, so that addresses and file names survive. It
does not know what tokens are translated to.
"""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SPACE = "▁"
_GOES_ON = "@@"


class Tokenizer(Protocol):
    """Cut texts into tokens and join them again."""

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """Cut texts into tokens."""

    def decode(self, tokens: Sequence[str]) -> str:
        """Join tokens to a text."""

    def places(self, tokens: Sequence[str], text: str) -> list[tuple[int, int]]:
        """Give each token's span in the text; none where tokens are too unlike the text."""

    def begins_word(self, tokens: Sequence[str], place: int) -> bool:
        """Say whether a word begins with the token at a place, so that a text may be cut there."""


def load(files: Mapping[str, bytes], *, source: str, target: str) -> Tokenizer | None:
    """Give the tokenizer that a package's files hold, or None."""
    if "sentencepiece.model" in files:
        return _SentencePiece(files["sentencepiece.model"])
    return _Bpe(files["bpe.model"], source, target) if "bpe.model" in files else None


class _SentencePiece:
    def __init__(self, model: bytes) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(model_proto=model)

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        tokens: list[list[str]] = self._processor.encode(list(texts), out_type=str)
        return tokens

    def decode(self, tokens: Sequence[str]) -> str:
        text: str = self._processor.decode(list(tokens))
        return text.replace(_SPACE, " ").strip()

    def places(self, tokens: Sequence[str], text: str) -> list[tuple[int, int]]:
        """Walk along both: SentencePiece writes a text in NFKC, and each space as a letter of its own."""
        letters = [
            index
            for index, letter in enumerate(text)
            for _ in unicodedata.normalize("NFKC", letter)
            if not letter.isspace()
        ]
        spans, at = [], 0
        for size in (len(token.replace(_SPACE, "")) for token in tokens):
            inside = letters[at : at + size]
            spans.append((inside[0], inside[-1] + 1) if inside else (0, 0))
            at += size
        return spans if at == len(letters) else []

    def begins_word(self, tokens: Sequence[str], place: int) -> bool:
        return tokens[place].startswith(_SPACE)


class _Bpe:
    """Normalise, cut into words as Moses does, then into pieces: as Argos Translate does for such packages."""

    def __init__(self, model: bytes, source: str, target: str) -> None:
        from argostranslate.apply_bpe import BPE
        from sacremoses import MosesDetokenizer, MosesPunctNormalizer, MosesTokenizer

        self._normalizer: Any = MosesPunctNormalizer(source)
        self._words: Any = MosesTokenizer(source)
        self._pieces: Any = BPE(io.StringIO(model.decode("utf-8")))
        self._joiner: Any = MosesDetokenizer(target)

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        return [self._pieces.segment_tokens(self._words.tokenize(self._normalizer.normalize(text))) for text in texts]

    def decode(self, tokens: Sequence[str]) -> str:
        text: str = self._joiner.detokenize(" ".join(tokens).replace(f"{_GOES_ON} ", "").split(" "))
        return text

    def places(self, tokens: Sequence[str], text: str) -> list[tuple[int, int]]:
        del tokens, text
        return []

    def begins_word(self, tokens: Sequence[str], place: int) -> bool:
        return not tokens[place - 1].endswith(_GOES_ON)
