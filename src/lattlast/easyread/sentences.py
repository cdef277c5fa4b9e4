"""One sentence through all operations: propose, pass the gates, or stay as it was.

Takes a sentence, gives the easy sentences with each step that led there and each that a gate stopped. It does not know
about documents.

Each step is a transaction of one operation. It ends when nothing passes any more, so that a second run changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lattlast.easyread import (
    conditions,
    constructions,
    coordination,
    people,
    sharing,
    subordination,
    timetables,
    trimming,
    voice,
    wording,
)
from lattlast.easyread.gates import stopped_by
from lattlast.easyread.rewriting import Context, Operation, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALL = (
    *timetables.OPERATIONS,
    *wording.OPERATIONS,
    *constructions.OPERATIONS,
    *conditions.OPERATIONS,
    *subordination.OPERATIONS,
    *people.OPERATIONS,
    *coordination.OPERATIONS,
    *sharing.OPERATIONS,
    *trimming.OPERATIONS,
    *voice.OPERATIONS,
    *trimming.TRIMMING,
    *wording.INFLECTED,
)
OPERATIONS: tuple[Operation, ...] = tuple(sorted(_ALL, key=lambda operation: operation.certainty != "certain"))


@dataclass(frozen=True, slots=True)
class Step:
    """What an operation made of a sentence; `gate` names the one that stopped it, so that the sentence stayed."""

    operation: str
    reason: str
    before: str
    after: tuple[str, ...]
    wordings: tuple[tuple[str, str], ...]
    gate: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The easy sentences, with the steps taken and those stopped, each in the order in which they were."""

    sentences: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    stopped: tuple[Step, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Give the reason for each change, each once."""
        return tuple(dict.fromkeys(step.reason for step in self.steps))

    @property
    def wordings(self) -> tuple[tuple[str, str], ...]:
        """Give the wordings exchanged."""
        return tuple(wording for step in self.steps for wording in step.wordings)


def rewrite(text: str, context: Context, operations: Sequence[Operation] = OPERATIONS) -> Outcome:
    """Rewrite a sentence until no operation has anything to offer that passes the gates."""
    waiting, done = [text], []
    steps: list[Step] = []
    stopped: dict[Step, None] = {}
    while waiting:
        sentence = waiting.pop(0)
        following = " ".join((*waiting, context.following))
        step, failed = _step(sentence, replace(context, following=following), operations)
        stopped.update(dict.fromkeys(failed))
        if step is None:
            done.append(sentence)
            continue
        waiting[:0] = step.after
        steps.append(step)
    return Outcome(tuple(done), tuple(steps), tuple(stopped))


def _step(text: str, context: Context, operations: Sequence[Operation]) -> tuple[Step | None, list[Step]]:
    """Find the first operation, in order, with a proposal that passes; and those that did not pass."""
    sentence = Sentence(text, context)
    failed: list[Step] = []
    for operation in operations:
        if operation.triggers and operation.triggers.isdisjoint(sentence.vocabulary):
            continue
        for proposal in operation.propose(sentence):
            gate = stopped_by(text, proposal, operation, context)
            step = Step(operation.name, operation.reason, text, proposal.sentences, proposal.wordings, gate)
            if not gate:
                return step, failed
            failed.append(step)
    return None, failed
