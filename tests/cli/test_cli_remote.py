"""Folders on other machines, here a store in memory: what is read, what is written, and in which order."""

from __future__ import annotations

import shutil

import pytest
from rich.console import Console

from lattlast import commands, config, remote
from lattlast.assets import Assets
from lattlast.errors import ConfigError, OutputError
from tests.cli import s3_server
from tests.cli.batches import SWEDISH_ONLY, lay_out

fsspec = pytest.importorskip("fsspec", reason="the extra remote is not installed")


@pytest.fixture
def far():
    """Give an empty store."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def build(folder, names=None, **flags):
    chosen = Assets(config.load(folder, environment={}, flags={"build": {"jobs": 1, **flags}}))
    return commands.build(names, assets=chosen, console=Console(stderr=True), options=commands.Options())


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "lattlast.toml").write_text(SWEDISH_ONLY, encoding="utf-8")
    return folder


def test_articles_are_read_from_an_address_and_keep_it_as_their_name(far, workspace):
    far.pipe("/articles/nyheter/isbana.txt", "Isbanan\n\nNu öppnar isbanan på Stortorget.\n".encode())
    summary = build(workspace, ["memory://articles"])
    assert [receipt.name for receipt in summary.receipts] == ["memory://articles/nyheter/isbana.txt"]
    assert (workspace / "output" / "isbana" / "sv" / "index.html").is_file()
    assert build(workspace, ["memory://articles"]).receipts[0].unchanged
    far.pipe("/articles/nyheter/isbana.txt", "Isbanan\n\nNu stänger isbanan på Stortorget.\n".encode())
    assert not build(workspace, ["memory://articles"]).receipts[0].unchanged


def test_one_article_is_read_from_an_address(far, workspace):
    far.pipe("/articles/isbana.txt", "Isbanan\n\nNu öppnar isbanan på Stortorget.\n".encode())
    (receipt,) = build(workspace, ["memory://articles/isbana.txt"]).receipts
    assert (receipt.slug, receipt.name) == ("isbana", "memory://articles/isbana.txt")


def test_what_is_gone_there_is_gone_here(far, tmp_path):
    far.pipe({"/articles/a.txt": b"A", "/articles/b.txt": b"B"})
    place = remote.mirror("memory://articles", tmp_path)
    assert sorted(path.name for path in place.glob("*.txt")) == ["a.txt", "b.txt"]
    far.rm("/articles/a.txt")
    remote.mirror("memory://articles", tmp_path)
    assert [path.name for path in place.glob("*.txt")] == ["b.txt"]


def test_the_output_goes_to_an_address_with_the_index_last_and_only_what_changed(far, tmp_path, capsys):
    folder = lay_out(tmp_path / "site", 2)
    build(folder, upload="memory://web/site")
    here = {
        str(path.relative_to(folder / "output")): path.read_bytes()
        for path in (folder / "output").rglob("*")
        if path.is_file()
    }
    assert {path.removeprefix("/web/site/"): far.cat(path) for path in far.find("/web/site")} == here
    order = [path.removeprefix("/web/site/") for path in sorted(far.store, key=far.created)]
    assert order[0].startswith("assets/")
    assert order[-1] == "index.html"
    assert order.index("nytt-0/manifest.json") > order.index("nytt-0/sv/index.html")
    build(folder, upload="memory://web/site")
    assert "0 files sent" in capsys.readouterr().err


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give a home folder of its own, where SSH looks for keys, and no agent."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return tmp_path / "home"


def contents(folder):
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".")}


@pytest.mark.parametrize("replaces", [True, False])
def test_pages_and_articles_travel_by_sftp(tmp_path, home, replaces):
    sftp_server = pytest.importorskip("tests.cli.sftp_server", reason="the extra remote is not installed")
    folder, web = lay_out(tmp_path / "site", 2), tmp_path / "web"
    web.mkdir()
    with sftp_server.serving(web, home, replaces=replaces) as (address, order):
        build(folder, upload=f"{address}/kommun/site")
        assert contents(web / "kommun" / "site") == contents(folder / "output")
        assert order[0].startswith("kommun/site/assets/")
        assert order[-1] == "kommun/site/index.html"
        (folder / "input" / "nytt-1.txt").write_text("Nytt\n\nNu öppnar isbanan på Stortorget.\n", encoding="utf-8")
        build(folder, upload=f"{address}/kommun/site")
        assert contents(web / "kommun" / "site") == contents(folder / "output")
        shutil.copytree(folder / "input", web / "articles")
        place = remote.mirror(f"{address}/articles", tmp_path / "copy")
        assert contents(place) == contents(web / "articles")


@pytest.fixture
def bucket(monkeypatch, home):
    """Give the objects of an S3 server that the environment names, with its credentials."""
    pytest.importorskip("s3fs", reason="the extra remote is not installed")
    with s3_server.serving() as (endpoint, objects):
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "anna")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hemligt")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-north-1")
        yield objects


def test_pages_and_articles_travel_by_s3(tmp_path, bucket):
    folder = lay_out(tmp_path / "site", 2)
    build(folder, upload="s3://web/kommun")
    sent = {f"kommun/{name}": data for name, data in contents(folder / "output").items()}
    assert bucket == sent
    assert next(iter(bucket)).startswith("kommun/assets/")
    assert list(bucket)[-1] == "kommun/index.html"
    bucket["articles/nyheter/isbana.txt"] = "Isbanan\n\nNu öppnar isbanan på Stortorget.\n".encode()
    (receipt,) = build(folder, ["s3://web/articles"]).receipts
    assert receipt.name == "s3://web/articles/nyheter/isbana.txt"


def test_a_server_that_is_not_known_gets_nothing(tmp_path, home):
    sftp_server = pytest.importorskip("tests.cli.sftp_server", reason="the extra remote is not installed")
    folder = lay_out(tmp_path / "site", 1)
    with sftp_server.serving(tmp_path, home) as (address, order):
        (home / ".ssh" / "known_hosts").write_text("", encoding="ascii")
        with pytest.raises(OutputError, match="known_hosts") as refused:
            build(folder, upload=f"{address}/web")
        assert "ssh" in refused.value.hint
        assert not order


def test_a_password_in_an_address_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="password"):
        remote.mirror("sftp://anna:hemligt@example.se/articles", tmp_path)


def test_an_address_of_no_known_kind_is_named(tmp_path):
    with pytest.raises(OutputError, match="floppy://"):
        remote.mirror("floppy://a", tmp_path)


def test_a_name_that_leads_out_of_its_folder_is_refused(tmp_path):
    with pytest.raises(OutputError, match="leads out"):
        remote._inside(tmp_path, "../../etc/passwd")
