"""Pictures that lie on another site, a real server on this computer: fetched when asked for, and never to any harm."""

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bs4 import BeautifulSoup

from lattlast import api, planning, sources
from lattlast.assets import Assets
from lattlast.config import Build, Config
from tests.publishing.editions import PNG, SVG

PAGE = """<!doctype html><html lang="sv"><title>Ny brygga</title><main><h1>Ny brygga vid Storsjön</h1>
<p>Bryggan är tolv meter lång och har en ramp, så att alla kan ta sig ner i vattnet utan hjälp.</p>
<img src="{address}" alt="Bryggan i morgonljus"></main></html>"""
FILES = {
    "/brygga.png": ("image/png", PNG),
    "/ritning.svg": ("text/plain", SVG),
    "/forkladd.png": ("image/png", b"<!doctype html><script>alert(1)</script>"),
    "/elak.svg": ("image/svg+xml", SVG.replace(b"</svg>", b"<script>alert(1)</script></svg>")),
    "/stor.png": ("image/png", PNG + bytes(10_000_000)),
}


class Site(ThreadingHTTPServer):
    """A site with pictures, which counts what it is asked for."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.files = dict(FILES)
        self.asked: Counter[str] = Counter()

    def address(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"


class Answers(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, *_):
        """Keep the tests' output clean."""

    def do_GET(self):
        self.server.asked[self.path] += 1
        media_type, data = self.server.files.get(self.path, ("", b""))
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:
            self.close_connection = True


@pytest.fixture
def site():
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def settings(folder, *, fetch_images=True, allow_private=True):
    build = Build(languages=(), easy=False, audio=False, fetch_images=fetch_images, allow_private=allow_private)
    return Assets(Config(folder=folder, build=build))


def build(folder, address, **options):
    """Build one article with a picture at an address; give its folder, its page's picture and its findings."""
    (folder / "brygga.html").write_text(PAGE.format(address=address), encoding="utf-8")
    assets = settings(folder, **options)
    receipt = api.convert(folder / "brygga.html", output=folder / "output", assets=assets)
    page = BeautifulSoup((folder / "output/brygga/sv/index.html").read_bytes(), "lxml")
    found = [finding for finding in receipt.findings if finding.code == "picture-not-fetched"]
    return folder / "output/brygga", page.select_one("article figure"), found


@pytest.mark.parametrize(("path", "data"), [("/brygga.png", PNG), ("/ritning.svg", SVG)])
def test_a_picture_is_published_with_the_article_whatever_its_server_calls_it(site, tmp_path, path, data):
    folder, figure, findings = build(tmp_path, site.address(path))
    image = figure.find("img")
    assert (folder / "sv" / image["src"]).read_bytes() == data
    assert image["alt"] == "Bryggan i morgonljus"
    assert image["width"]
    assert image["height"]
    assert findings == []


def test_nothing_is_fetched_that_nobody_asked_for(site, tmp_path):
    _, figure, findings = build(tmp_path, site.address("/brygga.png"), fetch_images=False)
    assert figure.find("img") is None
    assert figure.find("a")["href"] == site.address("/brygga.png")
    assert (findings, site.asked) == ([], {})


def test_a_picture_inside_the_own_network_is_refused(site, tmp_path):
    _, figure, (finding,) = build(tmp_path, site.address("/brygga.png"), allow_private=False)
    assert "private network" in finding.message
    assert finding.severity == "warning"
    assert figure.find("img") is None
    assert site.asked == {}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/finns-ej.png", "404"),
        ("/forkladd.png", "no picture"),
        ("/elak.svg", "no picture"),
        ("/stor.png", "larger than 10 MB"),
    ],
)
def test_what_cannot_be_had_is_told_and_the_page_links_to_it(site, tmp_path, path, told):
    _, figure, (finding,) = build(tmp_path, site.address(path))
    assert told in finding.message
    assert finding.segment
    assert figure.find("img") is None
    assert figure.find("a")["href"] == site.address(path)


def test_a_picture_that_is_gone_stands_as_it_was(site, tmp_path):
    build(tmp_path, site.address("/brygga.png"))
    del site.files["/brygga.png"]
    folder, figure, (finding,) = build(tmp_path, site.address("/brygga.png"))
    assert (folder / "sv" / figure.find("img")["src"]).read_bytes() == PNG
    assert (finding.severity, "earlier build" in finding.message) == ("info", True)


def test_the_manifest_holds_what_was_fetched_among_its_files(site, tmp_path):
    folder, figure, _ = build(tmp_path, site.address("/brygga.png"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert figure.find("img")["src"].removeprefix("../") in manifest["files"]


def test_an_article_that_is_unchanged_asks_for_nothing_again(site, tmp_path):
    build(tmp_path, site.address("/brygga.png"))
    articles = sources.gather([tmp_path / "brygga.html"]).articles
    (job,) = planning.plan(articles, settings(tmp_path), output=tmp_path / "output").jobs
    assert (job.reason, site.asked["/brygga.png"]) == ("", 1)
    (job,) = planning.plan(articles, settings(tmp_path, fetch_images=False), output=tmp_path / "output").jobs
    assert job.reason == "changed: options"
