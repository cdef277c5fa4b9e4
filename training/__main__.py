"""Make the starter model, one command a step: ``python -m training prepare|tokenizer|train|evaluate|export``."""

from __future__ import annotations

import csv
import dataclasses
import json
import random
import shutil
from itertools import chain
from pathlib import Path
from typing import Annotated

import sentencepiece
import torch
import typer

from training import alignment, annotation, corpus, evaluation, export, vocabulary, weights
from training.network import Network, Shape
from training.training import Plan, Trainer, rounds

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
GLOSSARY = Path(__file__).parents[1] / "glossary" / "terms.csv"
OWN = Path(__file__).with_name("municipal.tsv")
QUALITY = Path(__file__).parents[1] / "tests" / "quality" / "held-out.tsv"
"""Pairs that were written to be held out of every model: source, Swedish, English."""

Work = Annotated[Path, typer.Option(help="The folder for everything that the steps make.")]
Start = Annotated[Path | None, typer.Option("--from", help="An unpacked package to go on from.")]
WORK = Path("training/made")


@app.command()
def prepare(
    tables: Annotated[list[Path], typer.Argument(help="Tables of pairs: .tsv, .tsv.xz.")],
    *,
    work: Work = WORK,
    most: Annotated[
        int, typer.Option(help="Training pairs to keep, drawn by the weights of sources.toml.")
    ] = 1_000_000,
) -> None:
    """Clean the termbase and the tables, hold sentences out, and align the rest word by word."""
    work.mkdir(parents=True, exist_ok=True)
    pairs = corpus.clean(chain(corpus.glossary(GLOSSARY), *map(corpus.read, (OWN, *tables))))
    kept, held = corpus.split(pairs, corpus.read(QUALITY))
    kept = _drawn(kept, most)
    corpus.write(work / "train.tsv", kept)
    corpus.write(work / "held-out.tsv", [pair for rows in held.values() for pair in rows])
    links = alignment.align(kept, work)
    (work / "links.json").write_text(json.dumps(links), encoding="utf-8")
    typer.echo(
        f"{len(kept)} pairs to train on; held out: {', '.join(f'{name} {len(rows)}' for name, rows in held.items())}"
    )


@app.command()
def tokenizer(
    *,
    work: Work = WORK,
    start: Start = None,
    pieces: Annotated[int, typer.Option(help="Pieces of a new vocabulary.")] = 12_000,
    most: Annotated[int, typer.Option(help="Words to add to the vocabulary of --from.")] = 800,
) -> None:
    """Train the vocabulary, or grow that of the package to go on from."""
    pairs = list(corpus.read(work / "train.tsv"))
    target = work / "sentencepiece.model"
    if start is None:
        vocabulary.train([text for pair in pairs for text in (pair.sv, pair.en)], target, pieces=pieces)
    else:
        own = [text for pair in pairs if pair.source in corpus.OWN for text in (pair.sv, pair.en)]
        vocabulary.grow(start / "sentencepiece.model", own, target, most=most)
    typer.echo(f"{_vocabulary(work).get_piece_size()} pieces")


@app.command()
def train(
    *,
    work: Work = WORK,
    start: Start = None,
    minutes: Annotated[float, typer.Option(help="The time to spend; the schedule fits itself to it.")] = 60.0,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 3e-4,
    threads: Annotated[int, typer.Option(help="Threads.")] = 2,
) -> None:
    """Train until the time is spent; a second call goes on from the checkpoint."""
    torch.set_num_threads(threads)
    plan = Plan(seconds=minutes * 60, rate=rate)
    torch.manual_seed(plan.seed)
    pieces = _vocabulary(work)
    network = Network(Shape(pieces.get_piece_size()))
    if start is not None:
        _warm(network, start, work)
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    pairs = list(corpus.read(work / "train.tsv"))
    links = json.loads((work / "links.json").read_text(encoding="utf-8"))
    trainer = Trainer(network, plan, work)
    trainer.resume()
    mixture = list(zip(pairs, links, strict=True))
    trainer.run(rounds(mixture, _weights(pairs), pieces, plan, _termbase(), after=trainer.course.steps))


@app.command()
def pack(
    card: Annotated[Path, typer.Argument(help="The model card, Markdown.")],
    target: Annotated[Path, typer.Argument(help="The .argosmodel to write.")],
    *,
    work: Work = WORK,
    version: Annotated[str, typer.Option(help="The package's version.")] = "0.2",
    blend: Annotated[
        list[str] | None,
        typer.Option(help="FOLDER=SHARE: weights to blend in, of an unpacked package or a work folder."),
    ] = None,
) -> None:
    """Export the trained network as an int8 Argos Translate package.

    Between the weights of a model and those it was trained on to lie models that gain most of the new and lose little
    of the old (Wortsman et al. 2022, “Robust fine-tuning of zero-shot models”): --blend old=0.3 --blend early=0.2.
    """
    network = trained(work)
    parts = [_part(one) for one in blend or ()]
    weights.blend(network, [(_network_in(folder, network.shape, work), share) for folder, share in parts])
    model = work / "model"
    shutil.rmtree(model, ignore_errors=True)
    export.convert(network, work / "sentencepiece.model", model)
    digest = export.package(
        model, work / "sentencepiece.model", card.read_text(encoding="utf-8"), target, version=version
    )
    typer.echo(f"{digest}  {target.name}")


@app.command()
def evaluate(
    packages: Annotated[list[Path], typer.Argument(help="Packages to compare.")], *, work: Work = WORK
) -> None:
    """Compare packages on every held-out set, by the same code in one run."""
    held: dict[str, list[corpus.Pair]] = {}
    for pair in corpus.read(work / "held-out.tsv"):
        held.setdefault(pair.source, []).append(pair)
    annotated = _annotated(held.get("municipal", []), work)
    for package in packages:
        engine = evaluation.Engine(package)
        figures: dict[str, object] = {
            name: dataclasses.asdict(evaluation.score(engine, rows)) for name, rows in held.items()
        }
        figures["terms"] = evaluation.obedience(engine, annotated)
        figures["sentences_per_second"] = evaluation.speed(engine, held.get("municipal", []))
        typer.echo(json.dumps({"package": package.name, **figures}))


def _part(given: str) -> tuple[Path, float]:
    """Read “FOLDER=SHARE”."""
    folder, _, share = given.rpartition("=")
    try:
        return Path(folder), float(share)
    except ValueError:
        raise typer.BadParameter(f"“{given}” is not FOLDER=SHARE, as in old=0.3.") from None


def trained(work: Path) -> Network:
    """Give the network of the checkpoint, with the mean of its weights."""
    network = Network(Shape(_vocabulary(work).get_piece_size()))
    trainer = Trainer(network, Plan(seconds=0), work)
    trainer.resume()
    return trainer.finish()


def _network_in(folder: Path, shape: Shape, work: Path) -> Network:
    """Give the network of a work folder, or of an unpacked package."""
    return trained(folder) if (folder / "checkpoint.pt").exists() else _warm(Network(shape), folder, work)


def _drawn(pairs: list[corpus.Pair], most: int) -> list[corpus.Pair]:
    """Keep `most` pairs, those of heavy sources rather than others."""
    if len(pairs) <= most:
        return pairs
    chance = random.Random(0)
    keys = [chance.random() ** (1 / weight) for weight in _weights(pairs)]
    ranked = sorted(range(len(pairs)), key=keys.__getitem__, reverse=True)
    return [pairs[number] for number in sorted(ranked[:most])]


def _weights(pairs: list[corpus.Pair]) -> list[float]:
    """Weigh a pair by its source's share and the root of how many the source has."""
    counts: dict[str, int] = {}
    for pair in pairs:
        counts[pair.source] = counts.get(pair.source, 0) + 1
    shares = corpus.settings()
    return [shares[pair.source].share / counts[pair.source] ** 0.5 for pair in pairs]


def _warm(network: Network, start: Path, work: Path) -> Network:
    """Begin with another model's weights; a new word's embedding is the mean of the pieces that spelt it."""
    values = weights.read_model(start / "model" / "model.bin")
    roots = vocabulary.roots(start / "sentencepiece.model", work / "sentencepiece.model")
    for name in ("decoder/embeddings/weight", "decoder/projection/bias"):
        old = values[name]
        new = [old[spelt].mean(0) if spelt else old[4:].mean(0) for spelt in roots]
        values[name] = torch.stack(new)
    weights.load(network, values)
    return network


def _vocabulary(work: Path) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(work / "sentencepiece.model"))


def _termbase() -> frozenset[str]:
    with GLOSSARY.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        return frozenset(row["en"].casefold() for row in rows if row.get("en"))


def _annotated(pairs: list[corpus.Pair], work: Path) -> list[str]:
    """Annotate the held-out sentences with terms from their own English."""
    links = alignment.align(pairs, work) if pairs else []
    chance = random.Random(1)
    rows = zip(pairs, links, strict=True)
    found = [
        annotation.annotate(pair.sv, pair.en, row, chance, terms=1.0, tags=0.0, termbase=_termbase())[0]
        for pair, row in rows
    ]
    return [text for text in found if annotation.TERM_BEGIN in text]


if __name__ == "__main__":
    app()
