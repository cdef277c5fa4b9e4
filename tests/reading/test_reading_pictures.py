"""How publishing systems mark a picture's caption and credit, and what only looks like either."""

import pytest

from lattlast.reading import read

PICTURE = "<img src='https://stad.example/b.jpg' alt='Bron sedd från ån'>"
BEFORE = """<h1>Bron är lagad</h1><p>Nu går det att cykla över ån igen, efter fem månader med omväg runt hela viken.</p>
<p>Bron fick nytt räcke och nya plankor, och under den har dykare bytt ut två av de gamla stenkistorna.</p>"""
AFTER = """<p>Nästa gång bron behöver ses över är om tolv år, om inte isen skadar den innan dess.</p>
<p>Arbetet har kostat tre miljoner kronor, vilket är en halv miljon mindre än kommunen hade räknat med.</p>"""


def document(html):
    page = f"<html lang=sv><title>Bron är lagad</title><body><main>{BEFORE}{html}{AFTER}</main></body></html>"
    return read(page.encode(), id="bron")


def pictures_of(html):
    parts = [part for block in document(html).blocks for part in block.walk()]
    captions = [part.text for part in parts if part.kind == "caption"]
    return captions, [part.text for part in parts if part.kind == "credit"]


def kinds_of(html, text):
    return [part.kind for block in document(html).blocks for part in block.walk() if part.text.startswith(text)]


@pytest.mark.parametrize(
    "html",
    [
        "<div class=picture>{}<span>Räcket målas grönt.</span></div>",
        "<div role=figure>{}<div>Räcket målas grönt.</div></div>",
        "<table><tr><td>{}<br>Räcket målas grönt.</td></tr></table>",
        "<div class=img-container>{}<p>Räcket målas grönt.</p></div>",
        "<div class=image-wrapper>{}<span class=image-description>Räcket målas grönt.</span></div>",
        "<div class=image>{}<div class=image__legend>Räcket målas grönt.</div></div>",
        "<div class=image-with-overlay>{}<div class=image__overlay>Räcket målas grönt.</div></div>",
        "<div>{}<div id=b1>Räcket målas grönt.</div></div>",
        "<p>{}</p><p><small>Räcket målas grönt.</small></p>",
        "<ul class=bildspel><li>{}<p class=bildspel-text>Räcket målas grönt.</p></li></ul>",
        "<div class=swiper-slide>{}<div class=swiper-caption>Bild 2 av 7: Räcket målas grönt.</div></div>",
        "<figure><a href=b.jpg>{}<span>Förstora bilden</span></a><figcaption>Räcket målas grönt.</figcaption></figure>",
        "<aside class=faktaruta><h2>Fakta</h2>{}<p class=caption>Räcket målas grönt.</p><p>Byggd: 1911</p></aside>",
    ],
)
def test_a_box_around_a_picture_holds_its_caption(html):
    picture = PICTURE.replace("<img", "<img aria-describedby=b1") if "id=b1" in html else PICTURE
    assert pictures_of(html.format(picture)) == (["Räcket målas grönt."], [])


@pytest.mark.parametrize(
    "html",
    [
        "<div class=d><i class=c>Räcket målas grönt.</i><i class=c-credit>Siv Ros</i></div>",
        "<div><span class=m-caption>Räcket målas grönt.</span><span class=m-photographer>Siv Ros</span></div>",
        "<m-picture><span slot=caption>Räcket målas grönt.</span><span slot=credit>Siv Ros</span></m-picture>",
        "<div><p itemprop=caption>Räcket målas grönt.</p><p itemprop=creditText>Siv Ros</p></div>",
        "<figcaption>Räcket målas grönt. <cite>Siv Ros</cite></figcaption>",
        "<figcaption><span>Räcket målas grönt.</span><span class=author>Siv Ros</span></figcaption>",
        "<figcaption><span>Räcket målas grönt.</span><span class=source>Siv Ros</span></figcaption>",
        "<figcaption>Räcket målas grönt.</figcaption><small>Siv Ros</small>",
        "<figcaption><p>Räcket målas grönt.</p><p>Siv Ros</p></figcaption>",
        "<figcaption>Räcket målas grönt.<br>Siv Ros</figcaption>",
        "<figcaption>Räcket målas grönt. <i class=icon-camera></i> Siv Ros</figcaption>",
    ],
)
def test_an_element_of_its_own_names_who_took_the_picture(html):
    assert pictures_of(f"<figure>{PICTURE}{html}</figure>") == (["Räcket målas grönt."], ["Siv Ros"])


@pytest.mark.parametrize(
    "html",
    [
        "<div class=bild>{}<p>Räcket målas grönt.</p><p>Siv Ros</p></div>",
        "<div class=image>{}<div class=image-meta><p>Räcket målas grönt.</p><p><b>Foto:</b> Siv Ros</p></div></div>",
        "<div><div>{}</div><div><span>Räcket målas grönt.</span><span>Foto: Siv Ros</span></div></div>",
    ],
)
def test_a_box_without_a_figure_names_who_took_the_picture(html):
    captions, credits_ = pictures_of(html.format(PICTURE))
    assert captions == ["Räcket målas grönt."]
    assert [credit.removeprefix("Foto: ") for credit in credits_] == ["Siv Ros"]


def test_each_slide_keeps_its_own_caption():
    texts = ("Räcket målas.", "Ida Ek"), ("Dykarna går i.", "Siv Ros"), ("Bron öppnas.", "Ali Öz")
    slides = [f"<li>{PICTURE}<p class=caption>{what}</p><p>Foto: {who}</p></li>" for what, who in texts]
    blocks = document(f"<div class=slides><ul>{''.join(slides)}</ul></div>").blocks
    figures = [[part.text for part in block.children[1:]] for block in blocks if block.kind == "figure"]
    assert figures == [[what, f"Foto: {who}"] for what, who in texts]


@pytest.mark.parametrize(
    ("written", "caption", "credit"),
    [
        ("Räcket målas grönt, foto: Siv Ros", "Räcket målas grönt", "foto: Siv Ros"),
        ("Räcket målas. Fotot är taget av Siv Ros", "Räcket målas.", "Fotot är taget av Siv Ros"),
        ("Så ska bron se ut. Visionsbild: Ask Arkitekter", "Så ska bron se ut.", "Visionsbild: Ask Arkitekter"),
        ("Bron från luften. Flygfoto: Lantmäteriet", "Bron från luften.", "Flygfoto: Lantmäteriet"),
        ("Räcket målas grönt. Siv af Ros-Ek", "Räcket målas grönt.", "Siv af Ros-Ek"),
        ("Räcket målas foto: Siv Ros", "Räcket målas", "foto: Siv Ros"),
        ("Räcket målas. (Siv Ros/Viks kommun)", "Räcket målas.", "Siv Ros/Viks kommun"),
        ("Siv visar ett foto: Mormor på bron.", "Siv visar ett foto: Mormor på bron.", ""),
        ("Siv Ros", "Siv Ros", ""),
        ("Fr.v. Siv Ros och Ali Ek", "Fr.v. Siv Ros och Ali Ek", ""),
        ("Bron invigs av Siv Ros.", "Bron invigs av Siv Ros.", ""),
        ("Först över bron. Siv Ros, 94 år.", "Först över bron. Siv Ros, 94 år.", ""),
        ("Bilden är tagen i maj, innan räcket målades.", "Bilden är tagen i maj, innan räcket målades.", ""),
    ],
)
def test_a_caption_says_who_took_it_in_many_words(written, caption, credit):
    found = pictures_of(f"<figure>{PICTURE}<figcaption>{written}</figcaption></figure>")
    assert found == ([caption], [credit] if credit else [])


@pytest.mark.parametrize(
    "html",
    [
        "<div class=text-image>{}<p>Räcket målas grönt under våren.</p></div>",
        "<div class=media>{}<p>Räcket målas grönt under våren.</p></div>",
        "<div>{}<p>Räcket målas grönt under våren.</p></div>",
        "<div class=image-block>{}<p>Räcket målas grönt under våren.</p><p>Två målare.</p><p>En lift.</p></div>",
        "<div class=image-block>{0}{0}<p>Räcket målas grönt under våren.</p></div>",
        "<div class=image-box>{}<p>Räcket målas grönt under våren. Ring 0555-555 12 om du har frågor.</p></div>",
        "<p><small>Räcket målas grönt under våren.</small></p>",
        "<table><tr><td>{}<br>Räcket målas grönt under våren. Ring 0555-555 12.</td></tr></table>",
    ],
)
def test_a_paragraph_beside_a_picture_stays_a_paragraph(html):
    assert kinds_of(html.format(PICTURE), "Räcket målas grönt under våren.") == ["paragraph"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div><span>Plankorna oljas</span><span>Onsdag 6 maj</span></div>", "Plankorna oljas Onsdag 6 maj"),
        ("<div><span>6 maj 2026</span><span>Driftinformation</span></div>", "6 maj 2026 Driftinformation"),
        ("<p><b>N</b><b>Ytt</b> räcke på <i>bron</i><i>S</i> sida</p>", "NYtt räcke på bronS sida"),
        ("<p><span>V</span><span>A</span>-verket gräver</p>", "VA-verket gräver"),
        ("<p><span>ny</span><span>målat</span> räcke</p>", "nymålat räcke"),
    ],
)
def test_elements_that_style_sheets_hold_apart_do_not_run_together(html, text):
    assert kinds_of(html, text) == ["paragraph"]


def test_a_figure_over_the_article_in_the_same_content_is_its_lead_picture():
    text = "<p>Dammen ska ta emot regnet från hela sluttningen.</p>" * 4
    hero = (
        "<div><figure><img src=d.jpg alt=Damm><figcaption>Dammen rymmer mycket. Foto: Bo Ek</figcaption></figure></div>"
    )
    page = f"<main>{hero}<div><article class=post><h1>Ny damm</h1>{text}</article></div></main>"
    kinds = {block.kind: block.text for block in read(page.encode(), id="damm").walk()}
    assert (kinds["caption"], kinds["credit"]) == ("Dammen rymmer mycket.", "Foto: Bo Ek")
