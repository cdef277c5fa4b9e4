"""The cascade: what a translation has to hold is there, or a finding says that it is not."""

import pytest

from lattlast.model import Term
from lattlast.translation import Helps, packages, translate_texts
from lattlast.translation.argos import ArgosTranslator
from tests.translation.fakes import PhraseBook, TermList, term

DIRECTOR = term("kommundirektör", "municipal director", "chief executive", forbidden=("municipal council",))
BOARD = term("byggnadsnämnd", "building committee")
OFFICER = term("handläggare", "administrator")


def enforce(text, phrases, terms):
    (choice,) = translate_texts([text], source="sv", target="en", translator=PhraseBook(phrases), helps=Helps(terms))
    return choice


def codes(choice):
    return {finding.code for finding in choice.findings}


def test_a_segment_that_is_a_term_takes_its_translation_from_the_glossary():
    choice = enforce("Handläggare", {}, TermList().add("handläggare", OFFICER, number="plural"))
    assert choice.text == "Administrators"
    assert [use.step for use in choice.uses] == ["exact"]


def test_a_hypothesis_that_holds_the_term_is_taken_before_a_better_one_that_does_not():
    text = "Hon är kommundirektör sedan i våras."
    phrases = {
        text: ["She has been a municipal manager since spring.", "She has been municipal director since spring."]
    }
    choice = enforce(text, phrases, TermList().add("kommundirektör", DIRECTOR))
    assert choice.text == "She has been municipal director since spring."
    assert [use.step for use in choice.uses] == ["n-best"]


def test_an_admitted_term_is_good_enough():
    text = "Hon är kommundirektör sedan i våras."
    choice = enforce(
        text, {text: "She has been chief executive since spring."}, TermList().add("kommundirektör", DIRECTOR)
    )
    assert choice.text == "She has been chief executive since spring."
    assert not choice.findings


def test_a_carrier_brings_the_term_with_article_number_and_genitive():
    text = "En handläggare och kommundirektörens stab svarar."
    terms = TermList().add("handläggare", OFFICER).add("kommundirektörens", DIRECTOR, definite=True, genitive=True)
    phrases = {"En student och läkarens stab svarar.": "A student and the doctor's staff answer."}
    choice = enforce(text, phrases, terms)
    assert choice.text == "An administrator and the municipal director's staff answer."
    assert [use.step for use in choice.uses] == ["carrier", "carrier"]


def test_a_carrier_that_comes_back_twice_is_not_trusted():
    text = "Han är kommundirektör."
    carried = {
        f"Han är {word}.": f"The {english} is {english}."
        for word, english in (("student", "student"), ("läkare", "doctor"))
    }
    choice = enforce(text, carried | {text: "He is in charge."}, TermList().add("kommundirektör", DIRECTOR))
    assert codes(choice) == {"term-missing"}
    assert choice.text == "He is in charge."
    assert [use.step for use in choice.uses] == ["missing"]


def test_a_forbidden_word_is_never_let_through_in_silence():
    text = "Han är kommundirektör."
    phrases = {text: "He is municipal director of the municipal council."}
    assert codes(enforce(text, phrases, TermList().add("kommundirektör", DIRECTOR))) == {"term-forbidden"}


def test_each_occurrence_of_a_term_has_to_be_there():
    text = "Byggnadsnämnden möter en annan byggnadsnämnd."
    terms = TermList().add("byggnadsnämnden", BOARD, definite=True).add("byggnadsnämnd", BOARD)
    choice = enforce(text, {text: "The building committee meets another one."}, terms)
    assert "term-missing" in codes(choice)


@pytest.mark.parametrize(
    ("text", "translation", "lost"),
    [
        ("Ring Karin Bergsten på 031-390 06 50.", "Call Karin Mountain on 031-390 06 50.", "name-missing"),
        ("Skriv till bygg@akerby.example.se i dag.", "Write to build@akerby.example.se today.", "literal-missing"),
        ("Avgiften är 1 250 kronor.", "The fee is 1 520 kronor.", "numbers-differ"),
        ("Du får inte elda här.", "You may light fires here.", "negation-differs"),
    ],
)
def test_a_fact_that_is_lost_is_told(text, translation, lost):
    assert lost in codes(enforce(text, {text: translation}, TermList()))


def test_a_hypothesis_that_keeps_the_plural_is_taken_before_a_better_one_that_does_not():
    text = "Vi har två handläggare i dag."
    terms = TermList().add("handläggare", OFFICER, number="plural")
    phrases = {text: ["We have an administrator today.", "We have two administrators today."]}
    assert enforce(text, phrases, terms).text == "We have two administrators today."


@pytest.mark.parametrize(
    ("text", "hypotheses", "taken"),
    [
        ("Vi stänger på onsdagar.", ["We close on weekdays.", "We close on Wednesdays."], 1),
        ("Alla röstade nej i går.", ["All voted no.", "All voted no yesterday."], 1),
        ("Resan kostar pengar.", ["Resan costs money.", "The trip costs money."], 1),
        ("Alla fick frukost.", ["All had break'sfast.", "All had breakfast."], 1),
    ],
)
def test_a_hypothesis_that_tells_the_same_is_taken(text, hypotheses, taken):
    assert enforce(text, {text: hypotheses}, TermList()).text == hypotheses[taken]


def test_a_day_that_is_lost_is_told():
    text = "Vi stänger på onsdagar."
    assert "time-lost" in codes(enforce(text, {text: "We close on weekdays."}, TermList()))


@pytest.fixture(scope="module")
def starter():
    return ArgosTranslator(packages.find("sv", "en"))


@pytest.mark.parametrize(
    ("text", "form", "features", "accepted"),
    [
        ("Vår nya kommundirektör heter Maja Lind.", "kommundirektör", {}, ("municipal director", "chief executive")),
        (
            "Kommundirektören öppnade mötet.",
            "kommundirektören",
            {"definite": True},
            ("the municipal director", "the chief executive"),
        ),
        (
            "Fyra kommundirektörer deltog i mötet.",
            "kommundirektörer",
            {"number": "plural"},
            ("municipal directors", "chief executives"),
        ),
        (
            "Vi läste om byggnadsnämndens beslut.",
            "byggnadsnämndens",
            {"definite": True, "genitive": True},
            ("building committee",),
        ),
    ],
)
def test_the_starter_model_is_brought_to_say_the_term(starter, text, form, features, accepted):
    terms = TermList().add(form, BOARD if form.startswith("byggnad") else DIRECTOR, **features)
    (choice,) = translate_texts([text], source="sv", target="en", translator=starter, helps=Helps(terms))
    assert any(words in choice.text.lower() for words in accepted)
    assert not {"term-missing", "term-forbidden"} & codes(choice)


def test_a_sentence_without_terms_and_names_is_what_the_model_says(starter):
    texts = ["Biblioteket stänger klockan sju.", "Skolan börjar i augusti."]
    plain = [found[0].text for found in starter.translate(texts, hypotheses=4)]
    choices = translate_texts(texts, source="sv", target="en", translator=starter, helps=Helps(TermList()))
    assert [choice.text for choice in choices] == plain


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("Det finns en plan för Torsby kommun.", "There is a plan for Torsby municipality.", "Torsby Municipality"),
        ("Vi tackar Torsbys kommun.", "We thank Torsbys municipality.", "Torsby Municipality"),
        ("Vi tackar Torsbys elever.", "We thank Torsbys pupils.", "Torsby's pupils"),
    ],
)
def test_a_municipality_is_named_as_english_has_it(text, translation, expected):
    terms = TermList().add("kommun", term("kommun", "municipality"))
    assert expected in enforce(text, {text: translation}, terms).text


def test_a_starter_model_gets_what_it_does_not_know_in_disguise_at_once():
    text = "Kommundirektören vilar."
    book = PhraseBook({"Studenten vilar.": "The student rests.", text: "The municipal director rests."})
    book.starter = True
    terms = TermList().add("kommundirektören", DIRECTOR, definite=True)
    (choice,) = translate_texts([text], source="sv", target="en", translator=book, helps=Helps(terms))
    assert choice.text == "The municipal director rests."
    assert [use.step for use in choice.uses] == ["carrier"]


def test_a_country_may_have_its_english_name():
    assert not codes(enforce("Vi reste till Polen.", {"Vi reste till Polen.": "We went to Poland."}, TermList()))


def test_a_term_that_is_not_translated_comes_out_in_its_own_letters():
    kept = Term("navet", {"sv": ("Navet",)}, translate=False)
    phrases = {"Vi möts på Navet i dag.": ["We meet at the hub today.", "We meet at Navet today."]}
    choice = enforce("Vi möts på Navet i dag.", phrases, TermList().add("navet", kept))
    assert choice.text == "We meet at Navet today."
    assert [use.target for use in choice.uses] == ["Navet"]
