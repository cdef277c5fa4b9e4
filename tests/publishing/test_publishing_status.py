"""A page tells how its text was made, in its own language and in Swedish, and leads to the other editions."""

from dataclasses import replace
from typing import Any

import pytest

from lattlast import languages
from lattlast.model import Approval, Edition, Segment, Unit
from tests.publishing import editions
from tests.publishing.editions import document, leaf
from tests.publishing.pages import page, texts


def notices(soup: Any) -> list[tuple[str | None, str]]:
    return [(paragraph.get("lang"), paragraph.get_text()) for paragraph in soup.select(".notice > p")]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (editions.swedish, "original"),
        (editions.easy_swedish, "simplified-unreviewed"),
        (editions.english, "translated-unreviewed"),
        (lambda: replace(editions.english(), tag="en-simple"), "simplified-translated-unreviewed"),
    ],
)
def test_machines_can_read_the_status(make, code):
    assert page(make()).html["data-status"] == code


def test_an_original_says_so_in_swedish_only():
    assert notices(page(editions.swedish())) == [(None, "Det här är originaltexten.")]


def test_a_translation_says_so_in_both_languages():
    (own, english), (other, swedish) = notices(page(editions.english()))
    assert (own, other) == (None, "sv")
    assert english.startswith("Translated automatically from Swedish.")
    assert swedish.startswith("Automatiskt översatt från svenska.")


def test_a_starter_model_is_told_until_a_person_has_checked_the_text():
    machine = editions.english()
    assert "only the gist" in notices(page(machine))[0][1]
    assert "only the gist" not in notices(page(replace(machine, starter=False)))[0][1]
    unit = Unit(Segment("s1", "Rubrik"), Segment("s1", "Title"), "reviewed", "human")
    checked = page(replace(machine, units=(unit, replace(unit, state="final"))))
    told = "Translated automatically from Swedish. The text has been checked by a person. Made with a starter model."
    assert notices(checked)[0][1] == told
    assert checked.html["data-status"] == "translated-reviewed"


@pytest.mark.parametrize(
    ("approval", "told"),
    [
        (Approval("Åsa Lind", "2026-11-26"), "checked by a person (Åsa Lind, 26 November 2026). Made"),
        (Approval("", "2026-11-26T10:00:00Z"), "checked by a person (26 November 2026). Made"),
        (Approval("", ""), "checked by a person. Made"),
    ],
)
def test_an_approved_text_is_no_draft_and_says_who_approved_it(approval, told):
    soup = page(replace(editions.english(), approval=approval))
    assert soup.html["data-status"] == "translated-reviewed"
    assert told in notices(soup)[0][1]
    assert "Draft" not in notices(soup)[0][1]
    assert "granskad av en person" in notices(soup)[1][1]


def test_one_unchecked_sentence_leaves_the_text_a_draft():
    unit = Unit(Segment("s1", "Rubrik"), Segment("s1", "Title"), "reviewed", "human")
    mixed = page(replace(editions.english(), units=(unit, replace(unit, state="translated"))))
    assert mixed.html["data-status"] == "translated-unreviewed"


def test_the_notice_leads_to_the_original_and_to_the_source():
    assert [link["href"] for link in page(editions.swedish()).select(".notice a")] == [
        "https://example.org/nyheter/badplatsen"
    ]
    translated = page(editions.english(), editions.swedish())
    assert [link["href"] for link in translated.select(".notice a")] == ["../sv/index.html"]


def test_languages_stand_under_their_own_names():
    ways = page(*editions.article()).select(".languages a")
    assert texts(ways) == ["Svenska", "English", "العربية"]
    assert [(way["lang"], way["hreflang"], way["dir"]) for way in ways] == [
        ("sv", "sv", "ltr"), ("en", "en", "ltr"), ("ar", "ar", "rtl"),
    ]  # fmt: skip
    assert [way.get("aria-current") for way in ways] == ["page", None, None]


def test_an_easy_reader_stays_with_easy_texts_where_there_are_any():
    swedish, easy, english, arabic = editions.article()
    easy_english = replace(english, tag="en-simple")
    soup = page(easy, swedish, english, easy_english, arabic)
    assert {way.get_text(): way["href"] for way in soup.select(".languages a")} == {
        "Svenska": "../sv-simple/index.html",
        "English": "../en-simple/index.html",
        "العربية": "../ar/index.html",
    }
    assert texts(soup.select(".levels a")) == ["Hela texten", "Lättläst svenska"]
    assert texts(page(easy_english, swedish, english).select(".levels a")) == ["Full text", "Easy English"]
    assert [link["hreflang"] for link in soup.select("link[rel=alternate]")] == ["sv", "en"]


def test_a_single_edition_needs_no_switch():
    assert page(editions.swedish()).find_all("nav", class_=["languages", "levels"]) == []


def test_a_language_without_words_gets_english_ones_marked_as_english():
    soup = page(editions.without_strings(), editions.swedish())
    assert (soup.html["lang"], soup.html["dir"]) == ("ps", "rtl")
    for part in [soup.select_one(".skip"), *soup.select("nav"), soup.select_one(".notice"), soup.select_one(".about")]:
        assert (part["lang"], part["dir"]) == ("en", "ltr")
    easy = page(replace(editions.without_strings(), tag="ps-simple"), editions.without_strings())
    assert texts(easy.select(".levels a")) == ["Full text", "پښتو (easy to read)"]


def test_a_tag_that_nobody_knows_is_still_published():
    soup = page(Edition("zxx", document("zxx", leaf("title", "…"))), editions.swedish())
    assert texts(soup.select(".languages a")) == ["zxx", "Svenska"]


def test_every_language_has_every_word():
    tables = {tag: languages._strings()[tag] for tag in languages._strings()}
    assert len(tables) >= 13
    assert {
        tag: set(tables["en"]) ^ set(words) for tag, words in tables.items() if set(words) != set(tables["en"])
    } == {}
    assert [(tag, key) for tag, words in tables.items() for key, value in words.items() if not value.strip()] == []


@pytest.mark.parametrize("tag", sorted(set(languages._strings()) - {"en"}))
def test_a_page_in_any_language_has_words_of_its_own(tag):
    soup = page(Edition(tag, document(tag, leaf("title", "…"))))
    own = languages.strings(tag)
    assert soup.select_one(".skip").get_text() == own["skip"] != languages.strings("en")["skip"]
    assert own["about"] in texts(soup.find_all("h2"))


def test_an_easy_page_compares_its_readability_with_that_of_the_full_text():
    full, easy = editions.swedish(), editions.easy_swedish()
    told = page(easy, full).select_one(".about").get_text(" ", strip=True)
    assert "(Hela texten: 143)" in told
    assert "(Hela texten: 8,4)" in told
    assert "Hela texten" not in page(full, easy).select_one(".about").get_text()


def test_what_made_a_text_is_named_once():
    machine = editions.english()
    (_, own), (_, swedish) = notices(page(machine))
    assert "a starter model" not in own + swedish  # the notice says already that it is one
    (_, own), (_, swedish) = notices(page(replace(machine, starter=False)))
    assert own.endswith("Made with a starter model.")
    assert "a starter model" not in swedish
