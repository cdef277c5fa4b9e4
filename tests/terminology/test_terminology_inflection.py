"""Swedish inflection: what each form of a term says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.terminology.inflection import (
    PLURAL,
    PLURAL_DEFINITE,
    POS,
    SINGULAR,
    SINGULAR_DEFINITE,
    Reading,
    inflect,
)

LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäöé", min_size=1, max_size=14)
TERMS = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("noun", "definite", "plural", "definite_plural"),
    [
        ("kommundirektör", "kommundirektören", "kommundirektörer", "kommundirektörerna"),
        ("ordförande", "ordföranden", "ordförande", "ordförandena"),
        ("ledamot", "ledamoten", "ledamöter", "ledamöterna"),
        ("tjänsteman", "tjänstemannen", "tjänstemän", "tjänstemännen"),
        ("bostad", "bostaden", "bostäder", "bostäderna"),
        ("invånare", "invånaren", "invånare", "invånarna"),
        ("politiker", "politikern", "politiker", "politikerna"),
        ("rektor", "rektorn", "rektorer", "rektorerna"),
        ("medlem", "medlemmen", "medlemmar", "medlemmarna"),
        ("styrelse", "styrelsen", "styrelser", "styrelserna"),
        ("nämnd", "nämnden", "nämnder", "nämnderna"),
        ("förvaltning", "förvaltningen", "förvaltningar", "förvaltningarna"),
        ("byskola", "byskolan", "byskolor", "byskolorna"),
        ("beslut", "beslutet", "beslut", "besluten"),
        ("äldreboende", "äldreboendet", "äldreboenden", "äldreboendena"),
        ("gymnasium", "gymnasiet", "gymnasier", "gymnasierna"),
        ("diarienummer", "diarienumret", "diarienummer", "diarienumren"),
        ("hjälpmedel", "hjälpmedlet", "hjälpmedel", "hjälpmedlen"),
        ("valsedel", "valsedeln", "valsedlar", "valsedlarna"),
        ("skyddsrum", "skyddsrummet", "skyddsrum", "skyddsrummen"),
        ("anmälan", "anmälan", "anmälningar", "anmälningarna"),
        ("kommitté", "kommittén", "kommittéer", "kommittéerna"),
        ("årsmöte", "årsmötet", "årsmöten", "årsmötena"),
        ("konto", "kontot", "konton", "kontona"),
        ("landsbygdsmiljö", "landsbygdsmiljön", "landsbygdsmiljöer", "landsbygdsmiljöerna"),
    ],
)
def test_a_noun_follows_the_paradigm_of_its_ending(noun: str, definite: str, plural: str, definite_plural: str) -> None:
    forms = inflect(noun, "noun")
    assert SINGULAR_DEFINITE in forms[definite]
    assert PLURAL in forms[plural]
    assert PLURAL_DEFINITE in forms[definite_plural]


@pytest.mark.parametrize(
    ("term", "form", "reading"),
    [
        ("allmän handling", "allmänna handlingar", PLURAL),
        ("allmän handling", "allmänna handlingarnas", Reading("plural", definite=True, genitive=True)),
        ("enkel fråga", "enkla frågan", SINGULAR_DEFINITE),
        ("kommunalt bolag", "kommunala bolagen", PLURAL_DEFINITE),
        ("särskilt boende", "särskilda boendena", PLURAL_DEFINITE),
        ("anpassad grundskola", "anpassade grundskolor", PLURAL),
        ("medicinskt ansvarig sjuksköterska", "medicinskt ansvariga sjuksköterskan", SINGULAR_DEFINITE),
        ("vice ordförande", "vice ordförandena", PLURAL_DEFINITE),
        ("kommunstyrelsens ordförande", "kommunstyrelsens ordförandes", Reading(genitive=True)),
        ("parkeringstillstånd för rörelsehindrade", "parkeringstillståndet för rörelsehindrade", SINGULAR_DEFINITE),
        ("studie- och yrkesvägledare", "studie- och yrkesvägledarna", PLURAL_DEFINITE),
    ],
)
def test_in_a_phrase_the_head_is_inflected_and_adjectives_agree(term: str, form: str, reading: Reading) -> None:
    assert reading in inflect(term, "noun")[form]


@pytest.mark.parametrize(
    ("term", "pos", "form", "reading"),
    [
        ("förtroendevald", "person", "förtroendevalda", PLURAL),
        ("förtroendevald", "person", "förtroendevaldas", Reading("plural", genitive=True)),
        ("pensionerad", "person", "pensionerade", PLURAL),
        ("personuppgifter", "plural", "personuppgifterna", PLURAL_DEFINITE),
        ("kommunallagen", "definite", "kommunallagens", Reading(definite=True, genitive=True)),
        ("Skatteverket", "name", "Skatteverkets", Reading(definite=True, genitive=True)),
        ("LSS", "acronym", "LSS:s", Reading(genitive=True)),
        ("VD", "acronym", "VD:n", SINGULAR_DEFINITE),
        ("rösta", "verb", "röstade", SINGULAR),
        ("justera protokoll", "verb", "justerade protokollet", SINGULAR),
        ("lättläst", "adjective", "lättlästa", SINGULAR),
    ],
)
def test_other_parts_of_speech(term: str, pos: str, form: str, reading: Reading) -> None:
    assert reading in inflect(term, pos)[form]


def test_listed_forms_take_the_place_of_the_rules() -> None:
    forms = inflect("god man", "noun", ("gode mannen", "gode män", "gode männen"))
    assert forms["gode män"] == (PLURAL,)
    assert "goda mannen" not in forms


def test_a_dash_leaves_a_form_out() -> None:
    assert {"tolken", "tolkarna"} <= inflect("tolk", "noun", ("tolken", "-", "tolkarna")).keys()
    assert not {"tolkar", "-"} & inflect("tolk", "noun", ("tolken", "-", "tolkarna")).keys()


def test_a_word_in_s_has_no_genitive_of_its_own() -> None:
    assert "rådhuss" not in inflect("rådhus", "noun")


@given(TERMS, st.sampled_from(POS))
def test_every_term_is_among_its_own_forms(term: str, pos: str) -> None:
    assert term in inflect(term, pos)


@given(TERMS)
def test_only_a_genitive_of_a_noun_says_genitive(term: str) -> None:
    for form, readings in inflect(term, "noun").items():
        assert form.endswith("s") or not any(reading.genitive for reading in readings)
