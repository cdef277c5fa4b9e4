"""Pages that a browser saved in one file, written as Chrome, Edge and Internet Explorer write them."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.archives import unpack
from lattlast.errors import InputError
from lattlast.sources import gather
from lattlast.stages import read

ADDRESS = "https://www.lovberga.example/nyheter/bron"
PAGE = """<html lang="sv"><head><title>Bron är klar</title></head><body><main><h1>Bron är klar</h1>
<p>På lördag öppnar bron över Lillån för gående och cyklister. Det blir tal, saft och en orkester.</p>
<p>Se <a href="/karta">kartan</a> över vägen dit.</p>
<img src="https://www.lovberga.example/bild/bro.png?a=1&amp;b=2" alt="Bron i soluppgång"></main></body></html>"""


def archive(page: str, charset: str, transfer: str) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = ADDRESS
    message.set_content(page, subtype="html", charset=charset, cte=transfer)
    message["Content-Location"] = ADDRESS
    message.add_related(b"\x89PNG bro", "image", "png")
    *_, picture = message.iter_parts()
    picture["Content-Location"] = "https://www.lovberga.example/bild/bro.png?a=1&b=2"
    return message.as_bytes()


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_saved_page_has_its_text_its_links_and_its_pictures(tmp_path, charset, transfer):
    (tmp_path / "bron.mhtml").write_bytes(archive(PAGE, charset, transfer))
    (article,) = gather([tmp_path]).articles
    document = read(article).document
    assert document.title == "Bron är klar"
    assert document.meta["source"] == ADDRESS
    figure = next(block for block in document.blocks if block.kind == "figure")
    assert article.image(figure.attrs["src"]) == b"\x89PNG bro"
    assert article.image("../" + figure.attrs["src"]) is None
    links = [inline.attrs["href"] for segment in document.segments() for inline in segment.inlines if inline.attrs]
    assert links == ["https://www.lovberga.example/karta"]


@pytest.mark.parametrize("data", [b"", b"From: x\n\nHej", b"MIME-Version: 1.0\nContent-Type: image/png\n\nxx"])
def test_an_archive_without_a_page_is_told(data):
    with pytest.raises(InputError, match="holds no page"):
        unpack(data)


@given(st.binary(max_size=400))
def test_any_bytes_end_in_an_archive_or_an_input_error(data):
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n"
    for text in (data, head + data):
        with suppress(InputError):
            assert isinstance(unpack(text).page, bytes)
