import pytest

from lattlast.assets import bundled_glossary
from lattlast.easyread import Lexicon, check_lexicon, load_lexicon
from lattlast.easyread.paradigms import inflect
from lattlast.errors import ConfigError
from lattlast.text import abbreviations

NO_ABBREVIATIONS = abbreviations.load()
HEADER = "difficult;pos;easy;forms;status;note\n"


def load(*tables: str) -> Lexicon:
    return load_lexicon([(HEADER + table).encode() for table in tables], NO_ABBREVIATIONS)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("öppna", "öppna öppna öppnar öppnade öppnat öppnas öppnas öppnades öppnats"),
        ("köpa", "köpa köp köper köpte köpt köpas köps köptes köpts"),
        ("använda", "använda använd använder använde använt användas används användes använts"),
        ("skicka med", "skicka med skickar med skickas med"),
        ("erhålla", "erhålla erhåll erhåller erhöll erhållit erhållas erhålls erhölls erhållits"),
        ("bifoga", "bifoga bifoga bifogar bifogade bifogat bifogas bifogas bifogades bifogats"),
        ("se till", "se till ser till såg till sett till"),
        ("få", "få få får fick fått"),
    ],
)
def test_paradigms(verb, forms):
    found = " ".join(inflect(verb).values())
    assert all(form in found for form in forms.split())


def test_verbs_without_passive_have_none():
    assert not any(form.endswith("-s") for form in inflect("få"))


def test_verbs_are_inflected_together():
    lexicon = load("nyttja;v;använda;;;")
    found = {" ".join(hard): {option.easy for option in options} for hard, options in lexicon.forms.items()}
    assert found["nyttjar"] == {"använder"}
    assert found["nyttjade"] == {"använde"}
    assert found["nyttjas"] == {"användas", "används"}


def test_nouns_get_their_genitives():
    lexicon = load("votering;n;omröstning;voteringen=omröstningen;;")
    assert lexicon.forms["voteringens",][0].easy == "omröstningens"


def test_a_given_form_takes_the_place_of_the_rule():
    lexicon = load("avse;v;gälla;avses=;;")
    assert ("avses",) not in lexicon.forms
    assert ("avser",) in lexicon.forms


def test_later_tables_override_earlier_ones():
    lexicon = load("ånyo;adv;igen;;;", "ånyo;adv;en gång till;;;")
    assert [option.easy for option in lexicon.forms["ånyo",]] == ["en gång till"]


def test_suggestions_are_advice_only():
    lexicon = load("tillsyn;n;kontroll;;suggest;")
    assert not lexicon.forms
    assert lexicon.advice == {"tillsyn": "kontroll"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (";adv;nu;;;", "both a hard and an easy word"),
        ("då;adv;;;;", "both a hard and an easy word"),
        ("då;adverb;nu;;;", "“adverb” is no part of speech"),
        ("då;adv;nu;;kanske;", "“kanske” is no status"),
        ("då;adv;nu;dåså;;", "hard form=easy form"),
    ],
)
def test_bad_lines_become_findings_and_are_left_out(line, words):
    rows = f"ej;adv;inte;;;\n{line}"
    (finding,) = check_lexicon([(HEADER + rows).encode()])
    assert finding.code == "bad-easy-word"
    assert "line 3" in finding.message
    assert words in finding.message
    assert list(load(rows).forms) == [("ej",)]


def test_a_missing_column_is_an_error():
    with pytest.raises(ConfigError, match="easy"):
        load_lexicon([b"difficult;pos\na;v\n"], NO_ABBREVIATIONS)


def test_the_fingerprint_follows_the_content():
    assert load("ej;adv;inte;;;").fingerprint == load("ej;adv;inte;;;").fingerprint
    assert load("ej;adv;inte;;;").fingerprint != load("ej;adv;icke;;;").fingerprint


def test_the_bundled_lexicon_is_clean():
    assert not check_lexicon([path.read_bytes() for path in sorted(bundled_glossary().glob("easy-words*.csv"))])


def test_no_easy_wording_is_itself_replaced(lexicon):
    """A chain would be fine for the loop, but says that two rows disagree about what is easy."""
    hard = {key[0] for key, options in lexicon.forms.items() if len(key) == 1 and options[0].status == "apply"}
    allowed = {"cirka"}
    easy = {option.easy for options in lexicon.forms.values() for option in options}
    assert not (easy & hard) - allowed


def test_an_entry_at_the_end_of_a_text_is_found_where_a_longer_one_begins_alike():
    table = b"difficult;pos;easy\npga;adv;av\npga att;konj;eftersom\npga att vi;konj;eftersom vi\n"
    lexicon = load_lexicon([table], abbreviations.load())
    assert lexicon.find(["pga"], 0)[0] == 1
    assert lexicon.find(["pga", "att"], 0)[0] == 2
    assert lexicon.find(["pga", "att", "vi"], 1) == (0, ())
