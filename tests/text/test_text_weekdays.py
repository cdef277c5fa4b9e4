"""The weekdays of timetables are written out, and other words that look like them are left alone."""

import pytest

from lattlast.text import weekdays


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("mån–fre kl. 8–16", "måndag till fredag kl. 8–16"),
        ("Må-fr 8–16", "Måndag till fredag 8–16"),
        ("Månd.–torsd. 9–15", "Måndag till torsdag 9–15"),
        ("tis 10–12 och ons. 9–12", "tisdag 10–12 och onsdag 9–12"),
        ("Öppet mån, ons och fre", "Öppet måndag, onsdag och fredag"),
        ("lör & sön", "lördag och söndag"),
        ("Torsdag–söndag 11–17", "Torsdag till söndag 11–17"),
        ("Fre: stängt", "Fredag: stängt"),
        ("Lör", "Lördag"),
    ],
)
def test_days_are_written_out(text, written):
    assert weekdays.written_out(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "Måns och Fredrik åker till Torsby.",
        "Tor 5 år, och Ons-Lena.",
        "Det kostar 40 kr/mån.",
        "Måndag, onsdag och fredag.",
        "Tor",
        "Sex till fem på en on-off-knapp.",
        "Frö-lö 3",
    ],
)
def test_other_words_stay(text):
    assert weekdays.expand(text) == []
