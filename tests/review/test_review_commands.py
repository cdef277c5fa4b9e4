"""`lattlast review` as a user runs it, from export to the next build."""

import json

import pytest

from tests.conftest import in_process
from tests.review import workspace


def review(folder, *arguments):
    run = in_process("review", *arguments, cwd=folder)
    assert "Traceback" not in run.stderr
    return run


def standing(folder, slug, tag):
    told = json.loads(review(folder, "status", slug, "--json").stdout)
    return next(one for one in told[slug] if one["tag"] == tag)


@pytest.mark.parametrize("kind", ["xliff2", "xliff1"])
def test_from_export_to_the_next_build(folder, kind):
    assert standing(folder, "bygglov", "en")["state"] == "draft"
    written = review(folder, "export", "bygglov", "--to", "en", "--format", kind).stdout.split()
    assert written == ["review/bygglov.en.xlf"]
    path = folder / written[0]
    title = workspace.manifest(folder, "bygglov")["editions"][2]["title"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f">{title}<", ">Permits for decks<", 1), encoding="utf-8")
    told = review(folder, "import", path, "--approve", "--by", "Lisa")
    assert "1 approved" in told.stdout, told.stderr
    assert standing(folder, "bygglov", "en")["state"] == "in review"
    assert workspace.build(folder)["bygglov"] == "changed: memory"
    assert workspace.manifest(folder, "bygglov")["editions"][2]["title"] == "Permits for decks"
    (change,) = json.loads(review(folder, "history", "--json").stdout)
    assert (change["by"], change["target"], change["origin"]) == ("Lisa", "Permits for decks", "import")
    again = json.loads(review(folder, "import", path, "--approve", "--json").stdout)
    assert set(again["counts"]) == {"unchanged"}


def test_the_memory_moves_to_another_workspace(folder, tmp_path):
    path = folder / "review" / "lekplats.en.xlf"
    review(folder, "export", "lekplats", "--to", "en")
    path.write_text(path.read_text(encoding="utf-8").replace('"translated"', '"final"'), encoding="utf-8")
    assert "approved" in review(folder, "import", path).stdout
    review(folder, "export", "--format", "tmx")
    assert standing(folder, "lekplats", "en")["state"] == "approved"
    (tmp_path / "other").mkdir()
    told = review(tmp_path / "other", "import", folder / "review" / "memory.tmx")
    assert "approved" in told.stdout
    assert (tmp_path / "other" / "memory.sqlite").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("status", "nowhere"), "nowhere"),
        (("export", "nowhere"), "nowhere"),
        (("import", "nowhere.xlf"), "nowhere.xlf"),
        (("import", "foreign.xlf"), "foreign.xlf"),
        (("import", "unknown.xlf"), "unknown.xlf"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(folder, arguments, message):
    page = (
        "<xliff version='1.2'><file original='{}' target-language='en'><body><trans-unit id='s1' approved='yes'>"
        "<source>Hej</source><target>Hi</target></trans-unit></body></file></xliff>"
    )
    (folder / "foreign.xlf").write_text(page.format("C:/temp/brev.docx"))
    (folder / "unknown.xlf").write_text(page.format("nowhere/en"))
    run = review(folder, *arguments)
    assert run.returncode == 4
    assert message in run.stderr
    assert not (folder / "memory.sqlite").exists()


def test_before_anything_is_made_the_remedy_is_told(tmp_path):
    run = review(tmp_path, "status")
    assert run.returncode == 4
    assert "lattlast build" in run.stderr
