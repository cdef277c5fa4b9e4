"""A page's language: its mark, unless the text belies it."""

import pytest

from lattlast.reading import read

SWEDISH = "Kommunen öppnar ett nytt badhus i vår, och alla är välkomna till invigningen på lördag."
ENGLISH = "The municipality opens a new pool in the spring, and everyone is welcome to see it on Saturday."


@pytest.mark.parametrize(
    ("marked", "text", "lang", "codes"),
    [
        ("sv", SWEDISH, "sv", []),
        ("", SWEDISH, "sv", []),
        ("en", SWEDISH, "sv", ["language"]),
        ("en", "Stängt i dag", "sv", []),
        ("en", ENGLISH, "en", []),
        ("sv", ENGLISH * 3, "sv", ["language"]),
    ],
)
def test_the_text_tells_its_language_where_the_mark_is_wrong(marked, text, lang, codes):
    page = f"<html lang='{marked}'><main><h1>Bad</h1><p>{text}</p></main></html>"
    document = read(page.encode(), id="bad")
    assert document.lang == lang
    assert [finding.code for finding in document.findings] == codes
