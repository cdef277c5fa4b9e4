import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.text.readability import hard_words, measure


def test_lix_by_hand():
    """Nine words in two sentences, of which three have more than six letters: 4.5 + 33.3."""
    found = measure(["Katten sover på den gamla sängkammarmattan.", "Barnbarnen viskar försiktigt."])
    assert (found.words, found.sentences, found.words_per_sentence) == (9, 2, 4.5)
    assert found.lix == pytest.approx(37.8)
    assert found.long_words == pytest.approx(0.333)


def test_an_empty_text_measures_zero():
    assert measure([]).lix == measure(["", "–"]).lix == 0.0


def test_ovix_needs_a_hundred_words():
    """For 100 words of 5 types: log 100 / log(2 − log 5 / log 100)."""
    assert measure(["ett två tre fyra fem"] * 19).ovix is None
    assert measure(["ett två tre fyra fem"] * 20).ovix == 9.2


def test_a_varied_text_has_the_higher_ovix():
    varied = [" ".join(f"{first}{second}" for second in "aeiou") for first in "bcdfghjklmnprstvwxyzq"[:20]]
    monotonous = ["en sten på en strand"] * 20
    assert (measure([*varied[:-1], "en en en en en"]).ovix or 0) > (measure(monotonous).ovix or 0)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_figures_stay_in_their_bounds(sentences):
    found = measure(sentences)
    assert 0 <= found.long_words <= 1
    assert found.sentences <= len(sentences)
    assert found.lix >= found.words_per_sentence - 0.1


@pytest.mark.parametrize("word", ["subsidiaritetsprincipen", "upphandlingsförfarande", "entledigande"])
def test_rare_words_are_hard(word):
    assert hard_words(f"Vi talar om {word} nu.") == [word]


@pytest.mark.parametrize("word", ["sommaren", "tillsammans", "människor", "skolbibliotek", "Hallstahammar", "på"])
def test_common_words_transparent_compounds_and_names_are_not_hard(word):
    assert hard_words(f"Vi talar om {word} nu.") == []


def test_addresses_are_not_words():
    assert hard_words("Skriv till kundtjänst@exempelkommunen.se.") in ([], ["kundtjänst"])


def test_each_hard_word_comes_once_in_order():
    text = "Entledigande och subsidiaritetsprincipen, sedan entledigande."
    assert hard_words(text) == ["entledigande", "subsidiaritetsprincipen"]
