"""Operation that makes a passive with an agent active: “Planen antogs av nämnden” → “Nämnden antog planen”.

Takes a sentence, gives proposals. It does not decide: the gates do. A passive that does not say who acts stays.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import is_definite, is_finite, is_name, is_verb_form, main_verb, words
from lattlast.easyread.paradigms import inflect
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token
    from lattlast.easyread.paradigms import Form

_LONGEST_SUBJECT = 7
_LONGEST_AGENT = 3
_OBJECTS = {"han": "honom", "hon": "henne", "de": "dem", "vi": "oss", "jag": "mig", "du": "dig", "ni": "er"}
_VOICES: dict[bool, tuple[tuple[Form, Form], ...]] = {
    True: (("present", "present-s"), ("past", "past-s")),
    False: (("infinitive", "infinitive-s"), ("supine", "supine-s")),
}
_BODIES = ("fullmäktige", "styrelse", "nämnd")


def _active(sentence: Sentence) -> Iterator[Proposal]:
    """Let the one who acts be the subject, where subject, verb and agent stand side by side."""
    tokens, text = sentence.tokens, sentence.text
    by = next((place for place, token in enumerate(tokens) if token.lower == "av" and _is_passive(tokens, place)), 0)
    agent = _agent(tokens, by + 1) if by else None
    start = _verb_group(tokens, by)
    verb = active_form(tokens[by - 1].lower, finite=start == by - 1) if agent else ""
    if agent is None or not verb or not text.endswith(".") or not _closes(tokens[agent:]):
        return
    who, rest = text[tokens[by + 1].start : tokens[agent - 1].end], text[tokens[agent - 1].end :]
    if start is not None and _is_whole_subject(tokens[:start]):
        what = _as_object(text[: tokens[start - 1].end])
        verbs = " ".join([*(token.text for token in tokens[start : by - 1]), verb])
        wordings = ((tokens[by - 1].text, verb), ("av", ""), (text[: tokens[start - 1].end], what))
        yield Proposal((f"{capitalised(who)} {verbs} {what}{rest}",), wordings)
    elif (helper := _inverted_helper(tokens, by)) is not None:
        opening, what = text[: tokens[helper].end], text[tokens[helper + 1].start : tokens[by - 2].end]
        infinitive = active_form(tokens[by - 1].lower, finite=False)
        exchanged = ((tokens[by - 1].text, infinitive), ("av", ""))
        if infinitive:
            yield Proposal((f"{opening} {who} {infinitive} {what}{rest}",), exchanged)


def _is_passive(tokens: Sequence[Token], by: int) -> bool:
    verb = tokens[by - 1].lower if by > 1 else ""
    return verb.endswith("s") and bool(active_form(verb) or active_form(verb, finite=False))


def _closes(tokens: Sequence[Token]) -> bool:
    """Say whether what follows on the agent holds no verb of the main clause; a “som” clause may come."""
    if any(token.text in {",", ";", ":"} for token in tokens):
        return False
    verbs = [place for place, token in enumerate(tokens) if is_finite(token.lower)]
    before = tokens[: verbs[0]] if verbs else []
    joined = any(tokens[place - 1].lower in words("conjunctions") for place in verbs)
    return not verbs or (not joined and any(token.lower in words("subordinators") for token in before))


def _inverted_helper(tokens: Sequence[Token], by: int) -> int | None:
    """Give the index of “kan” in “Sedan kan planen antas av”: an adverbial comes first, the subject is between."""
    helper = main_verb(tokens)
    if helper is None or tokens[helper].lower not in words("infinitive_governors") or not helper < by - 2:
        return None
    adverbial = tokens[0].lower in words("prepositions") | words("clause_adverbs") | words("sentence_adverbs")
    subject = tokens[helper + 1 : by - 1]
    plain = all(token.is_word and token.lower not in words("sentence_adverbs") for token in subject)
    return helper if adverbial and plain and _is_whole_subject(subject) else None


def _verb_group(tokens: Sequence[Token], by: int) -> int | None:
    """Give the index where the verbs before “av” begin: “antogs”, “ska antas”, “har antagits”."""
    helps = words("infinitive_governors") | words("supine_governors")
    if by < 2:  # noqa: PLR2004  (a subject and a verb)
        return None
    start = by - 2 if tokens[by - 2].lower in helps - {"att"} else by - 1
    finite = tokens[start].lower
    return start if 0 < start <= _LONGEST_SUBJECT and is_finite(finite) else None


def _agent(tokens: Sequence[Token], start: int) -> int | None:
    """Give the index after an agent of a few words: a name, or a definite noun."""
    end = start
    while end < len(tokens) and tokens[end].is_word and not _ends_agent(tokens[end]):
        end += 1
        if _is_agent(tokens[end - 1]) and not tokens[min(end, len(tokens) - 1)].text[0].isupper():
            break
    if not start < end <= start + _LONGEST_AGENT or tokens[start].lower in words("indefinite") | {"den", "det", "de"}:
        return None
    going_on = words("conjunctions") | words("subordinators") | words("describing") | {"av"}
    goes_on = end < len(tokens) and tokens[end].lower in going_on
    return end if _is_agent(tokens[end - 1]) and not goes_on else None


def _is_agent(token: Token) -> bool:
    """Say whether a word names somebody: a name, a body, or a noun that is definite (“hänsyn” only looks so)."""
    import simplemma

    known = simplemma.is_known(token.lower, lang="sv")
    inflected = is_definite(token) and not (known and simplemma.lemmatize(token.lower, lang="sv") == token.lower)
    return token.text[0].isupper() or token.lower.endswith(_BODIES) or inflected


def _ends_agent(token: Token) -> bool:
    closed = words("prepositions") | words("conjunctions") | words("subordinators") | words("clause_adverbs")
    return token.lower in closed | words("sentence_adverbs") | {"den", "klockan"} or token.text[0].isdigit()


def _is_whole_subject(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens are one noun phrase that can follow a verb as well."""
    first = tokens[0].lower
    if len(tokens) == 1 and first in _OBJECTS:
        return True
    other = words("subordinators") - {"om"} | words("nominatives") | words("sentence_adverbs") | {"men"}
    plain = all(token.is_word and token.lower not in other and not is_finite(token.lower) for token in tokens)
    named = first not in words("subject_pronouns") - words("determiners") and first not in words("prepositions")
    return plain and named and (len(tokens) > 1 or is_definite(tokens[-1]) or first.endswith(("ar", "er", "or")))


def _as_object(subject: str) -> str:
    """Write a subject as an object: “De” → “dem”; a common noun loses its capital."""
    if subject.lower() in _OBJECTS:
        return _OBJECTS[subject.lower()]
    return subject if is_name(subject.partition(" ")[0]) else subject[0].lower() + subject[1:]


@cache
def active_form(passive: str, *, finite: bool = True) -> str:
    """Give the active form of a passive verb; nothing where it has none, or asks for a preposition as well.

    What is spelt “prövas” is “prövar” where it is `finite`, and “pröva” after an auxiliary.
    """
    for lemma in _lemmas(passive):
        if not lemma.endswith("a") or lemma in words("no_plain_object"):
            continue
        forms = inflect(lemma)
        active = {forms[kind] for kind, with_s in _VOICES[finite] if forms.get(with_s) == passive}
        if len(active) == 1:
            return active.pop()
    return ""


def _lemmas(passive: str) -> Iterator[str]:
    """Give the infinitives that a passive may be of."""
    import simplemma

    active = passive.removesuffix("s")
    yield from dict.fromkeys(simplemma.lemmatize(form, lang="sv") for form in (passive, active))
    for ending in ("de", "te"):
        stem = active.removesuffix(ending)
        guesses = (stem, f"{stem}a", f"{stem}{stem[-1:]}a") if active.endswith(ending) else ()
        yield from (
            guess for guess in guesses if simplemma.lemmatize(guess, lang="sv") == guess and is_verb_form(guess)
        )


OPERATIONS = (Operation("active", "guarded", "said first who does it", _active, frozenset({"av"})),)
