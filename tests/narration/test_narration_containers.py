import io

import numpy as np  # noqa: TID253
import pytest

from lattlast.model import Narration
from lattlast.narration import containers, narrate

from .fakes import LEXICON, ToneVoice, article

av = pytest.importorskip("av", reason="PyAV is an extra: pip install lattlast[m4b]")


@pytest.fixture(scope="module")
def spoken() -> Narration:
    return narrate(article(), voice=ToneVoice(), lexicon=LEXICON, formats=["mp3", "m4b", "opus"])


@pytest.mark.parametrize("kind", sorted(containers.KINDS))
def test_the_chapters_are_those_of_the_mp3(spoken, kind):
    with av.open(io.BytesIO(spoken.others[kind])) as file:
        found = [(chapter["metadata"]["title"], chapter["start"] * chapter["time_base"]) for chapter in file.chapters()]
    assert [title for title, _ in found] == [chapter.title for chapter in spoken.chapters]
    assert [float(start) for _, start in found] == pytest.approx([c.begin for c in spoken.chapters], abs=0.002)


@pytest.mark.parametrize("kind", sorted(containers.KINDS))
def test_the_sound_begins_and_ends_where_the_mp3_does(spoken, kind):
    with av.open(io.BytesIO(spoken.others[kind])) as file:
        rate = file.streams.audio[0].rate
        samples = np.concatenate([frame.to_ndarray().ravel() for frame in file.decode(audio=0)])
    assert samples.size / rate == pytest.approx(spoken.seconds, abs=0.06)
    frames = np.flatnonzero(np.abs(samples) > 0.05) / rate
    assert frames[0] == pytest.approx(spoken.clips[0].begin, abs=0.01)


def test_the_same_narration_gives_the_same_files(spoken):
    assert narrate(article(), voice=ToneVoice(), lexicon=LEXICON, formats=["m4b", "opus"]).others == spoken.others


def test_the_file_tells_its_title(spoken):
    with av.open(io.BytesIO(spoken.others["m4b"])) as file:
        assert file.metadata["title"] == "Biblioteket får längre öppettider"
        assert file.streams.audio[0].metadata["language"] == "swe"
