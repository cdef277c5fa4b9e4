import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.text import english
from lattlast.text.tables import read_table
from tests.conftest import ROOT

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12).filter(
    lambda word: word[-1] not in "iu"  # their plurals, as in taxis and menus, cannot be told from crisis and campus
)
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("alternate member", "alternate members"),
        ("chair of the municipal executive board", "chairs of the municipal executive board"),
        ("licence to serve alcohol", "licences to serve alcohol"),
        ("study and career counsellor", "study and career counsellors"),
        ("person verifying the minutes", "people verifying the minutes"),
        ("nurse responsible for medication", "nurses responsible for medication"),
        ("member of staff", "members of staff"),
        ("secretary general", "secretaries general"),
        ("parent-in-law", "parents-in-law"),
        ("unaccompanied child", "unaccompanied children"),
        ("vice-chair", "vice-chairs"),
        ("policy", "policies"),
        ("holiday", "holidays"),
        ("soliloquy", "soliloquies"),
        ("church", "churches"),
        ("tax", "taxes"),
        ("crisis", "crises"),
        ("campus", "campuses"),
        ("woman", "women"),
        ("human", "humans"),
        ("curriculum", "curricula"),
        ("menu", "menus"),
        ("potato", "potatoes"),
        ("CEO", "CEOs"),
        ("Woman", "Women"),
        ("", ""),
    ],
)
def test_plural_inflects_the_head(phrase: str, plural: str) -> None:
    assert english.plural(phrase) == plural


@pytest.mark.parametrize(
    "phrase",
    [
        "minutes",
        "social services",
        "premises",
        "elderly care",
        "members of staff",
        "years 1–3",
        "the Riksdag",
        "children",
    ],
)
def test_what_is_plural_or_has_none_stays(phrase: str) -> None:
    assert english.plural(phrase) == phrase


def test_the_plural_of_every_term_of_the_glossary_is_its_own_plural() -> None:
    rows = read_table((ROOT / "glossary" / "terms.csv").read_bytes(), name="terms.csv")
    plurals = {english.plural(term) for row in rows for term in (*row.values("en"), *row.values("en_admitted"))}
    assert len(plurals) > 1_000
    assert [phrase for phrase in plurals if english.plural(phrase) != phrase] == []


@pytest.mark.parametrize(
    ("phrase", "genitive"),
    [
        ("municipality", "municipality's"),
        ("chair of the committee", "chair of the committee's"),
        ("pupils", "pupils'"),
        ("women", "women's"),
        ("bus", "bus's"),
        ("social services", "social services'"),
    ],
)
def test_genitive_closes_the_phrase(phrase: str, genitive: str) -> None:
    assert english.genitive(phrase) == genitive


@pytest.mark.parametrize(
    ("article", "phrases"),
    [
        (
            "a",
            [
                "committee",
                "unit",
                "user fee",
                "university",
                "European grant",
                "one-way street",
                "UN treaty",
                "110-page plan",
            ],
        ),
        (
            "an",
            [
                "agenda",
                "hour",
                "honorary post",
                "e-service",
                "urban area",
                "umbrella",
                "unemployed person",
                "MSB report",
            ],
        ),
        ("an", ["8-year-old", "11th-century church", "18 000-strong crowd", "“open” meeting", "LLM"]),
        ("a", ["NATO exercise", "1,800-seat arena", "Unesco site", "unilateral decision"]),
    ],
)
def test_article_follows_the_sound(article: str, phrases: list[str]) -> None:
    assert {phrase: english.article(phrase) for phrase in phrases} == dict.fromkeys(phrases, article)


def test_forms_hold_both_numbers_and_genitives() -> None:
    expected = {"head teacher", "head teachers", "head teacher's", "head teacher’s", "head teachers'", "head teachers’"}
    assert english.forms("head teacher") == expected


def test_forms_allow_either_apostrophe_within_the_phrase() -> None:
    assert {"citizen's proposal", "citizen’s proposals"} <= english.forms("citizen's proposal")


def test_forms_do_without_the_article() -> None:
    assert {"the Riksdag", "Riksdag", "Riksdag's"} <= english.forms("the Riksdag")


@given(PHRASES)
def test_forms_always_hold_the_phrase_and_its_plural(phrase: str) -> None:
    assert {phrase, english.plural(phrase)} <= english.forms(phrase) | {f"the {form}" for form in english.forms(phrase)}
