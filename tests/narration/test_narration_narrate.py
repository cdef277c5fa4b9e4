import io
from importlib import import_module
from typing import Any

import numpy as np  # noqa: TID253
import pytest

from lattlast.errors import EngineMissingError
from lattlast.model import Narration
from lattlast.narration import audio, narrate
from lattlast.narration.voices.espeak import EspeakVoice

from .fakes import LEXICON, ToneVoice, article, block, document


@pytest.fixture(scope="module")
def spoken():
    return narrate(article(), voice=EspeakVoice(), lexicon=LEXICON)


@pytest.fixture(scope="module")
def tones():
    return narrate(article(), voice=ToneVoice(), lexicon=LEXICON)


def codes(narration: Narration) -> list[str]:
    return [finding.code for finding in narration.findings]


def test_every_segment_has_a_clip_in_reading_order(spoken):
    assert [clip.segment for clip in spoken.clips] == [segment.id for segment in article().segments()]
    times = [time for clip in spoken.clips for time in (clip.begin, clip.end)]
    assert times == sorted(times)
    assert times[-1] <= spoken.seconds


def test_every_word_of_the_text_has_a_time(spoken):
    for clip, segment in zip(spoken.clips, article().segments(), strict=True):
        covered = "".join(segment.text[word.start : word.end] for word in clip.words)
        assert [char for char in covered if char.isalnum()] == [char for char in segment.text if char.isalnum()]


def test_the_times_fit_the_decoded_file(tones):
    """A tone begins where the narration says that its word does."""
    samples, rate = audio.decode(tones.audio)
    assert samples.size / rate == pytest.approx(tones.seconds, abs=0.001)
    frames = np.abs(samples[: samples.size // 44 * 44]).reshape(-1, 44).max(axis=1) > 0.05
    onsets = np.flatnonzero(np.diff(frames.astype(int)) == 1) * 44 / rate
    begins = np.array([word.begin for clip in tones.clips for word in clip.words if word.begin > 0])
    assert np.abs(onsets[:, None] - begins[None, :]).min(axis=0).max() < 0.01


def test_the_chapters_are_the_headings(spoken):
    begins = {clip.segment: clip.begin for clip in spoken.clips}
    assert [(chapter.title, chapter.begin) for chapter in spoken.chapters] == [
        ("Biblioteket får längre öppettider", begins["s1"]),
        ("Så blir tiderna", begins["s3"]),
        ("Därför ändras de", begins["s6"]),
    ]
    assert spoken.chapters[-1].end == spoken.seconds


def test_the_file_tells_what_it_is(spoken):
    tags: Any = import_module("mutagen.id3").ID3(io.BytesIO(spoken.audio))
    assert tags.version == (2, 3, 0)
    assert str(tags["TIT2"]) == "Biblioteket får längre öppettider"
    assert str(tags["TLAN"]) == "swe"
    assert str(tags["TALB"]) == "Åkerby kommun"
    assert "syntetiskt tal" in str(tags.getall("COMM")[0])
    assert "Filialen i Berga" in tags.getall("USLT")[0].text
    assert tags.getall("CTOC")[0].child_element_ids == ["chapter1", "chapter2", "chapter3"]
    starts = [frame.start_time for frame in sorted(tags.getall("CHAP"), key=lambda frame: frame.element_id)]
    assert starts == [round(chapter.begin * 1000) for chapter in spoken.chapters]


def test_the_loudness_is_right(spoken):
    samples, rate = audio.decode(spoken.audio)
    assert audio.loudness(samples, rate) == pytest.approx(audio.TARGET_LUFS, abs=0.5)
    assert audio.true_peak(samples) <= -1.0


def test_the_same_document_gives_the_same_bytes(spoken):
    assert narrate(article(), voice=EspeakVoice(), lexicon=LEXICON) == spoken


def test_a_good_narration_has_no_findings(spoken):
    assert spoken.findings == ()


def test_a_language_without_a_voice_is_refused():
    with pytest.raises(EngineMissingError, match="Somali") as caught:
        narrate(article(lang="so"), voice=EspeakVoice(), lexicon=LEXICON)
    assert "--no-audio" in caught.value.hint


def test_an_empty_document_is_the_notice_alone():
    narration = narrate(document(), voice=ToneVoice(), lexicon=LEXICON)
    assert narration.clips == ()
    assert narration.chapters == ()
    assert narration.seconds > 0


def test_words_that_were_not_spoken_are_told():
    doc = document(block("paragraph", "Allt är klart.", "Filialen i Berga stänger."))
    narration = narrate(doc, voice=ToneVoice(forgets="Berga"), lexicon=LEXICON)
    assert [(finding.code, finding.segment) for finding in narration.findings] == [("narration-unspoken", "s2")]
    assert "Berga" in narration.findings[0].message


def test_a_long_silence_is_told():
    narration = narrate(document(block("paragraph", "Tyst nu.")), voice=ToneVoice(gap=3.0), lexicon=LEXICON)
    assert "narration-silence" in codes(narration)


def test_a_distorted_voice_is_told():
    narration = narrate(document(block("paragraph", "För högt.")), voice=ToneVoice(loudness=1.5), lexicon=LEXICON)
    assert "narration-clipped" in codes(narration)


def test_a_length_that_cannot_be_right_is_told():
    paragraphs = [block("paragraph", "Ansökningarna handläggs i den ordning som de kommer in.")] * 10
    narration = narrate(document(*paragraphs), voice=ToneVoice(), lexicon=LEXICON)
    assert "narration-duration" in codes(narration)


@pytest.mark.parametrize("speed", ["normal", "calm", "slow"])
def test_espeak_takes_the_time_that_is_expected(speed):
    paragraphs = [
        block("paragraph", "Förskolan på Klockarvägen får en ny gård.", "Barnen har själva ritat hur den ska se ut."),
        block("paragraph", "Först kommer grävmaskinerna, sedan planteras häckar och fruktträd."),
    ] * 4
    narration = narrate(document(*paragraphs), voice=EspeakVoice(speed=speed), lexicon=LEXICON, speed=speed)
    assert narration.findings == ()


def test_what_nobody_could_listen_to_is_left_out_and_told():
    doc = document(block("paragraph", "kommunen bygger och " * 1_000), block("paragraph", "Det är gratis."))
    narration = narrate(doc, voice=ToneVoice(), lexicon=LEXICON)
    assert [clip.segment for clip in narration.clips] == ["s2"]
    assert [(finding.code, finding.segment) for finding in narration.findings] == [("narration-unspoken", "s1")]
