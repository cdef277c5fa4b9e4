"""Piper with a tiny voice made for the test: the real library runs it, no voice is downloaded."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np  # noqa: TID253
import pytest

from lattlast.errors import EngineError, EngineMissingError, InputError
from lattlast.narration import narrate
from lattlast.narration.rules import words
from lattlast.narration.voices import installed
from lattlast.narration.voices.piper import PiperVoice
from lattlast.ports import Utterance, load

from .fakes import LEXICON, article
from .onnx_model import SAMPLES_PER_SOUND, install_files

pytest.importorskip("piper", reason="Piper is an extra: pip install lattlast[piper]")
LINE = Utterance("s1", "Badet öppnar igen på fredag.", "sv", 0.3)


@pytest.fixture(autouse=True)
def _data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def tones(tmp_path):
    return installed.install(str(install_files(tmp_path / "files")))


def test_without_a_voice_piper_speaks_nothing():
    assert load("voices", "piper")(speed="calm").speaks("sv") is False
    with pytest.raises(EngineMissingError, match="sv") as caught:
        PiperVoice().speak([LINE])
    assert "lattlast voices install" in caught.value.hint


def test_an_installed_voice_speaks_its_language_alone(tones):
    voice = PiperVoice()
    assert (tones.name, tones.lang) == ("sv_SE-tones-low", "sv")
    assert voice.speaks("sv-simple")
    assert not voice.speaks("en")
    assert tones.digest[:12] in voice.fingerprint


def test_every_word_begins_where_its_sounds_begin(tones):
    speech = PiperVoice().speak([LINE])[0]
    assert [(word.start, word.end) for word in speech.words] == list(words(LINE.spoken))
    begins = [word.begin for word in speech.words]
    assert begins == sorted(set(begins))
    assert all(begin % SAMPLES_PER_SOUND < 64 for begin in begins)
    assert speech.words[-1].finish == speech.samples.size


def test_the_same_words_give_the_same_samples(tones):
    alone = PiperVoice().speak([LINE])[0]
    among = PiperVoice().speak([Utterance("s2", "Hej!", "sv", 0.0), LINE])[1]
    assert np.array_equal(alone.samples, among.samples)


def test_a_voice_of_another_rate_is_brought_to_the_rate(tmp_path):
    installed.install(str(install_files(tmp_path / "files", rate=16_000)))
    slow = PiperVoice().speak([LINE])[0]
    assert slow.samples.size % SAMPLES_PER_SOUND != 0
    assert slow.words[-1].finish == slow.samples.size
    assert 0.5 < np.abs(slow.samples).max() <= 1


def test_an_article_is_narrated_with_all_its_words(tones):
    narration = narrate(article(), voice=PiperVoice(), lexicon=LEXICON)
    assert narration.voice == "Piper"
    assert all(clip.words for clip in narration.clips)
    assert "narration-unspoken" not in {finding.code for finding in narration.findings}


def test_a_changed_file_is_not_used(tones):
    tones.path.write_bytes(tones.path.read_bytes() + b"\0")
    with pytest.raises(EngineError, match="changed"):
        PiperVoice().speak([LINE])


def test_a_voice_can_be_installed_from_an_address(tmp_path):
    install_files(tmp_path / "files", name="sv_SE-far-low")
    handler = partial(_Quiet, directory=str(tmp_path / "files"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        voice = installed.install(f"http://127.0.0.1:{server.server_address[1]}/sv_SE-far-low.onnx")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert installed.voices() == [voice]
    assert PiperVoice().speaks("sv")


def test_a_removed_voice_is_gone(tones):
    installed.remove(tones.name)
    assert installed.voices() == []
    with pytest.raises(InputError, match="No voice"):
        installed.remove(tones.name)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"audio": {}, "espeak": {}, "phoneme_id_map": {}}'])
def test_what_is_no_voice_is_refused_and_leaves_nothing(content, tmp_path):
    path = install_files(tmp_path / "files")
    path.with_name(f"{path.name}.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="does not describe"):
        installed.install(str(path))
    assert installed.voices() == []


@pytest.mark.parametrize("source", ["nowhere.onnx", "voice.zip", "http://127.0.0.1:9/voice.onnx"])
def test_what_cannot_be_read_is_refused(source):
    with pytest.raises(InputError):
        installed.install(source)


def test_a_model_that_cannot_be_loaded_is_an_engine_error(tmp_path):
    path = install_files(tmp_path / "files")
    path.write_bytes(b"not a model")
    installed.install(str(path))
    with pytest.raises(EngineError, match="Piper"):
        PiperVoice().speak([LINE])


def test_a_voice_beside_the_lock_is_passed_over(tmp_path):
    install_files(installed.folder())
    assert installed.voices() == []
    assert not (installed.folder() / installed.LOCK).exists()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
