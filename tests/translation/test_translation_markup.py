"""Inline mark-up across a translation: by the engine's alignment, each link once, each tag back or told."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lattlast.model import Block, Document, Inline, Segment, renumber
from lattlast.text import alignment
from lattlast.translation import Helps, packages, translate
from lattlast.translation.argos import ArgosTranslator
from tests.translation.fakes import PhraseBook, TermList


@pytest.fixture(scope="module")
def translator():
    return ArgosTranslator(packages.find("sv", "en"))


def document(text, *inlines):
    return Document("sida", "sv", renumber([Block("paragraph", (Segment("", text, inlines),))]))


def over(text, words, kind="link", **attrs):
    start = text.index(words)
    return Inline(kind, start, start + len(words), attrs)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Du kan läsa mer om bygglov på kommunens webbplats.", "kommunens webbplats", "municipality's website"),
        ("Badet stänger klockan 20 på fredagar.", "på fredagar", "Friday"),
        ("Barnen åt soppa och lekte i parken.", "lekte i parken", "in the park"),
    ],
)
def test_the_words_of_a_link_are_found_by_alignment(translator, text, words, expected):
    source = document(text, over(text, words, href="https://akerby.se/"))
    result = translate(source, to="en", translator=translator, helps=Helps(TermList()))
    (segment,) = result.document.segments()
    (link,) = segment.inlines
    assert expected in segment.text[link.start : link.end]
    assert len(link.attrs) == 1
    assert link.end - link.start < len(segment.text)


def test_a_line_end_inside_a_segment_stays_between_the_same_words(translator):
    text = "Kommunhuset Storgatan 5"
    result = translate(document(text, Inline("break", 11, 11)), to="en", translator=translator, helps=Helps(TermList()))
    (segment,) = result.document.segments()
    (inline,) = segment.inlines
    assert "Storgatan" not in segment.text[: inline.start]
    assert "Storgatan" in segment.text[inline.start :]


def test_what_the_engine_cannot_place_is_told():
    text = "Läs taxan noga."
    source = document(text, over(text, "noga", "strong"))
    result = translate(
        source, to="en", translator=PhraseBook({text: "Read the fees.", "noga": "carefully"}), helps=Helps(TermList())
    )
    assert [finding.code for finding in result.findings] == ["markup-lost"]


def test_a_stretch_is_the_words_that_belong_to_it_alone():
    # "a b c" → "C b A": c became C, and so on
    links = [(0, 1, 4, 5), (2, 3, 2, 3), (4, 5, 0, 1)]
    assert alignment.stretch((4, 5), links, "C b A") == (0, 1)
    assert alignment.stretch((2, 5), links, "C b A") == (0, 3)
    assert alignment.stretch((4, 5), links, "C b A", taken=[(0, 1)]) is None
    assert alignment.stretch((0, 1), [], "C b A") is None


class Shuffler:
    """Translate into the same words in another order, and tell at random which became which."""

    fingerprint, title, starter = "shuffler", "a shuffler", False

    def __init__(self, data):
        self._data = data
        self._book = PhraseBook({})

    def translate(self, texts, *, hypotheses=1, prefixes=None):
        self._book.phrases = {text: " ".join(reversed(text.upper().split())) for text in texts}
        return self._book.translate(texts, hypotheses=hypotheses)

    def align(self, pairs):
        return [
            [
                (
                    start,
                    end,
                    *sorted((self._data.draw(st.integers(0, len(b))), self._data.draw(st.integers(0, len(b))))),
                )
                for start, end in [(0, len(a) // 2), (len(a) // 2, len(a))]
            ]
            for a, b in pairs
        ]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_inline_is_back_once_or_told_and_no_two_links_share_a_letter(data):
    text = " ".join(data.draw(st.lists(st.text("abcåäö", min_size=1, max_size=6), min_size=1, max_size=8)))
    kinds = data.draw(st.lists(st.sampled_from(["link", "strong", "emphasis", "break"]), max_size=4))
    inlines, at = [], 0
    for number, kind in enumerate(kinds):
        start = data.draw(st.integers(at, len(text)))
        end = start if kind == "break" else data.draw(st.integers(start, len(text)))
        if kind == "break" or start < end:
            inlines.append(Inline(kind, start, end, {"href": str(number)}))
            at = end
    result = translate(document(text, *inlines), to="en", translator=Shuffler(data), helps=Helps(TermList()))
    (segment,) = result.document.segments()
    told = sum(finding.code == "markup-lost" for finding in result.findings)
    assert len(segment.inlines) + told == len(inlines)
    before, after = (
        Counter(inline.attrs["href"] for inline in each if inline.kind == "link") for each in (inlines, segment.inlines)
    )
    assert before == after
    links = sorted((inline.start, inline.end) for inline in segment.inlines if inline.kind == "link")
    assert all(one[1] <= other[0] for one, other in pairwise(links))
    assert all(0 <= inline.start <= inline.end <= len(segment.text) for inline in segment.inlines)
