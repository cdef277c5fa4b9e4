"""Short texts that need no model, with the glossary's own phrases."""

import pytest

from lattlast import config
from lattlast.assets import Assets
from lattlast.translation import translate_texts
from tests.translation.fakes import PhraseBook


@pytest.fixture(scope="module")
def helps(tmp_path_factory):
    return Assets(config.load(tmp_path_factory.mktemp("empty"), environment={})).helps("sv", "en")


def english(text, helps, phrases=None):
    (choice,) = translate_texts([text], source="sv", target="en", translator=PhraseBook(phrases or {}), helps=helps)
    return choice.text


@pytest.mark.parametrize(
    ("swedish", "expected"),
    [
        ("Telefon", "Phone"),
        ("Bor i dag:", "Lives today:"),
        ("1 450 kr", "1,450 kronor"),
        ("12,5 mnkr", "12.5 million kronor"),
        ("240 liter", "240 litres"),
        ("41 år", "41 years"),
        ("Måndag–torsdag kl. 8–16.30", "Monday–Thursday 8:00–16:30"),
        ("Lördag och söndag 11–15", "Saturday and Sunday 11:00–15:00"),
        ("10.00–18.00", "10:00–18:00"),
        ("6–9 år", "6–9 years"),
        ("3–5 dagar", "3–5 days"),
        ("Fredag kl. 13", "Friday at 13:00"),
        ("Måndag 3–5 maj", "Monday 3–5 May"),
        ("Stängt midsommarafton och julafton", "Closed Midsummer Eve and Christmas Eve"),
        ("Måndag: Köttbullar med potatismos", "Monday: Meatballs with mashed potatoes"),
        ("450 kr per termin", "450 kronor per term"),
        ("6 juni 2027", "6 June 2027"),
        ("våren 2028", "spring 2028"),
        ("Var fjärde vecka", "Every fourth week"),
        ("950 kr per månad, inkl. moms", "950 kronor per month, including VAT"),
        ("031-390 06 51", "031-390 06 51"),
        ("kontakt@akerby.example.se", "kontakt@akerby.example.se"),
        ("2026-11-03", "2026-11-03"),
        ("Telefon: 031-390 06 51", "Phone: 031-390 06 51"),
        ("E-post: kontakt@akerby.example.se", "Email: kontakt@akerby.example.se"),
    ],
)
def test_a_short_text_is_put_together_from_what_is_known(swedish, expected, helps):
    assert english(swedish, helps) == expected


def test_what_stands_after_a_label_goes_to_the_model_where_it_has_to(helps):
    assert english(
        "Plats: gula huset bakom kyrkan", helps, {"gula huset bakom kyrkan": "the yellow house behind the church"}
    ) == ("Place: the yellow house behind the church")


def test_one_unknown_word_leaves_the_whole_to_the_model(helps):
    assert english("Måndag i vassen 10–12", helps, {"Måndag i vassen 10–12": "Monday in the reeds 10–12"}) == (
        "Monday in the reeds 10–12"
    )


def test_numbers_are_written_as_english_has_them(helps):
    text = "Taket kostade 1 234 567,50 kronor."
    assert english(text, helps, {text: "The roof cost 1 234 567,50 kronor."}) == "The roof cost 1,234,567.50 kronor."
