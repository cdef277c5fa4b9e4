"""Whether what follows “, och” or “, men” is a main clause of its own, told by where its verb stands.

Takes tokens, gives answers. It does not know what is done about it. A main clause has its verb second: after a subject,
an adverbial or a whole subordinate clause. Where that is not clear, the answer is no.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import is_definite, is_finite, is_verb_form, main_verb, tokenize, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.easyread.grammar import Token

_LONGEST_FIRST = 8  # words before the verb
_FRONTED = frozenset({"när", "om", "eftersom", "innan", "medan"})


def is_main_clause(tokens: Sequence[Token], *, after_relative: bool) -> bool:
    """Say whether the tokens are a main clause, whatever comes first in it.

    After a “som” clause, an adverbial with its verb may go on from that: there, the subject has to follow.
    """
    verb = main_verb(tokens)
    if verb is None or verb > _LONGEST_FIRST or verb + 2 >= len(tokens):
        return tokens[0].lower in _FRONTED and _has_inverted_main(tokens)
    before = tokens[:verb]
    if _is_no_opening(before) or tokens[verb].lower in words("prepositions"):
        return False
    return not _is_adverbial(before) or _is_subject_start(tokens, verb + 1, bare=not after_relative)


def _is_no_opening(tokens: Sequence[Token]) -> bool:
    """Say whether a main clause has no such words before its verb: “där barnen”, “inte bada”, “allt hon”."""
    first, *others = [token.lower for token in tokens]
    lone = {*others} - _adverbs() and first in words("clause_adverbs") | words("subordinators")
    denied = first == "inte" and not {*others[:1]} & words("indefinite")
    opens = first in words("conjunctions") | {"väl", "också"} or ("så", "länge") in pairwise([first, *others])
    return bool(lone or denied or opens or {*others} & words("nominatives"))


def _adverbs() -> frozenset[str]:
    return words("sentence_adverbs") | words("clause_adverbs") | words("time_adverbs")


def tells_to(text: str) -> bool:
    """Say whether a sentence opens by telling somebody what to do."""
    return is_imperative(tokenize(text))


def is_imperative(tokens: Sequence[Token]) -> bool:
    """Say whether a sentence opens by telling somebody what to do: a verb, and no finite one before the first comma."""
    opening = list(takewhile(lambda token: token.text != ",", tokens))
    verb = opening[0].lower if opening else ""
    told = verb in words("imperatives") or is_finite(f"{verb}r") or is_finite(f"{verb}er")
    subordinate = next((place for place, token in enumerate(opening) if token.lower in words("subordinators")), None)
    return told and not is_finite(verb) and not any(is_finite(token.lower) for token in opening[:subordinate])


def _is_adverbial(tokens: Sequence[Token]) -> bool:
    """Say whether what stands before the verb is an adverbial, so that the subject comes after it."""
    return tokens[0].lower in words("prepositions") or all(token.lower in _adverbs() for token in tokens)


def _is_subject_start(tokens: Sequence[Token], place: int, *, bare: bool) -> bool:
    """Say whether a subject begins at `place`; a `bare` noun tells little."""
    token = tokens[place]
    other = words("prepositions") | words("subordinators") | words("conjunctions") | words("sentence_adverbs")
    if token.lower in words("personal_pronouns") | words("determiners") or is_definite(token):
        return True
    return bare and token.is_word and token.lower not in other | words("reflexives")


def _has_inverted_main(tokens: Sequence[Token]) -> bool:
    """Say whether a main clause follows on a subordinate one: “när hösten kom var det tyst”."""
    inside = list(takewhile(lambda token: token.lower not in words("conjunctions"), tokens[1:-1]))
    if any(token.lower in words("subordinators") for token in inside):
        return False
    verbs = [place for place, token in enumerate(inside, 1) if is_finite(token.lower)]
    return len(verbs) > 1 and any(_is_main(tokens, verb) for verb in verbs[1:])


def _is_main(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a verb after a subordinate clause is the main one: its subject, or a comma, is beside it."""
    after = tokens[verb + 1].lower
    return tokens[verb - 1].text == "," or after in words("nominatives") | {"det"}


def opens_with_bare_noun(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a noun without an article is the subject: “, och avtal skrivs i maj”, “, men barn badar gratis”."""
    if place + 2 >= len(tokens) or not is_finite(tokens[place + 1].lower):
        return False
    word = tokens[place].lower
    closed = words("sentence_adverbs") | words("prepositions") | words("subordinators") | words("clause_adverbs")
    follows = tokens[place + 2].lower not in words("personal_pronouns")
    return word.isalpha() and follows and word not in closed | words("determiners") and not is_verb_form(word)
