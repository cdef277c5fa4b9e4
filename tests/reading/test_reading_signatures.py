"""Who took a picture, who wrote, and when, as Swedish and English pages say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lattlast.reading import read

if TYPE_CHECKING:
    from lattlast.model import Document

FILL = "<p>Stallet får nytt tak under våren, och hästarna flyttar till Lunda så länge.</p>"


def document(body: str, head: str = "") -> Document:
    page = f"<html lang=sv><head>{head}</head><body><main><h1>Nytt tak</h1>{body}</main></body></html>"
    return read(page.encode(), id="tak")


def picture_of(caption: str) -> tuple[str, str]:
    figures = document(f"<figure><img src=a.png alt=''>{caption}</figure>{FILL}").walk()
    parts = {block.kind: block.text for block in figures if block.kind in {"caption", "credit"}}
    return parts.get("caption", ""), parts.get("credit", "")


@pytest.mark.parametrize(
    ("written", "caption", "credit"),
    [
        ("Taket läcker. Foto: Åsa Lind", "Taket läcker.", "Foto: Åsa Lind"),
        ("Foto: Åsa Lind. Taket läcker.", "Taket läcker.", "Foto: Åsa Lind."),
        ("Taket läcker. Photograph: J. Ray", "Taket läcker.", "Photograph: J. Ray"),
        ("Taket läcker. Photo by Ann Lee", "Taket läcker.", "Photo by Ann Lee"),
        ("Taket läcker. (AP Photo/Ann Lee)", "Taket läcker.", "AP Photo/Ann Lee"),
        ("Taket läcker. Ann Lee/The Daily Post", "Taket läcker.", "Ann Lee/The Daily Post"),
        ("Taket läcker. Ann Lee for The Daily Post", "Taket läcker.", "Ann Lee for The Daily Post"),
        ("Taket läcker. Courtesy of the riding club", "Taket läcker.", "Courtesy of the riding club"),
        ("Taket läcker. © Lunda kommun", "Taket läcker.", "© Lunda kommun"),
        ("Taket läcker. Credit...Ann Lee", "Taket läcker.", "Credit...Ann Lee"),
        ("Getty Images", "", "Getty Images"),
        ("Fotografi från 1920-talet av stallet.", "Fotografi från 1920-talet av stallet.", ""),
        ("Bild av Storgatan före branden.", "Bild av Storgatan före branden.", ""),
        ("Hon tog ett foto av Åsa Lind.", "Hon tog ett foto av Åsa Lind.", ""),
    ],
)
def test_a_caption_is_parted_from_its_credit(written, caption, credit):
    assert picture_of(f"<figcaption>{written}</figcaption>") == (caption, credit)


@pytest.mark.parametrize(
    "html",
    [
        "<figcaption class=credit>Åsa Lind</figcaption>",
        "<span role=text><span class=visually-hidden>Image source, </span>Åsa Lind</span>",
        "<figcaption><span class=photo-credit>Åsa Lind</span></figcaption>",
    ],
)
def test_a_credit_is_known_by_its_name_or_by_words_for_the_blind(html):
    assert picture_of(html)[1].endswith("Åsa Lind")


def test_words_that_only_say_that_a_caption_follows_are_no_part_of_it():
    hidden = "<figcaption><span class=visually-hidden>Image caption, </span>Taket läcker</figcaption>"
    assert picture_of(hidden)[0] == "Taket läcker"


def test_a_picture_its_text_and_its_credit_in_one_part_belong_together():
    html = f"<div><img src=a.png alt=''><div>Taket läcker</div><div>Bild: Åsa Lind</div></div>{FILL}"
    figure = next(block for block in document(html).blocks if block.kind == "figure")
    assert [(part.kind, part.text) for part in figure.children] == [
        ("caption", "Taket läcker"),
        ("credit", "Bild: Åsa Lind"),
    ]


def test_a_drop_cap_makes_no_caption_of_a_paragraph():
    assert [block.kind for block in document(f"<p class=has-drop-cap>Det läcker in.</p>{FILL}").blocks] == [
        "title",
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("line", "published", "modified", "author"),
    [
        ("Nyhet publicerad: 2026-03-02 10:20", "2026-03-02", "", ""),
        ("Inskickad av Åsa Lind den 2 mars, 2026 - 10:20", "2026-03-02", "", "Åsa Lind"),
        ("Posted 2 March 2026, 10:20 | by Ann Lee", "2026-03-02", "", "Ann Lee"),
        ("Published 10:20 GMT, 2 March 2026", "2026-03-02", "", ""),
        ("Text: Åsa Lind 2026-03-02", "2026-03-02", "", "Åsa Lind"),
        ("By Alma de la Cruz", "", "", "Alma de la Cruz"),
        ("Senast uppdaterad den 2 mars 2026", "", "2026-03-02", ""),
        ("Publié le 02/03/2026 à 10:20", "2026-03-02", "", ""),
        ("4 min read", "", "", ""),
        ("Pressmeddelande • 2 mars 2026 kl. 10.20", "2026-03-02", "", ""),
        ("<span>2 mars 2026</span><span>Nyhet</span>", "2026-03-02", "", ""),
        ("/Åsa Lind", "", "", "Åsa Lind"),
        ("// Åsa Lind, kommunikatör", "", "", "Åsa Lind"),
        ("Webbredaktör: Åsa Lind", "", "", "Åsa Lind"),
        ("Vid tangenterna: Åsa Lind", "", "", "Åsa Lind"),
    ],
)
def test_a_line_of_who_and_when_is_data_and_no_text(line, published, modified, author):
    page = document(f"<p>{line}</p>{FILL}")
    told = [page.meta.get(name, "") for name in ("published", "modified", "author")]
    assert told == [published, modified, author]
    assert [block.kind for block in page.blocks if block.kind != "byline"] == ["title", "paragraph"]


@pytest.mark.parametrize("line", ["Den 2 mars 2026 brann taket.", "Taket lades 1926 av Nils Ek.", "/tak/ritning"])
def test_a_sentence_with_a_date_is_text(line):
    assert line in [block.text for block in document(f"{FILL}<p>{line}</p>").blocks]


def test_the_known_authors_name_is_a_byline_and_what_the_end_says_of_them_is_left_out():
    head = "<meta name=author content='Åsa Lind'>"
    about = "<p>Åsa Lind är reporter på Lundabladet.</p>"
    page = document(f"<p>Åsa Lind, reporter</p>{FILL}{about}", head)
    assert [(block.kind, block.text) for block in page.blocks[2:]] == [("byline", "Åsa Lind, reporter")]
    assert "about the author" in page.findings[-1].message
    assert document(f"{FILL}{about}").blocks[-1].text == "Åsa Lind är reporter på Lundabladet."


def test_who_and_when_may_stand_in_a_list():
    page = document(f"<ul class=page-meta><li>Publicerad: 2 mars 2026</li><li>Av: Åsa Lind, snickare</li></ul>{FILL}")
    assert page.meta["published"] == "2026-03-02"
    assert [(block.kind, block.text) for block in page.blocks[2:]] == [("byline", "Av: Åsa Lind, snickare")]


def test_how_often_a_page_was_seen_is_no_text():
    page = document(f"<div class=post-meta><p>Av Åsa Lind</p><p>20 871</p></div>{FILL}")
    assert [block.text for block in page.blocks if block.kind == "byline"] == ["Av Åsa Lind"]


def test_the_address_is_the_one_that_the_page_calls_its_own():
    links = "<link rel=stylesheet href=https://cdn.example/a.css><link rel=canonical href=https://lunda.example/tak>"
    assert document(FILL, links).meta["source"] == "https://lunda.example/tak"
