import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lattlast.narration import spoken
from lattlast.narration.rules import words

from .fakes import LEXICON

FLOOR = 0.98
PIECES = st.sampled_from(
    (
        *(
            "3 mars 2026",
            "kl. 14.30",
            "1 250 kr",
            "SKR:s",
            "t.ex.",
            "m.m.",
            "§ 45",
            "5–7",
            "08-123 45 67",
            "½",
            "–",
            "a",
        ),
        *(
            "info@akerby.se",
            "Karl XII",
            "barn",
            "(se s. 3)",
            "LSS-boende",
            "1:a",
            "2025/26",
            "12 %",
            "och/eller",
            "3/4",
        ),
        *(
            "Storgatan 12 B.",
            "”Hej!”",
            "21 elever",
            "www.akerby.se/bad,",
            "−5 °C",
            "2 a §",
            "F–6",
            "10-åring",
            "45 kr/st",
        ),
    )
)
OTHERS = [
    line.split("\t")
    for line in (Path(__file__).parent / "spoken_others.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
TEXTS = st.one_of(st.lists(PIECES, max_size=8).map(" ".join), st.text(max_size=60))


def gold(lang: str) -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / f"spoken_{lang}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if not line.startswith("#"))
    return [(written, said) for written, _, said in pairs]


@pytest.mark.parametrize(("lang", "items"), [("sv", 400), ("en", 150)])
def test_the_gold_list_is_said_right(lang, items):
    pairs = gold(lang)
    said = [(written, spoken(written, lang, lexicon=LEXICON)[0], right) for written, right in pairs]
    missed = [f"{written}: {got!r}, not {right!r}" for written, got, right in said if got != right]
    assert len(pairs) >= items
    assert 1 - len(missed) / len(pairs) >= FLOOR, "\n".join(missed)


@pytest.mark.parametrize("lang", ["sv", "en", "fi", "ar", "ti"])
@settings(deadline=None)  # the first example loads the language
@given(text=TEXTS)
def test_every_spoken_word_has_its_place_in_the_text(lang, text):
    said, offsets = spoken(text, lang, lexicon=LEXICON)
    assert [offset[:2] for offset in offsets] == list(words(said))
    assert all(0 <= start < end <= len(text) for _, _, start, end in offsets)
    assert [offset[2] for offset in offsets] == sorted(offset[2] for offset in offsets)


@settings(deadline=None)  # the first example loads the language
@given(text=st.lists(PIECES, max_size=8).map(" ".join))
def test_nothing_is_left_that_a_voice_would_have_to_guess(text):
    said, _ = spoken(text, "sv", lexicon=LEXICON)
    assert not re.search(r"[\d§%@&½/]", said)


@given(text=st.text(alphabet="abcdeåäö ,.", max_size=40))
def test_plain_words_stay_as_they_are(text):
    assert spoken(text, "so", lexicon=LEXICON)[0] == text


def test_offsets_point_at_what_was_written():
    text = "Avgiften är 1 250 kr, säger SKR:s expert."
    said, offsets = spoken(text, "sv", lexicon=LEXICON)
    sources = {said[begin:end]: text[start:stop] for begin, end, start, stop in offsets}
    assert sources["tvåhundrafemtio"] == sources["kronor"] == "1 250 kr"
    assert sources["ärrs"] == "SKR:s"
    assert sources["expert"] == "expert"


@pytest.mark.parametrize(("lang", "text", "said"), OTHERS)
def test_other_languages_say_numbers_dates_and_abbreviations_in_their_own_words(lang, text, said):
    assert spoken(text, lang, lexicon=LEXICON)[0] == said


@pytest.mark.parametrize("lang", ["fi", "de", "es", "fr", "pl", "uk", "ru", "tr", "ar", "fa", "so", "da", "nb", "bs"])
@settings(deadline=None, max_examples=30)
@given(text=st.lists(PIECES, max_size=8).map(" ".join))
def test_no_figure_is_left_to_a_voice_that_may_say_it_in_another_language(lang, text):
    assert not re.search(r"[\d§&@]", spoken(text, lang, lexicon=LEXICON)[0])


@pytest.mark.parametrize("text", ["12 ቦታ", "3 cî"])
def test_where_cldr_has_no_number_words_the_figures_stay(text):
    assert spoken(text, "ti", lexicon=LEXICON)[0] == text


def test_the_tag_of_an_easy_read_edition_has_the_rules_of_its_language():
    assert spoken("Ring 112.", "sv-simple", lexicon=LEXICON)[0] == "Ring ett ett två."
