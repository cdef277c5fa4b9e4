"""Measure how well lattlast finds an article on its page, and how fast, beside trafilatura.

    uv run --group benchmarks python benchmarks/reading.py [FOLDER] [--json] [--pages] [--site]

FOLDER has the layout of github.com/scrapinghub/article-extraction-benchmark: ``html/<id>.html.gz`` and
``ground-truth.json``, which is ``{id: {"articleBody": text}}``; an entry may also list the pictures' ``captions`` and
the names in their ``credits``. Without it, the pages that were written for the tests are measured. They are small: with
--site, each stands in the middle of 200 kB of menu, scripts and teasers, as on a real site.

The score is that benchmark's: each text is the bag of its runs of four words; precision and recall are means over the
pages, F1 is their harmonic mean. Seconds are processor seconds in this one process, each page read by both, one after
the other, and the median of three rounds.

Prints a table, or with --json one object: f1_lattlast, f1_trafilatura, time_ratio, and precision, recall and seconds
per page of both; where the truth is known, caption_rate and credit_rate, the shares that lattlast keeps with a picture.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lattlast.model import Document

OWN_PAGES = Path(__file__).parents[1] / "tests" / "reading" / "bodies"
ROUNDS = 3
WORDS = 4
_MENU_ITEM = (
    '<li class="menu__item level-2"><a href="/sida/{0}" data-track="menu-{0}"><span>Sida {0}</span>'
    '<svg viewBox="0 0 8 8"><path d="M0 0L8 8Z"/></svg></a></li>'
)
_TEASER = (
    '<div class="card card--news"><a href="/nyhet/{0}"><img src="/bild/{0}.jpg" alt=""><h3>Nyhet {0} om vägar</h3>'
    '<p>Här står i korthet vad nyhet {0} handlar om.</p></a><time datetime="2026-03-01">1 mars</time></div>'
)
_BODY = re.compile(r"<!--\[-->(.*?)<!--\]-->", re.DOTALL)
_MARK = re.compile(r"<!--[\[\]]-->")
_TAG = re.compile(r"<[^>]+>")

Shares = tuple[float, float, float]


class Page(NamedTuple):
    """A page as it comes, and what a person found in it."""

    name: str
    html: str
    body: str
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, html: str, body: str, pictures: Mapping[str, Iterable[str]]) -> Page:
        """Make a page with what is known about its pictures."""
        return cls(name, html, body, tuple(pictures.get("captions") or ()), tuple(pictures.get("credits") or ()))


def public_pages(folder: Path) -> Iterator[Page]:
    """Give name, HTML and article body of each page of the public benchmark."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, entry in sorted(truth.items()):
        page = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page.of(name, page.decode("utf-8", errors="replace"), entry.get("articleBody", ""), entry)


def own_pages() -> Iterator[Page]:
    """Give the pages of the tests; comments, ``<!--[-->`` and ``<!--]-->``, stand around the article's body."""
    pictures = json.loads((OWN_PAGES / "pictures.json").read_text(encoding="utf-8"))
    for path in sorted(OWN_PAGES.glob("*.html")):
        marked = path.read_text(encoding="utf-8")
        body = " ".join(_BODY.findall(marked))
        text = html.unescape(_TAG.sub(" ", body))
        yield Page.of(path.stem, _MARK.sub("", marked), text, pictures.get(path.stem, {}))


def on_a_site(page: Page) -> Page:
    """Give a page with what a large site has around an article; the article's body stays the same."""
    opened = re.search(r"<body[^>]*>", page.html, re.IGNORECASE)
    start = opened.end() if opened else 0
    end = page.html.lower().rfind("</body>")
    end = end if end >= start else len(page.html)
    menu = "".join(_MENU_ITEM.format(number) for number in range(700))
    teasers = "".join(_TEASER.format(number) for number in range(100))
    before = f'<nav class="mega-menu"><ul>{menu}</ul></nav><script>window.state = "{"x<y>&" * 8_000}";</script>'
    after = f'<section class="latest-news"><h2>Senaste nytt</h2>{teasers}</section>'
    around = f"{page.html[:start]}{before}{page.html[start:end]}{after}{page.html[end:]}"
    return page._replace(html=around)


def document_of(page: str) -> Document | None:
    """Read a page in whatever language; None where there is no article in it."""
    from lattlast.errors import InputError
    from lattlast.reading import read

    try:
        return read(page.encode("utf-8", errors="replace"), id="page", media_type="text/html")
    except InputError:
        return None


def by_lattlast(page: str) -> str:
    """Give the running text of a page's document."""
    from lattlast.reading import body_text

    document = document_of(page)
    return body_text(document) if document else ""


def by_trafilatura(page: str) -> str:
    """Extract with the settings that the public benchmark uses: the defaults, without comments."""
    import trafilatura

    return trafilatura.extract(page, include_comments=False) or ""


TOOLS: dict[str, Callable[[str], str]] = {"lattlast": by_lattlast, "trafilatura": by_trafilatura}


def agreement(true: str, found: str) -> Shares:
    """Give the shares of shingles that are right, invented and missed."""
    wanted, got = shingles(true), shingles(found)
    right = sum((wanted & got).values())
    invented, missed = sum((got - wanted).values()), sum((wanted - got).values())
    total = (right + invented + missed) or 1
    return right / total, invented / total, missed / total


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[start : start + WORDS]) for start in range(max(1, len(words) - WORDS + 1)))
    return Counter(filter(None, runs))


def f1_of(shares: Shares) -> float:
    """Give one page's F1."""
    right, invented, missed = shares
    return 2 * right / (2 * right + invented + missed)


def score(shares: list[Shares]) -> tuple[float, float, float]:
    """Give F1, precision and recall over all pages."""
    precision = statistics.mean(right / (right + invented) for right, invented, _ in shares if right + invented)
    recall = statistics.mean(right / (right + missed) for right, _, missed in shares if right + missed)
    return 2 * precision * recall / (precision + recall), precision, recall


@dataclass
class Marks:
    """What one tool did: the shares of each page, and seconds per page in each round."""

    shares: list[Shares] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def measure(pages: list[Page]) -> dict[str, Marks]:
    """Let both tools read every page, one after the other, in each round."""
    marks = {tool: Marks() for tool in TOOLS}
    for extract in TOOLS.values():
        extract(pages[0].html)
    for _ in range(ROUNDS):
        spent = dict.fromkeys(TOOLS, 0.0)
        for tool in TOOLS:
            marks[tool].shares = []
        for page in pages:
            for tool, extract in TOOLS.items():
                begin = time.process_time()
                found = extract(page.html)
                spent[tool] += time.process_time() - begin
                marks[tool].shares.append(agreement(page.body, found))
        for tool, total in spent.items():
            marks[tool].seconds.append(total / len(pages))
    return marks


def summary(marks: dict[str, Marks]) -> dict[str, float]:
    """Give F1, precision, recall and seconds per page of each tool, and the ratio of the seconds."""
    figures: dict[str, float] = {}
    for tool, mark in marks.items():
        f1, precision, recall = score(mark.shares)
        figures |= {f"f1_{tool}": f1, f"precision_{tool}": precision, f"recall_{tool}": recall}
        figures[f"seconds_{tool}"] = statistics.median(mark.seconds)
    rounds = zip(marks["lattlast"].seconds, marks["trafilatura"].seconds, strict=True)
    figures["time_ratio"] = statistics.median(ours / theirs for ours, theirs in rounds)
    return {name: round(value, 4) for name, value in figures.items()}


def picture_rates(pages: Iterable[Page]) -> dict[str, float]:
    """Give the shares of captions that a picture has word for word, and of names that stand in a picture's credit."""
    captions: list[bool] = []
    names: list[bool] = []
    for page in (page for page in pages if page.captions or page.credits):
        kept = _picture_texts(page.html)
        captions += [words(caption) in kept["caption"] for caption in page.captions]
        names += [any(words(name) in credit for credit in kept["credit"]) for name in page.credits]
    rates = {"caption_rate": captions, "credit_rate": names}
    return {name: round(statistics.mean(found), 4) for name, found in rates.items() if found}


def _picture_texts(page: str) -> dict[str, list[str]]:
    document = document_of(page)
    figures = [block for block in document.walk() if block.kind == "figure"] if document else []
    parts = [part for figure in figures for part in figure.children]
    return {kind: [words(part.text) for part in parts if part.kind == kind] for kind in ("caption", "credit")}


def words(text: str) -> str:
    """Give a text's words alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.lower()))


def by_page(pages: list[Page], marks: dict[str, Marks]) -> None:
    """Print each page's F1 by both tools."""
    for page, ours, theirs in zip(pages, *(mark.shares for mark in marks.values()), strict=True):
        print(f"{page.name:44}{f1_of(ours):>10.3f}{f1_of(theirs):>14.3f}")


def table(figures: dict[str, float]) -> None:
    """Print both tools beside each other."""
    print(f"{'':24}{'lattlast':>12}{'trafilatura':>14}")
    for name in ("f1", "precision", "recall", "seconds"):
        print(f"{name:24}{figures[f'{name}_lattlast']:>12.4f}{figures[f'{name}_trafilatura']:>14.4f}")
    print(f"{'time, ratio':24}{figures['time_ratio']:>12.2f}{1:>14}")
    for name in ("caption_rate", "credit_rate"):
        if name in figures:
            print(f"{name.replace('_', ', '):24}{figures[name]:>12.4f}")


def main() -> None:
    """Print the figures."""
    parser = cli.parser(__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder in the public benchmark's layout")
    parser.add_argument("--pages", action="store_true", help="list each page's F1 by both tools")
    parser.add_argument("--site", action="store_true", help="put menus, scripts and teasers around each page")
    options = parser.parse_args()
    given = public_pages(options.folder) if options.folder else own_pages()
    pages = list(map(on_a_site, given) if options.site else given)
    marks = measure(pages)
    if options.pages and not options.json:
        by_page(pages, marks)
    cli.report(summary(marks) | picture_rates(pages) | {"pages": len(pages)}, options, table)


if __name__ == "__main__":
    main()
