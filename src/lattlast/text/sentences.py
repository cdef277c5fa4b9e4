"""Sentence boundaries, by rules.

Takes a text and its language, gives the spans of its sentences. Any language is split at its end marks; for those in
data/sentences.toml the abbreviations are known too. It does not know about mark-up or paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lattlast import packaged
from lattlast.languages import language

_CLOSING = "”\"’'»“)\\]›"
_OPENING = "”\"’'»«“„‘(\\[‹¿¡"
_CANDIDATE = rf"(?P<mark>[.!?…؟۔।։።፧{{}}]+)[{_CLOSING}]*(?=\s)|[。！？]+[”’」』）]*(?=.)|(?=\n\s*\n)"
_NEXT = re.compile(rf"\s*(?:[–—-]\s*)?[{_OPENING}]*(?P<word>[\w'’-]*)(?P<dot>\.?)")
_GOES_ON = re.compile(r"\s*[+&=/×]\s")
_TOKEN = re.compile(r"(?:(?P<before>\S+)\s+)?(?P<token>\S+)$")
_WINDOW = 80
_LIST_NUMBER = re.compile(r"\d{1,2}|[a-zåäö]")
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.-?[^\W\d_]{1,2})+")
_DASH = re.compile(r"[–—-]")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language says about its full stops; see data/sentences.toml."""

    introducing: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    ordinals: bool = False
    marks: str = ""

    @property
    def candidate(self) -> re.Pattern[str]:
        """Find the places where a sentence may end; the language may have end marks of its own."""
        return re.compile(_CANDIDATE.format(self.marks), re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A full stop with its surroundings: the two tokens before it, the word after it."""

    token: str
    before: str
    word: str

    def stands_in(self, abbreviations: frozenset[str]) -> bool:
        """Say whether the token, alone, with the one before it or after a dash, is an abbreviation of the list."""
        spaced, last = f"{self.before} {self.token}", _DASH.split(self.token)[-1]
        forms = (self.token, spaced, last)
        return not abbreviations.isdisjoint((*forms, *(form.lower() for form in forms)))


def split(text: str, lang: str = "sv") -> list[tuple[int, int]]:
    """Give the (start, end) of each sentence, in order, without the white space around it.

    Every character that is not white space lies in exactly one span. A blank line always ends a sentence.
    """
    rules = _rules(language(lang).partition("-")[0])
    spans: list[tuple[int, int]] = []
    start = 0
    for candidate in rules.candidate.finditer(text):
        if _ends(text, start, candidate, rules):
            spans.append((start, candidate.end()))
            start = candidate.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    kept = len(body.strip())
    return (start + left, start + left + kept) if kept else None


def _ends(text: str, start: int, candidate: re.Match[str], rules: _Rules) -> bool:
    """Decide whether a sentence that began at `start` ends with the candidate."""
    mark = candidate["mark"]
    if mark is None:
        return True
    following = _NEXT.match(text, candidate.end())
    word = following["word"] + following["dot"] * (len(following["word"]) == 1) if following else ""
    if word[:1].islower() or _GOES_ON.match(text, candidate.end()):
        return False
    if mark != ".":
        return True
    window = text[max(start, candidate.start() - _WINDOW) : candidate.start()].lstrip()
    tokens = _TOKEN.search(window)
    if tokens is None:
        return True
    stop = _Stop(tokens["token"].lstrip("”\"’'»«“„‘([–—-/"), tokens["before"] or "", word)
    return _stop_ends(stop, rules)


def _stop_ends(stop: _Stop, rules: _Rules) -> bool:
    """Decide about a full stop before something that could begin a sentence."""
    if stop.stands_in(rules.introducing):
        return False
    if stop.stands_in(rules.closing):
        return True
    if stop.word[:1].isdigit() and (stop.stands_in(rules.numbered) or _is_letter(stop.token)):
        return False
    if not stop.before and _LIST_NUMBER.fullmatch(stop.token):
        return False
    if _is_initial(stop) or _DOTTED.fullmatch(stop.token) or (rules.ordinals and _is_ordinal(stop.token)):
        return stop.word in rules.starters
    return True


def _is_letter(token: str) -> bool:
    return len(token) == 1 and token.isalpha()


def _is_initial(stop: _Stop) -> bool:
    """Tell the A of A. Svensson from the one in a street address."""
    return _is_letter(stop.token) and stop.token.isupper() and not stop.before[-1:].isdigit()


def _is_ordinal(token: str) -> bool:
    return token.isdecimal() and len(token) <= len("31")


@cache
def _rules(lang: str) -> _Rules:
    table = packaged.table("sentences")
    lists = table.get(lang, {})
    names = ("introducing", "numbered", "closing", "starters")
    return _Rules(
        **{name: frozenset(lists.get(name, ())) for name in names},
        ordinals=lists.get("ordinals", False),
        marks=lists.get("marks", ""),
    )
