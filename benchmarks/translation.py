"""Measure the engine: Argos Translate's own decode path, lattlast, and raw CTranslate2 on tokens that are cut already.

All three decode the same sentences with the same package and the same options, in one run. Argos's path is its own code
(argostranslate.translate), given the same sentence boundaries in the place of its splitter, whose libraries are not
installed. Its rate does not depend on how many articles there are, since it decodes paragraph by paragraph; so it is
measured on the first of them. The packages of the five languages are copies of the starter model, since no other comes
with lattlast.

Prints a table, or with --json one object: speedup_one, speedup_hundred, fraction_of_limit (of raw CTranslate2, on the
hundred), fraction_of_limit_one, five_languages_cost, memory_growth_mb (from the 100th to the 1,000th article).
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
import types
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cli
from lattlast import read
from lattlast.text import sentences
from lattlast.translation import Helps, packages, translate
from lattlast.translation.argos import BEAM_SIZE, LENGTH_PENALTY, ArgosTranslator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lattlast.model import Document, TermMatch
    from lattlast.ports import Hypothesis

ROOT = Path(__file__).parents[1]
ROUNDS = 3
ARTICLES = 100
SENTENCES = 8  # in each of the hundred
ARGOS_ARTICLES = 8
RAW_TOKENS = 2048

Article = list[list[str]]  # paragraphs of sentences


def main() -> None:
    """Print the figures."""
    options = cli.parser(__doc__).parse_args()
    cli.report(measure(), options)


def measure() -> dict[str, float]:
    """Run the three paths in turn, several times, and take the best of each."""
    with tempfile.TemporaryDirectory() as folder:
        argos, raw, ours = ArgosPath(Path(folder)), RawPath(), ArgosTranslator(packages.find("sv", "en"))
        documents = [read(path).document for path in sorted((ROOT / "input").glob("*.html"))]
        one = [[segment.text for segment in block.segments] for block in documents[0].walk() if block.segments]
        hundred = list(islice(varied(documents), ARTICLES))
        for warm_up in (argos, raw.prepared([one[:1]]), lambda articles: lattlast(ours, articles)):
            warm_up([one[:1]])
        figures = compared(argos, raw, ours, [one], [one], suffix="one")
        figures |= compared(argos, raw, ours, hundred[:ARGOS_ARTICLES], hundred, suffix="hundred")
        figures["fraction_of_limit"] = figures.pop("fraction_of_limit_hundred")
        figures["five_languages_cost"] = five_languages(ours, documents[0])
        figures["memory_growth_mb"] = memory_growth(ours)
        figures["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


def compared(
    argos: ArgosPath, raw: RawPath, ours: ArgosTranslator, few: list[Article], articles: list[Article], *, suffix: str
) -> dict[str, float]:
    """Give the rates of the three paths, in sentences a second, and their ratios."""
    limit = raw.prepared(articles)
    rates: dict[str, list[float]] = {"argos": [], "raw": [], "lattlast": []}
    for _ in range(ROUNDS):
        rates["argos"].append(rate(argos, few))
        rates["raw"].append(rate(limit, articles))
        rates["lattlast"].append(rate(lambda given: lattlast(ours, given), articles))
    best = {name: max(values) for name, values in rates.items()}  # what else the machine does can only slow one down
    return {
        f"speedup_{suffix}": round(best["lattlast"] / best["argos"], 2),
        f"fraction_of_limit_{suffix}": round(best["lattlast"] / best["raw"], 2),
        **{f"{name}_{suffix}": round(value, 1) for name, value in best.items()},
    }


def rate(work: Callable[[list[Article]], object], articles: list[Article]) -> float:
    """Give the sentences that are translated in a second."""
    begin = time.perf_counter()
    work(articles)
    return sum(len(paragraph) for article in articles for paragraph in article) / (time.perf_counter() - begin)


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


class ArgosPath:
    """Argos Translate's own code on its own package object, one paragraph at a time, as it translates a text."""

    def __init__(self, folder: Path) -> None:
        os.environ |= {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
        for name in ("stanza", "spacy", "minisbd", "requests"):
            sys.modules.setdefault(name, _Absent(name))
        from argostranslate import package, translate

        place = folder / "package"
        for name, data in packages.contents(packages.find("sv", "en")).items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
        self._translation = translate.PackageTranslation.__new__(translate.PackageTranslation)  # no splitter to load
        self._translation.pkg = package.Package(place)
        self._translation.translator = None
        self._translation.sentencizer = _Boundaries()

    def __call__(self, articles: list[Article]) -> list[str]:
        """Translate each article as a text of paragraphs."""
        texts = ["\n".join(" ".join(paragraph) for paragraph in article) for article in articles]
        return [self._translation.translate(text) for text in texts]


class _Absent(types.ModuleType):
    """Stand in for a library of the splitter that is not used."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class _Boundaries:
    """Give Argos the sentence boundaries that lattlast has."""

    def split_sentences(self, text: str) -> list[str]:
        return [text[start:end] for start, end in sentences.split(text)]


class RawPath:
    """CTranslate2 with nothing around it: tokens in, tokens out."""

    def __init__(self) -> None:
        import ctranslate2
        import sentencepiece

        files = packages.contents(packages.find("sv", "en"))
        model = {name.removeprefix("model/"): data for name, data in files.items() if name.startswith("model/")}
        cores = os.cpu_count() or 1
        self._engine = ctranslate2.Translator("raw", inter_threads=cores, intra_threads=1, files=model)
        self._tokenizer = sentencepiece.SentencePieceProcessor(model_proto=files["sentencepiece.model"])

    def prepared(self, articles: list[Article]) -> Callable[[list[Article]], object]:
        """Cut the tokens beforehand, and give what decodes them."""
        texts = [sentence for article in articles for paragraph in article for sentence in paragraph]
        tokens = self._tokenizer.encode(texts, out_type=str)
        size = min(sum(map(len, tokens)) // (os.cpu_count() or 1), RAW_TOKENS)
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
