"""Easy-read English: commoner words in a translated easy text, with every fact kept."""

import pytest

from lattlast.easyread import Lexicon, check_lexicon, load_lexicon, reword
from lattlast.easyread.english import exchange
from lattlast.model import Block, Document, Inline, Segment, Unit, renumber
from lattlast.text import abbreviations
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def english() -> Lexicon:
    return load_lexicon([(ROOT / "glossary" / "easy-words-en.csv").read_bytes()], abbreviations.load(), lang="en")


def test_the_bundled_table_is_clean_and_large(english):
    assert check_lexicon([(ROOT / "glossary" / "easy-words-en.csv").read_bytes()]) == ()
    assert (
        len(english.advice) + len({key for key in english.forms if english.forms[key][0].lemma == " ".join(key)}) >= 300
    )


@pytest.mark.parametrize(
    ("hard", "easy"),
    [
        (
            "The pool is closed due to the fact that the pump is broken.",
            "The pool is closed because the pump is broken.",
        ),
        ("Prior to the meeting we eat soup.", "Before the meeting we eat soup."),
        ("A large number of children swim here.", "Many children swim here."),
        ("The club purchased three boats.", "The club bought three boats."),
        ("The municipality is constructing a bridge.", "The municipality is building a bridge."),
        ("They are able to swim.", "They can swim."),
        ("Call 0522-44 10 00 without delay.", "Call 0522-44 10 00 at once."),
    ],
)
def test_common_words_stand_for_hard_ones(hard, easy, english):
    assert exchange(hard, english)[0] == easy


@pytest.mark.parametrize(
    "text",
    [
        "The band is called Utilise Assist.",
        "Write to assist@example.com.",
        "You must not swim here.",
        "We ate an adequate lunch.",
    ],
)
def test_names_addresses_and_what_would_not_fit_stay(text, english):
    assert exchange(text, english)[0] == text


def test_terms_and_approved_sentences_stay(english):
    source = Document("a", "en-simple", renumber([Block("paragraph", (Segment("", "We assist many."),) * 2)]))
    first, second = source.segments()
    units = (Unit(first, first, "final", "human"), Unit(second, second, "translated", "mt"))
    document, made = reword(source, units, lexicon=english)
    assert [segment.text for segment in document.segments()] == ["We assist many.", "We help many."]
    assert [unit.target.text for unit in made] == ["We assist many.", "We help many."]
    assert reword(source, units[1:], lexicon=english, protected=["assist"])[0] == source


def test_links_follow_their_words(english):
    link = Inline("link", 3, 9, {"href": "/x"})
    source = Document("a", "en-simple", renumber([Block("paragraph", (Segment("", "We assist many.", (link,)),))]))
    (segment,) = reword(source, (), lexicon=english)[0].segments()
    assert [segment.text[inline.start : inline.end] for inline in segment.inlines] == ["help"]
