"""Which words of a sentence stand near enough to a hard word to tell what it means.

Takes the lower-case words and marks of a sentence and the replacements found at a place, gives those whose context
fits. It does not know what the contexts mean.

Near is the clause. For a verb, it is its object, or subject: what stands after it, or before a “som”; before it as well
in the passive and where it has no passive; nothing that stands after a preposition.
"""

from __future__ import annotations

from itertools import chain, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread.grammar import is_definite_noun, is_finite, words
from lattlast.text import contexts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.easyread.lexicon import Replacement

_ENDS = frozenset(",;:.!?–—")


def fitting(options: tuple[Replacement, ...], tokens: Sequence[str], start: int, end: int) -> tuple[Replacement, ...]:
    """Give the replacements whose context fits ``tokens[start:end]``: of each word, those of the first such row."""
    if not any(option.context for option in options):
        return options
    rows: dict[tuple[str, str], int] = {}
    return tuple(
        option
        for option in options
        if rows.get((option.lemma, option.pos), option.row) == option.row
        and _fits(option, tokens, start, end)
        and rows.setdefault((option.lemma, option.pos), option.row) == option.row
    )


def _fits(option: Replacement, tokens: Sequence[str], start: int, end: int) -> bool:
    if not option.context:
        return True
    around = contexts.Surroundings(
        _near(option, tokens, start, end),
        chain(tokens[:start], tokens[end:]),
        _word(tokens, start - 1),
        _word(tokens, end),
    )
    return contexts.fits(option.context, around)


def _word(tokens: Sequence[str], place: int) -> str:
    """Give the word at a place, or nothing where a mark stands there, or the sentence ends."""
    return tokens[place] if 0 <= place < len(tokens) and tokens[place][0].isalnum() else ""


def _near(option: Replacement, tokens: Sequence[str], start: int, end: int) -> Iterator[str]:
    before, after = _clause_before(tokens[:start]), _clause_after(tokens[end:])
    if not option.form:
        return chain(before, after)
    if not option.looks_back:
        before = before[: before.index("som")] if "som" in before else []
    return chain(_ungoverned(before), _ungoverned(after))


def _clause_before(tokens: Sequence[str]) -> list[str]:
    """Give the words back to where the clause begins, or what its “som” stands for."""
    first = len(tokens)
    while first and not _ends_before(tokens, first - 1):
        first -= 1
    return list(tokens[first:])


def _ends_before(tokens: Sequence[str], place: int) -> bool:
    """Say whether a clause ends with a word: a mark, but not that of “, som”, or a verb without an “och” after it."""
    word = tokens[place]
    if _ends(word):
        return tokens[place : place + 2] != [",", "som"]
    helps = word in words("infinitive_governors") or word in words("supine_governors")
    return is_finite(word) and not helps and "och" not in tokens[place:]


def _clause_after(tokens: Sequence[str]) -> list[str]:
    return list(takewhile(lambda word: word != "som" and not _ends(word) and not is_finite(word), tokens))


def _ends(word: str) -> bool:
    return word in _ENDS or (word in words("subordinators") and word not in words("prepositions") | {"som"})


def _ungoverned(clause: Sequence[str]) -> Iterator[str]:
    """Give the words without those that a preposition governs: up to a definite noun, or the next article."""
    governed, last = False, ""
    for word in clause:
        if word in words("prepositions"):
            governed = True
        elif governed and word in words("determiners") and last not in words("prepositions"):
            governed = False
        if not governed:
            yield word
        governed, last = governed and not is_definite_noun(word), word
