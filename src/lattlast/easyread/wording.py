"""Operations that change words: abbreviations written out, hard words exchanged for easy ones.

Takes a sentence, gives proposals of one exchange each. It does not decide: the gates do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.easyread.grammar import is_definite, is_finite, words
from lattlast.easyread.rewriting import Operation, Proposal, Sentence, capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lattlast.easyread.lexicon import Replacement

_GOVERNED = 4
_REACH = 8


def _write_out(sentence: Sentence) -> Iterator[Proposal]:
    for start, end, written in sentence.context.lexicon.abbreviations.expand(sentence.text):
        if sentence.is_free(start, end):
            yield _exchange(sentence, start, end, written)


def _exchange_certain(sentence: Sentence) -> Iterator[Proposal]:
    return _exchanges(sentence, certain=True)


def _exchange_inflected(sentence: Sentence) -> Iterator[Proposal]:
    return _exchanges(sentence, certain=False)


def _exchanges(sentence: Sentence, *, certain: bool) -> Iterator[Proposal]:
    lower = [token.lower for token in sentence.tokens]
    for place, first in enumerate(sentence.tokens):
        length, found = sentence.context.lexicon.find(lower[place:])
        if not length:
            continue
        start, end = first.start, sentence.tokens[place + length - 1].end
        chosen = _choose(sentence, place, length, [option for option in found if option.certain == certain])
        if chosen and sentence.is_free(start, end) and _stands_alone(sentence, start, end, chosen):
            yield _exchange(sentence, start, end, chosen)


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
    fitting = [option for option in options if _stands_right(sentence, place, option)]
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


def _stands_right(sentence: Sentence, place: int, option: Replacement) -> bool:
    first = place == 0 or not any(token.is_word for token in sentence.tokens[:place])
    return {"apply": True, "initial": first, "inside": not first}[option.status]


def _verb_form(sentence: Sentence, place: int, forms: set[str]) -> str:
    """Tell by what governs the verb whether it is an infinitive, a supine, an imperative or finite; "" if unclear."""
    governor = _governor(sentence, place)
    if governor == sentence.tokens[0].lower and place > 1:
        return ""
    kinds = {form.removesuffix("-s") for form in forms}
    if governor in words("infinitive_governors"):
        return "infinitive" if "infinitive" in kinds else ""
    if governor in words("supine_governors"):
        return "supine" if "supine" in kinds else ""
    if place == 0 and "imperative" in kinds and not forms & {"infinitive-s", "present"}:
        return "imperative"
    return next((kind for kind in ("present", "past") if kind in kinds), "")


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
    if option.form not in {"present", "past", "present-s", "past-s"}:
        return True
    following = sentence.tokens[place + length].lower if place + length < len(sentence.tokens) else ""
    if " " in option.easy and (following in words("sentence_adverbs") or following in words("subject_pronouns")):
        return False
    needs_subject = " " in option.easy or option.form in {"past", "past-s"}
    return not needs_subject or _follows_subject(sentence, place)


def _follows_subject(sentence: Sentence, place: int) -> bool:
    before = [token for token in sentence.tokens[:place] if token.lower not in words("sentence_adverbs")]
    if not before:
        return False
    last = before[-1]
    if last.lower in {"den", "det", "de", "denna", "detta", "dessa", "alla", "många"}:
        return False
    return last.lower == "som" or last.lower in words("subject_pronouns") or is_definite(last)


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
    Operation("both-and", "certain", "used common words", _both_and),
)
INFLECTED = (Operation("words", "guarded", "used an easier word", _exchange_inflected),)
