"""The parts of an article: headings, lists, tables, figures, facts, dialogue, bylines, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lattlast.reading import read

if TYPE_CHECKING:
    from lattlast.model import Block, Document

FILL = "<p>Här står ett vanligt stycke om kommunens arbete.</p>"


def document(body: str, *, head: str = "", lang: str = "sv") -> Document:
    return read(f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>".encode(), id="artikel")


def tree(block: Block) -> Any:
    """A block as (kind, text) or (kind, [children])."""
    inner = [tree(child) for child in block.children]
    return (block.kind, block.text, inner) if inner and block.text else (block.kind, inner or block.text)


def body_of(html: str) -> list[Any]:
    return [tree(block) for block in document(f"<main><h1>Rubrik</h1>{FILL}{html}</main>").blocks[2:]]


def findings(html: str, code: str) -> list[str]:
    return [finding.message for finding in document(html).findings if finding.code == code]


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("h2 h2 h3 h2", [2, 2, 3, 2]),
        ("h4 h4 h6 h4", [2, 2, 3, 2]),
        ("h3 h3 h2 h3", [2, 2, 2, 3]),
        ("h2 h5 h6 h3", [2, 3, 4, 3]),
        ("h1 h2", [2, 2]),
        ("h2 h3 h4 h5 h6", [2, 3, 4, 5, 6]),
    ],
)
def test_heading_levels_start_at_two_and_leave_no_gap(written, levels):
    html = "".join(f"<{name}>Avsnitt</{name}>{FILL}" for name in written.split())
    blocks = document(f"<main><h1>Rubrik</h1>{html}</main>").blocks
    assert [block.level for block in blocks if block.kind == "heading"] == levels


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><strong>När öppnar hallen?</strong></p><p>I maj.</p>", ["heading", "paragraph"]),
        ("<p><b>Obs! Halt väglag.</b></p><p>Kör försiktigt.</p>", ["paragraph", "paragraph"]),
        ("<p><b>Sist i texten</b></p>", ["paragraph"]),
        ("<p><b>Vad kostar det?</b><br>Ingenting alls.</p>", ["heading", "paragraph"]),
        ("<p><b>Öppettider:</b><br>Måndag 9–12</p>", ["paragraph"]),
        (
            "<button aria-controls='p1'>Vem får söka?</button><div id='p1' hidden><p>Alla.</p></div>",
            ["heading", "paragraph"],
        ),
        ("<details><summary>Vem får söka?</summary>Alla.</details>", ["heading", "paragraph"]),
        ("<p><b>Delvis</b> fet stil</p><p>Mer.</p>", ["paragraph", "paragraph"]),
    ],
)
def test_a_bold_line_over_a_text_is_a_heading(html, expected):
    assert [kind for kind, *_ in body_of(html)] == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>– Jag cyklar jämt.</p>", ("dialogue", "Jag cyklar jämt.")),
        ("<p>— Aldrig mer!</p>", ("dialogue", "Aldrig mer!")),
        ("<p>- Kanske det.</p>", ("dialogue", "Kanske det.")),
        ("<p>–Nu kör vi, säger han.</p>", ("dialogue", "Nu kör vi, säger han.")),
        ("<p>–5 grader i natt.</p>", ("paragraph", "–5 grader i natt.")),
        ("<p>Öppet 8–17 varje dag.</p>", ("paragraph", "Öppet 8–17 varje dag.")),
    ],
)
def test_a_dash_opens_dialogue(html, expected):
    assert body_of(html) == [expected]


def test_questions_in_bold_type_part_the_answers_between_line_ends():
    html = "<p><b>Vem är du?</b><br>– Jag är ny här.<br><b>Vad gör du?</b><br>– Mest möten.</p>"
    assert body_of(html) == [
        ("heading", "Vem är du?"),
        ("dialogue", "Jag är ny här."),
        ("heading", "Vad gör du?"),
        ("dialogue", "Mest möten."),
    ]


@pytest.mark.parametrize("text", ["Så tar du ett bra foto: håll kameran stilla.", "Hon visar ett foto Anna har tagit."])
def test_a_sentence_about_a_photo_is_no_caption(text):
    assert body_of(f"<p>{text}</p>") == [("paragraph", text)]


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Rubrik - Vikbo kommun", "Vikbo kommun"),
        ("Rubrik | Nya bladet", "Nya bladet"),
        ("Bron - en lång historia", ""),
    ],
)
def test_the_sites_name_is_parted_from_the_title(title, site):
    page = document(f"<main><h1>Rubrik</h1>{FILL}</main>", head=f"<title>{title}</title>")
    assert page.meta.get("site", "") == site


def test_only_what_opens_the_article_is_its_lead():
    page = document(f"<main><h1>R</h1>{FILL}<h2>Mer</h2>{FILL}<p class=ingress>Puff längre ned.</p></main>")
    assert page.lead == ""


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p>Pris: 40 kr<br>Ålder: 6–9 år<br>Plats: Ekhallen</p>", "facts"),
        ("<p>Namn: Eva Ek<br>Telefon: 031-390 06 50<br>Rum: 12</p>", "paragraph"),
        ("<p>Namn: Eva Ek<br>E-post: eva@example.se<br>Rum: 12</p>", "paragraph"),
        ("<p>Pris: 40 kr<br>Ålder: 6–9 år</p>", "paragraph"),
    ],
)
def test_lines_with_labels_are_facts_unless_they_are_for_contact(html, kind):
    assert [found for found, *_ in body_of(html)] == [kind]


def test_each_line_with_a_dash_is_somebodys_turn():
    assert body_of("<p>Vi frågar två elever.<br>– Toppen!<br>– Sådär.</p>") == [
        ("paragraph", "Vi frågar två elever."),
        ("dialogue", "Toppen!"),
        ("dialogue", "Sådär."),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<ul><li>Glas</li><li>Papper<ol><li>Tidningar</li></ol></li></ul>",
            ("list", [("item", "Glas"), ("item", "Papper", [("list", [("item", "Tidningar")])])]),
        ),
        ("<ul><li><p>Ett.</p><p>Två.</p></li></ul>", ("list", [("item", "Ett.", [("paragraph", "Två.")])])),
        ("<ul><li>A</li><ul><li>B</li></ul></ul>", ("list", [("item", "A", [("list", [("item", "B")])])])),
        ("<p>– mjölk<br>– ägg</p>", ("list", [("item", "mjölk"), ("item", "ägg")])),
        ("<p>• mjölk</p><p>• ägg</p>", ("list", [("item", "mjölk"), ("item", "ägg")])),
        ("<p>1. Logga in</p><p>2. Välj tid</p>", ("list", [("item", "Logga in"), ("item", "Välj tid")])),
        (
            "<dl><dt>Vuxen</dt><dd>60 kr</dd><dt>Barn</dt><dd>30 kr</dd></dl>",
            (
                "definitions",
                [("fact", [("label", "Vuxen"), ("value", "60 kr")]), ("fact", [("label", "Barn"), ("value", "30 kr")])],
            ),
        ),
    ],
)
def test_lists(html, expected):
    assert body_of(html) == [expected]


def test_ordered_lists_say_so():
    blocks = document(f"<main><h1>R</h1>{FILL}<ol><li>Ett</li></ol><ul><li>Två</li></ul></main>").blocks
    assert [dict(block.attrs) for block in blocks if block.kind == "list"] == [{"ordered": "true"}, {}]


def headers(html: str) -> list[list[tuple[str, str]]]:
    table = next(block for block in document(f"<main><h1>R</h1>{FILL}{html}</main>").blocks if block.kind == "table")
    rows = [row for row in table.children if row.kind == "row"]
    return [[(cell.text, cell.attrs.get("header", "")) for cell in row.children] for row in rows]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><tr><th>Dag</th><th>Tid</th></tr><tr><th>Lördag</th><td>10–14</td></tr></table>",
            [[("Dag", "column"), ("Tid", "column")], [("Lördag", "row"), ("10–14", "")]],
        ),
        (
            "<table><thead><tr><td></td><th>Pris</th></tr></thead><tr><td>Barn</td><td>20 kr</td></tr></table>",
            [[("", ""), ("Pris", "column")], [("Barn", ""), ("20 kr", "")]],
        ),
        (
            "<table><tr><td><b>Ort</b></td><td><b>Km</b></td></tr><tr><td>Vik</td><td>9</td></tr></table>",
            [[("Ort", "column"), ("Km", "column")], [("Vik", ""), ("9", "")]],
        ),
        (
            """<table><tr><td colspan=2>Hela</td><td>A</td></tr><tr><td rowspan=2>B</td><td>C</td><td>D</td></tr>
            <tr><td>E</td><td>F</td></tr><tr><td>G</td></tr></table>""",
            [
                [("Hela", ""), ("", ""), ("A", "")],
                [("B", ""), ("C", ""), ("D", "")],
                [("", ""), ("E", ""), ("F", "")],
                [("G", ""), ("", ""), ("", "")],
            ],
        ),
    ],
)
def test_table_cells_know_their_headers_and_places(html, expected):
    assert headers(html) == expected


def test_a_cell_over_several_rows_is_known_in_the_rows_below():
    html = "<table><tr><td rowspan=2>B</td><td>C</td></tr><tr><td>E</td></tr></table>"
    page = document(f"<main><h1>R</h1>{FILL}{html}</main>")
    below = next(block for block in page.blocks if block.kind == "table").children[1].children[0]
    assert (below.text, below.attrs) == ("", {"span": "above"})


def test_a_table_for_layout_is_no_table():
    html = (
        "<table role=presentation><tr><td><h2>Vänster</h2><p>Text ett.</p></td><td><p>Text två.</p></td></tr></table>"
    )
    assert body_of(html) == [("heading", "Vänster"), ("paragraph", "Text ett."), ("paragraph", "Text två.")]


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src='a.jpg' alt='En bro'><figcaption>Bron i Vik. Foto: Eva Ek</figcaption></figure>",
        """<figure><img src='a.jpg' alt='En bro'><figcaption><span>Bron i Vik.</span>
        <span class='photographer'>Foto: Eva Ek</span></figcaption></figure>""",
        "<p><img src='a.jpg' alt='En bro'></p><p class='caption'>Bron i Vik. (Foto: Eva Ek)</p>",
        """<div class='wp-caption'><img src='a.jpg' alt='En bro'>
        <p class='wp-caption-text'>Bron i Vik. / Foto: Eva Ek</p></div>""",
        "<img src='a.jpg' alt='En bro'><p>Bron i Vik. FOTO: Eva Ek</p>",
        "<p class='bildtext'>Bron i Vik.</p><img src='a.jpg' alt='En bro'><p>Foto: Eva Ek</p>",
    ],
)
def test_a_picture_keeps_caption_and_credit_apart(html):
    [(kind, parts)] = body_of(html)
    assert kind == "figure"
    assert [(name, text.replace("FOTO", "Foto")) for name, text in parts] == [
        ("alt", "En bro"),
        ("caption", "Bron i Vik."),
        ("credit", "Foto: Eva Ek"),
    ]


def test_a_caption_is_not_said_twice():
    assert body_of("<figure><img src=a.jpg alt='Bron i Vik'><figcaption>Bron i Vik</figcaption></figure>") == [
        ("figure", [("caption", "Bron i Vik")])
    ]


def test_decoration_goes_and_a_silent_picture_is_told():
    assert body_of("<img src='streck.png' alt=''><img src='ikon.svg' width='16' alt='pdf'>") == []
    assert findings(f"<main><h1>R</h1>{FILL}<img src='a.jpg'></main>", "no-alt")


def test_a_picture_that_is_not_loaded_is_told_by_its_description():
    html = f"<main><h1>R</h1>{FILL}<img src='data:image/gif;base64,R0' alt='Invigning'></main>"
    assert "Invigning" in findings(html, "picture-dropped")[0]


FACTS = [("fact", [("label", "Invånare"), ("value", "14 200")]), ("fact", [("label", "Yta"), ("value", "310 km²")])]


@pytest.mark.parametrize(
    "html",
    [
        "<aside class='faktaruta'><p><strong>Invånare:</strong> 14 200<br><strong>Yta:</strong> 310 km²</p></aside>",
        "<div class='fact-box'><p>Invånare: 14 200</p><p>Yta: 310 km²</p></div>",
        """<table class='faktaruta'><tr><td>Invånare</td><td>14 200</td></tr>
        <tr><td>Yta</td><td>310 km²</td></tr></table>""",
        "<aside class='facts'><p><b>Invånare</b></p><p>14 200</p><p><b>Yta</b><br>310 km²</p></aside>",
        "<section class='facts'><ul><li><b>Invånare</b>: 14 200</li><li><b>Yta</b>: 310 km²</li></ul></section>",
        "<div class='infobox'><dl><dt>Invånare</dt><dd>14 200</dd><dt>Yta</dt><dd>310 km²</dd></dl></div>",
        """<div class='factBox'><table><tr><td>Invånare</td><td>14 200</td></tr>
        <tr><td>Yta</td><td>310 km²</td></tr></table></div>""",
    ],
)
def test_a_box_of_facts_pairs_labels_with_values(html):
    assert body_of(html) == [("facts", FACTS)]


@pytest.mark.parametrize("html", ["<h2>Fakta</h2>{}", "<h3>Fakta om Vik</h3>{}", "<h4>Kort om kommunen</h4>{}"])
def test_a_box_is_known_by_its_heading(html):
    facts = "<p><b>Invånare:</b> 14 200<br><b>Yta:</b> 310 km²</p>"
    [(kind, parts)] = body_of(f"<div class='x7'>{html.format(facts)}</div>")
    assert kind == "facts"
    assert parts[0][0] == "heading"
    assert parts[1:] == FACTS


def test_a_box_keeps_what_is_no_fact():
    html = "<aside class='faktaruta'><h3>Fakta</h3><p>Huset ritades 1932.</p><ul><li>Bio</li><li>Kafé</li></ul></aside>"
    assert body_of(html) == [
        (
            "facts",
            [("heading", "Fakta"), ("paragraph", "Huset ritades 1932."), ("list", [("item", "Bio"), ("item", "Kafé")])],
        )
    ]


def test_a_quotation_names_its_speaker():
    html = "<blockquote><p>Det är stort.</p><p>Vi är glada.</p><footer>Ida Ros, rektor</footer></blockquote>"
    assert body_of(html) == [
        ("quote", [("paragraph", "Det är stort."), ("paragraph", "Vi är glada."), ("credit", "Ida Ros, rektor")])
    ]


@pytest.mark.parametrize(
    "html",
    ["<p class='ingress'>{}</p>", "<div class='preamble'><p>{}</p></div>", "<p class='env-text-summary-01'>{}</p>"],
)
def test_the_lead_follows_the_title(html):
    lead = "Snart börjar arbetet med den nya parken."
    blocks = document(f"<main><h1>R</h1><img src=a.jpg alt=Park>{html.format(lead)}{FILL}</main>").blocks
    assert [(block.kind, block.text) for block in blocks[:2]] == [("title", "R"), ("lead", lead)]


@pytest.mark.parametrize(
    ("line", "meta"),
    [
        ("Text: Karin Ahl", {"author": "Karin Ahl"}),
        ("Text och foto: Karin Ahl för Vikbladet", {"author": "Karin Ahl", "photographer": "Karin Ahl"}),
        ("Text: Karin Ahl<br>Foto: Olof Berg", {"author": "Karin Ahl", "photographer": "Olof Berg"}),
        ("Av Karin Ahl", {"author": "Karin Ahl"}),
        ("Text: Karin Ahl, foto: Olof Berg", {"author": "Karin Ahl", "photographer": "Olof Berg"}),
        ("Skribent: Karin Ahl", {"author": "Karin Ahl"}),
    ],
)
@pytest.mark.parametrize(
    "place", ["{line}{fill}{fill}{fill}{fill}{fill}{fill}", "{fill}{fill}{fill}{fill}{fill}{fill}{line}"]
)
def test_bylines_come_last_and_name_people(line, meta, place):
    read_page = document(f"<main><h1>R</h1>{place.format(line=f'<p>{line}</p>', fill=FILL)}</main>")
    assert read_page.blocks[-1].kind == "byline"
    assert dict(read_page.meta) == meta


@pytest.mark.parametrize(
    "text", ["Av de sökande fick hälften plats.", "Av Åkerbys elever är många musikaliska.", "Texten: se nedan."]
)
def test_sentences_are_no_bylines(text):
    assert body_of(f"<p>{text}</p>") == [("paragraph", text)]


@pytest.mark.parametrize(
    ("line", "meta"),
    [
        ("Publicerad 3 mars 2026", {"published": "2026-03-03"}),
        ("Senast uppdaterad: 2026-03-04 09.15", {"modified": "2026-03-04"}),
        ("Publicerad: 2026-03-03 | Uppdaterad: 4 mars 2026", {"published": "2026-03-03", "modified": "2026-03-04"}),
        ("Sidan uppdaterades den 4 mars 2026 kl. 14.02", {"modified": "2026-03-04"}),
        ("Senast granskad 4 mars 2026 av Eva Ek", {"modified": "2026-03-04"}),
        ("Publicerad tisdag 3 mars 2026", {"published": "2026-03-03"}),
        (
            "Sidan publicerades 2026-03-03 och uppdaterades senast 2026-03-04",
            {"published": "2026-03-03", "modified": "2026-03-04"},
        ),
    ],
)
def test_date_lines_are_data_not_text(line, meta):
    read_page = document(f"<main><h1>R</h1>{FILL}{FILL}<p>{line}</p></main>")
    assert dict(read_page.meta) == meta
    assert [block.kind for block in read_page.blocks] == ["title", "paragraph", "paragraph"]
    assert any(line in finding.message for finding in read_page.findings)


def test_a_sentence_with_a_date_stays():
    text = "Planen uppdaterades den 4 mars 2026 efter samråd med grannarna."
    assert body_of(f"<p>{text}</p>") == [("paragraph", text)]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("<nav><a href='/'>Hem</a></nav>", "navigation"),
        ("<div class='share-buttons'>Dela med en vän</div>", "sharing"),
        ("<div id='CookieConsent'><h1>Kakor</h1><p>Vi använder kakor.</p></div>", "cookie notice"),
        ("<p>Hjälpte informationen på sidan dig?</p>", "feedback form"),
        ("<span class='sr-only'>Öppnas i nytt fönster</span>", "hidden text"),
        ("<p style='display: none'>Dold rad</p>", "hidden text"),
        ("<h2>Läs mer</h2><ul><li><a href='/a'>Andra sidan</a></li></ul>", "related pages"),
        ("<iframe title='Film om parken' src='https://v.example'></iframe>", "video, sound or map"),
        ("<form><label>E-post</label><input></form>", "form"),
        ("<p>Priset är <s>40 kr</s></p>", "crossed-out text"),
    ],
)
def test_what_is_left_out_is_told_with_the_reason(part, reason):
    html = f"<main><h1>R</h1>{FILL}{part}{FILL}</main>"
    assert any(message.startswith(f"Left out ({reason}): ") for message in findings(html, "left-out"))


def test_scripts_leave_no_trace():
    html = f"<main><h1>R</h1>{FILL}<script>alert('hej')</script><style>p{{}}</style><!-- not --></main>"
    assert "alert" not in repr(document(html))
    assert "not " not in repr(document(html))


def test_an_article_is_found_without_any_known_markup():
    menu = "".join(f"<a href='/{number}'>Sida {number}</a> " for number in range(20))
    page = document(
        f"<div class=q1>{menu}</div><div class=q2><h1>Ny bro</h1>{FILL}<div>{FILL}</div></div><div>{menu}</div>"
    )
    assert [block.kind for block in page.blocks] == ["title", "paragraph", "paragraph"]


def test_a_fragment_is_enough():
    blocks = read("<h2>Nya tider</h2><p>Biblioteket öppnar tidigare.</p>".encode(), id="x").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("title", "Nya tider"),
        ("paragraph", "Biblioteket öppnar tidigare."),
    ]


def test_a_missing_title_is_told():
    page = read(f"<main>{FILL}</main>".encode(), id="parken")
    assert page.title == "parken"
    assert "no-title" in {finding.code for finding in page.findings}


SWEDISH = (
    "<p>Det är en dag som alla minns, och för många var det den första gången de fick vara med och bestämma.</p>" * 3
)
ENGLISH = (
    "<p>The council decided last night that the library will stay open on Sundays during the summer months.</p>" * 3
)


@pytest.mark.parametrize(
    ("lang", "text", "expected", "told"),
    [
        ("sv-SE", SWEDISH, "sv", False),
        ("en", SWEDISH, "sv", True),
        ("en-GB", ENGLISH, "en", False),
        ("sv", ENGLISH, "sv", True),
        ("", SWEDISH, "sv", False),
    ],
)
def test_the_language_is_the_pages_own_unless_the_text_belies_it(lang, text, expected, told):
    page = document(f"<main><h1>R</h1>{text}</main>", lang=lang)
    assert page.lang == expected
    assert ("language" in {finding.code for finding in page.findings}) is told


@pytest.mark.parametrize(
    "data",
    [
        '{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2026-02-01", "author": {"name": "Eva Ek"}}]}',
        '{"@type": "Article", "author": [{"name": "Eva Ek"}], "datePublished": "2026-02-01T08:00:00+01:00"}',
    ],
)
def test_structured_data_tells_author_and_date(data):
    page = document(f"<main><h1>R</h1>{FILL}</main>", head=f"<script type='application/ld+json'>{data}</script>")
    assert dict(page.meta) == {"author": "Eva Ek", "published": "2026-02-01"}


@pytest.mark.parametrize(
    "data", ["{", "[[[[", "null", '{"@type": "Article", "author": {"name": {"name": 3}}}', "[" * 5000]
)
def test_broken_structured_data_is_passed_over(data):
    page = document(f"<main><h1>R</h1>{FILL}</main>", head=f"<script type='application/ld+json'>{data}</script>")
    assert page.title == "R"


@pytest.mark.parametrize(
    ("html", "title", "first"),
    [
        ("<title>Taxa 2026</title><div><font size=6>Taxa 2026</font></div>" + FILL, "Taxa 2026", "Här"),
        ("<p>Trafik</p><h2>Vägen stängs</h2>" + FILL, "Vägen stängs", "Trafik"),
        ("<p>Vi har semester.</p><h2>Öppettider</h2>" + FILL, "", "Vi"),
        ("<title>Loppis på torget<body><h1>Loppis på torget</h1>" + FILL, "Loppis på torget", "Här"),
        ("<p class=MsoTitle>Feriejobb</p><h1>Vem får söka?</h1>" + FILL, "Feriejobb", "Vem"),
        ("<h1>Badet öppnar</h1><h2>Badet öppnar</h2>" + FILL, "Badet öppnar", "Här"),
    ],
)
def test_the_title_stands_once_and_is_the_articles_own(html, title, first):
    read_ = read(html.encode(), id="artikel")
    texts = [segment.text for segment in read_.segments()]
    assert read_.title == title or (not title and read_.blocks[0].kind == "paragraph")
    assert texts[1 if title else 0].split()[0] == first


def test_a_word_document_is_read_with_all_its_sections_and_notes():
    html = f"""<div class=WordSection1><h1>Taxa</h1>{FILL * 9}<p>Priset höjs<a href='#_ftn1'><span
    class=MsoFootnoteReference>[1]</span></a>.</p></div><div class=WordSection2><p>Sist.</p></div>
    <div><p class=MsoFootnoteText>Med två procent.</p></div>"""
    texts = [segment.text for segment in document(html).segments()]
    assert texts[-3:] == ["Priset höjs.", "Sist.", "Med två procent."]
    assert findings(html, "left-out") == ["Left out (note marks): [1]"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>* * *</p><p>Slut.</p>", [("paragraph", "Slut.")]),
        ("<p>1</p><h3>Förbered</h3><p>Rita.</p>", [("heading", "1. Förbered"), ("paragraph", "Rita.")]),
        ("<figure><iframe src='x'></iframe><figcaption>Filmen</figcaption></figure>", []),
    ],
)
def test_what_only_places_or_counts_is_no_text_of_its_own(html, expected):
    assert body_of(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<table border=1><tr><td><p><b>Fakta</b></p><p>Yta: 30 kvm</p><p>Klart: juni</p></td></tr></table>",
        "<aside><p><b>Fakta</b><br>Yta: 30 kvm<br>Klart: juni<br>Pris: 4 kr</p></aside>",
        "<div><h3>Kort fakta</h3><p>Yta: 30 kvm<br>Klart: juni</p></div>",
    ],
)
def test_a_heading_of_facts_opens_a_box(html):
    (kind, inside), *rest = body_of(html)
    assert (kind, inside[0][0], rest) == ("facts", "heading", [])
    assert {part[0] for part in inside[1:]} == {"fact"}


def test_a_box_with_one_bold_line_has_a_heading_and_no_label():
    html = "<section class='faktaruta'><p><b>Så larmar du</b></p><p>Ring 112.</p><p>Ring 114 14.</p></section>"
    assert body_of(html) == [
        ("facts", [("heading", "Så larmar du"), ("paragraph", "Ring 112."), ("paragraph", "Ring 114 14.")])
    ]


def test_a_span_makes_no_empty_columns_and_no_endless_rows():
    rows = "<tr><td colspan=99999 rowspan=99999>a</td><td>b</td></tr>" * 60
    table = document(f"<main><h1>Rubrik</h1>{FILL}<table>{rows}</table></main>").blocks[2]
    assert max(len(row.children) for row in table.children) <= 102
    wide = document(f"<main><h1>R</h1>{FILL}<table><tr><td colspan=9>a<tr><td>b<td>c</table></main>").blocks[2]
    assert [len(row.children) for row in wide.children] == [2, 2]


@pytest.mark.parametrize(
    ("line", "author", "photographer"),
    [
        ("Publicerad av: Karin Ek", "Karin Ek", ""),
        ("Anna von Post, text & foto", "Anna von Post", "Anna von Post"),
        ("Anna Post, text", "Anna Post", ""),
    ],
)
def test_a_byline_tells_who_wrote(line, author, photographer):
    read_ = document(f"<main><h1>Rubrik</h1>{FILL * 5}<p>{line}</p></main>")
    assert read_.blocks[-1].kind == "byline"
    assert (read_.meta.get("author", ""), read_.meta.get("photographer", "")) == (author, photographer)


def test_a_saved_page_tells_where_it_came_from():
    page = (
        b"<!DOCTYPE html>\n<!-- saved from url=(0026)https://kommun.example/bad -->\n<html lang='sv'><body><h1>Bad</h1>"
    )
    read_ = read(page + FILL.encode() + b"<p><a href='/taxa'>Taxan</a></p></body></html>", id="bad", source="bad.html")
    assert read_.meta["source"] == "https://kommun.example/bad"


def test_a_tab_heads_the_panel_that_it_opens():
    html = """<ul role="tablist"><li><button role="tab" aria-controls="a">Måndag</button></li>
    <li><button role="tab" aria-controls="b">Tisdag</button></li></ul>
    <div role="tabpanel" id="a"><p>Disco.</p></div><div role="tabpanel" id="b" hidden><p>Pyssel.</p></div>"""
    assert body_of(html) == [
        ("heading", "Måndag"), ("paragraph", "Disco."), ("heading", "Tisdag"), ("paragraph", "Pyssel."),
    ]  # fmt: skip


def test_only_a_date_at_the_very_top_is_the_articles():
    jobs = "<p>Titel</p><p>Sista dag</p><p>Lärare</p><p>2026-05-01</p>"
    assert "published" not in document(f"<main><h1>Lediga jobb</h1>{jobs}{FILL}</main>").meta
    dated = document(f"<main><h1>Lediga jobb</h1><p>Publ. 3 mars 2026</p>{FILL}</main>")
    assert dated.meta["published"] == "2026-03-03"


def test_a_list_keeps_the_number_that_it_begins_with():
    read_ = document(f"<main><h1>Rubrik</h1>{FILL}<ol start=3><li>Val<li>Beslut</ol><ol start=x><li>A<li>B</ol></main>")
    assert [block.attrs for block in read_.blocks[2:]] == [{"ordered": "true", "start": "3"}, {"ordered": "true"}]


def test_a_box_in_which_nothing_is_left_goes():
    assert body_of("<div class=faktaruta><img src=data:x></div>") == []


def test_a_link_in_a_sentence_stays_whatever_it_says():
    page = "<h1>Kontakt</h1><p>Följ oss på <a href='http://f.example'>Facebook</a>, eller <a href='/d'>dela</a> sidan."
    assert "Följ oss på Facebook, eller dela sidan." in [block.text for block in read(page.encode(), id="x").blocks]


@pytest.mark.parametrize("name", ["social-omsorg", "paywall", "topic-text", "feed-in-text", "has-large-font-size"])
def test_a_part_of_the_text_stays_whatever_its_class_is_called(name):
    part = f"<div class='{name}'><p>Här står något som hör till artikeln och som ingen vill vara utan.</p></div>"
    page = (
        f"<main><h1>Stöd</h1>{'<p>Så söker du stöd av kommunen när vardagen är svår att klara.</p>' * 4}{part}</main>"
    )
    assert "hör till artikeln" in " ".join(block.text for block in read(page.encode(), id="x").blocks)
