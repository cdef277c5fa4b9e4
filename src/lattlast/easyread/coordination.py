"""Operations that split coordinated clauses: at “och”, “men”, “så”, at a semicolon, a dash or a mere comma.

Takes a sentence, gives proposals. It does not decide: the gates do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.easyread.clauses import is_imperative, is_main_clause, opens_with_bare_noun
from lattlast.easyread.cutting import (
    SHORTEST_PART,
    cut,
    ends_in_fragment,
    inverted,
    is_simple,
    may_invert,
    opens_clause,
    splittable,
    stands_alone,
)
from lattlast.easyread.grammar import (
    is_definite,
    is_finite,
    main_verb,
    verb_after_subject,
    words,
)
from lattlast.easyread.rewriting import Operation, Proposal, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token


def _coordination(sentence: Sentence) -> Iterator[Proposal]:
    """Split at “, och”, “, men” and “, så” before a subject and its verb."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.lower not in {"och", "men", "så"} or place < SHORTEST_PART or not stands_alone(sentence, place):
            continue
        comma = tokens[place - 1].text == ","
        first = tokens[place + 1] if place + 1 < len(tokens) else token
        independent = not any(other.lower in words("subordinators") for other in tokens[:place])
        if not comma and not (first.lower in words("personal_pronouns") and independent):
            continue
        if not comma and ends_in_fragment(tokens[:place]):
            continue
        if first.lower in words("subordinators") and first.lower in {other.lower for other in tokens[:place]}:
            continue
        if token.lower == "så":
            verb = verb_after_subject(tokens, place + 1)
            if verb is not None and may_invert(tokens, place + 1, verb):
                yield inverted(sentence, place, place + 1, verb, "Därför")
        elif opens_clause(tokens, place + 1) or (comma and _is_clause(tokens, place)):
            opening = "Men" if token.lower == "men" else ""
            yield cut(sentence, token.start, token.end, opening, took=token.text)


def _then(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Skriv med penna, så kan du sudda.” into “Skriv med penna. Då kan du sudda.”."""
    tokens = sentence.tokens
    if not splittable(sentence) or not is_imperative(tokens):
        return
    for place, token in enumerate(tokens[:-2]):
        verb, after = tokens[place + 1].lower, tokens[place + 2]
        subject = after.lower in words("personal_pronouns") or is_definite(after)
        if token.lower == "så" and tokens[place - 1].text == "," and is_finite(verb) and subject:
            yield cut(sentence, token.start, token.end, "Då", took=token.text)
            return


def _is_clause(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a main clause comes after the comma and the conjunction at `place`."""
    after_relative = any(token.lower in words("subordinators") for token in tokens[:place])
    return opens_with_bare_noun(tokens, place + 1) or is_main_clause(tokens[place + 1 :], after_relative=after_relative)


def _joined(sentence: Sentence) -> Iterator[Proposal]:
    """Split at “och” or “men” without a comma, before a noun that has a verb of its own."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        left = tokens[:place]
        if token.lower not in {"och", "men"} or place < SHORTEST_PART or tokens[place - 1].text == ",":
            continue
        told = {other.lower for other in left} & (words("reporting_verbs") | words("paired") | words("subordinators"))
        verb = verb_after_subject(tokens, place + 1)
        main = verb_after_subject(tokens, 0)
        whole = main is not None and main + 1 < place and not any(other.text == "," for other in left)
        if told or verb is None or not whole or not stands_alone(sentence, place):
            continue
        yield cut(sentence, token.start, token.end, "Men" if token.lower == "men" else "", took=token.text)


def _semicolon(sentence: Sentence) -> Iterator[Proposal]:
    """Turn a semicolon or a dash between two main clauses into a full stop."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:-2]):
        if token.text not in {";", "–"} or sentence.text[token.start - 1 : token.start] == "" or place < SHORTEST_PART:
            continue
        alone = sum(other.text == token.text for other in tokens) == 1
        clauses = stands_alone(sentence, place) and opens_clause(tokens, place + 1)
        if alone and (clauses or (token.text == ";" and _are_clauses(tokens, place))):
            yield cut(sentence, token.start, token.end)


def _are_clauses(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a semicolon parts a main clause from another: each has a verb of its own, near its beginning."""
    right = tokens[place + 1 :]
    opens = right[0].lower not in words("subordinators") | words("conjunctions") and (
        opens_clause(right, 0) or opens_with_bare_noun(right, 0) or _follows_adverb(right)
    )
    return main_verb(tokens[:place]) is not None and opens and not any(token.text in {"(", ")"} for token in tokens)


def _follows_adverb(tokens: Sequence[Token]) -> bool:
    """Say whether a verb follows an adverb at once: “däremot kan …”."""
    return len(tokens) > SHORTEST_PART and tokens[0].lower in words("clause_adverbs") and is_finite(tokens[1].lower)


def _splice(sentence: Sentence) -> Iterator[Proposal]:
    """Split at a mere comma between main clauses, as people speak: “Vi badade ofta, det var varmt i vattnet.”."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:-3]):
        first = tokens[place + 1].lower
        if token.text != "," or first not in words("personal_pronouns") | words("clause_adverbs") - {"där"}:
            continue
        if first == "sedan" and not is_finite(tokens[place + 2].lower):  # “sedan parken byggdes”
            continue
        reading = [other.lower for other in tokens[place + 1 : place + 4]]
        if reading == ["det", "vill", "säga"] or tokens[place - 1].lower in {"ja", "nej", "jo"}:
            continue
        if first in words("determiners") - {"det"} and not is_simple(tokens[:place]):
            continue
        exists = first in {"här", "där", "då", "nu"} and tokens[place + 2].lower in words("existing")
        if stands_alone(sentence, place) and (exists or opens_clause(tokens, place + 1)):
            yield cut(sentence, token.start, token.end)


OPERATIONS = (
    Operation("coordination", "certain", "split a long sentence", _coordination, frozenset({"och", "men", "så"})),
    Operation("joined", "guarded", "split a long sentence", _joined, frozenset({"och", "men"})),
    Operation("semicolon", "certain", "split a long sentence", _semicolon, frozenset({";", "–"})),
    Operation("then", "certain", "split a long sentence", _then, frozenset({"så"})),
    Operation("splice", "guarded", "split a long sentence", _splice, frozenset({","})),
)
