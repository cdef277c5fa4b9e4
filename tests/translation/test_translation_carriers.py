"""What stands about a term in English: articles, numbers, verbs and prepositions that agree with it."""

import pytest

from lattlast.translation import Helps, translate_texts
from lattlast.translation.carriers import english_number
from lattlast.translation.mending import mend_term
from lattlast.translation.slots import Slot, name_may_be_genitive
from tests.translation.fakes import PhraseBook, TermList, term

WASTE = term("sopor", "household waste")
MINUTES = term("protokoll", "minutes", "record")
OWNER = term("företagare", "business owner")


def english(text, phrases, terms):
    (choice,) = translate_texts([text], source="sv", target="en", translator=PhraseBook(phrases), helps=Helps(terms))
    return choice.text


def slot(wanted, source, *, start=0, end=None, definite=False):
    end = len(source) if end is None else end
    base = source[start:end].removesuffix("n") if definite else source[start:end]
    return Slot(start, end, "term", wanted, wanted, frozenset({wanted}), definite=definite, base=base)


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("minutes", "plural"),
        ("social services", "plural"),
        ("terms of reference", "plural"),
        ("household waste", "mass"),
        ("snow clearance", "mass"),
        ("housing for older people", "mass"),
        ("building permit", "count"),
        ("extract from the minutes", "count"),
    ],
)
def test_an_english_term_is_counted_a_mass_or_plural_alone(phrase, number):
    assert english_number(phrase) == number


def test_a_mass_goes_through_as_a_mass():
    terms = TermList().add("sopor", WASTE, number="plural")
    phrases = {"Musik hämtas varannan vecka.": "The music is collected every other week."}
    assert english("Sopor hämtas varannan vecka.", phrases, terms) == "Household waste is collected every other week."


def test_a_term_that_is_plural_alone_goes_through_as_a_plural():
    terms = TermList().add("protokollet", MINUTES, definite=True)
    phrases = {"Biblioteken publiceras i dag.": "The libraries are published today."}
    assert english("Protokollet publiceras i dag.", phrases, terms) == "The minutes are published today."


def test_what_is_not_counted_gets_no_article():
    terms = TermList().add("protokoll", MINUTES)
    assert english("Skriv ett protokoll i dag.", {"Skriv ett bibliotek i dag.": "Write a library today."}, terms) == (
        "Write minutes today."
    )


def test_a_bare_word_that_opens_a_sentence_is_a_plural():
    terms = TermList().add("företagare", OWNER)
    phrases = {"Studenter kan få råd.": "Students can get advice."}
    assert english("Företagare kan få råd.", phrases, terms) == "Business owners can get advice."


@pytest.mark.parametrize(
    ("wanted", "source", "place", "definite", "text", "mended"),
    [
        ("broadband", "Bredband finns.", (0, 8), False, "The broadband is here.", "Broadband is here."),
        ("household waste", "Sopor hämtas.", (0, 5), False, "Household waste are fine.", "Household waste is fine."),
        ("minutes", "Protokollet är klart.", (0, 11), True, "The minutes is ready.", "The minutes are ready."),
        ("library", "Sök på biblioteket.", (7, 18), True, "Search on the library.", "Search at the library."),
        ("health centre", "Sök på vårdcentralen.", (7, 20), True, "Be on health centre.", "Be at the health centre."),
        ("library", "Boken om biblioteket.", (9, 20), True, "The book on the library.", "The book on the library."),
        ("principal", "Rektor Eva Lund talar.", (0, 6), False, "The principal Eva Lund is.", "Principal Eva Lund is."),
        ("principal", "Rektorn talar.", (0, 7), True, "The principal speaks.", "The principal speaks."),
        ("principal", "Rektorn talar.", (0, 7), True, "Principal speaks.", "The principal speaks."),
        ("school", "Gå till skolan.", (8, 14), True, "Go to school.", "Go to the school."),
        ("school", "Målet är skolan.", (9, 15), True, "The goal is your school.", "The goal is your school."),
        ("fee", "Avgift för hund", (0, 6), False, "The fee for a dog", "Fee for a dog"),
    ],
)  # fmt: skip
def test_what_stands_about_a_term_is_mended(wanted, source, place, definite, text, mended):
    start = text.casefold().index(wanted)
    span = (start, start + len(wanted))
    assert (
        mend_term(text, span, slot(wanted, source, start=place[0], end=place[1], definite=definite), source) == mended
    )


@pytest.mark.parametrize(("name", "may"), [("Salems", True), ("Annas", False), ("Borås", False), ("Markus", False)])
def test_a_name_may_end_in_an_s_of_its_own(name, may):
    assert name_may_be_genitive(name) is may


def test_a_name_with_an_s_of_its_own_keeps_it():
    text = "Vägen till Lindås stängs i dag."
    assert english(text, {text: "The road to Lindås closes today."}, TermList()) == "The road to Lindås closes today."
