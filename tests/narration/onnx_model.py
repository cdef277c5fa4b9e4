"""A voice for Piper that is small enough to make in a test: each sound is 1 024 samples of a tone.

The model is written by hand in ONNX's protocol buffers, because no voice is part of this repository and the library
that writes them is none of ours.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import numpy as np  # noqa: TID253

if TYPE_CHECKING:
    from pathlib import Path

RATE = 22_050
SAMPLES_PER_SOUND = 1_024
HOP = 256
_FLOAT, _INT64 = 1, 7


def install_files(folder: Path, *, name: str = "sv_SE-tones-low", lang: str = "sv", rate: int = RATE) -> Path:
    """Write the two files of the voice; give the model's path."""
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(model())
    description = {
        "audio": {"sample_rate": rate},
        "espeak": {"voice": lang},
        "language": {"code": f"{lang}_XX"},
        "num_symbols": 256,
        "num_speakers": 1,
        "hop_length": HOP,
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(description), encoding="utf-8")
    return path


def model() -> bytes:
    """Give a model with the inputs and the outputs of Piper's: audio, and how many hops each sound takes."""
    wave = np.sin(2 * np.pi * 441 * np.arange(SAMPLES_PER_SOUND) / RATE).astype("<f4")
    nodes = [
        _node("Cast", ["input"], ["ids"], _attribute("to", _FLOAT)),
        _node("Unsqueeze", ["ids", "last"], ["column"]),
        _node("Mul", ["column", "wave"], ["sounds"]),
        _node("Reshape", ["sounds", "flat"], ["output"]),
        _node("Mul", ["ids", "nothing"], ["nothings"]),
        _node("Add", ["nothings", "hops"], ["lengths"]),
        _node("Ceil", ["lengths"], ["durations"]),
    ]
    constants = [
        _tensor("last", _INT64, [1], struct.pack("<q", 2)),
        _tensor("wave", _FLOAT, [1, 1, SAMPLES_PER_SOUND], wave.tobytes()),
        _tensor("flat", _INT64, [3], struct.pack("<3q", 1, 1, -1)),
        _tensor("nothing", _FLOAT, [1], struct.pack("<f", 0)),
        _tensor("hops", _FLOAT, [1], struct.pack("<f", SAMPLES_PER_SOUND / HOP)),
    ]
    inputs = [_value("input", _INT64, 2), _value("input_lengths", _INT64, 1), _value("scales", _FLOAT, 1)]
    outputs = [_value("output", _FLOAT, 3), _value("durations", _FLOAT, 2)]
    graph = b"".join(
        [
            *(_field(1, node) for node in nodes),
            _field(2, b"tones"),
            *(_field(5, constant) for constant in constants),
            *(_field(11, value) for value in inputs),
            *(_field(12, value) for value in outputs),
        ]
    )
    return _number(1, 8) + _field(7, graph) + _field(8, _field(1, b"") + _number(2, 13))


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _number(tag: int, value: int) -> bytes:
    return _varint(tag << 3) + _varint(value)


def _field(tag: int, data: bytes) -> bytes:
    return _varint(tag << 3 | 2) + _varint(len(data)) + data


def _node(kind: str, inputs: list[str], outputs: list[str], *attributes: bytes) -> bytes:
    names = [_field(1, name.encode()) for name in inputs] + [_field(2, name.encode()) for name in outputs]
    return b"".join([*names, _field(4, kind.encode()), *(_field(5, attribute) for attribute in attributes)])


def _attribute(name: str, value: int) -> bytes:
    return _field(1, name.encode()) + _number(3, value) + _number(20, 2)


def _tensor(name: str, kind: int, dims: list[int], data: bytes) -> bytes:
    return b"".join(_number(1, dim) for dim in dims) + _number(2, kind) + _field(8, name.encode()) + _field(9, data)


def _value(name: str, kind: int, dims: int) -> bytes:
    shape = b"".join(_field(1, _field(2, f"{name}{dim}".encode())) for dim in range(dims))
    return _field(1, name.encode()) + _field(2, _field(1, _number(1, kind) + _field(2, shape)))
