"""Long compounds are divided where their parts meet, and other words are not."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lattlast.text.compounds import joints


def divided(word: str) -> str:
    edges = [0, *joints(word), len(word)]
    return "·".join(word[start:end] for start, end in pairwise(edges))


@pytest.mark.parametrize(
    "word",
    [
        "kommun·styrelsen", "bistånds·handläggaren", "skol·biblioteket", "varm·vatten·kranen", "arbets·tillfällen",
        "parkerings·avgiften", "midsommar·afton", "Trafik·verket", "kommun·fullmäktige",
    ],
)  # fmt: skip
def test_compounds_are_divided(word):
    assert divided(word.replace("·", "")) == word


@pytest.mark.parametrize(
    "word",
    ["förändringen", "motiveringen", "fastigheterna", "överklagandet", "informationen", "arrangemangen", "ursprungliga",
     "skolgård", "bibliotekets", "naturligtvis"],
)  # fmt: skip
def test_other_words_are_not(word):
    assert joints(word) == ()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abdehiklmnoprstuväåö", min_size=1, max_size=40))
def test_parts_make_up_the_word(word):
    assert divided(word).replace("·", "") == word
    assert all(0 < joint < len(word) for joint in joints(word))
