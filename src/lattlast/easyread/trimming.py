"""Operations that unpack what is packed into a sentence: fillers, brackets, colons, shares, “varav”.

Takes a sentence, gives proposals. It does not decide: the gates do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.easyread.cutting import SHORTEST_PART, cut, opens_clause, runs_on, splittable, stands_alone
from lattlast.easyread.grammar import count_words, has_finite, is_finite, tokenize, words
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKET = re.compile(r" \((?P<inside>[^()]+)\)(?=[.,]? |\.$)")
_SHARES = {"50": "hälften", "25": "en av fyra", "20": "en av fem", "10": "en av tio", "75": "tre av fyra"}
_SHARE = re.compile(
    rf"(?<![\d,.–-])(?P<figure>{'|'.join(_SHARES)}) procent(?= av (?:alla |de )?\w+(?:[aeo]rna|barn)\b)"
)


def _filler(sentence: Sentence) -> Iterator[Proposal]:
    """Leave out a word that says nothing, inside a clause."""
    tokens, text = sentence.tokens, sentence.text
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        inside = before.is_word and after.is_word and before.lower not in words("conjunctions")
        if token.lower in words("fillers") and inside and sentence.is_free(token.start, token.end):
            yield Proposal((text[: token.start] + text[token.end + 1 :],), ((token.text, ""),))


def _colon(sentence: Sentence) -> Iterator[Proposal]:
    """Turn a colon between two main clauses into a full stop."""
    tokens = sentence.tokens
    if not splittable(sentence) or sum(token.text == ":" for token in tokens) != 1:
        return
    place = next(place for place, token in enumerate(tokens) if token.text == ":")
    left = tokens[:place]
    says = any(token.lower in words("speech_verbs") for token in left)
    clear = not says and runs_on(tokens, place + 1) and opens_clause(tokens, place + 1)
    if clear and stands_alone(sentence, place):
        yield cut(sentence, tokens[place].start, tokens[place].end)


def _bracket(sentence: Sentence) -> Iterator[Proposal]:
    """Make a clause in brackets a sentence of its own, after the one that it stood in."""
    text = sentence.text
    for match in _BRACKET.finditer(text):
        inside = match["inside"].rstrip(".")
        found = tokenize(inside)
        if not text.endswith(".") or not opens_clause(found, 0) or count_words(found) < SHORTEST_PART:
            continue
        rest = text[: match.start()] + text[match.end() :]
        if has_finite(rest) and sentence.is_free(match.start(), match.end()):
            yield Proposal((rest, f"{capitalised(inside)}."), ())


def _share(sentence: Sentence) -> Iterator[Proposal]:
    """Say a simple share in words beside its figure: “25 procent (en av fyra) av eleverna”."""
    for match in _SHARE.finditer(sentence.text):
        told = f" ({_SHARES[match['figure']]})"
        yield Proposal((sentence.replaced(match.end(), match.end(), told),), (("", told.strip()),))


def _of_which(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “tio elever, varav fem är nya” into “tio elever. Fem av dem är nya”."""
    tokens, text = sentence.tokens, sentence.text
    for place, token in enumerate(tokens[:-3]):
        if token.lower != "varav" or tokens[place - 1].text != "," or not stands_alone(sentence, place):
            continue
        number, verb = tokens[place + 1], tokens[place + 2]
        counted = number.text.isdigit() or number.lower in words("numerals")
        if counted and is_finite(verb.lower) and not any(other.text == "," for other in tokens[place:]):
            second = f"{capitalised(number.text)} av dem {text[verb.start :]}"
            yield Proposal((f"{text[: token.start].rstrip(' ,')}.", second), (("varav", "av dem"),))


OPERATIONS = (
    Operation("colon", "certain", "split a long sentence", _colon, frozenset({":"})),
    Operation("of-which", "guarded", "split a long sentence", _of_which, frozenset({"varav"})),
    Operation(
        "brackets", "guarded", "took what stood in brackets into a sentence of its own", _bracket, frozenset("(")
    ),
    Operation("share", "certain", "said a share in words", _share, frozenset({"procent"})),
)
TRIMMING = (Operation("filler", "guarded", "left out a word that says nothing", _filler, words("fillers")),)
