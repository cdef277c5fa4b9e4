"""Running text: clean characters, whole words, sentences, and the mark-up over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lattlast.reading import read

if TYPE_CHECKING:
    from lattlast.model import Segment


def segments(body: str, *, head: str = "", source: str = "") -> list[Segment]:
    page = f"<html lang='sv'><head>{head}</head><body><main><h1>Rubrik</h1>{body}</main></body></html>"
    return list(read(page.encode(), id="x", source=source).segments())[1:]


def texts(body: str) -> list[str]:
    return [segment.text for segment in segments(body)]


def marks(body: str, **page: str) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (inline.kind, segment.text[inline.start : inline.end], dict(inline.attrs))
        for segment in segments(body, **page)
        for inline in segment.inlines
    ]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Lokal&shy;trafik", "Lokaltrafik"),
        ("ord\u200bled\ufeff", "ordled"),
        ("3&nbsp;400&thinsp;kr", "3 400 kr"),
        ("Cafe\u0301 A\u030angstro\u0308m", "Café Ångström"),
        ("Ung-\ndomsgården", "Ungdomsgården"),
        ("Ung-<br>domsgården", "Ungdomsgården"),
        ("logistik-\n  center", "logistikcenter"),
        ("ett logistik-center", "ett logistik-center"),
        ("e-\ntjänst", "e-tjänst"),
        ("IT-\navdelning", "IT-avdelning"),
        ("Karl-\nGustav", "Karl-Gustav"),
        ("fritids-\noch kulturnämnden", "fritids- och kulturnämnden"),
        ("fritids- och kulturnämnden", "fritids- och kulturnämnden"),
        ("CSN-kort, A-kassan, Sven-Erik", "CSN-kort, A-kassan, Sven-Erik"),
        ("rad\n\t  två", "rad två"),
        ("40 m<sup>2</sup>", "40 m²"),
        ("<q>Hej</q> sa hon", "”Hej” sa hon"),
        ("Åker<wbr>by", "Åkerby"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("9&#150;12 &#133;", "9–12 …"),
        ("bibliograﬁ, e&#8209;post", "bibliografi, e-post"),
    ],
)
def test_characters_and_words_come_out_clean(written, read_as):
    assert texts(f"<p>{written}</p>") == [read_as]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<p>Måndag 9–12<br>Tisdag 13–16</p>", [("Måndag 9–12", True), ("Tisdag 13–16", False)]),
        ("<p>Vi bygger<br>om hela torget.</p>", [("Vi bygger om hela torget.", False)]),
        ("<p>Ett stycke.<br><br>Ett till.</p>", [("Ett stycke.", False), ("Ett till.", False)]),
        ("<p>Först. Sedan.<br>Sist.</p>", [("Först.", False), ("Sedan.", True), ("Sist.", False)]),
        ("<p><br>Ensam rad.<br></p>", [("Ensam rad.", False)]),
    ],
)
def test_line_ends_matter_where_somebody_set_them(written, expected):
    found = [(one.text, any(inline.kind == "break" for inline in one.inlines)) for one in segments(written)]
    assert found == expected


def test_marks_never_cross_sentences():
    assert marks("<p>Hör <a href='https://a.se/x'>av er. Vi svarar</a> fort.</p>") == [
        ("link", "av er.", {"href": "https://a.se/x"}),
        ("link", "Vi svarar", {"href": "https://a.se/x"}),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<b>Ett</b><strong> två</strong> tre", [("strong", "Ett två", {})]),
        (
            "<a href='https://a.se'>en <b>länk</b> här</a>",
            [("link", "en länk här", {"href": "https://a.se"}), ("strong", "länk", {})],
        ),
        ("<i> kursivt </i>ord", [("emphasis", "kursivt", {})]),
        ("<abbr title='diarienummer'>dnr</abbr> 7", [("abbreviation", "dnr", {"title": "diarienummer"})]),
        ("sjung <span lang='fi'>hyvää päivää</span> nu", [("language", "hyvää päivää", {"lang": "fi"})]),
        ("<span lang='sv'>svenska</span> här", []),
        ("appen <span translate='no'>Mitt Åkerby</span> finns", [("protected", "Mitt Åkerby", {})]),
        ("appen <span class='notranslate'>SopNytt</span> finns", [("protected", "SopNytt", {})]),
        ("<span style='font-weight: 700'>viktigt</span> ord", [("strong", "viktigt", {})]),
        ("<b style='font-weight:normal'>klistrat</b> ord", []),
        ("<b></b>tomt <a href='https://a.se'></a>ord", []),
    ],
)
def test_inline_elements_become_marks(written, expected):
    assert marks(f"<p>{written}</p>") == expected


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://kartor.example.se/?id=4&amp;x=å", "https://kartor.example.se/?id=4&x=å"),
        ("mailto:info@example.se", "mailto:info@example.se"),
        ("tel:+46313900650", "tel:+46313900650"),
        ("/bygglov", "https://www.akerby.example.se/bygglov"),
        ("avgifter.html#tabell", "https://www.akerby.example.se/avfall/avgifter.html#tabell"),
        ("//karta.example.se/a", "https://karta.example.se/a"),
    ],
)
def test_links_open_from_anywhere(href, address):
    page = "https://www.akerby.example.se/avfall/start.html"
    found = marks(f"<p>Läs <a href='{href}'>här</a> nu.</p>", source=page)
    assert found == [("link", "här", {"href": address})]
    canonical = f"<link rel='canonical' href='{page}'>"
    assert marks(f"<p>Läs <a href='{href}'>här</a> nu.</p>", head=canonical) == found


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "&#1;javascript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "#avsnitt", "", "https://[fel", "/utan-plats",
        "mailto:",
    ],
)  # fmt: skip
def test_other_addresses_leave_only_the_text(href):
    assert marks(f"<p>Läs <a href='{href}'>här</a> nu.</p>") == []
    assert texts(f"<p>Läs <a href='{href}'>här</a> nu.</p>") == ["Läs här nu."]


def test_links_without_a_known_site_are_told():
    document = read(b"<h1>R</h1><p>Se <a href='/taxa'>taxan</a>.</p>", id="x")
    assert [finding.message for finding in document.findings if finding.code == "link-dropped"] == [
        "Links without a full address are plain text: /taxa"
    ]
