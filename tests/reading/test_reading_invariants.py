"""What holds for every page, however broken: no word is lost or doubled, and the model's promises are kept."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from lattlast.errors import InputError
from lattlast.model import Document, from_json, to_json
from lattlast.reading import read

WORDS = ["Åkerby", "Foto:", "Text:", "Ålder:", "kr.", "m.m.", "–", "•", "1.", "2026", "Fakta", "Läs mer", "Av", "?"]
NAMES = [
    "",
    " class=ingress",
    " class=caption",
    " class=faktaruta",
    " class=byline",
    " class=box",
    " class=date",
    " lang=en",
]
TAGS = [
    "div", "section", "p", "ul", "ol", "li", "table", "tr", "td", "th", "dl", "dt", "dd", "figure", "figcaption",
    "blockquote", "cite", "aside", "details", "summary", "h1", "h2", "h3", "b", "em", "span", "a", "pre", "q", "button",
    "header", "footer", "nav", "label",
]  # fmt: skip
LOOSE = [
    "<br>",
    "\n",
    "<img src=a.png alt=bild>",
    "<img src=data:x>",
    "</div>",
    "</p>",
    "<td>",
    "<!-- x -->",
    "&shy;",
    "-\n",
]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Draw a page of random, badly nested elements in which every ordinary word, w1w, w2w …, occurs once."""
    count = 0
    page = ""
    for _ in range(draw(st.integers(1, 40))):
        tag, name = draw(st.sampled_from(TAGS)), draw(st.sampled_from(NAMES))
        page += f"<{tag}{name}>"
        for word in draw(st.lists(st.sampled_from(WORDS), max_size=3)):
            count += 1
            page += f"{word} w{count}w "
        page += draw(st.sampled_from([f"</{tag}>", "", *LOOSE]))
    return page


def numbered(text: str) -> list[str]:
    return re.findall(r"w\d+w", text)


@settings(max_examples=250, deadline=None)
@given(pages())
def test_every_word_is_in_the_document_or_told_as_left_out(page):
    try:
        document = read(page.encode(), id="x", media_type="text/html")
    except InputError:
        return
    kept = [word for segment in document.segments() for word in numbered(segment.text)]
    assert len(kept) == len(set(kept))
    told = " ".join(finding.message for finding in document.findings)
    if " words)" not in told:
        assert set(numbered(page)) <= {*kept, *numbered(told)}


CHILDREN = {
    "list": {"item"},
    "item": None,
    "quote": {"paragraph", "credit"},
    "figure": {"alt", "caption", "credit"},
    "facts": {"heading", "fact", "paragraph", "list"},
    "definitions": {"fact"},
    "fact": {"label", "value"},
    "table": {"caption", "row"},
    "row": {"cell"},
}
TOP = {
    "title", "lead", "heading", "paragraph", "dialogue", "byline", "note", "list", "quote", "figure", "facts",
    "definitions", "table",
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(pages())
def test_documents_keep_the_models_promises(page):
    try:
        document = read(page.encode(), id="x", media_type="text/html")
    except InputError:
        return
    assert {block.kind for block in document.blocks} <= TOP
    for block in document.walk():
        allowed = CHILDREN.get(block.kind, set())
        assert allowed is None or {child.kind for child in block.children} <= allowed
        assert block.kind != "heading" or 2 <= block.level <= 6
        assert block.segments or block.children or block.kind == "cell" or block.attrs.get("src")
    for segment in document.segments():
        assert segment.text == " ".join(segment.text.split())
        assert unicodedata.is_normalized("NFC", segment.text)
        assert list(segment.inlines) == sorted(segment.inlines, key=lambda inline: (inline.start, -inline.end))
        for inline in segment.inlines:
            assert 0 <= inline.start <= inline.end <= len(segment.text)
            assert (inline.start == inline.end) is (inline.kind == "break")
    assert [segment.id for segment in document.segments()] == [
        f"s{number + 1}" for number, _ in enumerate(document.segments())
    ]
    assert from_json(Document, to_json(document)) == document


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "ord", "\n", "\n\n", "- ", "Namn: ", "lång rad " * 9]), min_size=1))
def test_no_letter_of_a_text_file_is_lost(parts):
    text = " ".join(parts)
    try:
        document = read(text.encode(), id="x", media_type="text/plain")
    except InputError:
        assert not text.strip()
        return
    kept = "".join(segment.text for segment in document.segments())
    assert sorted(filter(str.isalpha, kept)) == sorted(filter(str.isalpha, text))


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_document_or_an_input_error(data):
    with suppress(InputError):
        assert read(data, id="x").blocks
