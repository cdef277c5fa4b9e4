import pytest

from lattlast.model import (
    Block,
    Clip,
    Document,
    Edition,
    Finding,
    Inline,
    Narration,
    Segment,
    Word,
    from_json,
    map_segments,
    renumber,
    to_json,
)

TREE = (
    Block("title", (Segment("", "Nytt bibliotek"),)),
    Block(
        "list",
        children=(
            Block(
                "item", (Segment("", "Böcker"),), (Block("list", children=(Block("item", (Segment("", "Noter"),)),)),)
            ),
            Block("item", (Segment("", "Filmer", (Inline("link", 0, 6, {"href": "https://example.se"}),)),)),
        ),
    ),
)


def test_segments_are_numbered_in_reading_order():
    document = Document("a", "sv", renumber(TREE))
    assert [(segment.id, segment.text) for segment in document.segments()] == [
        ("s1", "Nytt bibliotek"),
        ("s2", "Böcker"),
        ("s3", "Noter"),
        ("s4", "Filmer"),
    ]


def test_mapping_changes_every_segment_and_nothing_else():
    changed = map_segments(TREE, lambda segment: Segment("x", segment.text.upper()))
    assert [block.kind for block in Document("a", "sv", changed).walk()] == [
        block.kind for block in Document("a", "sv", TREE).walk()
    ]
    assert {segment.id for segment in Document("a", "sv", changed).segments()} == {"x"}


def test_title_and_lead_have_a_fallback():
    document = Document("nytt-bibliotek", "sv", ())
    assert (document.title, document.lead) == ("nytt-bibliotek", "")


@pytest.mark.parametrize(
    "value",
    [
        Document("a", "sv", renumber(TREE), {"author": "Eva Ek"}, (Finding("left-out", "info", "A menu."),)),
        Narration("espeak", "sv", b"\xff\xfb\x00", 1.5, (Clip("s1", 0.0, 1.5, (Word(0, 4, 0.0, 0.4),)),)),
        Edition("sv", Document("a", "sv", renumber(TREE)), made_by=("rules",)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_json_gives_the_value_back(value):
    assert from_json(type(value), to_json(value)) == value


def test_json_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="lang"):
        from_json(Document, b'{"id": "a", "blocks": []}')
