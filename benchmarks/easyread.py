"""Measure easy-read: how fast the rules are, how right on the gold set, and how much easier articles get.

Prints a table, or with --json one object: sentences_per_second, hard_sentences_per_second, precision_certain,
precision_guarded, held_out_certain, held_out_guarded, easier, planted, planted_stopped, and for each article its
lix_before, lix_after, words_per_sentence. Speed is that of a whole document with the termbase, without a model, in
CPU time, the best of several runs: of the project's running sentences, and of the gold ones, most of which change.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import cli  # noqa: E402
from lattlast import config, sources, stages  # noqa: E402
from lattlast.assets import Assets  # noqa: E402
from lattlast.easyread import simplify  # noqa: E402
from lattlast.easyread.gates import stopped_by  # noqa: E402
from lattlast.easyread.rewriting import Context, Operation, Proposal  # noqa: E402
from lattlast.model import Block, Document, Segment, renumber  # noqa: E402
from tests.quality import test_quality_easyread as quality  # noqa: E402

RUNS = 5


def articles(assets: Assets) -> dict[str, dict[str, float]]:
    """Simplify the sample articles and compare their readability."""
    found = {}
    for path in sorted((ROOT / "input").glob("*.html")):
        edition = stages.read(sources.gather([path]).articles[0])
        easy = stages.simplify(edition, assets)
        before, after = edition.readability, easy.readability
        assert before is not None
        assert after is not None
        found[path.stem] = {
            "lix_before": before.lix,
            "lix_after": after.lix,
            "words_per_sentence": after.words_per_sentence,
        }
    return found


def speed(assets: Assets, texts: Sequence[str]) -> int:
    """Give the sentences per second of one core, warm."""
    document = Document("gold", "sv", renumber([Block("paragraph", (Segment("", text),)) for text in texts]))
    times = []
    for _ in range(RUNS):
        begin = time.process_time()
        simplify(document, lexicon=assets.easy_lexicon, terms=assets.termbase)
        times.append(time.process_time() - begin)
    return round(len(texts) / min(times))


def planted(assets: Assets) -> int:
    """Count the planted changes of meaning that a gate stops."""
    context = Context(assets.easy_lexicon, quality.find_plan, protected=("hej då",))
    operation = Operation("planted", "certain", "", lambda _: iter(()))
    proposals = [
        (before, Proposal((after,), () if gate == "words" else quality.account(before, after)))
        for gate, before, after in quality.PLANTED
    ]
    return sum(bool(stopped_by(before, proposal, operation, context)) for before, proposal in proposals)


def measure() -> dict[str, object]:
    """Measure all."""
    assets = Assets(config.load(ROOT, environment={}))
    lexicon = assets.easy_lexicon
    gold, held_out = quality.precision(quality.GOLD, lexicon), quality.precision(quality.HELD_OUT, lexicon)
    return {
        "precision_certain": round(gold["certain"], 3),
        "precision_guarded": round(gold["guarded"], 3),
        "held_out_certain": round(held_out["certain"], 3),
        "held_out_guarded": round(held_out["guarded"], 3),
        "easier": round(quality.share_easier(lexicon), 3),
        "planted": len(quality.PLANTED),
        "planted_stopped": planted(assets),
        "sentences_per_second": speed(assets, list(dict.fromkeys(quality.running()))),
        "hard_sentences_per_second": speed(assets, [row[1] for row in (*quality.GOLD, *quality.HELD_OUT)]),
        "articles": articles(assets),
    }


def table(figures: dict[str, object]) -> None:
    """Print a figure a line, and an article's readability a line."""
    for name, value in figures.items():
        for line in value.items() if isinstance(value, dict) else [(name, value)]:
            print(f"{line[0]:32}{line[1]}")


def main() -> None:
    """Print the figures."""
    options = cli.parser(__doc__).parse_args()
    cli.report(measure(), options, table)


if __name__ == "__main__":
    main()
