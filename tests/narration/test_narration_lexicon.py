import pytest

from lattlast.errors import ConfigError
from lattlast.narration import Lexicon, load_lexicon, spoken
from lattlast.text import abbreviations

from .fakes import GLOSSARY, LEXICON

HEADER = "text;lang;spoken;note\n"
NO_ABBREVIATIONS = abbreviations.load()


def lexicon(*tables: str) -> Lexicon:
    return load_lexicon([(HEADER + table).encode() for table in tables], NO_ABBREVIATIONS)


def say(text: str, *tables: str, lang: str = "sv") -> str:
    return spoken(text, lang, lexicon=lexicon(*tables))[0]


def test_the_municipality_wins_over_the_bundled_table():
    assert say("Åk till Ö.", "Ö;sv;ön i norr;\n", "Ö;sv;ö;\n") == "Åk till ön i norr."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Vi möts på VAB-kontoret.", "Vi möts på vabb-kontoret."),
        ("En vab är en dag.", "En vab är en dag."),
        ("VAB:s regler", "vabbs regler"),
        ("VABA", "Vaba"),
    ],
)
def test_capitals_count_only_as_capitals(text, said):
    assert say(text, "VAB;sv;vabb;\n") == said


@pytest.mark.parametrize("text", ["drop-in i dag", "Drop-in i dag"])
def test_a_word_in_lower_case_may_open_a_sentence(text):
    assert say(text, "drop-in;sv;dropp-inn;\n") == "dropp-inn i dag"


def test_a_pronunciation_holds_in_its_language_alone():
    assert say("fika", "fika;en;feeka;\n", lang="sv") == "fika"
    assert say("fika", "fika;en;feeka;\n", lang="en") == "feeka"


def test_addresses_keep_their_letters():
    assert say("info@vab.se", "vab;sv;vabb;\n") == "info snabel-a vab punkt se"


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(ConfigError, match="spoken"):
        load_lexicon([b"text;lang\nSKR;sv\n"], NO_ABBREVIATIONS)


def test_the_fingerprint_follows_both_tables():
    same, other = lexicon("A;sv;a;\n"), lexicon("A;sv;aa;\n")
    with_abbreviations = load_lexicon([(HEADER + "A;sv;a;\n").encode()], LEXICON.abbreviations)
    assert lexicon("A;sv;a;\n").fingerprint == same.fingerprint
    assert len({same.fingerprint, other.fingerprint, with_abbreviations.fingerprint}) == 3


def test_the_bundled_table_has_no_word_twice():
    lines = (GLOSSARY / "pronunciations.csv").read_text(encoding="utf-8").splitlines()[1:]
    words = [tuple(line.split(";")[:2]) for line in lines]
    assert len(words) == len(set(words)) >= 50
