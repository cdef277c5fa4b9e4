import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lattlast.easyread import Simplified, load_lexicon, simplify
from lattlast.easyread.explaining import explanation
from lattlast.easyread.phrasing import phrase_breaks
from lattlast.model import Block, Document, Inline, Segment, Term, TermMatch, renumber
from lattlast.text import abbreviations, checks


def segments(*texts: str | Segment) -> tuple[Segment, ...]:
    return tuple(text if isinstance(text, Segment) else Segment("", text) for text in texts)


def paragraph(*texts: str | Segment) -> Block:
    return Block("paragraph", segments(*texts))


def document(*blocks: Block, meta: dict[str, str] | None = None) -> Document:
    return Document("artikel", "sv", renumber(blocks), meta or {})


def shape(result: Simplified) -> list[tuple[str, list[str]]]:
    return [(block.kind, [segment.text for segment in block.segments]) for block in result.document.walk()]


class Terms:
    fingerprint = "test"

    def find(self, text: str) -> list[TermMatch]:
        term = Term("bygglov", {"sv": ("bygglov",)}, definition="Ett tillstånd att bygga.")
        start = text.find("bygglov")
        return [TermMatch(term, start, start + len("bygglov"))] if start >= 0 else []


def test_edition_and_ids(lexicon):
    source = document(
        paragraph("Vi bor kvar här uppe, och nu är hösten på väg.", "Alla mår bra."), meta={"author": "A"}
    )
    result = simplify(source, lexicon=lexicon)
    assert result.document.lang == "sv-simple"
    assert result.document.meta == {"author": "A"}
    assert [segment.id for segment in result.document.segments()] == ["s1", "s2", "s3"]


def test_units_tell_source_target_and_reason(lexicon):
    source = document(paragraph("Vi bor kvar här uppe, och nu är hösten på väg.", "Alla mår bra."))
    changed, unchanged = simplify(source, lexicon=lexicon).units
    assert (changed.source.id, changed.target.id) == ("s1", "s1")
    assert changed.target.text == "Vi bor kvar här uppe. Nu är hösten på väg."
    assert (changed.state, changed.origin, changed.notes) == ("translated", "rule", ("split a long sentence",))
    assert (unchanged.source.id, unchanged.target.id, unchanged.target.text) == ("s2", "s3", "Alla mår bra.")
    assert (unchanged.state, unchanged.notes) == ("initial", ())


def test_operations_can_be_chosen(lexicon):
    source = document(paragraph("Hon får ej bada i ån, men hon gör det ändå varje dag."))
    result = simplify(source, lexicon=lexicon, operations=["phrases"])
    assert shape(result)[0][1] == ["Hon får inte bada i ån, men hon gör det ändå varje dag."]


def test_links_follow_their_words(lexicon):
    text = "Läs om samtliga turer på webben, och ring sedan kontoret."
    link = Inline("link", text.index("samtliga"), text.index("samtliga") + len("samtliga turer"), {"href": "/turer"})
    result = simplify(document(paragraph(Segment("", text, (link,)))), lexicon=lexicon)
    (segment,) = result.document.segments()
    (placed,) = segment.inlines
    assert segment.text[placed.start : placed.end] == "alla turer"
    assert placed.attrs == {"href": "/turer"}


def test_a_link_stands_in_the_sentence_that_has_its_words(lexicon):
    text = "Båten går klockan nio varje dag, men i juli går den här turen inte, läs här."
    second = text.rindex("här")
    link = Inline("link", second, second + 3, {"href": "/x"})
    result = simplify(document(paragraph(Segment("", text, (link,)))), lexicon=lexicon)
    first, last = result.document.segments()
    assert {inline.kind for inline in first.inlines} == {"break"}
    assert [last.text[inline.start : inline.end] for inline in last.inlines] == ["här"]
    assert last.inlines[0].start == last.text.rindex("här")


def test_a_sentence_that_would_lose_its_link_stays(lexicon):
    text = "Torget var fullt av folk, vilket ingen trodde, och vilket gjorde alla glada."
    start = text.index(", vilket ingen")
    link = Inline("link", start - 4, start + 8, {"href": "/torg"})
    result = simplify(document(paragraph(Segment("", text, (link,)))), lexicon=lexicon)
    links = [inline for segment in result.document.segments() for inline in segment.inlines if inline.kind == "link"]
    assert len(links) == 1


@pytest.mark.parametrize("kind", ["protected", "language"])
def test_protected_words_stay(kind, lexicon):
    text = "Skylten sa samtliga dagar ej."
    mark = Inline(kind, text.index("samtliga"), text.index("samtliga") + 8, {})
    result = simplify(document(paragraph(Segment("", text, (mark,)))), lexicon=lexicon)
    assert [segment.text for segment in result.document.segments()] == ["Skylten sa samtliga dagar inte."]


@pytest.mark.parametrize("kind", ["byline", "credit"])
def test_who_made_it_is_not_touched(kind, lexicon):
    result = simplify(document(Block(kind, segments("Text: Ej Samtliga, kl. 5"))), lexicon=lexicon)
    assert shape(result) == [(kind, ["Text: Ej Samtliga, kl. 5"])]


def test_headings_get_common_words_and_no_abbreviations(lexicon):
    result = simplify(document(Block("heading", segments("Samtliga bad stänger kl. 18"), level=2)), lexicon=lexicon)
    assert shape(result) == [("heading", ["Alla bad stänger klockan 18"])]


def test_who_speaks_stands_outside_the_dialogue(lexicon):
    talk = Block("dialogue", segments("Vi älskar vår gata, säger Lisa Hjort.", "Här stannar vi."))
    assert shape(simplify(document(talk), lexicon=lexicon)) == [
        ("dialogue", ["Vi älskar vår gata."]),
        ("paragraph", ["Det säger Lisa Hjort."]),
        ("dialogue", ["Här stannar vi."]),
    ]


def test_enumerations_become_lists(lexicon):
    source = document(paragraph("Ta med det här: tält, sovsäck och en varm tröja.", "Vi ses."))
    assert shape(simplify(source, lexicon=lexicon)) == [
        ("paragraph", ["Ta med det här:"]),
        ("list", []),
        ("item", ["tält"]),
        ("item", ["sovsäck"]),
        ("item", ["en varm tröja"]),
        ("paragraph", ["Vi ses."]),
    ]


def test_two_things_are_no_list(lexicon):
    source = document(paragraph("Ta med det här: tält och sovsäck."))
    assert shape(simplify(source, lexicon=lexicon)) == [("paragraph", ["Ta med det här: tält och sovsäck."])]


def test_long_paragraphs_are_broken_but_not_before_a_leaning_sentence(lexicon):
    texts = ["Ett hus brann.", "Folk kom.", "Elden växte.", "Men regnet föll.", "Alla gick hem.", "Staden sov."]
    parts = [texts_ for _, texts_ in shape(simplify(document(paragraph(*texts)), lexicon=lexicon))]
    assert parts == [texts[:4], texts[4:]]


def test_word_list_explains_terms_and_acronyms_once(lexicon):
    source = document(paragraph("Du behöver bygglov.", "Fråga om bygglov hos SKR."))
    result = shape(simplify(source, lexicon=lexicon, terms=Terms()))
    assert result[1:] == [
        ("heading", ["Ordlista"]),
        ("definitions", []),
        ("fact", []),
        ("label", ["bygglov"]),
        ("value", ["Ett tillstånd att bygga."]),
        ("fact", []),
        ("label", ["SKR"]),
        ("value", ["Sveriges Kommuner och Regioner"]),
    ]


def test_terms_are_not_reworded(lexicon):
    class Meetings(Terms):
        def find(self, text: str) -> list[TermMatch]:
            start = text.find("sammanträde")
            return [TermMatch(Term("m", {"sv": ("sammanträde",)}), start, start + 11)] if start >= 0 else []

    source = document(paragraph("Nästa sammanträde är öppet för samtliga."))
    assert shape(simplify(source, lexicon=lexicon, terms=Meetings()))[0][1] == ["Nästa sammanträde är öppet för alla."]


def test_what_stays_hard_is_told_with_advice(lexicon):
    result = simplify(document(paragraph("Nämnden har tillsyn.")), lexicon=lexicon)
    (finding,) = result.findings
    assert (finding.code, finding.severity, finding.segment) == ("still-hard", "info", "s1")
    assert "“tillsyn” (try “kontroll”)" in finding.message


LOOSE_WORDS = (
    "Kommunen hon vi de barnen Anna Berg Lund bygger ska inte öppnar läser och men som vilket eftersom när om att så "
    "där säger samtliga ej bifoga erhåller kl. 8.30 t.ex. 1 500 kr bl.a. skolan boken ett en den nya i på av till , "
    ", , – ; :"
)
WORDS = st.sampled_from(LOOSE_WORDS.split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=22).map(lambda words: " ".join(words).replace(" ,", ",") + ".")
LEXICON = load_lexicon(
    [b"difficult;pos;easy\nsamtliga;pron;alla\nej;adv;inte\nbifoga;v;skicka med\nerh\xc3\xa5lla;v;f\xc3\xa5\n"],
    abbreviations.load(b"abbr;read_aloud_sv;domain\nkl.;klockan;reference\nt.ex.;till exempel;\nbl.a.;bland annat;\n"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_invariants_on_any_sequence_of_words(texts):
    source = document(paragraph(*texts))
    result = simplify(source, lexicon=LEXICON)
    for unit in result.units:
        assert checks.numbers(unit.source.text) == checks.numbers(unit.target.text)
        assert checks.negations(unit.source.text, "sv") == checks.negations(unit.target.text, "sv")
    again = simplify(result.document, lexicon=LEXICON)
    assert again.document.blocks == result.document.blocks
    assert len(result.units) == len(texts)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=90))
def test_any_text_comes_through(text):
    result = simplify(document(paragraph(text)), lexicon=LEXICON)
    easy = " ".join(segment.text for segment in result.document.segments())
    assert checks.numbers(easy) == checks.numbers(text)
    assert checks.contacts(easy) == checks.contacts(text)


LINKED = (
    "Vi åker till samtliga byar i Härjedalen, och sedan vilar vi en vecka hemma.",
    "Torsten Ek, som är född på Öland, bygger nu en båt av ek.",
    "Det blir en lång resa, säger styrman Ina Holm.",
    "Kvarnen stod still i tio år, vilket ej var bra för taket.",
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_link_is_ever_lost(data):
    text = data.draw(st.sampled_from(LINKED))
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == " ")]
    start = data.draw(st.sampled_from(starts))
    ends = [place for place, letter in enumerate(text) if letter in " ,." and place > start]
    end = data.draw(st.sampled_from(ends))
    link = Inline("link", start, end, {"href": "/x"})
    result = simplify(document(paragraph(Segment("", text, (link,)))), lexicon=LEXICON)
    linked = [
        segment.text[inline.start : inline.end]
        for segment in result.document.segments()
        for inline in segment.inlines
        if inline.kind == "link"
    ]
    assert linked
    assert all(linked)


def test_words_are_made_easier_even_where_a_link_forbids_the_split(lexicon):
    text = "Samtliga dörrar var låsta, vilket gjorde alla arga."
    start = text.index("låsta")
    link = Inline("link", start, text.index(" gjorde"), {"href": "/x"})
    result = simplify(document(paragraph(Segment("", text, (link,)))), lexicon=lexicon)
    (segment,) = result.document.segments()
    assert segment.text == "Alla dörrar var låsta, vilket gjorde alla arga."
    assert [segment.text[inline.start : inline.end] for inline in segment.inlines] == ["låsta, vilket"]


def test_what_is_too_long_to_be_a_sentence_is_left_as_it_is(lexicon):
    text = "Kommunen erhåller avgifter, vilket är bra, " * 80 + "tydligen."
    result = simplify(document(paragraph(text, "a" * 100_000)), lexicon=lexicon)
    assert shape(result) == [("paragraph", [text, "a" * 100_000])]


class Named(Terms):
    def find(self, text: str) -> list[TermMatch]:
        term = Term("fritids", {"sv": ("fritidshem", "fritids", "FRH")})
        return [TermMatch(term, *match.span()) for match in re.finditer(r"fritids(?:hem(?:met)?)?|FRH", text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vårt fritidshem har öppet. Fram till fem är fritids bemannat. Barn älskar fritids.", 1),
        ("Vårt fritidshem har öppet. Barnen trivs på fritidshemmet.", 0),
        ("Vårt fritidshem (FRH) har öppet.", 0),
    ],
)
def test_two_names_for_one_thing_are_told_once(text, told, lexicon):
    found = simplify(document(paragraph(text)), lexicon=lexicon, terms=Named()).findings
    assert [one.code for one in found].count("several-names") == told


def test_a_thing_is_called_by_one_name_all_through(lexicon):
    source = document(
        paragraph("En sammankomst hålls i maj.", "Alla måste komma till varje sammankomst senast klockan 9.")
    )
    assert shape(simplify(source, lexicon=lexicon))[0][1][0] == "En sammankomst hålls i maj."


@pytest.mark.parametrize(
    ("name", "definition", "form", "told"),
    [
        ("moms", "En skatt på det du köper.", "momsen", "Moms är en skatt på det du köper."),
        ("utskott", "En liten grupp politiker.", "utskottet", "Ett utskott är en liten grupp politiker."),
        ("detaljplan", "En karta med regler.", "detaljplaner", "En detaljplan är en karta med regler."),
        ("valnämnd", "De politiker som sköter valet.", "Valnämnden", "Valnämnden är de politiker som sköter valet."),
        ("valnämnd", "De politiker som sköter valet.", "valnämnder", ""),
        ("remiss", "Ett förslag skickas till andra.", "remissen", ""),
        ("passning", "Någon tar hand om barnet så att du får vila.", "passning", ""),
        ("avgift", "Pengar du betalar för något.", "avgifter", "Avgift är pengar du betalar för något."),
    ],
)
def test_an_explanation_is_a_whole_sentence_with_the_right_article(name, definition, form, told):
    assert explanation(Term("x", {"sv": (name,)}, definition=definition), form) == told


def test_who_somebody_is_stands_outside_the_speech(lexicon):
    talk = Block("dialogue", segments("Bron är fin, säger Ola Sund, rektor på Åskolan.", "Den lyser om natten."))
    made = shape(simplify(document(talk), lexicon=lexicon))
    assert made == [
        ("dialogue", ["Bron är fin."]),
        ("paragraph", ["Det säger Ola Sund.", "Ola Sund är rektor på Åskolan."]),
        ("dialogue", ["Den lyser om natten."]),
    ]


def test_what_specifies_an_item_is_no_item(lexicon):
    text = "Undantag gäller under två perioder, nämligen 20 april, 3 maj och 10 oktober."
    assert shape(simplify(document(paragraph(text)), lexicon=lexicon))[0][0] == "paragraph"


def test_tables_and_labels_are_written_out_too(lexicon):
    row = Block("row", children=tuple(Block("cell", segments(text)) for text in ("Mån–fre kl. 8–16", "260 kr")))
    fact = Block("fact", children=(Block("label", segments("Tel")), Block("value", segments("Tel: 0980-319 333"))))
    source = document(Block("table", children=(row,)), Block("facts", children=(fact,)))
    told = [segment.text for segment in simplify(source, lexicon=lexicon).document.segments()]
    assert told[:2] == ["Måndag till fredag klockan 8–16", "260 kronor"]
    assert "Telefon: 0980-319 333" in told


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Förslaget har skickats till kultur- och fritidsnämnden och till alla föreningar.",
            ["Förslaget har skickats till kultur- och fritidsnämnden", "och till alla föreningar."],
        ),
        (
            "Det blir dyrare att köpa biljett på bussen än att köpa den i kiosken vid torget.",
            ["Det blir dyrare att köpa biljett", "på bussen än att köpa den i kiosken vid torget."],
        ),
        (
            "Mamma berättade för alla grannarna om sitt nya jobb på fabriken vid ån.",
            ["Mamma berättade för alla grannarna om sitt nya jobb", "på fabriken vid ån."],
        ),
    ],
)
def test_lines_end_where_a_phrase_does(text, lines):
    places = [0, *phrase_breaks(text), len(text)]
    assert [text[start:end].strip() for start, end in pairwise(places)] == lines


def test_a_noun_keeps_its_gender_where_the_next_sentence_has_a_pronoun_for_it(lexicon):
    alone = simplify(document(paragraph("Kommunen målar om byggnaden.", "Det tar en vecka.")), lexicon=lexicon)
    meant = simplify(document(paragraph("Kommunen målar om byggnaden.", "Den blir gul.")), lexicon=lexicon)
    assert shape(alone) == [("paragraph", ["Kommunen målar om huset.", "Det tar en vecka."])]
    assert shape(meant) == [("paragraph", ["Kommunen målar om byggnaden.", "Den blir gul."])]
