"""Long stretches get questions as subheadings, where the text answers one."""

import pytest

from lattlast.easyread import simplify
from lattlast.model import Block, BlockKind, Document, Segment, renumber

OTHER = ("Ån rinner genom byn.", "Många går längs ån.", "Där finns bänkar.", "Ett träd står vid bron.", "Bron är röd.")


def part(kind: BlockKind, *texts: str) -> Block:
    return Block(kind, tuple(Segment("", text) for text in texts))


def easy(lexicon, *blocks: Block) -> list[tuple[str, str]]:
    source = Document("a", "sv", renumber([part("title", "Vid ån"), *blocks]))
    made = simplify(source, lexicon=lexicon).document
    assert simplify(made, lexicon=lexicon).document.blocks == made.blocks
    return [(block.kind, block.text) for block in made.blocks]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Vad kostar det?", "Det kostar 40 kronor att fiska."),
        ("Vad kostar det?", "Inträdet är 40 kronor för vuxna."),
        ("Hur ansöker du?", "Ansökan görs på kommunens webbplats."),
        ("Hur anmäler du dig?", "Anmäl dig på webben i god tid."),
        ("Varför?", "Det beror på att vattnet stiger."),
        ("Vad är bestämt?", "Tekniska nämnden har bestämt att bygga en brygga."),
        ("När blir det klart?", "Bryggan ska vara klar i augusti."),
        ("Vem kan du kontakta?", "Ring Siri Brandt på 0980-319 333."),
        ("När ska du ansöka?", "Ansökan ska vara inne senast den 4 mars."),
        ("Vem kan ansöka?", "Den som bor i byn kan söka bidraget."),
        ("Vem får vara med?", "Barn mellan tio och tolv år får vara med."),
        ("Kan du överklaga?", "Beslutet kan överklagas till förvaltningsrätten."),
        ("Hur överklagar du?", "Överklagandet ska vara skriftligt."),
        ("Vad är målet?", "Målet är att fisken ska komma tillbaka."),
        ("Vad visar mätningen?", "Mätningen visar att vattnet är rent."),
        ("När börjar arbetet?", "Arbetet börjar i augusti."),
        ("När är invigningen?", "Invigningen är lördagen den 6 maj klockan 12."),
        ("Var är invigningen?", "Invigningen hålls på Stora torget."),
        ("Hur länge pågår försöket?", "Försöket pågår till den 1 juni."),
        ("Hur många träd finns det?", "Det finns ungefär 300 träd här."),
        ("Vad kostade det?", "Bryggan har kostat 4,1 miljoner kronor."),
        ("Vem betalar?", "Staten betalar hälften."),
        ("Vad händer sedan?", "Sedan ska bryggan målas."),
        ("Vad ska kommunen göra?", "Kommunen ska bygga en brygga."),
        ("Vad ska du ta med?", "Ta med kaffe och en filt."),
        ("Vad tycker Siri Brandt?", "Rektor Siri Brandt tycker att bryggan är fin."),
        ("Vad säger Siri Brandt?", "Enligt fiskaren Siri Brandt har fisken kommit tillbaka."),
        ("Vem är Siri Brandt?", "Siri Brandt är lärare på Åskolan."),
        ("Vad har kommunen gjort?", "Kommunen har köpt en ny båt."),
        ("Vad gör polisen?", "Polisen undersöker båten."),
        ("Vad tycker Siri Brandt?", "Grannen Siri Brandt, 58, håller inte med."),
        ("När hände det?", "Det var en lördag i april."),
        ("När byggdes bron?", "Bron byggdes 1911."),
        ("Hur började det?", "Det började med en gammal båt."),
    ],
)
def test_a_question_stands_before_its_answer(question, answer, lexicon):
    before, after = OTHER[:3], OTHER[3:]
    blocks = [part("paragraph", text) for text in (*before, answer, *after)]
    made = easy(lexicon, *blocks)
    place = made.index(("heading", question))
    assert made[place + 1] == ("paragraph", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Allt är gratis den dagen.",
        "Hyran har höjts med 300 kronor.",
        "Bakgrunden är brun och lite sliten.",
        "Den som väntar kan förlora rätten att överklaga.",
        "Kommunen ska få en ny chef.",
        "Det finns 40 procent kvar.",
        "Problemet med bron är löst.",
        "Vi mötte vakten vid badet, som öppnar i maj.",
        "Den nya nämnden kan söka pengar.",
        "Stora Torget tycker vi om.",
    ],
)
def test_what_only_looks_like_an_answer_gets_no_question(answer, lexicon):
    assert "heading" not in dict(easy(lexicon, *(part("paragraph", text) for text in (*OTHER[:3], answer, *OTHER[3:]))))


def test_who_speaks_is_asked_before_the_speech(lexicon):
    talk = part("dialogue", "Ån är vår bästa plats, säger ordförande Siri Brandt.")
    made = easy(lexicon, *(part("paragraph", text) for text in OTHER), talk)
    assert made[made.index(("heading", "Vad säger Siri Brandt?")) + 1] == ("dialogue", "Ån är vår bästa plats.")


def test_a_short_stretch_needs_no_question(lexicon):
    made = easy(lexicon, *(part("paragraph", text) for text in (*OTHER[:3], "Det kostar 40 kronor att fiska.")))
    assert "heading" not in dict(made)


def test_a_picture_does_not_make_a_stretch_shorter(lexicon):
    picture = Block("figure", children=(part("caption", "En bro."),))
    cost = "Det kostar 40 kronor att fiska."
    blocks = [part("paragraph", text) for text in (*OTHER[:3], cost, *OTHER[3:])]
    assert ("heading", "Vad kostar det?") in easy(lexicon, *blocks[:3], picture, *blocks[3:])


def test_a_text_that_answers_nothing_gets_no_question(lexicon):
    assert "heading" not in dict(easy(lexicon, *(part("paragraph", text) for text in (*OTHER, *OTHER))))


def test_a_question_is_asked_once(lexicon):
    cost = "Det kostar 40 kronor att fiska."
    made = easy(lexicon, *(part("paragraph", text) for text in (*OTHER[:3], cost, *OTHER[:3], cost, *OTHER[:3])))
    assert made.count(("heading", "Vad kostar det?")) == 1
