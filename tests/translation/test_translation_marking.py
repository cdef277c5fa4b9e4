"""Marking: where the terms stand in a translated segment."""

from lattlast.model import Segment, TermUse
from lattlast.translation.marking import marked


def test_uses_are_placed_from_left_to_right_and_none_twice() -> None:
    segment = Segment("s4", "Permits: a permit costs more than no permit.")
    uses = [TermUse("permit", "", "lov", "permit", "n-best")] * 3
    places = [(use.segment, use.start, use.end) for use in marked(uses, segment)]
    assert places == [("s4", 11, 17), ("s4", 37, 43), ("s4", 0, 0)]


def test_a_missing_term_has_no_place() -> None:
    (use,) = marked([TermUse("permit", "", "lov", "", "missing")], Segment("s1", "Nothing."))
    assert (use.start, use.end, use.target) == (0, 0, "")


def test_the_words_are_given_as_the_segment_has_them() -> None:
    (use,) = marked([TermUse("permit", "", "Lov", "permit", "swap")], Segment("s1", "PERMIT NEEDED"))
    assert use.target == "PERMIT"
