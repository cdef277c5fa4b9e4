"""Operations that exchange constructions of officialese: “om” before an amount, “ytterligare”, “någon … inte”.

Takes a sentence, gives proposals that move or exchange no more than these words. It does not decide: the gates do.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread.cutting import is_simple
from lattlast.easyread.grammar import count_words, is_definite, is_finite, words
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token

_REACH = 10
_LONGEST_HALF = 12  # words between “både” and “och”
_FEWEST = 4
_LONGEST_THING = 8
_LONGEST_ACTOR = 3
_NONE = {"någon": "Ingen", "något": "Inget", "några": "Inga"}
_SHOWS = {"framgår": "visar", "framgick": "visade", "framkommer": "visar"}
_TOLD = frozenset({"att", "hur", "vem", "vilka", "vilken", "vilket"})
_PEOPLE = (
    "are",
    "man",
    "ist",
    "tör",
    "jör",
    "sör",
    "nör",
    "chef",
    "elev",
    "person",
    "barn",
    "ledamot",
    "kund",
    "boende",
    "anhörig",
    "part",
)
_ACTORS = (
    "kommunen", "regionen", "staten", "nämnden", "styrelsen", "fullmäktige", "förvaltningen", "myndigheten", "verket",
    "rektorn", "rektor", "chefen", "handläggaren", "läkaren", "ägaren", "polisen", "rätten", "tjänsten", "domstolen",
    "regeringen", "riksdagen", "kontoret", "kommittén", "utskottet", "föreningen", "bolaget", "läraren", "värden",
)  # fmt: skip
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


def _none(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Någon avgift tas inte ut” into “Ingen avgift tas ut”, where “någon” cannot mean somebody or one of many."""
    tokens, text = sentence.tokens, sentence.text
    none = _NONE.get(tokens[0].lower) if len(tokens) > _FEWEST else None
    verb = next((place for place, token in enumerate(tokens) if is_finite(token.lower)), 0)
    if none is None or not 1 < verb <= _LONGEST_THING or not _is_thing(tokens[1:verb]):
        return
    adverbs = takewhile(lambda token: token.lower in words("sentence_adverbs"), tokens[verb + 1 :])
    denial = next((token for token in adverbs if token.lower == "inte"), None)
    if denial and _concerns_things(tokens, verb, plural=none == "Inga"):
        rest = f"{text[tokens[0].end : denial.start].rstrip()}{text[denial.end :]}"
        yield Proposal((f"{none}{rest}",), ((tokens[0].text, none), ("inte", "")))


def _is_thing(tokens: Sequence[Token]) -> bool:
    """Say whether the words are a noun with at most adjectives and a phrase: not “av dem”, and nobody."""
    other = words("subordinators") | words("nominatives") | {"och", "eller", "men"}
    plain = all(token.is_word and token.lower not in other - {"om"} for token in tokens)
    people = any(token.lower.endswith(_PEOPLE) for token in tokens)
    return plain and not people and tokens[0].lower not in words("prepositions")


def _concerns_things(tokens: Sequence[Token], verb: int, *, plural: bool) -> bool:
    """Say whether a verb tells that there is no such thing: “behövs”, “tas ut”, “har fattats”, “är att vänta”."""
    first = tokens[verb].lower
    if first in words("lacking") or plural:
        return first in words("lacking")
    after = [token.lower for token in tokens[verb + 1 :] if token.lower not in words("sentence_adverbs")]
    passive = first.endswith("s") and first not in words("also_finite")
    done = first in words("supine_governors") and after[0].endswith("ts")
    return passive or done or (first in {"är", "går"} and after[0] == "att")


def _shows(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Av rapporten framgår att …” and “Det framgår av rapporten att …” into “Rapporten visar att …”."""
    tokens, text = sentence.tokens, sentence.text
    for place, token in enumerate(tokens[1:-2], 1):
        if token.lower not in _SHOWS:
            continue
        fronted = tokens[0].lower == "av"
        start = 1 if fronted else place + 2
        end = place if fronted else next((at for at in range(start, len(tokens)) if tokens[at].lower in _TOLD), 0)
        told = end and tokens[place + 1 if fronted else end].lower in _TOLD
        impersonal = [other.lower for other in tokens[: place + 2]] == ["det", token.lower, "av"]
        if told and (fronted or impersonal) and _is_source(tokens[start:end]):
            source, rest = text[tokens[start].start : tokens[end - 1].end], text[tokens[max(place, end - 1)].end :]
            gone = ((tokens[0].text, ""), (token.text, _SHOWS[token.lower]), ("av", ""))
            yield Proposal((f"{capitalised(source)} {_SHOWS[token.lower]}{rest}",), gone)
        return


def _is_source(tokens: Sequence[Token]) -> bool:
    """Say whether the words are what something can be read in: a definite noun, with what belongs to it."""
    other = words("subordinators") - {"om"}
    plain = all(token.is_word and token.lower not in other and not is_finite(token.lower) for token in tokens)
    numbered = len(tokens) > 1 and tokens[1].text[0].isdigit()
    return 0 < len(tokens) <= _LONGEST_THING and plain and (numbered or any(map(is_definite, tokens)))


def _cleft(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Det är nämnden som beslutar” into “Nämnden beslutar”."""
    tokens, text = sentence.tokens, sentence.text
    if len(tokens) <= _FEWEST or tokens[0].lower != "det" or tokens[1].lower not in {"är", "var"}:
        return
    end = next((place for place, token in enumerate(tokens) if token.lower == "som"), 0)
    verb = end + 1
    while 0 < verb < len(tokens) - 1 and tokens[verb].lower in words("sentence_adverbs"):
        verb += 1
    who = tokens[2:end]
    plain = all(token.is_word for token in tokens[end:-1]) and text.endswith(".")
    acts = is_finite(tokens[verb].lower) and tokens[verb].lower not in {"är", "var"}
    if not (plain and who and acts and _acts(who) and is_simple(tokens[verb:])):
        return
    adverbs = [token.text for token in tokens[end + 1 : verb]]
    subject = capitalised(text[who[0].start : who[-1].end])
    new = " ".join([subject, tokens[verb].text, *adverbs])
    gone = ((tokens[0].text, ""), (tokens[1].text, ""), ("som", ""))
    yield Proposal((f"{new}{text[tokens[verb].end :]}",), gone)


def _acts(tokens: Sequence[Token]) -> bool:
    """Say whether the words are one who decides or does: “du”, a body, a role."""
    last = tokens[-1].lower
    other = words("prepositions") | words("sentence_adverbs")
    plain = all(not is_finite(token.lower) and token.lower not in other for token in tokens)
    return plain and len(tokens) <= _LONGEST_ACTOR and (last == "du" or last.endswith(_ACTORS))


OPERATIONS = (
    Operation("none", "guarded", "used common words", _none, frozenset(_NONE)),
    Operation("shows", "guarded", "used common words", _shows, frozenset(_SHOWS)),
    Operation("cleft", "guarded", "left out words that say nothing", _cleft, frozenset({"som"})),
    Operation("may-come", "certain", "left out words that say nothing", _may_come, frozenset({"komma"})),
    Operation("amount", "certain", "used common words", _amount, frozenset({"om"})),
    Operation("further", "certain", "used common words", _further, frozenset({"ytterligare"})),
    Operation("partly", "certain", "used common words", _partly, frozenset({"dels"})),
)
