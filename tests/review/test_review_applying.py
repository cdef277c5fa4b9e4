"""Approved sentences stand in the place of the machine's, with their links, and nothing else changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.model import Inline
from lattlast.review import Approved, Entry, apply, source_digest, standing
from tests.review import editions
from tests.review.conftest import UNHURRIED
from tests.review.editions import LEAD, LINKED, TITLE


def entry(source, target, *, tag="en", state="reviewed", by="Mira", at="2026-11-27T08:00:00Z", **values):
    defaults = {"version": 1, "article": "aterbruket", "origin": "review", "marks": (), "before": 0}
    return Entry(tag=tag, source=source, target=target, state=state, by=by, at=at, **{**defaults, **values})


def texts(edition):
    return [segment.text for segment in edition.document.segments()]


def test_without_approvals_the_edition_is_the_same():
    assert apply(editions.english(), Approved()) is not None
    assert apply(editions.english(), Approved([entry("Annat.", "Other.")])) == editions.english()


def test_a_draft_changes_nothing():
    assert apply(editions.english(), Approved([entry(TITLE, "New hours", state="translated")])) == editions.english()


def test_an_approved_sentence_takes_the_machines_place_and_nothing_else_changes():
    before = editions.english()
    after = apply(before, Approved([entry(TITLE, "New opening hours at the reuse centre")]))
    assert texts(after) == ["New opening hours at the reuse centre", *texts(before)[1:]]
    assert (after.units[0].state, after.units[0].origin) == ("reviewed", "human")
    assert after.units[1:] == before.units[1:]
    assert after.findings == before.findings


def test_what_another_article_taught_is_from_the_memory():
    after = apply(editions.english(), Approved([entry(TITLE, "New hours", article="simhallen")]))
    assert after.units[0].origin == "tm"


def test_approving_as_it_stands_keeps_who_made_it_and_clears_its_findings():
    before = editions.english()
    after = apply(before, Approved([entry(LEAD, before.units[1].target.text)]))
    assert after.document == before.document
    assert (after.units[1].state, after.units[1].origin) == ("reviewed", "mt")
    assert after.findings == after.units[1].findings == ()


def test_terms_that_the_approved_text_lacks_are_no_longer_listed():
    assert apply(editions.english(), Approved([entry(LEAD, "The centre is open longer.")])).terms == ()
    assert len(apply(editions.english(), Approved([entry(LEAD, "The reuse is open.")])).terms) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Please book a time on our website first.", "our website"),
        ("Book a time on our site before you come.", "our site"),
        ("Book time on the municipal pages before you come.", "the municipal pages"),
    ],
)
def test_a_link_stays_on_its_words_or_on_those_in_their_place(text, words):
    (inline,) = list(apply(editions.english(), Approved([entry(LINKED, text)])).document.segments())[2].inlines
    assert text[inline.start : inline.end] == words
    assert inline.attrs == editions.LINK.attrs


def test_a_link_without_a_place_is_told():
    after = apply(editions.english(), Approved([entry(LINKED, "Come!")]))
    assert [finding.code for finding in after.findings if finding.segment == "s3"] == ["link-lost"]
    assert "our website" in after.findings[-1].message


def test_marks_of_a_translation_tool_win():
    after = apply(editions.english(), Approved([entry(LINKED, "Book on our website.", marks=((0, 0, 4),))]))
    assert after.units[2].target.inlines == (Inline("link", 0, 4, editions.LINK.attrs),)


def test_marks_that_do_not_fit_are_passed_over():
    after = apply(editions.english(), Approved([entry(LINKED, "Book on our website.", marks=((7, 0, 99),))]))
    (inline,) = after.units[2].target.inlines
    assert (inline.start, inline.end) == (8, 19)


def test_an_easy_text_may_have_more_sentences_and_fewer():
    more = "Återbruket i Norrby har öppet längre. Det börjar på måndag. Välkommen!"
    after = apply(editions.easy(), Approved([entry(LEAD, more, tag="sv-simple")]))
    assert [segment.id for segment in after.document.segments()] == [f"s{number}" for number in range(1, 7)]
    assert texts(after)[1:4] == ["Återbruket i Norrby har öppet längre.", "Det börjar på måndag.", "Välkommen!"]
    assert after.units[2].target.id == after.findings[0].segment == "s5"
    fewer = apply(editions.easy(), Approved([entry(LEAD, "Nu har vi öppet längre.", tag="sv-simple")]))
    assert texts(fewer) == [TITLE, "Nu har vi öppet längre.", LINKED, "Ordlista"]


def test_easy_english_knows_what_english_says_as_a_draft():
    easy = replace(editions.english(), tag="en-simple")
    after = apply(easy, Approved([entry(TITLE, "New hours")]))
    assert (after.document.title, after.units[0].state) == ("New hours", "translated")
    assert after.approval is None
    both = apply(easy, Approved([entry(TITLE, "New hours"), entry(TITLE, "New times", tag="en-simple")]))
    assert both.document.title == "New times"


def test_an_edition_is_approved_when_every_unit_is():
    before = editions.english()
    approved = [entry(unit.source.text, unit.target.text, version=n) for n, unit in enumerate(before.units)]
    approved[1] = replace(approved[1], by="Olle", at="2026-12-01T10:00:00Z")
    assert apply(before, Approved(approved[:2])).approval is None
    approval = apply(before, Approved(approved)).approval
    assert approval
    assert (approval.by, approval.date) == ("Mira, Olle", "2026-12-01")


def test_the_fingerprint_changes_with_what_concerns_the_article_alone():
    named = {"en": [source_digest(TITLE)]}
    first = Approved([entry(TITLE, "New hours")])
    assert first.fingerprint(named) == Approved([entry(TITLE, "New hours"), entry("Annat.", "Other.")]).fingerprint(
        named
    )
    assert first.fingerprint(named) != Approved([entry(TITLE, "New times")]).fingerprint(named)
    assert Approved([entry("Annat.", "Other.")]).fingerprint(named) == Approved().fingerprint(named) == ""


def test_the_standing_of_an_edition():
    edition = editions.english()
    entries = {unit.source.text: entry(unit.source.text, unit.target.text) for unit in edition.units}
    assert standing(edition, {}).state == "draft"
    assert standing(edition, {TITLE: entries[TITLE]}).state == "in review"
    assert standing(edition, {TITLE: replace(entries[TITLE], state="translated")}).drafts == 1
    assert standing(edition, entries).state == "approved"
    gone = [entry("En mening som artikeln inte längre har.", "Gone.")]
    assert standing(edition, {TITLE: entries[TITLE]}, mine=gone).state == "outdated"
    assert standing(edition, entries, mine=gone).state == "approved"


words = st.lists(
    st.sampled_from(["Book", "time", "our", "website", "before", "you", "come", "!", "é", "شكرا"]), max_size=12
)


@UNHURRIED
@given(words)
def test_inlines_always_lie_inside_the_text(chosen):
    text = " ".join(chosen)
    after = apply(editions.english(), Approved([entry(LINKED, text)]))
    segment = after.units[2].target
    assert all(0 <= inline.start <= inline.end <= len(segment.text) for inline in segment.inlines)
    assert segment.text == text
    assert segment.inlines or any(finding.code == "link-lost" for finding in after.findings)
