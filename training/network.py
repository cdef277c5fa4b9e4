"""The model: a compact pre-norm transformer, in the shape that CTranslate2 runs.

Takes piece numbers, gives the logits of the next piece and the attention of the head that learns alignment. It does not
know what a piece stands for.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

PAD, UNKNOWN, BEGIN, END = range(4)
POSITIONS = 512


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a model: pieces, width, heads, inner width, layers."""

    pieces: int
    width: int = 320
    heads: int = 5
    inner: int = 1280
    encoder_layers: int = 6
    decoder_layers: int = 2

    def as_json(self) -> dict[str, int]:
        """Give the shape as plain numbers."""
        return asdict(self)


class Attention(nn.Module):
    """Multi-head attention; plain softmax, which is faster than the fused kernels on short sentences on a CPU."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Give the attended values and the weights, (batch, heads, positions of x, positions of memory)."""
        query, key, value = self._split(self.query(x)), self._split(self.key(memory)), self._split(self.value(memory))
        scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
        weights = scores.masked_fill(hidden, -1e9).softmax(-1)
        joined = (weights @ value).transpose(1, 2).flatten(2)
        return self.out(joined), weights

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class FeedForward(nn.Module):
    """Two linear layers with a rectifier between them."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.first = nn.Linear(width, inner)
        self.second = nn.Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        """Transform each position by itself."""
        return self.second(functional.relu(self.first(x)))


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward, each with its norm before it."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.attention = Attention(shape.width, shape.heads)
        self.attention_norm = nn.LayerNorm(shape.width)
        self.feed = FeedForward(shape.width, shape.inner)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """Encode each position by all others."""
        normed = self.attention_norm(x)
        x = x + self.dropout(self.attention(normed, normed, hidden)[0])
        return x + self.dropout(self.feed(self.feed_norm(x)))


class DecoderLayer(nn.Module):
    """Self-attention, attention to the source and feed-forward, each with its norm before it."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.attention = Attention(shape.width, shape.heads)
        self.attention_norm = nn.LayerNorm(shape.width)
        self.cross = Attention(shape.width, shape.heads)
        self.cross_norm = nn.LayerNorm(shape.width)
        self.feed = FeedForward(shape.width, shape.inner)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, memory: Tensor, future: Tensor, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Give each position's state, and the weights of the attention to the source."""
        normed = self.attention_norm(x)
        x = x + self.dropout(self.attention(normed, normed, future)[0])
        crossed, weights = self.cross(self.cross_norm(x), memory, hidden)
        x = x + self.dropout(crossed)
        return x + self.dropout(self.feed(self.feed_norm(x))), weights


class Network(nn.Module):
    """Translate piece numbers. All embeddings are one table; head 0 of the last decoder layer learns alignment."""

    positions: Tensor

    def __init__(self, shape: Shape, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.pieces, shape.width, padding_idx=PAD)
        self.bias = nn.Parameter(torch.zeros(shape.pieces))
        self.encoder = nn.ModuleList(EncoderLayer(shape, dropout) for _ in range(shape.encoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList(DecoderLayer(shape, dropout) for _ in range(shape.decoder_layers))
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("positions", sinusoids(POSITIONS, shape.width))
        self._initialise()

    def _initialise(self) -> None:
        for weight in self.parameters():
            if weight.dim() > 1:
                nn.init.xavier_uniform_(weight)
        nn.init.normal_(self.embedding.weight, std=self.shape.width**-0.5)

    def forward(self, source: Tensor, before: Tensor) -> tuple[Tensor, Tensor]:
        """Give (batch, target, pieces) logits and (batch, target, source) attention of the alignment head."""
        hidden = (source == PAD)[:, None, None, :]
        return self.decode(before, self.encode(source, hidden), hidden)

    def encode(self, source: Tensor, hidden: Tensor) -> Tensor:
        """Give a state for each piece of the source."""
        x = self._embed(source)
        for layer in self.encoder:
            x = layer(x, hidden)
        return self.encoder_norm(x)

    def decode(self, before: Tensor, memory: Tensor, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Give the logits after each piece of the target so far, and the alignment."""
        length = before.shape[1]
        future = torch.ones(length, length, dtype=torch.bool).triu(1).to(before.device)
        x = self._embed(before)
        for layer in self.decoder:
            x, weights = layer(x, memory, future, hidden)
        return functional.linear(self.decoder_norm(x), self.embedding.weight, self.bias), weights[:, 0]

    def _embed(self, pieces: Tensor) -> Tensor:
        scaled = self.embedding(pieces) * math.sqrt(self.shape.width)
        return self.dropout(scaled + self.positions[: pieces.shape[1]])


def sinusoids(count: int, width: int) -> Tensor:
    """Give position encodings, (count, width): sines in the first half, cosines in the second."""
    rates = torch.exp(torch.arange(width // 2) * -(math.log(10000.0) / (width // 2 - 1)))
    angles = torch.arange(count)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)
