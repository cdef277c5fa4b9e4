"""Operation that says “om” where a condition begins with its verb: “Är det fullt väntar du” → “Om det är fullt …”.

Takes a sentence, gives proposals. It does not decide: the gates do. Where it is not clear how long the subject is, the
sentence stays.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import is_definite, is_finite, opens_with_verb, words
from lattlast.easyread.rewriting import Operation, Proposal, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.grammar import Token

_NONE = frozenset({"ingen", "inget", "inga", "ingenting"})
_LONGEST_SUBJECT = 4  # words up to a comma
_AFTER_SUBJECT = frozenset({"efter", "före", "under", "från", "senast", "innan", "vid"})


def _condition(sentence: Sentence) -> Iterator[Proposal]:
    """Put the verb of a condition after its subject and adverbs, and “om” before them."""
    tokens, text = sentence.tokens, sentence.text
    if not opens_with_verb(text) or not sentence.is_free(0, tokens[0].end):
        return
    end = _subject_end(tokens)
    if not end or not _has_main_clause(tokens, end):
        return
    while tokens[end].lower in words("sentence_adverbs"):
        end += 1
    if tokens[end].lower in _NONE:
        return  # “Finns det inga …”: it would have to become “Om det inte finns några …”
    verb = tokens[0].lower
    helps = words("infinitive_governors") | words("supine_governors")
    if verb in helps and tokens[end].lower in words("prepositions"):
        return  # “Vill den unge efter skolan ha …”: the verb would have to move further
    moved = text[tokens[1].start : tokens[end - 1].end]
    yield Proposal((f"Om {moved} {verb}{text[tokens[end - 1].end :]}",), (("", "om"),))


def _subject_end(tokens: Sequence[Token]) -> int:
    """Give the index after the subject that follows the verb, or 0 where that is not clear."""
    first = tokens[1]
    if first.lower in words("personal_pronouns") and first.lower not in {"den", "de"}:
        return 2
    run = list(takewhile(lambda token: token.is_word, tokens[1:]))
    if 0 < len(run) <= _LONGEST_SUBJECT and len(run) + 1 < len(tokens) and tokens[len(run) + 1].text == ",":
        return 1 + len(run) if _is_noun_phrase(run) else 0
    end = 3 if first.lower in words("determiners") else 2
    return end if end < len(tokens) - 1 and _closes(tokens, end) else 0


def _is_noun_phrase(tokens: Sequence[Token]) -> bool:
    """Say whether a few words are a subject and nothing else: “annat stöd” of “Önskas annat stöd, …”."""
    closed = words("prepositions") | words("reflexives") | words("sentence_adverbs") | words("conjunctions")
    inside = all(token.lower not in closed and not is_finite(token.lower) for token in tokens)
    opens = tokens[0].lower in words("determiners") | {"annan", "annat", "inget"}
    return inside and (opens or (len(tokens) == 1 and is_definite(tokens[0])))


def _closes(tokens: Sequence[Token], end: int) -> bool:
    """Say whether the subject ends before `end`: a noun in the definite form that nothing goes on from."""
    last, after = tokens[end - 1], tokens[end]
    going_on = words("prepositions") - _AFTER_SUBJECT | words("conjunctions") | {"som"}
    determined = end > 2  # noqa: PLR2004  (“den enskilde”, “någon handling”)
    named = is_definite(last) or (determined and (last.lower.endswith(("e", "a")) or is_finite(after.lower)))
    common = last.text[0].islower() and last.is_word and not last.lower.endswith("s")
    return named and common and after.is_word and after.lower not in going_on and not is_definite(after)


def _has_main_clause(tokens: Sequence[Token], start: int) -> bool:
    """Say whether the main clause comes later, and no second condition that begins with its verb."""
    following = [*tokens[start + 1 :], tokens[-1]]
    run = list(zip(tokens[start - 1 :], tokens[start:], following, strict=False))
    joined = words("conjunctions") | {"som"}
    second = any(
        before.lower in joined and is_finite(verb.lower) and who.lower in words("nominatives")
        for before, verb, who in run
    )
    mains = [
        place for place, (before, verb, _) in enumerate(run) if before.lower not in joined and is_finite(verb.lower)
    ]
    return bool(mains) and not second and not any(map(_goes_on_from_verb, run[: mains[0]]))


def _goes_on_from_verb(run: tuple[Token, Token, Token]) -> bool:
    """Say whether a second condition that begins with its verb may follow: “…, eller finns bara en, …”."""
    before, joining, verb = (token.lower for token in run)
    return is_finite(verb) and (joining == "eller" or (joining == "och" and before == ","))


OPERATIONS = (Operation("condition", "certain", "said “om” where a condition began with its verb", _condition),)
