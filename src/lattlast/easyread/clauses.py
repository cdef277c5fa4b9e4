"""Operations that make several short sentences of a long one.

Takes a sentence, gives proposals. Each looks for one construction that can be taken apart without moving more than a
verb; where the grammar is not clear, it offers nothing. It does not decide: the gates do.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread import grammar
from lattlast.easyread.grammar import (
    count_words,
    is_definite,
    is_finite,
    main_verb,
    verb_after_adverbial,
    verb_after_subject,
    words,
)
from lattlast.easyread.rewriting import Operation, Proposal, Sentence, capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token

_SHORTEST = 8
_SHORTEST_PART = 3
_LONGEST_REPEATED = 3
_REACH = 6
_END = re.compile(r"[.!?…]['”\"»)]*$")
_NAME = r"[A-ZÅÄÖÉ][\w’-]+(?: [A-ZÅÄÖÉ][\w’-]+)+"
_ROLE = re.compile(
    rf"(?P<name>{_NAME}), (?P<role>[a-zåäö-]*(?:chef|ledare|lärare|are|ör|ist|rektor|ordförande|sekreterare|strateg|"
    r"log|ombud|råd|assistent|student|elev|konsulent|tekniker|präst|veterinär|pedagog)(?: [^,]+)?)\.$"
)
_QUOTED_REST = {"och", "men", "eller", "så", "för"}


def splittable(sentence: Sentence) -> bool:
    """Say whether a sentence is a statement of some length that ends with a full stop."""
    return sentence.text.rstrip('”"»)').endswith(".") and count_words(sentence.tokens) >= _SHORTEST


def _parts(sentence: Sentence, cut: int, rest: int, opening: str = "", *, took: str = "") -> Proposal:
    """Cut the sentence at `cut`, go on from `rest`, and open the new sentence with other words."""
    left = sentence.text[:cut].rstrip(" ,;–")
    right = capitalised(f"{opening} {sentence.text[rest:].strip()}".strip())
    return Proposal((f"{left}.", right), ((took, opening),))


def _open_left(sentence: Sentence, place: int) -> bool:
    """Say whether the tokens before `place` are a main clause whose scope does not go on after it."""
    left = sentence.tokens[:place]
    lower = {token.lower for token in left}
    return (
        main_verb(left) is not None
        and count_words(left) >= _SHORTEST_PART
        and not _in_brackets(sentence.text[: sentence.tokens[place].start])
        and not ("att" in lower and lower & words("reporting_verbs"))
        and not _has_content_clause(left)
        and not _is_conditional(left)
    )


def _has_content_clause(tokens: Sequence[Token]) -> bool:
    """Say whether an “att” clause is still open at the end: what follows “och” may belong to it."""
    start = max((place for place, token in enumerate(tokens[:-1]) if token.text == ","), default=-1) + 1
    return any(
        token.lower == "att" and verb_after_subject(tokens, place + 1) is not None
        for place, token in enumerate(tokens)
        if place >= start
    )


def _is_conditional(tokens: Sequence[Token]) -> bool:
    """Say whether a condition stands among the tokens that may hold for what follows too."""
    return any(
        token.lower in {"ifall", "såvida", "förutsatt"} or (token.lower == "om" and _has_verb_soon(tokens[place + 1 :]))
        for place, token in enumerate(tokens)
    )


def _has_verb_soon(tokens: Sequence[Token]) -> bool:
    """Say whether a finite verb stands within reach, before any mark."""
    run = list(takewhile(lambda token: token.is_word, tokens[:_REACH]))
    return any(is_finite(token.lower) for token in run)


def _in_brackets(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("”") % 2 == 1 or text.count('"') % 2 == 1


def _coordination(sentence: Sentence) -> Iterator[Proposal]:
    """Split at “, och”, “, men” and “, så” before a subject and its verb."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.lower not in {"och", "men", "så"} or place < _SHORTEST_PART or not _open_left(sentence, place):
            continue
        comma = tokens[place - 1].text == ","
        first = tokens[place + 1] if place + 1 < len(tokens) else token
        independent = not any(other.lower in words("subordinators") for other in tokens[:place])
        if not comma and not (first.lower in words("personal_pronouns") and independent):
            continue
        if first.lower in words("subordinators") and first.lower in {other.lower for other in tokens[:place]}:
            continue
        if token.lower == "så":
            verb = verb_after_subject(tokens, place + 1)
            if verb is not None:
                yield _inverted(sentence, place, place + 1, verb, "Därför")
        elif _opens_clause(tokens, place + 1):
            opening = "Men" if token.lower == "men" else ""
            yield _parts(sentence, token.start, token.end, opening, took=token.text)


def _opens_clause(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a main clause begins at `place`: subject and verb, or adverbial, verb and subject."""
    return verb_after_subject(tokens, place) is not None or verb_after_adverbial(tokens, place) is not None


def _inverted(sentence: Sentence, cut: int, subject: int, verb: int, adverb: str) -> Proposal:
    """Open the new sentence with an adverb and the verb: “, så vi cyklade dit” → “Därför cyklade vi dit”."""
    tokens, text = sentence.tokens, sentence.text
    last = verb - 1
    while last > subject and tokens[last].lower in words("sentence_adverbs"):
        last -= 1
    who = text[tokens[subject].start : tokens[last].end]
    adverbs = text[tokens[last].end : tokens[verb].start].strip()
    rest = text[tokens[verb].end :]
    new = " ".join(part for part in (adverb, tokens[verb].text, who, adverbs) if part) + rest
    return Proposal((f"{text[: tokens[cut].start].rstrip(' ,')}.", new), ((tokens[cut].text, adverb),))


def _which(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “, vilket gör att …” into “. Det gör att …”, where “vilket” is the subject."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:-3]):
        length = 1 if token.lower == "vilket" else 2
        opens = token.lower == "vilket" or (token.lower == "något" and tokens[place + 1].lower == "som")
        if not opens or tokens[place - 1].text != "," or not _open_left(sentence, place):
            continue
        verb = place + length
        while verb < len(tokens) - 1 and tokens[verb].lower in words("sentence_adverbs"):
            verb += 1
        if is_finite(tokens[verb].lower) and _runs_on(tokens, verb):
            moved = " ".join([tokens[verb].text, *(adverb.text for adverb in tokens[place + length : verb])])
            left = sentence.text[: token.start].rstrip(" ,")
            gone = sentence.text[token.start : tokens[place + length - 1].end]
            yield Proposal((f"{left}.", f"Det {moved}{sentence.text[tokens[verb].end :]}"), ((gone, "Det"),))


def _runs_on(tokens: Sequence[Token], place: int) -> bool:
    """Say whether the clause at `place` goes on to the end: every comma in it opens another clause."""
    return all(
        tokens[after + 1].lower in words("subordinators") or tokens[after + 1].lower in words("conjunctions")
        for after in range(place, len(tokens) - 1)
        if tokens[after].text in {",", "–", ";"}
    )


def _speech(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “…, säger Eva Berg.” into “…. Det säger Eva Berg.”."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens[2:-1], 2):
        if token.lower not in words("speech_verbs") or tokens[place - 1].text != "," or not sentence.text.endswith("."):
            continue
        said = sentence.text[: tokens[place - 1].start]
        rest = tokens[place + 1 :]
        if _is_speaker(rest) and count_words(tokens[:place]) >= _SHORTEST_PART and not _in_brackets(said):
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


def _reopens(tokens: Sequence[Token], word: str) -> bool:
    """Say whether “och som”, “och där” or the like carries the same subordinate clause on."""
    return any(one.lower in words("conjunctions") and other.lower == word for one, other in pairwise(tokens))


def _cause(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “…, eftersom A.” into “…. Det beror på att A.”."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if (
            token.lower == "eftersom"
            and tokens[place - 1].text == ","
            and _open_left(sentence, place)
            and _runs_on(tokens, place)
            and not _reopens(tokens[place:], token.lower)
        ):
            main = main_verb(tokens[:place])
            opening = "Det berodde på att" if main and _is_past(tokens[main].lower) else "Det beror på att"
            yield _parts(sentence, token.start, token.end, opening, took=token.text)


_FRONTED = {"eftersom": "Därför", "trots att": "Ändå"}


def _fronted(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Eftersom A, V S” into “A. Därför V S.”: the main clause is already inverted."""
    tokens, text = sentence.tokens, sentence.text
    for subordinator, adverb in _FRONTED.items():
        if not splittable(sentence) or not text.lower().startswith(f"{subordinator} "):
            continue
        subject = len(subordinator.split())
        comma = next((place for place, token in enumerate(tokens) if token.text == ","), 0)
        verb = _subordinate_verb(tokens, subject)
        if verb is None or not verb < comma < len(tokens) - 2 or not is_finite(tokens[comma + 1].lower):
            continue
        if any(token.text == "," for token in tokens[comma + 1 :]):
            continue
        first = _straight(sentence, subject, verb, tokens[comma].start)
        second = f"{adverb} {text[tokens[comma + 1].start :]}"
        yield Proposal((f"{first}.", second), ((text[: len(subordinator)], adverb),))


def _subordinate_verb(tokens: Sequence[Token], subject: int) -> int | None:
    """Give the finite verb of a subordinate clause whose subject begins at `subject`; adverbs may stand before it."""
    place = subject
    while place < len(tokens) and not is_finite(tokens[place].lower):
        place += 1
    last = place
    while last > subject and tokens[last - 1].lower in words("sentence_adverbs"):
        last -= 1
    without = [*tokens[:last], *tokens[place:]]
    return place if place < len(tokens) and verb_after_subject(without, subject) == last else None


def _straight(sentence: Sentence, subject: int, verb: int, end: int) -> str:
    """Put the adverbs of a subordinate clause after its verb: “hon inte kom” → “Hon kom inte”."""
    tokens, text = sentence.tokens, sentence.text
    last = verb
    while tokens[last - 1].lower in words("sentence_adverbs"):
        last -= 1
    who = text[tokens[subject].start : tokens[last - 1].end]
    adverbs = [token.text for token in tokens[last:verb]]
    return capitalised(" ".join([who, tokens[verb].text, *adverbs]) + text[tokens[verb].end : end])


_INVERTING = {"där": "Där", "medan": "Samtidigt", "varefter": "Sedan", "varför": "Därför"}


def _place_clause(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “…, där vi bor.” into “…. Där bor vi.”, and “medan” and “varefter” alike."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.lower not in _INVERTING or tokens[place - 1].text != "," or not _open_left(sentence, place):
            continue
        verb = _subordinate_verb(tokens, place + 1)
        reopened = _reopens(tokens[place:], token.lower)
        if verb is not None and not reopened and not any(other.text == "," for other in tokens[verb:]):
            yield _inverted(sentence, place, place + 1, verb, _INVERTING[token.lower])


def _relative(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Eva Berg, som är rektor, slutar.” into “Eva Berg är rektor. Eva Berg slutar.”."""
    tokens, text = sentence.tokens, sentence.text
    commas = [place for place, token in enumerate(tokens) if token.text == ","]
    if not splittable(sentence) or len(commas) != 2:  # noqa: PLR2004
        return
    first, second = commas
    verb = _relative_verb(tokens, first)
    if (
        verb is None
        or second <= verb
        or _reopens(tokens[verb:second], "som")
        or not is_finite(tokens[second + 1].lower)
        or not _is_plain(tokens[:first])
    ):
        return
    who = text[: tokens[first].start]
    clause = _after_who(sentence, who, first, verb, tokens[second].start)
    yield Proposal((f"{clause}.", f"{who} {text[tokens[second + 1].start :]}"), (("som", who),))


def _relative_at_end(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “… Eva Berg, som är rektor.” into “… Eva Berg. Eva Berg är rektor.”."""
    tokens, text = sentence.tokens, sentence.text
    for place, token in enumerate(tokens[:-3]):
        name = re.search(rf"(?<!\w )({_NAME})$", text[: token.start]) or re.search(
            rf"(?:{'|'.join(words('speech_verbs'))}|(?<![\w]))(?: [a-zåäö-]+)? ({_NAME})$", text[: token.start]
        )
        verb = _relative_verb(tokens, place) if token.text == "," and name else None
        if name is None or verb is None or _reopens(tokens[verb:], "som") or not splittable(sentence):
            continue
        if not any(other.text == "," for other in tokens[verb:]):
            clause = _after_who(sentence, name[1], place, verb, len(text))
            yield Proposal((f"{text[: token.start]}.", clause), (("som", name[1]),))


def _relative_verb(tokens: Sequence[Token], comma: int) -> int | None:
    """Give the finite verb of “, som inte är …”, whose subject is “som”."""
    if comma + 2 >= len(tokens) or tokens[comma + 1].lower != "som":
        return None
    verb = comma + 2
    while verb < len(tokens) - 1 and tokens[verb].lower in words("sentence_adverbs"):
        verb += 1
    return verb if is_finite(tokens[verb].lower) else None


def _after_who(sentence: Sentence, who: str, comma: int, verb: int, end: int) -> str:
    tokens, text = sentence.tokens, sentence.text
    adverbs = [token.text for token in tokens[comma + 2 : verb]]
    return " ".join([who, tokens[verb].text, *adverbs]) + text[tokens[verb].end : end]


def _is_plain(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens are one definite noun phrase without anything that a relative clause could go with."""
    return (
        0 < len(tokens) <= 4  # noqa: PLR2004
        and tokens[0].lower not in words("indefinite")
        and is_definite(tokens[-1])
        and not any(token.lower in words("prepositions") | words("conjunctions") for token in tokens)
        and not any(is_finite(token.lower) for token in tokens)
    )


def _shared_subject(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Vi öppnar tidigt och stänger sent.” into “Vi öppnar tidigt. Vi stänger sent.”."""
    tokens, text = sentence.tokens, sentence.text
    subject = _leading_subject(tokens)
    if not splittable(sentence) or subject is None or tokens[subject].lower in words("posture_verbs"):
        return
    who = _short_form(text[: tokens[subject - 1].end])
    for place in range(subject + 3, len(tokens) - 3):
        if tokens[place].lower not in {"och", "men"} or not _open_left(sentence, place):
            continue
        verb = tokens[place + 1]
        if _lists_verbs(tokens[subject:place]):
            return
        goes_on = tokens[place + 2].is_word and tokens[place + 2].lower not in words("conjunctions")
        if (
            goes_on
            and is_finite(verb.lower)
            and _same_tense(tokens[subject].lower, verb.lower)
            and _is_simple(tokens[:place])
        ):
            opening = f"Men {_inside(who)}" if tokens[place].lower == "men" else who
            yield Proposal(
                (f"{text[: tokens[place].start].rstrip(' ,')}.", f"{opening} {text[verb.start :]}"),
                ((tokens[place].text, opening),),
            )


def _lists_verbs(tokens: Sequence[Token]) -> bool:
    """Say whether a comma goes straight on to another verb: “sjöng, spelade och dansade”."""
    return any(one.text == "," and is_finite(other.lower) for one, other in pairwise(tokens))


def _leading_subject(tokens: Sequence[Token]) -> int | None:
    """Give the index of the verb right after a subject that the sentence opens with: a short one, or a full name."""
    verb = verb_after_subject(tokens, 0)
    if verb is None or tokens[0].lower in words("indefinite"):
        return None
    named = verb > 1 and all(token.text[0].isupper() for token in tokens[verb - 2 : verb])
    return verb if named or verb <= _LONGEST_REPEATED else None


def _short_form(who: str) -> str:
    """Give the name alone where a person is told with title and name."""
    name = re.search(rf"(?<=[a-zåäö] ){_NAME}$", who)
    return name.group() if name else who


def _is_simple(tokens: Sequence[Token]) -> bool:
    """Say whether there is no subordinate clause that the second verb could belong to."""
    return not any(token.lower in words("subordinators") - {"där", "då", "sedan", "om", "hur"} for token in tokens)


def _same_tense(one: str, other: str) -> bool:
    return _is_past(one) == _is_past(other)


def _is_past(verb: str) -> bool:
    present = ("r", "s", "ska", "kan", "vill", "måste", "vet")
    return not verb.endswith(present) or verb in {"var", "bar", "for", "skar"}


def _inside(who: str) -> str:
    """Give a subject as it stands inside a sentence: a pronoun or a common noun loses its capital."""
    return who if grammar.is_name(who.partition(" ")[0]) else who[0].lower() + who[1:]


def _splice(sentence: Sentence) -> Iterator[Proposal]:
    """Split at a mere comma between main clauses, as people speak: “Vi badade ofta, det var varmt i vattnet.”."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:-3]):
        first = tokens[place + 1].lower
        if token.text != "," or first not in words("personal_pronouns") | words("clause_adverbs") - {"där"}:
            continue
        reading = [other.lower for other in tokens[place + 1 : place + 4]]
        if reading == ["det", "vill", "säga"] or tokens[place - 1].lower in {"ja", "nej", "jo"}:
            continue
        if _open_left(sentence, place) and _opens_clause(tokens, place + 1):
            yield _parts(sentence, token.start, token.end)


def _role(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “… Eva Berg, rektor på Parkskolan.” into “… Eva Berg. Eva Berg är rektor på Parkskolan.”."""
    match = _ROLE.search(sentence.text)
    if not match or sentence.text.count(",") > 1 or grammar.has_finite(match["role"]):
        return
    name = match["name"]
    if main_verb(sentence.tokens) is not None and name.split()[0].lower() not in words("determiners"):
        left = sentence.text[: match.end("name")]
        yield Proposal((f"{left}.", f"{name} är {match['role']}."), (("", f"{name} är"),))


def _semicolon(sentence: Sentence) -> Iterator[Proposal]:
    """Turn a semicolon or a dash between two main clauses into a full stop."""
    if not splittable(sentence):
        return
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:-2]):
        if token.text not in {";", "–"} or sentence.text[token.start - 1 : token.start] == "" or place < _SHORTEST_PART:
            continue
        alone = sum(other.text == token.text for other in tokens) == 1
        if alone and _open_left(sentence, place) and _opens_clause(tokens, place + 1):
            yield _parts(sentence, token.start, token.end)


CERTAIN = (
    Operation("which", "certain", "made “vilket” a sentence of its own", _which),
    Operation("speech", "certain", "told who speaks in a sentence of its own", _speech),
    Operation("coordination", "certain", "split a long sentence", _coordination),
    Operation("semicolon", "certain", "split a long sentence", _semicolon),
)
GUARDED = (
    Operation("cause", "guarded", "gave the reason in a sentence of its own", _cause),
    Operation("fronted", "guarded", "put the main point in a sentence of its own", _fronted),
    Operation("place", "guarded", "split a long sentence", _place_clause),
    Operation("relative", "guarded", "made a relative clause a sentence of its own", _relative),
    Operation("relative-at-end", "guarded", "made a relative clause a sentence of its own", _relative_at_end),
    Operation("shared-subject", "guarded", "split a long sentence and repeated who it is about", _shared_subject),
    Operation("splice", "guarded", "split a long sentence", _splice),
    Operation("role", "guarded", "told who the person is in a sentence of its own", _role),
)
