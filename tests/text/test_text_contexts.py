import pytest

from lattlast.text import contexts
from lattlast.text.contexts import Surroundings


def around(text: str, before: str = "", after: str = "") -> Surroundings:
    return Surroundings(text.split(), text.split(), before, after)


@pytest.mark.parametrize(
    ("context", "text", "fits"),
    [
        ("nämnd", "nämndens beslut", True),
        ("nämnd", "byggnämndens beslut", False),
        ("*nämnd", "byggnämndens beslut", True),
        ("*möte.", "ett informationsmöte", True),
        ("*möte.", "två informationsmöten", False),
        ("lag.", "en lagning", False),
        ("#", "om 3 dagar", True),
        ("nämnd|!gym", "nämndens gymkort", False),
        ("!gym", "nämndens beslut", True),
    ],
)
def test_words_near(context, text, fits):
    assert contexts.fits(tuple(context.split("|")), around(text)) == fits


def test_words_beside():
    assert contexts.fits(("<strax",), around("", before="strax"))
    assert not contexts.fits(("!>att.",), around("", after="att"))
    assert contexts.fits((">.",), around("nu"))
    assert not contexts.fits((">.",), around("nu", after="nu"))
    assert contexts.fits(("nämnd", "<strax"), around("nämnden"))


@pytest.mark.parametrize("value", ["!", "<", "<!strax", "två ord", "möte*", ".", "!#!", "**möte"])
def test_what_is_no_context_is_said(value):
    assert f"“{value}”" in contexts.fault(("möte", value))


def test_nothing_is_said_of_a_context():
    assert contexts.fault(("möte", "*möte.", "!<e-post", ">#", "<.", "!>att.", "a.")) == ""
