"""Terms, names and addresses that a translation has to hold, and the cascade that gets them there.

Takes source sentences with their term matches and a translator, gives a `Choice` for each: the best translation found
and how each term was settled. The steps, each checked before the next is tried:

1. exact: the sentence is nothing but the term.
2. n-best: one of the model's own hypotheses holds everything.
3. carrier: the sentence is translated with everyday words in the place of terms, which are swapped back. What a starter
   model is not known to say goes in disguise from the start; everything else only after it was lost.
4. missing: the best that was found stands, and a Finding says what it lacks. Nothing is lost in silence.

All sentences are decoded together, and those that lack something once or twice more: few, so that the whole costs
little more than the translation alone (benchmarks/terminology.py).

In a language that inflects, a term counts in any of its forms; a base form that was put in is always told.

It does not know about documents and mark-up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from lattlast.model import Finding, TermUse
from lattlast.text import english
from lattlast.text.letters import capitalised
from lattlast.translation.carriers import Disguise, bare, disguise, has_carriers, is_known
from lattlast.translation.judging import Candidate, Judge
from lattlast.translation.mending import mend
from lattlast.translation.slots import Sentence, exact, slots_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lattlast.model import TermMatch
    from lattlast.ports import Hypothesis, Translator
    from lattlast.translation.slots import Slot

HYPOTHESES = 4
_MORE_HYPOTHESES = 2
_ROUNDS = (1, 2)  # how many further ways are tried for each sentence, in two further calls of the engine
_ATTEMPTS = 4


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
    asked = [
        _Asked(Sentence("") if match else sentence, () if match else tuple(wanted))
        for sentence, wanted, match in zip(sentences, slots, whole, strict=True)
    ]
    _Cascade(translator, Judge(source, target), carriers=has_carriers(source, target)).run(asked)
    return [
        _settled(sentence, match, target=target)
        if match is not None
        else _choice(sentence, item.best, item.slots, target=target)
        for sentence, item, match in zip(sentences, asked, whole, strict=True)
    ]


@dataclass(slots=True)
class _Asked:
    """A sentence on its way through the cascade: what it has to hold, which ways were tried, the best that came."""

    sentence: Sentence
    slots: tuple[Slot, ...]
    found: list[Candidate] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)

    @property
    def best(self) -> Candidate:
        """The best candidate so far."""
        return min(self.found, key=lambda candidate: candidate.rank)

    @property
    def missing(self) -> tuple[Slot, ...]:
        """What the best candidate lacks: everything, where there is none yet."""
        return self.best.missing if self.found else self.slots

    @property
    def lacks(self) -> bool:
        """Say whether the best candidate lacks something, or holds what is forbidden: a doubtful fact is less."""
        return not self.found or bool(self.best.missing or self.best.forbidden)

    @property
    def is_open(self) -> bool:
        """Say whether another way should be tried."""
        return bool(self.slots) and not any(candidate.holds for candidate in self.found)


class _Cascade:
    """Ask the engine for all sentences at once, then again for those that lack something."""

    def __init__(self, translator: Translator, judge: Judge, *, carriers: bool) -> None:
        self._translator = translator
        self._judge = judge
        self._carriers = carriers

    def run(self, asked: Sequence[_Asked]) -> None:
        """Find candidates for each sentence."""
        self._ask([(item, self._first(item)) for item in asked], HYPOTHESES)
        for count in _ROUNDS if self._carriers else ():
            still_open = [item for item in asked if item.is_open and (count == 1 or item.lacks)]
            self._ask([(item, way) for item in still_open for way in _others(item, count)], _MORE_HYPOTHESES)

    def _first(self, item: _Asked) -> Disguise:
        """Disguise at once what a starter model is not known to say: trying it bare costs a decoding for nothing."""
        unsure = [slot for slot in item.slots if slot.kind == "term" and slot.inflects and not is_known(slot)]
        carried = unsure if self._carriers and self._translator.starter else []
        return (disguise(item.sentence.text, carried, attempt=0) if carried else None) or bare(item.sentence.text)

    def _ask(self, ways: Sequence[tuple[_Asked, Disguise]], hypotheses: int) -> None:
        offered = self._translator.translate([way.text for _, way in ways], hypotheses=hypotheses)
        for (item, way), found in zip(ways, offered, strict=True):
            item.tried.add(way.text)
            self._weigh(item, way, found)

    def _weigh(self, item: _Asked, way: Disguise, hypotheses: Sequence[Hypothesis]) -> None:
        """Add candidates, best first, until one leaves nothing to wish for."""
        for hypothesis in hypotheses:
            text = way.restore(hypothesis.text)
            if text is None:
                continue
            item.found.append(self._judge(item.sentence, item.slots, text, hypothesis.score, carried=way.slots))
            if item.found[-1].is_flawless:
                return


def _others(item: _Asked, count: int) -> Iterator[Disguise]:
    """Give further ways to translate a sentence: what was lost in disguise, everything in disguise, nothing.

    The fewer carriers, the nearer to the model's own sentence.
    """
    text = item.sentence.text
    carried = item.best.carried if item.found else ()
    lost = [slot for slot in item.slots if slot in {*carried, *item.missing}]
    sets = dict.fromkeys(tuple(slot for slot in some if slot.inflects) for some in (lost, item.slots))
    disguised = [
        disguise(text, chosen, attempt=attempt) for attempt in range(_ATTEMPTS) for chosen in filter(None, sets)
    ]
    fresh = {
        way.text: way for way in (*disguised[:2], bare(text), *disguised[2:]) if way and way.text not in item.tried
    }
    return islice(fresh.values(), count)


def _settled(sentence: Sentence, match: TermMatch, *, target: str) -> Choice:
    words = match.term.wordings(target)[0]
    if target == "en" and match.number == "plural":
        words = english.plural(words)
    if sentence.text[:1].isupper():
        words = capitalised(words)
    return Choice(words, (_use(sentence, match, words, target=target, step="exact"),), _inflection(match, target))


def _choice(sentence: Sentence, best: Candidate, slots: Sequence[Slot], *, target: str) -> Choice:
    spans = {(slot.start, slot.end): span for slot, span in best.found.items()}
    text = mend(best.text, best.found, slots, sentence.text) if target == "en" else best.text
    uses = tuple(
        _use(
            sentence, match, _as_written(best.text[slice(*spans[place])], text), target=target, step=_step(place, best)
        )
        if (place := (match.start, match.end)) in spans
        else _use(sentence, match, "", target=target, step="missing")
        for match in sentence.matches
        if match.term.wordings(target)
    )
    findings = (*map(_lost, best.missing), *map(_is_forbidden, best.forbidden), *best.faults, *_unknown(best.unknown))
    return Choice(text, uses, findings)


def _step(place: tuple[int, int], best: Candidate) -> str:
    """Say whether a carrier brought the term that stands at a place of the source, or the model itself said it."""
    return "carrier" if place in {(slot.start, slot.end) for slot in best.carried} else "n-best"


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
    if target == "en" or not match.term.translate:
        return ()
    return (Finding("term-inflection", "info", f"“{match.term.wordings(target)[0]}” may need another form here."),)
