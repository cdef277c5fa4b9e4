"""What every translator promises, kept by the starter model: one answer for each text, in order, whatever the text."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lattlast.text import checks, sentences
from lattlast.translation import packages, tokenizers
from lattlast.translation.argos import ArgosTranslator

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
BY_ARGOS = """
import json, sys, tempfile
from pathlib import Path
from argos_path import ArgosPath
from lattlast.translation import packages
with tempfile.TemporaryDirectory() as folder:
    argos = ArgosPath(packages.find("sv", "en"), Path(folder), intra=1)
    print(json.dumps([argos.translate(text) for text in json.load(sys.stdin)]))
"""


@pytest.fixture(scope="module")
def translator():
    return ArgosTranslator(packages.find("sv", "en"))


def test_each_text_has_its_hypotheses_in_order_and_an_empty_one_stays_empty(translator):
    texts = ["Biblioteket är öppet.", "", "Skolan är stängd.", "   "]
    found = translator.translate(texts, hypotheses=3)
    assert [len(hypotheses) for hypotheses in found] == [3, 1, 3, 1]
    assert [found[1][0].text, found[3][0].text] == ["", ""]
    assert "library" in found[0][0].text.lower()
    assert "school" in found[2][0].text.lower()
    assert all(hypotheses == sorted(hypotheses, key=lambda one: -one.score) for hypotheses in found)


def test_one_by_one_is_the_same_as_together(translator):
    texts = ["Vi bygger en ny bro.", "Bron blir klar i augusti.", "Den kostar tolv miljoner."]
    together = [found[0].text for found in translator.translate(texts)]
    assert [translator.translate([text])[0][0].text for text in texts] == together


def test_a_prefix_is_how_the_translation_begins(translator):
    (found,) = translator.translate(["Skolan är stängd."], prefixes=["Our school"])
    assert found[0].text.startswith("Our school")


def test_a_text_longer_than_a_model_can_take_is_translated_to_its_end(translator):
    text = ", ".join(["kommunen bygger nya skolor"] * 120) + "."
    (found,) = translator.translate([text])
    assert found[0].text.lower().count("school") > 60


def test_no_text_at_all_is_no_work(translator):
    assert translator.translate([]) == []


def test_what_stands_twice_is_answered_twice(translator):
    first, other, again = translator.translate(["Läs mer", "Ring oss", "Läs mer"])
    assert first == again != other


PARAGRAPHS = (
    "Kommunen bygger en ny skola i Ekby. Den som flyttar hit får besked inom två veckor!",
    "Badet stänger klockan 20 på fredagar.",
    "Alla barn i förskoleklass får lära sig simma. Kan du redan? Då får du ett märke. Det delas ut i juni.",
    "Frågor om avgiften",
    "Sopbilen kommer på torsdagar, t.ex. den 3 maj. Ställ ut kärlet kvällen innan.",
)


def test_the_same_options_and_boundaries_give_the_same_text_as_argos_translate(translator):
    cut = [[text[start:end] for start, end in sentences.split(text)] for text in PARAGRAPHS]
    made = iter(translator.translate([sentence for paragraph in cut for sentence in paragraph]))
    ours = [" ".join(next(made)[0].text for _ in paragraph) for paragraph in cut]
    assert ours == by_argos_itself(PARAGRAPHS)


def by_argos_itself(texts):
    """Run Argos Translate's own code, in a process of its own: it makes folders, and lacks its splitter's libraries."""
    command, given = [sys.executable, "-c", BY_ARGOS], json.dumps(texts)
    told = subprocess.run(command, cwd=BENCHMARKS, input=given, capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


@pytest.mark.parametrize(
    ("source", "target", "derailed"),
    [
        ("Vi bygger en skola.", "", True),
        ("Vi bygger en skola i byn.", "Vi bygger en skola i byn.", True),
        ("Vi bygger en skola.", "We build and build and build and build and build a school.", True),
        ("Vi bygger en skola.", "We are building a school.", False),
        ("Åkerby 2026", "Åkerby 2026", False),
        ("", "", False),
    ],
)
def test_a_translation_that_is_none_is_told(source, target, derailed):
    assert checks.derailed(source, target) is derailed


def test_an_older_package_has_its_words_in_pieces():
    codes = b"#version: 0.2\ns k\nsk o\nsko l\nskol a</w>\n"
    tokenizer = tokenizers.load({"bpe.model": codes}, source="sv", target="en")
    assert tokenizer is not None
    (tokens,) = tokenizer.encode(["En skola, säger hon!"])
    assert "skola" in tokens
    assert any(token.endswith("@@") for token in tokens)
    assert tokenizer.decode(tokens) == "En skola, säger hon!"
    assert [tokenizer.begins_word(["sko@@", "la", "är"], place) for place in (1, 2)] == [False, True]


def test_underscores_stay_what_they_are(translator):
    tokenizer = tokenizers.load(packages.contents(translator.package), source="sv", target="en")
    assert tokenizer is not None
    (tokens,) = tokenizer.encode(["Se www.akerby.se/bygga_nytt i dag"])
    assert tokenizer.decode(tokens) == "Se www.akerby.se/bygga_nytt i dag"
