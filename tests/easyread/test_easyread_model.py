"""A model behind an address: asked over real HTTP on loopback, judged by the same gates, never in the way."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lattlast.easyread import simplify
from lattlast.easyread.endpoint import Endpoint
from lattlast.errors import ConfigError
from lattlast.model import Block, Document, Segment, renumber

HARD = "Tjejerna i byn sålde saft och bullar vid stranden hela sommaren för att få råd med en ny båt."


def answering(content):
    return lambda handler: handler.reply(200, json.dumps({"choices": [{"message": {"content": content}}]}))


@pytest.fixture
def served():
    """Serve answers as an OpenAI-compatible endpoint does; give its address and what it was asked."""
    asked, stop = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        answer = staticmethod(answering(""))

        def reply(self, status, body):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def do_POST(self):
            asked.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            type(self).answer(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Handler, f"http://127.0.0.1:{server.server_port}/v1", asked, stop
    stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


def easy(url, lexicon, text=HARD, timeout=5.0):
    source = Document("a", "sv", renumber([Block("paragraph", (Segment("", text),))]))
    made = simplify(source, lexicon=lexicon, model=Endpoint(url=url, name="liten", timeout=timeout))
    return made, [segment.text for segment in made.document.segments()]


def test_a_good_answer_is_used_and_told(served, lexicon):
    handler, url, asked, _ = served
    parts = ["Tjejerna i byn sålde saft och bullar vid stranden hela sommaren.", "De får råd med en ny båt."]
    parts[1] = "Det var för att få råd med en ny båt."
    handler.answer = staticmethod(answering(" ".join(parts)))
    made, texts = easy(url, lexicon)
    assert texts == parts
    assert made.units[0].notes == ("reworded by a model",)
    (path, body), *_ = asked
    assert path == "/v1/chat/completions"
    assert body["model"] == "liten"
    assert body["messages"][-1]["content"] == HARD


@pytest.mark.parametrize(
    "answer",
    [
        "Tjejerna i byn sålde saft vid stranden. De ville ha en ny båt.",
        "Killarna i byn sålde saft och bullar vid stranden hela sommaren. Det var för att få råd med en ny båt.",
        "Tjejerna i byn sålde inte saft och bullar vid stranden hela sommaren för att få råd med en ny båt.",
        "Tjejerna i byn sålde 40 saft och bullar vid stranden hela sommaren. Det var för att få råd med en ny båt.",
        "Här är texten: Tjejerna i byn sålde saft och bullar.",
        "",
        "   ",
        "saft " * 500,
    ],
)
def test_an_answer_that_changes_the_meaning_is_left_aside(served, lexicon, answer):
    handler, url, _, _ = served
    handler.answer = staticmethod(answering(answer))
    assert easy(url, lexicon)[1] == [HARD]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, "{}"),
        (404, "no"),
        (200, "not json"),
        (200, "[]"),
        (200, '{"choices": []}'),
        (200, "null"),
        (200, '{"choices": [{"message": {"content": 7}}]}'),
    ],
)
def test_a_broken_answer_leaves_the_sentence(served, lexicon, status, body):
    handler, url, _, _ = served
    handler.answer = staticmethod(lambda request: request.reply(status, body))
    assert easy(url, lexicon)[1] == [HARD]


def test_a_model_that_stalls_is_given_up(served, lexicon):
    handler, url, _, stop = served
    handler.answer = staticmethod(lambda _: stop.wait(30))
    begin = time.monotonic()
    assert easy(url, lexicon, timeout=0.2)[1] == [HARD]
    assert time.monotonic() - begin < 30


def test_nobody_at_the_address_leaves_the_sentence(lexicon):
    assert easy("http://127.0.0.1:9/v1", lexicon)[1] == [HARD]


def test_easy_sentences_and_rights_are_not_sent(served, lexicon):
    _, url, asked, _ = served
    easy(url, lexicon, "Vi ses på torget.")
    easy(url, lexicon, "Du måste lämna in alla papper till oss på kontoret vid torget senast på fredag i nästa vecka.")
    assert asked == []


def test_it_is_told_where_text_goes(lexicon):
    away = Endpoint(url="https://modell.example.se/v1", name="stor", timeout=1)
    assert away.host == "modell.example.se"
    near = ("127.0.0.1", "localhost", "[::1]")
    assert {Endpoint(url=f"http://{host}/v1", name="", timeout=1).host for host in near} == {""}


@pytest.mark.parametrize("url", ["", "modell", "file:///etc/passwd", "ftp://a/b"])
def test_an_address_that_is_none_is_a_setting_to_mend(url):
    with pytest.raises(ConfigError, match="model_url"):
        Endpoint(url=url, name="", timeout=1)
