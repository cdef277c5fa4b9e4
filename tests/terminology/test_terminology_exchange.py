"""Exchange: glossaries of other programs, in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.errors import ConfigError
from lattlast.terminology import FORMATS, Format, check, load_termbase, read_glossaries, write

GLOSSARY = """\
id;sv;sv_admitted;sv_forms;pos;status;translate;case;context;domain;en;en_admitted;en_forbidden;fi;fi_forms;note
god-man;god man;;gode mannen|gode män;noun;;;;;care;representative;trustee;good man;edunvalvoja;edunvalvojan;County
7;val;;;noun;suggest;;;rösta|!häst;politics;election;;;vaalit;;
kommunlagen;kommunallagen;;;definite;admitted;;;;;Local Government Act;;;;;
navet;Navet;;;name;;no;exact;;;;;;;;A & B < C
""".encode()
EXPLAINED = b"sv;pos;en;definition;en_definition\nrektor;noun;principal;Leder en skola.;Leads a school.\n"

DCA = """<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en">
<tbxHeader><fileDesc><sourceDesc><p>Another program</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c12">
<descrip type="subjectField">school</descrip>
<langSec xml:lang="sv"><descripGrp><descrip type="definition">Ledaren för en skola.</descrip></descripGrp>
<termSec><term>rektor</term><termNote type="partOfSpeech">noun</termNote></termSec></langSec>
<langSec xml:lang="en">
<termSec><term>headteacher</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
<termSec><term>principal</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
<termSec><term>rector</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
<termSec><term>school head</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
</langSec></conceptEntry></body></text></tbx>"""

DCT = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"
xmlns:basic="http://www.tbxinfo.net/ns/basic" type="TBX-Basic" style="dct" xml:lang="en"><text><body>
<conceptEntry id="c12"><min:subjectField>school</min:subjectField>
<langSec xml:lang="sv"><basic:definition>Ledaren för en skola.</basic:definition>
<termSec><term>rektor</term></termSec></langSec>
<langSec xml:lang="en">
<termSec><term>principal</term></termSec>
<termSec><term>headteacher</term></termSec>
<termSec><term>rector</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>school head</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
</langSec></conceptEntry></body></text></tbx>"""

MARTIF = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c12"><descripGrp><descrip type="subjectField">school</descrip></descripGrp>
<langSet xml:lang="sv"><descrip type="definition">Ledaren för en skola.</descrip>
<tig><term>rektor</term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>principal</term></termGrp></ntig>
<tig><term>headteacher</term></tig>
<tig><term>rector</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
<tig><term>school head</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet></termEntry></body></text></martif>"""


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_in_a_format_is_read_back_the_same(form: Format) -> None:
    entries, _ = read_glossaries([("terms.csv", GLOSSARY), ("more.csv", EXPLAINED)])
    again, findings = read_glossaries([(f"terms.{form}", write(entries, form=form))])
    assert findings == []
    assert [(entry.term, entry.status) for entry in again] == [(entry.term, entry.status) for entry in entries]


WORDS = (
    st.text(alphabet="abcåäöéßçابцу<>&\"';, -", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text and not text.startswith(("<", "#")))
)


@given(WORDS, WORDS, st.sampled_from(FORMATS))
def test_any_words_survive_any_format(swedish: str, english: str, form: Format) -> None:
    quoted = ['"' + words.replace('"', '""') + '"' for words in (swedish, english)]
    entries, _ = read_glossaries([("terms.csv", f"sv;en\n{quoted[0]};{quoted[1]}\n".encode())])
    again, _ = read_glossaries([("x", write(entries, form=form))])
    assert [entry.term.terms for entry in again] == [entry.term.terms for entry in entries]


@pytest.mark.parametrize("text", [DCA, DCT, MARTIF], ids=["dca", "dct", "2008"])
def test_tbx_of_other_programs_is_read(text: str) -> None:
    (term,) = load_termbase([("other.tbx", text.encode())]).terms
    assert (term.id, term.domain, term.definition) == ("c12", "school", "Ledaren för en skola.")
    assert term.terms == {"sv": ("rektor",), "en": ("principal", "headteacher")}
    assert term.forbidden == {"en": ("rector", "school head")}


def test_a_concept_without_a_swedish_term_is_told_with_its_line() -> None:
    text = DCA.replace('xml:lang="sv"', 'xml:lang="nb"')
    (finding,) = check([("other.tbx", text.encode())])
    assert finding.message == "other.tbx, line 4, column sv: the Swedish term is missing."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tbx><text>", "not well-formed"),
        ("<html><body/></html>", "XML, but not TBX"),
        ('<!DOCTYPE tbx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><tbx><text>&b;</text></tbx>', "declares XML entities"),
        ('<!DOCTYPE tbx [<!ENTITY f SYSTEM "file:///etc/passwd">]><tbx>&f;</tbx>', "declares XML entities"),
    ],
)
def test_xml_that_is_broken_or_hostile_gives_a_clear_error(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_termbase([("bad.tbx", text.encode())])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_tables_are_read_as_spreadsheets_write_them(delimiter: str, encoding: str) -> None:
    data = f"sv{delimiter}en\nförskola{delimiter}preschool\n".encode(encoding)
    assert [term.terms["en"] for term in load_termbase([("terms.csv", data)]).terms] == [("preschool",)]


def test_the_column_id_is_no_language() -> None:
    (term,) = load_termbase([("terms.csv", b"id;sv;en\nx;elev;pupil\n")]).terms
    assert set(term.terms) == {"sv", "en"}
