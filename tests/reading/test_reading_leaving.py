"""What stands in an article's element but is not of the article leaves, and what looks like it but is stays."""

from __future__ import annotations

import pytest

from lattlast.reading import body_text, read

TEXT = (
    "<p>Bryggan vid Näset revs i höstas eftersom pålarna hade ruttnat.</p>"
    "<p>Nu byggs en ny av lärk, som tål vatten utan att målas.</p>"
    "<p>Den som vill bada får vänta till juni, då räcket är på plats.</p>"
)


def body_of(html: str, head: str = "") -> str:
    page = f"<html lang=sv><head>{head}</head><body><main><h1>Ny brygga</h1>{html}</main></body></html>"
    return body_text(read(page.encode(), id="brygga"))


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>Spara</li><li><button>Dela</button></li><li><a href=#kommentarer>41</a></li></ul>",
        "<ul><li><a href=#a>Bakgrund till bygget</a></li><li><a href=#b>Tider att hålla</a></li></ul>",
        "<div><div>Annons</div><div><a href=/x>Badrum till halva priset</a></div></div>",
        "<aside><h3>Missa inte</h3><a href=/x>Så valdes årets badplats</a><p>Läsarna fick rösta.</p></aside>",
        "<a href=/x><h3>Så valdes årets badplats</h3><p>Läsarna fick rösta.</p></a>",
        "<p><a href=/x>LÄS MER OM VÅRA BADPLATSER HÄR</a></p>",
        "<p>Läs mer: <a href=/x>Så valdes årets badplats</a></p>",
        "<div><a href=/k>41 kommentarer</a></div>",
        "<div><p>Blev du klokare?</p><label><input type=radio>Ja</label><label><input type=radio>Nej</label></div>",
        "<x-share><span>Visa en vän</span><a href=#f>Facebook</a></x-share>",
        "<x-card href=/x><h3>Så valdes årets badplats</h3><p>Läsarna fick rösta.</p></x-card>",
        "<p class=lastid>Lästid cirka 2 minuter</p>",
    ],
)
def test_tools_and_teasers_in_the_text_leave(html):
    first, rest = TEXT.split("</p>", 1)
    assert body_of(f"{first}</p>{html}{rest}") == body_of(TEXT)


@pytest.mark.parametrize(
    "html",
    [
        "<div><h2>Kommentarer</h2><div><b>Badaren</b><p>Äntligen, sa jag till min fru i går kväll.</p></div></div>",
        "<div><a href=/1>Badhuset stänger i juli</a> | <a href=/2>Ny simskola</a></div>",
        "<div><h2>Kalender</h2><ul><li><time>1 maj</time> <a>Sagostund för små</a><li><a>Släktforskning</a></ul></div>",
        "<div><h2>Mer</h2><ol><li><a>Bad</a><p>Nu.</p><li><a>Sim</a><p>Sen.</p><li><a>Hopp</a><p>Tio.</p></ol></div>",
        "<footer><section><h2>Så arbetar vi</h2><p>Våra nyheter ska vara sanna och sakliga.</p></section></footer>",
        "<p class=copyright>© 2026 Näsets tidning. Alla rättigheter förbehållna.</p>",
    ],
)
def test_what_comes_after_the_text_leaves_with_its_heading(html):
    assert body_of(f"<div>{TEXT}</div>{html}") == body_of(TEXT)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<h2 id=related-toc-share>Ändrade tider</h2><p>Bygget pågår även på lördagar.</p>", "Ändrade tider"),
        ("<aside><p>Tänk på att ta med flytväst även om du kan simma.</p></aside>", "Tänk på"),
        ("<aside><h3>Kontakt</h3><p><a href='mailto:bad@n.example'>bad@n.example</a></p></aside>", "bad@n.example"),
        ("<aside><h3>Kontakt</h3><p>Bo Ek, 0123-456 78</p><a href=/k>Fler vägar in</a></aside>", "Bo Ek"),
        ("<aside class=faktaruta><h3>Fakta</h3><p>Längd: <a href=/m>12 meter</a></p></aside>", "12 meter"),
        (
            "<h2>E-tjänster</h2><ul><li><a href=/1>Boka båtplats</a></li><li><a href=/2>Felanmäl</a></li></ul>",
            "Felanmäl",
        ),
        (
            "<p>Sök bryggplats här:</p><ul><li><a href=/1>Norra viken</a></li><li><a href=/2>Södra</a></li></ul>",
            "Södra",
        ),
        ("<p><a href=/boka>Boka din båtplats</a></p>", "Boka din båtplats"),
        (
            "<ul><li><a href=/1>Lärk</a> håller i trettio år.</li><li><a href=/2>Gran</a> ruttnar efter tio.</li></ul>",
            "Gran",
        ),
    ],
)
def test_what_an_editor_put_among_the_paragraphs_stays(html, kept):
    assert kept in body_of(f"{TEXT}{html}{TEXT}")


def test_few_words_over_the_title_are_a_label_and_a_path_ends_with_the_title():
    path = "<div><a href=/>Start</a> / <a href=/n>Nyheter</a> / Ny brygga</div>"
    page = f"<article><div>Fritid</div>{path}<h1>Ny brygga</h1>{TEXT}</article>"
    assert body_text(read(page.encode(), id="x")) == body_of(TEXT)


@pytest.mark.parametrize(
    "title",
    [
        "<h1 class=sr-only>Ny brygga vid Näset - Näs kommun</h1><p class=article-title>Ny brygga vid Näset</p>",
        "<h1><a href=/>Näs kommun</a></h1><h3 class=entry-title>Ny brygga vid Näset</h3>",
        "<div>Ny brygga vid Näset</div>",
        "<font size=5><b>Ny brygga vid Näset</b></font><br>",
    ],
)
def test_the_title_is_found_where_no_main_heading_says_it(title):
    page = (
        f"<html lang=sv><head><title>Ny brygga vid Näset - Näs kommun</title></head><body>{title}{TEXT}</body></html>"
    )
    document = read(page.encode(), id="x")
    assert document.title == "Ny brygga vid Näset"
    assert body_text(document) == body_of(TEXT)


def test_the_lead_and_the_picture_between_heading_and_text_stay_and_what_follows_leaves():
    lead = "<div class=header><h1>Ny brygga</h1></div><p class=lead>Till midsommar går det att bada igen.</p>"
    other = "<section><h2>Simskola</h2><p>Anmäl barnen till höstens simskola före den tionde augusti.</p></section>"
    page = f"<div>{lead}<figure><img src=a.png alt=Brygga></figure><div itemprop=articleBody>{TEXT}</div>{other}</div>"
    document = read(page.encode(), id="x")
    assert [block.kind for block in document.blocks] == ["title", "lead", "figure", *["paragraph"] * 3]


@pytest.mark.parametrize(
    "html",
    [
        "<div><button aria-expanded=false>Hund?</button><p>Ja.</p><button aria-expanded=false>Grill?</button></div>",
        "<ul><li><img src=a.jpg alt=Räcket></li><li aria-hidden=true><img src=b.jpg><p>Grillen</p></li></ul>",
    ],
)
def test_questions_that_a_button_opens_and_pictures_that_wait_for_their_turn_stay(html):
    page = f"<main><h1>Ny brygga</h1>{TEXT}{html}</main>"
    assert "rill" in " ".join(segment.text for segment in read(page.encode(), id="brygga").segments())


def test_a_column_after_the_article_stays_if_it_goes_on_with_it():
    more = "<h2>Så går det till</h2><ul><li>Mät båten.</li><li>Boka en plats.</li><li>Betala på bryggan.</li></ul>"
    assert "Boka en plats." in body_of(f"<div><div>{TEXT}</div><div>{more}</div></div>")


def test_an_article_laid_out_as_a_table_leaves_the_cells_beside_it():
    cells = "<td><b>Vi bygger</b><br>Dammen lagas i maj.<p>Ring oss om vägen.</td>"
    page = f"<table><tr>{cells}<td><h1>Ny brygga</h1>{TEXT}</td>{cells}</tr></table>"
    assert body_text(read(page.encode(), id="brygga")) == body_of(TEXT)


FEET = {
    "questions": "<form><p>Hjälpte informationen dig?</p><button>Ja</button><button>Nej</button></form>",
    "tools": "<div class=share><a href=#f>Facebook</a><a href=#m>E-post</a></div>",
    "teasers": "<div class=puffar><h2>Mer att läsa</h2><a href=/1>Badhuset stänger i juli</a></div>",
}


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
def test_boxes_with_headings_of_their_own_below_the_foot_of_an_article_leave(foot):
    box = "<section><h2>Sommarjobb</h2><p>Är du född 2010? Då kan du söka jobb hos oss i sommar.</p></section>"
    assert body_of(f"<div>{TEXT}</div>{foot}{box}") == body_of(TEXT)


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
@pytest.mark.parametrize(
    "html",
    [
        "<p>Efter midsommar får bryggan även en stege och en livboj.</p>",
        "<div><p>Efter midsommar får bryggan även en stege och en livboj.</p></div>",
        "<h2>Stegen</h2><p>Efter midsommar får bryggan även en stege och en livboj.</p>",
        "<div><h2>Fakta om bryggan</h2><p>Den blir 42 meter lång och 3 meter bred.</p></div>",
        "<div><h2>Vill du veta mer?</h2><p>Ring Mats Ek på fritidsförvaltningen, 0555-555 12.</p></div>",
    ],
)
def test_what_may_be_of_the_article_stays_below_its_foot(foot, html):
    assert body_of(f"<div>{TEXT}</div>{foot}{html}") == body_of(f"{TEXT}{html}")


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
def test_boxes_of_a_text_that_goes_on_stay(foot):
    first, second, third, _ = TEXT.split("</p>")
    parts = [f"<section><h2>Bryggan</h2>{text}</p></section>" for text in (first, second, third)]
    assert body_of(f"{parts[0]}{parts[1]}{foot}{parts[2]}") == body_of("".join(parts))


def test_a_heading_over_teasers_leaves_with_them_however_they_are_grouped():
    card = "<div><h3><a href=/x>Så valdes årets badplats</a></h3><p>Läsarna fick rösta.</p></div>"
    html = f"{TEXT}<section><h2>Fler berättelser</h2><div class=rutnat>{card * 3}</div></section>"
    assert body_of(html) == body_of(TEXT)


def test_facts_in_a_side_column_stay_and_all_else_in_it_leaves():
    facts = "<div class=faktaruta><h2>Bryggan</h2><p>Den blir 42 meter lång och 3 meter bred.</p></div>"
    news = "<div><h2>Fler nyheter</h2><ul><li><a href=/1>Badhuset stänger i juli</a></li></ul></div>"
    column = f"<aside class=sidebar><div>{news}{facts}</div></aside>"
    assert body_of(f"<article>{TEXT}</article>{column}") == body_of(f"<article>{TEXT}</article>{facts}")


@pytest.mark.parametrize(
    "notice",
    [
        "<div><b>Störning:</b> Vattnet stängs av på Strandvägen på onsdag mellan nio och tolv.</div>",
        "<div><a href=/l>Logga in på Mina sidor för båtägare</a></div>",
        "<div><p>Kontaktcenter flyttar.</p><p>Från måndag tar vi emot på biblioteket.</p></div>",
    ],
)
def test_a_notice_over_the_title_leaves(notice):
    page = f"<main><article>{notice}<h1>Ny brygga</h1>{TEXT * 3}</article></main>"
    assert body_text(read(page.encode(), id="x")) == body_of(TEXT * 3)


@pytest.mark.parametrize(
    ("over", "kept"),
    [
        ("<p class=ingress>Till midsommar går det att bada igen, lovar kommunen.</p>", "Till midsommar"),
        ("<figure><img src=a.jpg alt=Bryggan><figcaption>Pålarna slås ner.</figcaption></figure>", "Pålarna"),
        ("<div>Den som vill bada får vänta.</div>" * 20, "Den som vill bada får vänta."),
    ],
)
def test_a_lead_a_picture_and_much_text_over_the_title_stay(over, kept):
    page = f"<main><article>{over}<h1>Ny brygga</h1>{TEXT}</article></main>"
    assert kept in " ".join(segment.text for segment in read(page.encode(), id="x").segments())


CARDS = (
    "<div><h3>Badhuset stänger</h3><p>I juli.</p></div><div><h3>Simskolan är full</h3><p>Vänta till hösten.</p></div>"
)


def test_cards_that_scripts_make_links_leave_with_their_heading():
    assert body_of(f"<article>{TEXT}<div><h2>Mer från Näsets kommun</h2>{CARDS}</div></article>") == body_of(TEXT)
    assert body_of(f"<article>{TEXT}{CARDS.replace('<div>', '<div role=link>')}</article>") == body_of(TEXT)


def test_parts_with_headings_of_their_own_stay_under_a_heading_of_the_text():
    assert "Vänta till hösten." in body_of(f"<article>{TEXT}<div><h2>Så blir badsäsongen</h2>{CARDS}</div></article>")
    assert "Vänta till hösten." in body_of(f"<article>{TEXT}<h2>Mer om badsäsongen</h2>{CARDS}</article>")


def test_a_box_to_give_an_address_for_letters_leaves():
    form = "<form><input type=email aria-label=E-post><button>Skicka</button></form>"
    box = f"<div><h3>Nyheter från Näset varje vecka</h3><p>Missa inte vad som händer i sommar.</p>{form}</div>"
    first, rest = TEXT.split("</p>", 1)
    assert body_of(f"{first}</p>{box}{rest}") == body_of(TEXT)
    long = f"<div>{TEXT * 2}{form}</div>"
    assert body_of(f"{TEXT}{long}") == body_of(TEXT * 3)
