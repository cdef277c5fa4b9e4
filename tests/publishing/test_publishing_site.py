"""What leads to the articles: indexes by language, the search, feeds, the sitemap; and what a publisher takes along."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from lattlast.errors import ConfigError
from lattlast.model import Edition, TermUse
from lattlast.publishing import Site, entry, publish_index
from tests.publishing import editions
from tests.publishing.editions import SVG, document, leaf, marked
from tests.publishing.pages import files, page, parse, texts

ADDRESSED = Site(name="Åkerby kommun", base_url="https://example.org/latt/")
ATOM = "{http://www.w3.org/2005/Atom}"


def site_files(*articles: list[Edition], site: Site = ADDRESSED) -> dict[str, bytes]:
    return {one.path: one.data for one in publish_index([entry(made) for made in articles], site=site)}


def found(made: dict[str, bytes], lang: str) -> Any:
    return json.loads(made[f"search.{lang}.js"].decode().removeprefix("lattlastSearch=").removesuffix(";\n"))


def test_every_language_has_an_index_in_its_own_words():
    made = site_files(editions.article())
    assert {path for path in made if path.startswith("index")} == {"index.html", "index.en.html", "index.ar.html"}
    soup = parse(made["index.ar.html"])
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert soup.h2.a["href"] == "badplatsen/ar/index.html"
    assert texts(parse(made["index.html"]).select(".languages a")) == ["Svenska", "English", "العربية"]


def test_an_empty_site_says_so():
    assert texts(parse(site_files()["index.html"]).select(".empty")) == ["Här finns inga artiklar än."]
    assert not [path for path in site_files() if path.startswith(("search", "feed"))]


def test_the_search_knows_the_words_of_both_reading_levels():
    made = site_files(editions.article())
    (row,) = found(made, "sv")
    assert row[:2] == ["badplatsen/sv/index.html", "Badplatsen vid Lillsjön öppnar i juni"]
    assert row[4] == "badplatsen vid lillsjon oppnar i juni"
    assert {"rullstol", "enterokocker", "miljoner"} <= set(row[5].split())
    assert found(made, "en")[0][0] == "badplatsen/en/index.html"


def test_atom_feeds_tell_the_newest_articles_of_each_edition():
    feed = etree.fromstring(site_files(editions.article(b"mp3"))["feed.sv-simple.xml"])
    (item,) = feed.findall(f"{ATOM}entry")
    links = {link.get("rel"): link for link in item.findall(f"{ATOM}link")}
    assert item.findtext(f"{ATOM}title") == "Nu går det snart att bada i Lillsjön"
    assert item.findtext(f"{ATOM}updated") == "2026-05-02T00:00:00+00:00"
    assert links["alternate"].get("href") == "https://example.org/latt/badplatsen/sv-simple/index.html"
    assert (links["enclosure"].get("length"), links["enclosure"].get("type")) == ("3", "audio/mpeg")


def test_a_podcast_has_transcripts_and_chapters_and_needs_an_address():
    made = editions.article(b"mp3")
    feed = site_files(made)["podcast.en.xml"]
    item = etree.fromstring(feed).find("channel/item")
    assert item.find("enclosure").get("url") == "https://example.org/latt/badplatsen/en/narration.mp3"
    assert item.findtext("pubDate") == "Sat, 02 May 2026 00:00:00 +0000"
    kinds = [element.get("type") for element in item.findall("{https://podcastindex.org/namespace/1.0}*")]
    assert kinds == ["text/vtt", "text/html", "application/json+chapters"]
    assert not [path for path in site_files(made, site=Site()) if path.startswith(("podcast", "sitemap"))]
    assert not [path for path in site_files(editions.article()) if path.startswith("podcast")]


def test_the_sitemap_ties_translations_to_each_other():
    root = etree.fromstring(site_files(editions.article())["sitemap.xml"])
    pages = {url.findtext("{*}loc"): [link.get("hreflang") for link in url.findall("{*}link")] for url in root}
    assert len(pages) == 3 + 4
    assert pages["https://example.org/latt/badplatsen/en/index.html"] == ["sv", "en", "ar", "x-default"]
    assert pages["https://example.org/latt/badplatsen/sv-simple/index.html"] == []


def test_feeds_and_sitemap_escape_what_they_tell():
    for path, data in site_files([editions.hostile()]).items():
        if path.endswith(".xml"):
            etree.fromstring(data)


def test_open_graph_names_the_page_and_its_picture():
    soup = page(*editions.article(b"mp3"), site=ADDRESSED, images={"brygga.svg": SVG})
    told = {meta["property"]: meta["content"] for meta in soup.select("meta[property]")}
    assert told["og:url"] == "https://example.org/latt/badplatsen/sv/index.html"
    assert told["og:image"].startswith("https://example.org/latt/badplatsen/images/brygga.")
    assert told["og:image:alt"].startswith("En brygga i en stilla sjö")
    assert told["og:audio"].endswith("/sv/narration.mp3")


def test_a_fragment_is_the_text_alone():
    made = parse(files(editions.swedish(b"mp3"), images={"brygga.svg": SVG})["sv/fragment.htm"])
    assert {name for element in made.find_all() for name in element.attrs} <= {
        "lang", "dir", "href", "title", "src", "alt", "width", "height", "scope", "translate", "start", "datetime",
    }  # fmt: skip
    assert texts([made.h1]) == ["Badplatsen vid Lillsjön öppnar i juni"]
    assert len(made.find_all(["script", "style", "link", "meta"])) == 0
    drawn = made.get_text().replace("\u00a0", " ")
    texts_of = [
        segment.text
        for block in editions.swedish().document.walk()
        if block.kind != "alt"
        for segment in block.segments
    ]
    assert [text for text in texts_of if text not in drawn] == []


def test_an_archive_is_a_site_of_its_own():
    data = files(*editions.article(b"mp3"))["article.zip"]
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = set(archive.namelist())
    soup = parse(archive.read("badplatsen/sv/index.html"))
    for element in [*soup.select("link[rel=stylesheet]"), soup.select_one(".home")]:
        assert element["href"].removeprefix("../../") in names
    assert {"index.html", "index.en.html", "badplatsen/en/fragment.htm", "badplatsen/en/narration.mp3"} <= names
    assert parse(archive.read("index.html")).select_one(".search") is None


def test_only_the_wanted_formats_are_made():
    made = files(*editions.article(), site=Site(formats=()))
    assert not [path for path in made if path.endswith(("epub", "zip", "htm"))]
    assert page(*editions.article(), site=Site(formats=())).select(".downloads") == []


EXPLAINED = TermUse(
    "kommun", "s2", "", "kommunen", "source", 5, 13, "En kommun är ett område som styr sig självt."
)  # fmt: skip


def explained(tag: str, *uses: TermUse, site: Site = Site()) -> Any:  # noqa: B008  (frozen)
    linked = marked("Fråga kommunen.", ("link", "kommunen", {"href": "https://example.org"}))
    made = document(
        tag, leaf("title", "Kommunen"), leaf("paragraph", "Ring kommunen i dag.", "Gå till kommunen."),
        leaf("paragraph", linked),
    )  # fmt: skip
    return page(Edition(tag, made, terms=uses), site=site)


def test_an_easy_text_explains_a_term_where_it_first_stands():
    again = replace(EXPLAINED, segment="s3", start=8, end=16)
    title = replace(EXPLAINED, segment="s1", start=0, end=8)
    soup = explained("sv-simple", title, again, EXPLAINED)
    (link,) = soup.select("a.term")
    assert (link.get_text(), link.parent["id"]) == ("kommunen", "s2")
    assert soup.find(id=link["href"][1:]).dt.get_text() == "kommunen"
    assert soup.find(id=link["aria-describedby"]).get_text() == EXPLAINED.explanation


def test_other_texts_explain_terms_where_the_publisher_wants_it():
    assert explained("sv", EXPLAINED).select("a.term") == []
    assert len(explained("sv", EXPLAINED, site=Site(explain_terms=True)).select("a.term")) == 1


def test_a_term_in_a_link_stays_that_link():
    soup = explained("sv-simple", replace(EXPLAINED, segment="s4", start=6, end=14))
    assert [link.get("class") for link in soup.find(id="s4").find_all("a")] == [None]


def test_own_templates_stand_before_lattlasts():
    own = (
        ("byline.html.j2", "<p class=own>Redaktionen & {{ document.title }}</p>"),
        ("base.html.j2", '{% extends "lattlast/base.html.j2" %}{% block footer %}<p>Egen fot</p>{% endblock %}'),
        ("own.css", ".own { color: inherit; }"),
    )
    soup = page(editions.easy_swedish(), site=Site(templates=own))
    assert soup.select_one(".own").get_text() == "Redaktionen & Nu går det snart att bada i Lillsjön"
    made = site_files(editions.article(), site=Site(templates=own))
    assert "Egen fot" not in page(editions.easy_swedish()).get_text()
    assert next(data for path, data in made.items() if path.endswith(".css")).endswith(b".own { color: inherit; }")


@pytest.mark.parametrize("text", ["{% if %}", "{{ nonsense }}", '{% extends "no.j2" %}'])
def test_a_template_that_cannot_be_used_stops_with_a_hint(text):
    with pytest.raises(ConfigError) as refused:
        page(editions.swedish(), site=Site(templates=(("byline.html.j2", text),)))
    assert "publish.templates" in refused.value.hint


def test_a_picture_on_another_site_stays_a_link():
    made = document("sv", leaf("title", "Bild"), editions.tree("figure", src="https://example.org/bild.jpg"))
    figure = page(Edition("sv", made)).select_one("figure")
    assert (figure.img, figure.a["href"]) == (None, "https://example.org/bild.jpg")


def test_joints_of_long_words_are_shown_but_stand_in_no_text():
    site = Site(compound_dots=True)
    easy = document("sv", leaf("title", "Kommunstyrelsen möts"), leaf("paragraph", "Alla i kommunstyrelsen är där."))
    shown = page(Edition("sv-simple", easy), site=site)
    sentence = shown.select_one(".text p")
    assert sentence.get_text() == "Alla i kommunstyrelsen är där."
    assert [joint.previous_sibling for joint in sentence.select(".joint")] == ["Alla i kommun"]
    assert page(Edition("sv", easy), site=site).select(".joint") == []
    assert page(Edition("sv-simple", easy)).select(".joint") == []
