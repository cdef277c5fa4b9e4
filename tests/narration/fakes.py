"""What the narration tests share: a glossary, a small document, a voice of pure tones, Google's server on loopback."""

from __future__ import annotations

import base64
import json
import threading
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np  # noqa: TID253

from lattlast.model import Block, BlockKind, Document, Segment, renumber
from lattlast.narration import audio, load_lexicon
from lattlast.narration.rules import words
from lattlast.ports import Speech, SpokenWord, Utterance
from lattlast.text import abbreviations

Reply = tuple[int, Mapping[str, str], str | None]
GLOSSARY = Path(__file__).parents[2] / "glossary"
LEXICON = load_lexicon(
    [(GLOSSARY / "pronunciations.csv").read_bytes()],
    abbreviations.load((GLOSSARY / "abbreviations.csv").read_bytes()),
)


class ToneVoice:
    """Speaks Swedish and English as tones: a tenth of a second for each word, half of it silent."""

    title = "Tones"
    rate = 22_050
    online = False
    quick = False
    fingerprint = "tones-1"

    def __init__(self, *, loudness: float = 0.3, forgets: str = "", gap: float = 0.05) -> None:
        self.loudness = loudness
        self.forgets = forgets
        self.gap = gap

    def speaks(self, lang: str) -> bool:
        return lang in {"sv", "en"}

    def speak(self, utterances: Sequence[Utterance]) -> list[Speech]:
        return [self._speech(utterance.spoken) for utterance in utterances]

    def _speech(self, spoken: str) -> Speech:
        sounding, silent = round(0.05 * self.rate), round(self.gap * self.rate)
        tone = self.loudness * np.sin(2 * np.pi * 441 * np.arange(sounding) / self.rate)
        word = np.concatenate([tone, np.zeros(silent)]).astype(np.float32)
        spans = [span for span in words(spoken) if spoken[slice(*span)] != self.forgets]
        times = (SpokenWord(*span, at * word.size, at * word.size + sounding) for at, span in enumerate(spans))
        return Speech(np.tile(word, len(spans)), tuple(times))


def block(kind: BlockKind, *texts: str, children: Sequence[Block] = (), level: int = 0, **attrs: str) -> Block:
    return Block(kind, tuple(Segment("", text) for text in texts), tuple(children), level, attrs)


def document(*blocks: Block, lang: str = "sv", **meta: str) -> Document:
    return Document("artikel", lang, renumber(blocks), meta)


def article(lang: str = "sv") -> Document:
    return document(
        block("title", "Biblioteket får längre öppettider"),
        block("lead", "Från den 1 mars 2026 är det öppet till kl. 19."),
        block("heading", "Så blir tiderna", level=2),
        block("paragraph", "Filialen i Berga har samma tider som förut.", "Ring 0123-456 78 om du undrar."),
        block("heading", "Därför ändras de", level=2),
        block("paragraph", "Besökarna har blivit 12 % fler på två år."),
        lang=lang,
        site="Åkerby kommun",
    )


def mp3(seconds: float = 0.5, rate: int = 24_000) -> bytes:
    tone = 0.3 * np.sin(2 * np.pi * 330 * np.arange(round(seconds * rate)) / rate)
    return audio.encode(tone.astype(np.float32), rate)


def answer(sound: bytes) -> str:
    """Wrap sound as Google's server does."""
    call = ["wrb.fr", "jQ1olc", json.dumps([base64.b64encode(sound).decode()]), None, None, None, "generic"]
    return ")]}'\n\n" + json.dumps([call], separators=(",", ":")) + "\n"


@dataclass
class Google:
    """Answers each request with the next of `replies`, the last one for ever: (status, headers, body)."""

    replies: list[Reply]
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def texts(self) -> list[str]:
        return [json.loads(json.loads(body)[0][0][1])[0] for body in self.asked]


@contextmanager
def google(*replies: Reply) -> Iterator[Google]:
    """Serve on loopback; a body of None keeps the caller waiting, one shorter than its Content-Length is cut off."""
    server_side = Google(list(replies))
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            server_side.asked.append(urllib.parse.parse_qs(body)["f.req"][0])
            status, headers, content = server_side.replies[min(len(server_side.asked), len(server_side.replies)) - 1]
            if content is None:
                closing.wait(5)
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content.encode())), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    server_side.address = f"http://127.0.0.1:{server.server_address[1]}/batchexecute"
    try:
        yield server_side
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Clock:
    """A sleep that only counts."""

    waited: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
