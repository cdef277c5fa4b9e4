"""What holds for every document and every model: nothing is lost, nothing changes places, no mark-up goes in silence.

The models are made for it: real ones with random weights, and one that drops, doubles and shuffles words.
"""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lattlast import read
from lattlast.model import Block, Document, Inline, Segment, renumber
from lattlast.ports import Hypothesis
from lattlast.text import checks
from lattlast.translation import Helps, packages, translate
from lattlast.translation.argos import ArgosTranslator
from tests.translation.fakes import TermList
from tests.translation.models import random_translator

MODELS = 6
SAMPLES = sorted((Path(__file__).parents[2] / "input").glob("*.html"))
WORDS = (
    *("kommunen", "skolan", "bygger", "barn", "i", "på", "och", "inte", "Åkerby", "Åsa", "2027", "14.30", "1 250 kr"),
    *("www.akerby.se", "0480-77 12 30", "badhuset:", "”ja”", "–", "(mer)", "Läs", "taxan,", "senast", "två", "veckor!"),
    *("SFI", "å", "a", "b", "c"),
)
KINDS = ("link", "strong", "emphasis", "abbreviation", "language", "protected")


class Shuffler:
    """A model that answers with the words of the source, some twice, some not at all, in another order."""

    fingerprint, title, starter = "shuffler", "a shuffler", False

    def __init__(self, chosen):
        self.chosen = chosen

    def translate(self, texts, *, hypotheses=1, prefixes=None):
        return [[Hypothesis(self._answer(text), 0.0)] for text in texts]

    def _answer(self, text):
        words = text.split()
        return " ".join(self.chosen.choice(words) for _ in range(self.chosen.randint(0, 2 * len(words))))


@st.composite
def segments(draw):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    text = " ".join(words)
    place = st.integers(0, len(text))
    inlines = [
        Inline(kind, start, end, {"href": f"https://akerby.se/{start}"} if kind == "link" else {})
        for kind, start, end in draw(st.lists(st.tuples(st.sampled_from(KINDS), place, place), max_size=4))
        if start < end and text[start:end].strip()
    ]
    breaks = [Inline("break", place, place) for place in draw(st.lists(place, max_size=1))]
    return Segment("", text, tuple(sorted([*_apart(inlines), *breaks], key=lambda one: (one.start, -one.end))))


def _apart(inlines):
    """Keep of two links that share letters the first, as a page can have no link in a link."""
    kept: list[Inline] = []
    for inline in inlines:
        links = [one for one in kept if one.kind == "link"]
        if inline.kind != "link" or all(inline.end <= one.start or one.end <= inline.start for one in links):
            kept.append(inline)
    return kept


documents = st.lists(segments(), max_size=6).map(
    lambda made: Document("made", "sv", renumber(tuple(Block("paragraph", (one,)) for one in made)))
)


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """Give translators with random weights."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder))
        yield [random_translator(folder, seed) for seed in reversed(range(MODELS))]


def assert_nothing_is_lost(source, result):
    before, after = list(source.segments()), list(result.document.segments())
    assert [one.id for one in after] == [one.id for one in before]
    assert [block.kind for block in result.document.walk()] == [block.kind for block in source.walk()]
    assert [(unit.source, unit.target) for unit in result.units] == list(zip(before, after, strict=True))
    for old, new in zip(before, after, strict=True):
        assert_markup_is_whole(old, new, [one for one in result.findings if one.segment == old.id])


def assert_markup_is_whole(old, new, findings):
    assert all(0 <= inline.start <= inline.end <= len(new.text) for inline in new.inlines)
    assert all(inline.start < inline.end or inline.kind == "break" for inline in new.inlines)
    assert _marks(new.inlines) <= _marks(old.inlines), "no inline comes from nowhere, and none twice"
    lost = _marks(old.inlines) - _marks(new.inlines)
    assert not any(kind == "link" for kind, _ in lost)
    assert lost.total() == sum(one.code == "markup-lost" for one in findings)
    links = sorted((one.start, one.end) for one in new.inlines if one.kind == "link")
    assert all(one[1] <= other[0] for one, other in pairwise(links))


def _marks(inlines):
    return Counter((inline.kind, tuple(inline.attrs.items())) for inline in inlines)


@given(documents, st.integers(0, MODELS - 1))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_model_with_random_weights_loses_nothing(models, document, number):
    assert_nothing_is_lost(document, translate(document, to="en", translator=models[number], helps=Helps(TermList())))


@given(documents, st.randoms(use_true_random=False), st.sampled_from(["en", "fi", "ar", "zh-Hant"]))
@settings(max_examples=50, deadline=None)
def test_a_model_that_drops_and_shuffles_words_loses_nothing(document, chosen, lang):
    result = translate(document, to=lang, translator=Shuffler(chosen), helps=Helps(TermList()))
    assert_nothing_is_lost(document, result)


@given(st.lists(st.text(max_size=60), max_size=8), st.integers(0, MODELS - 1), st.integers(1, 4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_text_has_its_answers_in_order(models, texts, number, count):
    made = models[number].translate(texts, hypotheses=count)
    assert len(made) == len(texts)
    assert all(1 <= len(hypotheses) <= count for hypotheses in made)
    assert all(
        not text.strip() for text, hypotheses in zip(texts, made, strict=True) if hypotheses == [Hypothesis("", 0.0)]
    )
    answers = dict(zip(texts, made, strict=True))
    assert [answers[text] for text in texts] == made


@pytest.mark.parametrize("number", range(MODELS))
def test_what_a_model_derails_into_is_told(models, number):
    text = "Kommunen bygger en ny skola vid sjön, och den ska vara klar till hösten."
    document = Document("loop", "sv", renumber((Block("paragraph", (Segment("", text),)),)))
    (unit,) = translate(document, to="en", translator=models[number], helps=Helps(TermList())).units
    codes = {finding.code for finding in unit.findings}
    assert bool(codes & {"empty", "untranslated", "repetition-loop"}) == checks.derailed(text, unit.target.text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_whole_sample_article_loses_nothing(path):
    document = read(path).document
    translator = ArgosTranslator(packages.find("sv", "en"))
    assert_nothing_is_lost(document, translate(document, to="en", translator=translator, helps=Helps(TermList())))
