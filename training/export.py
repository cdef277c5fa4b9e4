"""Export: a trained network as an Argos Translate package that CTranslate2 runs, int8, with its model card and SHA-256.

Takes a network and its vocabulary, gives an ``.argosmodel``. It does not know how good the model is.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import TYPE_CHECKING

import sentencepiece
import torch
from ctranslate2.specs import TransformerSpec, common_spec

from training import weights
from training.network import BEGIN

if TYPE_CHECKING:
    from pathlib import Path

    from training.network import Network

NAME = "translate-sv_en"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time that every file in the package carries: same model, same bytes."""


def convert(network: Network, vocabulary: Path, folder: Path, *, quantization: str | None = "int8") -> None:
    """Write a CTranslate2 model into a folder that does not exist yet."""
    shape = network.shape
    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=1,
    )
    values = {name: torch.cat([part.detach() for part in parts]).numpy() for name, parts in weights.tensors(network)}
    for name, value in values.items():
        place, _, last = name.rpartition("/")
        setattr(_at(spec, place), last, value)
    spec.decoder.projection.weight = values["decoder/embeddings/weight"]
    spec.encoder.embeddings[0].weight = values["decoder/embeddings/weight"]
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = network.positions.numpy()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    listed = [pieces.id_to_piece(number) for number in range(shape.pieces)]
    spec.register_source_vocabulary(listed)
    spec.register_target_vocabulary(listed)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = listed[BEGIN]
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def _at(spec: object, place: str) -> object:
    """Follow a name such as ``encoder/layer_3/self_attention/linear_0`` to its part of the specification."""
    for step in place.split("/"):
        name, _, number = step.rpartition("_")
        listed = getattr(spec, name, None) if number.isdigit() else None
        spec = listed[int(number)] if isinstance(listed, list) else getattr(spec, step)
    return spec


def package(model: Path, vocabulary: Path, card: str, target: Path, *, version: str) -> str:
    """Zip a model, its vocabulary and its card as an Argos Translate package; give its SHA-256."""
    folder = f"{NAME}-{version.replace('.', '_')}"
    about = {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": "sv",
        "from_name": "Swedish",
        "to_code": "en",
        "to_name": "English",
        "links": [],
        "type": "translate",
        "code": NAME,
        "dependencies": [],
        "target_prefix": "",
    }
    files = {
        "README.md": card.encode(),
        "metadata.json": json.dumps(about, indent=1).encode(),
        "sentencepiece.model": vocabulary.read_bytes(),
        **{f"model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())},
    }
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return hashlib.sha256(target.read_bytes()).hexdigest()
