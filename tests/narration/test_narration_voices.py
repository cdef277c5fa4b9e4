import subprocess
import sys
import textwrap

import numpy as np  # noqa: TID253
import pytest

from lattlast.errors import EngineError, EngineMissingError
from lattlast.narration.rules import words
from lattlast.narration.voices.espeak import EspeakVoice
from lattlast.ports import Utterance, load

from .fakes import ToneVoice

SCRIPT = (
    Utterance("s1", "Kommunen bygger en ny skola i sommar.", "sv", 0.3),
    Utterance("s2", "The school is in the middle of the town.", "en", 0.3),
    Utterance("s3", "Välkommen!", "sv", 0.0),
)
VOICES = pytest.mark.parametrize("voice", [ToneVoice(), EspeakVoice()], ids=["tones", "espeak"])


@VOICES
def test_a_voice_gives_a_speech_for_each_utterance(voice):
    speeches = voice.speak(SCRIPT)
    assert len(speeches) == len(SCRIPT)
    for speech in speeches:
        assert speech.samples.dtype == np.float32
        assert 0 < np.abs(speech.samples).max() <= 1


@VOICES
def test_every_word_has_a_time_and_times_do_not_run_backwards(voice):
    for utterance, speech in zip(SCRIPT, voice.speak(SCRIPT), strict=True):
        assert [(word.start, word.end) for word in speech.words] == list(words(utterance.spoken))
        times = [time for word in speech.words for time in (word.begin, word.finish)]
        assert times == sorted(times)
        assert times[0] >= 0
        assert times[-1] <= speech.samples.size


@VOICES
def test_the_same_script_gives_the_same_samples(voice):
    first, second = voice.speak(SCRIPT), voice.speak(SCRIPT)
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(first, second, strict=True))


@VOICES
def test_nothing_said_is_nothing_heard(voice):
    assert voice.speak([]) == []


@VOICES
def test_somali_is_refused(voice):
    assert not voice.speaks("so")


def test_espeak_does_not_read_somali_in_the_voice_before():
    with pytest.raises(EngineMissingError):
        EspeakVoice().speak([SCRIPT[0], Utterance("s2", "Soo dhawoow", "so", 0.0)])


@pytest.mark.parametrize("lang", ["sv", "sv-simple", "en", "en-GB", "ar", "fi", "pl", "uk", "ti", "fa", "nb", "zh"])
def test_espeak_speaks(lang):
    speech = EspeakVoice().speak([Utterance("", "1 2 3", lang, 0.0)])[0]
    assert EspeakVoice().speaks(lang)
    assert speech.samples.size > 0


def test_words_that_espeak_runs_together_share_their_time():
    speech = EspeakVoice().speak([Utterance("s1", "It is in the box.", "en", 0.0)])[0]
    begins = [word.begin for word in speech.words]
    assert len(set(begins)) == len(begins) == 5


def test_a_slower_pace_takes_longer():
    lengths = [EspeakVoice(speed=speed).speak(SCRIPT)[0].samples.size for speed in ("normal", "calm", "slow")]
    assert lengths == sorted(set(lengths))


def test_the_fingerprint_names_the_pace():
    assert EspeakVoice().fingerprint == EspeakVoice(speed="normal").fingerprint
    assert len({EspeakVoice(speed=speed).fingerprint for speed in ("normal", "calm", "slow")}) == 3


@pytest.mark.parametrize(("name", "online"), [("espeak", False), ("gtts", True)])
def test_the_voices_are_found_by_name(name, online):
    assert load("voices", name)(speed="calm").online is online


def test_espeak_works_from_a_script_without_a_main_guard(tmp_path):
    path = tmp_path / "speak.py"
    path.write_text(
        textwrap.dedent("""
            from lattlast.narration.voices.espeak import EspeakVoice
            from lattlast.ports import Utterance
            assert EspeakVoice().speak([Utterance("", "Hej", "sv", 0.0)])[0].samples.size
        """),
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, path], capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("worker", "message"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "ended"),
        ("import sys; sys.stdin.read(); sys.exit('no memory')", "no memory"),
        ("import sys; sys.stdin.read()", "answer"),
    ],
    ids=["killed", "failed", "silent"],
)
def test_a_worker_that_dies_is_an_engine_error(worker, message, tmp_path):
    path = tmp_path / "worker.py"
    path.write_text(worker, encoding="utf-8")
    with pytest.raises(EngineError, match=message) as caught:
        EspeakVoice(worker=path).speak(SCRIPT)
    assert caught.value.hint
