"""English noun phrases: plural, genitive, indefinite article.

Takes a phrase as it stands in a glossary, gives its other forms. It does not know which form a sentence needs.

The inflected word of a phrase is its head: the last word before a preposition (*licence* to serve alcohol), or the
last word of all (study and career *counsellor*). What the spelling rules get wrong stands in
data/text/english.toml.
"""

from __future__ import annotations

import re
from typing import Any

from lattlast import packaged
from lattlast.text.letters import cased_like

_ACRONYMS = re.compile(r"[A-Z]{2,}s")
_APOSTROPHES = ("'", "’")
_SINGULAR_S = re.compile(r"(?:ss|us|is)$")
_CLAUSE = re.compile(r"\w+ing$")
_DETERMINERS = frozenset({"the", "a", "an", "its", "their"})
_COMPOUND_OF_MAN = re.compile(r"(?<!hu)(?<!ger)(?<!ro)(?<!otto)man$", re.IGNORECASE)
_HYPHENATED_PHRASE = re.compile(r"^(\w+)(-(?:in|of|at|to)-\w+)$")
_SPELLING: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"sis$"), "ses"),
    (re.compile(r"(?<=[^aeiou])y$"), "ies"),
    (re.compile(r"(?<=qu)y$"), "ies"),
    (re.compile(r"(?<=s|x|z)$|(?<=[cs]h)$"), "es"),
    (re.compile(r"$"), "s"),
)
_LETTERS_WITH_VOWEL = frozenset("AEFHILMNORSX")
_AN_NUMBER = re.compile(r"8|1[18](?!\d)")


def plural(phrase: str) -> str:
    """Give the plural of a noun phrase; one that is plural, has no plural or begins with *the* stays as it is."""
    if phrase.casefold().startswith("the "):
        return phrase
    before, head, after = _parts(phrase)
    return before + _plural_word(head) + after


def genitive(phrase: str) -> str:
    """Give the genitive: ``'s`` at the end of the whole phrase, or ``'`` after a plural in s."""
    last = phrase.rpartition(" ")[2]
    return phrase + ("'" if last.endswith("s") and _is_plural(last) else "'s")


def article(phrase: str) -> str:
    """Give the indefinite article that the phrase's first word takes by its sound: ``a`` or ``an``."""
    word = re.split(r"[\s-]", phrase.lstrip("“”\"'‘’("))[0]
    return "an" if _starts_with_vowel(word) else "a"


def forms(phrase: str) -> frozenset[str]:
    """Give every form in which a text may hold the phrase: both numbers, with genitives, without its article."""
    bare = re.sub(r"^the ", "", phrase, flags=re.IGNORECASE)
    bases = {phrase, bare, plural(bare)}
    wordings = bases | {genitive(base) for base in bases}
    return frozenset(re.sub(r"['’]", mark, wording) for wording in wordings for mark in _APOSTROPHES)


def _parts(phrase: str) -> tuple[str, str, str]:
    """Split at the head: what stands before it, the head word, what stands after it."""
    words = list(re.finditer(r"\S+", phrase))
    if not words:
        return "", "", phrase
    for title in _table()["titles"]:
        if phrase.casefold().endswith(title):
            start = len(phrase) - len(title)
            end = start + title.index(" ")
            return phrase[:start], phrase[start:end], phrase[end:]
    head = words[_head([word.group() for word in words])]
    return phrase[: head.start()], head.group(), phrase[head.end() :]


def _head(words: list[str]) -> int:
    after_head = _table()["after_head"]
    for index in range(1, len(words)):
        clause = _CLAUSE.match(words[index]) and index + 1 < len(words) and words[index + 1] in _DETERMINERS
        if words[index].casefold() in after_head or words[index][0] in "(0123456789" or clause:
            return index - 1
    return len(words) - 1


def _plural_word(word: str) -> str:
    if not word or _is_plural(word):
        return word
    if phrase := _HYPHENATED_PHRASE.match(word):
        return _plural_word(phrase[1]) + phrase[2]
    return _irregular_plural(word) or _regular_plural(word)


def _irregular_plural(word: str) -> str | None:
    """Look up the word, or the last part of a hyphenated one; any compound of *man* follows *man*."""
    irregular: dict[str, str] = _table()["irregular"]
    for base in (word.casefold(), word.casefold().rpartition("-")[2]):
        if base in irregular:
            start = len(word) - len(base)
            return word[:start] + cased_like(irregular[base], word[start:])
    if _COMPOUND_OF_MAN.search(word):
        return f"{word[:-2]}en"
    return None


def _regular_plural(word: str) -> str:
    folded = word.casefold()
    if word.isupper() and len(word) > 1:
        return f"{word}s"
    if folded in _table()["plural_es"]:
        return f"{word}es"
    return next(rule.sub(ending, word, count=1) for rule, ending in _SPELLING if rule.search(folded))


def _is_plural(word: str) -> bool:
    """Say whether the word is plural already, or has no plural."""
    folded = word.casefold()
    last = folded.rpartition("-")[2]
    if last in _table()["invariable"] or last in _table()["irregular"].values():
        return True
    if _ACRONYMS.fullmatch(word) or (folded.endswith("men") and _COMPOUND_OF_MAN.search(f"{word[:-2]}an")):
        return True
    return folded.endswith("s") and not _SINGULAR_S.search(folded) and last not in _table()["singular_s"]


def _starts_with_vowel(word: str) -> bool:
    table = _table()["article"]
    if word[:1].isdigit():
        return bool(_AN_NUMBER.match(word))
    folded = word.casefold()
    if folded in table["consonant_acronyms"]:
        return False
    if word.isupper() and len(word) > 1:
        return word[0] in _LETTERS_WITH_VOWEL
    if folded.startswith(tuple(table["vowel_sound"])):
        return True
    if folded.startswith(tuple(table["consonant_sound"])):
        return False
    return folded.startswith(tuple("aeiouåäö"))


def _table() -> dict[str, Any]:
    return packaged.table("text/english")
