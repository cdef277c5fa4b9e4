"""Operations that change words: abbreviations written out, hard words exchanged for easy ones.

Takes a sentence, gives proposals of one exchange each. It does not decide: the gates do.
"""

from __future__ import annotations

from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from lattlast.easyread import agreement
from lattlast.easyread.grammar import is_definite, is_finite, is_verb_form, words
from lattlast.easyread.paradigms import FINITE
from lattlast.easyread.rewriting import Operation, Proposal, Sentence
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lattlast.easyread.agreement import Gender
    from lattlast.easyread.grammar import Token
    from lattlast.easyread.lexicon import Replacement

_GOVERNED = 4
_REACH = 8


def _write_out(sentence: Sentence) -> Iterator[Proposal]:
    if not sentence.context.lexicon.may_shorten(sentence.text):
        return
    for start, end, written in sentence.context.lexicon.abbreviations.expand(sentence.text):
        last = next((place for place, token in enumerate(sentence.tokens) if token.start >= end), len(sentence.tokens))
        agrees = written.lower() not in words("adverbs_or_adjectives") or _has_no_noun(sentence, last)
        labels = not start and sentence.text[end : end + 1] == ":"  # “Tel: 0980-…” begins with no name
        if agrees and (labels or sentence.is_free(start, end)):
            yield _exchange(sentence, start, end, written)


def _exchange_certain(sentence: Sentence) -> Iterator[Proposal]:
    return _exchanges(sentence, certain=True)


def _exchange_inflected(sentence: Sentence) -> Iterator[Proposal]:
    return _exchanges(sentence, certain=False)


def _exchanges(sentence: Sentence, *, certain: bool) -> Iterator[Proposal]:
    for place, length, found in sentence.entries:
        options = [option for option in found if option.certain == certain]
        start, end = sentence.tokens[place].start, sentence.tokens[place + length - 1].end
        chosen = _choose(sentence, place, length, options) if options else ""
        if chosen and sentence.may_become(start, end, chosen) and _stands_alone(sentence, start, end, chosen):
            gender = next(option.gender for option in options if option.easy == chosen)
            yield from _agreed(sentence, place, chosen, gender) if gender else [_exchange(sentence, start, end, chosen)]


def _agreed(sentence: Sentence, place: int, noun: str, gender: Gender) -> Iterator[Proposal]:
    """Exchange a noun for one of another gender, together with the words that agree with it."""
    found = agreement.changes(sentence.tokens, place, gender, sentence.context.following)
    if found is None:
        return
    text, wordings = sentence.text, []
    for at, new in reversed((*found, (place, noun))):
        token = sentence.tokens[at]
        if not sentence.may_become(token.start, token.end, new):
            return
        fitted = capitalised(new) if token.text[0].isupper() else new
        text = f"{text[: token.start]}{fitted}{text[token.end :]}"
        wordings.append((token.text, fitted))
    yield Proposal((text,), tuple(wordings))


def _stands_alone(sentence: Sentence, start: int, end: int, easy: str) -> bool:
    """Keep off half a compound (“individ- och familjeomsorg”), and off an “att” that a later “och att” goes on from."""
    text = sentence.text
    if "-" in {text[start - 1 : start], text[end : end + 1]}:
        return False
    return easy.endswith("att") or not text[start:end].endswith("att") or " att " not in text[end:].replace(",", "")


def _exchange(sentence: Sentence, start: int, end: int, new: str) -> Proposal:
    old = sentence.text[start:end]
    fitted = capitalised(new) if old[0].isupper() else new
    return Proposal((sentence.replaced(start, end, fitted),), ((old, fitted.strip()),))


def _choose(sentence: Sentence, place: int, length: int, options: list[Replacement]) -> str:
    """Choose the form that the sentence asks for; nothing where that is not clear."""
    fitting = [
        option
        for option in options
        if _stands_right(sentence, place, length, option) and _reads_right(sentence, place, length, option)
    ]
    forms = {option.form for option in fitting if option.pos == "v"}
    if forms - {""}:
        wanted = _verb_form(sentence, place, forms)
        fitting = [
            option
            for option in fitting
            if option.form.removesuffix("-s") == wanted and _verb_fits(sentence, place, length, option)
        ]
    easy = {option.easy for option in fitting}
    return easy.pop() if len(easy) == 1 else ""


def _stands_right(sentence: Sentence, place: int, length: int, option: Replacement) -> bool:
    if option.status == "bare":
        return _is_bare(sentence, place, length)
    first = place == 0 or not any(token.is_word for token in sentence.tokens[:place])
    return {"apply": True, "initial": first, "inside": not first}.get(option.status, False)


def _is_bare(sentence: Sentence, place: int, length: int) -> bool:
    """Say whether nothing agrees with a noun: no article or adjective before it, no predicate or pronoun after it."""
    before = sentence.tokens[place - 1] if place else None
    alone = (
        before is None
        or not before.is_word
        or before.lower in words("prepositions") | words("conjunctions") | {"att"}
        or is_finite(before.lower)
    )
    later = {token.lower for token in sentence.tokens[place + length :]}
    return alone and later.isdisjoint(words("agreeing"))


def _reads_right(sentence: Sentence, place: int, length: int, option: Replacement) -> bool:
    """Keep an adjective from being taken for an adverb, and a small word from where it would be read as another."""
    before = sentence.tokens[place - 1].lower if place else ""
    if option.lemma in words("adverbs_or_adjectives"):
        return _has_no_noun(sentence, place + length) and not _is_attribute(sentence, place)
    if option.lemma in words("asking_for_article"):
        return place + length < len(sentence.tokens) and _opens_object(sentence, place + length)
    if option.lemma == ", såsom":
        return not any(is_finite(token.lower) for token in _run(sentence, place + length))
    if option.easy in words("indeclinable"):
        return before not in words("definite_articles")
    if option.easy == "om":
        return before not in words("prepositions")
    return option.lemma not in words("ands") or not _joins_already(sentence, place)


def _run(sentence: Sentence, place: int) -> Iterator[Token]:
    """Give the words from `place` up to the next mark."""
    return takewhile(lambda token: token.is_word, sentence.tokens[place:])


def _is_attribute(sentence: Sentence, place: int) -> bool:
    """Say whether an article, a pronoun or a preposition stands before (“ett eventuellt”)."""
    before = sentence.tokens[place - 1].lower if place else ""
    return before in words("determiners") - words("subject_pronouns") or before in words("prepositions") | {"mer"}


def _has_no_noun(sentence: Sentence, place: int) -> bool:
    """Say whether no noun can stand at `place`: the sentence or phrase ends there, or goes on with something else."""
    if place >= len(sentence.tokens):
        return True
    word = sentence.tokens[place].lower
    return (
        not sentence.tokens[place].is_word
        or word in words("prepositions") | words("conjunctions") | words("subordinators") | words("sentence_adverbs")
        or word in words("subject_pronouns") | words("determiners") | words("reflexives")
        or is_verb_form(word)
    )


def _joins_already(sentence: Sentence, place: int) -> bool:
    """Say whether “och”, or a “mellan” that asks for it, stands between the same two marks as the word at `place`."""
    tokens = sentence.tokens
    before = takewhile(lambda token: token.is_word, reversed(tokens[:place]))
    after = takewhile(lambda token: token.is_word, tokens[place + 1 :])
    return any(token.lower in {"och", "mellan"} for token in chain(before, after))


def _verb_form(sentence: Sentence, place: int, forms: set[str]) -> str:
    """Tell by what governs the verb whether it is an infinitive, a supine, an imperative or finite; "" if unclear."""
    governor = _governor(sentence, place)
    if (governor == sentence.tokens[0].lower and place > 1) or _is_far_in_condition(sentence, place, governor):
        return ""
    kinds = {form.removesuffix("-s") for form in forms}
    if governor in words("infinitive_governors"):
        return "infinitive" if "infinitive" in kinds else ""
    if governor in words("supine_governors"):
        return "supine" if "supine" in kinds else ""
    if place == 0 and "imperative" in kinds and not forms & {"infinitive-s", "present"}:
        return "imperative"
    return next((kind for kind in ("present", "past") if kind in kinds), "")


def _is_far_in_condition(sentence: Sentence, place: int, governor: str) -> bool:
    """Say whether “om” comes before a governor and an object after it: “Om laget får en ny tränare utses hon”."""
    reach = sentence.tokens[max(0, place - _REACH) : place]
    before = list(takewhile(lambda token: token.lower != governor, reach))
    between = reach[len(before) + 1 :]
    far = any(token.lower not in words("sentence_adverbs") | words("infinitive_governors") for token in between)
    return far and any(token.lower == "om" for token in before)


def _governor(sentence: Sentence, place: int) -> str:
    """Find the auxiliary, or the “att”, that the verb at `place` belongs to."""
    for token in reversed(sentence.tokens[max(0, place - _REACH) : place]):
        if not token.is_word or token.lower in {"och", "eller", "men", "som"}:
            return ""
        if token.lower == "att" or token.lower in words("supine_governors") or is_finite(token.lower):
            return token.lower
        if token.lower in words("infinitive_governors"):
            return token.lower
    return ""


def _verb_fits(sentence: Sentence, place: int, length: int, option: Replacement) -> bool:
    """Keep a participle, and a particle that would be torn from its verb, from being taken for a finite form."""
    if not (_governs(sentence, place + length, option) and _means_this(sentence, place, length)):
        return False
    following = sentence.tokens[place + length].lower if place + length < len(sentence.tokens) else ""
    torn = following in words("sentence_adverbs") | words("subject_pronouns") and " " in option.easy
    torn = torn or (following in words("weak_pronouns") and option.easy.endswith((" klart", " ordning")))
    if option.form not in FINITE:
        return not (torn and (option.form == "imperative" or following in words("weak_pronouns")))
    if torn:
        return False
    may_be_participle = option.form == "past" and not _takes_clause(sentence, place + length)
    needs_subject = " " in option.easy or may_be_participle
    return not needs_subject or _follows_subject(sentence, place)


def _takes_clause(sentence: Sentence, place: int) -> bool:
    """Say whether “att” or “sig” follows, perhaps after a day (“beslutade på måndagen att”), as after no participle."""
    reach = takewhile(lambda token: token.is_word and not is_finite(token.lower), sentence.tokens[place:])
    first, *rest = [*(token.lower for token in islice(reach, _REACH)), ""]
    return first in {"att", "sig"} or (first in {"i", "på"} and "att" in rest)


def _governs(sentence: Sentence, place: int, option: Replacement) -> bool:
    """Say whether what follows fits a verb of two words.

    “vänta på” needs something to wait for (but “som vi väntar på”); “skickas med” may not come between “ska” and its
    subject.
    """
    _, _, tail = option.easy.rpartition(" ")
    if not tail or tail == option.easy:
        return True
    ends = _has_no_noun(sentence, place) and not _opens_object(sentence, place)
    needs_object = tail in words("governing") and not option.lemma.endswith(f" {tail}")
    moved = any(token.lower == "som" for token in sentence.tokens[max(0, place - _REACH) : place])
    return (moved or not (needs_object and ends)) and (not option.form.endswith("-s") or ends)


def _opens_object(sentence: Sentence, place: int) -> bool:
    """Say whether an object may begin at `place`: “att”, an article or a pronoun."""
    after = sentence.tokens[place].lower if place < len(sentence.tokens) else ""
    return after == "att" or after in words("determiners") | words("reflexives")


def _means_this(sentence: Sentence, place: int, length: int) -> bool:
    """Keep off a verb that means something else with the “att” that comes later: “avser under våren att bygga”."""
    tokens = sentence.tokens
    hard = tuple(token.lower for token in tokens[place : place + length])
    reach = takewhile(lambda token: token.is_word, tokens[place + length : place + length + _REACH])
    return (*hard, "att") not in sentence.context.lexicon.forms or all(token.lower != "att" for token in reach)


def _follows_subject(sentence: Sentence, place: int) -> bool:
    before = [token for token in sentence.tokens[:place] if token.lower not in words("sentence_adverbs")]
    if not before or _is_inverted(before):
        return False
    last = before[-1]
    if last.lower in {"den", "det", "de", "denna", "detta", "dessa", "alla", "många"}:
        return False
    return last.lower == "som" or last.lower in words("subject_pronouns") or is_definite(last)


def _is_inverted(before: list[Token]) -> bool:
    """Say whether the clause begins with an adverbial, so that its subject comes after the verb (“i maj köper hon”)."""
    ends = words("conjunctions") - words("prepositions")
    clause = list(takewhile(lambda token: token.is_word and token.lower not in ends, reversed(before)))
    first = clause[-1].lower if clause else ""
    opens = first in words("prepositions") | words("clause_adverbs") and first not in words("subordinators")
    return opens and not any(is_finite(token.lower) or token.lower in words("subordinators") for token in clause)


def _both_and(sentence: Sentence) -> Iterator[Proposal]:
    """Turn “såväl A som B” into “både A och B”, where A is short."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.lower != "såväl":
            continue
        window = tokens[place + 1 : place + 1 + _GOVERNED]
        link = next((other for other in window if other.lower == "som"), None)
        if link is None or any(not other.is_word for other in window if other.start < link.start):
            continue
        both = "Både" if token.text[0].isupper() else "både"
        text = sentence.text
        new = f"{text[: token.start]}{both}{text[token.end : link.start]}och{text[link.end :]}"
        yield Proposal((new,), ((token.text, both), (link.text, "och")))


OPERATIONS = (
    Operation("abbreviations", "certain", "wrote out an abbreviation", _write_out),
    Operation("phrases", "certain", "used common words", _exchange_certain),
    Operation("both-and", "certain", "used common words", _both_and, frozenset({"såväl"})),
)
INFLECTED = (Operation("words", "guarded", "used an easier word", _exchange_inflected),)
