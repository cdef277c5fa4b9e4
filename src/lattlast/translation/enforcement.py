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

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.model import Finding, TermUse
from lattlast.text import checks, english
from lattlast.translation.carriers import Disguise, Slot, disguise, has_carriers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lattlast.model import TermMatch
    from lattlast.ports import Translator

HYPOTHESES = 4
_CARRIER_HYPOTHESES = 2
_NO_NOUNS = {"verb", "adjective"}
_DOUBLED = re.compile(
    r"\b(?:the|an?|my|your|his|her|its|our|their|this|new|old|former)\s+(?:the|an?)\b|\b(?!that\b|had\b)(\w+)\s+\1\b",
    re.IGNORECASE,
)
_QUOTATION_MARK = re.compile('[”“„«»"]')
_ROUNDS = ((0, 1), (2, 3))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source sentence with the terms found in it and the spans of its names."""

    text: str
    matches: tuple[TermMatch, ...] = ()
    names: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The translation chosen for a sentence, what became of each term, and what a person should look at."""

    text: str
    uses: tuple[TermUse, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: float
    step: str
    found: Mapping[Slot, tuple[int, int]]
    missing: tuple[Slot, ...]
    forbidden: tuple[str, ...]
    faults: tuple[Finding, ...]
    unknown: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Say whether everything that has to be there is there, and nothing that must not."""
        return not (self.missing or self.forbidden or self.faults)

    @property
    def rank(self) -> tuple[int, int, int, int, bool, float]:
        terms = sum(slot.kind == "term" for slot in self.missing) + len(self.forbidden)
        return terms, len(self.missing), len(self.faults), len(self.unknown), self.step != "n-best", -self.score


def enforce(
    sentences: Sequence[Sentence],
    *,
    translator: Translator,
    source: str,
    target: str,
    known_names: Collection[str] = (),
) -> list[Choice]:
    """Translate sentences so that each holds its terms, names and addresses, or says what it lacks."""
    slots = [_slots(sentence, target=target, known_names=known_names) for sentence in sentences]
    whole = [exact(sentence, target=target) for sentence in sentences]
    offered = translator.translate(
        [sentence.text if match is None else "" for sentence, match in zip(sentences, whole, strict=True)],
        hypotheses=HYPOTHESES,
    )
    judge = _Judge(source, target)
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
    candidates: Sequence[list[_Candidate]],
    *,
    attempts: Sequence[int],
    translator: Translator,
    judge: _Judge,
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


class _Judge:
    """Weigh a translation: which slots it lacks, which forbidden words it holds, which facts differ."""

    def __init__(self, source: str, target: str) -> None:
        self._source = source
        self._target = target

    def __call__(self, sentence: Sentence, slots: Sequence[Slot], text: str, score: float, step: str) -> _Candidate:
        found = _tally(slots, text)
        faults = (*checks.compare(sentence.text, text, self._source, self._target), *_clumsy(sentence.text, text))
        return _Candidate(
            text=text,
            score=score,
            step=step,
            found=found,
            missing=tuple(slot for slot in slots if slot not in found),
            forbidden=_forbidden(slots, text, found.values()),
            faults=tuple(fault for fault in faults if fault.code not in {"name-lost", "contact-lost"}),
            unknown=tuple(word for word in checks.unknown_words(text, self._target) if not _is_held(word, slots)),
        )


def _clumsy(source: str, text: str) -> Iterable[Finding]:
    """Find what no good English sentence has: doubled words and articles, quotation marks that do not pair."""
    if found := _DOUBLED.search(text):
        yield Finding("doubled-words", "warning", f"“{found.group()}” reads as a slip of the translation.")
    if len(_QUOTATION_MARK.findall(source)) != len(_QUOTATION_MARK.findall(text)):
        yield Finding("quotation-differs", "warning", "The quotation marks differ from those of the source.")


def _slots(sentence: Sentence, *, target: str, known_names: Collection[str]) -> list[Slot]:
    """Lay out what the translation has to hold: terms first, then addresses, then names that neither covers."""
    slots = [_term_slot(match, target) for match in sentence.matches if match.term.terms.get(target)]
    for span in checks.contact_spans(sentence.text):
        if _is_outside(span, ((slot.start, slot.end) for slot in slots)):
            words = sentence.text[slice(*span)]
            slots.append(Slot(*span, kind="literal", key=words, wanted=words, accepted=frozenset({words.casefold()})))
    for span in sentence.names:
        if (free := _before_terms(span, slots))[0] < free[1]:
            slots.append(_name_slot(free, sentence.text, known_names))
    return sorted(slots, key=lambda slot: slot.start)


def _before_terms(span: tuple[int, int], slots: Sequence[Slot]) -> tuple[int, int]:
    """Cut a name where a term begins in it: of “Salems kommun” the name is “Salems”."""
    start, end = span
    for slot in slots:
        if slot.start <= start < slot.end:
            return start, start
        if start < slot.start < end:
            end = slot.start - 1
    return start, end


def _term_slot(match: TermMatch, target: str) -> Slot:
    terms, forbidden = match.term.terms[target], match.term.forbidden.get(target, ())
    forms = match.term.forms.get(target, ())
    accepted = frozenset(form.casefold() for term in (*terms, *forms) for form in _forms(term, target))
    return Slot(
        match.start,
        match.end,
        kind="term",
        key=match.term.id,
        wanted=terms[0],
        accepted=accepted,
        forbidden=frozenset(form.casefold() for term in forbidden for form in _forms(term, target)) - accepted,
        inflects=match.term.pos not in _NO_NOUNS,
        plural=match.number == "plural",
        definite=match.definite,
        genitive=match.genitive,
    )


def _forms(term: str, target: str) -> frozenset[str]:
    return english.forms(term) if target == "en" else frozenset({term})


def _name_slot(span: tuple[int, int], text: str, known_names: Collection[str]) -> Slot:
    """Take a name that ends in s as a genitive where the rest is a known name, or a lower-case word follows."""
    words = text[slice(*span)]
    base = words.removesuffix(":s") if words.endswith(":s") else words.removesuffix("s")
    genitive = base != words and (
        words.endswith(":s") or base in known_names or text[span[1] : span[1] + 2].strip().islower()
    )
    accepted = {base, f"{base}s", f"{base}'s", f"{base}’s"} if genitive else {words, f"{words}'s", f"{words}’s"}
    return Slot(
        *span,
        kind="name",
        key=words,
        wanted=base if genitive else words,
        accepted=frozenset(form.casefold() for form in accepted),
        genitive=genitive,
    )


def _tally(slots: Sequence[Slot], text: str) -> dict[Slot, tuple[int, int]]:
    """Find each slot's words in the text, longest first, none twice: give the spans of those found."""
    found: dict[Slot, tuple[int, int]] = {}
    for slot in sorted(slots, key=lambda slot: -max(map(len, slot.accepted))):
        span = _first_free(slot, text, list(found.values()))
        if span is not None:
            found[slot] = span
    return found


def _first_free(slot: Slot, text: str, covered: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    for form in sorted(slot.accepted, key=len, reverse=True):
        for span in _occurrences(form, text):
            if _is_outside(span, covered):
                return span
    return None


def _occurrences(words: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)]


def _is_outside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in others)


def _is_held(word: str, slots: Sequence[Slot]) -> bool:
    """Say whether a slot asks for the word."""
    return any(word in form for slot in slots for form in slot.accepted)


def _forbidden(slots: Sequence[Slot], text: str, covered: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """List forbidden words that stand outside every accepted term."""
    words = sorted({form for slot in slots for form in slot.forbidden})
    return tuple(word for word in words for span in _occurrences(word, text) if _is_outside(span, covered))


def exact(sentence: Sentence, *, target: str) -> TermMatch | None:
    """Give the term that the sentence consists of, such as a heading or a table cell."""
    if len(sentence.matches) != 1:
        return None
    match = sentence.matches[0]
    whole = (match.start, match.end) == (0, len(sentence.text))
    return match if whole and match.term.terms.get(target) else None


def _settled(sentence: Sentence, match: TermMatch, *, target: str) -> Choice:
    words = match.term.terms[target][0]
    if target == "en" and match.number == "plural":
        words = english.plural(words)
    if sentence.text[:1].isupper():
        words = words[:1].upper() + words[1:]
    return Choice(words, (_use(sentence, match, words, step="exact"),), _inflection(match, target))


def _choice(sentence: Sentence, best: _Candidate, slots: Sequence[Slot], *, target: str) -> Choice:
    spans = {(slot.start, slot.end): span for slot, span in best.found.items()}
    uses = tuple(
        _use(sentence, match, best.text[slice(*spans[place])], step=best.step)
        if (place := (match.start, match.end)) in spans
        else _use(sentence, match, "", step="missing")
        for match in sentence.matches
        if match.term.terms.get(target)
    )
    findings = (*map(_lost, best.missing), *map(_is_forbidden, best.forbidden), *best.faults, *_unknown(best.unknown))
    return Choice(_english_genitives(best.text, slots) if target == "en" else best.text, uses, findings)


def _english_genitives(text: str, slots: Sequence[Slot]) -> str:
    """Write a Swedish genitive that was copied as English has it: “Salems Municipality” → “Salem Municipality”."""
    for slot in slots:
        if slot.kind == "name" and slot.genitive:
            base = re.escape(slot.wanted)
            text = re.sub(rf"\b{base}(?:['’]s|s) [Mm]unicipality\b", f"{slot.wanted} Municipality", text)
            text = re.sub(rf"\b{base}s(?= \w)", f"{slot.wanted}'s", text)
    return text


def _use(sentence: Sentence, match: TermMatch, words: str, *, step: str) -> TermUse:
    return TermUse(match.term.id, "", sentence.text[match.start : match.end], words, step)


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
