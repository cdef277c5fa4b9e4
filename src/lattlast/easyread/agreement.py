"""Agreement: which words change with a noun that gives way to one of another gender: “en byggnad”, “ett hus”.

Takes the tokens of a sentence and the place of the noun, gives the words that change, each with its new form, or None
where something that agrees may be hidden: an unknown word before the noun, a predicate or a pronoun after it. It does
not know the nouns: a row of the lexicon tells their gender by its definite forms.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Literal

from lattlast import packaged
from lattlast.easyread.grammar import is_definite_noun, is_finite, is_verb_form, tokenize, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lattlast.easyread.grammar import Token

Gender = Literal["common", "neuter", "plural", ""]

_ADJECTIVE_ENDINGS = (("en", "et"), ("", "t"))
_PARTICIPLE_ENDINGS = (("ad", "at"), ("d", "t"), ("dd", "tt"), ("en", "et"))
_BACK = 6  # words; an article farther off belongs to another noun


def new_gender(lemma: str, pairs: Sequence[tuple[str, str]]) -> dict[str, Gender]:
    """Give the gender of the easy noun for each form of the hard one; nothing where it is the same for both."""
    singular = [(hard, soft) for hard, soft in pairs if hard != lemma and hard[-1] in "nt" and not hard.endswith("na")]
    hard, soft = next((pair for pair in singular if pair[0].endswith("t")), singular[0] if singular else ("", ""))
    if not soft.endswith(("n", "t")) or hard[-1] == soft[-1] or " " in soft:
        return {}
    gender: Gender = "neuter" if soft.endswith("t") else "common"
    forms = {lemma, f"{lemma}s", hard, f"{hard}s"}
    return {one: gender if one in forms else "plural" for one, _ in pairs}


def changes(tokens: Sequence[Token], place: int, gender: Gender, following: str) -> tuple[tuple[int, str], ...] | None:
    """Give the words that agree with the noun at `place`, by their places, in a new gender; None where unclear."""
    if gender == "plural":
        return None if _is_part(tokens, place) else ()
    start = _start(tokens, place, gender)
    if start is None or _may_agree_later(tokens, start, place, gender, following):
        return None
    turned = [(at, _turned(tokens[at].lower, gender)) for at in range(start, place)]
    found = tuple((at, new) for at, new in turned if new)
    if found and _is_joined(tokens, place):
        return None
    return None if gender == "common" and not found and not is_definite_noun(tokens[place].lower) else found


def _is_part(tokens: Sequence[Token], place: int) -> bool:
    """Say whether one of several may be meant: “en av anledningarna”."""
    before = [token.lower for token in tokens[max(0, place - _BACK) : place]]
    return any(one in _articles() and other == "av" for one, other in pairwise(before))


def _start(tokens: Sequence[Token], place: int, gender: Gender) -> int | None:
    """Give the place where the noun phrase begins, or None where a word before the noun is not understood."""
    start = place
    while start and _belongs(tokens[start - 1].lower, gender):
        start -= 1
        if tokens[start].lower in _articles():
            return start
    before = tokens[start - 1] if start else None
    if before is None or not before.is_word:
        return None if before and before.text in {",", "-", "/"} else start
    back = takewhile(lambda token: token.is_word, reversed(tokens[max(0, start - _BACK) : start]))
    if start == place:
        back = takewhile(lambda token: not _parts_phrases(token.lower), back)
    return start if _ends_before(before) and _articles().isdisjoint(token.lower for token in back) else None


def _parts_phrases(word: str) -> bool:
    return is_finite(word) or word in words("prepositions") | words("subordinators")


def _belongs(word: str, gender: Gender) -> bool:
    """Say whether a word stands in the noun phrase: it agrees, or is the same in both genders."""
    if _turned(word, gender) or word in words("steady"):
        return True
    inflected = word.endswith(("de", "te")) or (word.endswith(("a", "e")) and not is_verb_form(word))
    return inflected and word not in _closed()


def _ends_before(token: Token) -> bool:
    word = token.lower
    return word in _closed() or word.endswith("s") or is_verb_form(word) or is_definite_noun(word)


@cache
def _closed() -> frozenset[str]:
    names = ("prepositions", "conjunctions", "subordinators", "sentence_adverbs", "subject_pronouns", "determiners")
    return frozenset().union(*map(words, names)) | {"att"}


@cache
def _pairs() -> dict[str, str]:
    """Read the words whose neuter is not formed by rule, by their common form."""
    return dict(pair.split() for pair in packaged.table("easyread/grammar")["genders"])


@cache
def _articles() -> frozenset[str]:
    """Give the articles and pronouns that a noun phrase begins with, in both genders."""
    return frozenset(word for pair in _pairs().items() if pair[0] in words("determiners") for word in pair)


@cache
def _turned(word: str, gender: Gender) -> str:
    """Give the form that an article, a pronoun or an adjective has in a gender, or nothing where that is not known."""
    return _neuter(word) if gender == "neuter" else _common(word)


@cache
def _neuter(word: str) -> str:
    if word in _pairs():
        return _pairs()[word]
    if word in _pairs().values() or word.endswith(("a", "e", "t")) or is_finite(word) or word in _closed():
        return ""
    return next((form for form in _by_rule(word) if form), "")


def _by_rule(word: str) -> Iterable[str]:
    import simplemma

    for endings, base in ((_ADJECTIVE_ENDINGS, word), (_PARTICIPLE_ENDINGS, simplemma.lemmatize(word, lang="sv"))):
        for ending, new in endings:
            form = f"{word.removesuffix(ending)}{new}"
            if word.endswith(ending) and simplemma.is_known(form, lang="sv") and form != base:
                yield form if simplemma.lemmatize(form, lang="sv") == base else ""


@cache
def _common(word: str) -> str:
    back = {neuter: common for common, neuter in _pairs().items()}
    if word in back:
        return back[word]
    endings = _ADJECTIVE_ENDINGS + _PARTICIPLE_ENDINGS
    bases = {f"{word.removesuffix(new)}{ending}" for ending, new in endings if word.endswith(new)}
    found = {base for base in bases if _neuter(base) == word}
    return found.pop() if len(found) == 1 else ""


def _is_joined(tokens: Sequence[Token], place: int) -> bool:
    """Say whether another noun may share the article: “en anskaffning och renovering”."""
    joined = tokens[place + 1].lower in {"och", "eller", "samt", "/", "-"} if place + 2 < len(tokens) else False
    return joined and not (tokens[place + 2].lower in _closed() or is_finite(tokens[place + 2].lower))


def _may_agree_later(tokens: Sequence[Token], start: int, place: int, gender: Gender, following: str) -> bool:
    """Say whether a predicate, a pronoun or a postponed adjective may agree with the noun."""
    after, next_tokens = tokens[place + 1 :], tokenize(following)
    governed = start > 0 and tokens[start - 1].lower in words("prepositions") and not _is_described(after)
    return (
        (not governed and _has_predicate(tokens[:start], after))
        or any(_stands_alone(after, at, gender) for at in range(len(after)))
        or any(_refers(next_tokens, at, gender) for at in range(len(next_tokens)))
    )


def _has_predicate(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Say whether the noun may have a predicate: not where it is one itself, at the end (“det är en anskaffning.”)."""
    told = any(token.lower in words("predicates") for token in before) and bool(after) and after[0].is_word
    return told or any(token.lower in words("predicates") for token in after)


def _is_described(after: Sequence[Token]) -> bool:
    return bool(after) and after[0].lower in {"som", "vilken", "vilket"}


def _stands_alone(after: Sequence[Token], at: int, gender: Gender) -> bool:
    """Say whether the word, in the old gender, has no noun after it that it agrees with."""
    word = after[at].lower
    return _refers(after, at, gender) or (word not in _closed() and bool(_turned(word, gender)) and _is_last(after, at))


def _refers(tokens: Sequence[Token], at: int, gender: Gender) -> bool:
    """Say whether a pronoun of the old gender stands for a noun: not “den som”, not “den nya skolan”."""
    word = tokens[at].lower
    if word not in _articles() or not _turned(word, gender):
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    is_subject = word in words("definite_articles") and is_verb_form(after.removesuffix("s"))  # “ska den rivas”
    return (is_subject or _is_last(tokens, at)) and after != "som"


def _is_last(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a phrase ends at `at`: no noun or adjective follows."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return True
    after = tokens[at + 1].lower
    return after in _closed() | words("predicates") or is_finite(after)
