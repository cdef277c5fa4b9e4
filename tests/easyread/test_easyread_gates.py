"""Planted changes of meaning: each has to be stopped, by the gate that is there for it."""

import pytest

from lattlast.easyread.gates import is_about_rights, stopped_by
from lattlast.easyread.rewriting import Context, Operation, Proposal
from lattlast.model import Term, TermMatch

CERTAIN = Operation("planted", "certain", "", lambda _: iter(()))
GUARDED = Operation("planted", "guarded", "", lambda _: iter(()))


def no_terms(_: str) -> list[TermMatch]:
    return []


def find_plan(text: str) -> list[TermMatch]:
    term = Term("detaljplan", {"sv": ("detaljplan",)})
    return [TermMatch(term, text.index("detaljplan"), text.index("detaljplan") + 10)] if "detaljplan" in text else []


@pytest.mark.parametrize(
    ("before", "after", "wordings", "gate"),
    [
        ("Avgiften är 350 kronor.", "Avgiften är 530 kronor.", [("350", "530")], "numbers"),
        ("Vi öppnar kl. 8.30.", "Vi öppnar.", [("kl. 8.30", "")], "numbers"),
        ("Ring 0522-44 10 00.", "Ring 0522-44 10 01.", [("0522-44 10 00", "0522-44 10 01")], "numbers"),
        ("Mejla bad@havsby.se i dag.", "Mejla bad@havsbo.se i dag.", [("bad@havsby.se", "bad@havsbo.se")], "contacts"),
        ("Läs på www.havsby.se/bad.", "Läs på webben.", [("www.havsby.se/bad", "webben")], "contacts"),
        ("Du får inte bada här.", "Du får bada här.", [("inte", "")], "negations"),
        ("Ingen vet svaret.", "Alla vet svaret.", [("Ingen", "Alla")], "negations"),
        ("Ta med minst två handdukar.", "Ta med två handdukar.", [("minst", "")], "limits"),
        ("Betala senast i maj.", "Betala i maj.", [("senast", "")], "limits"),
        ("Alla utom hundar är välkomna.", "Alla och hundar är välkomna.", [("utom", "och")], "limits"),
        ("Du ska duscha först.", "Du kan duscha först.", [("ska", "kan")], "limits"),
        ("I går kom Sara Lind hit.", "I går kom hon hit.", [("Sara Lind", "hon")], "names"),
        ("Läs vår detaljplan nu.", "Läs vår karta nu.", [("detaljplan", "karta")], "terms"),
        ("Simma lugnt i bassängen.", "Simma i bassängen.", [], "words"),
        ("Simma lugnt i bassängen.", "Simma mycket lugnt i bassängen.", [], "words"),
        ("Vi simmar i sjön.", "Vi zzqqxa i sjön.", [("simmar", "zzqqxa")], "known"),
        ("Fråga om vattnet är kallt.", "Fråga om om är kallt.", [("vattnet", "om")], "limits"),
        ("Vi åt allt gott.", "Vi åt gott gott.", [("allt", "gott")], "stutter"),
    ],
)
def test_planted_change_is_stopped(before, after, wordings, gate, lexicon):
    proposal = Proposal((after,), tuple(wordings))
    assert stopped_by(before, proposal, CERTAIN, Context(lexicon, find_plan)) == gate


@pytest.mark.parametrize(
    ("sentences", "gate"),
    [
        (("Vi simmar.", "I sjön är det kallt."), ""),
        (("Vi simmar.", "i sjön är det kallt."), "whole"),
        (("Vi simmar", "I sjön är det kallt."), "whole"),
        (("Vi simmar i sjön är det.", "Kallt."), "whole"),
    ],
)
def test_every_part_has_to_be_a_whole_sentence(sentences, gate, lexicon):
    before = "Vi simmar i sjön är det kallt."
    assert stopped_by(before, Proposal(sentences, ()), CERTAIN, Context(lexicon, no_terms)) == gate


def test_brackets_stay_together(lexicon):
    proposal = Proposal(("Vi simmar (i sjön.", "Den är kall) ofta."), ())
    assert (
        stopped_by("Vi simmar (i sjön. Den är kall) ofta.", proposal, CERTAIN, Context(lexicon, no_terms)) == "balanced"
    )


def test_protected_words_stay(lexicon):
    context = Context(lexicon, no_terms, protected=("hej då",))
    proposal = Proposal(("Han sa adjö.",), (("hej då", "adjö"),))
    assert stopped_by("Han sa hej då.", proposal, CERTAIN, context) == "protected"


def test_guarded_operations_keep_off_rights(lexicon):
    before, proposal = "Du har rätt till stöd.", Proposal(("Du har rätt till hjälp.",), (("stöd", "hjälp"),))
    context = Context(lexicon, no_terms)
    assert stopped_by(before, proposal, GUARDED, context) == "rights"
    assert stopped_by(before, proposal, CERTAIN, context) == ""


def test_a_sentence_about_rights_may_be_parted_but_not_told_otherwise(lexicon):
    before, context = "Kortet gäller i år och måste vara med.", Context(lexicon, no_terms)
    parted = Proposal(("Kortet gäller i år.", "Kortet måste vara med."), (("och", "Kortet"),))
    told = Proposal(("Kortet gäller i år.", "Ta med kortet."), (("och måste vara med", "ta med"),))
    assert stopped_by(before, parted, GUARDED, context) == ""
    assert stopped_by(before, told, GUARDED, context) == "rights"


def test_a_guarded_change_must_not_be_longer(lexicon):
    long = "regnskyddsutrustning vintertäckningsmaterial undervattenssvetsning"
    proposal = Proposal((f"Ta med {long}.",), (("allt", long),))
    assert stopped_by("Ta med allt.", proposal, GUARDED, Context(lexicon, no_terms)) in {"known", "no-harder"}


@pytest.mark.parametrize("text", ["Du kan överklaga.", "Svara senast i morgon.", "Det är förbjudet.", "Du måste gå."])
def test_sentences_about_rights_are_known(text):
    assert is_about_rights(text)


def test_other_sentences_are_not_about_rights():
    assert not is_about_rights("Musiken spelar hela natten.")
