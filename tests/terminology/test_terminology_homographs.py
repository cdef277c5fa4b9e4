"""Words that mean several things, words of their own case, and terms that stand only in part."""

import pytest

from lattlast.terminology import load_termbase

GLOSSARY = """\
sv;en;pos;status;case;context;translate
motion;motion;noun;;;fullmäktige|nämnd|ledam|!gym;
Vision;Vision;name;;exact;;
e-tjänst;e-service;noun;;exact;;
kommundirektör;municipal chief executive;noun;;;;
kommunallagen;Local Government Act;definite;;;;
skolchef;director of education;noun;;;;
handläggare;case officer;noun;;;;
Navet;;name;;;;no
""".encode()
TERMBASE = load_termbase([("terms.csv", GLOSSARY)])


def words(text: str) -> list[str]:
    return [text[match.start : match.end] for match in TERMBASE.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ledamoten lämnade en motion till fullmäktige.", ["motion"]),
        ("Motion är bra för hälsan.", []),
        ("Ledamoten tränar motion på gymmet.", []),
        ("Facket Vision håller möte.", ["Vision"]),
        ("En vision för framtiden.", []),
        ("E-tjänsten är ny.", ["E-tjänsten"]),
        ("Vår E-tjänst är ny.", []),
    ],
)
def test_context_and_case_tell_homographs_apart(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kommundirektörsbytet dröjer.", [("Kommundirektörsbytet", "kommundirektör", "compound")]),
        ("Hon är bygglovshandläggare.", [("bygglovshandläggare", "handläggare", "compound")]),
        ("Kommun- och skoldirektören talar.", [("Kommun-", "kommundirektör", "ellipsis")]),
        ("Våra skol- eller kulturchefer svarar.", [("skol-", "skolchef", "ellipsis")]),
        ("Kommundirektören och handläggaren talar.", []),
        ("In- och utgången är stängd.", []),
    ],
)
def test_what_stands_only_in_part_is_reported(text: str, found: list[tuple[str, str, str]]) -> None:
    mentions = TERMBASE.mentions(text)
    assert [(text[one.start : one.end], one.term.terms["sv"][0], one.kind) for one in mentions] == found


def test_a_term_that_is_not_translated_stands_in_swedish_in_every_language() -> None:
    (match,) = TERMBASE.find("Besök Navet i dag.")
    assert match.term.wordings("en") == match.term.wordings("fi") == ("Navet",)
