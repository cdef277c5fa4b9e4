"""An e-book holds the editions with their sound in step, and says what a reader with a disability can expect of it."""

import io
import zipfile
from dataclasses import replace

import pytest

from lattlast.model import Approval, Clip, Edition, Narration
from lattlast.publishing import Site
from tests.publishing import editions
from tests.publishing.books import NAMES, Book, faults
from tests.publishing.editions import SVG, document, leaf, tree
from tests.publishing.pages import files

IMAGES = {"brygga.svg": SVG}


def book(*made: Edition, path: str = "", **options: object) -> Book:
    return Book(files(*made, images=IMAGES, **options)[path or f"{made[0].tag}/article.epub"])


def test_every_edition_has_a_book_and_the_article_has_one_of_all():
    made = files(*editions.article(b"mp3"), images=IMAGES)
    books = [path for path in made if path.endswith(".epub")]
    assert books == [
        "sv/article.epub", "sv-simple/article.epub", "en/article.epub", "ar/article.epub", "article.epub",
    ]  # fmt: skip
    whole = Book(made["article.epub"])
    assert [page for page, _ in whole.chapters()] == [
        "sv/index.xhtml", "sv-simple/index.xhtml", "en/index.xhtml", "ar/index.xhtml",
    ]  # fmt: skip
    assert [tongue.text for tongue in whole.find("//dc:language")] == ["sv", "en", "ar"]


@pytest.mark.parametrize("audio", [None, b"mp3"])
def test_every_chapter_is_covered_by_clips_in_order_and_inside_the_audio(audio):
    made = editions.article(audio)
    published = files(*made, images=IMAGES)
    assert faults(published["article.epub"], made) == []
    for edition in made:
        assert faults(published[f"{edition.tag}/article.epub"], [edition]) == []


def test_an_edition_without_a_voice_is_a_chapter_without_sound():
    made = [editions.swedish(b"mp3"), editions.arabic()]
    published = files(*made)
    assert faults(published["article.epub"], made) == []
    assert [overlay for _, overlay in Book(published["article.epub"]).chapters()] == ["sv/overlay.smil", None]


def test_clips_that_end_after_the_audio_or_say_nothing_do_no_harm():
    made = document("sv", leaf("title", "Bron"), leaf("paragraph", "Den är öppen.", "Kom!"))
    clips = (Clip("s1", 0.0, 0.9996), Clip("s2", 1.0, 1.0), Clip("s3", 1.0, 9.0), Clip("s9", 1.0, 1.2))
    edition = Edition("sv", made, narration=Narration("röst", "sv", b"mp3", 2.0, clips))
    assert book(edition).clips("sv/overlay.smil") == [("s1", 0.0, 1.0), ("s3", 1.0, 2.0)]


def test_the_container_begins_with_its_type_unpacked():
    data = files(editions.english())["en/article.epub"]
    first = zipfile.ZipFile(io.BytesIO(data)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_metadata_say_what_can_be_read_and_heard():
    spoken, silent = book(editions.swedish(b"mp3")), book(editions.english())
    assert spoken.meta("schema:accessMode") == ["textual", "visual", "auditory"]
    assert {"alternativeText", "synchronizedAudioText", "tableOfContents"} <= set(
        spoken.meta("schema:accessibilityFeature")
    )
    assert silent.meta("schema:accessMode") == ["textual"]
    assert not {"alternativeText", "synchronizedAudioText"} & set(silent.meta("schema:accessibilityFeature"))
    assert silent.meta("schema:accessibilitySummary")[0].startswith("The e-book has headings")


def test_pictures_without_descriptions_promise_none():
    made = Edition("sv", document("sv", leaf("title", "Bild"), tree("figure", src="brygga.svg")))
    shown = book(made)
    assert "alternativeText" not in shown.meta("schema:accessibilityFeature")
    assert shown.meta("schema:accessModeSufficient") == ["textual,visual"]


def test_the_contents_lead_to_every_heading():
    opened = book(editions.swedish(), editions.arabic(), path="article.epub")
    nav = opened.xml("nav.xhtml").xpath("//x:nav[@epub:type='toc']//x:a", namespaces=NAMES)
    pages = {page: opened.xml(page).xpath("//@id") for page, _ in opened.chapters()}
    assert len(nav) == 2 + 5 + 1 + 2
    for link in nav:
        page, _, place = link.get("href").partition("#")
        assert not place or place in pages[page]


def test_a_book_from_right_to_left_turns_its_pages_so():
    opened = book(editions.arabic())
    assert opened.find("//opf:spine")[0].get("page-progression-direction") == "rtl"
    assert opened.xml("ar/index.xhtml").get("dir") == "rtl"
    assert b'direction="rtl"' in opened.archive.read("EPUB/cover.svg")


def test_a_book_is_dated_by_its_article_or_its_approval():
    assert book(editions.swedish()).meta("dcterms:modified") == ["2026-05-02T00:00:00Z"]
    approved = replace(editions.english(), approval=Approval("Åsa Lind", "2026-06-01T08:00:00Z"))
    assert book(approved).meta("dcterms:modified") == ["2026-06-01T00:00:00Z"]
    assert book(editions.only_a_heading()).meta("dcterms:modified") == ["1980-01-01T00:00:00Z"]


@pytest.mark.parametrize("make", [editions.hostile, editions.only_a_heading, editions.without_strings, editions.long])
def test_odd_articles_are_well_formed_books(make):
    made = make()
    opened = book(made)
    for name in opened.archive.namelist():
        if name.endswith(("xhtml", "opf", "svg", "xml")):
            opened.xml(name.removeprefix("EPUB/")) if name.startswith("EPUB/") else None
    assert not opened.xml(f"{made.tag}/index.xhtml").xpath("//x:script", namespaces=NAMES)


def test_characters_that_xml_forbids_are_left_out():
    made = Edition("sv", document("sv", leaf("title", "Bad\x00plats\x0b\ufffe"), leaf("paragraph", "a\x1fb \ud800c")))
    assert "Badplats" in "".join(book(made).xml("sv/index.xhtml").itertext())


def test_a_long_title_stays_on_the_cover():
    lines = book(editions.hostile()).xml("cover.svg").findall(".//{*}text")
    assert len(lines) <= 18
    assert max(float(line.get("y")) for line in lines) < 1700


def test_the_cover_wears_the_publishers_name_and_colour():
    site = Site(name="Åkerby kommun", colours={"accent": "#7a003c"})
    cover = book(editions.swedish(), site=site).archive.read("EPUB/cover.svg").decode()
    assert "Åkerby kommun" in cover
    assert "#7a003c" in cover
