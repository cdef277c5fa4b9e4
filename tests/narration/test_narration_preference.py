"""Which voice reads: the preferred one, one for a language, and what stands in where it cannot."""

from pathlib import Path

import pytest

from lattlast import config, stages
from lattlast.assets import Assets
from lattlast.errors import ConfigError, EngineError, EngineMissingError
from lattlast.model import Edition, Narration
from lattlast.narration.voices.gtts import GttsVoice
from lattlast.ports import Voice

from .fakes import Clock, ToneVoice, article, google


class BrokenVoice(ToneVoice):
    title = "Broken"

    def speak(self, _):
        raise EngineError("The server is down.", hint="Try again later.")


def assets(folder: Path, **narrate: object) -> Assets:
    return Assets(config.load(folder, environment={}, flags={"narrate": narrate}))


def read(folder: Path, *voices: Voice, lang: str = "sv") -> Narration:
    edition = Edition(lang, article(lang))
    return stages.first_voice(voices, lambda voice: stages.narrate_with(voice, edition, assets(folder)))


def test_the_first_voice_reads(tmp_path):
    narration = read(tmp_path, ToneVoice(), BrokenVoice())
    assert narration.voice == "Tones"
    assert [finding.code for finding in narration.findings if "fallback" in finding.code] == []


def test_where_a_voice_fails_the_next_one_reads_and_a_finding_says_so(tmp_path):
    narration = read(tmp_path, BrokenVoice(), ToneVoice())
    assert narration.voice == "Tones"
    told = narration.findings[0]
    assert (told.code, told.severity) == ("narration-fallback", "warning")
    assert told.message == "The server is down. Tones reads instead."


def test_where_nothing_stands_in_the_failure_is_the_error(tmp_path):
    with pytest.raises(EngineError, match="server is down"):
        read(tmp_path, BrokenVoice())


def test_a_language_that_no_voice_has_is_refused(tmp_path):
    with pytest.raises(EngineMissingError, match="Somali"):
        read(tmp_path, BrokenVoice(), ToneVoice(), lang="so")


def test_the_settings_name_a_voice_for_each_language(tmp_path):
    chosen = assets(tmp_path, voice="espeak", voices={"fi": "gtts"}, fallback="espeak")
    assert [voice.title for voice in chosen.voices("sv")] == ["eSpeak NG"]
    assert [voice.title for voice in chosen.voices("fi-simple")] == ["Google Translate (gTTS)", "eSpeak NG"]


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(ConfigError, match=r"formats"):
        assets(tmp_path, formats=["wav"])


@pytest.mark.parametrize(
    "reply", [(429, {}, ""), (500, {}, ""), (200, {}, "<html>Sorry</html>")], ids=["busy", "broken", "no sound"]
)
def test_where_google_does_not_answer_with_sound_the_chosen_voice_reads(reply, tmp_path):
    with google(reply) as server:
        narration = read(tmp_path, GttsVoice(address=server.address, sleep=Clock()), ToneVoice())
    assert narration.voice == "Tones"
    assert "Google Translate" in narration.findings[0].message
