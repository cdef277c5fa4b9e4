import numpy as np  # noqa: TID253
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray  # noqa: TID253

from lattlast.errors import EngineError
from lattlast.narration import audio
from lattlast.narration.voices.espeak import EspeakVoice
from lattlast.ports import Utterance

RATE = 22_050


def tone(
    seconds: float = 3.0, amplitude: float = 0.5, frequency: float = 997.0, rate: int = RATE
) -> NDArray[np.float32]:
    return (amplitude * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


@pytest.mark.parametrize("rate", [22_050, 24_000, 48_000])
@pytest.mark.parametrize(("amplitude", "lufs"), [(1.0, -3.01), (0.1, -23.01)])
def test_a_tone_of_997_hertz_has_the_loudness_of_the_standard(rate, amplitude, lufs):
    assert audio.loudness(tone(amplitude=amplitude, rate=rate), rate) == pytest.approx(lufs, abs=0.1)


def test_silence_between_does_not_count():
    loud = tone()
    with_rest = np.concatenate([loud, np.zeros(5 * RATE, dtype=np.float32), loud])
    assert audio.loudness(with_rest, RATE) == pytest.approx(audio.loudness(loud, RATE), abs=0.4)


def test_a_low_tone_counts_less():
    assert audio.loudness(tone(frequency=40), RATE) < audio.loudness(tone(), RATE) - 3


def test_the_true_peak_lies_between_samples():
    at = np.arange(RATE) / RATE
    between = np.sin(2 * np.pi * RATE / 4 * at + np.pi / 4).astype(np.float32)
    assert 20 * np.log10(np.abs(between).max()) == pytest.approx(-3.01, abs=0.1)
    assert audio.true_peak(between) == pytest.approx(0.0, abs=0.3)


@given(seed=st.integers(0, 2**32 - 1), gain=st.floats(0.02, 1.0))
def test_levelled_sound_keeps_its_length_and_stays_under_the_ceiling(seed, gain):
    noise = np.random.default_rng(seed).normal(0, 0.2 * gain, RATE).clip(-1, 1).astype(np.float32)
    levelled = audio.level(noise, RATE)
    assert levelled.size == noise.size
    assert audio.true_peak(levelled) <= -1.0


def test_silence_stays_silence():
    assert not audio.level(np.zeros(RATE, dtype=np.float32), RATE).any()


@pytest.mark.parametrize("speed", ["normal", "slow"])
def test_the_file_has_the_target_loudness_and_no_peak_above_minus_one(speed):
    text = "Kommunen ber alla som bor vid ån att hålla sig borta från vattnet. Isen är tunn efter helgens regn."
    speech = EspeakVoice(speed=speed).speak([Utterance("s1", text, "sv", 0.0)])[0]
    samples, rate = audio.decode(audio.encode(audio.level(speech.samples, RATE), RATE))
    assert rate == RATE
    assert audio.loudness(samples, rate) == pytest.approx(audio.TARGET_LUFS, abs=0.5)
    assert audio.true_peak(samples) <= -1.0


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_the_file_is_64_kilobits_and_loses_no_sample(rate):
    sound = tone(seconds=4.0, rate=rate)
    data = audio.encode(sound, rate)
    samples, decoded_rate = audio.decode(data)
    assert (samples.size, decoded_rate) == (sound.size, rate)
    assert len(data) * 8 / 4.0 == pytest.approx(64_000, rel=0.05)


def test_a_rate_that_mp3_does_not_know_is_refused():
    with pytest.raises(EngineError, match="11000"):
        audio.encode(tone(rate=11_000), 11_000)


def test_what_is_no_sound_is_refused():
    with pytest.raises(EngineError):
        audio.decode(b"<html>")


def test_clipped_runs_are_counted():
    clipped = np.clip(tone(seconds=0.1, amplitude=3.0, frequency=100), -1, 32767 / 32768)
    assert audio.clipped_runs(clipped) == 20
    assert audio.clipped_runs(tone(amplitude=0.9)) == 0


def test_the_longest_silence_is_found():
    rest = np.zeros(RATE, dtype=np.float32)
    sound = np.concatenate([tone(1.0), rest, tone(1.0), rest, rest])
    begin, length = audio.longest_silence(sound, RATE)
    assert begin == pytest.approx(3.0, abs=0.02)
    assert length == pytest.approx(2.0, abs=0.02)


def test_a_sound_of_minutes_is_measured_and_levelled_as_a_whole():
    long = np.concatenate([tone(61.0, amplitude=0.2), tone(61.0, amplitude=0.9)])
    levelled = audio.level(long, RATE)
    assert levelled.size == long.size
    assert audio.loudness(levelled, RATE) == pytest.approx(audio.TARGET_LUFS, abs=0.1)
    seam = slice(60 * RATE - 50, 60 * RATE + 50)
    assert np.allclose(levelled[seam] / long[seam], levelled[0:100][50] / long[0:100][50], rtol=1e-3)
