"""Swedish inflection by rule: every form in which a text may hold a term.

Takes a term as it stands in the glossary and its part of speech, gives its forms with what each says of number,
definiteness and case. It makes some forms that nobody writes, which does no harm in matching. The rules are data,
data/terminology/swedish.toml. It does not know about texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from lattlast import packaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

POS = ("noun", "plural", "definite", "person", "verb", "adjective", "name", "acronym")
LEFT_OUT = "-"
_PREPOSITION = re.compile(
    r"\s(?:av|bland|efter|eller|för|före|från|hos|i|inom|med|mot|om|på|som|till|under|utan|vid|åt)\s"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says: its number, whether it is definite, whether it is a genitive."""

    number: Literal["singular", "plural"] = "singular"
    definite: bool = False
    genitive: bool = False


SINGULAR, SINGULAR_DEFINITE = Reading(), Reading(definite=True)
PLURAL, PLURAL_DEFINITE = Reading("plural"), Reading("plural", definite=True)
_SLOTS = (SINGULAR_DEFINITE, PLURAL, PLURAL_DEFINITE)
Forms = dict[str, tuple[Reading, ...]]


def inflect(term: str, pos: str, listed: Sequence[str] = ()) -> Forms:
    """Give a term's forms, each with its readings, the likeliest first.

    `pos` is one of `POS`. `listed` are forms from the glossary. For nouns: definite, plural, definite plural, which
    replace what the rules say, with ``-`` for one to leave out; for the rest: any others.
    """
    found: dict[str, list[Reading]] = {}
    for form, reading in _bare_forms(term, pos, listed):
        if form != LEFT_OUT:
            found.setdefault(form, []).append(reading)
    if pos not in {"verb", "adjective"}:
        for form, readings in list(found.items()):
            if genitive := _genitive(form, pos):
                found.setdefault(genitive, []).extend(replace(reading, genitive=True) for reading in readings)
    return {form: tuple(dict.fromkeys(readings)) for form, readings in found.items()}


def is_acronym(term: str) -> bool:
    """Say whether a term is read by its capitals, as *VA* and *SoL* are: then case tells it from other words."""
    return term.isalpha() and sum(map(str.isupper, term)) > 1


def _bare_forms(term: str, pos: str, listed: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    makers = {
        "noun": _noun,
        "plural": _plural,
        "definite": _definite,
        "person": _person,
        "verb": _verb,
        "adjective": _adjective,
        "name": _definite,
        "acronym": _acronym,
    }
    yield from makers[pos](term, listed)


def _noun(term: str, listed: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    before, head, after = _split(term)
    yield term, SINGULAR
    if listed:
        yield from zip(listed, (*_SLOTS, *(SINGULAR for _ in listed[len(_SLOTS) :])), strict=False)
        return
    modifiers = ["".join(words) for words in product(*map(_agreeing, re.split(r"(\s)", before)))] if before else [""]
    for reading, endings in zip(_SLOTS, _noun_forms(head), strict=True):
        for modifier, ending in product(modifiers, endings):
            yield modifier + ending + after, reading


def _plural(term: str, listed: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    yield term, PLURAL
    yield from ((form, PLURAL_DEFINITE) for form in listed or (f"{term}na", f"{term}a", f"{term}en"))


def _definite(term: str, listed: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    yield from ((form, SINGULAR_DEFINITE) for form in (term, *listed))


def _person(term: str, listed: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """Inflect a participle or adjective that stands for a person, such as *förtroendevald*."""
    yield term, SINGULAR
    yield from ((form, reading) for form in _weak(term) for reading in (PLURAL, PLURAL_DEFINITE, SINGULAR_DEFINITE))
    yield from ((form, SINGULAR_DEFINITE) for form in (f"{term}e", *listed))


def _verb(term: str, listed: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """Inflect the first word, and in *justera protokoll* the object as well."""
    verb, space, rest = term.partition(" ")
    objects = [form for form, _ in _noun(rest, ())] if rest else [""]
    for form, words in product((verb, *_replaced(verb, "verbs"), *listed), objects):
        yield form + space + words, SINGULAR


def _adjective(term: str, listed: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    yield from ((form, SINGULAR) for form in (term, f"{term}t", *_weak(term), *listed))


def _acronym(term: str, listed: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    endings = _rules()["acronyms"]
    yield from ((form, SINGULAR) for form in (term, *listed))
    yield from ((f"{term}:{ending}", SINGULAR_DEFINITE) for ending in endings["singular"])
    yield from ((f"{term}:{ending}", PLURAL) for ending in endings["plural"])


def _genitive(form: str, pos: str) -> str:
    """Put on the s of the genitive; a word that ends in s, x or z takes none."""
    if form.endswith(("s", "x", "z", ".")):
        return ""
    return f"{form}:s" if pos == "acronym" and ":" not in form else f"{form}s"


def _split(term: str) -> tuple[str, str, str]:
    """Split a phrase at its head, the last word before a preposition: modifiers, head, the rest."""
    preposition = _PREPOSITION.search(term)
    end = preposition.start() if preposition else len(term)
    start = term.rfind(" ", 0, end) + 1
    return term[:start], term[start:end], term[end:]


def _agreeing(modifier: str) -> tuple[str, ...]:
    """Give a word before the head as it is and as it agrees with a definite or plural head."""
    return (modifier, *_weak(modifier)) if modifier.isalpha() else (modifier,)


def _weak(adjective: str) -> tuple[str, ...]:
    return _replaced(adjective, "adjectives")


def _replaced(word: str, table: str) -> tuple[str, ...]:
    """Put what the table has for the word's longest ending in the place of that ending."""
    endings: Mapping[str, str] = _rules()[table]
    for start in range(len(word) + 1):
        if word[start:] in endings:
            return tuple(word[:start] + ending for ending in endings[word[start:]].split("|"))
    return ()


def _noun_forms(noun: str) -> list[list[str]]:
    """Give a noun's definite form, plural and definite plural, each perhaps in several spellings."""
    rules = _noun_rules()
    drop, endings = next(rules[noun[start:]] for start in range(len(noun) + 1) if noun[start:] in rules)
    stem = noun[: len(noun) - drop]
    return [[stem + ending for ending in variants.split("|")] for variants in endings]


@cache
def _noun_rules() -> dict[str, tuple[int, tuple[str, ...]]]:
    return {
        ending: (rule.get("drop", 0), tuple(rule["forms"])) for rule in _rules()["nouns"] for ending in rule["endings"]
    }


@cache
def determiners() -> dict[str, Reading]:
    """Give the words that tell a noun's number and definiteness where its own form does not."""
    readings = {
        "singular": SINGULAR,
        "singular_definite": SINGULAR_DEFINITE,
        "plural": PLURAL,
        "plural_definite": PLURAL_DEFINITE,
    }
    return {word: readings[kind] for kind, words in _rules()["determiners"].items() for word in words}


def _rules() -> dict[str, Any]:
    return packaged.table("terminology/swedish")
