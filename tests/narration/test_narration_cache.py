"""What is kept of a narration: each utterance by itself, so that only what is new is spoken."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np  # noqa: TID253
import pytest

from lattlast.caching import CachedVoice
from lattlast.errors import EngineError
from lattlast.model import Document, map_segments
from lattlast.narration import narrate, script
from lattlast.narration.voices.espeak import EspeakVoice
from lattlast.narration.voices.gtts import GttsVoice
from lattlast.ports import Speech, Utterance
from lattlast.store import Store

from .fakes import LEXICON, Clock, Reply, ToneVoice, answer, article, block, document, google, mp3


class CountingVoice(ToneVoice):
    """Tones, with a note of what they were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def speak(self, utterances: Sequence[Utterance]) -> list[Speech]:
        self.asked += [utterance.spoken for utterance in utterances]
        return super().speak(utterances)


@pytest.fixture
def cache(tmp_path):
    with Store(tmp_path / "cache") as store:
        yield store


def changed(doc: Document, segment: str, text: str) -> Document:
    """Give the document with one segment's text replaced."""
    blocks = map_segments(doc.blocks, lambda found: replace(found, text=text) if found.id == segment else found)
    return replace(doc, blocks=blocks)


def articles() -> list[Document]:
    names = ["Berga", "Tomta", "Lillån", "Solbacka", "Norra hamnen", "Ekeby", "Vik", "Åsen", "Kvarnby", "Hult"]
    return [
        document(
            block("title", f"Ny lekplats i {name}"),
            block("paragraph", f"Den {day} maj öppnar lekplatsen i {name}.", "Alla är välkomna på tårta kl. 14."),
        )
        for day, name in enumerate(names, start=1)
    ]


def test_changing_one_sentence_speaks_one_sentence(cache):
    voice = CountingVoice()
    narrate(article(), voice=CachedVoice(voice, cache), lexicon=LEXICON)
    assert len(voice.asked) == len(script(article(), lexicon=LEXICON))
    voice.asked.clear()
    narrate(changed(article(), "s4", "Filialen i Tomta stänger."), voice=CachedVoice(voice, cache), lexicon=LEXICON)
    assert voice.asked == ["Filialen i Tomta stänger."]


def test_a_sentence_that_stands_twice_is_spoken_once(cache):
    voice, twice = CountingVoice(), document(block("paragraph", "Välkommen!", "Vi ses.", "Välkommen!"))
    narration = narrate(twice, voice=CachedVoice(voice, cache), lexicon=LEXICON)
    assert voice.asked.count("Välkommen!") == 1
    assert len(narration.clips) == 3


def test_what_is_kept_gives_the_same_file_as_what_is_fresh(cache):
    fresh = narrate(article(), voice=CachedVoice(CountingVoice(), cache), lexicon=LEXICON)
    kept = narrate(article(), voice=CachedVoice(ToneVoice(), cache), lexicon=LEXICON)
    assert fresh == kept


def test_nothing_is_kept_of_a_voice_that_is_quicker_than_the_cache(cache):
    voice, quick = CachedVoice(EspeakVoice(), cache), CountingVoice()
    assert narrate(article(), voice=voice, lexicon=LEXICON) == narrate(article(), voice=voice, lexicon=LEXICON)
    quick.quick = True
    CachedVoice(quick, cache).speak(script(article(), lexicon=LEXICON))
    assert voice.used == set()
    assert not list((cache.folder / "blobs").rglob("*"))


def test_an_utterance_sounds_the_same_whatever_stands_around_it():
    voice = EspeakVoice()
    line = Utterance("s9", "Simhallen stänger tidigare på fredag.", "sv", 0.3)
    others = [Utterance("s1", "The pool is closed.", "en", 0.3), Utterance("s2", "Vi hörs!", "sv", 0.3)]
    alone, among = voice.speak([line])[0], voice.speak([*others, line])[2]
    assert np.array_equal(alone.samples, among.samples)
    assert alone.words == among.words


def test_ten_articles_at_once_give_the_same_files_as_one_by_one():
    def spoken(doc: Document) -> bytes:
        return narrate(doc, voice=EspeakVoice(), lexicon=LEXICON).audio

    one_by_one = [spoken(doc) for doc in articles()]
    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(spoken, articles())) == one_by_one


def test_what_a_server_spoke_before_it_failed_is_kept(cache):
    lines = [Utterance(f"s{number}", f"Mening {name}.", "sv", 0.3) for number, name in enumerate("abcd")]
    sound: Reply = (200, {}, answer(mp3()))
    with google(sound, sound, (403, {}, "")) as server, pytest.raises(EngineError, match="403"):
        CachedVoice(GttsVoice(address=server.address, sleep=Clock()), cache).speak(lines)
    with google(sound) as server:
        speeches = CachedVoice(GttsVoice(address=server.address, sleep=Clock()), cache).speak(lines)
        assert server.texts() == ["Mening c.", "Mening d."]
    assert [speech.samples.size for speech in speeches] == [12_000] * 4


def test_another_pace_is_another_speech(cache):
    line = [Utterance("s1", "Det tar sin tid.", "sv", 0.3)]
    normal = CachedVoice(EspeakVoice(), cache).speak(line)[0]
    assert CachedVoice(EspeakVoice(speed="slow"), cache).speak(line)[0].samples.size > normal.samples.size


def test_silence_is_kept_as_silence(cache):
    nothing = [Utterance("s1", "…", "sv", 0.3)]
    for _ in range(2):
        assert CachedVoice(ToneVoice(), cache).speak(nothing)[0].samples.size == 0
