"""Operations that exchange constructions of officialese: “om” before an amount, “ytterligare”, “dels … dels”.

Takes a sentence, gives proposals that move or exchange no more than these words. It does not decide: the gates do.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import count_words, is_finite, words
from lattlast.easyread.rewriting import Operation, Proposal, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token

_REACH = 10
_LONGEST_HALF = 12  # words between “både” and “och”
_SCALES = frozenset({"miljoner", "miljarder", "tusen", "hundra"})


def _amount(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “en avgift om 60 kronor” into “en avgift på 60 kronor”."""
    tokens, text = sentence.tokens, sentence.text
    for place, token in enumerate(tokens[1:-2], 1):
        if (
            token.lower == "om"
            and tokens[place - 1].lower.endswith(tuple(words("sized")))
            and _is_amount(tokens, place + 1)
        ):
            yield Proposal((f"{text[: token.start]}på{text[token.end :]}",), (("om", "på"),))


def _is_amount(tokens: Sequence[Token], start: int) -> bool:
    """Say whether a number and its measure stand at `start`; a time alone (“om tre år”) is no amount."""
    modified = tokens[start].lower in words("modifying_amounts")
    digits = list(takewhile(lambda token: token.text[0].isdigit(), tokens[start + modified :]))
    after = start + modified + len(digits)
    measure = tokens[after].lower if after < len(tokens) else ""
    if measure in {"respektive", "och", "eller", "till"}:
        return bool(digits)
    return bool(digits) and measure in words("measures") and (modified or measure not in words("times"))


def _further(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “ytterligare tre månader” into “tre månader till”."""
    tokens, text = sentence.tokens, sentence.text
    for place, token in enumerate(tokens[:-3]):
        end = _counted_end(tokens, place + 1) if token.lower == "ytterligare" else 0
        if not end or tokens[min(end, len(tokens) - 1)].lower in words("prepositions"):
            continue
        counted = text[tokens[place + 1].start : tokens[end - 1].end]
        fitted = counted[0].upper() + counted[1:] if token.text[0].isupper() else counted
        yield Proposal((f"{text[: token.start]}{fitted} till{text[tokens[end - 1].end :]}",), ((token.text, "till"),))


def _counted_end(tokens: Sequence[Token], start: int) -> int:
    """Give the index after a number with what it counts, a measure or a noun in the plural; 0 where there is none."""
    one = tokens[start].lower in {"en", "ett"}
    number = [token for token in tokens[start : start + 1] if one or token.lower in words("numerals")]
    number = number or list(takewhile(lambda token: token.text[0].isdigit(), tokens[start:]))
    end = start + len(number)
    end += end < len(tokens) and tokens[end].lower in _SCALES
    if not number or end >= len(tokens):
        return 0
    counts = tokens[end].lower in words("measures") | words("times")
    noun = tokens[end].lower.endswith(("ar", "er", "or", "en")) and not is_finite(tokens[end].lower)
    return end + 1 if counts or (noun and not one) else 0


def _partly(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “dels A, dels B” into “både A och B”, where A and B are no clauses."""
    tokens, text = sentence.tokens, sentence.text
    places = [place for place, token in enumerate(tokens) if token.lower == "dels"]
    if len(places) != 2 or tokens[places[1] - 1].text not in {",", "och"}:  # noqa: PLR2004
        return
    first, second = places
    inside = tokens[first + 1 : second - 1]
    clauses = any(is_finite(tokens[place + 1].lower) for place in places)
    marks = any(token.text in {",", "och"} for token in inside)
    if clauses or marks or not inside or count_words(inside) > _LONGEST_HALF:
        return
    both = "Både" if tokens[first].text[0].isupper() else "både"
    middle = text[tokens[first].end : inside[-1].end]
    new = f"{text[: tokens[first].start]}{both}{middle} och{text[tokens[second].end :]}"
    yield Proposal((new,), ((tokens[first].text, both), ("dels", "och"), (tokens[second - 1].text, "")))


def _may_come(sentence: Sentence) -> Iterator[Proposal]:
    """Leave out “komma att” after “kan”: “kan en avgift komma att tas ut” → “kan en avgift tas ut”."""
    tokens, text = sentence.tokens, sentence.text
    for place, (token, after) in enumerate(pairwise(tokens[:-1])):
        before = [other.lower for other in takewhile(_goes_on, reversed(tokens[:place]))]
        if (token.lower, after.lower) == ("komma", "att") and {"kan", "kunde"} & {*before} and len(before) <= _REACH:
            new = f"{text[: token.start]}{text[tokens[place + 2].start :]}"
            yield Proposal((new,), (("komma att", ""),))


def _goes_on(token: Token) -> bool:
    return token.is_word and token.lower not in words("subordinators")


OPERATIONS = (
    Operation("may-come", "certain", "left out words that say nothing", _may_come, frozenset({"komma"})),
    Operation("amount", "certain", "used common words", _amount, frozenset({"om"})),
    Operation("further", "certain", "used common words", _further, frozenset({"ytterligare"})),
    Operation("partly", "certain", "used common words", _partly, frozenset({"dels"})),
)
