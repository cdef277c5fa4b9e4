"""Facts that a rewrite or a translation has to keep: numbers, contact details, names, negations.

Takes a text, gives its facts; takes a source and a target, gives findings for a person to look at. It does not know who
rewrote the text, nor how.

Facts are compared in a canonical form, so that “1 234,50 kr” and “SEK 1,234.50” hold the same number, and “kl. 14.30”
and “2.30 pm” the same time.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from math import inf
from typing import TYPE_CHECKING

from lattlast import languages, packaged
from lattlast.model import Finding
from lattlast.text import calendar, negation, numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_URL = (
    r"(?:https?://|www\.)[^\s<>”\"»]+|(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.(?:se|com|org|nu|net|eu|fi|no|dk|info)\b"
    r"(?:/[^\s<>”\"»]*)?"
)
_PHONE = (
    r"(?<![\w.,+-])(?:\+|00)\d{1,3}[ \u00a0-]?(?:\(0\)[ \u00a0]?)?\d[\d \u00a0-]{5,}\d(?![\w-])"
    r"|(?<![\w.,+-])0\d{1,3}[ \u00a0]?[-/–][ \u00a0]?\d{2,3}(?:[ \u00a0]?\d{2,3}){1,3}(?![\w-])"
)
_CONTACT = re.compile(f"(?P<email>{_EMAIL})|(?P<url>{_URL})|(?P<phone>{_PHONE})", re.IGNORECASE)
_CONTACT_SIGN = re.compile(r"[@\d/]|\.\S")  # without one of these, there is no contact
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"(?<![\d.,:])(\d{1,2})(?:[.:](\d\d))?[ \u00a0]?([ap])\.?m\b\.?", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
    r"|\d+(?:[.,:]\d+)?"
)
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")  # a digit of another script: ٧, ۷, ७
_THOUSANDS = re.compile(r"[ \u00a0\u202f]|[.,](?=\d{3}(?:\D|$))")
_WORD = re.compile(r"\w+(?:[-:’'&.]\w+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s|[\n–—]\s?)[\s”“\"»«(–—-]*$|[”“\"»«]$")
_PLACE_NOUNS = re.compile(
    r" (?:väg|gat[ae]|gränd|torg|plats|stig|allé|park|back[ae]|kommun|stad|region|län|skola|förskola|kyrka|tingsrätt"
    r"|universitet)(?:en|n|et)?\b"
)
_SHORTEST_WORD = 4
_LISTED = frozenset({"ca", "en", "es", "fr", "it", "pt"})
_MONEY = frozenset({"krona", "kronor", "öre"})  # what has no other name elsewhere
_RARER = 2.0  # powers of ten
_LONGEST_WORD = 60
_LENGTHS = ((100, 0.5, 2.0), (20, 0.4, 2.5))  # letters of the source, and how long its translation is against it
_DENSITY = {"zh": 3.0, "ja": 2.2, "ko": 2.0}  # letters that an alphabet takes for one
_LOOPS = (
    re.compile(r"\b(\w+(?:\W+\w+){0,5}?)(?:\W+\1\b){2,}", re.IGNORECASE),  # a few words, three times
    re.compile(r"\b((?:\w+\W+){3,24}?\w+)\W+\1\b", re.IGNORECASE),  # a sentence, twice
    re.compile(r"([^\W\d_]{2,12}?)\1{3,}", re.IGNORECASE),  # a part of a word, four times
)
_SEVERAL = 3
_COMPOUND_PART = 3


def numbers(text: str) -> Counter[str]:
    """Count the numbers of a text in canonical form: no grouping, a decimal point, no padding zeros, 24-hour clock."""
    counted = Counter[str]()
    if not _DIGIT.search(text):
        return counted
    rest = text = _FOREIGN_DIGIT.sub(lambda found: str(int(found.group())), text)
    for match in _CONTACT.finditer(text):
        if match["phone"]:
            counted[_phone(match["phone"])] += 1
        rest = rest.replace(match.group(), " ", 1)
    rest = _CLOCK.sub(_clock, rest)
    counted.update(_number(match.group()) for match in _NUMBER.finditer(rest))
    return counted


def contacts(text: str) -> Counter[str]:
    """Count the e-mail addresses, web addresses and phone numbers of a text in canonical form."""
    return Counter(_contact(match) for match in _CONTACT.finditer(text)) if _CONTACT_SIGN.search(text) else Counter()


def contact_spans(text: str) -> list[tuple[int, int]]:
    """Give the spans of e-mail addresses, web addresses and phone numbers, without the sentence's own marks."""
    return [
        (match.start(), match.start() + len(match.group().rstrip(".,;:!?)]’'”"))) for match in _CONTACT.finditer(text)
    ]


def names(text: str, lang: str = "sv") -> list[tuple[int, int]]:
    """Give the spans of proper names in running text, sorted, without overlap.

    A capital inside a sentence makes a name; one at its beginning only with a capital after it, elsewhere in the text,
    or where the dictionary has no such word.
    """
    tokens = list(_WORD.finditer(text))
    inside = {token.group() for token in tokens if _is_capital(token) and not _starts_sentence(text, token)}
    spans: list[tuple[int, int]] = []
    for place, token in enumerate(tokens):
        if not _is_capital(token) or (
            _starts_sentence(text, token) and not _is_name(tokens, place, inside, lang, text)
        ):
            continue
        if spans and text[spans[-1][1] : token.start()] == " ":
            spans[-1] = (spans[-1][0], token.end())
        else:
            spans.append((token.start(), token.end()))
    return [_with_place_noun(text, span) for span in spans]


def negations(text: str, lang: str) -> int:
    """Count the negating words of a text; a language without a table of them counts as none."""
    return negation.count(text, lang)


def unknown_words(text: str, lang: str) -> list[str]:
    """Give the lower-case words that the language's word list does not hold: left over or made up by a model.

    Empty for a language that builds words freely, by compounds and endings: no list holds them all.
    """
    tag = languages.base(lang)
    if tag not in _LISTED:
        return []
    return [word for word in _plain_words(text) if len(word) >= _SHORTEST_WORD and not _frequency(word, tag)]


def left_over(source: str, target: str, source_lang: str, target_lang: str) -> list[str]:
    """Give the lower-case words of the target that were copied from the source and are no words of its own language.

    A word is the source's own where it is a hundred times as frequent there; in a target with another alphabet, any is.
    """
    here, there = languages.base(source_lang), languages.base(target_lang)
    if here == there or not _has_word_list(here):
        return []
    words = {*_plain_words(source)} - _MONEY
    shared = [word for word in _plain_words(target) if word in words and len(word) > 1]
    if not languages.is_latin(there):
        return [word for word in shared if len(word) >= _SHORTEST_WORD]
    return (
        [word for word in shared if _frequency(word, here) - _frequency(word, there) > _RARER]
        if _has_word_list(there)
        else []
    )


def _plain_words(text: str) -> list[str]:
    """List the words in lower case outside addresses, each once."""
    plain = _CONTACT.sub(" ", text)
    return list(dict.fromkeys(word for word in _WORD.findall(plain) if word.isalpha() and word.islower()))


@cache
def _frequency(word: str, tag: str) -> float:
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, tag))


@cache
def _has_word_list(tag: str) -> bool:
    from wordfreq import available_languages

    return tag in available_languages()


def compare(source: str, target: str, source_lang: str, target_lang: str) -> tuple[Finding, ...]:
    """Tell what the target has lost or gained against its source, as warnings without a segment."""
    langs = (languages.base(source_lang), languages.base(target_lang))
    found = (
        *_compare_numbers(source, target, *langs),
        *_compare_contacts(source, target),
        *_compare_names(source, target, *langs),
        *_compare_negations(source, target, *langs),
        *_compare_meanings(source, target, *langs),
        *_compare_calendar(source, target, *langs),
        *_compare_shape(source, target, *langs),
    )
    return tuple(Finding(code, "warning", message) for code, message in found)


def _compare_numbers(source: str, target: str, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    here, there = numbers(source), numbers(target)
    lost = _unsaid(here - there, target, target_lang)
    for number in (*lost, *_lost_words(source, target, source_lang, target_lang)):
        yield "numbers-differ", f"“{number}” is in the source but not in the target."
    for number in _unsaid(there - here, source, source_lang):
        yield "numbers-differ", f"“{number}” is in the target but not in the source."


def _lost_words(source: str, target: str, source_lang: str, target_lang: str) -> list[str]:
    """List the numerals of the source that the target says neither in words nor in figures."""
    words = numerals.listed(source, source_lang)
    if not words or not numerals.has(target_lang):
        return []
    figures, said = numbers(target), numerals.said(target, target_lang)
    return [word for word, value in words.items() if value not in said and str(value) not in figures]


def _compare_contacts(source: str, target: str) -> Iterator[tuple[str, str]]:
    for contact in contacts(source) - contacts(target):
        yield "contact-lost", f"“{contact}” is in the source but not in the target."


def _compare_names(source: str, target: str, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    if source_lang != "sv" or target_lang not in {"sv", "en"}:
        return
    folded = target.casefold()
    for start, end in names(source, source_lang):
        name = source[start:end]
        if not any(form in folded for form in _name_forms(name)):
            yield "name-lost", f"The name “{name}” is in the source but not in the target."


def _compare_negations(source: str, target: str, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    if negation.differs(source, target, source_lang, target_lang):
        here, there = negations(source, source_lang), negations(target, target_lang)
        yield "negation-differs", f"The source negates {here} time(s), the target {there}."


def _compare_meanings(source: str, target: str, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    """Tell units and limits that the source names and the target does not: 400 kr is not 400, “senast” not “minst”."""
    for meaning, patterns in packaged.table("text/meanings").items():
        if {source_lang, target_lang} <= patterns.keys() and source_lang != target_lang:
            said = re.search(patterns[source_lang], source, re.IGNORECASE)
            if said and not re.search(patterns[target_lang], target, re.IGNORECASE):
                yield f"{meaning}-lost", f"“{said.group()}” is in the source, and nothing like it in the target."


def _compare_calendar(source: str, target: str, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    for name in calendar.lost(source, target, source_lang, target_lang):
        yield "time-lost", f"“{name}” is in the source, and not in the target."


def derailed(source: str, target: str) -> bool:
    """Say whether a translation is none: nothing at all, a copy of the source, or a repetition without end."""
    return bool(source.strip()) and (not target.strip() or _is_copy(source, target) or _loop(source, target) != "")


def _compare_shape(source: str, target: str, source_lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    if source.strip() and not target.strip():
        yield "empty", "The target is empty."
        return
    ratio = _DENSITY.get(target_lang, 1) * len(target) / max(_DENSITY.get(source_lang, 1) * len(source), 1)
    least, most = next(((least, most) for size, least, most in _LENGTHS if len(source) >= size), (0, inf))
    if not least <= ratio <= most:
        yield "length-odd", f"The target is {ratio:.1f} times as long as the source."
    if source_lang != target_lang and _is_copy(source, target):
        yield "untranslated", "The target is the same as the source."
    if loop := _loop(source, target):
        yield "repetition-loop", f"“{loop}” is repeated over and over in the target."


def _is_copy(source: str, target: str) -> bool:
    """Say whether running text came out as it went in; names and numbers do so rightly."""
    plain = [word for word in _WORD.findall(source) if word[0].islower()]
    return len(plain) >= _SEVERAL and source.casefold() == target.casefold()


def _loop(source: str, target: str) -> str:
    """Give the words that the target repeats over and over, where the source does not."""
    return next((found[1] for loop in _LOOPS if (found := loop.search(target)) and not loop.search(source)), "")


def _contact(match: re.Match[str]) -> str:
    if match["phone"]:
        return _phone(match["phone"])
    address = match.group().casefold().rstrip(".,;:!?)]’'”")
    return address if match["email"] else re.sub(r"^(?:https?://)?(?:www\.)?", "", address).rstrip("/")


def _phone(written: str) -> str:
    digits = re.sub(r"\(0\)|\D", "", written)
    return re.sub(r"^(?:0046|46(?=\d{7}))", "0", digits) if written.lstrip()[0] == "+" or digits[:2] == "00" else digits


def _clock(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour}.{match[2] or '00'}"


def _number(written: str) -> str:
    plain = _THOUSANDS.sub("", written).replace(",", ".").replace(":", ".")
    whole, _, fraction = plain.partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{'.' * bool(fraction)}{fraction}"


def _unsaid(missing: Counter[str], text: str, lang: str) -> list[str]:
    """Leave out of `missing` the small numbers that the text says in words."""
    said = {str(value) for value in numerals.said(text, lang)} if missing else set()
    return sorted(number for number in missing if number not in said)


def _is_capital(token: re.Match[str]) -> bool:
    return token.group()[0].isupper()


def _starts_sentence(text: str, token: re.Match[str]) -> bool:
    return bool(_SENTENCE_START.search(text[: token.start()]))


def _is_name(tokens: list[re.Match[str]], place: int, inside: set[str], lang: str, text: str) -> bool:
    """Judge a capital that the beginning of a sentence would explain as well."""
    token = tokens[place]
    word = token.group()
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if word in inside or (len(word) > 1 and word.isupper()):
        return True
    if following and _is_capital(following) and text[token.end() : following.start()] == " ":
        return _may_name(word, lang)
    return not is_ordinary(word, lang)


def _may_name(word: str, lang: str) -> bool:
    """Say whether the dictionary has the word with its capital (Per, Sten), or not at all (Almström), unlike “Nye”."""
    import simplemma

    return not _has_dictionary(lang) or bool(simplemma.lemmatize(word, lang=lang)[0].isupper())


def is_ordinary(word: str, lang: str) -> bool:
    """Say whether the dictionary has the word, its genitive, or both parts of the compound, in lower case.

    A language without a dictionary has no ordinary words.
    """
    import simplemma

    if len(word) > _LONGEST_WORD or not _has_dictionary(lang):
        return False
    lower = word.lower()
    for form in (lower, lower.removesuffix("s")):
        if simplemma.is_known(form, lang=lang):
            return bool(simplemma.lemmatize(form, lang=lang)[0].islower())
    return any(
        simplemma.is_known(lower[joint:], lang=lang)
        and any(simplemma.is_known(part, lang=lang) for part in (lower[:joint], lower[:joint].removesuffix("s")))
        for joint in range(_COMPOUND_PART, len(lower) - _COMPOUND_PART + 1)
    )


@cache
def _has_dictionary(lang: str) -> bool:
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return lang in SUPPORTED_LANGUAGES


def _with_place_noun(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Take the noun of “Lorenz Nils väg” into the name."""
    noun = _PLACE_NOUNS.match(text, span[1])
    return (span[0], noun.end()) if noun else span


def _name_forms(name: str) -> tuple[str, ...]:
    """Give a name as another text may write it: without the genitive, without the noun that gets translated."""
    folded = name.casefold()
    bare = _PLACE_NOUNS.sub("", folded)
    return folded, bare, re.sub(r":?s$|:\w+$", "", bare)
