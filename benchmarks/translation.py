"""Measure the engine: Argos Translate's own decode path, lattlast, and raw CTranslate2 on tokens that are cut already.

All three decode the same sentences with the same package and the same options, in one run. Argos's path is its own code
(argostranslate.translate), given the same sentence boundaries in the place of its splitter, whose libraries are not
installed. Its rate does not depend on how many articles there are, since it decodes paragraph by paragraph; so it is
measured on the first of them. The packages of the five languages are copies of the starter model, since no other comes
with lattlast.

Argos leaves the number of threads to CTranslate2, which takes four, however many cores there are: on two, they wait for
each other. So it is measured twice: as a user gets it, and tuned, with one thread for each core and each on a batch of
its own, as ARGOS_INTER_THREADS and ARGOS_INTRA_THREADS would have it.

Prints a table, or with --json one object: speedup_one, speedup_hundred (over Argos as a user gets it),
speedup_one_tuned, speedup_hundred_tuned, fraction_of_limit (of raw CTranslate2, on the hundred), fraction_of_limit_one,
five_languages_cost, memory_growth_mb (from the 100th to the 1,000th article), and the sentences per second of each.
What ends in _cpu is the same in CPU seconds of all threads, which other programs on the machine change less: it tells
how much work is saved, not how many cores are put to it.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import cli
from argos_path import ArgosPath
from lattlast import read
from lattlast.text import sentences
from lattlast.translation import Helps, packages, translate
from lattlast.translation.argos import BEAM_SIZE, LENGTH_PENALTY, ArgosTranslator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.model import Document, TermMatch
    from lattlast.ports import Hypothesis
    from lattlast.translation.packages import Package

ROOT = Path(__file__).parents[1]
ROUNDS = 3
ARTICLES = 100
SENTENCES = 8  # in each of the hundred
ARGOS_ARTICLES = 8
RAW_TOKENS = 1024
CORES = len(os.sched_getaffinity(0))

Article = list[list[str]]  # paragraphs of sentences
Work = Callable[[list[Article]], object]
Rate = tuple[float, float]  # sentences a second, sentences a CPU second


def main() -> None:
    """Print the figures."""
    options = cli.parser(__doc__).parse_args()
    cli.report(measure(), options)


def measure() -> dict[str, float]:
    """Run the three paths in turn, several times, and take the best of each."""
    package = packages.find("sv", "en")
    with tempfile.TemporaryDirectory() as folder:
        argos = {
            "argos": ArgosPath(package, Path(folder)),
            "argos_tuned": ArgosPath(package, Path(folder), inter=CORES, intra=1),
        }
        raw, ours = RawPath(package), ArgosTranslator(package)
        documents = [read(path).document for path in sorted((ROOT / "input").glob("*.html"))]
        one = [[segment.text for segment in block.segments] for block in documents[0].walk() if block.segments]
        hundred = list(islice(varied(documents), ARTICLES))
        warm_up: list[Work] = [
            *(by_argos(path) for path in argos.values()),
            raw.prepared([one[:1]]),
            lambda articles: lattlast(ours, articles),
        ]
        for path in warm_up:
            path([one[:1]])
        figures = compared(argos, raw, ours, [one], [one], suffix="one")
        figures |= compared(argos, raw, ours, hundred[:ARGOS_ARTICLES], hundred, suffix="hundred")
        figures["fraction_of_limit"] = figures["fraction_of_limit_hundred"]
        figures["five_languages_cost"] = five_languages(ours, documents[0])
        figures["memory_growth_mb"] = memory_growth(ours)
        figures["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


def compared(
    argos: dict[str, ArgosPath],
    raw: RawPath,
    ours: ArgosTranslator,
    few: list[Article],
    articles: list[Article],
    *,
    suffix: str,
) -> dict[str, float]:
    """Give the rates of the paths, in sentences a second, and their ratios."""
    limit = raw.prepared(articles)
    rounds: dict[str, list[Rate]] = {name: [] for name in (*argos, "raw", "lattlast")}
    for _ in range(ROUNDS):
        for name, path in argos.items():
            rounds[name].append(rate(by_argos(path), few))
        rounds["raw"].append(rate(limit, articles))
        rounds["lattlast"].append(rate(lambda given: lattlast(ours, given), articles))
    return ratios({name: best(some) for name, some in rounds.items()}, suffix)


def best(rates: Sequence[Rate]) -> Rate:
    """Take the best of each: what else the machine does can only slow a round down."""
    walls, cpus = zip(*rates, strict=True)
    return max(walls), max(cpus)


def ratios(rates: dict[str, Rate], suffix: str) -> dict[str, float]:
    """Give the ratios first, then the sentences per second that they are made of."""
    figures: dict[str, float] = {}
    for kind, end in enumerate(("", "_cpu")):
        ours = rates["lattlast"][kind]
        figures |= {
            f"speedup_{suffix}{end}": round(ours / rates["argos"][kind], 2),
            f"speedup_{suffix}_tuned{end}": round(ours / rates["argos_tuned"][kind], 2),
            f"fraction_of_limit_{suffix}{end}": round(ours / rates["raw"][kind], 2),
        }
    return figures | {f"{name}_{suffix}": round(wall, 1) for name, (wall, _) in rates.items()}


def rate(work: Work, articles: list[Article]) -> Rate:
    """Give the sentences that are translated in a second, and in a CPU second."""
    wall, cpu = time.perf_counter(), time.process_time()
    work(articles)
    count = sum(len(paragraph) for article in articles for paragraph in article)
    return count / (time.perf_counter() - wall), count / (time.process_time() - cpu)


def by_argos(path: ArgosPath) -> Work:
    """Translate each article as a text of paragraphs."""
    return lambda articles: [
        path.translate("\n".join(" ".join(paragraph) for paragraph in article)) for article in articles
    ]


def lattlast(translator: ArgosTranslator, articles: list[Article]) -> list[str]:
    """Cut every paragraph into sentences and decode them all in one call."""
    texts = [" ".join(paragraph) for article in articles for paragraph in article]
    cut = [text[start:end] for text in texts for start, end in sentences.split(text)]
    return [found[0].text for found in translator.translate(cut)]


def varied(documents: Sequence[Document]) -> Iterator[Article]:
    """Make articles of which no two sentences are alike, from those of the sample articles."""
    pool = [segment.text for document in documents for segment in document.segments()]
    for number in range(1, sys.maxsize):
        start = number * SENTENCES
        chosen = [_numbered(pool[place % len(pool)], number) for place in range(start, start + SENTENCES)]
        yield [chosen[:3], chosen[3:6], *([text] for text in chosen[6:])]


def _numbered(text: str, number: int) -> str:
    return f"{text[:-1]} {number}." if text.endswith(".") else f"{text} {number}"


class RawPath:
    """CTranslate2 with nothing around it: tokens in, tokens out."""

    def __init__(self, package: Package) -> None:
        import ctranslate2
        import sentencepiece

        files = packages.contents(package)
        model = {name.removeprefix("model/"): data for name, data in files.items() if name.startswith("model/")}
        self._engine = ctranslate2.Translator("raw", inter_threads=CORES, intra_threads=1, files=model)
        self._tokenizer = sentencepiece.SentencePieceProcessor(model_proto=files["sentencepiece.model"])

    def prepared(self, articles: list[Article]) -> Work:
        """Cut the tokens beforehand, and give what decodes them."""
        texts = [sentence for article in articles for paragraph in article for sentence in paragraph]
        tokens = self._tokenizer.encode(texts, out_type=str)
        size = min(sum(map(len, tokens)) // CORES, RAW_TOKENS)
        return lambda _: self._engine.translate_batch(
            tokens,
            beam_size=BEAM_SIZE,
            length_penalty=LENGTH_PENALTY,
            replace_unknowns=True,
            max_batch_size=max(size, 256),
            batch_type="tokens",
        )


def five_languages(translator: ArgosTranslator, document: Document) -> float:
    """Give the cost of English and four languages by way of it, against that of English alone."""
    helps = Helps(_NoTerms())
    begin = time.perf_counter()
    english = translate(document, to="en", translator=translator, helps=helps)
    single = time.perf_counter() - begin
    swedish = {unit.target.text: unit.source.text for unit in english.units}
    for lang in ("fi", "ar", "pl", "uk"):
        translate(english.document, to=lang, translator=_ByWayOf(translator, swedish), helps=helps)
    return round((time.perf_counter() - begin) / single, 2)


class _NoTerms:
    fingerprint = "none"

    def find(self, text: str) -> list[TermMatch]:
        del text
        return []


class _ByWayOf:
    """Stand in for a package from English: decode as much text, of the kind that the starter model knows."""

    fingerprint, title, starter = "by-way-of", "a copy of the starter model", True

    def __init__(self, translator: ArgosTranslator, swedish: dict[str, str]) -> None:
        self._translator = translator
        self._swedish = swedish

    def translate(
        self, texts: Sequence[str], *, hypotheses: int = 1, prefixes: Sequence[str | None] | None = None
    ) -> list[list[Hypothesis]]:
        del prefixes
        return self._translator.translate([self._swedish.get(text, text) for text in texts], hypotheses=hypotheses)


def memory_growth(translator: ArgosTranslator) -> float:
    """Give by how many megabytes the process grows from the 100th to the 1,000th article, of a heading each."""
    for number in range(1_000):
        if number == 100:  # noqa: PLR2004
            before = _resident()
        translator.translate([f"Hus {number}"])
    return round((_resident() - before) / 1e6, 1)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    main()
