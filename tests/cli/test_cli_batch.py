"""Many articles as a user handles them: what would be made, what was made and why, what failed, what is kept."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest

from tests.cli.batches import files, lay_out
from tests.conftest import in_process, lattlast

TRANSLATED = "[build]\neasy = false\naudio = false\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give a workspace of six articles, of which one cannot be read, after a build."""
    folder = lay_out(tmp_path_factory.mktemp("made"), 5)
    (folder / "input" / "trasig.html").write_bytes(b"")
    run = lattlast("build", "--no-audio", "--jobs", "2", "--json", cwd=folder)
    assert run.returncode == 1, run.stderr
    return folder, run


@pytest.fixture
def workspace(made, tmp_path):
    shutil.copytree(made[0], tmp_path / "copy")
    return tmp_path / "copy"


@pytest.mark.slow
def test_two_processes_make_what_one_makes(made, tmp_path):
    alone = lay_out(tmp_path / "alone", 5)
    (alone / "input" / "trasig.html").write_bytes(b"")
    in_process("build", "--jobs", "1", cwd=alone)
    assert files(alone) == files(made[0])


def test_the_report_tells_what_was_made_and_what_failed(made):
    folder, _ = made
    report = json.loads((folder / ".lattlast" / "report.json").read_text(encoding="utf-8"))
    page = (folder / ".lattlast" / "report.html").read_text(encoding="utf-8")
    assert sorted(article["slug"] for article in report["made"]) == [f"nytt-{number}" for number in range(5)]
    (failed,) = report["failed"]
    assert failed["name"] == "input/trasig.html"
    assert report["retry"] == "lattlast build input/trasig.html --no-audio --jobs 2"
    assert report["retry"] in page
    assert sum(stage["segments"] for stage in report["stages"] if stage["stage"] == "read") > 10
    assert len(report["slowest"]) == 5
    assert '<svg role="img" aria-labelledby="stages"' in page


def test_what_a_report_says_of_an_article_is_text(tmp_path):
    folder = lay_out(tmp_path / "named", 1)
    (folder / "input" / "<img src=x onerror=alert(1)>.html").write_bytes(b"")
    in_process("build", "--jobs", "1", cwd=folder)
    page = (folder / ".lattlast" / "report.html").read_text(encoding="utf-8")
    assert "&lt;img src=x" in page
    assert "<img" not in page


def test_a_dry_run_says_what_would_be_made_and_why_and_makes_nothing(workspace):
    (workspace / "input" / "nytt-1.txt").write_text("Nytt\n\nNu öppnar isbanan på Stortorget.\n", encoding="utf-8")
    (workspace / "input" / "ny.txt").write_text("Ny artikel\n\nSkolan börjar den 19 augusti.\n", encoding="utf-8")
    (workspace / "output" / "nytt-2" / "sv" / "index.html").unlink()
    before = files(workspace)
    plan = json.loads(in_process("build", "--dry-run", "--json", cwd=workspace).stdout)
    reasons = {article["slug"]: article["reason"] for article in plan["articles"]}
    assert reasons["nytt-0"] == ""
    assert reasons["nytt-1"] == "changed: source"
    assert reasons["nytt-2"] == "missing file"
    assert reasons["ny"] == "new"
    assert files(workspace) == before
    assert "Nothing was made" in in_process("build", "--dry-run", cwd=workspace).stdout


def test_status_lists_what_failed_and_only_failed_makes_just_that(workspace):
    status = in_process("status", "--json", cwd=workspace)
    states = {article["slug"]: article["state"] for article in json.loads(status.stdout)}
    assert status.returncode == 1
    assert states == {**{f"nytt-{number}": "unchanged" for number in range(5)}, "trasig": "failed"}
    (workspace / "input" / "trasig.html").write_text("<main><h1>Hel</h1><p>Nu är sidan hel igen.</p></main>")
    (workspace / "input" / "nytt-1.txt").write_text("Nytt\n\nNu öppnar isbanan på Stortorget.\n", encoding="utf-8")
    run = json.loads(in_process("build", "--only-failed", "--json", cwd=workspace).stdout)
    assert [article["slug"] for article in run["articles"]] == ["trasig"]
    assert "failed" not in in_process("status", cwd=workspace).stdout
    assert "Nothing to do." in in_process("build", "--only-failed", cwd=workspace).stderr


def test_status_names_an_article_that_is_gone_while_its_pages_are_left(workspace):
    (workspace / "input" / "nytt-4.txt").unlink()
    run = in_process("status", "--json", cwd=workspace)
    (gone,) = [article for article in json.loads(run.stdout) if article["state"] == "gone"]
    assert (gone["slug"], gone["name"]) == ("nytt-4", "input/nytt-4.txt")
    assert "output/nytt-4" in gone["reason"]
    shutil.rmtree(workspace / "output" / "nytt-4")
    assert "gone" not in in_process("status", cwd=workspace).stdout
    in_process("build", cwd=workspace)
    assert "nytt-4" not in (workspace / "output" / "index.html").read_text(encoding="utf-8")


def test_explain_says_why_a_stage_ran(workspace):
    def read():
        explained = json.loads(in_process("explain", "nytt-1", "--json", cwd=workspace).stdout)
        return next(stage for stage in explained["stages"] if stage["stage"] == "read"), explained["now"]

    assert read()[0]["reason"] == "new"
    (workspace / "input" / "nytt-1.txt").write_text("Nytt\n\nNu öppnar isbanan på Stortorget.\n", encoding="utf-8")
    assert read()[1] == "changed: source"
    in_process("build", "--jobs", "1", cwd=workspace)
    assert (read()[0]["reason"], read()[1]) == ("changed: source", "")
    in_process("build", "--force", "--jobs", "1", cwd=workspace)
    assert read()[0]["from_cache"]


def test_explain_knows_only_articles_that_are_there(workspace):
    run = in_process("explain", "nytt-11", cwd=workspace)
    assert run.returncode == 4
    assert "nytt-1" in run.stderr


def test_shards_make_everything_between_them_and_nothing_twice(tmp_path):
    folder = lay_out(tmp_path / "shards", 8)
    shards = [("--shard", f"{number}/3", "--jobs", "1", "--json") for number in (1, 2, 3)]
    runs = [json.loads(in_process("build", *shard, cwd=folder).stdout) for shard in shards]
    made = [article["slug"] for run in runs for article in run["articles"]]
    assert sorted(made) == [f"nytt-{number}" for number in range(8)]
    assert "8 articles unchanged" in in_process("build", cwd=folder).stderr
    assert in_process("build", "--shard", "4/3", cwd=folder).returncode == 2


def test_pruning_keeps_what_is_used_and_removes_the_rest(workspace):
    (workspace / "input" / "nytt-4.txt").unlink()
    pruned = json.loads(in_process("cache", "prune", "--json", cwd=workspace).stdout)
    assert (pruned["articles_forgotten"], pruned["bytes_freed"] > 0) == (1, True)
    in_process("build", "--force", "--jobs", "1", cwd=workspace)
    report = json.loads((workspace / ".lattlast" / "report.json").read_text(encoding="utf-8"))
    read = next(stage for stage in report["stages"] if stage["stage"] == "read")
    assert read["from_cache"] == read["segments"] > 0


def rows(folder):
    """Give the keys of the answers of the model that are kept."""
    index = sqlite3.connect(folder / ".lattlast" / "segments.sqlite")
    try:
        return {key for (key,) in index.execute("SELECT key FROM segments")} - {"index"}
    finally:
        index.close()


def test_a_changed_term_asks_the_model_only_for_the_sentences_that_hold_it(tmp_path):
    folder = lay_out(tmp_path / "terms", 5, settings=TRANSLATED)
    (folder / "glossary").mkdir()
    glossary = folder / "glossary" / "terms.csv"
    glossary.write_text("sv;en\nisbana;ice rink\n", encoding="utf-8")
    assert in_process("build", "--jobs", "1", cwd=folder).returncode == 0
    before = rows(folder)
    glossary.write_text("sv;en\nisbana;ice rink\nsommar;summer season\n", encoding="utf-8")
    assert in_process("build", "--jobs", "1", cwd=folder).returncode == 0
    fresh = rows(folder) - before
    # One sentence holds the term, in two articles: it is asked for in its disguises, and nothing else is.
    assert 0 < len(fresh) <= 4
