"""Operations that make subordinate clauses sentences of their own: “vilket”, “eftersom”, “trots att”, “där”, “medan”.

Takes a sentence, gives proposals that move no more than a verb. It does not decide: the gates do.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread.cutting import (
    SHORTEST_PART,
    cut,
    ended,
    in_brackets,
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
from lattlast.easyread.grammar import count_words, is_finite, main_verb, words
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token
_FRONTED = {"eftersom": "Därför", "trots att": "Ändå"}
_FOCUS = frozenset(
    {"främst", "mest", "bara", "endast", "just", "delvis", "särskilt", "framförallt", "kanske", "dels", "både"}
)
_INVERTING = {"där": "Där", "dit": "Dit", "medan": "Samtidigt", "varefter": "Sedan", "varför": "Därför"}
_LONGEST_BETWEEN = 6
_LONG = 10  # words; a shorter reason without a comma is easy enough
_CONTRAST = "medan"  # of two things that are; “Samtidigt” would say that two things happen at the same time


def _which(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “, vilket gör att …” into “. Det gör att …”, where “vilket” is the subject."""
    if not splittable(sentence):
        return
    tokens, text = sentence.tokens, sentence.text
    for place, token in enumerate(tokens[:-3]):
        start = place + (1 if token.lower == "vilket" else 2)
        opens = token.lower == "vilket" or (token.lower == "något" and tokens[place + 1].lower == "som")
        if not opens or tokens[place - 1].text != "," or not _is_told(sentence, place):
            continue
        verb = _verb_of_which(tokens, start)
        if verb and runs_on(tokens, verb) and not reopens(tokens[verb:]) and not keeps_subordinate_order(tokens[verb:]):
            end = verb + (tokens[verb + 1].lower in words("reflexives"))
            between = text[tokens[start].start : tokens[verb - 1].end] if verb > start else ""
            moved = " ".join(part for part in (text[tokens[verb].start : tokens[end].end], between) if part)
            gone = text[token.start : tokens[start - 1].end]
            yield Proposal((ended(text[: token.start]), f"Det {moved}{text[tokens[end].end :]}"), ((gone, "Det"),))


def _is_told(sentence: Sentence, place: int) -> bool:
    """Say whether what comes before `place` is told outright, so that “det” can be about it."""
    left = sentence.tokens[:place]
    told = sentence.text[: left[-1].end]
    apart = any(mark in told for mark in (":", " – ", ";")) or in_brackets(told)
    verbs = any(is_finite(token.lower) for token in left[1:])
    return verbs and not apart and left[0].lower != "att" and count_words(left) >= SHORTEST_PART


def _verb_of_which(tokens: Sequence[Token], start: int) -> int | None:
    """Give the verb whose subject is “vilket”: at once, or after adverbs or an adverbial (“vilket i år ger …”)."""
    verb = start
    while verb < len(tokens) - 2 and tokens[verb].lower in words("sentence_adverbs") | words("time_adverbs"):
        verb += 1
    if is_finite(tokens[verb].lower):
        reflexive = tokens[verb + 1].lower in words("reflexives")
        return verb if reflexive or keeps_order(tokens, verb, verb - start) else None
    run = list(takewhile(lambda token: token.is_word and not is_finite(token.lower), tokens[start:-2]))
    verb = start + len(run)
    other = words("nominatives") | words("subordinators") - {"om"}
    closed = any(token.lower in other for token in run) or not is_finite(tokens[verb].lower)
    named = tokens[start].lower in words("prepositions") and 1 < len(run) <= _LONGEST_BETWEEN
    after = tokens[verb + 1].lower
    return verb if named and not closed and after not in words("nominatives") and not is_finite(after) else None


def _cause(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “…, eftersom A.” into “…. Det beror på att A.”."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if (
            token.lower == "eftersom"
            and (tokens[place - 1].text == "," or _is_whole_reason(tokens, place))
            and tokens[place - 1].lower not in _FOCUS
            and stands_alone(sentence, place)
            and runs_on(tokens, place)
            and not reopens(tokens[place + 1 :])
            and not _has_more_clauses(tokens[: place - 1])
            and not _returns(tokens[place:])
        ):
            main = main_verb(tokens[:place])
            reason = next((after.lower for after in tokens[place:] if is_finite(after.lower)), "")
            past = main and is_past(tokens[main].lower) and is_past(reason)
            opening = "Det berodde på att" if past else "Det beror på att"
            yield cut(sentence, token.start, token.end, opening, took=token.text)


def _is_whole_reason(tokens: Sequence[Token], place: int) -> bool:
    """Say whether “eftersom” without a comma gives the reason of all that came: not “inte … eftersom”."""
    left = tokens[:place]
    denied = any(token.lower in {"inte", "aldrig", "ingen", "inget", "inga"} for token in left)
    lone = not any(token.lower in words("subordinators") | words("conjunctions") for token in left)
    near = place < 2 or left[-1].lower in words("sentence_adverbs") | {"mest", "just"}  # noqa: PLR2004
    return lone and not denied and not near and count_words(tokens) >= _LONG


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
            if is_all_subject(tokens[place + 1 : verb]) or _is_plural(tokens[place + 1 : verb]):
                yield cut(sentence, token.start, token.end, took=token.text)
        else:
            yield inverted(sentence, place, place + 1, verb, _INVERTING[token.lower])


def _is_plural(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens are a noun in the plural with no more than adjectives before it."""
    plain = all(token.lower.endswith(("a", "e", "r")) for token in tokens)
    return (
        plain and tokens[-1].lower.endswith(("ar", "er", "or", "are")) and tokens[0].lower not in words("nominatives")
    )


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
