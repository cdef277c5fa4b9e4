"""Terms in languages that inflect: any form counts, a base form that was put in is told."""

import pytest

from lattlast.model import Term
from lattlast.translation import Helps, translate_texts
from lattlast.translation.inflected import inflected
from tests.translation.fakes import PhraseBook, TermList

BOARD = Term(
    "board",
    {"en": ("municipal council",), "fi": ("kunnanvaltuusto",), "pl": ("rada gminy",)},
    {"fi": ("kaupunginjohto",)},
)


@pytest.mark.parametrize(
    ("words", "text", "lang", "found"),
    [
        ("kunnanvaltuusto", "Asia etenee kunnanvaltuustoon.", "fi", "kunnanvaltuustoon"),
        ("kirjasto", "Tavataan kirjastossa tänään.", "fi", "kirjastossa"),
        ("rada gminy", "Decyzję podjęto w radzie gminy wczoraj.", "pl", "radzie gminy"),
        ("Gemeinderat", "Der Beschluss des Gemeinderates gilt.", "de", "Gemeinderates"),
        ("бібліотека", "Зустріч у бібліотеці о шостій.", "uk", "бібліотеці"),
        ("بلدية", "تقع المكتبة في البلدية.", "ar", "البلدية"),
        ("belediye", "Belediyenin kararı kesindir.", "tr", "Belediyenin"),
        ("biblioteca", "Las bibliotecas cierran hoy.", "es", "bibliotecas"),
        ("kunta", "Kissa nukkuu katolla.", "fi", None),
        ("Gemeinde", "Das Gemüse ist frisch.", "de", None),
    ],
)
def test_a_term_is_found_in_its_forms_and_not_in_other_words(words, text, lang, found):
    assert [text[start:end] for start, end in inflected(words, text, lang)] == ([found] if found else [])


def finnish(text, translation):
    terms = TermList().add("municipal council", BOARD)
    book = PhraseBook({text: translation})
    (choice,) = translate_texts([text], source="en", target="fi", translator=book, helps=Helps(terms))
    return choice, {finding.code for finding in choice.findings}


def test_an_inflected_term_counts():
    choice, codes = finnish("The municipal council met.", "Kunnanvaltuustossa keskusteltiin.")
    assert not codes & {"term-missing", "term-forbidden"}
    assert [use.target for use in choice.uses] == ["Kunnanvaltuustossa"]


def test_a_term_that_is_not_there_in_any_form_is_told():
    assert "term-missing" in finnish("The municipal council met.", "Johtajat tapasivat.")[1]


def test_a_forbidden_term_is_told_in_any_form():
    codes = finnish("The municipal council met.", "Kunnanvaltuusto tapasi kaupunginjohdon ja kaupunginjohtoa.")[1]
    assert "term-forbidden" in codes


def test_a_base_form_that_was_put_in_is_always_told():
    choice, codes = finnish("Municipal council", "")
    assert choice.text == "Kunnanvaltuusto"
    assert "term-inflection" in codes
