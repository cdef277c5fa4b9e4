"""The indefinite article of a noun, told by the forms in which the noun, or the last part of a compound, is used.

Takes a noun, gives “en ”, “ett ” or nothing. A noun that is used in no plural and in no neuter form (“moms”, “radon”)
has no article: it is no thing that can be counted. Where the forms do not agree, there is none either.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST_PART = 4  # letters; shorter ends are seldom the head: “mot” of “ledamot”
_HEADS = frozenset({"hus", "lov", "råd", "bad", "val", "mål", "rum", "tal", "lån", "bud", "kök", "tak"})
_IN_USE = 1.5  # of the Zipf scale
_PERSONS = "are"  # lärare, läkare: their plural is the same
_UNCLEAR = ("ande", "ende", "ig", "ad")  # participles and adjectives: en boende, ett boende
_PLURALS = {"a": ("or",), "e": ("ar", "er")}
_CONSONANT_PLURALS = ("ar", "er", "arna", "erna")


@cache
def article(noun: str) -> str:
    """Give the article with the space after it, or nothing where none is clear."""
    word = noun.rpartition(" ")[2].lower()
    if word.endswith(_PERSONS):
        return "en "
    if word.endswith(_UNCLEAR) and word != "ärende":
        return ""
    return next((found for part in _ends(word) if (found := _of_part(part))), "")


def _ends(word: str) -> Iterator[str]:
    """Give the word itself, then what may be the last part of a compound, the longest first."""
    yield word
    yield from (word[start:] for start in range(1, len(word) - _SHORTEST_PART + 1))
    yield from {word[-3:]} & _HEADS


def _of_part(noun: str) -> str:
    neuter, common = (max(_use(noun + ending, noun) for ending in endings) for endings in _definite(noun))
    if any(_use(plural, noun) for plural in _plurals(noun)):
        return "ett " if neuter > common else "en "
    return "ett " if neuter else ""


def _definite(noun: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the endings of the definite form: those of a neuter noun, those of a common one."""
    short = noun.endswith(("a", "e"))
    return (("t",), ("n",)) if short else (("et", "met"), ("en", "men"))


def _plurals(noun: str) -> tuple[str, ...]:
    endings = _PLURALS.get(noun[-1])
    return tuple(f"{noun[:-1]}{end}" for end in endings) if endings else tuple(f"{noun}{e}" for e in _CONSONANT_PLURALS)


def _use(form: str, noun: str) -> float:
    """Give how much a form is used (Zipf), where it is one of the noun (“verkar” is none of “verk”); else zero."""
    import simplemma
    from wordfreq import zipf_frequency

    used = zipf_frequency(form, "sv")
    return used if used >= _IN_USE and simplemma.lemmatize(form, lang="sv") == noun else 0.0
