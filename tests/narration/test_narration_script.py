from dataclasses import replace

import pytest

from lattlast.model import Document, Inline
from lattlast.narration import script

from .fakes import LEXICON, article, block, document


def lines(doc: Document) -> list[tuple[str, str]]:
    return [(line.segment, line.spoken) for line in script(doc, lexicon=LEXICON)]


def test_the_script_of_an_article():
    said = [
        ("s1", "Biblioteket får längre öppettider", 1.0),
        ("s2", "Från den första mars tjugohundratjugosex är det öppet till klockan nitton.", 1.0),
        ("s3", "Så blir tiderna", 0.8),
        ("s4", "Filialen i Berga har samma tider som förut.", 0.3),
        ("s5", "Ring noll ett två tre, fyra fem sex, sju åtta om du undrar.", 1.0),
        ("s6", "Därför ändras de", 0.8),
        ("s7", "Besökarna har blivit tolv procent fler på två år.", 1.2),
        ("", "Den här texten är uppläst med syntetiskt tal.", 0.5),
    ]
    assert [(line.segment, line.spoken, line.pause) for line in script(article(), lexicon=LEXICON)] == said


def test_a_table_is_read_row_by_row_after_its_headers():
    table = block(
        "table",
        children=[
            block("caption", "Avgifter 2026"),
            block("row", children=[block("cell", "Bad", header="column"), block("cell", "Avgift", header="column")]),
            block("row", children=[block("cell", "Barn", header="row"), block("cell", "40 kr")]),
            block("row", children=[block("cell", "Vuxen", header="row"), block("cell")]),
        ],
    )
    assert lines(document(table))[:-1] == [
        ("", "Tabell:"),
        ("s1", "Avgifter tjugohundratjugosex"),
        ("s2", "Bad"),
        ("s3", "Avgift"),
        ("s4", "Barn"),
        ("", "Avgift:"),
        ("s5", "fyrtio kronor"),
        ("s6", "Vuxen"),
    ]


def test_a_cell_that_reaches_down_is_said_in_each_row_and_a_dash_is_said_to_be_empty():
    table = block(
        "table",
        children=[
            block("row", children=[block("cell", name, header="column") for name in ("Dag", "Bad", "Gym")]),
            block("row", children=[block("cell", "Helg"), block("cell", "9–15"), block("cell", "–")]),
            block("row", children=[block("cell", span="above"), block("cell", "17–19"), block("cell")]),
        ],
    )
    assert [said for _, said in lines(document(table))[4:-1]] == [
        *("Dag:", "Helg", "Bad:", "nio till femton", "Gym:", "tomt"),
        *("Dag:", "Helg", "Bad:", "sjutton till nitton"),
    ]


def test_what_says_itself_what_it_is_is_not_announced():
    facts = block("facts", children=[block("heading", "Fakta om badet", level=3)])
    table = block("table", children=[block("caption", "Tabell 3. Avgifter")])
    assert [said for _, said in lines(document(facts, table))[:-1]] == ["Fakta om badet", "Tabell tre. Avgifter"]


def test_a_figure_announces_its_alternative_text_and_caption():
    figure = block("figure", children=[block("alt", "En röd cykel."), block("caption", "Cykeln hittades i går.")])
    assert lines(document(figure))[:-1] == [
        ("", "Bild:"),
        ("s1", "En röd cykel."),
        ("", "Bildtext:"),
        ("s2", "Cykeln hittades i går."),
    ]


def test_facts_are_read_as_label_and_value():
    facts = block("facts", children=[block("fact", children=[block("label", "Yta"), block("value", "850 m²")])])
    assert lines(document(facts))[:-1] == [
        ("", "Faktaruta:"),
        ("s1", "Yta"),
        ("s2", "åttahundrafemtio kvadratmeter"),
    ]


def test_the_items_of_an_ordered_list_are_counted():
    items = [block("item", "Ta bort locket."), block("item", "Skölj burken.")]
    assert lines(document(block("list", children=items, ordered="true")))[:-1] == [
        ("", "ett"),
        ("s1", "Ta bort locket."),
        ("", "två"),
        ("s2", "Skölj burken."),
    ]


def test_a_link_is_read_without_its_address():
    doc = document(block("paragraph", "Läs om bygglov på vår sida."))
    linked = replace(
        doc.blocks[0].segments[0], inlines=(Inline("link", 8, 15, {"href": "https://akerby.se/bygga/lov.html"}),)
    )
    doc = replace(doc, blocks=(replace(doc.blocks[0], segments=(linked,)),))
    assert lines(doc)[0] == ("s1", "Läs om bygglov på vår sida.")


def test_words_in_another_language_are_an_utterance_of_their_own():
    doc = document(block("paragraph", "Skylten säger open 24 hours på engelska."))
    text = doc.blocks[0].segments[0].text
    marked = replace(doc.blocks[0].segments[0], inlines=(Inline("language", 14, 27, {"lang": "en"}),))
    doc = replace(doc, blocks=(replace(doc.blocks[0], segments=(marked,)),))
    said = script(doc, lexicon=LEXICON)[:-1]
    assert [(line.lang, line.spoken.strip()) for line in said] == [
        ("sv", "Skylten säger"),
        ("en", "open twenty-four hours"),
        ("sv", "på engelska."),
    ]
    sources = [text[start:end] for line in said for _, _, start, end in line.offsets]
    assert sources == ["Skylten", "säger", "open", "24", "hours", "på", "engelska"]


@pytest.mark.parametrize(
    ("lang", "notice_lang", "notice"),
    [
        ("sv-simple", "sv", "Den här texten är uppläst med syntetiskt tal."),
        ("en", "en", "This text was read aloud by a synthetic voice."),
        ("ti", "en", "This text was read aloud by a synthetic voice."),
    ],
)
def test_the_script_closes_with_the_notice(lang, notice_lang, notice):
    last = script(document(block("paragraph", "Ja."), lang=lang), lexicon=LEXICON)[-1]
    assert (last.segment, last.lang, last.spoken) == ("", notice_lang, notice)


def test_no_rest_is_too_long():
    assert all(line.pause <= 2.0 for line in script(article(), lexicon=LEXICON))
