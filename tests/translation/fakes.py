"""Engines that tests can trust: a translator that knows a few sentences, a finder that knows a few terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from lattlast.model import Term, TermMatch
from lattlast.ports import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class PhraseBook:
    """Translate what it was told; of anything else it says that it has no phrase."""

    fingerprint = "phrase-book"
    title = "a phrase book"
    starter = False

    def __init__(self, phrases: Mapping[str, str | Sequence[str]]) -> None:
        self.phrases = phrases

    def translate(
        self, texts: Sequence[str], *, hypotheses: int = 1, prefixes: Sequence[str | None] | None = None
    ) -> list[list[Hypothesis]]:
        return [self._offer(text)[:hypotheses] for text in texts]

    def _offer(self, text: str) -> list[Hypothesis]:
        known = self.phrases.get(text, "no phrase" if text else "")
        listed = [known] if isinstance(known, str) else list(known)
        return [Hypothesis(translation, -float(number)) for number, translation in enumerate(listed)]


class TermList:
    """Find terms by the exact forms that it was given."""

    fingerprint = "term-list"

    def __init__(self) -> None:
        self._forms: dict[str, tuple[Term, Literal["singular", "plural"], bool, bool]] = {}

    def add(
        self,
        form: str,
        term: Term,
        *,
        number: Literal["singular", "plural"] = "singular",
        definite: bool = False,
        genitive: bool = False,
    ) -> TermList:
        self._forms[form] = (term, number, definite, genitive)
        return self

    def find(self, text: str) -> list[TermMatch]:
        forms = "|".join(sorted(map(re.escape, self._forms), key=len, reverse=True))
        if not forms:
            return []
        return [
            TermMatch(term, match.start(), match.end(), number, definite, genitive)
            for match in re.finditer(rf"\b(?:{forms})\b", text, re.IGNORECASE)
            for term, number, definite, genitive in [self._forms[match.group().lower()]]
        ]


def term(swedish: str, *english: str, forbidden: tuple[str, ...] = ()) -> Term:
    return Term(swedish, {"sv": (swedish,), "en": english}, {"en": forbidden} if forbidden else {})
