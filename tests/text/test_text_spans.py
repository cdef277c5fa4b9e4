import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.model import Inline, Segment
from lattlast.text.spans import carry


def link(text: str, words: str) -> Inline:
    start = text.index(words)
    return Inline("link", start, start + len(words), {"href": "https://example.se/"})


@pytest.mark.parametrize(
    ("before", "words", "after", "expected"),
    [
        ("Läs mer om bygglov här.", "bygglov", "Här kan du läsa mer om bygglov.", "bygglov"),
        ("Ring Åkerby kommun i dag.", "Åkerby kommun", "I dag ringer du Åkerby kommun.", "Åkerby kommun"),
        ("Se taxan.", "Se taxan.", "Titta i taxan.", "Titta i taxan."),
    ],
)
def test_an_inline_finds_its_own_words(before, words, after, expected):
    placed, lost = carry(Segment("s1", before, (link(before, words),)), after)
    assert [after[inline.start : inline.end] for inline in placed] == [expected]
    assert not lost


def test_an_inline_finds_the_words_that_the_rewrite_uses():
    before, after = "Läs mer om sophämtning.", "Read more about waste collection."
    segment = Segment("s1", before, (link(before, "sophämtning"),))
    placed, lost = carry(segment, after, wordings={"sophämtning": ("waste collection",)})
    assert after[placed[0].start : placed[0].end] == "waste collection"
    assert not lost


def test_the_second_occurrence_stays_the_second():
    before, after = "Taxan finns i taxan.", "I taxan finns taxan."
    second = Inline("strong", before.rindex("taxan"), len(before) - 1)
    placed, _ = carry(Segment("s1", before, (second,)), after)
    assert placed[0].start == after.rindex("taxan")


def test_what_finds_no_place_is_told():
    before = "Ansök i e-tjänsten."
    segment = Segment("s1", before, (link(before, "e-tjänsten"),))
    assert carry(segment, "Apply online.") == ((), segment.inlines)


def test_part_of_a_word_is_no_place():
    before = "Ett hus."
    placed, lost = carry(Segment("s1", before, (link(before, "hus"),)), "Ett rådhus.")
    assert not placed
    assert lost


@given(st.text(min_size=1, max_size=40), st.text(max_size=60), st.data())
def test_every_inline_is_placed_inside_the_text_or_told(before, after, data):
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    segment = Segment("s1", before, (Inline("strong", start, end),))
    placed, lost = carry(segment, after)
    assert len(placed) + len(lost) == 1
    assert all(0 <= inline.start <= inline.end <= len(after) for inline in placed)
