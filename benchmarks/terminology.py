"""Measure the municipality's terms in English: how many come out, what that costs, how fast they are found.

Prints a table, or with --json one object. Ratios are to translating the same sentences with the model alone, measured
in the same run, the two in turns; of several rounds the fastest counts, so that other programs count less.

    preferred_rate   share of occurrences that came out as a preferred or admitted term; plain_rate: of the model alone
    forbidden        occurrences of forbidden terms
    silent           terms lost without a Finding
    control_changed  control sentences, without terms, that differ from a run without any glossary
    control_chrf     chrF of the two, 100 where nothing differs
    consistency      share of terms that have one wording throughout all sentences
    overhead         time that enforcement adds, as a share of the model's own time; overhead_cpu: the same in processor
                     time, which says more on a busy machine. Below 0 where everyday words make a sentence shorter
    steps            how many occurrences each step settled; second_calls: share of sentences that were decoded again
    matching_mb_s    megabytes of Swedish searched per second with 10,000 terms; matching_ratio: to a plain word scan

--sentences FILE measures another set: TSV with the columns sentence, term_sv, accepted (targets parted by |).
"""

from __future__ import annotations

import csv
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cli
from lattlast import config
from lattlast.assets import Assets
from lattlast.terminology import load_termbase
from lattlast.translation import Helps, translate_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.ports import Hypothesis, Translator
    from lattlast.translation import Choice

ROOT = Path(__file__).parents[1]
QUALITY = ROOT / "tests" / "quality"
ROUNDS = 5
MANY = 10_000


@dataclass
class Counting:
    """A translator that tells how many sentences it decoded, and how long that took."""

    engine: Translator
    decoded: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.engine, name)

    def translate(self, texts: Sequence[str], **options: Any) -> list[list[Hypothesis]]:  # noqa: ANN401
        """Translate, and remember how much that was."""
        begin = time.perf_counter()
        made = self.engine.translate(texts, **options)
        self.seconds.append(time.perf_counter() - begin)
        self.decoded.append(sum(map(bool, texts)))
        return made


class NoTerms:
    """A finder without a glossary."""

    fingerprint = "none"

    def find(self, _text: str) -> list[Any]:
        """Find nothing."""
        return []


def read(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Read a set: the terms of each sentence with what is accepted for them."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["sentence"]].append((row.get("term_sv") or row["term"], row["accepted"]))
    return found


def holds(text: str, accepted: str) -> bool:
    """Say whether a translation has one of the accepted targets, as whole words."""
    words = "|".join(map(re.escape, sorted(accepted.split("|"), key=len, reverse=True)))
    return bool(re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE))


def measure(path: Path) -> dict[str, object]:
    """Measure everything."""
    assets = Assets(config.load(ROOT / "benchmarks", environment={}))
    engine = assets.translator(assets.route("en")[0])
    helps, wanted = assets.helps("sv", "en"), read(path)
    sentences = list(wanted)
    plain, choices, costs, counting = timed(sentences, engine, helps)
    return {
        "sentences": len(sentences),
        "occurrences": sum(map(len, wanted.values())),
        **rates(wanted, plain, choices),
        **control(engine, helps),
        **costs,
        "second_calls": round(sum(counting.decoded[1:]) / len(sentences), 3),
        "steps": dict(Counter(use.step for choice in choices for use in choice.uses)),
        **matching(),
    }


def timed(
    sentences: list[str], engine: Translator, helps: Helps
) -> tuple[list[str], list[Choice], dict[str, object], Counting]:
    """Translate with the model alone and with the terms, in turns; both are warm."""
    translate_texts(sentences, source="sv", target="en", translator=engine, helps=helps)
    alone, enforced, again, spent_alone, spent = [], [], [], [], []
    for _ in range(ROUNDS):
        begin, used = time.perf_counter(), time.process_time()
        plain = [found[0].text for found in engine.translate(sentences)]
        alone.append(time.perf_counter() - begin)
        spent_alone.append(time.process_time() - used)
        counting = Counting(engine)
        begin, used = time.perf_counter(), time.process_time()
        choices = translate_texts(sentences, source="sv", target="en", translator=counting, helps=helps)
        enforced.append(time.perf_counter() - begin)
        spent.append(time.process_time() - used)
        again.append(sum(counting.seconds[1:]))
    each = 1000 / len(sentences)
    costs: dict[str, object] = {
        "overhead": round(min(enforced) / min(alone) - 1, 3),
        "overhead_cpu": round(min(spent) / min(spent_alone) - 1, 3),
        "ms_plain": round(min(alone) * each, 2),
        "ms_enforced": round(min(enforced) * each, 2),
        "ms_second_calls": round(min(again) * each, 2),
    }
    return plain, choices, costs, counting


def rates(wanted: dict[str, list[tuple[str, str]]], plain: list[str], choices: list[Choice]) -> dict[str, object]:
    """Count what came out, with and without enforcement."""
    rows = [
        (choice, text, *one)
        for (_, some), choice, text in zip(wanted.items(), choices, plain, strict=True)
        for one in some
    ]
    lost = [(term, choice.text) for choice, _, term, accepted in rows if not holds(choice.text, accepted)]
    told = {
        choice.text for choice in choices if {"term-missing", "term-forbidden"} & {one.code for one in choice.findings}
    }
    wordings: dict[str, set[str]] = defaultdict(set)
    for choice in choices:
        for use in choice.uses:
            if use.target:
                wordings[use.term].add(re.sub(r"(?:['’]s?|e?s)$", "", use.target.casefold()))
    return {
        "preferred_rate": round(1 - len(lost) / len(rows), 4),
        "plain_rate": round(sum(holds(text, accepted) for _, text, _, accepted in rows) / len(rows), 4),
        "forbidden": sum(one.code == "term-forbidden" for choice in choices for one in choice.findings),
        "silent": sum(text not in told for _, text in lost),
        "lost": [f"{term}: {text}" for term, text in lost],
        "consistency": round(sum(len(some) == 1 for some in wordings.values()) / max(len(wordings), 1), 3),
    }


def control(engine: Translator, helps: Helps) -> dict[str, object]:
    """Compare sentences without terms with what comes out without a glossary."""
    from sacrebleu.metrics.chrf import CHRF

    texts = (QUALITY / "control.txt").read_text(encoding="utf-8").splitlines()
    bare = Helps(NoTerms(), helps.phrases, helps.abbreviations)
    with_terms, without = (
        [choice.text for choice in translate_texts(texts, source="sv", target="en", translator=engine, helps=some)]
        for some in (helps, bare)
    )
    changed = sum(one != other for one, other in zip(with_terms, without, strict=True))
    return {"control_changed": changed, "control_chrf": round(CHRF().corpus_score(with_terms, [without]).score, 2)}


def matching() -> dict[str, object]:
    """Search a megabyte of Swedish for 10,000 terms."""
    bundled = (ROOT / "glossary" / "terms.csv").read_bytes()
    rows = [f"{chr(97 + number % 26)}x{number}förvaltning;department {number}" for number in range(MANY)]
    termbase = load_termbase([("more.csv", "\n".join(["sv;en", *rows]).encode()), ("terms.csv", bundled)])
    lines = list(read(QUALITY / "terms-development.tsv")) + (QUALITY / "control.txt").read_text("utf-8").splitlines()
    text = lines * (1_000_000 // sum(len(line.encode()) for line in lines) + 1)
    size = sum(len(line.encode()) for line in text) / 1e6
    termbase.find("")
    seconds = min(_seconds(lambda: [termbase.find(line) for line in text]) for _ in range(ROUNDS))
    word = re.compile(r"\w+")
    scan = min(_seconds(lambda: [word.findall(line.casefold()) for line in text]) for _ in range(ROUNDS))
    return {"matching_mb_s": round(size / seconds, 2), "matching_ratio": round(seconds / scan, 2)}


def _seconds(work: Any) -> float:  # noqa: ANN401
    begin = time.process_time()  # one thread, so that other programs do not count
    work()
    return time.process_time() - begin


def table(figures: dict[str, object]) -> None:
    """Print a figure a line, then each occurrence that was lost."""
    lost = figures["lost"]
    cli.rows({key: value for key, value in figures.items() if key != "lost"})
    for line in lost if isinstance(lost, list) else ():
        print(f"  not found: {line}")


def main() -> None:
    """Print the figures."""
    parser = cli.parser(__doc__)
    parser.add_argument("--sentences", type=Path, default=QUALITY / "terms-development.tsv", help="another set")
    options = parser.parse_args()
    cli.report(measure(options.sentences), options, table)


if __name__ == "__main__":
    main()
