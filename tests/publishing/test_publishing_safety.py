"""Whatever an article holds, its page harms nobody: no script, no strange address, no path out of the folder."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lattlast.errors import ConfigError, OutputError
from lattlast.model import Document, Edition, Inline, Segment, renumber
from lattlast.publishing import IndexEdition, IndexEntry, Site, publish, publish_index
from tests.publishing import editions
from tests.publishing.editions import PNG, SVG, document, leaf, marked, tree
from tests.publishing.pages import files, page, parse


def links(*hrefs: str) -> list[str]:
    """Publish a paragraph with a link to each address and give those that the page kept."""
    blocks = [leaf("paragraph", marked("Läs mer här.", ("link", "här", {"href": href}))) for href in hrefs]
    main = page(Edition("sv", document("sv", leaf("title", "Länkar"), *blocks))).select_one(".text")
    assert main.get_text().count("Läs mer här.") == len(hrefs)
    return [link["href"] for link in main.find_all("a")]


def test_mark_up_in_the_text_is_shown_as_text():
    soup = page(editions.hostile())
    assert [script.get("type") for script in soup.find_all("script")] == ["application/ld+json"]
    assert "<script>alert(1)</script>" in soup.h1.get_text()
    assert "{{ 7 * 7 }}" in soup.main.get_text()
    assert not any(name.startswith("on") for element in soup.find_all() for name in element.attrs)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", " JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,<b>x", "vbscript:x",
        "//example.org", "/kontakt", "kontakt.html", "#s1", "", "http://", "https:/example.org", "http://[",
        "https://exa mple.org/", "file:///etc", "mailto:", "https://a\\@b/",
    ],
)  # fmt: skip
def test_other_addresses_leave_only_their_text(href):
    assert links(href) == []


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://example.org:8080/a/b.html#c", "https://example.org:8080/a/b.html#c"),
        ("http://åkerby.example/sök?q=å ö&p=100%", "http://åkerby.example/s%C3%B6k?q=%C3%A5%20%C3%B6&p=100%25"),
        ("http://[::1]/", "http://[::1]/"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("mailto:info@example.org?subject=Hej", "mailto:info@example.org?subject=Hej"),
        ("tel:0410-00 00 00", "tel:0410-00%2000%2000"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
    ],
)
def test_common_addresses_are_kept_and_escaped(href, kept):
    assert links(href) == [kept]


def test_every_path_stays_in_the_folder():
    images = {"../../etc/passwd": PNG, "<script>.png": PNG}
    paths = files(editions.hostile(), images=images)
    assert len([path for path in paths if path.startswith("images/")]) == 2
    for path in paths:
        assert re.fullmatch(r"[\w./-]+", path, re.ASCII)
        assert ".." not in PurePosixPath(path).parts
    index = parse(publish_index([IndexEntry("../../etc", "", "", (IndexEdition("sv", "", ""),))])[-1].data)
    assert index.h2.a["href"] == "..%2F..%2Fetc/sv/index.html"
    assert (
        parse(publish_index([IndexEntry("..", "", "", (IndexEdition("sv", "", ""),))])[-1].data)
        .h2.a["href"]
        .startswith("%2E%2E/")
    )


@pytest.mark.parametrize("tag", ["../sv", "", "sv/..", "sv simple", "."])
def test_a_tag_that_cannot_name_a_folder_is_refused(tag):
    with pytest.raises(OutputError):
        publish([Edition(tag, document("sv", leaf("title", "Rubrik")))])


@pytest.mark.parametrize("make", [editions.hostile, editions.only_a_heading, editions.without_strings])
def test_odd_documents_have_a_title_and_one_main_heading(make):
    soup = page(make())
    assert soup.title.get_text().strip()
    assert len(soup.find_all("h1")) == 1


def test_a_document_of_nothing_is_a_page():
    soup = page(Edition("sv", Document("", "sv", ())))
    assert soup.h1.get_text() == "Artikel utan rubrik"


def test_a_page_of_five_thousand_words_stays_small():
    made = files(editions.long())
    data = made["sv/index.html"]
    assert len(parse(data).select_one(".text").get_text().split()) > 5_000
    assert len(data) < 60_000


def test_a_page_with_all_that_it_loads_stays_small():
    """Sixty kilobytes for the page of an ordinary article, its style and its scripts, without pictures and audio."""
    made = files(editions.swedish(b"mp3"))
    shared = sum(len(artefact.data) for artefact in publish_index([]) if artefact.path.startswith("assets/"))
    assert len(made["sv/index.html"]) + len(made["sv/timings.js"]) + shared < 60_000


def test_a_long_page_with_all_that_it_loads_before_anybody_listens_stays_small():
    """Five and a half thousand words that are read aloud: their times are fetched by those who listen."""
    made = editions.long()
    page = files(replace(made, narration=editions.spoken(made.document, b"mp3")))["sv/index.html"]
    loaded = [one.data for one in publish_index([]) if one.path.startswith(("assets/lattlast.", "assets/player."))]
    assert len(loaded) == 2
    assert len(page) + sum(map(len, loaded)) < 65_000
    assert b'timings.js" defer' not in page


@pytest.mark.parametrize(
    "site",
    [
        Site(colours={"acent": "#000000"}),
        Site(colours={"accent": "red;} body{display:none"}),
        Site(colours={"accent": "#ffd500"}),
        Site(colours={"accent-dark": "#222222"}),
        Site(font="x; } body { display: none"),
        Site(logo="logo.exe", logo_data=b"MZ"),
    ],
)
def test_a_site_that_could_not_be_drawn_or_read_is_refused(site):
    with pytest.raises(ConfigError) as refused:
        publish_index([], site=site)
    assert refused.value.hint


def test_a_misspelt_colour_gets_a_suggestion():
    with pytest.raises(ConfigError) as refused:
        publish_index([], site=Site(colours={"acent": "#005a70"}))
    assert "accent" in refused.value.hint


def test_own_colours_and_logo_are_used():
    site = Site(
        logo="l.svg", logo_data=SVG, colours={"accent": "#7a003c", "accent-dark": "#f9c"}, font="Inter, sans-serif"
    )
    artefacts = {artefact.path: artefact.data for artefact in publish_index([], site=site)}
    css = next(data.decode() for path, data in artefacts.items() if path.endswith(".css"))
    assert all(part in css for part in ("--accent:#7a003c;", "--accent:#f9c;", "--own-font:Inter, sans-serif;"))
    used = page(editions.swedish(), site=site)
    assert used.select_one("header.site img")["src"].removeprefix("../../") in artefacts
    assert used.select_one("link[rel=stylesheet]")["href"].removeprefix("../../") in artefacts


def test_a_link_that_is_told_twice_is_drawn_once():
    link = Inline("link", 0, 3, {"href": "https://example.org"})
    segment = Segment("", "Bad", (link, link))
    soup = page(Edition("sv", document("sv", leaf("title", "Rubrik"), leaf("paragraph", segment))))
    assert [found.get_text() for found in soup.find(id="s2").find_all("a")] == ["Bad"]


KINDS = ["link", "strong", "emphasis", "abbreviation", "language", "protected", "break"]
ATTRS = {"href": "https://example.org", "title": "utskrivet", "lang": "en"}
INLINES = st.lists(
    st.builds(
        lambda kind, start, length: Inline(kind, start, start if kind == "break" else start + length, ATTRS),
        st.sampled_from(KINDS), st.integers(0, 14), st.integers(0, 9),
    ),
    max_size=7,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(inlines=INLINES)
def test_crossing_mark_up_changes_no_letter_and_nests_no_link(inlines):
    segment = Segment("", "Bada & <simma> 🛟 nu", tuple(sorted(inlines, key=lambda one: (one.start, -one.end))))
    soup = page(Edition("sv", document("sv", leaf("title", "Rubrik"), leaf("paragraph", segment))))
    assert soup.find(id="s2").get_text() == segment.text
    assert soup.select("a a") == []
    breaks = [one for one in inlines if one.kind == "break" and one.start <= len(segment.text)]
    assert len(soup.find(id="s2").find_all("br")) == len(breaks)


LEAF_KINDS = [
    "title", "lead", "heading", "paragraph", "dialogue", "byline", "note",
    "item", "alt", "caption", "credit", "label", "value", "cell",
]  # fmt: skip
LEAVES = st.builds(
    lambda kind, texts: leaf(kind, *texts),
    st.sampled_from(LEAF_KINDS),
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8), max_size=2),
)
TREES = st.recursive(
    LEAVES,
    lambda children: st.builds(
        lambda kind, inside: tree(kind, *inside),
        st.sampled_from(
            ["list", "item", "quote", "figure", "facts", "definitions", "fact", "table", "row", "paragraph"]
        ),
        st.lists(children, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(blocks=st.lists(TREES, max_size=4))
def test_any_tree_is_drawn(blocks):
    made = Edition("sv", Document("x", "sv", renumber(blocks)))
    soup = page(made)
    levels = [int(heading.name[1]) for heading in soup.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
