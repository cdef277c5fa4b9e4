"""Engines that remember: the same port, with the answers of earlier runs in the cache.

Takes an engine and a cache, gives an engine. Answers of a few words are rows, which the process that runs the build
looks up; speech is large, so it stands in files. It does not know what the answers mean.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lattlast import store
from lattlast.ports import Aligner, Hypothesis, Speech, SpokenWord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.ports import Translator, Utterance, Voice
    from lattlast.run import Home
    from lattlast.store import Blobs
    from lattlast.text.alignment import Link

# How much is lost where a voice fails: an answer of a server costs more than one of this machine.
_ONE = 1
_MANY = 64


class CachedTranslator:
    """Ask the translator only for what no earlier run asked."""

    def __init__(self, translator: Translator, home: Home) -> None:
        self._translator = translator
        self._home = home
        self.used: set[str] = set()
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
        self.used |= {name[: store.BEGINNING] for name in keys}
        known = _read(self._home.rows(sorted(set(keys))))
        missing = [index for index, name in enumerate(keys) if name not in known]
        if missing:
            made = self._translator.translate(
                [texts[index] for index in missing],
                hypotheses=hypotheses,
                prefixes=[chosen[index] for index in missing] if prefixes else None,
            )
            fresh = {keys[index]: found for index, found in zip(missing, made, strict=True)}
            self._home.add_rows({name: _dump(found) for name, found in fresh.items()})
            known |= fresh
        return [known[name] for name in keys]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[list[Link]]:
        """Give the links of each pair, where the translator tells them."""
        if not isinstance(self._translator, Aligner):
            return [[] for _ in pairs]
        keys = [store.key("alignment", self.fingerprint, *pair) for pair in pairs]
        self.used |= {name[: store.BEGINNING] for name in keys}
        known = self._home.rows(sorted(set(keys)))
        missing = {name: pair for name, pair in zip(keys, pairs, strict=True) if name not in known}
        if missing:
            made = self._translator.align(list(missing.values()))
            fresh = {name: json.dumps(links).encode() for name, links in zip(missing, made, strict=True)}
            self._home.add_rows(fresh)
            known = {**known, **fresh}
        return [[(one, two, three, four) for one, two, three, four in json.loads(known[name])] for name in keys]


def _read(rows: Mapping[str, bytes]) -> dict[str, list[Hypothesis]]:
    return {name: [Hypothesis(text, score) for text, score in json.loads(row)] for name, row in rows.items()}


def _dump(hypotheses: Sequence[Hypothesis]) -> bytes:
    return json.dumps([(found.text, found.score) for found in hypotheses], ensure_ascii=False).encode()


class CachedVoice:
    """Have the voice speak only what no earlier run had it speak, and keep it piece by piece.

    Nothing is kept of a quick voice: a second of eSpeak NG takes 0.002 s to say and 25 kB to keep, while its MP3 takes
    0.010 s to write and 8 kB. What comes back of any other voice has been through the cache, fresh or not, so that it
    is the same: mono, 16 bits, without loss.
    """

    def __init__(self, voice: Voice, blobs: Blobs) -> None:
        self._voice = voice
        self._blobs = blobs
        self.used: set[str] = set()
        self.fingerprint = voice.fingerprint
        self.title = voice.title
        self.rate = voice.rate
        self.online = voice.online
        self.quick = voice.quick

    def speaks(self, lang: str) -> bool:
        """Say whether the voice has the language."""
        return self._voice.speaks(lang)

    def speak(self, utterances: Sequence[Utterance]) -> list[Speech]:
        """Give one speech for each utterance, as the voice does; where it fails, what it has spoken is kept."""
        if self.quick:
            return self._voice.speak(utterances)
        keys = [store.key("speech", self.fingerprint, line.lang, line.spoken) for line in utterances]
        self.used |= set(keys)
        known = {name: data for name in keys if (data := self._blobs.blob(name)) is not None}
        missing = {name: line for name, line in zip(keys, utterances, strict=True) if name not in known}
        for names in _batches(list(missing), _ONE if self.online else _MANY):
            made = self._voice.speak([missing[name] for name in names])
            fresh = {name: _packed(speech, self.rate) for name, speech in zip(names, made, strict=True)}
            for name, data in fresh.items():
                self._blobs.add_blob(name, data)
            known |= fresh
        return [_unpacked(known[name]) for name in keys]


def _batches(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (names[start : start + size] for start in range(0, len(names), size))


def _packed(speech: Speech, rate: int) -> bytes:
    """Write the words' times as one line of JSON, then the sound."""
    from lattlast.narration import audio

    times = [(word.start, word.end, word.begin, word.finish) for word in speech.words]
    return json.dumps(times).encode() + b"\n" + audio.pack(speech.samples, rate)


def _unpacked(row: bytes) -> Speech:
    from lattlast.narration import audio

    times, _, sound = row.partition(b"\n")
    return Speech(audio.unpack(sound), tuple(SpokenWord(*time) for time in json.loads(times)))
