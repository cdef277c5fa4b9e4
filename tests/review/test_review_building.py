"""An approved sentence goes before the machine in every later build, and only what it touches is made again."""

import io
import zipfile

import pytest

from lattlast import reviewing
from lattlast.review import Change
from tests.review import workspace
from tests.review.workspace import SHARED

TAGS = {"sv", "sv-simple", "en", "en-simple"}


def change(tag, source, target, *, slug=""):
    return Change(tag, source, target, "reviewed", "Mira Åberg", "2026-11-27T08:00:00Z", slug)


def approve(folder, *changes):
    entries, refusals = reviewing.memory(workspace.assets(folder).config).record(changes)
    assert (len(entries), refusals) == (len(changes), [])


def approve_all(folder, slug, tag):
    edition = next(one for one in reviewing.kept(slug, workspace.assets(folder).config) if one.tag == tag)
    approve(
        folder,
        *(change(tag, unit.source.text, unit.target.text, slug=slug) for unit in edition.units),
    )


def test_a_mended_sentence_is_used_wherever_it_recurs_and_nothing_else_changes(folder):
    before = workspace.files(folder)
    approve(folder, change("en", SHARED, "You will hear from us soon.", slug="bygglov"))
    assert workspace.build(folder) == {"bygglov": "changed: memory", "lekplats": "changed: memory"}
    after = workspace.files(folder)
    # The easy-read edition has the same Swedish sentence, and takes the sentence over as a draft.
    changed = {path for path in after if after[path] != before.get(path)}
    editions = {path.rpartition("/")[0] for path in changed if path.count("/") > 1}
    assert {path for path in changed if path.count("/") == 1} == {
        f"{slug}/article.{kind}" for slug in ("bygglov", "lekplats") for kind in ("epub", "zip")
    }
    assert editions == {f"{slug}/{tag}" for slug in ("bygglov", "lekplats") for tag in ("en", "en-simple")}
    assert all(b"You will hear from us soon." in after[f"{edition}/index.html"] for edition in editions)
    assert workspace.build(folder) == {"bygglov": "", "lekplats": ""}


def test_an_approval_in_one_article_leaves_the_others_alone(folder):
    approve(folder, change("en", "Lov för altan", "Permits for decks"))
    assert workspace.build(folder) == {"bygglov": "changed: memory", "lekplats": ""}
    assert workspace.manifest(folder, "bygglov")["editions"][2]["title"] == "Permits for decks"


def test_mended_easy_swedish_is_what_easy_english_is_made_from(folder):
    approve(folder, change("sv-simple", SHARED, "Du får svar snart. Vänta på brev."))
    workspace.build(folder)
    swedish, english = (
        next(one for one in reviewing.kept("lekplats", workspace.assets(folder).config) if one.tag == tag)
        for tag in ("sv-simple", "en-simple")
    )
    assert (
        next(unit for unit in swedish.units if unit.source.text == SHARED).target.text
        == "Du får svar snart. Vänta på brev."
    )
    assert {"Du får svar snart.", "Vänta på brev."} <= {unit.source.text for unit in english.units}


def test_an_edition_of_which_all_is_approved_says_so_with_name_and_date(folder):
    approve_all(folder, "bygglov", "en")
    workspace.build(folder)
    states = {entry["tag"]: entry for entry in workspace.manifest(folder, "bygglov")["editions"]}
    assert (states["en"]["state"], states["en"]["reviewed"]) == ("reviewed", True)
    assert (states["en"]["reviewed_by"], states["en"]["reviewed_on"]) == ("Mira Åberg", "2026-11-27")
    assert not states["sv-simple"]["reviewed"]
    page = (folder / "output/bygglov/en/index.html").read_text(encoding="utf-8")
    assert "checked by a person" in page or "Mira Åberg" in page


@pytest.mark.parametrize(
    ("settings", "published"),
    [
        ('publish = "approved"', ["sv"]),
        ('publish_for = { en = "approved" }', ["sv", "sv-simple"]),
        ('publish_for = { simple = "approved" }', ["sv", "en"]),
        ('publish = "approved"\npublish_for = { en-simple = "all" }', ["sv", "en-simple"]),
    ],
)
def test_what_has_to_be_approved_first_is_held_back(folder, settings, published):
    workspace.settle(folder, f"[review]\n{settings}\n")
    workspace.build(folder)
    assert [entry["tag"] for entry in workspace.manifest(folder, "bygglov")["editions"]] == published
    files = workspace.files(folder)
    with zipfile.ZipFile(io.BytesIO(files["bygglov/article.zip"])) as bundle:
        bundled = {part for name in bundle.namelist() for part in name.split("/") if part in TAGS}
    assert {part for path in files if path.startswith("bygglov/") for part in path.split("/") if part in TAGS} == set(
        published
    )
    assert bundled == set(published)


def test_an_approval_releases_an_edition_and_a_changed_source_holds_it_back_again(folder):
    workspace.settle(folder, '[review]\npublish_for = { en = "approved" }\n')
    workspace.build(folder)
    approve_all(folder, "lekplats", "en")
    assert workspace.build(folder)["lekplats"] == "changed: memory"
    assert (folder / "output/lekplats/en/index.html").is_file()
    page = folder / "input/lekplats.html"
    page.write_text(page.read_text(encoding="utf-8").replace("grön", "röd"), encoding="utf-8")
    workspace.build(folder)
    assert not (folder / "output/lekplats/en").exists()


def test_the_memory_outlives_the_cache(folder):
    approve(folder, change("en", "Lov för altan", "Permits for decks"))
    for path in sorted((folder / ".lattlast").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    workspace.build(folder)
    assert workspace.manifest(folder, "bygglov")["editions"][2]["title"] == "Permits for decks"
