"""Bytes in every encoding that a municipality's computers have used, and files that are no articles."""

from __future__ import annotations

import pytest

from lattlast.errors import InputError
from lattlast.reading import read

TEXT = "Räksmörgås på Ågatan – ”för alla”, 50 €"
PAGE = "<html><head>{meta}<title>x</title></head><body><h1>Ärende</h1><p>" + TEXT + "</p></body></html>"


def paragraph(data: bytes, media_type: str = "text/html") -> str:
    document = read(data, id="artikel", media_type=media_type)
    return next(block.text for block in document.blocks if block.kind in {"paragraph", "lead"})


@pytest.mark.parametrize(
    "meta", ["", '<meta charset="utf-8">', '<meta charset="iso-8859-1">', "<meta charset='x-fel'>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_encoding_is_found_whatever_the_page_says(encoding, meta):
    assert paragraph(PAGE.format(meta=meta).encode(encoding)) == TEXT


def test_declared_encoding_is_used_where_the_bytes_allow_it():
    page = '<meta charset="iso-8859-2"><h1>Język</h1><p>Łódź, żółw i źdźbło.</p>'
    assert paragraph(page.encode("iso-8859-2")) == "Łódź, żółw i źdźbło."


def test_xhtml_declaration_is_no_obstacle():
    declared = '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
    assert paragraph(f"{declared}<body><h1>Å</h1><p>Ö är ö.</p></body></html>".encode()) == "Ö är ö."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_text_files_come_in_any_encoding(encoding):
    assert paragraph(f"Rubrik\r\n\r\n{TEXT}\r\n".encode(encoding), "text/plain") == TEXT


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7 rest", "PDF"),
        (b"PK\x03\x04rest", "Word"),
        (b"\xd0\xcf\x11\xe0rest", "Word"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"ID3\x04", "sound"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "MHTML"),
        (bytes(range(256)) * 4, "binary"),
        (b"\0" * 50, "empty"),
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<html><head><title></title></head><body><script>app()</script></body></html>", "no text"),
        (b"<html><body><img src='a.png'></body></html>", "no text"),
    ],
)
def test_what_is_no_article_is_named_with_a_way_out(data, named):
    with pytest.raises(InputError, match=named) as caught:
        read(data, id="x")
    assert caught.value.hint


@pytest.mark.parametrize(
    "opened", ["<div>", "<div>ord ", "<ul><li>ord ", "<b>ord ", "<blockquote>ord ", "<table><tr><td>ord "]
)
def test_endless_nesting_still_reads(opened):
    document = read((opened * 10_000 + "slut").encode(), id="djup")
    assert any("slut" in segment.text for segment in document.segments())


def test_markup_in_a_text_file_stays_text():
    assert paragraph(b"Rubrik\n\nSkriv <b>inte</b> kod.", "text/plain") == "Skriv <b>inte</b> kod."


def test_page_saved_as_text_is_still_a_page():
    assert (
        paragraph("<!DOCTYPE html><html><body><h1>R</h1><p>Brödtext.</p></body></html>".encode(), "text/plain")
        == "Brödtext."
    )


def test_a_stray_null_is_left_out():
    assert read(b"<h1>Ba\0det</h1>" + b"<p>Texten om badet.</p>" * 3, id="x").title == "Badet"


def test_a_document_type_with_entities_is_no_text():
    page = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "b">]><html><h1>Bad</h1><p>Text &a; här.</p></html>'
    assert [segment.text for segment in read(page.encode(), id="x").segments()] == ["Bad", "Text &a; här."]


@pytest.mark.parametrize("page", ["<h1>Stor</h1>" + "<p>Ord.</p>" * 60_000, "<p>" + "Ord. " * 1_200_000])
def test_a_file_too_large_for_an_article_is_refused_at_once(page):
    with pytest.raises(InputError, match="too large"):
        read(page.encode(), id="x")


def test_an_embedded_picture_does_not_make_a_page_large():
    page = f"<h1>Bad</h1><p>Text här.</p><img alt='Bild' src='data:image/png;base64,{'A' * 6_000_000}'>"
    assert read(page.encode(), id="x").title == "Bad"


def test_an_endless_word_takes_no_endless_time():
    assert read(("Rubrik\n\n" + "a" * 300_000).encode(), id="x", media_type="text/plain").title == "Rubrik"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hej alla! Vi har stängt på fredag. Det beror på städning.\nHälsningar Receptionen", ""),
        ("Nya regler för eldning inom\ntätort\n\nFrån april gäller nya regler.", "Nya regler för eldning inom tätort"),
        ("Nya regler\n==========\n\nFrån april gäller nya regler.", "Nya regler"),
        ("Stängt idag", "Stängt idag"),
    ],
)
def test_a_plain_texts_title_is_a_line_and_no_paragraph(text, title):
    blocks = read(text.encode(), id="x", media_type="text/plain").blocks
    assert (blocks[0].text if blocks[0].kind == "title" else "") == title
    assert "===" not in " ".join(block.text for block in blocks)
