"""Sentence boundaries: where one ends, and where a full stop is no end."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.text.sentences import split


def sentences(text: str, lang: str = "sv") -> list[str]:
    return [text[start:end] for start, end in split(text, lang)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi planterar bl.a. Bergenia och flox.",
        "Samla t.ex. Kalles gamla läxböcker i en kasse.",
        "Bussen går kl. 7.45 från Tingshuset.",
        "Lönen är 92 kr/tim. + semesterersättning.",
        "Reglerna finns i 4 kap. 2 § plan- och bygglagen.",
        "Avtalet gäller fr.o.m. 1 maj t.o.m. 30 september.",
        "Ärendet har dnr. 2025/118 och ligger hos nämnden.",
        "Förordnandet löper ut den 31 dec. 2025 enligt beslutet.",
        "Huset ritades av K. Lindqvist och A. B. Söderman.",
        "Den s.k. Tegelplanen är f.d. industrimark.",
        "Hyran är ca. 4 000 kr. per månad.",
        "Ring tfn. 031-390 06 51 om du behöver hjälp.",
        "Hon undrade ... varför ingen hade frågat barnen.",
        "Kom till vår öppna dag (vi bjuder på fika!) och titta in.",
        "”Vad gör vi nu?” frågade läraren.",
        "3. Skicka in blanketten.",
        "Läs mer på www.akerby.example.se före mötet.",
        "Se bilagan, s. 14, och bil. 3.",
        "Kyrkan i S:t Olof och torget vid St. Petri renoveras.",
    ],
)
def test_one_sentence_stays_whole(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snön faller. Plogbilen kör.", ["Snön faller.", "Plogbilen kör."]),
        ("Ta med skridskor m.m. Vi bjuder på korv.", ["Ta med skridskor m.m.", "Vi bjuder på korv."]),
        ("Avgiften är 350 kr. 2027 höjs den.", ["Avgiften är 350 kr.", "2027 höjs den."]),
        ("Hon åker bil. Han går.", ["Hon åker bil.", "Han går."]),
        ("Jag får vara med. Det är roligt.", ["Jag får vara med.", "Det är roligt."]),
        ("Vi ses på Ekgatan 5 B. Ta med kaffe.", ["Vi ses på Ekgatan 5 B.", "Ta med kaffe."]),
        ("Mötet börjar kl. 18. Alla är välkomna.", ["Mötet börjar kl. 18.", "Alla är välkomna."]),
        ("Varför då? För att det behövs!", ["Varför då?", "För att det behövs!"]),
        ("”Nu räcker det.” Ordföranden gick.", ["”Nu räcker det.”", "Ordföranden gick."]),
        ("Det blev sent… Till slut röstade de.", ["Det blev sent…", "Till slut röstade de."]),
        ("Beslutet är fattat. (Se protokollet.)", ["Beslutet är fattat.", "(Se protokollet.)"]),
        ("– Ja. – Nej, inte alls.", ["– Ja.", "– Nej, inte alls."]),
        ("Rubrik utan punkt\n\nNytt stycke.", ["Rubrik utan punkt", "Nytt stycke."]),
        ("Det gäller oss alla enl. Åsa. 14 personer kom.", ["Det gäller oss alla enl. Åsa.", "14 personer kom."]),
    ],
)
def test_boundaries_are_found(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("en", "Mr. Khan moved here at 5 p.m. The keys were late. Call us, e.g. Monday.", 3),
        ("en-simple", "The school opens on Dec. 3 as planned. Bring a coat.", 2),
        ("fi", "Kokous alkaa klo 18. Tervetuloa! Avoinna 3. tammikuuta alkaen.", 3),
        ("de", "Das Bad öffnet am 3. Januar. Es ist neu, z.B. Die Sauna.", 2),
        ("ar", "هل المدرسة مفتوحة؟ نعم. اتصل بنا.", 3),
        ("fa", "مدرسه باز است. آیا می‌آیید؟ بله!", 3),
        ("ur", "اسکول کھلا ہے۔ آپ آئیں۔", 2),
        ("ti", "ቤት ትምህርቲ ክፉት እዩ። ንዑ።", 2),
        ("so", "Dugsigu waa furan yahay. Fadlan wac. Mahadsanid!", 3),
        ("zh", "学校开门了。请来吧！好的", 3),
        ("qqq", "An unknown language. It is split too.", 2),
    ],
)
def test_other_languages_are_split(lang, text, count):
    assert len(split(text, lang)) == count


@pytest.mark.parametrize("text", ["", "   ", "\n\n\n"])
def test_nothing_has_no_sentences(text):
    assert split(text) == []


@given(st.text(alphabet="aBÅ. !?…”(–\n1kl§mfå"), st.sampled_from(["sv", "en", "ar"]))
def test_spans_are_trimmed_ordered_and_lose_nothing(text, lang):
    spans = split(text, lang)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


def gold() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "boundaries.tsv").read_text(encoding="utf-8").splitlines()
    return [(lang, text) for lang, text in (line.split("\t") for line in lines if not line.startswith("#"))]


def boundaries(marked: str) -> tuple[str, set[int]]:
    """Give the text without its marks, and where its sentences end."""
    parts = marked.split("¦")
    text = "".join(parts)
    return text, {len(text[: sum(map(len, parts[: count + 1]))].rstrip()) for count in range(len(parts))}


@pytest.mark.parametrize(("swedish", "least"), [(True, 200), (False, 75)])
def test_the_boundaries_of_the_gold_set_are_found(swedish, least):
    chosen = [(lang, text) for lang, text in gold() if (lang == "sv") is swedish]
    assert len(chosen) >= least
    hits = misses = extras = 0
    for lang, marked in chosen:
        text, wanted = boundaries(marked)
        found = {end for _, end in split(text, lang)}
        hits, misses, extras = hits + len(found & wanted), misses + len(wanted - found), extras + len(found - wanted)
    assert 2 * hits / (2 * hits + misses + extras) >= 0.99
