"""Operations that tell the subject again: where two or more verbs share it, and where “utan” gives what stands instead.

Takes a sentence, gives proposals. It does not decide: the gates do.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread.clauses import opens_with_bare_noun
from lattlast.easyread.cutting import (
    FULL_NAME,
    cut,
    ended,
    ends_in_fragment,
    inverted,
    is_past,
    is_simple,
    may_invert,
    splittable,
    stands_alone,
)
from lattlast.easyread.grammar import (
    count_words,
    is_definite,
    is_definite_noun,
    is_finite,
    is_name,
    verb_after_subject,
    words,
)
from lattlast.easyread.paradigms import verbs
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.easyread.voice import active_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token

_LONGEST_REPEATED = 3
_FEWEST_WORDS = 2  # a verb and what it is about
_PAIR = 2
_NOUNS = ("ar", "er", "or", "ning", "het", "else", "ion")
_ABSTRACT = ("ning", "ningar", "het", "else")


def _shared_subject(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Vi öppnar tidigt och stänger sent.” into “Vi öppnar tidigt. Vi stänger sent.”."""
    tokens, text = sentence.tokens, sentence.text
    subject = _leading_subject(tokens)
    if not splittable(sentence) or subject is None or not _may_be_shared(tokens, subject):
        return
    who = _who(sentence, subject)
    for place in range(subject + _FEWEST_WORDS, len(tokens) - 3):
        if tokens[place].lower not in {"och", "men"} or not stands_alone(sentence, place):
            continue
        if _lists_verbs(tokens[subject:place]):
            return
        if _goes_on_with_verb(tokens, subject, place):
            opening = f"Men {_inside(who)}" if tokens[place].lower == "men" else who
            right = f"{opening} {text[tokens[place + 1].start :]}"
            yield Proposal((ended(text[: tokens[place].start]), right), ((tokens[place].text, opening),))


def _listed_verbs(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “Kortet är gratis, gäller i år och skickas hem.” into a sentence for each verb, with its subject."""
    tokens, text = sentence.tokens, sentence.text
    subject = _leading_subject(tokens)
    if not splittable(sentence) or subject is None or not _may_be_shared(tokens, subject):
        return
    starts = [subject, *(place + 1 for place in _joints(tokens, subject))]
    ends = [*(start - 1 for start in starts[1:]), len(tokens) - 1]
    parts = [tokens[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(parts) <= _PAIR or tokens[ends[-2]].lower != "och" or not all(map(_is_part, parts[:-1])):
        return
    if not _begins_part(parts[-1]) or any(token.text == "," for token in parts[-1]):
        return
    who = _who(sentence, subject)
    first, *others = (text[part[0].start : part[-1].end] for part in parts)
    sentences = (f"{text[: tokens[subject].start]}{first}.", *(f"{who} {other}." for other in others))
    yield Proposal(sentences, (("och", ""), *(("", who) for _ in others)))


def _joints(tokens: Sequence[Token], subject: int) -> list[int]:
    """Give the commas, and the “och”, that a verb follows at once."""
    return [
        place
        for place in range(subject + 1, len(tokens) - 1)
        if tokens[place].lower in {",", "och"} and is_finite(tokens[place + 1].lower)
    ]


def _is_part(tokens: Sequence[Token]) -> bool:
    """Say whether a verb and what belongs to it can be told alone: some words, no other clause or list, and no pair."""
    plain = all(token.is_word and token.lower not in words("paired") | words("reporting_verbs") for token in tokens)
    return plain and _begins_part(tokens) and is_simple(tokens) and sum(is_finite(token.lower) for token in tokens) == 1


def _begins_part(tokens: Sequence[Token]) -> bool:
    """Say whether a verb and what follows are long enough, and the verb makes no one action with the next."""
    first = tokens[0].lower
    apart = first in words("copulas") or first not in words("posture_verbs") | words("prepositions")
    return apart and len(tokens) > (_PAIR if is_past(first) else 1)


def _goes_on_with_verb(tokens: Sequence[Token], subject: int, place: int) -> bool:
    """Say whether a second verb that the same subject has comes after the conjunction at `place`."""
    first, verb = tokens[subject].lower, tokens[place + 1].lower
    after, rest = tokens[place + 2], tokens[place + 2 :]
    finite = is_finite(verb) and verb not in words("prepositions")
    goes_on = after.is_word and after.lower not in words("conjunctions") | words("nominatives")
    if not (finite and goes_on and is_simple(tokens[:place])) or ends_in_fragment(tokens[:place]):
        return False
    if _is_paired(tokens[:place]) and tokens[place].lower == "och":
        return False
    if tokens[0].lower == "det" and not _same_tense(first, verb):
        return False
    return not (_is_one_action(tokens[:place], subject, verb) or _is_condition(rest) or _shares_auxiliary(first, verb))


def _may_be_shared(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether the subject before `verb` may be told again: not “det” in “Det säger hon och ler”."""
    told = tokens[verb - 1].lower == "det" and tokens[verb].lower in words("speech_verbs")
    inverted = verb + 1 < len(tokens) and tokens[verb + 1].lower in words("nominatives")
    return not told and not inverted


def _is_one_action(tokens: Sequence[Token], subject: int, verb: str) -> bool:
    """Say whether a clause may make one action with the verb after “och”: “satt länge och läste”, “är ute och”."""
    first, last = tokens[subject].lower, tokens[-1].lower
    if first in {"är", "var"} and tokens[0].lower != "det":
        adverbs = words("sentence_adverbs") | words("clause_adverbs") | words("time_adverbs") | words("prepositions")
        return last in adverbs or count_words(tokens[subject:]) < _FEWEST_WORDS
    return first in words("posture_verbs") and not _acts_apart(verb)


def _acts_apart(verb: str) -> bool:
    """Say whether a verb cannot make one action with the verb before “och”: a passive, an auxiliary, “är”."""
    apart = words("auxiliaries") | words("copulas") | words("existing")
    return verb in apart or (verb.endswith("s") and bool(active_form(verb)))


def _shares_auxiliary(first: str, second: str) -> bool:
    """Say whether a verb may be an infinitive that “ska” before “och” governs as well: “ska lämnas in och prövas”."""
    return first in words("infinitive_governors") and (second.endswith("as") or second in _short_infinitives())


@cache
def _short_infinitives() -> frozenset[str]:
    """Give the passive infinitives of verbs that do not end in -a: “ges”, “ses”."""
    return frozenset(f"{verb}s" for verb in verbs()[0] if not verb.endswith("a"))


def _is_condition(tokens: Sequence[Token]) -> bool:
    """Say whether a verb and its subject follow at once, so that what came before is their condition (“blir det”)."""
    other = words("subordinators") | words("conjunctions")
    run = list(takewhile(lambda token: token.is_word and token.lower not in other - {"så"} | {"var"}, tokens))
    told = any(is_finite(one.lower) and two.lower in words("personal_pronouns") for one, two in pairwise(run))
    names_subject = bool(run) and (is_definite(run[0]) or run[0].lower.endswith("s"))
    later = any(one.text == "," and is_finite(two.lower) for one, two in pairwise(tokens))
    return told or (names_subject and (later or any(is_finite(token.lower) for token in run[1:])))


def _is_paired(tokens: Sequence[Token]) -> bool:
    """Say whether the next “och” belongs to a “både” before it."""
    return any(token.lower in words("paired") for token in tokens)


def _lists_verbs(tokens: Sequence[Token]) -> bool:
    """Say whether a comma goes straight on to another verb: “sjöng, spelade och dansade”."""
    return any(one.text == "," and is_finite(other.lower) for one, other in pairwise(tokens))


def _leading_subject(tokens: Sequence[Token]) -> int | None:
    """Give the index of the verb right after a subject that the sentence opens with: a short one, or a full name."""
    verb = verb_after_subject(tokens, 0) or _verb_after_bare_noun(tokens)
    if verb is None or tokens[0].lower in words("indefinite"):
        return None
    named = verb > 1 and all(token.text[0].isupper() for token in tokens[verb - 2 : verb])
    return verb if named or _head_end(tokens, verb) <= _LONGEST_REPEATED else None


def _verb_after_bare_noun(tokens: Sequence[Token]) -> int | None:
    """Give the index of the verb after a lone noun that is its subject for sure: “Läxor ges …”."""
    word, after = tokens[0].lower, tokens[2] if len(tokens) > 2 else tokens[0]  # noqa: PLR2004
    if not opens_with_bare_noun(tokens, 0) or word in words("infinitive_governors"):
        return None
    object_first = is_definite(after) or after.lower in words("determiners") | words("subject_pronouns")
    passive = bool(active_form(tokens[1].lower))
    return None if (object_first and not passive) or not word.endswith(_NOUNS) else 1


def _head_end(tokens: Sequence[Token], verb: int) -> int:
    """Give the index after the noun that a subject is about: “eleverna” of “eleverna på skolan”."""
    for place, token in enumerate(tokens[1:verb], 1):
        if token.lower in words("prepositions") and is_definite(tokens[place - 1]):
            return place
    return verb


def _who(sentence: Sentence, verb: int) -> str:
    """Give the subject before `verb` as it is told again: the name alone where it is a person's title and name."""
    who = sentence.text[: sentence.tokens[_head_end(sentence.tokens, verb) - 1].end]
    name = re.search(rf"(?<=[a-zåäö] ){FULL_NAME}$", who)
    return name.group() if name else who


def _same_tense(one: str, other: str) -> bool:
    return is_past(one) == is_past(other) or other in words("supine_governors")


def _inside(who: str) -> str:
    """Give a subject as it stands inside a sentence: a pronoun or a common noun loses its capital."""
    first = who.partition(" ")[0]
    definite = first.endswith(("et", "en", "arna", "erna", "orna")) and is_definite_noun(first.lower())
    noun = definite or first.endswith(_ABSTRACT)
    return who if is_name(first) and not noun else who[0].lower() + who[1:]


def _instead(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “A sker inte här, utan B görs där.” into “A sker inte här. I stället görs B där.”."""
    tokens = sentence.tokens
    if not splittable(sentence):
        return
    for place, token in enumerate(tokens[:-3]):
        left = tokens[:place]
        if token.lower != "utan" or not place or left[-1].text != "," or not _is_denied(left):
            continue
        if not stands_alone(sentence, place) or any(other.lower in {"istället", "stället"} for other in tokens[place:]):
            continue
        verb = verb_after_subject(tokens, place + 1)
        subject = _leading_subject(tokens)
        if verb is not None and may_invert(tokens, place + 1, verb):
            yield inverted(sentence, place, place + 1, verb, "I stället")
        elif is_finite(tokens[place + 1].lower) and subject is not None and is_simple(left):
            who = _inside(_who(sentence, subject))
            opening = f"I stället {tokens[place + 1].text} {who}"
            made = cut(sentence, token.start, tokens[place + 1].end, opening)
            yield Proposal(made.sentences, ((token.text, f"I stället {who}"),))


def _is_denied(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens deny one thing so that another can stand instead: not “inte bara”."""
    lower = [token.lower for token in tokens]
    only = {"bara", "enbart", "endast", "längre", "ens", "varken"}
    return lower.count("inte") == 1 and not only & {*lower} and lower[-2:-1] != ["inte"]


OPERATIONS = (
    Operation(
        "shared-subject",
        "guarded",
        "split a long sentence and repeated who it is about",
        _shared_subject,
        frozenset({"och", "men"}),
    ),
    Operation("instead", "guarded", "split a long sentence", _instead, frozenset({"utan"})),
    Operation(
        "listed-verbs",
        "guarded",
        "split a long sentence and repeated who it is about",
        _listed_verbs,
        frozenset({"och"}),
    ),
)
