"""Measure what publishing costs: pages and all that goes with them, without audio, and how much a page weighs.

Prints a table, or with --json one object: pages, cpu_seconds, cpu_seconds_per_1000_pages, pages_only_ratio (the share
of that time that the pages alone take, without e-books, fragments and archives), index_cpu_seconds, page_bytes (the
heaviest page of the sample articles with its style and scripts), long_page_bytes (the same of an article of 5,000
words). The time is this process's own CPU time.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import cli
from lattlast import reading
from lattlast.model import Block, Document, Edition, renumber
from lattlast.publishing import Site, entry, publish, publish_index

ROOT = Path(__file__).parents[1]
WORDS_OF_A_LONG_PAGE = 5000
TAGS = ("sv", "sv-simple", "en", "ar")


def articles(count: int) -> list[list[Edition]]:
    """Read the sample articles and give as many as asked for, each in four editions, under names of their own."""
    read = [
        reading.read(path.read_bytes(), id=path.stem, source=path.name, media_type="text/html")
        for path in sorted((ROOT / "input").glob("*.html"))
    ]
    chosen = [replace(read[number % len(read)], id=f"article-{number}") for number in range(count)]
    return [[Edition(tag, replace(document, lang=tag), made_by=("a model",)) for tag in TAGS] for document in chosen]


def long(document: Document) -> Edition:
    """Go through an article's blocks again and again until they make 5,000 words."""
    blocks: list[Block] = []
    words, title = 0, document.blocks[:1]
    for block in cycle(document.blocks[1:]):
        if words >= WORDS_OF_A_LONG_PAGE:
            break
        blocks.append(block)
        words += sum(len(segment.text.split()) for part in block.walk() for segment in part.segments)
    return Edition("sv", replace(document, blocks=renumber((*title, *blocks))))


def seconds(made: Sequence[Sequence[Edition]], site: Site) -> float:
    """Publish articles and give the CPU time that it took."""
    begin = time.process_time()
    for editions in made:
        publish(editions, site=site)
    return time.process_time() - begin


def weight(editions: Sequence[Edition]) -> int:
    """Give the bytes of the heaviest page with all that it loads but pictures and audio."""
    shared = sum(len(one.data) for one in publish_index([]) if one.path.startswith("assets/"))
    return shared + max(len(one.data) for one in publish(editions) if one.path.endswith("index.html"))


def measure(pages: int) -> dict[str, float]:
    """Publish the pages twice, with everything and alone."""
    made = articles(pages // len(TAGS))
    site = Site(name="Åkerby kommun", base_url="https://example.org")
    publish(made[0], site=site)
    whole, alone = seconds(made, site), seconds(made, replace(site, formats=()))
    entries = [entry(editions) for editions in made]
    begin = time.process_time()
    publish_index(entries, site=site)
    count = len(made) * len(TAGS)
    return {
        "pages": count,
        "cpu_seconds": round(whole, 2),
        "cpu_seconds_per_1000_pages": round(whole / count * 1000, 2),
        "pages_only_ratio": round(alone / whole, 2),
        "index_cpu_seconds": round(time.process_time() - begin, 2),
        "page_bytes": max(weight(editions) for editions in made[:3]),
        "long_page_bytes": weight([long(made[0][0].document)]),
    }


def main() -> None:
    """Print the figures."""
    parser = cli.parser(__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="how many pages to publish")
    options = parser.parse_args()
    cli.report(measure(options.pages), options)


if __name__ == "__main__":
    main()
