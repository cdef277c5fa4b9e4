"""As much Swedish grammar as the easy-read rules need: tokens, finite verbs, subjects, main clauses.

Takes a sentence as text, gives its tokens and answers about them. It does not know about rewriting. There is no parser
behind it: it answers “no” where it cannot be sure, and a rule that gets no answer leaves the sentence as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from lattlast import packaged
from lattlast.easyread.paradigms import inflect, prefixes, verbs
from lattlast.text.checks import is_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"\d+,\d+|\w+(?:[-:’'&./]\w+)*|[^\w\s]")
_DEFINITE = re.compile(r".{2,}(?:[^aeiouyåäös]en|[aeiouy]n|et|ar?na|erna|orna|[eö]rna|[kgtldns]a?na|an|in|rn|eln)$")
_DEFINITE_GENITIVE = re.compile(r".{3,}(?:ens|ets|ns|rnas|nas)$")
_VERB_ENDINGS = (("", ""), ("a", "ar"), ("a", "er"), ("", "r"), ("as", "as"), ("at", "ar"), ("t", "er"), ("ts", "s"))
_LONGEST_SUBJECT = 6
_FEWEST = 4  # words and marks of a condition and what it is for
_REMEMBERED = 2048  # sentences; the gates and the layout ask for the same one again and again


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: its text, in lower case, and its place."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Say whether the token is a word or a number."""
        return self.text[0].isalnum()


@cache
def words(name: str) -> frozenset[str]:
    """Give a word class by its name in grammar.toml."""
    return frozenset(_data()[name])


@cache
def limits() -> tuple[frozenset[str], ...]:
    """Give the words of limit and duty, each with the wordings that say the same."""
    return tuple(map(frozenset, _data()["limits"]))


@cache
def function_words() -> frozenset[str]:
    """Give the small words of the language, which carry the grammar and not the matter."""
    names = (
        "subject_pronouns",
        "determiners",
        "reflexives",
        "subordinators",
        "prepositions",
        "conjunctions",
        "existing",
    )
    return frozenset().union(*map(words, names)) - words("persons") - words("numerals")


@cache
def opposites() -> tuple[tuple[str, str], ...]:
    """Give the beginnings of words that mean the opposite of each other."""
    return tuple((pair[0], pair[1]) for pair in _data()["opposites"])


def _data() -> dict[str, list[str]]:
    return packaged.table("easyread/grammar")


@lru_cache(maxsize=_REMEMBERED)
def tokenize(text: str) -> tuple[Token, ...]:
    """Split a sentence into words and marks."""
    return tuple(Token(match.group(), match.group().lower(), *match.span()) for match in _TOKEN.finditer(text))


@cache
def _irregular_finite() -> frozenset[str]:
    forms: set[str] = set()
    for verb in verbs()[0]:
        inflected = inflect(verb)
        forms.update(inflected[form] for form in ("present", "past", "present-s", "past-s") if form in inflected)
    return frozenset(forms | {"la", "sade", "ska", "lär"})


@cache
def _irregular_infinitives() -> frozenset[str]:
    """Give the passive infinitives that the dictionary takes for a present tense: “skäras”."""
    forms = map(inflect, verbs()[0])
    passive = {inflected["infinitive-s"] for inflected in forms if "infinitive-s" in inflected}
    return frozenset(passive - _irregular_finite())


@cache
def is_finite(word: str) -> bool:
    """Say whether a lower-case word is a finite verb; where it may be a noun as well, say no."""
    if word in words("never_finite") or word in _irregular_infinitives() or not word.isalpha():
        return False
    irregular = _irregular_finite()
    if word in irregular or word in words("also_finite"):
        return True
    if any(word.startswith(prefix) and word[len(prefix) :] in irregular for prefix in prefixes()):
        return True
    return _is_regular_finite(word)


def _is_regular_finite(word: str) -> bool:
    import simplemma

    def has_lemma(form: str, lemma: str) -> bool:
        return bool(simplemma.is_known(form, lang="sv") and simplemma.lemmatize(form, lang="sv") == lemma)

    active = word.removesuffix("s")
    if active.endswith("ar"):
        return has_lemma(active, active[:-1])
    if active.endswith("er"):
        return has_lemma(active, f"{active[:-2]}a")
    if active.endswith("ade"):
        return has_lemma(f"{active[:-2]}r", active[:-2])
    if active.endswith(("de", "te")):
        stems = (active[:-2], f"{active[:-2]}{active[-3:-2]}")  # köpte, but also brände of bränna
        return any(has_lemma(f"{stem}er", f"{stem}a") for stem in stems)
    if word.endswith("as"):
        return has_lemma(f"{active}r", active)
    return word.endswith("s") and has_lemma(f"{active}er", f"{active}a") and has_lemma(word, f"{active}a")


def is_definite(token: Token) -> bool:
    """Say whether a token is a name or looks like a definite noun."""
    name = is_name(token.text) if token.start == 0 else token.text[0].isupper()
    return name or is_definite_noun(token.lower)


@lru_cache(maxsize=_REMEMBERED)
def is_definite_noun(word: str) -> bool:
    """Say whether a lower-case word looks like a definite noun."""
    return word not in _closed() and not is_finite(word) and bool(_DEFINITE.match(word))


@cache
def _closed() -> frozenset[str]:
    names = ("subject_pronouns", "determiners", "subordinators", "sentence_adverbs", "prepositions", "conjunctions",
             "clause_adverbs", "indefinite")  # fmt: skip
    return frozenset().union(*map(words, names))


def verb_after_subject(tokens: Sequence[Token], start: int) -> int | None:
    """Give the index of the finite verb that follows a whole subject beginning at `start`, or None."""
    if start + 1 >= len(tokens):
        return None
    first = tokens[start]
    if first.lower in words("personal_pronouns") and is_finite(tokens[start + 1].lower):
        return None if _is_participle(tokens, start + 1) else start + 1
    if not _opens_noun_phrase(first):
        return None
    for place in range(start + 1, min(start + 1 + _LONGEST_SUBJECT, len(tokens))):
        token = tokens[place]
        if is_finite(token.lower) and not _is_participle(tokens, place):
            return place if _closes_noun_phrase(tokens, start, place) else None
        if not token.is_word or token.lower in _ending_noun_phrase() or _is_subject_of_next(tokens, place):
            return None
    return None


def _is_subject_of_next(tokens: Sequence[Token], place: int) -> bool:
    """Say whether “de” begins a clause of its own (“den de gillade”)."""
    return (
        tokens[place].lower in words("personal_pronouns")
        and place + 1 < len(tokens)
        and is_finite(tokens[place + 1].lower)
    )


@cache
def _ending_noun_phrase() -> frozenset[str]:
    return words("subordinators") | words("conjunctions") | words("nominatives")


def verb_after_adverbial(tokens: Sequence[Token], start: int) -> int | None:
    """Give the index of the finite verb in “då kom hon” and “i mars kom hon”, which begin at `start`, or None."""
    if start + 2 >= len(tokens):
        return None
    place = start + 1
    if tokens[start].lower in words("prepositions"):
        while place < min(start + _LONGEST_SUBJECT, len(tokens) - 1) and _continues_phrase(tokens[place]):
            place += 1
        if place < start + 2:
            return None
    elif tokens[start].lower not in words("clause_adverbs"):
        return None
    if place + 1 >= len(tokens) or not may_be_finite(tokens[place].lower):
        return None
    is_noun = not is_finite(tokens[place].lower) and is_finite(tokens[place + 1].lower)  # “då tolkar finns”
    return place if _may_be_subject(tokens[place + 1]) and not is_noun else None


def _may_be_subject(token: Token) -> bool:
    return (
        token.lower in words("personal_pronouns") | words("determiners")
        or token.text.isdigit()
        or is_definite(token)
        or bool(_DEFINITE_GENITIVE.match(token.lower))
    )


def _continues_phrase(token: Token) -> bool:
    return token.is_word and not may_be_finite(token.lower) and token.lower not in words("subordinators")


@cache
def may_be_finite(word: str) -> bool:
    """Say whether a word is a finite verb, or a noun that is spelt like one (“tolkar”)."""
    import simplemma

    base = word[:-1]
    return is_finite(word) or (
        word.endswith("ar") and word not in words("never_finite") and simplemma.lemmatize(base, lang="sv") == base
    )


def _opens_noun_phrase(token: Token) -> bool:
    if not token.is_word or token.lower in words("prepositions") or token.lower in words("subordinators"):
        return False
    return (
        token.lower in words("determiners") or is_definite(token) or bool(_DEFINITE_GENITIVE.match(token.lower))
    ) and not is_finite(token.lower)


def _closes_noun_phrase(tokens: Sequence[Token], start: int, verb: int) -> bool:
    last = tokens[verb - 1]
    if verb + 1 < len(tokens) and tokens[verb + 1].lower in words("nominatives"):
        return False
    return last.lower not in words("prepositions") and (
        verb - start > 1 or last.lower in words("subject_pronouns") or is_definite(last)
    )


def _is_participle(tokens: Sequence[Token], place: int) -> bool:
    """Say whether “beslutade” stands before a noun (“de beslutade reglerna”)."""
    word = tokens[place].lower
    before = tokens[place - 1].lower if place else ""
    if not word.endswith(("de", "te")):
        return False
    if before in words("nominatives"):
        return False
    if before in words("personal_pronouns"):
        after = tokens[place + 1] if place + 1 < len(tokens) else tokens[place]
        return place + 1 < len(tokens) and (is_definite(after) or is_finite(after.lower))
    return before in words("determiners") or before in words("prepositions")


def opens_with_verb(text: str) -> bool:
    """Say whether a statement opens with its finite verb, as a condition does: “Är det fullt väntar du.”."""
    tokens = tokenize(text)
    if len(tokens) <= _FEWEST or tokens[-1].text != ".":
        return False
    verb, after = tokens[0].lower, tokens[1].lower
    told = verb in words("imperative_presents") and after not in words("nominatives")  # “Gör det enkelt, …”
    other = words("prepositions") | words("questions")
    return is_finite(verb) and not told and verb not in other and after not in words("subordinators")


def main_verb(tokens: Sequence[Token]) -> int | None:
    """Give the index of the main clause's finite verb, or None where a subordinate clause comes first.

    An adverbial of time or place may come first (“I dag öppnar skolan”); “som” may tell more about the subject.
    """
    first = next((place for place, token in enumerate(tokens) if token.is_word), 0)
    for place, token in _outside_brackets(tokens, first):
        if place > first and token.lower in _MAIN_VERB_AFTER:
            return _MAIN_VERB_AFTER[token.lower](tokens, place)
        if token.lower in words("subordinators") and not (place == first and token.lower in words("clause_adverbs")):
            return None
        if is_finite(token.lower) and not _is_participle(tokens, place) and not _describes_first(tokens, place, first):
            return place if place > first else None
        if token.text in {":", ";"}:
            return None
    return None


def _describes_first(tokens: Sequence[Token], place: int, first: int) -> bool:
    """Say whether the first word is a participle that describes a noun: “Planerade resor ställs in”."""
    if place > first or place + 1 >= len(tokens) or not tokens[place].lower.endswith(("de", "te")):
        return False
    after = tokens[place + 1]
    return after.is_word and after.lower not in _closed() and not is_definite(after)


def _verb_after_relative(tokens: Sequence[Token], place: int) -> int | None:
    """Give the verb that comes after the one of a “som” clause: “har” of “den som vill ha hjälp har rätt till den”."""
    inside = list(takewhile(lambda token: token.is_word and token.lower not in _opening(), tokens[place + 1 :]))
    holds = words("conjunctions") | words("infinitive_governors")
    verbs = [
        after
        for after, token in enumerate(inside, place + 1)
        if is_finite(token.lower) and tokens[after - 1].lower not in holds
    ]
    return verbs[1] if len(verbs) > 1 else None


@cache
def _opening() -> frozenset[str]:
    """Give the words that open another clause for sure."""
    return words("subordinators") - words("clause_adverbs") - {"om", "hur"}


def _only_verb(tokens: Sequence[Token], place: int) -> int | None:
    """Give the only verb after “om”: with two of them, it opens a clause (“frågan om skolan brann är öppen”)."""
    inside = list(takewhile(lambda token: token.is_word and token.lower not in _opening(), tokens[place + 1 :]))
    verbs = [after for after, token in enumerate(inside, place + 1) if is_finite(token.lower)]
    told = len(inside) > 0 and inside[0].lower in words("subject_pronouns") - words("determiners")
    return verbs[0] if len(verbs) == 1 and not told else None


def _verb_after_insertion(tokens: Sequence[Token], comma: int) -> int | None:
    """Give the verb that comes at once after an insertion between commas: “parken, som är ny, har fått en damm”."""
    told = tokens[comma + 1].lower == "som" if comma + 1 < len(tokens) else False
    for place in range(comma + 2, len(tokens) - 1):
        if tokens[place].text == ",":
            return place + 1 if told and is_finite(tokens[place + 1].lower) else None
    return None


_MAIN_VERB_AFTER = {",": _verb_after_insertion, "som": _verb_after_relative, "om": _only_verb}


def _outside_brackets(tokens: Sequence[Token], start: int) -> Iterator[tuple[int, Token]]:
    """Give the tokens from `start` with their places, without what stands in brackets: “lagen (2017:725)”."""
    depth = 0
    for place, token in enumerate(tokens[start:], start):
        depth += (token.text == "(") - (token.text == ")")
        if not depth and token.text != ")":
            yield place, token


def has_finite(text: str) -> bool:
    """Say whether a text has a finite verb, or a word that may be one."""
    return any(may_be_finite(token.lower) for token in tokenize(text))


@cache
def is_verb_form(word: str) -> bool:
    """Say whether a lower-case word may be a verb in any form, by the present tense that it would have."""
    return any(
        is_finite(f"{word.removesuffix(ending)}{present}") for ending, present in _VERB_ENDINGS if word.endswith(ending)
    )


def count_words(tokens: Sequence[Token]) -> int:
    """Count the words among tokens."""
    return sum(token.is_word for token in tokens)


def is_name(word: str) -> bool:
    """Say whether a capitalised word is a name, and not a word of the language at the beginning of a sentence."""
    import simplemma

    if word.lower() in _closed() or simplemma.lemmatize(word, lang="sv")[0].islower():
        return False
    return simplemma.is_known(word, lang="sv") or not is_ordinary(word, "sv")
