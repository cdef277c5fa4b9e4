"""What the splitting operations share: where a sentence may be cut, and how the second half begins.

Takes sentences and places in them, gives answers and proposals. It does not know which construction is taken apart.
Where the grammar is not clear, the answer is no.
"""

from __future__ import annotations

from functools import cache
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import (
    count_words,
    is_definite,
    is_definite_noun,
    is_finite,
    main_verb,
    verb_after_adverbial,
    verb_after_subject,
    words,
)
from lattlast.easyread.paradigms import inflect, verbs
from lattlast.easyread.rewriting import Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.easyread.grammar import Token

_SHORTEST = 8
SHORTEST_PART = 3
_REACH = 6
_LONGEST_BARE = 4
_JOINING = frozenset({"och", "eller", "samt"})
_RELATIVES = frozenset({"som", "där", "dit", "vars", "eftersom"})
_NOT_REOPENING = frozenset({"då", "sedan", "om", "att"})
FULL_NAME = r"[A-ZÅÄÖÉ][\w’-]+(?: [A-ZÅÄÖÉ][\w’-]+)+"


def splittable(sentence: Sentence) -> bool:
    """Say whether a sentence is a statement of some length that ends with a full stop."""
    return sentence.text.rstrip('”"»)').endswith(".") and count_words(sentence.tokens) >= _SHORTEST


def cut(sentence: Sentence, at: int, rest: int, opening: str = "", *, took: str = "") -> Proposal:
    """Cut the sentence at character `at`, go on from `rest`, and open the new sentence with other words."""
    right = capitalised(f"{opening} {sentence.text[rest:].strip()}".strip())
    return Proposal((ended(sentence.text[:at]), right), ((took, opening),))


def ended(text: str) -> str:
    """End a text with a full stop, where an abbreviation has not done so."""
    return f"{text.rstrip(' ,;–—').removesuffix('.')}."


def stands_alone(sentence: Sentence, place: int) -> bool:
    """Say whether the tokens before `place` are a main clause whose scope does not go on after it."""
    left = sentence.tokens[:place]
    lower = {token.lower for token in left}
    return (
        (main_verb(left) is not None or _is_one_clause(left))
        and ":" not in lower
        and count_words(left) >= SHORTEST_PART
        and not in_brackets(sentence.text[: sentence.tokens[place].start])
        and not ("att" in lower and lower & words("reporting_verbs"))
        and not _has_content_clause(left)
        and not _is_conditional(left)
    )


def _is_one_clause(tokens: Sequence[Token]) -> bool:
    """Say whether tokens with commas are one main clause all the same: one verb, and nothing that opens another."""
    verbs = [place for place, token in enumerate(tokens) if is_finite(token.lower)]
    joined = any(one.text == "," and other.lower in words("conjunctions") for one, other in pairwise(tokens))
    return len(verbs) == 1 and verbs[0] > 0 and not joined and is_simple(tokens) and not _has_condition_word(tokens)


def _has_condition_word(tokens: Sequence[Token]) -> bool:
    return any(token.lower in {"om", "då", "sedan", "hur"} for token in tokens)


def ends_in_fragment(tokens: Sequence[Token]) -> bool:
    """Say whether a list is still open: no verb and no “och” after the last comma (“…, rätt valla och du flyger”)."""
    start = max((place for place, token in enumerate(tokens) if token.text == ","), default=-1) + 1
    closed = (token.lower in words("conjunctions") or is_finite(token.lower) for token in tokens[start:])
    return 0 < start < len(tokens) and not any(closed)


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
        token.lower in {"ifall", "såvida", "förutsatt"}
        or (token.lower == "om" and not _is_asked(tokens, place) and _has_verb_soon(tokens[place + 1 :]))
        for place, token in enumerate(tokens)
    )


def _is_asked(tokens: Sequence[Token], place: int) -> bool:
    """Say whether “om” opens an indirect question: “frågan om”, “undrar om”, “osäker på om”."""
    return place > 0 and tokens[place - 1].lower in words("asking")


def _has_verb_soon(tokens: Sequence[Token]) -> bool:
    """Say whether a finite verb stands within reach, before any mark."""
    run = list(takewhile(lambda token: token.is_word, tokens[:_REACH]))
    return any(is_finite(token.lower) for token in run)


def in_brackets(text: str) -> bool:
    """Say whether a bracket or a quotation is still open at the end of a text."""
    return text.count("(") > text.count(")") or text.count("”") % 2 == 1 or text.count('"') % 2 == 1


def opens_clause(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a main clause begins at `place`: subject and verb, or adverbial, verb and subject."""
    return (
        verb_after_subject(tokens, place) is not None
        or verb_after_adverbial(tokens, place) is not None
        or _opens_with_described_subject(tokens, place)
    )


def _opens_with_described_subject(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a subject with a “som” clause and its verb come at `place`: “den som halkar får hjälp”."""
    clause = list(takewhile(lambda token: token.is_word, tokens[place:]))
    if len(clause) <= SHORTEST_PART or clause[1].lower != "som":
        return False
    opening = words("subordinators") | words("conjunctions")
    verbs = [after for after in range(2, len(clause)) if is_finite(clause[after].lower)]
    plain = not any(token.lower in opening for token in clause[2:])
    noun = clause[0].lower in {"den", "de", "alla"} or clause[0].lower.endswith(("ar", "er", "or"))
    return noun and plain and len(verbs) == 2 and not is_finite(clause[0].lower)  # noqa: PLR2004


def is_simple(tokens: Sequence[Token]) -> bool:
    """Say whether there is no subordinate clause that the second verb could belong to; “som lärare” is none."""
    last = max((place for place, token in enumerate(tokens) if is_finite(token.lower)), default=0)
    opening = words("subordinators") - {"där", "då", "sedan", "om", "hur"}
    return not any(
        token.lower in opening and (token.lower != "som" or place < last) for place, token in enumerate(tokens)
    )


def runs_on(tokens: Sequence[Token], place: int) -> bool:
    """Say whether the clause at `place` goes on to the end: every comma in it opens another clause."""
    marks = [after for after in range(place, len(tokens) - 2) if tokens[after].text in {",", "–", ";"}]
    return all(
        tokens[after + 1].lower in words("subordinators")
        or (tokens[after + 1].lower in words("conjunctions") and tokens[after + 2].lower not in words("prepositions"))
        for after in marks
    )


def reopens(tokens: Sequence[Token]) -> bool:
    """Say whether “och som”, “och där” or the like carries a subordinate clause on."""
    opening = words("subordinators") - _NOT_REOPENING
    return any(
        (one.lower in _JOINING and other.lower in opening) or (one.lower == "men" and other.lower in _RELATIVES)
        for one, other in pairwise(tokens)
    )


def keeps_subordinate_order(tokens: Sequence[Token]) -> bool:
    """Say whether a second verb stands as only a subordinate clause has it: “och inte är”, “men dessutom var”."""
    joining = (place for place, token in enumerate(tokens[:-1]) if token.lower in {*_JOINING, "men"})
    return any(_is_adverb_before_verb(tokens, place + 1) for place in joining)


def _is_adverb_before_verb(tokens: Sequence[Token], place: int) -> bool:
    """Say whether adverbs stand before a finite verb without changing places with its subject (“dessutom är”)."""
    adverbs = words("sentence_adverbs") | words("clause_adverbs")
    verb = next((after for after in range(place, len(tokens)) if tokens[after].lower not in adverbs), place)
    return verb > place and is_finite(tokens[verb].lower) and verb_after_adverbial(tokens, verb - 1) is None


def keeps_order(tokens: Sequence[Token], verb: int, adverbs: int) -> bool:
    """Say whether adverbs may move to after a verb: not before a weak pronoun (“svarar inte mig”)."""
    following = tokens[verb + 1].lower if verb + 1 < len(tokens) else ""
    return not adverbs or following not in words("weak_pronouns")


def is_past(verb: str) -> bool:
    """Say whether a finite verb is in the past tense."""
    present = ("r", "s", "ska", "kan", "vill", "måste", "vet")
    past = verb.endswith(("des", "tes")) or verb in _past_forms() | {"var", "bar", "for", "skar"}
    return past or not verb.endswith(present)


@cache
def _past_forms() -> frozenset[str]:
    """Give the past forms in -s of irregular verbs: “fanns”, “ansågs”."""
    forms = map(inflect, verbs()[0])
    return frozenset(form for verb in forms for form in (verb.get("past-s", ""), verb["past"]) if form.endswith("s"))


def subordinate_verb(tokens: Sequence[Token], subject: int) -> int | None:
    """Give the finite verb of a subordinate clause whose subject begins at `subject`; adverbs may stand before it."""
    place = subject
    while place < len(tokens) and not is_finite(tokens[place].lower):
        place += 1
    last = place
    while last > subject and tokens[last - 1].lower in words("sentence_adverbs"):
        last -= 1
    without = [*tokens[:last], *tokens[place:]]
    found = verb_after_subject(without, subject) == last or _is_bare_subject(tokens[subject:last])
    return place if place < len(tokens) and found else None


def _is_bare_subject(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens are a few words of a noun phrase without an article: “612 lägenheter”, “ny personal”."""
    closed = (
        words("prepositions")
        | words("conjunctions")
        | words("subordinators")
        | words("sentence_adverbs")
        | words("clause_adverbs")
        | words("time_adverbs")
        | words("subject_pronouns")
        | words("reflexives")
    )
    plain = all(token.is_word and token.lower not in closed - words("determiners") for token in tokens)
    return plain and 0 < len(tokens) <= _LONGEST_BARE and not (tokens[0].lower.endswith("t") and len(tokens) == 1)


def may_invert(tokens: Sequence[Token], subject: int, verb: int) -> bool:
    """Say whether subject and verb may change places: a reflexive would have to move along with the verb."""
    reflexive = verb + 1 < len(tokens) and tokens[verb + 1].lower in words("reflexives")
    rest = dropwhile(lambda token: token.lower in words("sentence_adverbs"), tokens[verb + 1 :])
    object_first = next((token.lower for token in rest), "") in words("nominatives")  # “så det bestämmer inte jag”
    return tokens[subject].lower in words("nominatives") or not (reflexive or object_first)


def is_all_subject(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens are a subject without an adverbial: not “det i princip”, not “hon lugnt”."""
    first, last = tokens[0].lower, tokens[-1]
    if len(tokens) == 1:
        return True
    if first in words("nominatives") or (first in words("personal_pronouns") and _is_preposition(tokens[1])):
        return False
    if sum(is_definite_noun(token.lower) for token in tokens[1:]) > 1:  # “de goda förslagen hela tiden”
        return False
    closed = is_definite(last) or last.text.isdigit()
    plain = first in words("determiners") and not any(map(_is_preposition, tokens)) and not last.lower.endswith("t")
    return last.lower not in words("sentence_adverbs") and (closed or plain)


def _is_preposition(token: Token) -> bool:
    return token.lower in words("prepositions")


def inverted(sentence: Sentence, at: int, subject: int, verb: int, adverb: str) -> Proposal:
    """Open the new sentence with an adverb and the verb: “, så vi cyklade dit” → “Därför cyklade vi dit”."""
    tokens, text = sentence.tokens, sentence.text
    last = verb - 1
    while last > subject and tokens[last].lower in words("sentence_adverbs"):
        last -= 1
    who = text[tokens[subject].start : tokens[last].end]
    adverbs = text[tokens[last].end : tokens[verb].start].strip()
    rest = text[tokens[verb].end :]
    new = " ".join(part for part in (adverb, tokens[verb].text, who, adverbs) if part) + rest
    return Proposal((ended(text[: tokens[at].start]), new), ((tokens[at].text, adverb),))
