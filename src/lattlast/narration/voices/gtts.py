"""The voice of Google Translate, by way of gTTS: online, and only where a user asks for it.

Takes utterances, gives samples without word times; every text is sent to Google. gTTS makes the requests and knows the
languages; they are sent from here, so that the server's certificate is checked, nobody waits for ever and a busy
server gets its rest. It does not know about documents.
"""

from __future__ import annotations

import base64
import binascii
import re
import time
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING

from lattlast.errors import EngineError, EngineMissingError
from lattlast.languages import language
from lattlast.ports import Speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import requests
    from numpy import float32
    from numpy.typing import NDArray

    from lattlast.ports import Utterance

ADDRESS = "https://translate.google.com/_/TranslateWebserverUi/data/batchexecute"
_LONGEST = 100
_BREAKS = (".!?…", ",;:–", "")
_AUDIO = re.compile(r'jQ1olc","\[\\"(?P<audio>[A-Za-z0-9+/=]+)\\"\]')
# Where Google's codes differ from BCP 47.
_CODES = {"nb": "no", "zh": "zh-CN", "he": "iw", "jv": "jw"}
_SECONDS_BETWEEN = 0.3
_WAITS = (1.0, 2.0, 4.0, 8.0)
_LONGEST_WAIT = 60.0
_TOO_MANY = 429
_SERVER_FAULT = 500
_OFFLINE = "It needs the internet; the voice “espeak” works without: --voice espeak."
_LATER = "Try again later: what is finished is kept. Or use the voice that works offline: --voice espeak."


class GttsVoice:
    """Google Translate's voice; Google has two paces, so *calm* is its normal one."""

    title = "Google Translate (gTTS)"
    rate = 24_000
    online = True
    quick = False

    def __init__(
        self,
        *,
        speed: str = "normal",
        address: str = ADDRESS,
        timeout: float = 20.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._slow = speed == "slow"
        self._address = address
        self._timeout = timeout
        self._sleep = sleep
        self.fingerprint = f"gtts-1-{version('gTTS')}-{'slow' if self._slow else 'normal'}"

    def speaks(self, lang: str) -> bool:
        """Say whether Google lists the language."""
        return _code(lang) is not None

    def speak(self, utterances: Sequence[Utterance]) -> list[Speech]:
        """Speak, a clause a request; raise EngineError where Google cannot be reached or does not answer with sound."""
        import requests

        with requests.Session() as session:
            return [Speech(self._samples(session, utterance)) for utterance in utterances]

    def _samples(self, session: requests.Session, utterance: Utterance) -> NDArray[float32]:
        import numpy as np

        code = _code(utterance.lang)
        if code is None:
            raise EngineMissingError(f"{self.title} does not speak “{utterance.lang}”.", hint="Choose another voice.")
        parts = [self._decoded(self._fetch(session, body)) for body in self._bodies(utterance.spoken, code)]
        return np.concatenate([np.zeros(0, dtype=np.float32), *parts])

    def _bodies(self, text: str, code: str) -> list[str]:
        from gtts import gTTS

        if not re.search(r"\w", text):
            return []
        speech = gTTS(
            text, lang=code, slow=self._slow, lang_check=False, pre_processor_funcs=[], tokenizer_func=clauses
        )  # fmt: skip
        return [str(body) for body in speech.get_bodies()]

    def _fetch(self, session: requests.Session, body: str) -> bytes:
        """Send one request, again where the server is busy or silent; give the MP3."""
        self._sleep(_SECONDS_BETWEEN)
        for wait in (*_WAITS, None):
            answer, trouble = self._send(session, body)
            if answer is not None and not _is_passing(answer):
                return _audio(answer)
            if wait is None:
                break
            self._sleep(_asked_wait(answer) or wait)
        if answer is None:
            raise EngineError(f"Google Translate cannot be reached ({trouble}).", hint=_OFFLINE)
        raise EngineError(f"Google Translate answers {answer.status_code} ({answer.reason}).", hint=_LATER)

    def _send(self, session: requests.Session, body: str) -> tuple[requests.Response | None, str]:
        import requests
        from gtts import gTTS

        try:
            headers = gTTS.GOOGLE_TTS_HEADERS
            return session.post(self._address, data=body, headers=headers, timeout=self._timeout), ""
        except requests.RequestException as error:
            return None, type(error).__name__

    def _decoded(self, mp3: bytes) -> NDArray[float32]:
        from lattlast.narration.audio import decode

        samples, rate = decode(mp3)
        if rate != self.rate:
            raise EngineError(f"Google Translate speaks at {rate} samples a second, not {self.rate}.", hint=_LATER)
        return samples


def clauses(text: str) -> Iterator[str]:
    """Cut a text into pieces that Google takes: at the end of sentences, else of clauses, else between words."""
    rest = text.strip()
    while len(rest) > _LONGEST:
        cut = next((at for marks in _BREAKS if (at := _last_break(rest, marks))), _LONGEST)
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    if rest:
        yield rest


def _last_break(text: str, marks: str) -> int:
    """Find the last space within Google's limit, after one of the marks if any are given; 0 where there is none."""
    spaces = (at for at in range(_LONGEST, 0, -1) if text[at].isspace())
    return next((at for at in spaces if not marks or text[at - 1] in marks), 0)


def _code(lang: str) -> str | None:
    from gtts.lang import tts_langs

    tag = language(lang)
    names = (tag, _CODES.get(tag, tag), tag.partition("-")[0])
    return next((name for name in names if name in tts_langs()), None)


def _is_passing(answer: requests.Response) -> bool:
    return answer.status_code == _TOO_MANY or answer.status_code >= _SERVER_FAULT


def _asked_wait(answer: requests.Response | None) -> float:
    """Give the seconds that a busy server asks for, within reason."""
    asked = answer.headers.get("Retry-After", "") if answer is not None else ""
    return min(float(asked), _LONGEST_WAIT) if asked.isdecimal() else 0.0


def _audio(answer: requests.Response) -> bytes:
    found = _AUDIO.search(answer.text)
    if answer.ok and found is not None:
        with suppress(binascii.Error):
            return base64.b64decode(found["audio"])
    raise EngineError(
        f"Google Translate answers {answer.status_code} without sound; it may have changed.",
        hint="Use the voice that works offline: --voice espeak.",
    )
