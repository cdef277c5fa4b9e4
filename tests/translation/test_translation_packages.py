"""Packages: what is installed is whole, what is not is refused, and what was there before still works."""

import http.server
import io
import json
import threading
import zipfile
from pathlib import Path

import pytest

from lattlast.errors import EngineError, EngineMissingError, InputError
from lattlast.translation import packages
from lattlast.translation.argos import ArgosTranslator


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give every test an empty home."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    return tmp_path


def starter() -> packages.Package:
    return packages.find("sv", "en")


def package_file(source: str, target: str, *, extra: dict[str, bytes] | None = None, leave_out: str = "") -> bytes:
    """Pack the starter model under another pair: a package that is real in all but what it translates."""
    files = dict(packages.contents(starter()))
    metadata = json.loads(files["metadata.json"]) | {"from_code": source, "to_code": target, "package_version": "1.9"}
    files["metadata.json"] = json.dumps(metadata).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            if name != leave_out:
                archive.writestr(f"translate-{source}_{target}-1_9/{name}", data)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return packed.getvalue()


def install(folder: Path, data: bytes) -> packages.Package:
    path = folder / "package.argosmodel"
    path.write_bytes(data)
    return packages.install_file(path)


def test_the_starter_model_is_there_and_whole():
    package = starter()
    assert package.starter
    packages.verify(package)
    assert "starter" in package.title


def test_an_installed_package_goes_before_the_starter(home):
    installed = install(home, package_file("sv", "en"))
    assert packages.find("sv", "en") == installed
    assert not installed.starter
    assert ArgosTranslator(installed).translate(["Biblioteket är öppet."])[0][0].text
    packages.remove("sv", "en")
    assert packages.find("sv", "en").starter


def test_a_package_of_argos_translate_is_used_in_place(home):
    install(home, package_file("sv", "fi"))
    own = next(packages.data_folder().iterdir())
    there = home / "data" / "argos-translate" / "packages"
    there.mkdir(parents=True)
    own.rename(there / own.name)
    (there / "stray").mkdir()
    assert packages.find("sv", "fi").path == there / own.name
    with pytest.raises(EngineMissingError, match="not installed by lattlast"):
        packages.remove("sv", "fi")


def test_a_language_without_a_straight_model_goes_by_way_of_english(home):
    install(home, package_file("en", "fi"))
    assert [(package.source, package.target) for package in packages.route("sv", "fi")] == [("sv", "en"), ("en", "fi")]


def test_a_missing_model_is_told_with_the_command_that_installs_it():
    with pytest.raises(EngineMissingError, match="Finnish") as raised:
        packages.route("sv", "fi")
    assert raised.value.hint == "lattlast models install en fi"


def test_a_package_that_changed_after_it_was_installed_is_refused(home):
    package = install(home, package_file("sv", "en"))
    (package.path / "model" / "model.bin").write_bytes(b"damaged")
    with pytest.raises(EngineError, match="damaged"):
        ArgosTranslator(package).translate(["Hej."])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip file",
        package_file("sv", "fi")[:-5_000],
        package_file("sv", "fi", extra={"../outside.txt": b"x"}),
        package_file("sv", "fi", extra={"/etc/outside": b"x"}),
        package_file("sv", "fi", extra={"second-folder/file": b"x"}),
        package_file("sv", "fi", leave_out="metadata.json"),
        package_file("sv", "fi").replace(b"from_code", b"from_cod?"),
    ],
    ids=["empty", "no zip", "half", "parent", "absolute", "two folders", "no metadata", "damaged"],
)
def test_a_bad_file_is_refused_and_changes_nothing(home, data):
    before = packages.installed()
    with pytest.raises(InputError) as raised:
        install(home, data)
    assert raised.value.hint
    assert packages.installed() == before
    assert not list(home.rglob("outside*"))


class _Index(http.server.BaseHTTPRequestHandler):
    files: dict[str, bytes]
    short = False

    def do_GET(self):
        data = self.files.get(self.path)
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        self.wfile.write((data or b"")[: -1_000 if self.short else None])

    def log_message(self, *args):
        pass


@pytest.fixture
def index(home, monkeypatch):
    """Serve an index with one package on loopback, and point Argos Translate's settings at it."""
    monkeypatch.setenv("HOME", str(home))
    from argostranslate import settings

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Index)
    address = f"http://127.0.0.1:{server.server_port}"
    entry = {
        "type": "translate", "from_code": "en", "from_name": "English", "to_code": "fi", "to_name": "Finnish",
        "package_version": "1.9", "argos_version": "1.9", "code": "translate-en_fi",
        "links": [f"{address}/fi.argosmodel"],
    }  # fmt: skip
    _Index.files = {"/index.json": json.dumps([entry]).encode(), "/fi.argosmodel": package_file("en", "fi")}
    _Index.short = False
    monkeypatch.setattr(settings, "remote_package_index", f"{address}/index.json")
    monkeypatch.setattr(settings, "local_package_index", home / "index.json")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield _Index
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_package_comes_from_the_index_with_its_progress(index):
    seen = []
    (package,) = packages.install_pair("en", "fi", progress=lambda got, size: seen.append((got, size)))
    assert packages.find("en", "fi") == package
    assert package.digest
    assert seen[-1][0] == seen[-1][1] > 0


def test_a_pair_without_a_package_names_those_there_are(index):
    with pytest.raises(EngineMissingError, match="Somali") as raised:
        packages.install_pair("en", "so", progress=lambda got, size: None)
    assert "fi" in raised.value.hint


def test_a_broken_download_installs_nothing(index):
    index.files = {**index.files, "/fi.argosmodel": index.files["/fi.argosmodel"][:-1_000]}
    with pytest.raises(InputError, match="not a whole zip"):
        packages.install_pair("en", "fi", progress=lambda got, size: None)
    assert not [package for package in packages.installed() if package.target == "fi"]


def test_a_server_that_breaks_off_is_told(index):
    index.short = True
    with pytest.raises(EngineMissingError) as raised:
        packages.install_pair("en", "fi", progress=lambda got, size: None)
    assert raised.value.hint


def test_without_a_network_the_hint_names_the_way_by_file(home, monkeypatch, index):
    from argostranslate import settings

    monkeypatch.setattr(settings, "remote_package_index", "http://127.0.0.1:9/index.json")
    with pytest.raises(EngineMissingError, match="cannot be downloaded") as raised:
        packages.install_pair("en", "fi", progress=lambda got, size: None)
    assert "argosmodel" in raised.value.hint
