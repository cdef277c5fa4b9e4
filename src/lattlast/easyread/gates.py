"""The gates: what a rewritten sentence has to keep, or the original stands.

Takes a sentence and a proposal, gives the name of the gate that stops it. It does not know how the proposal was made:
operations and gates are independent, so that a fault in one is caught by the other. Gates see facts on the surface;
whether a text is easy, only its readers can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from lattlast.easyread.clauses import tells_to
from lattlast.easyread.grammar import has_finite, limits, opens_with_verb, opposites, words
from lattlast.easyread.rewriting import words_of
from lattlast.text import checks, readability, weekdays

if TYPE_CHECKING:
    from collections.abc import Callable

    from lattlast.easyread.rewriting import Context, Operation, Proposal

_REMEMBERED = 256  # texts; several proposals are compared with the same sentence
_LONGER = 1.5
_SLACK = 25
_MORE_WORDS = 2
_MORE_LONG_WORDS = 2
_INSIDE = re.compile(r"\w+")
_STARTS = re.compile(r"[–—-]?\s?[”\"»(]?\s?[^\Wa-zåäöé_]")
_DOUBLED = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_TOLD_ABOUT = re.compile(  # here “om” is no condition
    r"\b(?:berätta|prata|tala|handla|informera|besluta|ansöka|uttala sig|samtala|diskutera)(?:r|de|[tsn])?"
    r"(?: sig)? om\b(?! (?:ni|du|vi|det|man|han|hon|de) )"
)
_AMOUNT = re.compile(r"\bom (?=(?:minst |högst |max )?\d)")  # “avgift om 60 kronor”: no condition either
_ENDS = re.compile(r"[.!?…:][”\"»)]*$")


def stopped_by(before: str, proposal: Proposal, operation: Operation, context: Context) -> str:
    """Give the name of the first gate that the proposal does not pass, or an empty string."""
    if operation.certainty == "guarded" and is_about_rights(before) and not _only_splits(before, proposal):
        return "rights"
    after = " ".join(proposal.sentences)
    return next((name for name, kept in _FACTS.items() if not kept(before, after, context)), "") or next(
        (
            name
            for name, holds in (_FORM | (_EASE if operation.certainty == "guarded" else {})).items()
            if not holds(before, proposal)
        ),
        "",
    )


def _only_splits(before: str, proposal: Proposal) -> bool:
    """Say whether a sentence is parted and no more: only joining words go, only words come that were there already."""
    taken, given = _exchanged(proposal)
    joining = (words("conjunctions") | words("subordinators") | words("joining_adverbs")) - {"eftersom", "om"}
    new = given - set(words_of(before)) - words("joining_adverbs") - words("conjunctions")
    return len(proposal.sentences) > 1 and taken <= joining and not new


def is_about_rights(text: str) -> bool:
    """Say whether a sentence is about rights, duties or deadlines."""
    return _may_hold(words("rights"), text) and bool(_any_of(words("rights")).search(text))


@cache
def _any_of(phrases: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})\b", re.IGNORECASE)


def _may_hold(phrases: frozenset[str], text: str) -> bool:
    """Say whether a text has the first word of a phrase: a quick look before a thorough one."""
    return not _first_words(phrases).isdisjoint(_words_inside(text))


@cache
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(_INSIDE.findall(phrase.lower())[0] for phrase in phrases)


@lru_cache(maxsize=_REMEMBERED)
def _words_inside(text: str) -> frozenset[str]:
    """Give the words, and the parts of those with marks inside."""
    return frozenset(_INSIDE.findall(text.lower()))


_numbers = lru_cache(maxsize=_REMEMBERED)(checks.numbers)
_contacts = lru_cache(maxsize=_REMEMBERED)(checks.contacts)
_names = lru_cache(maxsize=_REMEMBERED)(checks.names)
_with_days = lru_cache(maxsize=_REMEMBERED)(weekdays.written_out)


def _keeps_numbers(before: str, after: str, _: Context) -> bool:
    return _numbers(before) == _numbers(after)


def _keeps_contacts(before: str, after: str, _: Context) -> bool:
    return _contacts(before) == _contacts(after)


def _keeps_names(before: str, after: str, _: Context) -> bool:
    there, whole = after.casefold(), _with_days(before)
    return all(whole[start:end].casefold() in there for start, end in _names(whole))


def _keeps_terms(before: str, after: str, context: Context) -> bool:
    there = _concepts(before, context)
    return not there or there <= _concepts(after, context)


def _concepts(text: str, context: Context) -> Counter[str]:
    return Counter(match.term.id for match in context.find_terms(text))


def _keeps_protected(before: str, after: str, context: Context) -> bool:
    return all(before.count(string) <= after.count(string) for string in context.protected)


def _keeps_negations(before: str, after: str, _: Context) -> bool:
    return _negations(before) == _negations(after)


def _keeps_limits(before: str, after: str, _: Context) -> bool:
    return _limits(before) == _limits(after)


@lru_cache(maxsize=_REMEMBERED)
def _limits(text: str) -> tuple[int, ...]:
    """Count the words of limit and duty by what they mean."""
    told = _AMOUNT.sub(" ", _TOLD_ABOUT.sub("", text))
    counted = (len(_any_of(same).findall(told)) if _may_hold(same, told) else 0 for same in limits())
    conditions = ("om" in same and opens_with_verb(text) for same in limits())
    return tuple(map(sum, zip(counted, conditions, strict=True)))


@lru_cache(maxsize=_REMEMBERED)
def _negations(text: str) -> int:
    return checks.negations(text, "sv")


def _accounts_for_words(before: str, proposal: Proposal) -> bool:
    """Say whether the wordings explain every word that went and every word that came."""
    there, here = Counter(words_of(before)), Counter(words_of(" ".join(proposal.sentences)))
    taken = Counter(word for old, _ in proposal.wordings for word in words_of(old))
    given = Counter(word for _, new in proposal.wordings for word in words_of(new))
    return not (there - here - taken) and not (here - there - given)


def _keeps_quantities(before: str, proposal: Proposal) -> bool:
    """Say whether the wordings take no number word, measure, day or month; a share may be said in words as well."""
    taken, given = _exchanged(proposal)
    counted = words("numerals") | words("measures") | words("calendar")
    lost = {word for word in taken if word in counted} - {word for word in given if word in counted}
    told = words_of(_with_days(before))
    return not lost and not any(word in words("calendar") and word not in told for word in given)


def _keeps_persons(before: str, proposal: Proposal) -> bool:
    """Say whether it is about the same people: no other pronoun has come, and none has gone."""
    there, here = (_people(words_of(text)) for text in (before, " ".join(proposal.sentences)))
    return there == here


def _people(found: tuple[str, ...]) -> set[str]:
    subjects = {"mig": "jag", "dig": "du", "honom": "han", "henne": "hon", "oss": "vi"}
    return {subjects.get(word, word) for word in found if word in words("persons")}


def _is_no_opposite(_: str, proposal: Proposal) -> bool:
    """Say whether no wording gives way to its opposite."""
    exchanges = [(old, new) for old, new in proposal.wordings if old and new and _has_opposite(old)]
    return not any(
        _begins(old, one) and _begins(new, other)
        for old, new in exchanges
        for pair in opposites()
        for one, other in (pair, pair[::-1])
        if not _begins(old, other)
    )


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(start for pair in opposites() for start in pair)


def _has_opposite(wording: str) -> bool:
    return any(word.startswith(_beginnings()) for word in words_of(wording))


def _begins(wording: str, start: str) -> bool:
    return any(word.startswith(start) for word in words_of(wording)) and bool(wording)


def _exchanged(proposal: Proposal) -> tuple[set[str], set[str]]:
    taken = {word for old, _ in proposal.wordings for word in words_of(old)}
    return taken, {word for _, new in proposal.wordings for word in words_of(new)}


def _is_whole(before: str, proposal: Proposal) -> bool:
    """Say whether each sentence begins, ends and has a verb as a sentence should, where the original did."""
    if len(proposal.sentences) == 1:
        return bool(_ENDS.search(before)) == bool(_ENDS.search(proposal.sentences[0]))
    return all(
        _STARTS.match(sentence) and _ENDS.search(sentence) and (has_finite(sentence) or tells_to(sentence))
        for sentence in proposal.sentences
    )


def _is_balanced(_: str, proposal: Proposal) -> bool:
    return all(
        sentence.count("(") == sentence.count(")") and (sentence.count("”") + sentence.count("“")) % 2 == 0
        for sentence in proposal.sentences
    )


def _has_known_words(before: str, proposal: Proposal) -> bool:
    """Say whether every new word is in the dictionary, or was there before (a name that is repeated)."""
    given = {word for _, new in proposal.wordings for word in words_of(new)}
    return all(map(_is_known, given - set(words_of(before))))


@cache
def _is_known(word: str) -> bool:
    import simplemma
    from wordfreq import zipf_frequency

    return not word.isalpha() or simplemma.is_known(word, lang="sv") or zipf_frequency(word, "sv") > 0


def _does_not_stutter(before: str, proposal: Proposal) -> bool:
    """Say whether no word stands twice in a row that did not before (“om om”)."""
    return all(len(_DOUBLED.findall(sentence)) <= len(_DOUBLED.findall(before)) for sentence in proposal.sentences)


def _is_no_harder(before: str, proposal: Proposal) -> bool:
    """Compare words per sentence and long words: the LIX of one sentence would jump with every single word."""
    after = " ".join(proposal.sentences)
    return (
        len(after) <= _LONGER * len(before) + _SLACK
        and len(words_of(after)) / len(proposal.sentences) <= len(words_of(before)) + _MORE_WORDS
        and _long_words(after) <= _long_words(before) + _MORE_LONG_WORDS
    )


def _long_words(text: str) -> int:
    return sum(map(readability.is_long, words_of(text)))


_FACTS: dict[str, Callable[[str, str, Context], bool]] = {
    "numbers": _keeps_numbers,
    "contacts": _keeps_contacts,
    "negations": _keeps_negations,
    "limits": _keeps_limits,
    "protected": _keeps_protected,
    "names": _keeps_names,
    "terms": _keeps_terms,
}
_FORM: dict[str, Callable[[str, Proposal], bool]] = {
    "words": _accounts_for_words,
    "whole": _is_whole,
    "balanced": _is_balanced,
    "known": _has_known_words,
    "quantities": _keeps_quantities,
    "persons": _keeps_persons,
    "opposites": _is_no_opposite,
    "stutter": _does_not_stutter,
}
_EASE: dict[str, Callable[[str, Proposal], bool]] = {"no-harder": _is_no_harder}
