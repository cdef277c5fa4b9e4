"""Terms, names and addresses that a translation has to hold, and the cascade that gets them there.

Takes source sentences with their term matches and a translator, gives a `Choice` for each: the best translation found
and how each term was settled. The steps, each checked before the next is tried:

1. exact: the sentence is nothing but the term.
2. n-best: one of the model's own hypotheses holds everything.
3. carrier: the sentence is translated with everyday words in the place of what was lost, which are swapped back.
4. missing: the best that was found stands, and a Finding says what it lacks. Nothing is lost in silence.

It does not know about documents and mark-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.model import Finding, TermUse
from lattlast.text import english
from lattlast.text.letters import capitalised
from lattlast.translation.carriers import Disguise, disguise, has_carriers
from lattlast.translation.judging import Candidate, Judge
from lattlast.translation.mending import mend
from lattlast.translation.slots import Sentence, Slot, exact, slots_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lattlast.model import TermMatch
    from lattlast.ports import Translator

HYPOTHESES = 4
_CARRIER_HYPOTHESES = 2
_ROUNDS = ((0, 1), (2, 3))


@dataclass(frozen=True, slots=True)
class Choice:
    """The translation chosen for a sentence, what became of each term, and what a person should look at."""

    text: str
    uses: tuple[TermUse, ...] = ()
    findings: tuple[Finding, ...] = ()


def enforce(
    sentences: Sequence[Sentence],
    *,
    translator: Translator,
    source: str,
    target: str,
    known_names: Collection[str] = (),
) -> list[Choice]:
    """Translate sentences so that each holds its terms, names and addresses, or says what it lacks."""
    slots = [slots_of(sentence, target=target, known_names=known_names) for sentence in sentences]
    whole = [exact(sentence, target=target) for sentence in sentences]
    offered = translator.translate(
        [sentence.text if match is None else "" for sentence, match in zip(sentences, whole, strict=True)],
        hypotheses=HYPOTHESES,
    )
    judge = Judge(source, target)
    candidates = [
        [judge(sentence, wanted, found.text, found.score, "n-best") for found in hypotheses]
        for sentence, wanted, hypotheses in zip(sentences, slots, offered, strict=True)
    ]
    if has_carriers(source, target):
        open_slots = [wanted if match is None else [] for wanted, match in zip(slots, whole, strict=True)]
        for attempts in _ROUNDS:
            _carry(sentences, open_slots, candidates, attempts=attempts, translator=translator, judge=judge)
    return [
        _settled(sentence, match, target=target)
        if match is not None
        else _choice(sentence, min(found, key=lambda candidate: candidate.rank), wanted, target=target)
        for sentence, found, wanted, match in zip(sentences, candidates, slots, whole, strict=True)
    ]


def _carry(
    sentences: Sequence[Sentence],
    slots: Sequence[Sequence[Slot]],
    candidates: Sequence[list[Candidate]],
    *,
    attempts: Sequence[int],
    translator: Translator,
    judge: Judge,
) -> None:
    """Add candidates by way of carriers where no hypothesis holds everything."""
    tries: list[tuple[int, Disguise]] = []
    for index, sentence in enumerate(sentences):
        if slots[index] and not any(candidate.holds for candidate in candidates[index]):
            best = min(candidates[index], key=lambda candidate: candidate.rank)
            tries += [(index, found) for found in _disguises(sentence.text, best.missing, slots[index], attempts)]
    offered = translator.translate([found.text for _, found in tries], hypotheses=_CARRIER_HYPOTHESES)
    for (index, found), hypotheses in zip(tries, offered, strict=True):
        for hypothesis in hypotheses:
            if (restored := found.restore(hypothesis.text)) is not None:
                candidates[index].append(judge(sentences[index], slots[index], restored, hypothesis.score, "carrier"))


def _disguises(
    text: str, missing: Sequence[Slot], slots: Sequence[Slot], attempts: Sequence[int]
) -> Iterable[Disguise]:
    """Disguise what was lost, then everything: the fewer carriers, the nearer to the model's own sentence."""
    sets = dict.fromkeys(tuple(slot for slot in some if slot.inflects) for some in (missing, slots))
    seen: set[str] = set()
    for chosen in filter(None, sets):
        for attempt in attempts:
            found = disguise(text, chosen, attempt=attempt)
            if found is not None and found.text not in seen:
                seen.add(found.text)
                yield found


def _settled(sentence: Sentence, match: TermMatch, *, target: str) -> Choice:
    words = match.term.terms[target][0]
    if target == "en" and match.number == "plural":
        words = english.plural(words)
    if sentence.text[:1].isupper():
        words = capitalised(words)
    return Choice(words, (_use(sentence, match, words, target=target, step="exact"),), _inflection(match, target))


def _choice(sentence: Sentence, best: Candidate, slots: Sequence[Slot], *, target: str) -> Choice:
    spans = {(slot.start, slot.end): span for slot, span in best.found.items()}
    text = mend(best.text, best.found, slots, sentence.text) if target == "en" else best.text
    uses = tuple(
        _use(sentence, match, _as_written(best.text[slice(*spans[place])], text), target=target, step=best.step)
        if (place := (match.start, match.end)) in spans
        else _use(sentence, match, "", target=target, step="missing")
        for match in sentence.matches
        if match.term.terms.get(target)
    )
    findings = (*map(_lost, best.missing), *map(_is_forbidden, best.forbidden), *best.faults, *_unknown(best.unknown))
    return Choice(text, uses, findings)


def _as_written(words: str, text: str) -> str:
    """Give the words with the capital that mending gave them."""
    return words if words in text else capitalised(words)


def _use(sentence: Sentence, match: TermMatch, words: str, *, target: str, step: str) -> TermUse:
    said = sentence.text[match.start : match.end]
    return TermUse(match.term.id, "", said, words, step, explanation=match.term.explanation(target))


def _lost(slot: Slot) -> Finding:
    code = "term-missing" if slot.kind == "term" else f"{slot.kind}-missing"
    return Finding(code, "warning", f"“{slot.wanted}” should stand in the translation and was not found there.")


def _is_forbidden(words: str) -> Finding:
    return Finding("term-forbidden", "warning", f"“{words}” stands in the translation, and the glossary forbids it.")


def _unknown(words: Sequence[str]) -> tuple[Finding, ...]:
    if not words:
        return ()
    listed = ", ".join(f"“{word}”" for word in words)
    return (Finding("unknown-words", "warning", f"Not words of the language, perhaps not translated: {listed}."),)


def _inflection(match: TermMatch, target: str) -> tuple[Finding, ...]:
    """Ask a person to look at a base form that was put into an inflecting language."""
    if target == "en" or match.number == "singular":
        return ()
    return (Finding("term-inflection", "info", f"“{match.term.terms[target][0]}” may need another form here."),)
