import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lattlast.model import Block, Document, Inline, Segment, renumber
from lattlast.translation import Helps, translate
from tests.translation.fakes import PhraseBook, TermList, term

LINK = {"href": "https://akerby.example.se/taxa"}


def document(*blocks, lang="sv"):
    return Document("taxa", lang, renumber(blocks))


def block(text, *inlines, kind="paragraph"):
    return Block(kind, (Segment("", text, inlines),))


def translated(source, phrases, to="en"):
    return translate(source, to=to, translator=PhraseBook(phrases), helps=Helps(TermList()))


def only(result):
    return next(result.document.segments())


def test_structure_ids_and_order_stay():
    source = document(
        block("Taxor", kind="title"),
        Block("list", children=(block("Sopor", kind="item"), block("Vatten", kind="item"))),
    )
    result = translated(source, {"Taxor": "Fees", "Sopor": "Waste", "Vatten": "Water"})
    assert [(made.kind, made.text) for made in result.document.walk()] == [
        ("title", "Fees"), ("list", ""), ("item", "Waste"), ("item", "Water"),
    ]  # fmt: skip
    assert [segment.id for segment in result.document.segments()] == [segment.id for segment in source.segments()]
    assert [unit.source.text for unit in result.units] == ["Taxor", "Sopor", "Vatten"]


def test_easy_read_stays_easy_read():
    assert translated(document(block("Taxor", kind="title"), lang="sv-simple"), {}).document.lang == "en-simple"


def test_a_heading_gets_no_full_stop_and_a_sentence_keeps_its_own():
    source = document(block("Så betalar du", kind="heading"), block("Betala inom en månad."))
    result = translated(source, {"Hur man betalar": "How to pay.", "Betala inom en månad.": "Pay within a month"})
    assert [segment.text for segment in result.document.segments()] == ["How to pay", "Pay within a month."]


def test_a_heading_in_capitals_is_translated_as_a_sentence():
    result = translated(document(block("SÅ BETALAR DU", kind="heading")), {"Hur man betalar": "How to pay"})
    assert only(result).text == "HOW TO PAY"


def test_a_name_in_a_heading_in_capitals_is_still_a_name():
    result = translated(document(block("TOMTER I ÅKERBY", kind="heading")), {"Tomter i Åkerby": "Plots in Åkerby"})
    assert only(result).text == "PLOTS IN ÅKERBY"


@pytest.mark.parametrize(
    ("swedish", "reworded", "english", "expected"),
    [
        ("Vi ses kl. 12–13.", "Vi ses mellan 12.00 och 13.00.", "We meet between 12.00 and 13.00.", None),
        ("Klockan 9 ses vi.", "Klockan 9.00 ses vi.", "At 9:00 we meet.", "At 9:00 we meet."),
        ("Vi har öppet 8–16.", "Vi är öppet mellan 8.00 och 16.00.", "Open from 8:00 to 16:00.", None),
        ("Vi har öppet hus.", "Vi har öppet hus.", "We have an open house.", None),
        ("Läs avsnitt 4.10 först.", "Läs avsnitt 4.10 först.", "Read section 4.10 first.", "Read section 4.10 first."),
        ("Stängt till och med den 3 maj.", "Stängt fram till den 3 maj.", "Closed until May 3.", "Closed until 3 May."),
        ("Ring dygnet runt.", "Ring när som helst på dygnet.", "Call at any time.", None),
        ("Det kostar 450 kr.", "Det kostar 450 kr.", "It costs SEK 450.", "It costs 450 kronor."),
        ("Vi får 1,5 mnkr.", "Vi får 1,5 mnkr.", "We get SEK 1.5 million.", "We get 1.5 million kronor."),
        ("Det kostar 450 SEK.", "Det kostar 450 SEK.", "It costs SEK 450.", "It costs SEK 450."),
        ("Ta med en vuxen.", "Ta med en vuxen.", "Bring a adult.", "Bring an adult."),
        ("Möte den 4 mars 2027.", "Möte den 4 mars 2027.", "Meeting on March 4, 2027.", "Meeting on 4 March 2027."),
    ],
)
def test_times_dates_and_money_are_in_the_house_style(swedish, reworded, english, expected):
    result = translated(document(block(swedish)), {reworded: english})
    assert only(result).text == (expected or english.replace("12.00", "12:00").replace("13.00", "13:00"))


def test_quotation_marks_are_those_of_the_target():
    result = translated(
        document(block("Vi säger ”hej” till alla.")), {"Vi säger ”hej” till alla.": 'We say "hi" to all.'}
    )
    assert only(result).text == "We say “hi” to all."


def test_a_link_finds_its_words_in_the_translation():
    source = document(block("Läs om taxan i dag.", Inline("link", 7, 12, LINK)))
    result = translated(source, {"Läs om taxan i dag.": "Read about the fees today.", "taxan": "the fees"})
    (link,) = only(result).inlines
    assert only(result).text[link.start : link.end] == "the fees"
    assert dict(link.attrs) == LINK


def test_a_link_whose_words_are_gone_spans_the_sentence_and_is_told():
    source = document(block("Läs om taxan i dag.", Inline("link", 7, 12, LINK)))
    result = translated(source, {"Läs om taxan i dag.": "Read more today.", "taxan": "the fees"})
    (link,) = only(result).inlines
    assert (link.start, link.end) == (0, len("Read more today."))
    assert [finding.code for finding in result.findings] == ["link-moved"]


def test_two_links_whose_words_are_gone_follow_the_sentence():
    text = "Läs taxan och planen."
    source = document(
        block(text, Inline("link", 4, 9, LINK), Inline("link", 14, 20, {"href": "https://example.se/plan"}))
    )
    result = translated(source, {text: "Read both.", "taxan": "the fees", "planen": "the plan"})
    segment = only(result)
    assert segment.text == "Read both. (the fees) (the plan)"
    assert [segment.text[link.start : link.end] for link in segment.inlines] == ["the fees", "the plan"]


def test_a_line_end_stays_a_line_end():
    source = document(block("Storgatan 1", Inline("break", 11, 11)))
    (inline,) = only(translated(source, {"Storgatan 1": "Storgatan 1, ground floor"})).inlines
    assert (inline.kind, inline.start) == ("break", len("Storgatan 1, ground floor"))


words = st.text(alphabet="abcdeåäö ", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(words, min_size=1, max_size=6), st.data())
@settings(deadline=None)
def test_no_segment_is_lost_or_moved_and_every_link_is_kept(texts, data):
    spans = [sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))))) for text in texts]
    blocks = [
        block(text, *([Inline("link", start, end, LINK)] if start < end else []))
        for text, (start, end) in zip(texts, spans, strict=True)
    ]
    source = document(*blocks)
    result = translated(source, {text: text[::-1] for text in texts})
    assert [unit.source for unit in result.units] == list(source.segments())
    links = [sum(inline.kind == "link" for inline in segment.inlines) for segment in result.document.segments()]
    assert links == [len(segment.inlines) for segment in source.segments()]
    assert all(
        0 <= inline.start <= inline.end <= len(segment.text)
        for segment in result.document.segments()
        for inline in segment.inlines
    )


def test_a_segment_that_is_known_as_a_whole_is_not_left_to_the_model():
    source = document(block("Öppettider:"), block("när"), block("Våra öppettider"))
    result = translate(
        source,
        to="en",
        translator=PhraseBook({"Våra öppettider": "Our hours"}),
        helps=Helps(TermList(), {"öppettider": "opening hours", "när": "when"}),
    )
    assert [segment.text for segment in result.document.segments()] == ["Opening hours:", "when", "Our hours"]


def test_the_municipality_s_own_term_goes_before_a_phrase():
    terms = TermList().add("växel", term("växel", "contact centre"))
    result = translate(
        document(block("Växel")), to="en", translator=PhraseBook({}), helps=Helps(terms, {"växel": "switchboard"})
    )
    assert only(result).text == "Contact centre"


@pytest.mark.parametrize(
    ("swedish", "model", "expected"),
    [
        ("grovavfall, såsom möbler", "Bulky things, such as furniture", "bulky things, such as furniture"),
        ("svenska för alla", "Swedish for all", "Swedish for all"),
        ("mars månad ut", "March to its end", "March to its end"),
        ("Möbler och cyklar", "furniture and bicycles", "Furniture and bicycles"),
        ("handläggning av SKR", "SKR's handling", "SKR's handling"),
    ],
)
def test_a_list_item_begins_as_in_the_source(swedish, model, expected):
    assert only(translated(document(block(swedish, kind="item")), {swedish: model})).text == expected


@pytest.mark.parametrize(("lang", "said"), [("ar", "التبرع"), ("th", "บริจาค"), ("zh-Hant", "捐款")])
def test_a_list_item_without_a_capital_is_translated_into_any_alphabet(lang, said):
    result = translated(document(block("mat och dryck", kind="item")), {"mat och dryck": said}, to=lang)
    assert only(result).text == said
