"""An article's bytes to a Document: the room's table of contents.

Takes the bytes of a page or a text file, gives a Document with findings about what a person should know. It does not
open files or addresses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.errors import InputError
from lattlast.languages import SOURCE
from lattlast.model import Document, renumber
from lattlast.reading.article import find_article
from lattlast.reading.clearing import LeftOut
from lattlast.reading.decoding import decode
from lattlast.reading.drafts import EMPTY, Draft, finish
from lattlast.reading.editorial import is_headline, settle
from lattlast.reading.inlines import Collector
from lattlast.reading.markup import Builder
from lattlast.reading.metadata import page_facts, told_body
from lattlast.reading.notices import about_blocks, about_losses, tell_language
from lattlast.reading.page import parse
from lattlast.reading.passages import Passage
from lattlast.reading.plaintext import text_drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lattlast.reading.bylines import Credits

_TAG = re.compile(r"<(?:!doctype|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_XML_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>|<!doctype\s[^>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_OPEN_TITLE = re.compile(r"(<title[^>]*>[^<]*)(?=<(?!/title))", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.;=-]*,[A-Za-z0-9+/=%_-]{1000,}")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_MOST_LETTERS = 5_000_000
_MOST_TAGS = 60_000
_LONGEST_ARTICLE = 1_500_000  # letters: three novels, and as much as is read in a few seconds
_KICKER_WORDS = 3
_HEAD = 4096
_META = ("author", "photographer", "published", "modified", "source", "site", "image")


def read(
    data: bytes,
    *,
    id: str,  # noqa: A002  (the model's word)
    source: str = "",
    media_type: str = "",
    address: str = "",
) -> Document:
    """Read an article; raise InputError where there is none in the bytes.

    `source` is the page's address or its file's name, `address` whence the file was saved, if that is known. The
    pictures of a page that comes from an address stay there. `media_type` is ``text/plain`` for a plain text;
    without it the text itself tells.
    """
    text = _EMBEDDED.sub("data:,", decode(data))
    _check_size(text)
    plain = not _PAGE.match(text) and (media_type == "text/plain" or not _TAG.search(text))
    document = _read_text(text, id, source) if plain else _read_page(text, id, source, address)
    if not any(True for _ in document.segments()):
        raise InputError(
            "The page holds no text.",
            hint="It may be built by scripts: open it in a browser, copy its text and save that as a .txt file.",
        )
    return document


def _check_size(text: str) -> None:
    """Refuse what would take minutes to read; no article comes near it."""
    tags = text.count("<")
    if len(text) > _MOST_LETTERS or tags > _MOST_TAGS:
        raise _too_large(f"{len(text) / 1e6:.1f} million letters, {tags} tags")


def _check_length(text: str) -> None:
    """Refuse an article whose text alone is too long."""
    if len(text) > _LONGEST_ARTICLE:
        raise _too_large(f"{len(text) / 1e6:.1f} million letters of text")


def _too_large(size: str) -> InputError:
    return InputError(f"The file is too large for one article: {size}.", hint="Save only the article, or part it.")


def _read_text(text: str, name: str, source: str) -> Document:
    _check_length(text)
    title, drafts = text_drafts(text)
    settled, told = settle(drafts, plain=True)
    lang, doubts = tell_language(_texts(settled), SOURCE)
    blocks = renumber(finish([Draft("title", title), *settled], lang))
    findings = (*doubts, *about_blocks(blocks), *about_losses(_untold(told), (), ()))
    return Document(name, lang, blocks, _meta(told.facts, {"source": source}), findings)


def _read_page(text: str, name: str, source: str, saved_from: str) -> Document:
    page = parse(_closed_title(_without_prologue(text)))
    said = page_facts(page, text)
    remote = bool(_WEB.match(source))
    address = source if remote else said.get("address", "") or saved_from
    article = find_article(page, title=said.get("title", ""), told=told_body(page))
    _check_length(article.root.get_text())
    collector = Collector(article.root, said.get("base") or address, said.get("lang", SOURCE), remote=remote)
    heading = EMPTY
    if article.heading is not None:
        heading = collector.line([article.heading])
        collector.skipped.add(id(article.heading))
    title, drafts = _title(heading, Builder(collector).build(article.root), said.get("title", ""))
    settled, told = settle(drafts, plain=False, author=said.get("author", ""))
    lang, doubts = tell_language(_texts(settled), said.get("lang", ""))
    blocks = renumber(finish([Draft("title", title), *settled], lang))
    losses = about_losses([*article.left_out, *_untold(told)], collector.unopened, collector.missing)
    meta = _meta(told.facts, said, {"source": address or source})
    return Document(name, lang, blocks, meta, (*doubts, *about_blocks(blocks), *losses))


def _title(heading: Passage, drafts: list[Draft], named: str) -> tuple[Passage, list[Draft]]:
    """Choose the title: the main heading, else what the page calls itself, else a heading that comes first."""
    first = _first_line(drafts, after_kicker=not (heading or named))
    if first is None:
        return heading or Passage(named), drafts
    rest = [draft for draft in drafts if draft is not first]
    if first.text.casefold() == (heading.text or named).casefold():
        return heading or first.passage, rest
    if heading:
        return heading, drafts
    heads = first.kind == "heading" or is_headline(first.passage, plain=False)
    if heads and first.text.casefold() in (named or first.text).casefold():
        return first.passage, rest
    return Passage(named), drafts


def _first_line(drafts: list[Draft], *, after_kicker: bool) -> Draft | None:
    """Give the first draft with a text; a word or three above a heading, such as “Trafik”, may be passed over."""
    first, second, *_ = [*(draft for draft in drafts if draft.kind in {"heading", "paragraph"}), None, None]
    if not after_kicker or first is None or second is None or second.kind != "heading":
        return first
    is_kicker = first.kind == "paragraph" and len(first.text.split()) <= _KICKER_WORDS and first.text[-1:].isalnum()
    return second if is_kicker else first


def _closed_title(text: str) -> str:
    """End a title that nobody closed, which otherwise takes the whole page."""
    return text if "</title" in text.lower() else _OPEN_TITLE.sub(r"\1</title>", text, count=1)


def _without_prologue(text: str) -> str:
    return _XML_PROLOGUE.sub("", text[:_HEAD]) + text[_HEAD:]


def _texts(drafts: Iterable[Draft]) -> Iterator[str]:
    return (part.text for draft in drafts for part in draft.walk())


def _untold(told: Credits) -> list[LeftOut]:
    dated = [LeftOut("date, kept as data", line) for line in told.date_lines]
    return [*dated, *(LeftOut("about the author", text) for text in told.about_author)]


def _meta(*sources: Mapping[str, str]) -> dict[str, str]:
    """Gather what is known about the article; a later source goes before an earlier one."""
    known = {name: value for source in sources for name, value in source.items() if value}
    return {name: known[name] for name in _META if name in known}
