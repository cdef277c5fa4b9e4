"""The recipe as a whole: two minutes of training end in a package that loads and says what PyTorch said.

Needs training/requirements.txt: ``python -m pytest -m slow tests/training`` in an environment that has it.
"""

import json

import pytest

from tests.training.pairs import pairs

pytestmark = pytest.mark.slow
torch = pytest.importorskip("torch")

import ctranslate2  # noqa: E402  (what follows needs PyTorch)
import sentencepiece  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from training import __main__ as recipe  # noqa: E402
from training import corpus, export, vocabulary, weights  # noqa: E402
from training.network import BEGIN, END, Network, Shape  # noqa: E402


def run(*arguments):
    result = CliRunner().invoke(recipe.app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """Train on 20,000 pairs for two minutes, in two goes."""
    folder = tmp_path_factory.mktemp("work")
    corpus.write(folder / "pairs.tsv", pairs(20_000))
    run("prepare", folder / "pairs.tsv", "--work", folder)
    run("tokenizer", "--work", folder, "--pieces", 700)
    run("train", "--work", folder, "--minutes", 1)
    run("train", "--work", folder, "--minutes", 2, "--rate", 1e-3)
    return folder


@pytest.fixture(scope="module")
def network(work):
    return recipe.trained(work)


@pytest.fixture(scope="module")
def exported(work, network):
    """The model in full precision."""
    folder = work / "float"
    export.convert(network, work / "sentencepiece.model", folder, quantization=None)
    return ctranslate2.Translator(str(folder))


@pytest.fixture(scope="module")
def held(work):
    return list(corpus.read(work / "held-out.tsv"))[:100]


@pytest.fixture(scope="module")
def pieces(work):
    return sentencepiece.SentencePieceProcessor(model_file=str(work / "sentencepiece.model"))


def test_the_exported_model_gives_the_logits_of_the_trained_one(network, exported, held, pieces):
    for pair in held[:20]:
        source, target = pieces.encode(pair.sv), pieces.encode(pair.en)
        with torch.no_grad():
            logits, _ = network(torch.tensor([[*source, END]]), torch.tensor([[BEGIN, *target]]))
        wanted = logits[0].log_softmax(-1).gather(1, torch.tensor([[*target, END]]).T)[:, 0].tolist()
        (scored,) = exported.score_batch([pieces.encode(pair.sv, out_type=str)], [pieces.encode(pair.en, out_type=str)])
        assert scored.log_probs == pytest.approx(wanted, abs=1e-3)


def test_greedy_output_is_equal_on_a_hundred_sentences(network, exported, held, pieces):
    for pair in held:
        (found,) = exported.translate_batch([pieces.encode(pair.sv, out_type=str)], beam_size=1, max_decoding_length=60)
        assert pieces.decode(found.hypotheses[0]) == greedy(network, pieces, pair.sv)


def greedy(network, pieces, text):
    source, target = torch.tensor([[*pieces.encode(text), END]]), [BEGIN]
    with torch.no_grad():
        while len(target) <= 60:
            logits, _ = network(source, torch.tensor([target]))
            target.append(int(logits[0, -1].argmax()))
            if target[-1] == END:
                break
    return pieces.decode([number for number in target[1:] if number != END])


@pytest.fixture(scope="module")
def packed(work):
    """The package, written twice: its SHA-256 each time."""
    (work / "card.md").write_text("# A model for tests\n", encoding="utf-8")
    names = ("first.argosmodel", "second.argosmodel")
    return [run("pack", work / "card.md", work / name, "--work", work).split()[0] for name in names]


def test_the_same_model_gives_the_same_package(packed):
    assert packed[0] == packed[1]


def test_lattlast_installs_the_package(work, packed, monkeypatch, tmp_path):
    from lattlast.translation import installing

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    installed = installing.install_file(work / "first.argosmodel", digest=packed[0])
    assert (installed.source, installed.target, installed.version) == ("sv", "en", "0.2")


def test_training_learns_and_goes_on_where_it_was_stopped(work):
    course = torch.load(work / "checkpoint.pt", weights_only=True)["course"]
    assert course["elapsed"] >= 120
    assert course["steps"] == len(course["losses"])
    assert sum(course["losses"][-20:]) < 0.8 * sum(course["losses"][:20])


def test_packages_are_compared_on_every_held_out_set(work, packed):
    figures = json.loads(run("evaluate", work / "first.argosmodel", "--work", work))
    assert {"municipal", "tatoeba-manythings", "terms", "sentences_per_second"} < figures.keys()
    assert figures["municipal"]["sentences"] == 300


def test_a_blend_is_the_weighted_mean_of_networks(network):
    first, second, third, blended = (Network(network.shape) for _ in range(4))
    blended.load_state_dict(first.state_dict())
    weights.blend(blended, [(second, 0.3), (third, 0.2)])
    for a, b, c, found in zip(*(each.parameters() for each in (first, second, third, blended)), strict=True):
        assert torch.allclose(found, 0.5 * a + 0.3 * b + 0.2 * c, atol=1e-6)


def test_a_vocabulary_grows_by_words_and_keeps_its_pieces(work, pieces, tmp_path):
    words = ["Kommundirektören svarar."] * 30
    vocabulary.grow(work / "sentencepiece.model", words, tmp_path / "grown.model", most=5)
    grown = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "grown.model"))
    count = pieces.get_piece_size()
    assert [grown.id_to_piece(n) for n in range(count)] == [pieces.id_to_piece(n) for n in range(count)]
    assert grown.encode("Kommundirektören", out_type=str) == ["▁Kommundirektören"]
    roots = vocabulary.roots(work / "sentencepiece.model", tmp_path / "grown.model")
    assert len(roots) == grown.get_piece_size()
    assert Network(Shape(len(roots))).embedding.weight.shape[0] == len(roots)
