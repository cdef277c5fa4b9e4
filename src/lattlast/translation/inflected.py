"""Inflected terms: find a term in a text of a language that gives words many endings.

Takes a term as it stands in the glossary, a text and its language; gives the spans where the term stands, in whatever
form. Two words are the same where their lemma is, or where they share their stem: what one has beyond it is no longer
than an ending (data/translation/inflection.toml). It does not know whether a form is the right one for its place.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from lattlast import packaged

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def inflected(words: str, text: str, lang: str, *, is_name: bool = False) -> list[tuple[int, int]]:
    """Give the spans where a term or name of one word or several stands in any of its forms.

    A name is in no dictionary, so that its stem alone is compared.
    """
    wanted = [found.group().casefold() for found in _WORD.finditer(words)]
    found = list(_WORD.finditer(text))
    return [
        (found[place].start(), found[place + len(wanted) - 1].end())
        for place in range(len(found) - len(wanted) + 1 if wanted else 0)
        if all(
            is_same(word, found[place + step].group().casefold(), lang, is_name=is_name)
            for step, word in enumerate(wanted)
        )
    ]


@cache
def is_same(word: str, other: str, lang: str, *, is_name: bool = False) -> bool:
    """Say whether two lower-case words are forms of one."""
    pairs = [(one, another) for one in _bare(word, lang) for another in _bare(other, lang)]
    return any(_shares_stem(*pair, lang) or (not is_name and _shares_lemma(*pair, lang)) for pair in pairs)


def _shares_lemma(word: str, other: str, lang: str) -> bool:
    return _lemma(word, lang) == _lemma(other, lang)


def _shares_stem(word: str, other: str, lang: str) -> bool:
    if word == other:
        return True
    rules = packaged.table("translation/inflection")
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    most: int = rules["endings"].get(lang, 0)
    least: int = rules["shortest_stem"]
    return shared >= least and max(len(word), len(other)) - shared <= most


def _bare(word: str, lang: str) -> list[str]:
    """Give a word, and what is left of it without an article or a little word that is written together with it."""
    prefixes: list[str] = packaged.table("translation/inflection")["prefixes"].get(lang, [])
    without = [word[len(prefix) :] for prefix in prefixes if word.startswith(prefix)]
    return [word, *(one for one in without if len(one) > 1)]


def _lemma(word: str, lang: str) -> str:
    import simplemma

    lemma: str = simplemma.lemmatize(word, lang=lang) if lang in _lemmatised() else word
    return lemma.casefold()


@cache
def _lemmatised() -> frozenset[str]:
    return frozenset(packaged.table("translation/inflection")["lemmas"])
