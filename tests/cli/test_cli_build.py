"""The main job as a user runs it: the sample articles in a process of its own without a network, the rest in ours."""

import json
import shutil
import subprocess
import sys

import pytest

from lattlast.model import Finding
from tests.conftest import ROOT, in_process, lattlast

TAGS = ["sv", "sv-simple", "en", "en-simple"]
ARTICLES = sorted(path.stem for path in (ROOT / "input").glob("*.html"))


@pytest.fixture
def workspace(tmp_path):
    """Lay out a workspace with one short article."""
    page = "<html lang=sv><body><main><h1>Nya öppettider</h1><p>Biblioteket öppnar klockan 10.</p></main></body></html>"
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "tider.html").write_text(page, encoding="utf-8")
    return tmp_path


def build(workspace, *arguments):
    return in_process("build", "--jobs", "1", *arguments, cwd=workspace)


def test_the_main_job_ends_well_and_says_where_the_pages_are(built):
    assert built.run.returncode == 0, built.run.stderr
    assert "output/index.html" in built.run.stderr
    assert "models install sv en" in built.run.stderr
    assert built.run.stdout == ""


@pytest.mark.parametrize("article", ARTICLES)
def test_every_article_has_all_editions_with_page_and_audio(built, article):
    manifest = json.loads((built.output / article / "manifest.json").read_text(encoding="utf-8"))
    assert [edition["tag"] for edition in manifest["editions"]] == TAGS
    for edition in manifest["editions"]:
        assert (built.output / article / edition["page"]).is_file()
        audio = (built.output / article / edition["audio"]).read_bytes()
        assert len(audio) > edition["seconds"] * 7_000
        assert edition["seconds"] > 20
        assert edition["starter_model"] == edition["tag"].startswith("en")
        page = (built.output / article / edition["page"]).read_text(encoding="utf-8")
        assert ("lattlast models install sv en" in page) == edition["starter_model"]
        assert (edition["better_model"] == "lattlast models install sv en") == edition["starter_model"]
        [Finding(**finding) for finding in edition["findings"]]
    on_disk = {
        str(path.relative_to(built.output / article)) for path in (built.output / article).rglob("*") if path.is_file()
    }
    assert on_disk == {*manifest["files"], "manifest.json"}


def test_the_index_lists_every_article(built):
    index = (built.output / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{article}/sv/index.html"' in index for article in ARTICLES)


def test_a_second_build_has_nothing_to_do_and_says_so(built):
    before = {path: path.stat().st_mtime_ns for path in built.output.rglob("*")}
    again = lattlast("build", cwd=built.folder)
    assert again.returncode == 0
    assert "3 articles unchanged: nothing to do." in again.stderr
    assert {path: path.stat().st_mtime_ns for path in built.output.rglob("*") if path != built.output} == {
        path: when for path, when in before.items() if path != built.output
    }


def test_a_build_with_nothing_to_do_loads_no_engine(built):
    command = "import sys; from lattlast.cli import app; app(['build'], standalone_mode=False); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", command], cwd=built.folder, capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(run.stdout.split())
    assert "lattlast.pipeline" in loaded
    assert not {"ctranslate2", "sentencepiece", "soundfile", "wordfreq", "simplemma", "lattlast.easyread"} & loaded


def test_a_file_that_is_gone_is_made_again_from_the_cache(built, tmp_path):
    shutil.copytree(built.folder, tmp_path / "copy")
    page = tmp_path / "copy" / "output" / ARTICLES[0] / "en" / "index.html"
    text = page.read_bytes()
    page.unlink()
    assert build(tmp_path / "copy").returncode == 0
    assert page.read_bytes() == text


def test_a_dead_run_leaves_the_old_edition_and_the_next_goes_on(built, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(built.folder, folder)
    article = folder / "output" / ARTICLES[0]
    text = (article / "sv" / "index.html").read_bytes()
    article.rename(article.with_name(f".old-{article.name}"))
    assert "3 articles unchanged" in build(folder).stderr
    assert (article / "sv" / "index.html").read_bytes() == text


def test_flags_choose_what_is_made(workspace):
    run = build(workspace, "--no-easy", "--no-audio", "--output", "site")
    assert run.returncode == 0, run.stderr
    made = {str(path.relative_to(workspace / "site" / "tider")) for path in (workspace / "site" / "tider").rglob("*.*")}
    assert {name for name in made if name.endswith(("html", "htm", "json", "mp3"))} == {
        "manifest.json", "sv/index.html", "sv/fragment.htm", "en/index.html", "en/fragment.htm",
    }  # fmt: skip


def test_json_tells_what_was_made_on_stdout(workspace):
    run = build(workspace, "--no-audio", "--json")
    (article,) = json.loads(run.stdout)["articles"]
    assert (article["slug"], article["tags"], article["unchanged"]) == ("tider", TAGS, False)


def test_progress_comes_as_json_lines_for_machines(workspace):
    run = build(workspace, "--no-audio", "--log-format", "json")
    events = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
    assert sum(events[0]["steps"].values()) == sum(event["event"] == "step" for event in events)
    assert events[-1]["event"] == "done"


def test_a_changed_term_makes_the_article_again_with_the_new_term(workspace):
    build(workspace, "--no-audio")
    (workspace / "glossary").mkdir()
    (workspace / "glossary" / "terms.csv").write_text("sv;en\nbibliotek;reading house\n", encoding="utf-8")
    run = build(workspace, "--no-audio")
    assert "unchanged" not in run.stderr
    assert "reading house" in (workspace / "output" / "tider" / "en" / "index.html").read_text(encoding="utf-8").lower()


BAD = {
    "empty.html": (b"", "empty"),
    "report.html": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
    "letter.html": (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", ""),
    "english.html": (
        b"<html lang='en'><main><h1>New pool</h1><p>The municipality opens a pool with eight lanes in the spring.</p>",
        "English",
    ),
    "script.html": (b"<html><body><script>alert(1)</script></body></html>", "text"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_remedy_and_the_others_finish(workspace, name):
    data, word = BAD[name]
    (workspace / "input" / name).write_bytes(data)
    run = build(workspace, "--no-audio")
    assert run.returncode == 1
    (line, *_) = [line for line in run.stderr.splitlines() if name in line]
    assert " of 2: " in line
    assert word.lower() in line.lower()
    assert f"lattlast build input/{name} --no-audio --jobs 1" in run.stderr
    assert "Traceback" not in run.stderr
    assert (workspace / "output" / "tider" / "en-simple" / "index.html").is_file()


def test_a_missing_file_is_an_input_error(workspace):
    run = build(workspace, "nowhere.html", "--no-audio")
    assert run.returncode == 4
    assert "nowhere.html" in run.stderr


def test_a_folder_without_articles_is_an_input_error(tmp_path):
    (tmp_path / "input").mkdir()
    run = build(tmp_path)
    assert run.returncode == 4
    assert "lattlast build FILE" in run.stderr


def test_a_language_without_a_model_is_told_and_the_others_are_made(workspace):
    run = build(workspace, "--to", "en,fi", "--no-audio")
    assert run.returncode == 3
    assert "lattlast models install en fi" in run.stderr
    assert (workspace / "output" / "tider" / "en" / "index.html").is_file()


def test_an_unknown_setting_stops_with_a_suggestion(workspace):
    (workspace / "lattlast.toml").write_text("[build]\nlanguage = ['en']\n", encoding="utf-8")
    run = build(workspace)
    assert run.returncode == 2
    assert "Did you mean “languages”?" in run.stderr


def test_an_unknown_voice_stops_before_any_work(workspace):
    run = build(workspace, "--voice", "siri")
    assert run.returncode == 3
    assert "espeak" in run.stderr
    assert not (workspace / "output" / "tider").exists()


def test_an_output_that_cannot_be_written_stops_before_any_work(workspace):
    (workspace / "output").write_text("a file, not a folder")
    run = build(workspace)
    assert run.returncode == 5
    assert "output" in run.stderr
    assert "--output" in run.stderr


def test_strict_asks_for_a_person(workspace):
    (workspace / "input" / "tider.html").write_text(
        "<main><h1>Öppet</h1><p>Ring Anneli Vretblad på receptionen.</p></main>", encoding="utf-8"
    )
    strict, relaxed = build(workspace, "--no-audio", "--strict"), build(workspace, "--no-audio")
    manifest = json.loads((workspace / "output" / "tider" / "manifest.json").read_text(encoding="utf-8"))
    findings = [finding for edition in manifest["editions"] for finding in edition["findings"]]
    looks = [finding for finding in findings if finding["severity"] != "info"]
    assert (strict.returncode, relaxed.returncode) == (1 if looks else 0, 0)
