"""The files beside a page: audio, times and pictures."""

import json
import struct
from dataclasses import replace
from typing import Any

import pytest

from lattlast.model import Clip, Edition, Narration, Word
from lattlast.publishing import IndexEdition, IndexEntry, publish_index
from tests.publishing import editions
from tests.publishing.editions import PNG, SVG, document, leaf, tree
from tests.publishing.pages import files, page, parse, texts


def pictured(data: bytes, src: str = "bild.png") -> tuple[Any, dict[str, bytes]]:
    """Publish an article with one picture and give its img element, or None, and the files."""
    made = Edition("sv", document("sv", leaf("title", "Bild"), tree("figure", src=src)))
    return page(made, images={src: data}).main.img, files(made, images={src: data})


def jpeg(width: int, height: int, *, frame: int = 0xC0) -> bytes:
    """Make the head of a JPEG file, with an EXIF segment before its frame."""
    exif = b"\xff\xe1" + struct.pack(">H", 10) + b"Exif\0\0ab"
    return (
        b"\xff\xd8" + exif + bytes([0xFF, frame]) + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\0\0\0\xff\xd9"
    )


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 4 + 8 + len(body)) + b"WEBP" + kind + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    ("data", "extension", "size"),
    [
        (PNG, "png", ("3", "2")),
        (b"GIF89a" + struct.pack("<HH", 64, 48) + b"\0" * 6, "gif", ("64", "48")),
        (jpeg(800, 600), "jpg", ("800", "600")),
        (jpeg(801, 601, frame=0xC2), "jpg", ("801", "601")),
        (webp(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", 320, 200)), "webp", ("320", "200")),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", (99 - 1) | (77 - 1) << 14)), "webp", ("99", "77")),
        (webp(b"VP8X", b"\0" * 4 + b"\x7f\x07\0" + b"\x37\x04\0"), "webp", ("1920", "1080")),
        (SVG, "svg", ("960", "540")),
        (b'<?xml version="1.0"?>\n<!-- x --><svg width="30px" height="20"/>', "svg", ("30", "20")),
    ],
)  # fmt: skip
def test_a_picture_is_known_by_its_bytes_not_by_its_name(data, extension, size):
    img, made = pictured(data, src="mapp/Vår bild (1).dat?x=1")
    assert (img["width"], img["height"]) == size
    path = img["src"].removeprefix("../")
    assert path.startswith("images/v-r-bild-1.")
    assert path.endswith(f".{extension}")
    assert made[path] == data


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<html>", PNG[:12], PNG[:20], b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\x00", b"RIFF0000WEBPVP9 ", b"GIF89a",
        SVG.replace(b"<rect", b"<script>alert(1)</script><rect"), SVG.replace(b"<rect", b'<rect onload="alert(1)"'),
        b"<svg>", b'<svg width="" height="x"/>', b'<svg viewBox="0 0 0 0"/>',
    ],
)  # fmt: skip
def test_what_is_no_harmless_picture_is_left_out(data):
    img, made = pictured(data)
    assert img is None
    assert not any(path.startswith("images/") for path in made)


def test_two_pictures_of_one_name_are_two_files():
    other = SVG.replace(b"960", b"480")
    made = Edition("sv", document("sv", tree("figure", src="a/bild.svg"), tree("figure", src="b/bild.svg")))
    sources = [img["src"] for img in page(made, images={"a/bild.svg": SVG, "b/bild.svg": other}).main.find_all("img")]
    assert len(set(sources)) == 2


def test_an_edition_without_audio_has_no_player():
    made = files(editions.english())
    assert set(made) == {"en/index.html", "en/fragment.htm", "en/article.epub", "article.zip"}
    assert parse(made["en/index.html"]).audio is None


def test_audio_is_offered_to_hear_and_to_keep():
    made = files(editions.english(b"mp3 bytes"))
    soup = parse(made["en/index.html"])
    assert made["en/narration.mp3"] == b"mp3 bytes"
    assert soup.audio["src"] == soup.select_one("a[download]")["href"] == "narration.mp3"
    assert soup.audio.has_attr("controls")
    assert not soup.audio.has_attr("autoplay")
    assert texts([soup.find(id=soup.audio["aria-labelledby"])]) == ["Listen to the article (13 seconds)"]


def test_further_kinds_of_audio_are_offered_where_they_are_made():
    edition = editions.english(b"mp3 bytes")
    assert edition.narration
    made = files(replace(edition, narration=replace(edition.narration, others={"m4b": b"book", "opus": b"small"})))
    links = {link["href"]: link["download"] for link in parse(made["en/index.html"]).select(".downloads a")}
    assert made["en/narration.m4b"] == b"book"
    assert (links["narration.m4b"], links["narration.opus"]) == ("badplatsen.en.m4b", "badplatsen.en.opus")
    assert "narration.m4b" not in str(page(edition))


def narrated(text: str, clips: tuple[Clip, ...]) -> Edition:
    made = document("sv", leaf("title", text))
    return Edition("sv", made, narration=Narration("röst", "sv", b"mp3", 4000, clips))


def test_webvtt_names_its_cues_and_escapes_their_text():
    clips = (Clip("s1", 3599.9996, 3601.25), Clip("", 3601.25, 3602), Clip("s9", 3602, 3603))
    vtt = files(narrated("1 < 2 --> & klart", clips))["sv/narration.vtt"].decode()
    assert vtt == "WEBVTT\n\ns1\n01:00:00.000 --> 01:00:01.250\n1 &lt; 2 --&gt; &amp; klart\n"


def test_a_cue_is_never_without_length():
    vtt = files(narrated("Hej", (Clip("s1", 0.5, 0.5),)))["sv/narration.vtt"].decode()
    assert "00:00:00.500 --> 00:00:00.501" in vtt


def test_words_json_counts_characters_and_the_player_utf16():
    text = "🛟 boj"
    clips = (Clip("s1", 1.0, 2.0, (Word(0, 1, 1.0, 1.4), Word(2, 5, 1.4, 2.0))), Clip("", 2.0, 3.0))
    made = files(narrated(text, clips))
    told = json.loads(made["sv/words.json"])
    assert [word["word"] for word in told["clips"][0]["words"]] == ["🛟", "boj"]
    assert [text[word["start"] : word["end"]] for word in told["clips"][0]["words"]] == ["🛟", "boj"]
    timings = json.loads(made["sv/timings.js"].decode().removeprefix("lattlastTimings=").removesuffix(";\n"))
    assert timings == [["s1", 1000, 2000, [0, 2, 0, 3, 6, 400]]]


def entry(slug: str, published: str = "", *editions: IndexEdition) -> IndexEntry:
    return IndexEntry(slug, published, "", editions or (IndexEdition("sv", slug.title(), ""),))


def index(*entries: IndexEntry, name: str = "index.html") -> Any:
    return parse(next(artefact.data for artefact in publish_index(entries) if artefact.path == name))


def test_the_index_lists_the_newest_article_first():
    soup = index(
        entry("bro", "2026-01-02"), entry("cykel"), entry("avfall", "2026-01-02T10:00"), entry("dagis", "2026-03-01")
    )
    assert texts(soup.find_all("h2")) == ["Dagis", "Avfall", "Bro", "Cykel"]
    assert texts(soup.find_all("time")) == ["1 mars 2026", "2 januari 2026", "2 januari 2026"]


def test_the_index_names_every_edition_with_its_title_and_audio():
    told = [
        IndexEdition("sv", "Bron", "", 132.0), IndexEdition("sv-simple", "Bron", ""), IndexEdition("ar", "الجسر", ""),
        IndexEdition("ps-simple", "پل", ""),
    ]  # fmt: skip
    links = index(entry("bro", "", *told)).select(".editions li")
    assert texts(links) == [
        "Svenska: Bron Ljud 2 min", "Lättläst svenska: Bron", "العربية: الجسر", "پښتو (easy to read): پل",
    ]  # fmt: skip
    assert [(link.a["href"], link.a["lang"], link.a["dir"]) for link in links][2] == ("bro/ar/index.html", "ar", "rtl")


def test_an_index_of_nothing_is_a_page():
    assert texts([index().h1]) == ["Alla artiklar"]
    assert texts(index(IndexEntry("bro", "", "", ())).find_all("h2")) == []


def test_a_long_index_is_split_into_pages_that_lead_to_each_other():
    entries = [entry(f"artikel-{number:03}") for number in range(201)]
    pages = [index(*entries, name=name) for name in ("index.html", "index-2.html", "index-3.html")]
    assert [len(soup.find_all("h2")) for soup in pages] == [100, 100, 1]
    ways = [[link["href"] for link in soup.select(".pages a")] for soup in pages]
    assert ways == [["index-2.html"], ["index.html", "index-3.html"], ["index-2.html"]]
