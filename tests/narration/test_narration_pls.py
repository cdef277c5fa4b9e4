import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.errors import InputError
from lattlast.narration import pls

WORDS = st.text(alphabet="abcåäö&<>'\"-: ABC", min_size=1, max_size=12).map(lambda word: " ".join(word.split()))
OURS = """<?xml version="1.0"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="sv-SE">
  <lexeme><grapheme>KSAU</grapheme><grapheme>Ksau</grapheme><alias>kå sau</alias></lexeme>
  <lexeme><grapheme>Tjörn</grapheme><phoneme>ɕœːɳ</phoneme></lexeme>
</lexicon>"""


@given(entries=st.dictionaries(WORDS.filter(bool), WORDS.filter(bool)))
def test_what_is_written_is_read_back(entries):
    assert pls.read(pls.write(entries, "sv")) == pls.Imported("sv", entries, ())


def test_an_alias_comes_in_and_phonetic_signs_are_told():
    assert pls.read(OURS.encode()) == pls.Imported("sv", {"KSAU": "kå sau", "Ksau": "kå sau"}, ("Tjörn",))


@pytest.mark.parametrize("data", [b"", b"text;lang", b"<html/>", b'<lexicon xmlns="http://example.org"/>'])
def test_what_is_no_lexicon_is_refused(data):
    with pytest.raises(InputError, match="file is not"):
        pls.read(data)
