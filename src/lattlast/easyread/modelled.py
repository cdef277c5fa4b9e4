"""What a model proposes for a sentence, as a proposal that the gates can judge.

Takes a sentence and the model's wording, gives a Proposal whose account of the words holds only what may be exchanged:
small words, other forms of the same word, and what the lexicon says is easier. Anything else stays unaccounted for, so
that the gate for words stops it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lattlast.easyread.gates import stopped_by
from lattlast.easyread.grammar import function_words
from lattlast.easyread.rewriting import Operation, Proposal, words_of
from lattlast.easyread.sentences import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.easyread.lexicon import Lexicon
    from lattlast.easyread.rewriting import Context
    from lattlast.easyread.sentences import Outcome

OPERATION = Operation("model", "guarded", "reworded by a model", lambda _: iter(()))


def judged(outcome: Outcome, sentence: str, answer: Sequence[str], context: Context) -> tuple[Outcome, tuple[str, ...]]:
    """Add the model's step to an outcome, taken or stopped, and give the sentences that stand now."""
    if not answer or tuple(answer) == (sentence,):
        return outcome, (sentence,)
    offered = proposal(sentence, answer, context.lexicon)
    gate = stopped_by(sentence, offered, OPERATION, context)
    step = Step(OPERATION.name, OPERATION.reason, sentence, offered.sentences, offered.wordings, gate)
    if gate:
        return replace(outcome, stopped=(*outcome.stopped, step)), (sentence,)
    return replace(outcome, steps=(*outcome.steps, step)), offered.sentences


def proposal(before: str, sentences: Sequence[str], lexicon: Lexicon) -> Proposal:
    """Account for the words that a model exchanged, as far as they may be."""
    there, here = Counter(words_of(before)), Counter(words_of(" ".join(sentences)))
    gone, come = list((there - here).elements()), list((here - there).elements())
    easy = {word: _easier(word, lexicon) for word in gone}
    taken = [word for word in gone if _is_small(word) or easy[word] & set(come) or _lemma(word) in map(_lemma, come)]
    allowed = set().union(*easy.values()) | {_lemma(word) for word in words_of(before)}
    given = [word for word in come if _is_small(word) or word in allowed or _lemma(word) in allowed]
    return Proposal(tuple(sentences), ((" ".join(taken), " ".join(given)),))


def _easier(word: str, lexicon: Lexicon) -> set[str]:
    """Give the words that the lexicon has for a hard one, applied or advised."""
    applied = {found for option in lexicon.forms.get((word,), ()) for found in words_of(option.easy)}
    advised = lexicon.advice.get(word) or lexicon.advice.get(_lemma(word), "")
    return applied | set(words_of(advised))


def _is_small(word: str) -> bool:
    return word in function_words()


@cache
def _lemma(word: str) -> str:
    import simplemma

    return simplemma.lemmatize(word, lang="sv")
