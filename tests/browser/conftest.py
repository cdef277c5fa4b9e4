"""A small site in a folder, on a loopback server and in Chromium; where there is no browser, the tests skip."""

import io
import os
import re
import shutil
import threading
from contextlib import suppress
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NoReturn

import pytest

from lattlast.model import Artefact
from lattlast.publishing import Site, entry, publish, publish_index
from tests.publishing import editions

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SITE = Site(
    name="Åkerby kommun",
    logo="logo.svg",
    logo_data=editions.SVG,
    contact="bad@example.org",
    accessibility="https://example.org/tillganglighet",
)
SECONDS = 60


def unavailable(reason: str) -> NoReturn:
    """Skip a test that lacks its tool; where the tools are promised, fail it."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def audio():
    soundfile = pytest.importorskip("soundfile")
    import numpy as np

    rate = 24_000
    tone = 0.05 * np.sin(np.arange(rate * SECONDS) * 0.05)
    buffer = io.BytesIO()
    soundfile.write(buffer, tone, rate, format="MP3")
    return buffer.getvalue()


@pytest.fixture(scope="session")
def site(audio, tmp_path_factory):
    """Write every page that the tests open into a folder, two folders below the server's root."""
    folder = tmp_path_factory.mktemp("site")
    articles = {
        "badplatsen": editions.article(audio),
        "hostile": [editions.hostile()],
        "ps": [editions.without_strings()],
        "long": [editions.long()],
        "heading": [editions.only_a_heading()],
    }
    for slug, made in articles.items():
        write(folder / "sub" / slug, publish(made, site=SITE, images={"brygga.svg": editions.SVG}))
    entries = [replace(entry(made), slug=slug) for slug, made in articles.items()]
    write(folder / "sub", publish_index(entries, site=SITE))
    return folder


def write(folder: Path, artefacts: list[Artefact]) -> None:
    for artefact in artefacts:
        path = folder / artefact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artefact.data)


class _Handler(SimpleHTTPRequestHandler):
    """Answer as a web server does: with the part of a file that is asked for, without which audio cannot be sought."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        data = path.read_bytes()
        part = data[int(asked[1]) : int(asked[2] or len(data)) + 1]
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {asked[1]}-{int(asked[1]) + len(part) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(part)


@pytest.fixture(scope="session")
def address(site):
    """Serve the site on the loopback interface; give the address of the output folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=site))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sub"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        unavailable("Playwright is not installed: uv sync --group browser")
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        unavailable("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--autoplay-policy=user-gesture-required"]
        )
        yield chromium
        chromium.close()
