"""Engines that remember: the same port, with the answers of earlier runs in the store.

Takes an engine and a store, gives an engine. It does not know what the answers mean.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lattlast import store
from lattlast.ports import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.ports import Translator
    from lattlast.store import Store


class CachedTranslator:
    """Ask the translator only for what no earlier run asked."""

    def __init__(self, translator: Translator, cache: Store) -> None:
        self._translator = translator
        self._cache = cache
        self.fingerprint = translator.fingerprint
        self.title = translator.title
        self.starter = translator.starter

    def translate(
        self, texts: Sequence[str], *, hypotheses: int = 1, prefixes: Sequence[str | None] | None = None
    ) -> list[list[Hypothesis]]:
        """Give hypotheses for each text, as the translator does."""
        chosen = list(prefixes or [None] * len(texts))
        keys = [
            store.key("hypotheses", self.fingerprint, hypotheses, text, prefix)
            for text, prefix in zip(texts, chosen, strict=True)
        ]
        known = self._cache.rows(keys)
        missing = [index for index, name in enumerate(keys) if name not in known]
        if missing:
            made = self._translator.translate(
                [texts[index] for index in missing],
                hypotheses=hypotheses,
                prefixes=[chosen[index] for index in missing] if prefixes else None,
            )
            fresh = {keys[index]: _dump(found) for index, found in zip(missing, made, strict=True)}
            self._cache.add_rows(fresh)
            known |= fresh
        return [[Hypothesis(text, score) for text, score in json.loads(known[name])] for name in keys]


def _dump(hypotheses: Sequence[Hypothesis]) -> bytes:
    return json.dumps([(found.text, found.score) for found in hypotheses], ensure_ascii=False).encode()
