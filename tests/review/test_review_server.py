"""The server answers its own pages and nobody else, and loses nothing whatever comes."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from lattlast.review import Memory
from lattlast.review.web import Keys
from tests.review import serving, workspace
from tests.review.workspace import SHARED

UNIT = "/api/units/bygglov/en/s1"


@pytest.fixture
def client(folder):
    with serving.served(folder) as client:
        yield client


def save(client, target="Permits for decks", *, version=0, approve=True, unit=UNIT, **headers):
    return client.post(unit, {"target": target, "approve": approve, "by": "Mira", "version": version}, **headers)


def test_the_address_gives_a_strict_cookie_and_leads_to_the_page(client):
    status, headers, _ = client.ask("GET", f"/?token={client.keys.token}", headers={"Cookie": None})
    assert (status, headers["location"]) == (303, "/")
    assert "HttpOnly; SameSite=Strict" in headers["set-cookie"]
    status, headers, body = client.ask("GET", "/")
    assert status == 200
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert "Lov för altan" in body.decode()
    assert not re.search(r"<script(?! src=| type=\"application/json\")|style=|\son\w+=|https?://(?!\")", body.decode())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cookie": None}, 403),
        ({"Cookie": "lattlast-1=wrong"}, 403),
        ({"Cookie": "\x01=;;;"}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/", "/review/bygglov/en", "/history.json", "/static/review.js", "/api/jobs/1"])
def test_a_stranger_sees_nothing(client, headers, status, path):
    got, _, body = client.ask("GET", path, headers=headers)
    assert got == status
    assert b"altan" not in body


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": None}, {"Origin": None}, {"Origin": "http://evil.example"}, {"X_CSRF_Token": None},
        {"X_CSRF_Token": "wrong"}, {"Host": "evil.example"},
    ],
)  # fmt: skip
def test_a_forged_change_is_refused_and_changes_nothing(client, headers, folder):
    status, _ = save(client, **headers)
    assert status in {403, 421}
    assert not (folder / "memory.sqlite").exists()


@pytest.mark.parametrize(
    "path",
    [
        "../lattlast.toml", "..%2flattlast.toml", "%2e%2e/%2e%2e/lattlast.toml", "bygglov/../../lattlast.toml",
        "/etc/passwd", "%2fetc%2fpasswd", "bygglov/sv/..%5c..%5clattlast.toml", "bygglov/%00",
        ".lattlast/segments.sqlite", "bygglov", "",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_output_folder(client, path):
    status, _, body = client.ask("GET", f"/preview/{client.keys.preview}/{path}", headers={"Cookie": None})
    assert status == 404
    assert b"build" not in body
    assert client.ask("GET", f"/static/{path}")[0] in {404, 405}
    assert client.ask("GET", f"/audio/{path}/en")[0] == 404


def test_a_preview_is_the_published_page_in_a_sandbox(client, folder):
    path = f"/preview/{client.keys.preview}/bygglov/en/index.html"
    status, headers, body = client.ask("GET", path, headers={"Cookie": None})
    assert status == 200
    assert body == (folder / "output/bygglov/en/index.html").read_bytes()
    assert headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in headers["content-security-policy"]
    assert client.ask("GET", "/preview/guess/bygglov/en/index.html", headers={"Cookie": None})[0] == 403
    assert client.ask("POST", path, headers={"Cookie": None})[0] == 403


def test_a_sentence_is_approved_mended_again_and_undone(client):
    status, first = save(client)
    assert (status, first["state"], first["by"]) == (200, "reviewed", "Mira")
    _, second = save(client, "Permits for patios", version=first["version"])
    status, undone = client.post("/api/undo/bygglov/en/s1", {"version": second["version"], "by": "Mira"})
    assert (status, undone["target"], undone["state"]) == (200, "Permits for decks", "reviewed")
    status, undone = client.post("/api/undo/bygglov/en/s1", {"version": undone["version"], "by": "Mira"})
    assert (undone["state"], bool(undone["target"])) == ("initial", True)
    history = json.loads(client.ask("GET", "/history.json")[2])
    assert [entry["origin"] for entry in history] == ["review", "review", "undo", "undo"]


def test_who_comes_last_is_told_and_nothing_is_lost(client, folder):
    save(client, "Mine")
    status, theirs = save(client, "Too late", version=0)
    assert (status, theirs["target"], theirs["by"]) == (409, "Mine", "Mira")
    status, _ = save(client, "Now I have seen it", version=theirs["version"])
    assert status == 200
    assert [entry.target for entry in Memory(folder / "memory.sqlite").history()] == ["Mine", "Now I have seen it"]


def test_a_whole_edition_is_approved_but_what_changed_meanwhile(client, folder):
    page = client.ask("GET", "/review/bygglov/en?order=text")[2].decode()
    versions = dict.fromkeys(re.findall(r'data-unit="(s\d+)"', page), 0)
    save(client, "Changed by somebody else", unit="/api/units/bygglov/en/s1", approve=False)
    status, told = client.post("/api/approve/bygglov/en", {"versions": versions, "by": "Olle"})
    assert (status, told) == (200, {"approved": len(versions) - 1, "refused": 1})
    by = {entry.source: entry.by for entry in Memory(folder / "memory.sqlite").entries()}
    assert (by["Lov för altan"], by[SHARED]) == ("Mira", "Olle")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "not_understood"), (b"[]", "not_understood"), (b"{", "not_understood"), (b"\xff", "not_understood"),
        (b'{"target": "", "version": 0}', "empty_text"), (b'{"target": "a"}', "not_understood"),
        (b'{"target": "a", "version": "0"}', "not_understood"),
        (json.dumps({"target": "a" * 20_001, "version": 0}).encode(), "not_understood"),
        (b"[" * 100_000, "not_understood"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(client, body, error, folder):
    status, _, answer = client.ask("POST", UNIT, body)
    assert (status, json.loads(answer)) == (400, {"error": error})
    assert not (folder / "memory.sqlite").exists()


def test_text_is_shown_as_text(client):
    save(client, "<script>alert(1)</script> & 'quotes' \"here\"")
    page = client.ask("GET", "/review/bygglov/en")[2].decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_matches_checks_and_term_effects_are_answered(client, folder):
    save(client, "We answer soon.", unit="/api/units/lekplats/en/s3")
    status, _, body = client.ask("GET", "/api/matches/bygglov/en/s2")
    assert (status, json.loads(body)) == (200, [])
    status, told = client.post(UNIT.replace("units", "check"), {"target": "Permit 2027", "version": 0})
    assert (status, any("2027" in message for message in told["findings"])) == (200, True)
    given = {"sv": "rutschkana", "term": "chute", "lang": "en"}
    status, effects = client.post("/api/terms/preview", given)
    assert {effect["article"] for effect in effects} == {"lekplats"}
    assert not (folder / "glossary").exists()
    client.post("/api/terms/add", given)
    client.post("/api/terms/add", {"sv": "altan", "term": "deck", "lang": "en"})
    table = (folder / "glossary" / "terms-review.csv").read_text(encoding="utf-8-sig")
    assert table == "sv;en\nrutschkana;chute\naltan;deck\n"


def test_a_declared_flood_is_refused_before_it_is_read(client):
    with socket.create_connection(("127.0.0.1", client.port), timeout=30) as connection:
        lines = [f"{key}: {value}" for key, value in client.headers().items()]
        head = ["POST /api/articles HTTP/1.1", f"Host: {client.host}", "Content-Length: 100000000", *lines]
        connection.sendall("\r\n".join([*head, "", ""]).encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_a_streamed_flood_of_100_mb_is_cut_off(client, folder):
    sent = 0
    with socket.create_connection(("127.0.0.1", client.port), timeout=30) as connection:
        lines = [f"{key}: {value}" for key, value in client.headers().items()]
        head = ["POST /api/articles HTTP/1.1", f"Host: {client.host}", "Transfer-Encoding: chunked",
                "Content-Type: multipart/form-data; boundary=x", *lines]  # fmt: skip
        opening = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.html"\r\n\r\n'
        connection.sendall("\r\n".join([*head, "", ""]).encode() + b"%x\r\n%b\r\n" % (len(opening), opening))
        chunk = b"%x\r\n%b\r\n" % (1_000_000, b"a" * 1_000_000)
        try:
            while sent < 100:
                connection.sendall(chunk)
                sent += 1
        except OSError:
            pass
    assert sent < 100
    assert client.ask("GET", "/")[0] == 200
    assert {path.name for path in (folder / "input").iterdir()} == {"bygglov.html", "lekplats.html"}


def test_200_requests_at_once_are_all_answered_and_all_kept(client, folder):
    start = threading.Barrier(50)

    def one(number):
        if number < 50:
            start.wait(30)
        status, _ = save(client, f"Text {number}", version=0, unit=f"/api/units/lekplats/en/s{number % 3 + 1}")
        return status

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(one, range(200)))
    assert answers.count(200) == 3
    assert answers.count(409) == 197
    assert len(Memory(folder / "memory.sqlite").history()) == 3


def test_an_article_is_added_and_an_older_one_of_its_name_put_aside(client, folder):
    workshop = client.workshop
    assert workshop.add_article("C:\\Temp\\Ny lekplats.HTML", b"<p>1</p>") == "ny-lekplats"
    assert workshop.add_article("../../Ny lekplats.html", b"<p>2</p>") == "ny-lekplats"
    assert (folder / "input" / "ny-lekplats.html").read_bytes() == b"<p>2</p>"
    (kept,) = (folder / "input" / ".replaced").iterdir()
    assert kept.read_bytes() == b"<p>1</p>"


@pytest.mark.parametrize("name", ["virus.exe", "brev.docx", "", "a.html.zip"])
def test_a_file_of_another_kind_is_refused_in_words(client, name, folder):
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%b"\r\n\r\ntext\r\n--x--\r\n' % name.encode()
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    status, _, answer = client.ask("POST", "/api/articles", body, headers=headers)
    assert status in {400, 422}
    assert json.loads(answer)
    assert len(list((folder / "input").iterdir())) == 2


def test_a_server_killed_while_it_saves_has_lost_nothing_that_it_confirmed(folder):
    command = [sys.executable, "-m", "lattlast", "serve", "--no-open"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    address = server.stdout.readline().strip()
    port, token = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=(.+)", address).groups()  # type: ignore[union-attr]
    keys = Keys(token)
    client = serving.Client(int(port), keys, None, folder)  # type: ignore[arg-type]
    confirmed, version = [], 0
    for number in range(12):
        status, told = save(client, f"Text {number}", version=version)
        assert status == 200
        version = told["version"]
        confirmed.append(f"Text {number}")
    last = threading.Thread(target=_try_to_save, args=(client, version))
    last.start()
    os.kill(server.pid, signal.SIGKILL)
    last.join(30)
    server.wait()
    server.stdout.close()
    kept = [entry.target for entry in Memory(folder / "memory.sqlite").history()]
    assert kept[:12] == confirmed
    assert kept[12:] in ([], ["Last"])
    with serving.served(folder) as again:
        assert workspace.SHARED in again.ask("GET", "/review/bygglov/en")[2].decode()


def _try_to_save(client, version):
    try:
        save(client, "Last", version=version)
    except OSError:
        return


def test_a_port_that_is_taken_is_told(folder):
    from tests.conftest import lattlast

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = lattlast("serve", "--no-open", "--port", str(taken.getsockname()[1]), cwd=folder)
    assert run.returncode == 5
    assert "--port 0" in run.stderr


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/a.html", "http://localhost/a", "file:///etc/passwd", "not one"]
)
def test_an_address_that_leads_inside_is_refused_in_words(client, address, folder):
    body = b'--x\r\nContent-Disposition: form-data; name="address"\r\n\r\n%b\r\n--x--\r\n' % address.encode()
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    status, _, answer = client.ask("POST", "/api/articles", body, headers=headers)
    assert status == 422
    assert json.loads(answer)["message"]
    assert len(list((folder / "input").iterdir())) == 2
