import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.errors import EngineError
from lattlast.narration.voices.gtts import GttsVoice, clauses
from lattlast.ports import Speech, Utterance

from .fakes import Clock, Google, Reply, answer, google, mp3

SOUND: Reply = (200, {}, answer(mp3()))
BUSY: Reply = (429, {"Retry-After": "7"}, "")
BROKEN: Reply = (503, {}, "")
LINE = Utterance("s1", "Biblioteket öppnar klockan tio.", "sv", 0.0)


def speak(server: Google, *lines: Utterance, timeout: float = 5.0) -> tuple[list[Speech], Clock]:
    clock = Clock()
    voice = GttsVoice(address=server.address, timeout=timeout, sleep=clock)
    return voice.speak(lines or [LINE]), clock


def test_the_text_goes_out_and_sound_comes_back():
    with google(SOUND) as server:
        speeches, _ = speak(server)
    assert server.texts() == [LINE.spoken]
    assert speeches[0].words == ()
    assert speeches[0].samples.size == 12_000


def test_a_long_text_is_cut_between_clauses_and_joined():
    spoken = "Badet stänger i juni, men det öppnar igen när taket är lagat. " * 3
    with google(SOUND) as server:
        speeches, _ = speak(server, Utterance("s1", spoken, "sv", 0.0))
    assert len(server.asked) > 1
    assert " ".join(server.texts()) == spoken.strip()
    assert speeches[0].samples.size == 12_000 * len(server.asked)


@pytest.mark.parametrize("trouble", [BUSY, BROKEN], ids=["429", "503"])
def test_a_busy_server_is_asked_again(trouble):
    with google(trouble, trouble, SOUND) as server:
        speeches, clock = speak(server)
    assert len(server.asked) == 3
    assert speeches[0].samples.size
    assert sum(clock.waited) >= 3


def test_the_server_may_say_how_long_to_wait():
    with google(BUSY, SOUND) as server:
        _, clock = speak(server)
    assert 7.0 in clock.waited


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (BUSY, "429"),
        ((403, {}, ""), "403"),
        ((404, {}, answer(mp3())), "404"),
        ((200, {}, "<html>Sorry</html>"), "without sound"),
        ((200, {}, answer(b"<html>not a sound</html>")), "cannot be read"),
        ((200, {}, answer(mp3(rate=16_000))), "16000"),
        ((200, {"Content-Length": "99999"}, "cut off"), "cannot be reached"),
        ((200, {}, ')]}\'\n[["wrb.fr","jQ1olc","[\\"abc\\"]"]]'), "without sound"),
    ],
    ids=[
        "always busy",
        "forbidden",
        "refused with sound",
        "page",
        "not sound",
        "other rate",
        "truncated",
        "half a code",
    ],
)
def test_what_is_no_sound_is_an_engine_error(reply, message):
    with google(reply) as server, pytest.raises(EngineError, match=message) as caught:
        speak(server)
    assert "espeak" in caught.value.hint or "again" in caught.value.hint


def test_a_server_that_stalls_is_given_up():
    with google((200, {}, None)) as server, pytest.raises(EngineError, match="ReadTimeout"):
        speak(server, timeout=0.05)


def test_offline_the_error_names_the_voice_that_works():
    with google(SOUND) as server:
        address = server.address
    with pytest.raises(EngineError) as caught:
        GttsVoice(address=address, sleep=Clock()).speak([LINE])
    assert "--voice espeak" in caught.value.hint


def test_the_certificate_is_checked():
    with google(SOUND) as server, pytest.raises(EngineError, match="SSLError"):
        GttsVoice(address=server.address.replace("http:", "https:"), sleep=Clock()).speak([LINE])


@pytest.mark.parametrize(("lang", "known"), [("sv", True), ("nb", True), ("sv-simple", True), ("so", False)])
def test_gtts_speaks_what_google_lists(lang, known):
    assert GttsVoice().speaks(lang) is known


def test_there_is_a_rest_between_requests():
    with google(SOUND) as server:
        _, clock = speak(server, LINE, LINE)
    assert len(clock.waited) == 2
    assert min(clock.waited) > 0


@given(text=st.text(alphabet="abc ,.!", max_size=400))
def test_clauses_keep_every_word_and_the_limit(text):
    parts = list(clauses(text))
    assert all(0 < len(part) <= 100 for part in parts)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
