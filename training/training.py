"""Training: a time budget, a mixture by source, guided alignment, a running mean of the weights, resumable.

Takes examples and a network, changes the network. It does not know where the examples come from.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from training.annotation import annotate
from training.network import BEGIN, END, PAD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from sentencepiece import SentencePieceProcessor
    from torch import Tensor

    from training.alignment import Links
    from training.corpus import Pair
    from training.network import Network

LONGEST = 200
"""Pieces on either side."""
STEP = 8
"""What lengths and numbers of rows are padded to a multiple of: every new shape costs a new kernel, time and memory."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how to train."""

    seconds: float
    rate: float = 3e-4
    warm_up: float = 0.03
    pieces: int = 1_600
    smoothing: float = 0.1
    guidance: float = 0.05
    terms: float = 0.35
    tags: float = 0.08
    mean: float = 0.99
    seed: int = 20261127


@dataclass(frozen=True, slots=True)
class Example:
    """Piece numbers of a pair, and for each target piece the source pieces that it stands for (empty: not known)."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    links: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples as tensors, padded on both sides; rows of nothing but padding count for nothing."""

    source: Tensor
    before: Tensor
    after: Tensor
    alignment: Tensor

    def to(self, device: torch.device) -> Batch:
        """Give the batch on a device."""
        return Batch(*(part.to(device) for part in (self.source, self.before, self.after, self.alignment)))


@dataclass(slots=True)
class Course:
    """What training has come to, so that it can go on after a stop."""

    elapsed: float = 0.0
    steps: int = 0
    pieces: int = 0
    losses: list[float] = field(default_factory=list)


def examples(
    pairs: Sequence[tuple[Pair, Links]],
    pieces: SentencePieceProcessor,
    chance: random.Random,
    plan: Plan,
    termbase: Collection[str] = (),
) -> Iterator[Example]:
    """Give an example for each pair, annotated anew each time."""
    for pair, links in pairs:
        sv, en = annotate(pair.sv, pair.en, links, chance, terms=plan.terms, tags=plan.tags, termbase=termbase)
        source, source_words = _pieces(sv, pieces)
        target, target_words = _pieces(en, pieces)
        if len(source) > LONGEST or len(target) > LONGEST:
            continue
        known = _piece_links(links, source_words, target_words) if (sv, en) == (pair.sv, pair.en) else ()
        yield Example((*source, END), (*target, END), known)


def _pieces(text: str, pieces: SentencePieceProcessor) -> tuple[list[int], list[int]]:
    """Give the pieces of a text, and the number of the word that each belongs to."""
    numbers = pieces.encode(text)
    words, word = [], -1
    for number in numbers:
        word += pieces.id_to_piece(number).startswith("▁")
        words.append(max(word, 0))
    return numbers, words


def _piece_links(links: Links, source: Sequence[int], target: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Turn links between words into links between pieces, (target piece, source piece)."""
    wanted: dict[int, list[int]] = {}
    for a, b in links:
        wanted.setdefault(b, []).extend(number for number, word in enumerate(source) if word == a)
    return tuple((number, other) for number, word in enumerate(target) for other in wanted.get(word, ()))


def batches(found: Sequence[Example], plan: Plan, chance: random.Random) -> Iterator[Batch]:
    """Cut examples into batches of like lengths, in random order."""
    ordered = sorted(found, key=lambda example: (_even(len(example.target)), _even(len(example.source))))
    cut: list[list[Example]] = [[]]
    for example in ordered:
        longest = max(len(one) for row in (*cut[-1], example) for one in (row.source, row.target))
        if (len(cut[-1]) + 1) * _even(longest) > plan.pieces and cut[-1]:
            cut.append([])
        cut[-1].append(example)
    chance.shuffle(cut)
    return map(_batch, cut)


def _batch(rows: list[Example]) -> Batch:
    source = _padded([row.source for row in rows])
    after = _padded([row.target for row in rows])
    before = _padded([(BEGIN, *row.target[:-1]) for row in rows])
    alignment = torch.zeros(*after.shape, source.shape[1])
    for number, row in enumerate(rows):
        for b, a in row.links:
            alignment[number, b, a] = 1.0
    return Batch(source, before, after, alignment / alignment.sum(-1, keepdim=True).clamp(min=1.0))


def _padded(rows: list[tuple[int, ...]]) -> Tensor:
    length = _even(max(map(len, rows)))
    empty = [()] * (_even(len(rows)) - len(rows))
    return torch.tensor([[*row, *[PAD] * (length - len(row))] for row in (*rows, *empty)])


def _even(count: int) -> int:
    return -(-count // STEP) * STEP


def loss(network: Network, batch: Batch, plan: Plan) -> Tensor:
    """Give the cross-entropy of the target, and a share of that of the alignment where it is known."""
    logits, attention = network(batch.source, batch.before)
    words = functional.cross_entropy(
        logits.flatten(0, 1), batch.after.flatten(), ignore_index=PAD, label_smoothing=plan.smoothing
    )
    known = batch.alignment.sum().clamp(min=1.0)
    guided = -(batch.alignment * attention.clamp(min=1e-6).log()).sum() / known
    return words + plan.guidance * guided


class Trainer:
    """A network on its way, its optimiser, and the running mean of its weights, which is what is exported."""

    def __init__(self, network: Network, plan: Plan, folder: Path) -> None:
        self.network = network
        self.plan = plan
        self.course = Course()
        self._file = folder / "checkpoint.pt"
        self._device = next(network.parameters()).device
        self._optimiser = torch.optim.AdamW(network.parameters(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.mean = {name: value.detach().clone() for name, value in network.named_parameters()}

    def resume(self) -> None:
        """Go on from the checkpoint, where there is one."""
        if self._file.exists():
            kept = torch.load(self._file, weights_only=True, map_location=self._device)
            self.network.load_state_dict(kept["network"])
            self._optimiser.load_state_dict(kept["optimiser"])
            self.mean = kept["mean"]
            self.course = Course(**kept["course"])

    def save(self) -> None:
        """Write the checkpoint beside its place and rename it in."""
        beside = self._file.with_suffix(".part")
        torch.save(
            {
                "network": self.network.state_dict(),
                "optimiser": self._optimiser.state_dict(),
                "mean": self.mean,
                "course": asdict(self.course),
            },
            beside,
        )
        beside.replace(self._file)

    def run(self, rounds: Iterator[Iterator[Batch]], *, every: float = 300.0) -> None:
        """Train until the time is spent; save now and then, and tell how it goes."""
        self.network.train()
        saved = begun = time.monotonic() - self.course.elapsed
        for batch in (batch for round_ in rounds for batch in round_):
            self.course.elapsed = time.monotonic() - begun
            if self.course.elapsed >= self.plan.seconds:
                break
            self._step(batch)
            if time.monotonic() - saved > every:
                saved = time.monotonic()
                self.save()
                self._tell()
        self.save()
        self._tell()

    def finish(self) -> Network:
        """Give the network with the mean of its weights."""
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                value.copy_(self.mean[name])
        return self.network.eval()

    def _step(self, batch: Batch) -> None:
        for group in self._optimiser.param_groups:
            group["lr"] = self.plan.rate * self._share()
        with torch.autocast(self._device.type, torch.bfloat16, enabled=has_fast_bfloat16(self._device)):
            found = loss(self.network, batch.to(self._device), self.plan)
        self._optimiser.zero_grad(set_to_none=True)
        found.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimiser.step()
        self.course.steps += 1
        self.course.pieces += int((batch.after != PAD).sum())
        self.course.losses.append(float(found.detach()))
        decay = min(self.plan.mean, (1 + self.course.steps) / (10 + self.course.steps))
        for name, value in self.network.named_parameters():
            self.mean[name].lerp_(value.detach(), 1 - decay)

    def _share(self) -> float:
        """Rise linearly, then fall to nothing when the time is spent."""
        done = min(self.course.elapsed / self.plan.seconds, 1.0)
        return min((done + 1e-3) / self.plan.warm_up, (1 - done) / (1 - self.plan.warm_up))

    def _tell(self) -> None:
        recent = self.course.losses[-200:]
        figures = {
            "seconds": round(self.course.elapsed),
            "steps": self.course.steps,
            "pieces": self.course.pieces,
            "loss": round(sum(recent) / max(len(recent), 1), 4),
        }
        print(json.dumps(figures), flush=True)


@cache
def has_fast_bfloat16(device: torch.device) -> bool:
    """Tell whether matrix products are faster in bfloat16 there, by trying: on a CPU it depends on its instructions."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported()
    return _seconds(torch.bfloat16) < _seconds(torch.float32)


def _seconds(dtype: torch.dtype) -> float:
    """Give the least time that a product of a layer's size takes on the CPU, of several."""
    x, weight = torch.ones(1024, 320, dtype=dtype), torch.ones(1280, 320, dtype=dtype)
    taken = []
    for _ in range(8):
        begin = time.perf_counter()
        functional.linear(x, weight)
        taken.append(time.perf_counter() - begin)
    return min(taken)


def rounds(
    mixture: Sequence[tuple[Pair, Links]],
    weights: Sequence[float],
    pieces: SentencePieceProcessor,
    plan: Plan,
    termbase: Collection[str] = (),
    *,
    after: int = 0,
    size: int = 4_000,
) -> Iterator[Iterator[Batch]]:
    """Draw `size` pairs by weight, again and again, and cut them into batches; other ones `after` so many steps."""
    chance = random.Random(plan.seed + after)
    while True:
        drawn = chance.choices(mixture, weights=weights, k=size)
        yield batches(list(examples(drawn, pieces, chance, plan, termbase)), plan, chance)
