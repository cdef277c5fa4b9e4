import pytest

from lattlast.assets import bundled_glossary
from lattlast.easyread import Lexicon, check_lexicon, load_lexicon
from lattlast.easyread.paradigms import inflect
from lattlast.errors import ConfigError
from lattlast.text import abbreviations

NO_ABBREVIATIONS = abbreviations.load()
HEADER = "difficult;pos;easy;forms;status;context;note\n"


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


SEVERAL_ROWS = (
    "uppföra;v;bygga;;suggest;\n"
    "uppföra;v;spela;;;pjäs|*spel.|*spelet\n"
    "uppföra;v;bygga;;;*hus.|*huset|skola|bron|!>sig.\n"
    "uppföra sig;v;bete sig;;keep;\n"
)


@pytest.mark.parametrize(
    ("text", "easy"),
    [
        ("kommunen uppför ett äldrehus vid ån", {"bygger"}),
        ("föreningen uppför en pjäs i huset", {"spelar"}),
        ("krönikespelet uppförs på torget", {"spelas"}),
        ("på torget uppförs en skola", {"byggs"}),
        ("huset som bolaget uppför", {"bygger"}),
        ("huset , som uppförs av bolaget", {"byggs"}),
        ("skolan uppför något nytt", set()),
        ("de uppför något i huset", set()),
        ("bolaget uppför under året på tomten en skola", {"bygger"}),
        ("när skolan är klar uppförs något annat", set()),
        ("de uppför något som liknar ett hus", set()),
        ("de uppför något och bygger ett hus", set()),
    ],
)
def test_of_several_rows_the_one_whose_context_fits_is_used(text, easy):
    words = text.split()
    place = next(place for place, word in enumerate(words) if word.startswith("uppför"))
    _, options = load(SEVERAL_ROWS).find(words, place)
    assert {option.easy for option in options if option.form in {"present", "present-s"}} == easy


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("strax därefter", False),
        ("året därefter", False),
        ("möt oss därefter", True),
        ("därefter", True),
        ("därefter , på måndag", False),
        ("vi äter därefter lunch", False),
    ],
)
def test_a_context_may_look_at_the_words_beside(text, fits):
    words = text.split()
    lexicon = load("därefter;adv;sedan;;;!<strax|!<år|!>lunch|!måndag")
    assert bool(lexicon.find(words, words.index("därefter"))[0]) == fits


def test_a_context_asks_for_numbers_marks_and_whole_words():
    lexicon = load("uppgå till;v;vara;;;>#", "tas i bruk;phrase;öppna;;;>.|<en.")
    assert lexicon.find(["uppgår", "till", "5", "%"], 0)[0] == 2
    assert lexicon.find(["uppgår", "till", "fem"], 0)[0] == 0
    assert lexicon.find(["energi", "tas", "i", "bruk", "nu"], 1)[0] == 0
    assert lexicon.find(["en", "tas", "i", "bruk", "nu"], 1)[0] == 3
    assert lexicon.find(["tas", "i", "bruk", "."], 0)[0] == 3


def test_a_row_for_a_word_takes_the_place_of_all_of_an_earlier_table():
    lexicon = load(SEVERAL_ROWS, "uppföra;v;sätta upp;;;")
    assert {option.easy for option in lexicon.find(["uppför", "en", "pjäs"], 0)[1]} == {"sätt upp", "sätter upp"}


def test_a_suggestion_with_a_context_goes_before_later_rows():
    lexicon = load("tillsyn;n;kontroll;;suggest;skola\ntillsyn;n;kontroll;;;")
    assert [option.status for option in lexicon.find(["tillsyn", "i", "skolan"], 0)[1]] == ["suggest"]
    assert [option.status for option in lexicon.find(["tillsyn", "på", "kaféet"], 0)[1]] == ["apply"]


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
        ("då;adv;nu;;;<!strax", "“<!strax” is no context"),
        ("då;adv;nu;;;strax efter", "“strax efter” is no context"),
        ("då;adv;nu;;;möte|!", "“!” is no context"),
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
    anywhere = {key: options[0] for key, options in lexicon.forms.items() if not options[0].context}
    hard = {key[0] for key, option in anywhere.items() if len(key) == 1 and option.status == "apply"}
    allowed = {"cirka"}
    easy = {option.easy for options in lexicon.forms.values() for option in options}
    assert not (easy & hard) - allowed


def test_an_entry_at_the_end_of_a_text_is_found_where_a_longer_one_begins_alike():
    table = b"difficult;pos;easy\npga;adv;av\npga att;konj;eftersom\npga att vi;konj;eftersom vi\n"
    lexicon = load_lexicon([table], abbreviations.load())
    assert lexicon.find(["pga"], 0)[0] == 1
    assert lexicon.find(["pga", "att"], 0)[0] == 2
    assert lexicon.find(["pga", "att", "vi"], 1) == (0, ())
