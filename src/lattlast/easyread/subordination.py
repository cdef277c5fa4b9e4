"""Operations that make subordinate clauses sentences of their own: “vilket”, “eftersom”, “trots att”, “där”, “medan”.

Takes a sentence, gives proposals that move no more than a verb. It does not decide: the gates do.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lattlast.easyread.cutting import (
    cut,
    inverted,
    is_all_subject,
    is_past,
    is_simple,
    keeps_order,
    keeps_subordinate_order,
    may_invert,
    reopens,
    runs_on,
    splittable,
    stands_alone,
    subordinate_verb,
)
from lattlast.easyread.grammar import is_finite, main_verb, words
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token
_FRONTED = {"eftersom": "Därför", "trots att": "Ändå"}
_INVERTING = {"där": "Där", "dit": "Dit", "medan": "Samtidigt", "varefter": "Sedan", "varvid": "Då", "varför": "Därför"}
_CONTRAST = "medan"  # of two things that are; “Samtidigt” would say that two things happen at the same time


def _which(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “, vilket gör att …” into “. Det gör att …”, where “vilket” is the subject."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:-3]):
        length = 1 if token.lower == "vilket" else 2
        opens = token.lower == "vilket" or (token.lower == "något" and tokens[place + 1].lower == "som")
        whole = stands_alone(sentence, place) or _has_its_condition(tokens[:place])
        if not opens or tokens[place - 1].text != "," or not whole:
            continue
        verb = place + length
        while verb < len(tokens) - 1 and tokens[verb].lower in words("sentence_adverbs"):
            verb += 1
        if (
            is_finite(tokens[verb].lower)
            and runs_on(tokens, verb)
            and not reopens(tokens[verb:])
            and not keeps_subordinate_order(tokens[verb:])
            and keeps_order(tokens, verb, verb - place - length)
        ):
            moved = " ".join([tokens[verb].text, *(adverb.text for adverb in tokens[place + length : verb])])
            left = sentence.text[: token.start].rstrip(" ,")
            gone = sentence.text[token.start : tokens[place + length - 1].end]
            yield Proposal((f"{left}.", f"Det {moved}{sentence.text[tokens[verb].end :]}"), ((gone, "Det"),))


def _has_its_condition(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens are a condition and the main clause that it holds for: “Om A har du rätt till B”."""
    if not tokens or tokens[0].lower not in {"om", "när"}:
        return False
    mains = [one for one, two in pairwise(tokens) if is_finite(one.lower) and two.lower in words("personal_pronouns")]
    return len(mains) == 1 and not any(token.lower in words("subordinators") for token in tokens[1:])


def _cause(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “…, eftersom A.” into “…. Det beror på att A.”."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if (
            token.lower == "eftersom"
            and tokens[place - 1].text == ","
            and stands_alone(sentence, place)
            and runs_on(tokens, place)
            and not reopens(tokens[place + 1 :])
            and not _has_more_clauses(tokens[: place - 1])
            and not _returns(tokens[place:])
        ):
            main = main_verb(tokens[:place])
            opening = "Det berodde på att" if main and is_past(tokens[main].lower) else "Det beror på att"
            yield cut(sentence, token.start, token.end, opening, took=token.text)


def _has_more_clauses(tokens: Sequence[Token]) -> bool:
    """Say whether a comma and a conjunction part the tokens: the reason may be for the last part alone."""
    return any(one.text == "," and other.lower in words("conjunctions") for one, other in pairwise(tokens))


def _returns(tokens: Sequence[Token]) -> bool:
    """Say whether a verb after a comma goes on from before the reason: “…, eftersom det regnar, men kommer sen”."""
    run = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return any(
        one.text == "," and two.lower in words("conjunctions") and is_finite(three.lower) for one, two, three in run
    )


def _fronted(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Eftersom A, V S” into “A. Därför V S.”: the main clause is already inverted."""
    tokens, text = sentence.tokens, sentence.text
    for subordinator, adverb in _FRONTED.items():
        if not splittable(sentence) or not text.lower().startswith(f"{subordinator} "):
            continue
        subject = len(subordinator.split())
        verb = subordinate_verb(tokens, subject)
        main = _inverted_verb(tokens, verb) if verb is not None else None
        if verb is None or main is None or any(token.text == "," for token in tokens[main:]):
            continue
        end = tokens[main - 1].start if tokens[main - 1].text == "," else tokens[main - 1].end
        first = _straight(sentence, subject, verb, end)
        second = f"{adverb} {text[tokens[main].start :]}"
        yield Proposal((f"{first}.", second), ((text[: len(subordinator)], adverb),))


def _inverted_verb(tokens: Sequence[Token], verb: int) -> int | None:
    """Give the main clause's verb after a fronted clause: the one after the first comma, or the only “kom hon”."""
    comma = next((place for place, token in enumerate(tokens) if token.text == ","), None)
    if comma is not None:
        alone = not any(is_finite(token.lower) for token in tokens[verb + 1 : comma])
        opens = verb < comma < len(tokens) - 2 and is_finite(tokens[comma + 1].lower)
        return comma + 1 if alone and opens else None
    found = [
        place
        for place in range(verb + 1, len(tokens) - 1)
        if is_finite(tokens[place].lower) and tokens[place + 1].lower in words("personal_pronouns")
    ]
    clear = len(found) == 1 and is_simple(tokens[verb : found[0]])
    return found[0] if clear else None


def _straight(sentence: Sentence, subject: int, verb: int, end: int) -> str:
    """Put the adverbs of a subordinate clause after its verb: “hon inte kom” → “Hon kom inte”."""
    tokens, text = sentence.tokens, sentence.text
    last = verb
    while tokens[last - 1].lower in words("sentence_adverbs"):
        last -= 1
    who = text[tokens[subject].start : tokens[last - 1].end]
    adverbs = [token.text for token in tokens[last:verb]]
    return capitalised(" ".join([who, tokens[verb].text, *adverbs]) + text[tokens[verb].end : end])


def _place_clause(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “…, där vi bor.” into “…. Där bor vi.”, and “medan” and “varefter” alike."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        marked = tokens[place - 1].text == "," or token.lower == "dit"
        if token.lower not in _INVERTING or not marked or not stands_alone(sentence, place):
            continue
        if token.lower == "där" and _ends_in_verb(tokens, place + 1):
            who = sentence.text[tokens[place + 1].start : tokens[-3].end]
            left = sentence.text[: token.start].rstrip(" ,")
            yield Proposal((f"{left}.", f"Där {tokens[-2].text} {who}."), ())
            continue
        verb = subordinate_verb(tokens, place + 1)
        reopened = reopens(tokens[place + 1 :]) or keeps_subordinate_order(tokens[place + 1 :])
        if verb is None or reopened or not may_invert(tokens, place + 1, verb):
            continue
        if any(other.text == "," for other in tokens[verb:]):
            continue
        if token.lower == _CONTRAST and not is_past(tokens[verb].lower):
            if is_all_subject(tokens[place + 1 : verb]):
                yield cut(sentence, token.start, token.end, took=token.text)
        else:
            yield inverted(sentence, place, place + 1, verb, _INVERTING[token.lower])


def _meanwhile(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “…, samtidigt som taxan höjs.” into “…. Samtidigt höjs taxan.”."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, (token, after) in enumerate(pairwise(tokens)):
        if (token.lower, after.lower) != ("samtidigt", "som") or tokens[place - 1].text != ",":
            continue
        verb = subordinate_verb(tokens, place + 2) if stands_alone(sentence, place) else None
        closed = not (reopens(tokens[place + 2 :]) or any(other.text == "," for other in tokens[place:]))
        if verb is not None and closed and may_invert(tokens, place + 2, verb):
            made = inverted(sentence, place, place + 2, verb, "Samtidigt")
            yield Proposal(made.sentences, (("samtidigt som", "Samtidigt"),))


def _ends_in_verb(tokens: Sequence[Token], start: int) -> bool:
    """Say whether a clause is a subject and then one verb, the last word: “både elever och lärare medverkar”."""
    clause = tokens[start:-1]
    between = clause[:-1]
    plain = all(token.is_word and token.lower not in words("subordinators") for token in between)
    adverbs = any(token.lower in words("sentence_adverbs") for token in between)
    alone = plain and not adverbs and not any(is_finite(token.lower) for token in between)
    return len(between) > 1 and alone and is_finite(clause[-1].lower)


OPERATIONS = (
    Operation("which", "certain", "made “vilket” a sentence of its own", _which, frozenset({"vilket", "något"})),
    Operation("cause", "guarded", "gave the reason in a sentence of its own", _cause, frozenset({"eftersom"})),
    Operation(
        "fronted", "guarded", "put the main point in a sentence of its own", _fronted, frozenset({"eftersom", "trots"})
    ),
    Operation("meanwhile", "guarded", "split a long sentence", _meanwhile, frozenset({"samtidigt"})),
    Operation("place", "guarded", "split a long sentence", _place_clause, frozenset({*_INVERTING})),
)
