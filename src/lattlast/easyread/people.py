"""Operations about people and things with a name: who says it, who it is, what “som” tells about them.

Takes a sentence, gives proposals. It does not decide: the gates do.
"""

from __future__ import annotations

import re
from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING

from lattlast.easyread.cutting import (
    FULL_NAME,
    SHORTEST_PART,
    in_brackets,
    keeps_order,
    keeps_subordinate_order,
    reopens,
    runs_on,
    splittable,
    stands_alone,
)
from lattlast.easyread.grammar import (
    count_words,
    has_finite,
    is_definite,
    is_finite,
    is_name,
    is_verb_form,
    main_verb,
    words,
)
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token

_END = re.compile(r"[.!?…]['”\"»)]*$")
_QUOTED_REST = {"och", "men", "eller", "så", "för"}
_TOLD = (
    rf"(?P<name>{FULL_NAME}), (?P<role>[a-zåäö-]*(?:chef|ledare|lärare|are|ör|ist|rektor|ordförande|sekreterare|"
    r"strateg|log|ombud|råd|assistent|student|elev|konsulent|tekniker|präst|veterinär|pedagog)(?: [^,]+)?)"
)
_ROLE = re.compile(rf"{_TOLD}\.$")
_APPOSITION = re.compile(rf"^{_TOLD}, ")


def _speech(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “…, säger Eva Berg.” into “…. Det säger Eva Berg.”."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens[2:-1], 2):
        if token.lower not in words("speech_verbs") or tokens[place - 1].text != "," or not sentence.text.endswith("."):
            continue
        said = sentence.text[: tokens[place - 1].start]
        rest = tokens[place + 1 :]
        ends = tokens[place - 2].lower not in words("conjunctions") - words("prepositions")
        if ends and _is_speaker(rest) and count_words(tokens[:place]) >= SHORTEST_PART and not in_brackets(said):
            stop = "" if _END.search(said) else "."
            yield Proposal((f"{said}{stop}", f"Det {sentence.text[token.start :]}"), (("", "Det"),))


def _is_speaker(rest: Sequence[Token]) -> bool:
    """Say whether what follows “säger” names the speaker, and does not go on with the speech."""
    if not rest or not (rest[0].lower in words("personal_pronouns") or is_definite(rest[0]) or _is_titled(rest)):
        return False
    commas = [place for place, token in enumerate(rest) if token.text == ","]
    if rest[0].lower in words("personal_pronouns"):
        return not commas and not any(token.lower in words("conjunctions") for token in rest)
    return all(rest[place + 1].lower not in _QUOTED_REST for place in commas) and (
        not commas or rest[commas[0] + 1].lower == "som" or not any(is_finite(token.lower) for token in rest)
    )


def _is_titled(rest: Sequence[Token]) -> bool:
    """Say whether one or two words of title come before a name: “kommundirektör Eva Berg”."""
    name = next((place for place, token in enumerate(rest[:3]) if token.text[0].isupper()), 0)
    return name > 0 and all(token.lower not in words("prepositions") for token in rest[:name])


def _relative(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Eva Berg, som är rektor, slutar.” into “Eva Berg är rektor. Eva Berg slutar.”."""
    tokens, text = sentence.tokens, sentence.text
    commas = [place for place, token in enumerate(tokens) if token.text == ","]
    if not splittable(sentence) or len(commas) < 2:  # noqa: PLR2004
        return
    first, second, *later = commas
    if later and (not runs_on(tokens, second + 1) or any(is_finite(tokens[place + 1].lower) for place in later)):
        return
    verb = _relative_verb(tokens, first)
    if (
        verb is None
        or second <= verb
        or _goes_on(tokens[verb:second])
        or not is_finite(tokens[second + 1].lower)
        or not _is_plain(tokens[:first])
    ):
        return
    who = text[: tokens[first].start]
    clause = _after_who(sentence, who, first, verb, tokens[second].start)
    yield Proposal((f"{clause}.", f"{who} {text[tokens[second + 1].start :]}"), (("som", who),))


def _relative_inside(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “På leden, som är lång, finns stugor.” into “På leden finns stugor. Leden är lång.”."""
    tokens, text = sentence.tokens, sentence.text
    commas = [place for place, token in enumerate(tokens) if token.text == ","]
    if not splittable(sentence) or len(commas) != 2 or tokens[0].lower not in words("prepositions"):  # noqa: PLR2004
        return
    first, second = commas
    verb = _relative_verb(tokens, first)
    plain = _is_plain(tokens[1:first]) and is_finite(tokens[second + 1].lower)
    if verb is None or second <= verb or not plain or _goes_on(tokens[verb:second]):
        return
    who = capitalised(text[tokens[1].start : tokens[first].start])
    clause = _after_who(sentence, who, first, verb, tokens[second].start)
    main = f"{text[: tokens[first].start]} {text[tokens[second + 1].start :]}"
    yield Proposal((main, f"{clause}."), (("som", who),))


def _relative_at_end(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “… Eva Berg, som är rektor.” into “… Eva Berg. Eva Berg är rektor.”."""
    tokens, text = sentence.tokens, sentence.text
    for place, token in enumerate(tokens[:-3]):
        name = _full_name_before(tokens, place)
        verb = _relative_verb(tokens, place) if token.text == "," and name is not None else None
        if name is None or verb is None or _goes_on(tokens[verb:]) or not splittable(sentence):
            continue
        if _is_cleft(tokens[:name]):
            continue
        if not any(other.text == "," for other in tokens[verb:]):
            who = text[tokens[name].start : token.start]
            clause = _after_who(sentence, who, place, verb, len(text))
            yield Proposal((f"{text[: token.start]}.", clause), (("som", who),))


def _relative_noun(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “… till bygget, som blir klart i maj.” into “… till bygget. Bygget blir klart i maj.”."""
    tokens, text = sentence.tokens, sentence.text
    for place, token in enumerate(tokens[:-3]):
        verb = _relative_verb(tokens, place) if token.text == "," else None
        start = _only_noun_before(tokens, place) if verb is not None else None
        if verb is None or start is None or _goes_on(tokens[verb:]) or not splittable(sentence):
            continue
        if _is_cleft(tokens[:place]) or not stands_alone(sentence, place):
            continue
        if not any(other.text == "," for other in tokens[verb:]):
            who = capitalised(text[tokens[start].start : token.start])
            clause = _after_who(sentence, who, place, verb, len(text))
            yield Proposal((f"{text[: token.start]}.", clause), (("som", who),))


def _only_noun_before(tokens: Sequence[Token], place: int) -> int | None:
    """Give the index of a definite noun that ends at `place`, where “som” can be about no other noun.

    It follows on a verb, or on a preposition with a verb or a measure before it.
    """
    start = place - 1
    if not tokens[start].text[0].islower() or not is_definite(tokens[start]):
        return None
    if start > 1 and tokens[start - 2].lower in {"den", "det", "de"} and tokens[start - 1].is_word:
        start -= 2
    before = tokens[start - 1].lower if start else ""
    if before in words("nominatives") and start > 1:
        return start if is_finite(tokens[start - 2].lower) else None
    if before in words("prepositions") and start > 1:
        before = tokens[start - 2].lower
    return start if is_verb_form(before) or before in words("measures") else None


def _is_cleft(tokens: Sequence[Token]) -> bool:
    """Say whether “det var” may belong with the “som” that comes later: “det var ledaren, Eva Berg, som sa nej”."""
    return any(
        {one.lower, other.lower} & {"det"} and {one.lower, other.lower} & {"är", "var", "blir", "blev", "hade", "har"}
        for one, other in pairwise(tokens)
    )


def _goes_on(tokens: Sequence[Token]) -> bool:
    """Say whether a relative clause has a second part that could not stand alone."""
    return reopens(tokens) or keeps_subordinate_order(tokens)


def _full_name_before(tokens: Sequence[Token], place: int) -> int | None:
    """Give the index where a full name begins that ends at `place`, unless it may belong to a noun before it.

    After a preposition, “som” may be about more than the name: “skolan i Norra Ängby, som öppnar i höst”.
    """
    start = place
    while start > 0 and tokens[start - 1].text[0].isupper():
        start -= 1
    clear = not any(token.lower in words("prepositions") for token in tokens[max(0, start - 2) : start])
    return start if place - start > 1 and clear else None


def _relative_verb(tokens: Sequence[Token], comma: int) -> int | None:
    """Give the finite verb of “, som inte är …”, whose subject is “som”."""
    if comma + 2 >= len(tokens) or tokens[comma + 1].lower != "som":
        return None
    verb = comma + 2
    while verb < len(tokens) - 1 and tokens[verb].lower in words("sentence_adverbs"):
        verb += 1
    return verb if is_finite(tokens[verb].lower) and keeps_order(tokens, verb, verb - comma - 2) else None


def _after_who(sentence: Sentence, who: str, comma: int, verb: int, end: int) -> str:
    tokens, text = sentence.tokens, sentence.text
    adverbs = [token.text for token in tokens[comma + 2 : verb]]
    return " ".join([who, tokens[verb].text, *adverbs]) + text[tokens[verb].end : end]


def _is_plain(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens are one definite noun phrase without anything that a relative clause could go with."""
    owned = len(tokens) > 1 and tokens[0].lower in words("possessives")
    return (
        0 < len(tokens) <= 4  # noqa: PLR2004
        and tokens[0].lower not in words("indefinite")
        and (owned or is_definite(tokens[-1]))
        and not any(token.lower in words("prepositions") | words("conjunctions") for token in tokens)
        and not any(is_finite(token.lower) for token in tokens)
    )


def _role(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “… Eva Berg, rektor på Parkskolan.” into “… Eva Berg. Eva Berg är rektor på Parkskolan.”."""
    match = _ROLE.search(sentence.text)
    if not match or sentence.text.count(",") > 1 or has_finite(match["role"]):
        return
    if match["role"].split()[0] in words("other_times"):
        return
    name = match["name"]
    if main_verb(sentence.tokens) is not None and name.split()[0].lower() not in words("determiners"):
        left = sentence.text[: match.end("name")]
        yield Proposal((f"{left}.", f"{name} är {match['role']}."), (("", f"{name} är"),))


def _apposition(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Eva Berg, rektor på Parkskolan, slutar.” into “Eva Berg är rektor på Parkskolan. Eva Berg slutar.”."""
    match = _APPOSITION.match(sentence.text)
    if not match or has_finite(match["role"]) or match["role"].split()[0] in words("other_times"):
        return
    rest = sentence.text[match.end() :]
    if is_finite(rest.partition(" ")[0].lower()) and not any(mark in rest for mark in ",;:("):
        name = match["name"]
        yield Proposal((f"{name} är {match['role']}.", f"{name} {rest}"), (("", f"{name} är"),))


def bare_name(name: str) -> str:
    """Leave out the first words that are no name: “Om Eva Berg”, “Rektor Eva Berg”."""
    return " ".join(dropwhile(lambda word: not is_name(word), name.split()))


OPERATIONS = (
    Operation("speech", "certain", "told who speaks in a sentence of its own", _speech, frozenset({","})),
    Operation("relative", "guarded", "made a relative clause a sentence of its own", _relative, frozenset({"som"})),
    Operation(
        "relative-inside",
        "guarded",
        "made a relative clause a sentence of its own",
        _relative_inside,
        frozenset({"som"}),
    ),
    Operation(
        "relative-at-end",
        "guarded",
        "made a relative clause a sentence of its own",
        _relative_at_end,
        frozenset({"som"}),
    ),
    Operation(
        "relative-noun", "guarded", "made a relative clause a sentence of its own", _relative_noun, frozenset({"som"})
    ),
    Operation(
        "apposition", "guarded", "told who the person is in a sentence of its own", _apposition, frozenset({","})
    ),
    Operation("role", "guarded", "told who the person is in a sentence of its own", _role, frozenset({","})),
)
