"""How hard a text is: LIX, OVIX, sentence length, and the words that make it hard.

Takes sentences, gives figures; takes a text, gives its hard words. It does not know what a document is.

LIX is words per sentence plus the percentage of words over six letters (Björnsson 1968): under 30 very easy, 30–40
easy, 40–50 medium, over 50 hard. OVIX is log n / log(2 − log types / log n) and is told only for 100 words or more.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lattlast.model import Readability

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG = 6
_OVIX_FLOOR = 100
_RARE = 3.5
_PART = 3
_LONGEST_WORD = 60  # letters; no compound in use is longer, and looking for its joints would take for ever
_WORD = re.compile(r"\w+(?:[-’':]\w+)*")


def words(text: str) -> list[str]:
    """Split a text into words and numbers."""
    return _WORD.findall(text)


def measure(sentences: Iterable[str]) -> Readability:
    """Measure sentences; an empty text measures zero."""
    counted = [found for sentence in sentences if (found := words(sentence))]
    tokens = [token.lower() for found in counted for token in found]
    if not tokens:
        return Readability(words=0, sentences=0, lix=0.0, ovix=None, words_per_sentence=0.0, long_words=0.0)
    per_sentence = len(tokens) / len(counted)
    long_words = sum(map(is_long, tokens)) / len(tokens)
    return Readability(
        words=len(tokens),
        sentences=len(counted),
        lix=round(per_sentence + 100 * long_words, 1),
        ovix=_ovix(len(tokens), len(set(tokens))),
        words_per_sentence=round(per_sentence, 1),
        long_words=round(long_words, 3),
    )


def is_long(word: str) -> bool:
    """Say whether a word has more than six letters."""
    return len(word) > LONG and (word.isalpha() or sum(map(str.isalpha, word)) > LONG)


def hard_words(text: str, lang: str = "sv", *, rare: float = _RARE) -> list[str]:
    """List the long and rare words, each once, in order: Zipf frequency under `rare`, compounds judged by their parts.

    Words with a capital inside the sentence are taken for names and left out.
    """
    found = dict.fromkeys(
        word.lower()
        for match in _WORD.finditer(text)
        if is_long(word := match.group()) and word.isalpha() and not _is_name(match, lang)
    )
    return [word for word in found if _is_rare(word, lang, rare)]


def _is_name(match: re.Match[str], lang: str) -> bool:
    """Say whether a word is a name or a part of an address."""
    import simplemma

    word = match.group()
    if match.string[match.start() - 1 : match.start()] in {"@", ".", "/"} and match.start():
        return True
    return word[0].isupper() and (match.start() > 0 or simplemma.lemmatize(word, lang=lang)[0].isupper())


@lru_cache(maxsize=8192)
def _is_rare(word: str, lang: str, rare: float) -> bool:
    import simplemma
    from wordfreq import zipf_frequency

    if len(word) > _LONGEST_WORD:
        return True
    if max(zipf_frequency(word, lang), zipf_frequency(simplemma.lemmatize(word, lang=lang), lang)) >= rare:
        return False
    joints = range(_PART, len(word) - _PART + 1)
    return not any(
        zipf_frequency(word[joint:], lang) >= rare
        and max(zipf_frequency(part, lang) for part in _first_parts(word[:joint])) >= rare
        for joint in joints
    )


def _first_parts(part: str) -> tuple[str, ...]:
    """Give a compound's first part as it stands, without its linking s, and with the vowel that it dropped."""
    return part, part.removesuffix("s"), f"{part}a", f"{part}e"


def _ovix(tokens: int, types: int) -> float | None:
    if tokens < _OVIX_FLOOR or types == tokens:
        return None
    return round(math.log(tokens) / math.log(2 - math.log(types) / math.log(tokens)), 1)
