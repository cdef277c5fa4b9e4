"""The finished file measured from outside: where sentences and words lie in the decoded MP3, and how loud it is.

The meter is an implementation of its own (benchmarks/meter.py), with the coefficients that BS.1770 prints.
"""

import numpy as np  # noqa: TID253
import pytest

import meter
from lattlast.narration import audio, narrate, script
from lattlast.narration.voices.espeak import EspeakVoice

from .fakes import LEXICON, article, block, document

LISTED = (
    "Avgift, beslut, cykelväg, detaljplan, elevhälsa, fritids, gångbana, hemtjänst, idrottshall, kulturhus, lekplats, "
    "matsal, nämnd, områden, parkering, renhållning, simhall, tomtkö, utställning, valnämnd, åkermark, äldreboende."
)


@pytest.fixture(scope="module")
def spoken():
    doc = document(*article().blocks, block("paragraph", LISTED))
    return doc, narrate(doc, voice=EspeakVoice(), lexicon=LEXICON)


@pytest.fixture(scope="module")
def decoded(spoken):
    samples, rate = audio.decode(spoken[1].audio)
    return samples.astype(float), rate


def test_every_sentence_lies_where_its_clip_says(spoken, decoded):
    (doc, narration), (samples, rate) = spoken, decoded
    lines = [line for line in script(doc, lexicon=LEXICON) if line.segment]
    for clip, speech in zip(narration.clips, EspeakVoice().speak(lines), strict=True):
        part = speech.samples.astype(float)
        assert abs(meter.offset(part, samples, round(clip.begin * rate), reach=rate // 5)) <= 0.01 * rate


def test_words_after_a_pause_begin_where_they_are_heard(spoken, decoded):
    narration, (samples, rate) = spoken[1], decoded
    listed = next(clip for clip in narration.clips if len(clip.words) > 20)
    found = [meter.onset(samples, rate, word.begin) for word in listed.words]
    heard = [abs(late) for late in found if late is not None]
    assert len(heard) >= 15
    assert np.percentile(heard, 95) <= 0.02


def test_the_file_is_as_loud_as_it_should_be_and_clips_nowhere(decoded):
    samples, rate = decoded
    assert meter.lufs(samples, rate) == pytest.approx(audio.TARGET_LUFS, abs=0.5)
    assert meter.true_peak(samples) <= -1.0


def test_the_meter_reads_the_tone_of_the_standard_right():
    tone = np.sin(2 * np.pi * 997 * np.arange(5 * 48_000) / 48_000)
    assert meter.lufs(tone, 48_000) == pytest.approx(-3.01, abs=0.05)
    between = np.sin(2 * np.pi * 12_000 * np.arange(48_000) / 48_000 + np.pi / 4)
    assert meter.true_peak(between) == pytest.approx(0.0, abs=0.1)
