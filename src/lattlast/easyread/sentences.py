"""One sentence through all operations: propose, pass the gates, or stay as it was.

Takes a sentence, gives the easy sentences with the reasons for each change. It does not know about documents.

Each step is a transaction of one operation. It ends when nothing passes any more, so that a second run changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.easyread import coordination, people, subordination, wording
from lattlast.easyread.gates import stopped_by
from lattlast.easyread.grammar import tokenize
from lattlast.easyread.rewriting import Context, Operation, Proposal, Sentence
from lattlast.text import checks

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALL = (
    *wording.OPERATIONS,
    *subordination.OPERATIONS,
    *people.OPERATIONS,
    *coordination.OPERATIONS,
    *wording.INFLECTED,
)
OPERATIONS: tuple[Operation, ...] = tuple(sorted(_ALL, key=lambda operation: operation.certainty != "certain"))
_QUOTED = re.compile(r"”[^”]*”|\"[^\"]*\"|“[^”]*”|»[^«»]*[«»]")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_LAW = re.compile(r"\d+ ?(?:kap\.|[a-z] ?§|§)(?: ?\d+ ?(?:[a-z] ?)?(?:§|st\.|p\.))*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The easy sentences, the reason for each change, and the wordings exchanged, in the order in which they were."""

    sentences: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    wordings: tuple[tuple[str, str], ...] = ()


def rewrite(text: str, context: Context, operations: Sequence[Operation] = OPERATIONS) -> Outcome:
    """Rewrite a sentence until no operation has anything to offer that passes the gates."""
    waiting, done = [text], []
    reasons: list[str] = []
    wordings: list[tuple[str, str]] = []
    while waiting:
        sentence = waiting.pop(0)
        step = _step(sentence, context, operations)
        if step is None:
            done.append(sentence)
            continue
        operation, proposal = step
        waiting[:0] = proposal.sentences
        wordings.extend(proposal.wordings)
        if operation.reason not in reasons:
            reasons.append(operation.reason)
    return Outcome(tuple(done), tuple(reasons), tuple(wordings))


def _step(text: str, context: Context, operations: Sequence[Operation]) -> tuple[Operation, Proposal] | None:
    """Find the first operation, in order, with a proposal that passes."""
    sentence = Sentence(text, tuple(tokenize(text)), context, _untouchable(text, context))
    for operation in operations:
        for proposal in operation.propose(sentence):
            if not stopped_by(text, proposal, operation, context):
                return operation, proposal
    return None


def _untouchable(text: str, context: Context) -> tuple[tuple[int, int], ...]:
    """Give the spans that no wording may change."""
    return (
        *((match.start, match.end) for match in context.find_terms(text)),
        *checks.names(text),
        *(match.span() for pattern in (_QUOTED, _ADDRESS, _LAW) for match in pattern.finditer(text)),
        *(match.span() for string in context.protected for match in re.finditer(re.escape(string), text)),
    )
