"""Operation that makes a passive with an agent active: “Planen antogs av nämnden” → “Nämnden antog planen”.

Takes a sentence, gives proposals. It does not decide: the gates do. A passive that does not say who acts stays.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import is_definite, is_finite, is_name, words
from lattlast.easyread.paradigms import inflect
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token
    from lattlast.easyread.paradigms import Form

_LONGEST_SUBJECT = 4
_LONGEST_AGENT = 3
_OBJECTS = {"han": "honom", "hon": "henne", "de": "dem", "vi": "oss", "jag": "mig", "du": "dig", "ni": "er"}
_VOICES: tuple[tuple[Form, Form], ...] = (
    ("present", "present-s"),
    ("past", "past-s"),
    ("infinitive", "infinitive-s"),
    ("supine", "supine-s"),
)
_BODIES = ("fullmäktige", "styrelse", "nämnd")


def _active(sentence: Sentence) -> Iterator[Proposal]:
    """Let the one who acts be the subject, where subject, verb and agent stand side by side."""
    tokens, text = sentence.tokens, sentence.text
    by = next((place for place, token in enumerate(tokens) if token.lower == "av"), 0)
    start = _verb_group(tokens, by)
    agent = _agent(tokens, by + 1)
    if start is None or agent is None or not text.endswith(".") or not _is_whole_subject(tokens[:start]):
        return
    verb = active_form(tokens[by - 1].lower)
    if not verb or any(token.text in {",", ";", ":"} or is_finite(token.lower) for token in tokens[agent:]):
        return
    who = text[tokens[by + 1].start : tokens[agent - 1].end]
    what = _as_object(text[: tokens[start - 1].end])
    verbs = " ".join([*(token.text for token in tokens[start : by - 1]), verb])
    wordings = ((tokens[by - 1].text, verb), ("av", ""), (text[: tokens[start - 1].end], what))
    yield Proposal((f"{capitalised(who)} {verbs} {what}{text[tokens[agent - 1].end :]}",), wordings)


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

    inflected = is_definite(token) and simplemma.lemmatize(token.lower, lang="sv") != token.lower
    return token.text[0].isupper() or token.lower.endswith(_BODIES) or inflected


def _ends_agent(token: Token) -> bool:
    closed = words("prepositions") | words("conjunctions") | words("subordinators") | words("clause_adverbs")
    return token.lower in closed | words("sentence_adverbs") | {"den"} or token.text[0].isdigit()


def _is_whole_subject(tokens: Sequence[Token]) -> bool:
    """Say whether the tokens are one noun phrase that can follow a verb as well."""
    first = tokens[0].lower
    plain = all(token.is_word and token.lower not in words("prepositions") | words("conjunctions") for token in tokens)
    if len(tokens) == 1 and first in _OBJECTS:
        return True
    return plain and first not in words("subject_pronouns") - words("determiners") and is_definite(tokens[-1])


def _as_object(subject: str) -> str:
    """Write a subject as an object: “De” → “dem”; a common noun loses its capital."""
    if subject.lower() in _OBJECTS:
        return _OBJECTS[subject.lower()]
    return subject if is_name(subject.partition(" ")[0]) else subject[0].lower() + subject[1:]


@cache
def active_form(passive: str) -> str:
    """Give the active form of a passive verb; nothing where it has none, or asks for a preposition as well."""
    import simplemma

    for lemma in {simplemma.lemmatize(passive, lang="sv"), simplemma.lemmatize(passive.removesuffix("s"), lang="sv")}:
        if not lemma.endswith("a") or lemma in words("no_plain_object"):
            continue
        forms = inflect(lemma)
        active = {forms[kind] for kind, with_s in _VOICES if forms.get(with_s) == passive}
        if len(active) == 1:
            return active.pop()
    return ""


OPERATIONS = (Operation("active", "guarded", "said first who does it", _active, frozenset({"av"})),)
