"""Weights in and out: a CTranslate2 model's file read back into a Network, a Network given as a CTranslate2 model.

Takes and gives the names of CTranslate2's transformer: linear_0 of self-attention is query, key and value stacked,
linear_1 of cross-attention is key and value stacked. Source of the file's layout: CTranslate2 4.8, specs/model_spec.py.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import torch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from torch import Tensor

    from training.network import Attention, Network

TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)


def read_model(path: Path) -> dict[str, Tensor]:
    """Read a CTranslate2 ``model.bin``; int8 weights come back as the floats they stand for."""
    with path.open("rb") as file:
        found = dict(_variables(file))
    scales = {name: found.pop(name) for name in list(found) if name.endswith("_scale") and found[name].ndim == 1}
    return {
        name: torch.from_numpy(value.astype(np.float32) / scales[f"{name}_scale"][:, None])
        if f"{name}_scale" in scales
        else torch.from_numpy(np.array(value, dtype=np.float32))
        for name, value in found.items()
    }


def _variables(file: BinaryIO) -> Iterator[tuple[str, np.ndarray]]:
    file.read(4)
    _text(file)
    file.read(4)
    for _ in range(_number(file, "I")):
        name = _text(file)
        shape = [_number(file, "I") for _ in range(_number(file, "B"))]
        kind = TYPES[_number(file, "B")]
        yield name, np.frombuffer(file.read(_number(file, "I")), dtype=kind).reshape(shape)


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "H")).rstrip(b"\0").decode()


def _number(file: BinaryIO, kind: str) -> int:
    return int(struct.unpack(f"<{kind}", file.read(struct.calcsize(f"<{kind}")))[0])


def tensors(network: Network) -> Iterator[tuple[str, list[torch.nn.Parameter]]]:
    """Pair every name of CTranslate2 with the parameters that are stacked under it."""
    yield "decoder/embeddings/weight", [network.embedding.weight]
    yield "decoder/projection/bias", [network.bias]
    yield from _norm("encoder/layer_norm", network.encoder_norm)
    yield from _norm("decoder/layer_norm", network.decoder_norm)
    for number, layer in enumerate(network.encoder):
        yield from _layer(f"encoder/layer_{number}", layer)
    for number, layer in enumerate(network.decoder):
        place = f"decoder/layer_{number}"
        yield from _layer(place, layer)
        yield from _norm(f"{place}/attention/layer_norm", layer.cross_norm)
        yield from _cross_attention(f"{place}/attention", layer.cross)


def _layer(place: str, layer: torch.nn.Module) -> Iterator[tuple[str, list[torch.nn.Parameter]]]:
    yield from _norm(f"{place}/self_attention/layer_norm", layer.attention_norm)
    yield from _self_attention(f"{place}/self_attention", layer.attention)
    yield from _norm(f"{place}/ffn/layer_norm", layer.feed_norm)
    yield from _linear(f"{place}/ffn/linear_0", layer.feed.first)
    yield from _linear(f"{place}/ffn/linear_1", layer.feed.second)


def _self_attention(place: str, attention: Attention) -> Iterator[tuple[str, list[torch.nn.Parameter]]]:
    yield from _linear(f"{place}/linear_0", attention.query, attention.key, attention.value)
    yield from _linear(f"{place}/linear_1", attention.out)


def _cross_attention(place: str, attention: Attention) -> Iterator[tuple[str, list[torch.nn.Parameter]]]:
    yield from _linear(f"{place}/linear_0", attention.query)
    yield from _linear(f"{place}/linear_1", attention.key, attention.value)
    yield from _linear(f"{place}/linear_2", attention.out)


def _linear(place: str, *layers: torch.nn.Linear) -> Iterator[tuple[str, list[torch.nn.Parameter]]]:
    yield f"{place}/weight", [layer.weight for layer in layers]
    yield f"{place}/bias", [layer.bias for layer in layers]


def _norm(place: str, norm: torch.nn.LayerNorm) -> Iterator[tuple[str, list[torch.nn.Parameter]]]:
    yield f"{place}/gamma", [norm.weight]
    yield f"{place}/beta", [norm.bias]


@torch.no_grad()
def load(network: Network, values: dict[str, Tensor]) -> None:
    """Copy a model's weights into a network of the same shape."""
    for name, parameters in tensors(network):
        for parameter, part in zip(parameters, values[name].chunk(len(parameters)), strict=True):
            parameter.copy_(part)
    network.positions.copy_(values["decoder/position_encodings/encodings"])


@torch.no_grad()
def blend(network: Network, others: Sequence[tuple[Network, float]]) -> None:
    """Mix the weights of networks of the same shape into a network's, each by its share; the rest are its own."""
    rest = 1 - sum(share for _, share in others)
    for own, *parts in zip(network.parameters(), *(other.parameters() for other, _ in others), strict=True):
        own.mul_(rest)
        for part, (_, share) in zip(parts, others, strict=True):
            own.add_(part, alpha=share)
