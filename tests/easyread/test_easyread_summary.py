"""The box at the top of an easy-read edition tells what the text tells, and keeps silent where it is not sure."""

import re
from dataclasses import replace

import pytest

from lattlast.easyread import Lexicon, simplify
from lattlast.easyread.occasions import happenings
from lattlast.model import Block, Document, Segment, Term, TermMatch, renumber


def paragraph(*texts: str) -> Block:
    return Block("paragraph", tuple(Segment("", text) for text in texts))


def document(*blocks: Block) -> Document:
    return Document("a", "sv", renumber(blocks))


def box(lexicon: Lexicon, *blocks: Block) -> dict[str, list[str]]:
    parts = simplify(document(*blocks), lexicon=lexicon).document.blocks
    facts = next(part for part in parts if part.kind == "facts")
    return {
        fact.children[0].text: [segment.text for segment in fact.children[1].segments]
        for fact in facts.children
        if fact.kind == "fact"
    }


def title(text: str) -> Block:
    return Block("title", (Segment("", text),))


def lead(*texts: str) -> Block:
    return replace(paragraph(*texts), kind="lead")


def test_the_box_names_the_one_whom_the_text_is_about(lexicon):
    told = box(
        lexicon,
        title("Hon tar över hamnen"),
        lead("Den 3 maj börjar Siri Brandt som chef i hamnen."),
        paragraph("Rektor Ola Sund är hennes vän.", "Brandt bor på en båt.", "Hon har tre katter."),
    )
    assert told["Vem"] == ["Siri Brandt"]
    assert told["När"] == ["Den 3 maj börjar Siri Brandt som chef i hamnen."]


def test_a_place_is_not_who_it_is_about(lexicon):
    told = box(
        lexicon,
        title("Bron stängs"),
        lead("Bron i Norra Strand stängs den 3 maj."),
        paragraph("Alla i Norra Strand får brev.", "Det säger trafikchefen Ola Sund.", "Ring 0980-319 333."),
    )
    assert told["Vem"] == ["Trafikchefen Ola Sund"]


def test_a_company_is_not_who_it_is_about(lexicon):
    told = box(
        lexicon,
        title("Nya båtar"),
        lead("Den 3 maj får Södra Hamn tre båtar."),
        Block("heading", (Segment("", "Om Södra Hamn"),)),
        paragraph("Södra Hamn ligger vid ån.", "Det säger chefen Ola Sund.", "Ring 0980-319 333."),
    )
    assert told["Vem"] == ["Chefen Ola Sund"]


def test_the_days_of_a_long_lead_stand_in_the_box_by_themselves(lexicon):
    words = (
        "eftersom det gamla röret har gått av på flera ställen och måste bytas mot ett helt nytt rör som håller bättre"
    )
    told = box(
        lexicon,
        title("Vattnet stängs av"),
        lead(f"Vattnet är borta från lördagen den 8 maj klockan 9 till söndagen den 9 maj, {words}."),
        paragraph("Vid Sjöhuset finns vatten från klockan 10.", "Ring 0980-319 333."),
    )
    assert told["När"] == ["Från lördagen den 8 maj klockan 9 till söndagen den 9 maj"]
    assert "Var" not in told


DEADLINE = "Ansökan om plats ska ha kommit in senast den 1 april."


@pytest.mark.parametrize(
    ("label", "texts", "told"),
    [
        ("Sista dag", [DEADLINE], [DEADLINE]),
        ("Sista dag", ["Anmäl dig senast söndagen den 8 maj."], ["Anmäl dig senast söndagen den 8 maj."]),
        ("Sista dag", ["Nämnden ska svara staten senast den 1 april."], None),
        ("Sista dag", ["Ansökan kom in senast den 1 april."], None),
        ("Pris", ["Inträdet är 60 kronor för vuxna."], ["Inträdet är 60 kronor för vuxna."]),
        ("Pris", ["Det kostar kommunen 300 kronor om dagen."], None),
        ("Pris", ["Priset blir 87 000 kronor."], None),
        ("Öppet", ["Badet har öppet alla dagar klockan 10–18."], ["Badet har öppet alla dagar klockan 10–18."]),
        ("Öppet", ["Ett öppet möte hålls klockan 18.30."], None),
        ("Öppet", ["Öppettider:", "Mån–ons 10–19", "Lördag 10–15"], ["Måndag till onsdag 10–19", "Lördag 10–15"]),
        ("När", ["Bron öppnar igen den 4 juni."], ["Bron öppnar igen den 4 juni."]),
        ("När", ["Vi träffas på bron en dag i maj."], None),
    ],
)
def test_the_box_tells_times_and_prices_that_are_the_readers(label, texts, told, lexicon):
    about = box(lexicon, title("Om badet"), paragraph("Badet ligger vid ån.", *texts), paragraph("Ring 0980-319 333."))
    assert about.get(label) == told


def test_a_day_to_come_goes_before_one_that_has_been(lexicon):
    told = box(
        lexicon,
        title("Nya regler för hundar"),
        lead("Kommunen bestämde den 4 februari om nya regler.", "Reglerna börjar gälla den 1 juli."),
    )
    assert told["När"] == ["Reglerna börjar gälla den 1 juli."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Den 2-4 juni visas alla teckningar i skolans matsal, och kaffe finns för den som vill.", ["Den 2-4 juni"]),
        ("Lovet är slut måndagen den 8 januari, och då väntar en ny termin för alla barn.", ["Måndagen den 8 januari"]),
        ("Bron är stängd till den 9 maj, och under tiden går en färja från stranden varje timme.", ["Till den 9 maj"]),
        ("Vi minns båten som sjönk den 2 juni, och vi läser högt ur böckerna om den.", []),
        ("Nämnden har den 4 mars bestämt att bron ska målas om i klara färger till sommaren.", []),
        (
            "Vi målar den 2 juni och städar den 9 juni, och den som vill vara med får låna kläder av oss alla.",
            [],
        ),
    ],
)
def test_of_a_long_sentence_only_a_clear_day_is_told(text, told):
    assert list(happenings([text], [])) == told


def test_who_says_no_is_not_who_it_is_about(lexicon):
    told = box(
        lexicon,
        title("Ny bro"),
        lead("Bron öppnar den 3 maj."),
        paragraph("Bron är dyr.", "Det säger oppositionsrådet Ola Sund."),
    )
    assert "Vem" not in told


def test_who_looks_after_the_page_is_no_contact_and_a_notice_no_time(lexicon):
    notice = replace(paragraph("Vattnet stängs av på Åkergatan 4–18 den 3 maj klockan 9."), kind="note")
    told = box(
        lexicon,
        title("Ny bro"),
        paragraph("Bron är klar.", "Ring 0980-319 333."),
        notice,
        paragraph("Sidansvarig: webb@exempel.se"),
    )
    assert told == {"Vad": ["Ny bro"], "Kontakt": ["0980-319 333"]}


def test_a_sentence_that_begins_with_another_time_is_no_answer(lexicon):
    text = "När grinden öppnas torsdagen den 13 juli är parkeringen borta."
    assert "När" not in box(lexicon, title("Ny park"), paragraph(text, "Ring 0980-319 333."))


def test_what_a_quoted_title_is_about_is_not_said(lexicon):
    told = box(lexicon, title("”Det är kul”"), lead("Bron öppnar den 3 maj."), paragraph("Ring 0980-319 333."))
    assert "Vad" not in told


class Streets:
    fingerprint = "test"

    def find(self, text: str) -> list[TermMatch]:
        term = Term("street", {"sv": ("gångfartsområde",)}, definition="En gata för dem som går.")
        return [TermMatch(term, *match.span()) for match in re.finditer("Gångfartsområde", text)]


def test_a_title_that_is_a_hard_term_is_explained_in_the_box(lexicon):
    source = document(title("Gångfartsområde"), paragraph("Kör sakta här."))
    facts = simplify(source, lexicon=lexicon, terms=Streets()).document.blocks[1]
    assert facts.children[1].children[1].text == "En gata för dem som går."
