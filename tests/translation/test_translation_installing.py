"""Installing from an index, over a real connection that breaks, stalls and lies."""

import hashlib
import json

import pytest

from lattlast.errors import ConfigError, EngineMissingError, InputError, OutputError
from lattlast.translation import index, installing, packages
from tests.translation.boxes import box, install
from tests.translation.server import PackageServer

FI = box("en", "fi")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    return tmp_path


@pytest.fixture
def server():
    with PackageServer().serving() as server:
        server.files = {"/fi.argosmodel": FI}
        write_index(server, entry())
        yield server


def entry(**more):
    return {
        "type": "translate", "from_code": "en", "to_code": "fi", "package_version": "1.9", "links": ["fi.argosmodel"],
    } | more  # fmt: skip


def write_index(server, *entries):
    server.files["/index.json"] = json.dumps(entries).encode()


def fetch(server, *, timeout=5.0, progress=lambda got, size: None):
    (offer,) = index.offers(index.load(f"{server.address}/", timeout=timeout), "en", "fi")
    return installing.install_offer(offer, progress=progress, timeout=timeout)


def finnish():
    return [package for package in packages.installed() if package.target == "fi"]


def test_a_package_comes_from_the_index_with_its_progress(server):
    seen = []
    package = fetch(server, progress=lambda got, size: seen.append((got, size)))
    assert packages.find("en", "fi") == package
    assert package.digest
    assert seen[-1] == (len(FI), len(FI))
    assert not list((packages.data_folder().parent / "downloads").iterdir())


def test_a_connection_that_breaks_is_gone_on_with_from_where_it_was(server):
    server.cuts = [70_000, 140_000]
    fetch(server)
    assert server.ranges == ["bytes=70000-", "bytes=140000-"]
    packages.verify(packages.find("en", "fi"))


def test_a_download_that_stands_still_is_told_and_goes_on_with_the_next_command(server):
    server.stalls = [70_000, 0]
    with pytest.raises(EngineMissingError, match=r"broke off at 0\.1 MB of 0\.2 MB") as raised:
        fetch(server, timeout=0.2)
    assert "goes on from there" in raised.value.hint
    assert not finnish()
    fetch(server)
    assert server.ranges[-1] == "bytes=70000-"
    packages.verify(packages.find("en", "fi"))


def test_a_file_that_changed_on_the_server_meanwhile_is_begun_anew(server):
    server.stalls = [70_000, 0]
    with pytest.raises(EngineMissingError):
        fetch(server, timeout=0.2)
    server.version, server.files["/fi.argosmodel"] = "2", box("en", "fi", files={
        "sentencepiece.model": b"others", "model/model.bin": b"newer" * 50_000,
    })  # fmt: skip
    package = fetch(server)
    assert (package.path / "model" / "model.bin").read_bytes() == b"newer" * 50_000


def test_a_package_with_another_hash_than_the_index_tells_is_refused(server, home):
    before = install(home, box("en", "fi", version="1.0"))
    write_index(server, entry(sha256=hashlib.sha256(b"something else").hexdigest()))
    with pytest.raises(InputError, match="SHA-256"):
        fetch(server)
    assert finnish() == [before]
    write_index(server, entry(sha256=hashlib.sha256(FI).hexdigest()))
    assert fetch(server).version == "1.9"


def test_a_package_that_is_none_installs_nothing(server):
    server.files["/fi.argosmodel"] = FI[:-1_000]
    with pytest.raises(InputError, match="not a whole zip"):
        fetch(server)
    assert not finnish()


def test_a_full_disk_keeps_what_has_come(server, small_files):
    with small_files(80_000), pytest.raises(OutputError) as raised:
        fetch(server)
    assert "goes on" in raised.value.hint
    assert fetch(server).target == "fi"
    assert server.ranges


def test_the_second_address_is_tried_where_the_first_fails(server):
    write_index(server, entry(links=["gone.argosmodel", "ipfs://abc", "fi.argosmodel"]))
    assert fetch(server).target == "fi"


def test_an_address_on_another_machine_has_to_be_https(server):
    write_index(server, entry(links=["http://packages.example/fi.argosmodel", "file:///etc/passwd"]))
    with pytest.raises(EngineMissingError, match="no safe address"):
        fetch(server)


def test_a_pair_without_a_package_names_those_there_are(server):
    with pytest.raises(EngineMissingError, match="Somali") as raised:
        index.offers(index.load(f"{server.address}/"), "en", "so")
    assert "fi" in raised.value.hint


def test_a_pair_without_a_direct_package_goes_by_way_of_english(server):
    write_index(
        server,
        entry(),
        entry(from_code="sv", to_code="en"),
        entry(from_code="sv", to_code="en", package_version="1.10"),
    )
    found = index.offers(index.load(f"{server.address}/index.json"), "sv", "fi")
    assert [(offer.source, offer.target, offer.version) for offer in found] == [
        ("sv", "en", "1.10"),
        ("en", "fi", "1.9"),
    ]


def test_a_folder_serves_as_a_mirror(home):
    mirror = home / "mirror"
    mirror.mkdir()
    (mirror / "index.json").write_text(json.dumps([entry()]), encoding="utf-8")
    (mirror / "fi.argosmodel").write_bytes(FI)
    (offer,) = index.offers(index.load(str(mirror)), "en", "fi")
    assert installing.install_offer(offer, progress=lambda got, size: None).target == "fi"


@pytest.mark.parametrize("data", [b"<html>", b"{}", b'[{"from_code": "en"}]', b"[1]"])
def test_what_is_no_index_is_told(server, data):
    server.files["/index.json"] = data
    if data == b"{}":
        assert index.load(f"{server.address}/") == {}
    else:
        with pytest.raises(EngineMissingError, match="not an index"):
            index.load(f"{server.address}/")


def test_without_a_network_the_hint_names_the_way_by_file_and_what_is_there_works(home):
    before = install(home, FI)
    with pytest.raises(EngineMissingError, match="cannot be downloaded") as raised:
        index.load("http://127.0.0.1:9/index.json")
    assert "argosmodel" in raised.value.hint
    assert packages.find("en", "fi") == before


def test_an_index_has_an_address():
    with pytest.raises(ConfigError):
        index.load("ftp://example.se/index.json")
