"""A page shows all of a document, in plain, meaningful HTML."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from lattlast.model import Block, Edition, Finding, Inline, Segment, TermUse, Unit
from lattlast.publishing import Site
from tests.publishing import editions
from tests.publishing.editions import SVG, document, leaf, marked, row, tree
from tests.publishing.pages import files, json_ld, page, texts


def shown(*blocks: Block, **meta: str) -> Any:
    """Publish blocks under a title and give the page's main part."""
    return page(Edition("sv", document("sv", leaf("title", "Rubriken"), *blocks, **meta))).main


@pytest.mark.parametrize("make", [editions.swedish, editions.easy_swedish, editions.english, editions.arabic])
def test_every_sentence_stands_on_the_page_once_under_its_id(make):
    edition = make()
    soup = page(edition, images={"brygga.svg": SVG})
    for segment in edition.document.segments():
        found = soup.find_all(id=segment.id)
        told = [element.get("alt") or element.get_text().replace("\u00a0", " ") for element in found]
        assert told == ([segment.text] if segment.text else [])


def test_ids_are_unique():
    soup = page(*editions.article())
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)) > 40


@pytest.mark.parametrize(
    ("make", "lang", "direction"),
    [
        (editions.swedish, "sv", "ltr"),
        (editions.easy_swedish, "sv", "ltr"),
        (editions.english, "en", "ltr"),
        (editions.arabic, "ar", "rtl"),
    ],
)
def test_a_page_names_its_language_and_direction(make, lang, direction):
    html = page(make()).html
    assert (html["lang"], html["dir"]) == (lang, direction)


def test_landmarks_and_the_way_past_the_header():
    soup = page(*editions.article())
    assert [len(soup.body.find_all(name, recursive=False)) for name in ("header", "main", "footer")] == [1, 1, 1]
    skip = soup.body.find("a")
    assert skip["href"] == "#" + soup.main["id"]
    assert len({nav.get("aria-label") or nav["aria-labelledby"] for nav in soup.find_all("nav")}) == 3


def test_headings_begin_at_one_and_skip_no_level():
    levels = [
        int(heading.name[1]) for heading in page(editions.hostile()).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    ]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("levels", "names"),
    [((2, 3, 4), ["h2", "h3", "h4"]), ((4, 6, 4), ["h2", "h3", "h2"]), ((3, 2, 6, 3), ["h2", "h2", "h3", "h3"])],
)
def test_skipped_levels_are_closed_up(levels, names):
    main = shown(*(leaf("heading", f"Avsnitt {level}", level=str(level)) for level in levels))
    assert [heading.name for heading in main.find_all(["h2", "h3", "h4", "h5"])] == names


def test_a_long_page_has_contents_that_lead_to_its_headings():
    soup = page(editions.swedish())
    links = soup.select(".contents a")
    assert texts(links) == [
        "En ramp ända ner i vattnet", "Så tas vattenprov", "Frågor om parkeringen", "Kontakt", "Fakta om badet",
    ]  # fmt: skip
    assert all(soup.find(id=link["href"][1:]).get_text() == link.get_text() for link in links)
    assert not page(editions.english()).select(".contents")


def test_a_figure_keeps_its_description_caption_and_credit():
    figure = page(editions.swedish(), images={"brygga.svg": SVG}).find("figure")
    assert figure.img["alt"] == "En brygga i en stilla sjö, med en rund sol över vattnet"
    assert (figure.img["width"], figure.img["height"]) == ("960", "540")
    assert texts(figure.select(".caption, .credit")) == ["Den nya bryggan når 40 meter ut.", "Foto: Alva Nordin"]


def test_without_its_file_a_figure_keeps_its_caption():
    figure = page(editions.swedish()).find("figure")
    assert figure.img is None
    assert texts([figure.figcaption]) == ["Den nya bryggan når 40 meter ut. Foto: Alva Nordin"]


def test_a_picture_without_a_description_is_decoration():
    made = Edition("sv", document("sv", leaf("title", "Rubriken"), tree("figure", src="a.svg")))
    assert page(made, images={"a.svg": SVG}).img["alt"] == ""


def test_a_table_has_its_caption_headers_and_even_rows():
    scroll = page(editions.swedish()).select_one(".scroll")
    assert scroll["tabindex"] == "0"
    assert scroll["aria-label"] == scroll.caption.get_text() == "Vattenprov i sommar"
    assert [(header.get_text(), header["scope"]) for header in scroll.find_all("th")] == [
        ("Juni", "col"), ("Juli", "col"), ("E. coli", "row"), ("Enterokocker", "row"),
    ]  # fmt: skip
    assert [len(line.find_all(["td", "th"])) for line in scroll.find_all("tr")] == [3, 3, 3]


def test_a_table_without_a_caption_is_named_all_the_same():
    assert shown(tree("table", row("a", "b"))).select_one(".scroll")["aria-label"] == "Tabell"


def test_facts_are_a_list_of_labels_and_values():
    box = page(editions.swedish()).select_one(".facts")
    assert texts(box.find_all("dt")) == ["Öppnar:", "Djup:"]
    assert texts(box.find_all("dd")) == ["13 juni", "0–4 meter"]
    assert texts(box.find_all("p")) == ["Hundar badar på andra sidan udden."]


def test_half_a_fact_is_shown_outside_the_list():
    box = shown(tree("facts", tree("fact", leaf("label", "Stängt")), editions.fact("Pris", "40 kronor"))).select_one(
        ".facts"
    )
    assert texts(box.find_all("p")) == ["Stängt"]
    assert texts(box.find_all("dt")) == ["Pris"]


def test_a_dialogue_gets_its_dash_outside_the_sentence():
    said = page(editions.swedish()).select_one(".dialogue")
    assert said.get_text().startswith("– Vi har väntat")
    assert said.span.get_text() == "Vi har väntat länge på rampen, säger Karin Öst."


def test_a_quote_tells_who_said_it():
    quote = page(editions.swedish()).select_one(".quote")
    assert texts([quote.blockquote, quote.figcaption]) == [
        "En sjö hör man bäst när ingen kör på den.",
        "Per Ek, badvakt",
    ]


def test_lists_nest_and_leave_out_empty_items():
    items = page(editions.swedish()).select(".text > ul > li")
    assert texts(items[0].ul.find_all("li")) == ["två med dusch", "ett med skötbord"]
    assert len(items) == 2
    ordered = shown(tree("list", leaf("item", "först"), leaf("item", "sedan"), ordered="true"))
    assert texts(ordered.ol.find_all("li")) == ["först", "sedan"]


def test_the_byline_comes_last_and_is_made_where_the_article_has_none():
    article = page(editions.swedish()).article
    assert texts(article.find_all(recursive=False))[-1] == "Text: Alva Nordin"
    made = shown(leaf("paragraph", "Löptext."), author="Bo Ek", photographer="Li Ås").select_one(".byline")
    assert texts(made.find_all("p")) == ["Text: Bo Ek", "Foto: Li Ås"]


@pytest.mark.parametrize(
    ("make", "words"), [(editions.swedish, "Publicerad 2 maj 2026"), (editions.english, "Published 2 May 2026")]
)
def test_the_date_is_written_in_the_language_of_the_page(make, words):
    date = page(make()).select_one(".date")
    assert texts([date]) == [words]
    assert date.time["datetime"] == "2026-05-02"


def test_easy_read_puts_every_sentence_on_its_own_line():
    lead = page(editions.easy_swedish()).select_one(".lead")
    assert [child.name for child in lead.children] == ["span", "br", "span"]
    assert page(editions.easy_swedish()).html["class"] == ["simple"]


def test_the_kinds_of_inline_mark_up():
    text = page(editions.swedish()).select_one(".text")
    assert text.strong.get_text() == "var sin del"
    assert text.bdi.get_text() == "Region Skåne"
    assert (text.abbr.get_text(), text.abbr["title"]) == ("bl.a.", "bland annat")
    assert [(part.get_text(), part["lang"], part["dir"]) for part in text.select("span[lang]")] == [
        ("disabled parking", "en", "ltr")
    ]
    assert [link["href"] for link in text.find_all("a")] == [
        "https://example.org/bad?sida=1&%C3%A5r=2026",
        "tel:+46410000000",
    ]


def test_a_line_break_adds_nothing_to_the_text():
    segment = Segment("", "Storgatan 1 Åkerby", (Inline("break", 11, 11),))
    paragraph = shown(leaf("paragraph", segment)).select_one(".text p")
    assert paragraph.br is not None
    assert paragraph.get_text() == "Storgatan 1 Åkerby"


def test_the_word_list_holds_the_terms_that_were_used():
    words = page(editions.english()).select_one(".words")
    assert texts(words.find_all("dt")) == ["the technical services committee"]
    assert [(one.get_text(), one["lang"]) for one in words.find_all("dd")] == [("Tekniska nämnden", "sv")]


def test_the_footer_tells_staff_and_readers_where_to_turn():
    site = Site(name="Åkerby kommun", contact="bad@example.org", accessibility="https://example.org/a")
    footer = page(editions.swedish(), site=site).select_one("footer.site")
    assert [link["href"] for link in footer.select(".links a")] == ["https://example.org/a", "mailto:bad@example.org"]
    told = dict(zip(texts(footer.find_all("dt")), texts(footer.find_all("dd")), strict=True))
    assert told == {"Antal ord": "143", "Ord per mening": "8,4", "Läsbarhetsindex (LIX)": "32"}


def test_json_ld_describes_the_edition_its_audio_and_its_relations():
    told = json_ld(page(editions.english(b"mp3"), editions.swedish()))
    assert (told["@type"], told["inLanguage"], told["creativeWorkStatus"]) == (
        "NewsArticle",
        "en",
        "translated-unreviewed",
    )
    assert told["translationOfWork"]["url"] == "../sv/index.html"
    assert told["audio"]["duration"] == "PT13S"
    assert told["datePublished"] == "2026-05-02"
    source = json_ld(page(editions.swedish(), editions.english(), editions.easy_swedish()))
    assert [work["inLanguage"] for work in source["workTranslation"]] == ["en"]


def test_addresses_are_relative_unless_the_site_has_one():
    made = editions.article()
    links = page(*made).select("link[rel=alternate]")
    assert [(link["hreflang"], link["href"]) for link in links] == [
        ("sv", "../sv/index.html"), ("en", "../en/index.html"), ("ar", "../ar/index.html"),
    ]  # fmt: skip
    absolute = page(*made, site=Site(base_url="https://example.org/latt/"))
    assert absolute.select_one("link[rel=canonical]")["href"] == "https://example.org/latt/badplatsen/sv/index.html"
    assert absolute.select_one("link[hreflang=en]")["href"] == "https://example.org/latt/badplatsen/en/index.html"


def test_the_same_input_gives_the_same_bytes():
    assert files(*editions.article(b"mp3"), images={"brygga.svg": SVG}) == files(
        *editions.article(b"mp3"), images={"brygga.svg": SVG}
    )


def test_a_marked_segment_may_hold_the_same_words_twice():
    paragraph = shown(leaf("paragraph", marked("Ja, ja.", ("emphasis", "ja", {})))).select_one(".text p")
    assert str(paragraph.em) == "<em>ja</em>"


def test_the_groups_of_a_number_stay_on_one_line():
    text = "Avgiften är 12 500 kronor för 2 år, ring 0410-00 00 00."
    drawn = shown(leaf("paragraph", text)).select("span[id]")[-1].get_text()
    assert drawn.replace("\u00a0", "_") == "Avgiften är 12_500 kronor för 2 år, ring 0410-00_00_00."


def test_a_picture_that_names_its_photographer_leaves_none_for_the_byline():
    figure = tree("figure", leaf("caption", "Bryggan."), leaf("credit", "Foto: Li Ås"), src="brygga.svg")
    assert shown(figure, photographer="Li Ås").select_one(".byline") is None
    assert texts(shown(figure, author="Bo Ek", photographer="Li Ås").select(".byline p")) == ["Text: Bo Ek"]


def test_easy_read_adds_no_second_line_end_where_a_line_ends():
    end = Inline("break", len("Text: Bo Ek"), len("Text: Bo Ek"))
    byline = Block("byline", (Segment("s2", "Text: Bo Ek", (end,)), Segment("s3", "Foto: Li Ås")))
    made = page(Edition("sv-simple", document("sv-simple", leaf("title", "Rubriken"), byline)))
    assert len(made.select(".byline br")) == 1


def test_a_second_word_list_is_called_by_its_languages():
    use = editions.english().terms[0]
    for inside, heading in (("Words", "Word list"), ("Word list", "English – Svenska")):
        made = document("en-simple", leaf("title", "The headline"), leaf("heading", inside))
        found = page(Edition("en-simple", made, terms=(use,))).select_one("#page-words")
        assert texts([found]) == [heading]


def test_a_second_word_list_in_swedish_has_more_words():
    use = TermUse("elev", "s1", "", "elev", "source", 0, 4, explanation="Ett barn som går i skolan.")
    made = document("sv-simple", leaf("title", "Elev"), leaf("heading", "Ordlista"))
    assert texts([page(Edition("sv-simple", made, terms=(use,))).select_one("#page-words")]) == ["Fler ord"]


def test_a_list_begins_with_its_number():
    items = leaf("item", "val"), leaf("item", "beslut")
    assert shown(tree("list", *items, ordered="true", start="3")).ol["start"] == "3"
    assert not shown(tree("list", *items, ordered="true", start="onclick=x")).ol.has_attr("start")


def test_a_concept_has_one_line_in_the_word_list_in_its_plainest_form():
    uses = [
        TermUse("elev", "s1", "Eleverna", "Pupils", "carrier"),
        TermUse("elev", "s2", "elev", "pupil", "n-best"),
        TermUse("elev", "s3", "elevers", "pupils'", "n-best"),
        TermUse("rektor", "s4", "rektorn", "", "missing"),
    ]
    words = page(replace(editions.english(), terms=tuple(uses))).select_one(".words")
    assert (texts(words.find_all("dt")), texts(words.find_all("dd"))) == (["pupil"], ["elev"])


def test_staff_can_open_how_easy_the_text_is():
    units = (
        Unit(
            Segment("s2", "En lång mening."), Segment("s2", "Kort."), "translated", "rule", ("split a long sentence",)
        ),
    )
    hard = Finding("still-hard", "info", "Still hard.", "s5")
    easy = replace(editions.easy_swedish(), units=units, findings=(hard,))
    report = page(easy, editions.swedish()).select_one("footer details.staff")
    told = dict(zip(texts(report.find_all("dt")), texts(report.find_all("dd")), strict=True))
    assert told["Läsbarhetsindex (LIX)"] == "18,2 (Hela texten: 31,6)"
    assert "open" not in report.attrs
    assert texts(report.select("ul")[0].find_all("li")) == ["delade en lång mening: 1"]
    assert report.select_one("ul a")["href"] == "#s5"


@pytest.mark.parametrize("make", [editions.swedish, editions.english])
def test_only_easy_read_swedish_reports_to_staff(make):
    assert page(make()).select("details.staff") == []


def test_what_the_text_explains_itself_stands_in_one_word_list():
    easy = editions.easy_swedish()
    meaning = "ett golv av trä som går ut i vattnet"
    told = page(replace(easy, terms=(replace(easy.terms[0], explanation=meaning),)))
    link = told.select_one("a.term")
    assert told.select(".words") == []
    assert told.find(id=link["aria-describedby"]).get_text() == meaning
    assert link["href"] == f"#{link['aria-describedby']}"
