"""The recipe's data: what is left out, what is held out, and how a source is annotated."""

import lzma
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.pairs import pairs
from training import annotation, corpus
from training.corpus import Pair

LINKS = [(0, 0), (0, 1), (0, 2), (1, 3), (2, 4), (3, 5)]
SV, EN = "Kommundirektören svarar på frågor.", "The municipal director answers your questions."


def test_tables_with_and_without_a_source_are_read(tmp_path):
    (tmp_path / "own.tsv").write_text("Hej då.\tGoodbye.\n", encoding="utf-8")
    with lzma.open(tmp_path / "all.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("kde-sv\tÖppna fil\tOpen file\n")
    assert list(corpus.read(tmp_path / "own.tsv")) == [Pair("municipal", "Hej då.", "Goodbye.")]
    assert list(corpus.read(tmp_path / "all.tsv.xz")) == [Pair("kde-sv", "Öppna fil", "Open file")]


@pytest.mark.parametrize(
    "pair",
    [
        Pair("kde-sv", "", "Open"),
        Pair("kde-sv", "Öppna", " ".join(["open"] * 30)),
        Pair("kde-sv", "Klockan 10 den 3 maj", "At 10 on 4 May"),
        Pair("kde-sv", "This was never translated here", "This was never translated here"),
        Pair("kde-sv", "ord " * 100, "word " * 100),
    ],
)
def test_unsound_pairs_leave(pair):
    assert not list(corpus.clean([pair]))


def test_a_pair_is_kept_once():
    assert (
        len(list(corpus.clean([Pair("kde-sv", "Öppna fil", "Open file"), Pair("kde-sv", "öppna fil!", "Open file.")])))
        == 1
    )


def test_no_held_out_sentence_is_in_the_training_data_on_either_side():
    found = pairs(2_000)
    twin = Pair("kde-sv", "Något helt annat.", corpus.split(found)[1]["municipal"][0].en.upper())
    kept, held = corpus.split([*found, twin])
    assert twin not in kept
    assert len(held["municipal"]) == 300
    assert not {corpus.plain(pair.sv) for pair in kept} & {corpus.plain(pair.sv) for pair in held["municipal"]}


def test_pairs_written_to_be_held_out_leave_the_training_data_too():
    apart = Pair("quality", "Kommunen stänger om 3 dagar.", "Something else.")
    kept, held = corpus.split([*pairs(2_000), Pair("kde-sv", apart.sv, "Closed.")], [apart])
    assert held["quality"] == [apart]
    assert apart.sv not in {pair.sv for pair in kept}


def test_the_termbase_teaches_its_terms_and_what_they_mean(tmp_path):
    (tmp_path / "terms.csv").write_text(
        "\ufeffsv;en;definition;en_definition\nkommun;municipality;En del av landet.;A part of the country.\nort;;;\n",
        encoding="utf-8",
    )
    assert list(corpus.glossary(tmp_path / "terms.csv")) == [
        Pair("glossary", "kommun", "municipality"),
        Pair("glossary", "En del av landet.", "A part of the country."),
    ]


def test_the_same_sentences_are_held_out_whatever_else_is_there():
    found = pairs(2_000)
    others = [*reversed(found), Pair("mozilla-www", "Öppna fil", "Open file")]
    assert corpus.split(found)[1] == corpus.split(others)[1]


def test_a_held_out_sentence_in_the_training_data_stops_the_recipe():
    pair = Pair("municipal", "Det regnar.", "It is raining.")
    with pytest.raises(SystemExit, match="Det regnar"):
        corpus.check([pair], {"municipal": [pair]})


def test_a_term_is_annotated_with_the_english_of_the_pair():
    sv, en = annotation.annotate(
        SV, EN, LINKS, random.Random(3), terms=1.0, tags=0.0, termbase={"the municipal director"}
    )
    assert sv.startswith("Kommundirektören ⟦ The municipal director ⟧ svarar")
    assert en == EN


def test_a_tag_stands_around_the_same_words_on_both_sides():
    sv, en = annotation.annotate(SV, EN, LINKS, random.Random(0), terms=0.0, tags=1.0)
    assert sv.count("⟨") == sv.count("⟩") == en.count("⟨") == en.count("⟩") == 1


@given(st.integers(0, 10_000))
def test_annotation_takes_no_word_away(seed):
    sv, en = annotation.annotate(SV, EN, LINKS, random.Random(seed), terms=0.5, tags=0.5)
    words = [word for word in en.split() if word not in annotation.MARKS]
    assert "".join(words).replace("⟩", "").replace("⟨", "") == EN.replace(" ", "")
    for word in ("Kommundirektören", "svarar", "på", "frågor"):
        assert word in sv
