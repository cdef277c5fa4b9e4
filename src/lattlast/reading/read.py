"""An article's bytes to a Document: the room's table of contents.

Takes the bytes of a page or a text file, gives a Document with findings about what a person should know. It does not
open files or addresses.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from lattlast.errors import InputError
from lattlast.languages import SOURCE
from lattlast.model import Document, Finding, renumber
from lattlast.reading.article import LeftOut, find_article
from lattlast.reading.decoding import decode
from lattlast.reading.drafts import Draft, finish
from lattlast.reading.editorial import settle
from lattlast.reading.inlines import Collector
from lattlast.reading.markup import Builder
from lattlast.reading.metadata import page_facts
from lattlast.reading.passages import Passage
from lattlast.reading.plaintext import text_drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lattlast.model import Block

_TAG = re.compile(r"<(?:!doctype|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_META = ("author", "photographer", "published", "modified", "site", "image")
_QUOTED = 400
_COMMON_SWEDISH = frozenset("och att det som är för på av inte med till den har de om ett men vi kan jag".split())
_SWEDISH = 0.12
_FOREIGN = 0.04
_ENOUGH_WORDS = 40


def read(data: bytes, *, id: str, source: str = "", media_type: str = "") -> Document:  # noqa: A002  (the model's word)
    """Read an article; raise InputError where there is none in the bytes.

    `source` is the page's address or its file's name. `media_type` is ``text/plain`` for a plain text; without it the
    text itself tells.
    """
    text = decode(data)
    plain = not _WHOLE_PAGE.match(text) and (media_type == "text/plain" or not _TAG.search(text))
    document = _read_text(text, id, source) if plain else _read_page(text, id, source)
    if not any(segment.text for segment in document.segments()):
        raise InputError(
            "The page holds no text.",
            hint="It may be built by scripts: open it in a browser, copy its text and save that as a .txt file.",
        )
    return document


def _read_text(text: str, name: str, source: str) -> Document:
    title, drafts = text_drafts(text)
    settled, told = settle(drafts, plain=True)
    blocks = _assemble(title, settled, SOURCE)
    meta = {**told.facts, "source": source}
    left_out = [LeftOut("date, kept as data", line) for line in told.date_lines]
    return Document(name, SOURCE, blocks, _filled(meta), tuple(_findings(blocks, left_out, ())))


def _read_page(text: str, name: str, source: str) -> Document:
    page = BeautifulSoup(_XML_DECLARATION.sub("", text), "lxml")
    said = page_facts(page)
    base = _base(said, source)
    article = find_article(page, title=said.get("title", ""))
    collector = Collector(article.root, base, said.get("lang", SOURCE))
    heading = collector.line(article.heading.children) if article.heading else Passage("")
    if article.heading:
        collector.skipped.add(id(article.heading))
    title, drafts = _title(heading, Builder(collector).build(article.root), said.get("title", ""))
    settled, told = settle(drafts, plain=False)
    lang, mismatch = _language(settled, said.get("lang", ""))
    blocks = _assemble(title, settled, lang)
    meta = {**told.facts, **said, "source": source if _WEB.match(source) else said.get("address", source)}
    left_out = [*article.left_out, *(LeftOut("date, kept as data", line) for line in told.date_lines)]
    findings = (*mismatch, *_findings(blocks, left_out, collector.unopened))
    return Document(name, lang, blocks, _filled(meta), findings)


def _base(said: Mapping[str, str], source: str) -> str:
    """Give the address that the page's links start from."""
    address = source if _WEB.match(source) else said.get("address", "")
    return said.get("base") or address


def _title(heading: Passage, drafts: list[Draft], named: str) -> tuple[Passage, list[Draft]]:
    """Choose the title: the main heading, else a heading that comes first, else what the page calls itself."""
    if heading:
        return heading, drafts
    first = next((draft for draft in drafts if draft.kind != "figure"), None)
    if first is not None and first.kind == "heading":
        return first.passage, [draft for draft in drafts if draft is not first]
    return Passage(named), drafts


def _assemble(title: Passage, drafts: Iterable[Draft], lang: str) -> tuple[Block, ...]:
    return renumber(finish([Draft("title", title), *drafts], lang))


def _filled(meta: Mapping[str, str]) -> dict[str, str]:
    return {name: meta[name] for name in (*_META, "source") if meta.get(name)}


def _language(drafts: Sequence[Draft], marked: str) -> tuple[str, tuple[Finding, ...]]:
    """Take the page's word for its language, unless its commonest words are Swedish, or are not."""
    words = [word for draft in drafts for part in draft.walk() for word in re.findall(r"\w+", part.text.lower())]
    if len(words) < _ENOUGH_WORDS:
        return marked or SOURCE, ()
    share = sum(word in _COMMON_SWEDISH for word in words) / len(words)
    if marked not in {"", SOURCE} and share > _SWEDISH:
        message = f"The page is marked as “{marked}”, but its text is Swedish: it is read as Swedish."
        return SOURCE, (Finding("language", "warning", message),)
    if marked in {"", SOURCE} and share < _FOREIGN:
        return SOURCE, (Finding("language", "warning", "The text does not look Swedish. Is it the right page?"),)
    return marked or SOURCE, ()


def _findings(
    blocks: Sequence[Block], left_out: Sequence[LeftOut], unopened: Sequence[str]
) -> Iterator[Finding]:
    """Tell what a person should know about the reading."""
    if not blocks or blocks[0].kind != "title":
        yield Finding("no-title", "warning", "The article has no heading: its file's name stands for it.")
    for block in (part for block in blocks for part in block.walk() if part.kind == "figure"):
        if not any(child.kind in {"alt", "caption"} for child in block.children):
            yield Finding("no-alt", "warning", f"The picture {block.attrs.get('src')} has neither text alternative nor caption.")
    if unopened:
        some = ", ".join(dict.fromkeys(unopened))
        yield Finding("link-dropped", "info", f"Links without a full address are plain text here: {_shortened(some)}.")
    ordered = sorted(left_out, key=lambda part: part.reason)
    for reason, parts in groupby(ordered, key=lambda part: part.reason):
        texts = " · ".join(dict.fromkeys(_shortened(part.text) for part in parts))
        yield Finding("left-out", "info", f"Left out ({reason}): {texts}")


def _shortened(text: str) -> str:
    if len(text) <= _QUOTED:
        return text
    return f"{text[:_QUOTED].rsplit(maxsplit=1)[0]} … ({len(text.split())} words)"
