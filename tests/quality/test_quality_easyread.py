"""The rules of easy-read against sentences written for it: precision of each operation, coverage, and planted changes.

The floors stand in floors.json and only go up. A gold row is right where the whole result is as accepted.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from lattlast import config, sources, stages
from lattlast.assets import Assets
from lattlast.easyread import OPERATIONS, Lexicon, load_lexicon, simplify
from lattlast.easyread.gates import stopped_by
from lattlast.easyread.rewriting import Context, Operation, Proposal
from lattlast.model import Block, Document, Segment, Term, TermMatch, renumber
from lattlast.reading import read
from lattlast.text import abbreviations, checks, readability
from tests.conftest import ROOT

QUALITY = ROOT / "tests" / "quality"
FLOORS = json.loads((QUALITY / "floors.json").read_text(encoding="utf-8"))["easyread"]
LONG_SENTENCE = 8
CERTAINTY = {operation.name: operation.certainty for operation in OPERATIONS}


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


GOLD = rows(ROOT / "tests" / "easyread" / "gold.tsv")
HELD_OUT = rows(QUALITY / "easy-held-out.tsv")
PLANTED = rows(QUALITY / "easy-planted.tsv")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    glossary = ROOT / "glossary"
    known = abbreviations.load((glossary / "abbreviations.csv").read_bytes())
    return load_lexicon([(glossary / "easy-words.csv").read_bytes()], known)


def easy(text: str, lexicon: Lexicon) -> list[str]:
    document = Document("a", "sv", (Block("paragraph", (Segment("s1", text),)),))
    return [segment.text for segment in simplify(document, lexicon=lexicon).document.segments()]


def precision(table: list[list[str]], lexicon: Lexicon) -> dict[str, float]:
    """Give the share of right results by operation and by class, among the sentences that changed."""
    right: dict[str, list[bool]] = defaultdict(list)
    for operation, source, expected in table:
        made = easy(source, lexicon)
        if made != [source] and operation in CERTAINTY:
            for key in (operation, CERTAINTY[operation]):
                right[key].append(made in [one.split(" | ") for one in expected.split(" || ")])
    return {key: sum(found) / len(found) for key, found in right.items()}


def test_the_gold_set_is_large_enough():
    assert len(GOLD) >= FLOORS["gold_sentences"]
    assert len(HELD_OUT) >= FLOORS["held_out_sentences"]
    assert len(PLANTED) >= FLOORS["planted_changes"]


def test_precision_of_each_operation(lexicon):
    found = precision(GOLD, lexicon)
    low = {name: found.get(name, 0.0) for name, floor in FLOORS["precision"].items() if found.get(name, 0.0) < floor}
    assert not low
    assert set(FLOORS["precision"]) == set(found)


def test_precision_on_sentences_that_no_rule_was_tuned_to(lexicon):
    found = precision(HELD_OUT, lexicon)
    assert found["certain"] >= FLOORS["held_out"]["certain"]
    assert found["guarded"] >= FLOORS["held_out"]["guarded"]


def test_hard_sentences_get_easier(lexicon):
    assert share_easier(lexicon) >= FLOORS["easier"]


def share_easier(lexicon: Lexicon) -> float:
    """Give the share of the sentences with an accepted rewriting that come out easier."""
    hard = [source for operation, source, expected in (*GOLD, *HELD_OUT) if operation != "plain" and expected != source]
    return sum(is_easier(source, easy(source, lexicon), lexicon) for source in hard) / len(hard)


def test_fifteen_hundred_running_sentences_keep_every_invariant(lexicon):
    texts = list(dict.fromkeys(running()))
    assert len(texts) >= FLOORS["running_sentences"]
    source = Document("a", "sv", renumber([Block("paragraph", (Segment("", text),)) for text in texts]))
    made = simplify(source, lexicon=lexicon)
    assert made == simplify(source, lexicon=lexicon)
    assert simplify(made.document, lexicon=lexicon).document.blocks == made.document.blocks
    for unit in made.units:
        assert checks.numbers(unit.source.text) == checks.numbers(unit.target.text)
        assert checks.contacts(unit.source.text) == checks.contacts(unit.target.text)
        assert checks.negations(unit.source.text, "sv") == checks.negations(unit.target.text, "sv")


def running() -> Iterator[str]:
    """Give the Swedish sentences that were written for this project: articles, gold, and the glossary's definitions."""
    yield from (row[1] for row in (*GOLD, *HELD_OUT, *PLANTED))
    with (QUALITY / "terms.tsv").open(encoding="utf-8", newline="") as table:
        yield from (row["sentence"] for row in csv.DictReader(table, delimiter="\t"))
    with (ROOT / "glossary" / "terms.csv").open(encoding="utf-8-sig", newline="") as table:
        yield from (row["definition"] for row in csv.DictReader(table, delimiter=";") if row["definition"])
    for path in sorted((ROOT / "input").glob("*.html")):
        yield from (segment.text for segment in read(path.read_bytes(), id=path.stem).segments())


@pytest.mark.parametrize("name", FLOORS["lix"])
def test_articles_get_easier(name):
    assets = Assets(config.load(ROOT, environment={}))
    source = stages.read(sources.gather([ROOT / "input" / f"{name}.html"]).articles[0])
    after = stages.simplify(source, assets).readability
    assert after is not None
    assert after.lix <= FLOORS["lix"][name]
    assert after.words_per_sentence <= FLOORS["words_per_sentence"]


def is_easier(source: str, made: list[str], lexicon: Lexicon) -> bool:
    before, after = readability.measure([source]), readability.measure(made)
    hard = sum(word.lower() in lexicon.starts for word in readability.words(source))
    still = sum(word.lower() in lexicon.starts for sentence in made for word in readability.words(sentence))
    return after.words_per_sentence < before.words_per_sentence or still < hard or after.lix < before.lix


def find_plan(text: str) -> list[TermMatch]:
    term = Term("detaljplan", {"sv": ("detaljplan",)})
    return [TermMatch(term, text.index("detaljplan"), text.index("detaljplan") + 10)] if "detaljplan" in text else []


@pytest.mark.parametrize(("gate", "before", "after"), PLANTED, ids=[row[1] for row in PLANTED])
@pytest.mark.parametrize("certainty", ["certain", "guarded"])
def test_every_planted_change_of_meaning_is_stopped(gate, before, after, certainty, lexicon):
    context = Context(lexicon, find_plan, protected=("hej då",))
    operation = Operation("planted", certainty, "", lambda _: iter(()))
    assert stopped_by(before, Proposal((after,), () if gate == "words" else account(before, after)), operation, context)


def account(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Say what a faulty operation would say that it exchanged: everything that differs."""
    one, other = before.split(), after.split()
    return tuple(
        (" ".join(one[start:end]), " ".join(other[begin:finish]))
        for tag, start, end, begin, finish in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes()
        if tag != "equal"
    )
