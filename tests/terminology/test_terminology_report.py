"""The term report that lies beside an article's manifest."""

from lattlast.model import Block, Document, Edition, Segment, TermUse
from lattlast.terminology import report


def test_each_occurrence_has_a_line_with_its_step_and_place() -> None:
    document = Document("a", "en", (Block("paragraph", (Segment("s1", "=A permit; here"),)),))
    uses = (
        TermUse("bygglov", "s1", "bygglov", "permit", "carrier", 3, 9),
        TermUse("elev", "s1", "elev", "", "missing"),
    )
    lines = report([Edition("en", document, terms=uses)]).decode("utf-8").split("\r\n")
    assert lines[0] == "\ufeffedition;segment;term;source;target;step;start;end;sentence"
    assert lines[1] == 'en;s1;bygglov;bygglov;permit;carrier;3;9;"\'=A permit; here"'
    assert lines[2].startswith("en;s1;elev;elev;;missing;;;")
