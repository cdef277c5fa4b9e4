import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.text.checks import compare, contacts, is_ordinary, left_over, names, negations, numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 234,50 kr", "SEK 1,234.50"),
        ("1\u00a0234 invånare", "1,234 residents"),
        ("1.500.000 kronor", "1 500 000 kronor"),
        ("2,50 meter", "2.5 metres"),
        ("kl. 14.30", "at 14:30"),
        ("kl. 14.30", "at 2.30 pm"),
        ("kl. 9", "at 9 a.m."),
        ("klockan 12", "at 12 pm"),
        ("10–12 maj", "10-12 May"),
        ("08-123 45 67", "+46 8 123 45 67"),
        ("0522-44 10 00", "0522 - 44 10 00"),
        ("årskurs 06", "year 6"),
        ("25%", "25 per cent"),
    ],
)
def test_the_same_number_in_two_spellings(one, other):
    assert numbers(one) == numbers(other) != {}


@pytest.mark.parametrize(
    ("one", "other"), [("15 kr", "51 kr"), ("1,5", "15"), ("kl. 14.30", "2.30 am"), ("5 5", "5"), ("0,5", "5")]
)
def test_other_numbers_differ(one, other):
    assert numbers(one) != numbers(other)


def test_contacts_are_canonical():
    text = "Mejla Anna.Ek@Havsby.se, ring 0522-44 10 00 eller läs https://www.havsby.se/bad/."
    assert set(contacts(text)) == {"anna.ek@havsby.se", "0522441000", "havsby.se/bad"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I går flyttade Gun Ek till Ystad.", ["Gun Ek", "Ystad"]),
        ("Han bor på Lorenz Nils väg.", ["Lorenz Nils väg"]),
        ("Vi jobbar med Greater Copenhagen.", ["Greater Copenhagen"]),
        ("Nu byggs BMW:s nya lager.", ["BMW:s"]),
        ("Hon simmade i SUM-SIM.", ["SUM-SIM"]),
        ("Nye Per Falk hälsar.", ["Per Falk"]),
        ("Malmö växer snabbt.", ["Malmö"]),
        ("Skolan är stor. Kommunen betalar.", []),
        ("Text: Ivar Gran", ["Ivar Gran"]),
        ("När Anna kom var det sent.", ["Anna"]),
        ("Blomqvist vann. Det visste Blomqvist.", ["Blomqvist", "Blomqvist"]),
        ("Bostadskön är lång.", []),
    ],
)
def test_names(text, found):
    assert [text[start:end] for start, end in names(text)] == found


@pytest.mark.parametrize(
    ("text", "lang", "count"),
    [
        ("Det är inte sant, och ingen vet.", "sv", 2),
        ("Ej parkering", "sv", 1),
        ("It isn't true and nobody knows.", "en", 2),
        ("We cannot say.", "en", 1),
        ("Intet ont anar interna.", "sv", 0),
        ("Nichts ist wahr.", "de", 1),
        ("Tämä ei ole totta.", "fi", 1),
        ("Ekkert er satt.", "is", 0),
        ("Hon kommer aldrig.", "sv-simple", 1),
    ],
)
def test_negations(text, lang, count):
    assert negations(text, lang) == count


def codes(source: str, target: str, source_lang: str = "sv", target_lang: str = "en") -> list[str]:
    return [finding.code for finding in compare(source, target, source_lang, target_lang)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Avgiften är 1 500 kronor per år.", "The fee is SEK 1,500 a year."),
        ("Vi har två hundar.", "We have 2 dogs."),
        ("Vi har 3 hundar.", "We have three dogs."),
        ("Det är inte stängt.", "It is not closed."),
        ("Eriks cykel stod i Lund.", "Erik's bicycle was in Lund."),
        ("Mejla bad@havsby.se senast den 4 maj.", "Email bad@havsby.se by 4 May."),
        ("Per bor på Lorenz Nils väg.", "Per lives on Lorenz Nils Road."),
        ("Ystad", "Ystad"),
    ],
)
def test_a_good_translation_raises_nothing(source, target):
    assert codes(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("Avgiften är 1 500 kronor per år.", "The fee is SEK 1,600 a year.", "numbers-differ"),
        ("Avgiften är hög.", "The fee is 350.", "numbers-differ"),
        ("Mejla bad@havsby.se i dag.", "Email us today.", "contact-lost"),
        ("I går kom Sara Lind till oss.", "Yesterday a woman came to us.", "name-lost"),
        ("Du får inte bada här.", "You may swim here.", "negation-differs"),
        ("Vi stänger tidigt i kväll på grund av regn.", "Rain.", "length-odd"),
        ("vi stänger tidigt i kväll", "vi stänger tidigt i kväll", "untranslated"),
        ("Välkommen till oss.", "Welcome to us to us to us to us.", "repetition-loop"),
    ],
)
def test_a_bad_translation_is_told(source, target, code):
    assert code in codes(source, target)


def test_easy_swedish_is_the_same_language():
    assert codes("Ingen får inte gå.", "Ingen får gå.", "sv", "sv-simple") == ["negation-differs"]
    assert codes("Vi går hem nu.", "Vi går hem nu.", "sv", "sv-simple") == []


def test_findings_are_warnings_that_name_the_fact():
    (finding,) = compare("Huset är från 1935.", "The house is old.", "sv", "en")
    assert (finding.severity, finding.segment) == ("warning", "")
    assert finding.message == "“1935” is in the source but not in the target."


@given(st.integers(0, 9_999_999), st.integers(0, 99))
def test_any_number_survives_both_notations(whole, cents):
    swedish = f"{whole:,}".replace(",", " ") + f",{cents:02}"
    english = f"{whole:,}.{cents:02}"
    assert numbers(swedish) == numbers(english)
    assert sum(numbers(swedish).values()) == 1


@given(st.text(max_size=80))
def test_a_text_agrees_with_itself(text):
    assert not {finding.code for finding in compare(text, text, "sv", "sv")} - {"name-lost"}
    assert all(0 <= start < end <= len(text) for start, end in names(text))


@pytest.mark.parametrize(
    ("swedish", "english", "lost"),
    [
        ("Avgiften är 400 kr.", "The fee is 400.", {"unit-lost"}),
        ("Avgiften är 400 kr.", "The fee is SEK 400.", set()),
        ("Rabatten är 10 procent.", "The discount is 10.", {"share-lost"}),
        ("Anmäl dig senast den 3 maj.", "Register at least 3 May.", {"deadline-lost"}),
        ("Anmäl dig senast den 3 maj.", "Register no later than 3 May.", set()),
        ("Du måste vara minst 18 år.", "You must be 18 years old.", {"minimum-lost"}),
        ("Gruppen har högst 12 barn.", "The group has 12 children.", {"maximum-lost"}),
        ("Gruppen har högst 12 barn.", "The group has at most 12 children.", set()),
        ("Senast såg vi en älg.", "We recently saw an elk.", set()),
    ],
)
def test_units_and_limits_are_kept_in_a_translation(swedish, english, lost):
    assert {finding.code for finding in compare(swedish, english, "sv", "en")} == lost


@pytest.mark.parametrize(
    ("target", "lang"),
    [
        ("يفتح المسبح في ١٤ مايو ٢٠٢٧.", "ar"),
        ("استخر ۱۴ مه ۲۰۲۷ باز می‌شود.", "fa"),
        ("Uimahalli avataan 14. toukokuuta 2027.", "fi"),
    ],
)
def test_numbers_are_the_same_in_every_script(target, lang):
    source = "Simhallen öppnar den 14 maj 2027."
    assert "numbers-differ" not in {finding.code for finding in compare(source, target, "sv", lang)}
    assert "numbers-differ" in {finding.code for finding in compare(source, target[:12], "sv", lang)}


@pytest.mark.parametrize(
    ("source", "target", "lang", "found"),
    [
        ("Två lag möts.", "Kaksi joukkuetta kohtaa.", "fi", []),
        ("Två lag möts.", "Joukkueet kohtaavat.", "fi", ["numbers-differ"]),
        ("Tio barn sjöng.", "Śpiewało dziesięcioro dzieci.", "pl", []),
        ("Åtta bussar går.", "第8路", "zh", []),
        ("Barnen fick 3 bollar.", "ボールを三つもらった", "ja", []),
        ("Sex och samlevnad diskuterades.", "Sex and relationships were discussed.", "en", []),
    ],
)
def test_numbers_in_words_are_known_in_other_languages(source, target, lang, found):
    assert [code for code in codes(source, target, target_lang=lang) if code != "length-odd"] == found


def test_several_negations_are_counted_unless_one_covers_them_all():
    source = "Vi har inte sett den, och ingen har ringt."
    assert codes(source, "We have not seen it, and everyone has called.") == ["negation-differs"]
    assert codes(source, "We have neither seen it nor had a call.") == []


def test_a_copied_word_is_told_from_one_that_both_languages_have():
    assert left_over("Vi har en plan för torget.", "We have a plan för the square.", "sv", "en") == ["för"]
    assert left_over("Avgiften är 20 kronor.", "The fee is 20 kronor.", "sv", "en") == []
    assert left_over("Ny gångväg byggs.", "بناء gångväg", "sv", "ar") == ["gångväg"]


def test_a_chinese_translation_is_short_by_nature():
    assert codes("Vi hälsar alla barn och vuxna välkomna.", "我们欢迎所有儿童和成人。", target_lang="zh") == []


@pytest.mark.parametrize("lang", ["ar", "th", "zh-Hant", "so"])
def test_a_language_without_a_dictionary_has_no_ordinary_words(lang):
    assert not is_ordinary("skola", lang)


@pytest.mark.parametrize(
    ("source", "target", "lang", "is_lost"),
    [
        ("Öppet onsdagar i juni.", "Open on Wednesdays in June.", "en", False),
        ("Öppet onsdagar i juni.", "Open on Tuesdays in June.", "en", True),
        ("Vi ses den 3 maj.", "We may meet on the 3rd.", "en", True),
        ("Vi ses den 3 maj.", "See you on 3/5.", "en", False),
        ("Stängt på fredag.", "Suljettu perjantaina.", "fi", False),
        ("Stängt på fredag.", "Suljettu maanantaina.", "fi", True),
        ("Stängt på onsdag.", "Zamknięte w środę.", "pl", False),
        ("Möte den 9 april.", "Зустріч 9 квітня.", "uk", False),
        ("Möte den 9 april.", "Зустріч 9 серпня.", "uk", True),
        ("Möte på söndag.", "会议在星期日举行。", "zh", False),
        ("Möte på söndag.", "会议在星期一举行。", "zh-Hant", True),
        ("Möte den 9 april.", "الاجتماع في ٩ نيسان.", "ar", False),
        ("Planeten Mars och majoriteten.", "The planet Mars and the majority.", "en", False),
    ],
)
def test_days_and_months_are_known_by_their_names(source, target, lang, is_lost):
    assert ("time-lost" in codes(source, target, target_lang=lang)) is is_lost
