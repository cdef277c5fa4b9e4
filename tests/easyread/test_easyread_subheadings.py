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
        ("Vad är bestämt?", "Tekniska nämnden har beslutat att bygga en brygga."),
        ("När blir det klart?", "Bryggan ska vara klar i augusti."),
        ("Vem kan du kontakta?", "Ring Siri Brandt på 0980-319 333."),
    ],
)
def test_a_question_stands_before_its_answer(question, answer, lexicon):
    before, after = OTHER[:3], OTHER[3:]
    blocks = [part("paragraph", text) for text in (*before, answer, *after)]
    made = easy(lexicon, *blocks)
    place = made.index(("heading", question))
    assert made[place + 1] == ("paragraph", answer)


def test_who_speaks_is_asked_before_the_speech(lexicon):
    talk = part("dialogue", "Ån är vår bästa plats, säger ordförande Siri Brandt.")
    made = easy(lexicon, *(part("paragraph", text) for text in OTHER), talk)
    assert made[made.index(("heading", "Vad säger Siri Brandt?")) + 1] == ("dialogue", "Ån är vår bästa plats.")


def test_a_short_stretch_needs_no_question(lexicon):
    made = easy(lexicon, *(part("paragraph", text) for text in (*OTHER[:3], "Det kostar 40 kronor att fiska.")))
    assert "heading" not in dict(made)


def test_a_text_that_answers_nothing_gets_no_question(lexicon):
    assert "heading" not in dict(easy(lexicon, *(part("paragraph", text) for text in (*OTHER, *OTHER))))


def test_a_question_is_asked_once(lexicon):
    cost = "Det kostar 40 kronor att fiska."
    made = easy(lexicon, *(part("paragraph", text) for text in (*OTHER[:3], cost, *OTHER[:3], cost, *OTHER[:3])))
    assert made.count(("heading", "Vad kostar det?")) == 1
