from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.errors import ConfigError
from lattlast.text.abbreviations import load

BUNDLED = load((Path(__file__).parents[2] / "glossary" / "abbreviations.csv").read_bytes())


def written_out(text: str) -> str:
    for start, end, words in reversed(BUNDLED.expand(text)):
        text = text[:start] + words + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ta med t.ex. kikare.", "Ta med till exempel kikare."),
        ("Ta med t. ex. kikare.", "Ta med till exempel kikare."),
        ("Ta med t ex kikare.", "Ta med till exempel kikare."),
        ("T.ex. kikare.", "Till exempel kikare."),
        ("Stängt pga storm.", "Stängt på grund av storm."),
        ("Stängt p.g.a. storm.", "Stängt på grund av storm."),
        ("Möte kl. 18.30 och kl 20.", "Möte klockan 18.30 och klockan 20."),
        ("Bussen tar 1 tim. 5 min. dit.", "Bussen tar 1 timme 5 minuter dit."),
        ("Den kostar 500 kr.", "Den kostar 500 kronor."),
        ("Den kostar 5,2 miljoner kr i år.", "Den kostar 5,2 miljoner kronor i år."),
        ("Sänkt med 3%.", "Sänkt med 3 procent."),
        ("Sänkt med 3 % i år.", "Sänkt med 3 procent i år."),
        ("Saft, bullar m.m.", "Saft, bullar med mera."),
        ("Rör på 20 mm och slang m.m. finns.", "Rör på 20 millimeter och slang med mera finns."),
        (
            "Vi fick saft m.m. Sedan åkte vi till avd. Blåsippan.",
            "Vi fick saft med mera. Sedan åkte vi till avdelning Blåsippan.",
        ),
        ("Ett s.k. vite.", "Ett så kallat vite."),
        ("En s.k. ö.", "En så kallad ö."),
        ("De s.k. öarna.", "De så kallade öarna."),
        ("Se s. 14 och v. 32.", "Se sida 14 och vecka 32."),
        ("Hon är jur kand. från Lund.", "Hon är juris kandidat från Lund."),
        ("Tf. rektor är Ali.", "Tillförordnad rektor är Ali."),
        ("Min. 2 veckor, och sedan 5 min. vila.", "Minst 2 veckor, och sedan 5 minuter vila."),
        ("Läs sid: 4, dnr: 7.", "Läs sida: 4, diarienummer: 7."),
        ("Moms ingår, resp. 60 kr exkl moms.", "Moms ingår, respektive 60 kronor exklusive moms."),
        ("Kv. Oxen och ev hinder.", "Kvarteret Oxen och eventuellt hinder."),
        ("Sång m. piano och film mm.", "Sång med piano och film med mera."),
        ("Ca 40 hus, 2 mnkr.", "Cirka 40 hus, 2 miljoner kronor."),
    ],
)
def test_abbreviations_are_written_out(text, expected):
    assert written_out(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hunden är ung.",
        "Skriv till kl@exempel.se eller dr.berg@exempel.se.",
        "Läs www.nr.se/t.ex.html först.",
        "Markören stod still och orkade ej mer.",
        "Han läser div böcker.",
        "Vi badade i en vik. Båten låg kvar.",
        "Det var mitt ex. Nu bor han här.",
        "EU och SKR är överens.",
        "Ha det bra, kg!",
        "Vi var fem st.",
        "M. Berg, O. Ek och S 17 mandat.",
        "Pris: 45 kr/mån.",
    ],
)
def test_other_words_are_left_alone(text):
    assert written_out(text) == text


def test_acronyms_are_explained_not_expanded():
    text = "Fråga SKR:s expert om LSS."
    assert BUNDLED.expand(text) == []
    assert [(text[start:end], words.split()[0]) for start, end, words in BUNDLED.explain(text)] == [
        ("SKR", "Sveriges"),
        ("LSS", "lagen"),
    ]


def test_a_later_table_overrides_an_earlier_one():
    first, second = b"abbr;read_aloud_sv\nkap.;kapitel\n", b"abbr;read_aloud_sv\nkap.;kapell\n"
    assert [words for *_, words in load(first, second).expand("Se kap. fem.")] == ["kapell"]


def test_an_abbreviation_has_a_line_for_each_place_it_stands_in():
    first = b"abbr;read_aloud_sv;domain\nmin.;minst;reference\nmin.;minuter;measure\n"
    assert [words for *_, words in load(first).expand("min. 5 min.")] == ["minst", "minuter"]
    assert [words for *_, words in load(first, b"abbr;read_aloud_sv\nmin.;mina\n").expand("min. 5")] == ["mina"]


def test_no_table_finds_nothing():
    assert load().expand("T.ex. kl. 8 kr") == []
    assert load().explain("EU") == []


def test_a_missing_column_is_an_error():
    with pytest.raises(ConfigError, match="read_aloud_sv"):
        load(b"abbr;en\nkl.;at\n")


def test_the_fingerprint_follows_the_content():
    one, other = b"abbr;read_aloud_sv\nkl.;klockan\n", b"abbr;read_aloud_sv\nkl.;klocka\n"
    assert load(one).fingerprint == load(one).fingerprint != load(other).fingerprint


@given(st.text(alphabet="abkltexmrng.,: §%0123456789\nKLTSEÅö@-/", max_size=60))
def test_spans_are_sorted_apart_and_inside(text):
    end_before = 0
    for start, end, words in BUNDLED.expand(text):
        assert end_before <= start < end <= len(text)
        assert words.strip()
        end_before = end
