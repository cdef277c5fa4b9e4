"""Pages from addresses, from real servers on this computer, which behave badly in every way that a server can."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lattlast.addresses import Limits, fetch
from lattlast.errors import InputError
from lattlast.sources import gather
from lattlast.stages import read

PAGE = """<!doctype html><html lang="sv"><title>Nytt bad</title><main><h1>Nytt bad</h1>
<p>Badet vid Storsjön öppnar på lördag. Alla är välkomna att pröva de nya bryggorna, och det är gratis för barn.</p>
<p>Läs om <a href="../priser">priserna</a>.</p><img src="bild.jpg" alt="Bryggor i kvällsljus"></main></html>"""
QUICK = Limits(wait=0.3, total=0.6, size=10_000, redirects=3)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.released = threading.Event()


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self):
        name = self.path.partition("?")[0].strip("/")
        getattr(self, f"_{name.replace('/', '_')}", self._missing)()

    def log_message(self, *_):
        """Keep the tests' output clean."""

    def _answer(self, body, *, status=200, **headers):
        self.send_response(status)
        for key, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        with_body = body if isinstance(body, bytes) else body.encode()
        try:
            self.wfile.write(with_body)
        except OSError:
            self.close_connection = True

    def _nyheter_badet(self):
        self._answer(PAGE)

    def _gammal(self):
        self._answer("", status=301, Location="/nyheter/badet")

    def _runt(self):
        self._answer("", status=302, Location="/runt")

    def _till_fil(self):
        self._answer("", status=302, Location="file:///etc/passwd")

    def _pdf(self):
        self._answer(b"%PDF-1.7", Content_Type="application/pdf")

    def _stor(self):
        self._answer(b"a" * 20_000)

    def _sager_stor(self):
        self._answer(b"", Content_Length="99999999")

    def _avbruten(self):
        self._answer(b"<p>halv", Content_Length="500")

    def _tyst(self):
        self.server.released.wait(5)

    def _droppar(self):
        self.send_response(200)
        self.end_headers()
        while not self.server.released.wait(0.05):
            try:
                self.wfile.write(b"a")
            except OSError:
                return

    def _in(self):
        self._answer("", status=302, Location="http://intranet/")

    def _missing(self):
        self._answer("Finns inte", status=404)


@contextmanager
def serving():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def site():
    with serving() as address:
        yield address


def test_a_page_comes_with_the_address_that_gave_it(site):
    page = fetch(f"{site}/gammal?från=rss", allow_private=True)
    assert (page.data, page.address, page.media_type) == (PAGE.encode(), f"{site}/nyheter/badet", "text/html")


def test_an_article_keeps_both_addresses_and_its_links_and_pictures_lead_somewhere(site):
    (article,) = gather([f"{site}/gammal"], fetch=lambda address: fetch(address, allow_private=True)).articles
    document = read(article).document
    assert document.meta["source"] == f"{site}/nyheter/badet"
    assert document.meta["requested"] == f"{site}/gammal"
    links = [inline.attrs["href"] for segment in document.segments() for inline in segment.inlines if inline.attrs]
    assert links == [f"{site}/priser"]
    assert [block.attrs["src"] for block in document.walk() if block.kind == "figure"] == [f"{site}/nyheter/bild.jpg"]
    assert article.image("bild.jpg") is None


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("runt", "more than 3 times"),
        ("till/fil", "no address"),
        ("pdf", "application/pdf"),
        ("stor", "larger than"),
        ("sager/stor", "larger than"),
        ("avbruten", "broke off"),
        ("tyst", "too long"),
        ("droppar", "too long"),
        ("finns-ej", "404"),
    ],
)
def test_what_gives_no_page_is_told_with_a_way_out(site, path, told):
    path = {"till/fil": "till_fil", "sager/stor": "sager_stor"}.get(path, path)
    with pytest.raises(InputError, match=told) as caught:
        fetch(f"{site}/{path}", allow_private=True, limits=QUICK)
    assert caught.value.hint


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost:8000/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/", "http://100.64.0.1/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_addresses_of_the_inside_are_refused(address):
    with pytest.raises(InputError, match="private network"):
        fetch(address)


def test_a_name_that_leads_inside_by_one_of_its_addresses_is_refused(monkeypatch):
    answers = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: answers)
    with pytest.raises(InputError, match="private network"):
        fetch("http://kommun.example/")


def test_a_redirect_to_the_inside_is_refused(site, monkeypatch):
    """The name of the first page is public; its answers come from the server of these tests."""
    public, inside = (2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.0.0.5", 80))
    port = int(site.rpartition(":")[2])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *_args, **_kwargs: [inside if host == "intranet" else public]
    )
    monkeypatch.setattr(socket, "create_connection", lambda _, timeout: connected(port, timeout))
    with pytest.raises(InputError, match="intranet is in a private"):
        fetch("http://kommun.example/in")


def connected(port, timeout):
    found = socket.socket()
    found.settimeout(timeout)
    found.connect(("127.0.0.1", port))
    return found


@pytest.mark.parametrize("address", ["http://", "http://a:b@c.example/", "https://exempel.example:0/", "http://[::1"])
def test_what_is_no_address_is_told(address):
    with pytest.raises(InputError, match="no address"):
        fetch(address)


def test_an_address_fails_by_itself():
    inputs = gather(["http://127.0.0.1:9/x.html", "-"], stdin=PAGE.encode)
    assert [article.slug for article in inputs.articles] == ["x", "article"]
    with pytest.raises(InputError, match="private"):
        inputs.articles[0].read()
    assert read(inputs.articles[1]).document.title == "Nytt bad"


def test_the_command_reads_what_is_piped_into_it(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "lattlast", "check", "-"],
        input=PAGE.encode(),
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Nytt bad" in run.stdout.decode()
