"""What every translator promises, kept by the starter model: one answer for each text, in order, whatever the text."""

import pytest

from lattlast.translation import packages
from lattlast.translation.argos import ArgosTranslator


@pytest.fixture(scope="module")
def translator():
    return ArgosTranslator(packages.find("sv", "en"))


def test_each_text_has_its_hypotheses_in_order_and_an_empty_one_stays_empty(translator):
    texts = ["Biblioteket är öppet.", "", "Skolan är stängd.", "   "]
    found = translator.translate(texts, hypotheses=3)
    assert [len(hypotheses) for hypotheses in found] == [3, 1, 3, 1]
    assert [found[1][0].text, found[3][0].text] == ["", ""]
    assert "library" in found[0][0].text.lower()
    assert "school" in found[2][0].text.lower()
    assert all(hypotheses == sorted(hypotheses, key=lambda one: -one.score) for hypotheses in found)


def test_one_by_one_is_the_same_as_together(translator):
    texts = ["Vi bygger en ny bro.", "Bron blir klar i augusti.", "Den kostar tolv miljoner."]
    together = [found[0].text for found in translator.translate(texts)]
    assert [translator.translate([text])[0][0].text for text in texts] == together


def test_a_prefix_is_how_the_translation_begins(translator):
    (found,) = translator.translate(["Skolan är stängd."], prefixes=["Our school"])
    assert found[0].text.startswith("Our school")


def test_a_text_longer_than_a_model_can_take_is_translated_to_its_end(translator):
    text = ", ".join(["kommunen bygger nya skolor"] * 120) + "."
    (found,) = translator.translate([text])
    assert found[0].text.lower().count("school") > 60


def test_no_text_at_all_is_no_work(translator):
    assert translator.translate([]) == []
