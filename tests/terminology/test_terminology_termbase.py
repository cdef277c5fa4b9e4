"""The termbase: reading glossary files, putting them together, finding terms in texts."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.errors import ConfigError
from lattlast.terminology import Termbase, load_termbase

GLOSSARY = """\
id;sv;sv_admitted;sv_forms;pos;status;en;en_admitted;en_forbidden;fi;definition
;kommundirektör;tf. kommundirektör;;;;municipal chief executive;chief executive;mayor;kunnanjohtaja;Högsta chefen.
;ordförande;;;;;chair;chairperson;president;puheenjohtaja;Den som leder mötet.
;vice ordförande;;;;;vice-chair;deputy chair;;;
;kommunstyrelsens ordförande;;;;;chair of the municipal executive board;;;;
;kommunstyrelse;;;;;municipal executive board;;;;
;kommun;;;;;municipality;;commune;kunta;
;tjänsteman;;;;;public official;official;;;
;förtroendevald;;;person;;elected representative;;;;
;beslut;;;;;decision;;;;
;detaljplan;;;;;detailed development plan;;;;
;elev;;;;;pupil;;;;
;protokoll;;;;;minutes;;;;
;socialtjänstlagen;SoL;;definite;;Social Services Act;;;;
;studie- och yrkesvägledare;;;;;study and career counsellor;;;;
VA;VA;;;acronym;;water and sewerage;;;;
;god man;;gode mannen|gode män|gode männen;;;special representative;;;;
;val;;;;suggest;election;;;;
;riksdagen;;;name;;the Riksdag;;;;
""".encode()


TERMBASE = load_termbase([("terms.csv", GLOSSARY)])


def words(text: str, termbase: Termbase = TERMBASE) -> list[str]:
    return [text[match.start : match.end] for match in termbase.find(text)]


@pytest.mark.parametrize(
    ("text", "number", "definite", "genitive"),
    [
        ("Kommundirektörens tal var kort.", "singular", True, True),
        ("Hon har arbetat som kommundirektör förut.", "singular", False, False),
        ("Två kommundirektörer möttes.", "plural", False, False),
        ("Här sitter tjänstemännen.", "plural", True, False),
        ("TJÄNSTEMÄN SÖKES", "plural", False, False),
        ("Många förtroendevalda kom.", "plural", False, False),
        ("De nya förtroendevalda är på plats.", "plural", True, False),
        ("Den förtroendevalda reserverade sig.", "singular", True, False),
        ("Det var ett bra beslut.", "singular", False, False),
        ("Nämnden fattade tre beslut.", "plural", False, False),
        ("Under mötet togs 14 beslut.", "plural", False, False),
        ("De gode männens redovisning dröjer.", "plural", True, True),
    ],
)
def test_a_match_says_how_the_source_inflects_the_term(
    text: str, *, number: str, definite: bool, genitive: bool
) -> None:
    (match,) = TERMBASE.find(text)
    assert (match.number, match.definite, match.genitive) == (number, definite, genitive)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kommunstyrelsens ordförande öppnade mötet.", ["Kommunstyrelsens ordförande"]),
        ("Kommunstyrelsens vice ordförande sa nej.", ["Kommunstyrelsens", "vice ordförande"]),
        ("Fråga våra studie- och yrkesvägledare.", ["studie- och yrkesvägledare"]),
        ("I dag är hon tf. kommundirektör.", ["tf. kommundirektör"]),
        ("Enligt SoL har du rätt till hjälp när det är sol.", ["SoL"]),
        ("VA-taxan höjs, va?", []),
        ("Avgiften för VA höjs.", ["VA"]),
        ("Ett kommundirektörsbyte väntar.", []),
        ("Kommun- och regionval samma dag.", []),
        ("Läs mer på www.kommun.se/beslut eller skriv till elev@kommun.se.", []),
        ("Kommu\u00adnens elever.", ["Kommu\u00adnens", "elever"]),
        ("", []),
    ],
)
def test_terms_are_whole_words_longest_first(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_term_does_not_reach_over_punctuation() -> None:
    assert words("Det står i kommunstyrelsens. Ordförande saknas.") == ["kommunstyrelsens", "Ordförande"]


def test_a_suggestion_is_a_hint_and_never_a_demand() -> None:
    text = "Det är ditt val, sa ordföranden."
    assert words(text) == ["ordföranden"]
    assert [match.term.id for match in TERMBASE.hints(text)] == ["val"]


@given(
    st.lists(
        st.sampled_from(
            [
                "kommun",
                "kommunens",
                "vice",
                "ordförande",
                "ordföranden",
                "val",
                "VA",
                ",",
                ".",
                "-",
                "elevs",
                "och",
                "beslut",
            ]
        )
    )
)
def test_matches_are_sorted_and_do_not_overlap(parts: list[str]) -> None:
    matches = TERMBASE.find(" ".join(parts))
    assert all(left.end <= right.start for left, right in pairwise(matches))


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for match in TERMBASE.find(text):
        assert 0 <= match.start < match.end <= len(text)


@pytest.mark.parametrize(
    ("text", "term", "number", "genitive"),
    [
        ("Several chairs of the municipal executive board came.", "kommunstyrelsens-ordförande", "plural", False),
        ("The pupil's drawing hangs there.", "elev", "singular", True),
        ("The pupil’s drawing hangs there.", "elev", "singular", True),
        ("Municipalities cooperate.", "kommun", "plural", False),
        ("A deputy chair was elected.", "vice-ordförande", "singular", False),
        ("The Riksdag decided.", "riksdagen", "singular", False),
    ],
)
def test_terms_are_found_in_english_in_any_form(text: str, term: str, *, number: str, genitive: bool) -> None:
    (match,) = TERMBASE.find_in(text, "en")
    assert (match.term.id, match.number, match.genitive) == (term, number, genitive)


def test_terms_are_found_in_other_languages_as_they_are_listed() -> None:
    assert [match.term.id for match in TERMBASE.find_in("Kunnanjohtaja puhui.", "fi")] == ["kommundirektör"]
    assert TERMBASE.find_in("Der Bürgermeister sprach.", "de") == []


def test_the_municipality_decides_and_the_bundled_file_fills_in() -> None:
    own = b"sv;en\nkommundirekt\xc3\xb6r;chief executive\n"
    (term,) = (
        term for term in load_termbase([("own.csv", own), ("terms.csv", GLOSSARY)]).terms if term.id == "kommundirektör"
    )
    assert term.terms["en"] == ("chief executive",)
    assert term.terms["fi"] == ("kunnanjohtaja",)
    assert "en" not in term.forbidden
    assert term.definition == "Högsta chefen."


def test_the_bundled_swedish_words_still_lead_to_a_term_of_the_municipality() -> None:
    own = "sv;en\nkommundirektör;chief executive\n".encode()
    termbase = load_termbase([("own.csv", own), ("terms.csv", GLOSSARY)])
    (match,) = termbase.find("Hon är tf. kommundirektör.")
    assert match.term.terms["en"] == ("chief executive",)


def test_forms_listed_for_another_word_do_not_count() -> None:
    own = "id;sv;en\ngod-man;rättslig ställföreträdare;legal representative\n".encode()
    termbase = load_termbase([("own.csv", own), ("terms.csv", GLOSSARY)])
    assert words("Två rättsliga ställföreträdare och en god man.", termbase) == [
        "rättsliga ställföreträdare",
        "god man",
    ]


def test_off_takes_a_bundled_term_away() -> None:
    termbase = load_termbase([("own.csv", b"sv;status\nelev;off\n"), ("terms.csv", GLOSSARY)])
    assert words("En elev i kommunen.", termbase) == ["kommunen"]


def test_words_that_differ_in_a_letter_are_different_concepts() -> None:
    termbase = load_termbase([("a.csv", "sv;en\nlån;loan\n".encode()), ("b.csv", "sv;en\nlän;county\n".encode())])
    assert [term.terms["en"] for term in termbase.terms] == [("loan",), ("county",)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (";;;;;x", "terms.csv, line 3, column sv: the Swedish term is missing."),
        ("a;nuon;;;;x", "terms.csv, line 3, column pos: “nuon” is none of"),
        ("a;;sugest;;;x", "Did you mean “suggest”?"),
        ("elev;;;;;student", "terms.csv, line 3, column en: “student” here, “pupil” in line 2. Keep one line."),
    ],
)
def test_a_faulty_line_is_told_of_and_the_rest_is_used(line: str, message: str) -> None:
    data = f"sv;pos;status;id;fi;en\nelev;;;;;pupil\n{line}\nmotion;;;;;motion\n".encode()
    termbase = load_termbase([("terms.csv", data)])
    assert [term.id for term in termbase.terms] == ["elev", "motion"]
    (finding,) = termbase.findings
    assert message in finding.message


def test_a_file_without_swedish_terms_stops_the_run() -> None:
    with pytest.raises(ConfigError, match="column “sv” is missing"):
        load_termbase([("terms.csv", b"swedish;en\nelev;pupil\n")])


def test_the_fingerprint_follows_the_content() -> None:
    spaced = GLOSSARY.replace(b";pupil;", b"; pupil ;")
    changed = GLOSSARY.replace(b";pupil;", b";student;")
    one, same, other = (load_termbase([("terms.csv", data)]).fingerprint for data in (GLOSSARY, spaced, changed))
    assert one == same != other


def test_a_digest_changes_only_with_the_terms_that_match() -> None:
    text = "Eleverna läser protokollet."
    before = load_termbase([("terms.csv", GLOSSARY)])
    unrelated = load_termbase([("terms.csv", GLOSSARY.replace(b";decision;", b";resolution;"))])
    related = load_termbase([("terms.csv", GLOSSARY.replace(b";pupil;", b";student;"))])
    digest = before.digest(before.find(text), "en")
    assert unrelated.digest(unrelated.find(text), "en") == digest
    assert related.digest(related.find(text), "en") != digest
    assert related.digest(related.find(text), "fi") == before.digest(before.find(text), "fi")


def test_a_hundred_times_more_terms_hardly_slow_the_search() -> None:
    text = "Kommunens elever och lärare möttes i går kväll, säger ordföranden. " * 3000
    rows = [f"{chr(97 + number % 26)}x{number}skola;school {number}" for number in range(10_000)]
    small, large = (load_termbase([("t.csv", "\n".join(["sv;en", *some]).encode())]) for some in (rows[:100], rows))
    assert _seconds(large, text) < 5 * _seconds(small, text)


def _seconds(termbase: Termbase, text: str) -> float:
    termbase.find("")
    return min(_once(termbase, text) for _ in range(3))


def _once(termbase: Termbase, text: str) -> float:
    start = time.perf_counter()
    termbase.find(text)
    return time.perf_counter() - start
