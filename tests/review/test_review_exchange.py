"""Files for translators: what goes out is valid and whole, what comes back is judged before it is kept."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage import tmx, xliff, xliff2

from lattlast.errors import InputError
from lattlast.model import Inline, Segment
from lattlast.review import Bitext, Entry, Signature, compare, read, with_drafts, write_tmx, write_xliff
from tests.review import editions, schemas
from tests.review.conftest import UNHURRIED
from tests.review.editions import LEAD, LINKED, TITLE

VERSIONS = {"2.1": schemas.XLIFF_2, "1.2": schemas.XLIFF_1}
SIGNED = Signature("Olle", "2026-11-28T10:00:00Z")


def entry(source, target, *, version=1, tag="en", state="reviewed", marks=()):
    return Entry(version, tag, source, target, state, "Mira", "2026-11-27T08:00:00Z", "aterbruket", "review", marks, 0)


def exported(edition=None, *, version="2.1", at=5):
    bitext = Bitext(edition or editions.english(), at, "https://example.org/aterbruket/en/index.html")
    return write_xliff(bitext, version=version)


def judged(data, *, edition=None, current=(), signature=SIGNED):
    (imported,) = read(data, name="file.xlf")
    entries = {(one.tag, one.source): one for one in current}
    return {
        verdict.pair.source: verdict for verdict in compare(imported, edition or editions.english(), entries, signature)
    }


def edited(data, old, new):
    assert old.encode() in data
    return data.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("edition", [editions.english(), editions.easy()], ids=["en", "sv-simple"])
def test_a_file_is_valid_and_holds_everything_a_translator_needs(version, edition):
    data = exported(edition, version=version)
    assert schemas.faults(VERSIONS[version], data) == []
    text = data.decode()
    assert "https://example.org/aterbruket/en/index.html" in text
    for unit in edition.units:
        assert all(finding.message in text for finding in unit.findings)
        assert f'id="{unit.source.id}"' in text
    assert all(use.source in text and use.target in text for use in edition.terms)


def test_another_reader_finds_every_unit():
    new = xliff2.Xliff2File.parsestring(exported())
    old = xliff.xlifffile.parsestring(exported(version="1.2"))
    for file in (new, old):
        assert [unit.source for unit in file.units][:2] == [TITLE, LEAD]
        assert [unit.target for unit in file.units][:2] == list(editions.TARGETS["en"][:2])


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_that_comes_back_untouched_changes_nothing(version):
    verdicts = judged(exported(version=version))
    assert len(verdicts) == 3
    assert {verdict.outcome for verdict in verdicts.values()} == {"unchanged"}


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_is_lost_on_the_way_there_and_back(version):
    edition = with_drafts(editions.english(), {TITLE: entry(TITLE, "New hours", state="final")})
    (imported,) = read(exported(edition, version=version), name="file.xlf")
    assert (imported.article, imported.tag, imported.version) == ("aterbruket", "en", 5)
    for unit, pair in zip(edition.units, imported.pairs, strict=True):
        assert (pair.id, pair.source, pair.target) == (unit.source.id, unit.source.text, unit.target.text)
        assert pair.state == unit.state
        assert pair.marks == tuple((0, one.start, one.end) for one in unit.target.inlines)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn", "Co"]), min_size=1, max_size=30)


@UNHURRIED
@given(texts, texts, st.integers(0, 30), st.integers(0, 30), st.sampled_from(sorted(VERSIONS)))
def test_any_text_and_mark_come_back(source, target, start, end, version):
    import unicodedata

    source, target = unicodedata.normalize("NFC", source), unicodedata.normalize("NFC", target)
    start, end = sorted((min(start, len(target)), min(end, len(target))))
    inline = Inline("link", start, end, {"href": "https://example.org"})
    unit = replace(
        editions.english().units[0],
        source=Segment("s1", source, (replace(inline, start=0, end=len(source)),)),
        target=Segment("s1", target, (inline,) if start < end else ()),
    )
    (imported,) = read(exported(replace(editions.english(), units=(unit,), terms=()), version=version), name="a.xlf")
    (pair,) = imported.pairs
    assert (pair.source, pair.target) == (source, target)
    assert pair.marks == (((0, start, end),) if start < end else ())


def test_a_changed_sentence_is_a_draft_and_an_approved_one_is_approved():
    data = edited(exported(), editions.TARGETS["en"][0], "New opening hours")
    assert judged(data)[TITLE].outcome == "draft"
    change = judged(data, signature=replace(SIGNED, approve=True))[TITLE].change
    assert change
    assert (change.target, change.state, change.by, change.expected) == ("New opening hours", "reviewed", "Olle", 0)
    final = edited(data, 'state="translated"', 'state="final"')
    assert judged(final)[TITLE].change.state == "final"


def test_a_moved_code_moves_the_link():
    data = exported()
    moved = re.sub(
        rb"<target>Book time on (<pc[^>]*>)our website</pc>", rb"<target>\1Book time</pc> on our website", data
    )
    assert moved != data
    change = judged(edited(moved, "before you come.", "before you come!"))[LINKED].change
    assert change
    assert change.marks == ((0, 0, 9),)


def test_an_approval_newer_than_the_file_stays():
    data = edited(exported(at=5), editions.TARGETS["en"][0], "From the translator")
    here = entry(TITLE, "Approved here", version=6)
    assert judged(data, current=[here])[TITLE].outcome == "newer here"
    known = replace(here, version=4)
    assert judged(data, current=[known])[TITLE].outcome == "draft"
    without = data.replace(b"lattlast-version", b"other")
    assert judged(without, current=[known])[TITLE].outcome == "newer here"


def test_a_sentence_that_is_gone_is_told_and_kept():
    edition = editions.english()
    now = replace(edition, units=edition.units[1:])
    data = edited(exported(), editions.TARGETS["en"][0], "New opening hours")
    verdict = judged(data, edition=now)[TITLE]
    assert verdict.outcome == "outdated"
    assert verdict.change
    assert verdict.change.article == ""


# What other tools write, by their own ways of saying it: not output of ours.
WEBLATE = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="aterbruket/en" source-language="sv"
target-language="en" datatype="plaintext"><body><trans-unit id="s1" xml:space="preserve" approved="yes">
<source>Nya tider på återbruket</source><target state="final">New hours</target></trans-unit></body></file></xliff>"""
MATECAT = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mtc="https://www.matecat.com">
<file original="aterbruket/en" source-language="sv-SE" target-language="en-GB" datatype="x-html" build-num="5"><body>
<trans-unit id="s1"><source>Nya tider på återbruket</source>
<seg-source><mrk mid="0" mtype="seg">Nya tider på återbruket</mrk></seg-source>
<target state="translated"><mrk mid="0" mtype="seg">New hours</mrk></target></trans-unit></body></file></xliff>"""
TRADOS = """<?xml version="1.0"?>
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" version="1.2" sdl:version="1.0"
xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="aterbruket/en" datatype="x-sdlfilterframework2"
source-language="sv-SE" target-language="en-GB"><header><sdl:seg/></header><body><group><trans-unit id="s1">
<source><x id="9"/>Nya tider på återbruket</source><target><x id="9"/><mrk mtype="seg" mid="1">New hours</mrk></target>
<sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit></group></body></file></xliff>"""
POEDIT = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="sv" trgLang="en">
  <file id="f1" original="aterbruket/en"><notes><note category="lattlast-version">5</note></notes>
    <unit id="s1"><segment state="translated"><source>Nya tider på återbruket</source>
      <target>New hours</target></segment></unit></file></xliff>"""
OKAPI = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="sv" trgLang="en">
<file id="f1" original="aterbruket/en"><unit id="s2"><segment id="1" state="final">
<source>Från och med måndag håller återbruket</source><target>From Monday the reuse centre</target></segment>
<ignorable><source> </source><target> </target></ignorable><segment id="2" state="final">
<source>i Norrby öppet längre.</source><target>in Norrby is open longer.</target></segment></unit></file></xliff>"""


@pytest.mark.parametrize(
    ("data", "source", "target", "outcome"),
    [
        (WEBLATE, TITLE, "New hours", "approved"),
        (MATECAT, TITLE, "New hours", "draft"),
        (TRADOS, TITLE, "New hours", "draft"),
        (POEDIT, TITLE, "New hours", "draft"),
        (OKAPI, LEAD, "From Monday the reuse centre in Norrby is open longer.", "approved"),
    ],
    ids=["weblate", "matecat", "trados", "poedit", "okapi"],
)
def test_what_other_tools_write_is_read(data, source, target, outcome):
    verdict = judged(data.encode())[source]
    assert (verdict.outcome, verdict.pair.target) == (outcome, target)


def test_the_memory_goes_out_as_tmx_and_comes_back():
    entries = [
        entry(TITLE, "New hours & <days>", version=1),
        entry(LINKED, "Book here.", version=2, marks=((0, 5, 9),), state="final"),
        entry(LEAD, "Öppet längre.", version=3, tag="sv-simple"),
    ]
    data = write_tmx(entries)
    assert schemas.faults(schemas.TMX, data) == []
    (imported,) = read(data, name="memory.tmx")
    for one, pair in zip(entries, imported.pairs, strict=True):
        assert (pair.source, pair.target, pair.tag) == (one.source, one.target, one.tag)
        assert (pair.state, pair.marks, pair.by, pair.at) == (one.state, one.marks, one.by, one.at)
    known = tmx.tmxfile.parsestring(data)
    assert [unit.source for unit in known.units] == [one.source for one in entries]


OMEGAT = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
segtype="sentence" srclang="SV-SE"/><body><tu><tuv lang="SV-SE"><seg>Nya tider på återbruket</seg></tuv>
<tuv lang="EN-GB" changeid="lisa" changedate="20261120T101500Z"><seg>New <bpt i="0" x="1">&lt;b&gt;</bpt>hours<ept
i="0">&lt;/b&gt;</ept></seg></tuv></tu><tu><tuv lang="EN-GB"><seg>No Swedish here</seg></tuv></tu></body></tmx>"""


def test_a_memory_of_another_tool_is_read():
    (imported,) = read(OMEGAT.encode(), name="omegat.tmx")
    (pair,) = imported.pairs
    assert (pair.source, pair.target, pair.tag, pair.marks) == (TITLE, "New hours", "en", ((0, 4, 9),))
    assert (pair.by, pair.at, pair.state) == ("lisa", "2026-11-20T10:15:00Z", "reviewed")


BOMB = (
    "<?xml version='1.0'?><!DOCTYPE xliff [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]><xliff version='1.2'><file original='x/en'><body><trans-unit id='s1'><source>&j;</source></trans-unit>"
    + "</body></file></xliff>"
)
HOSTILE = {
    "bomb": BOMB,
    "external": "<?xml version='1.0'?><!DOCTYPE tmx [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><tmx><body>&x;</body></tmx>",
    "parameter": "<!DOCTYPE tmx [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x.dtd'> %x;]><tmx/>",
    "attribute": "<!DOCTYPE tmx [<!ENTITY x 'sv'>]><tmx><body><tu><tuv lang='&x;'><seg>a</seg></tuv></tu></body></tmx>",
    "undeclared": "<!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx><body>&whatever;</body></tmx>",
    "cut off": "<?xml version='1.0'?><xliff version='1.2'><file original='a/en'><body><trans-unit id='s1'>",
    "empty": "",
    "no xml": "PK\x03\x04 something",
    "another kind": "<html><body>Hej</body></html>",
    "no file": "<xliff version='1.2'/>",
    "deep": "<tmx>" + "<a>" * 100_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_damaged_or_hostile_file_ends_in_a_clear_message(kind):
    with pytest.raises(InputError, match=r"bad\.xlf") as raised:
        read(HOSTILE[kind].encode(), name="bad.xlf")
    assert raised.value.hint
    assert "root:" not in raised.value.message
    assert len(raised.value.message) < 400


@UNHURRIED
@given(st.binary(max_size=200), st.integers(0, 2000))
def test_a_file_cut_and_spoilt_anywhere_is_refused_or_read(junk, place):
    data = exported()
    try:
        read(data[:place] + junk + data[place:], name="spoilt.xlf")
    except InputError as error:
        assert "spoilt.xlf" in error.message  # noqa: PT017  (either way is right)
