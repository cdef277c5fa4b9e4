"""Marking: where an edition's terms stand, and what the glossary says of them."""

from lattlast.model import Block, Document, Segment
from lattlast.terminology import load_termbase, mark

GLOSSARY = "sv;en;definition;en_definition\nbygglov;building permit;Ett tillstånd att bygga.;A permission to build.\n"
TERMBASE = load_termbase([("terms.csv", GLOSSARY.encode())])


def test_each_occurrence_in_a_swedish_edition_is_marked_with_its_place_and_explanation() -> None:
    text = "Sök bygglov. Utan bygglovet får du inte bygga."
    document = Document("a", "sv-simple", (Block("paragraph", (Segment("s1", text),)),))
    uses = mark(document, TERMBASE)
    assert [(use.segment, text[use.start : use.end], use.step) for use in uses] == [
        ("s1", "bygglov", "source"),
        ("s1", "bygglovet", "source"),
    ]
    assert {use.explanation for use in uses} == {"Ett tillstånd att bygga."}


def test_a_term_has_an_explanation_for_each_language_that_the_glossary_explains_it_in() -> None:
    (term,) = TERMBASE.terms
    assert [term.explanation(lang) for lang in ("sv", "en", "fi")] == [
        "Ett tillstånd att bygga.",
        "A permission to build.",
        "",
    ]
