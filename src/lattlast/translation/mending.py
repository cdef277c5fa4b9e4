"""Mending: the English around a term, once the term stands in its sentence.

Takes a translation, where the terms stand in it and the source, gives the mended translation. It does not know how the
terms got there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast import packaged
from lattlast.text.letters import capitalised, cased_like
from lattlast.translation.carriers import AFTER_HEAD, english_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lattlast.translation.carriers import Number
    from lattlast.translation.slots import Slot

PERSON_AFTER = re.compile(r" [A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+")
_PREPOSITION_BEFORE = re.compile(r"\b(?:about|at|by|for|from|in|of|on|to|with)\s+$", re.IGNORECASE)
_OPENING = " –-“\"'‘"
_PREPOSITION_ON = re.compile(r"\bpå\s+$", re.IGNORECASE)
_ON_BEFORE = re.compile(r"\bon\s+(?P<article>(?:the|an?)\s+)?$", re.IGNORECASE)


def mend(text: str, found: Mapping[Slot, tuple[int, int]], slots: Sequence[Slot], source: str) -> str:
    """Mend the English around the terms, from the end of the sentence."""
    for slot, span in sorted(found.items(), key=lambda item: -item[1][0]):
        if slot.kind == "term":
            text = mend_term(text, span, slot, source)
    return _genitives(_municipalities(text, slots), slots)


def _municipalities(text: str, slots: Sequence[Slot]) -> str:
    """Write a municipality's name as English has it: “Salems Municipality” and “Salem municipality” alike."""
    for slot in slots:
        if slot.kind == "name":
            base, genitive = re.escape(slot.wanted), "(?:['’]s|s)?" if slot.genitive else ""
            text = re.sub(rf"\b{base}{genitive} [Mm]unicipality\b", f"{slot.wanted} Municipality", text)
    return text


def _genitives(text: str, slots: Sequence[Slot]) -> str:
    """Write a Swedish genitive that was copied as English has it: “Salems school” → “Salem's school”."""
    for slot in slots:
        if slot.kind == "name" and slot.genitive:
            text = re.sub(rf"\b{re.escape(slot.wanted)}s(?= \w)", f"{slot.wanted}'s", text)
    return text


def mend_term(text: str, span: tuple[int, int], slot: Slot, source: str) -> str:
    """Mend what stands about a term: “the” that nobody said, “on” before a place one is at, “the minutes is”.

    A title goes without “the” before the person's name.
    """
    before, words, after = text[: span[0]], text[slice(*span)], text[span[1] :]
    if before.casefold() in {"", "the "} and (number := english_number(slot.wanted)) != "count":
        after = _agreeing(after, number)
    bare = slot.start == 0 and not slot.definite and before.casefold() == "the "
    is_heading = not source.rstrip('”"»)').endswith((".", "!", "?", "…", ":"))
    if bare and (slot.plural or is_heading or english_number(slot.wanted) != "count"):
        return capitalised(words) + after
    title = PERSON_AFTER.match(source[slot.end :])
    if title and before.casefold().endswith("the ") and after.startswith(title.group()):
        before = before[:-4]
        words = words if before.strip(" –“") else capitalised(words)
    head = AFTER_HEAD.split(words)[0].rpartition(" ")[2].casefold()
    on = _ON_BEFORE.search(before)
    if (
        on
        and head in packaged.table("translation/carriers")["english"]["places"]
        and _PREPOSITION_ON.search(source[: slot.start])
    ):
        article = on["article"] or ("the " if slot.definite and not slot.plural else "")
        before = before[: on.start()] + cased_like("at", on.group()) + " " + article
    if head in packaged.table("translation/carriers")["english"]["days"]:
        return re.sub(r"\bthe $", "", before) + words + after
    if not title and _lacks_the(before, words, slot, source):
        opens = not before.strip(_OPENING)
        return before + ("The " + _uncapitalised(words, slot) if opens else f"the {words}") + after
    return before + words + after


def _lacks_the(before: str, words: str, slot: Slot, source: str) -> bool:
    """Say whether a term with a definite ending in Swedish stands in English without any word that says so."""
    surface = source[slot.start : slot.end].casefold()
    if not slot.definite or surface.removesuffix("s") == slot.base.casefold().removesuffix("s"):
        return False
    if english_number(slot.wanted) == "mass" or words.casefold().startswith("the "):
        return False
    return not before.strip(_OPENING) or bool(_PREPOSITION_BEFORE.search(before))


def _uncapitalised(words: str, slot: Slot) -> str:
    """Take the capital off that the term had as the first word, unless the glossary gives it one."""
    return words if slot.wanted[:1].isupper() else words[:1].lower() + words[1:]


def _agreeing(after: str, number: Number) -> str:
    """Give the verb that follows the subject the subject's number."""
    verbs = {"is": "are", "was": "were", "has": "have", "starts": "start"}
    wanted = verbs if number == "plural" else {plural: singular for singular, plural in verbs.items()}
    return re.sub(r"^ (\w+)\b", lambda found: f" {wanted.get(found[1], found[1])}", after)
