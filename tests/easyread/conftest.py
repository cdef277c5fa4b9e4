from pathlib import Path

import pytest

from lattlast.easyread import Lexicon, load_lexicon
from lattlast.text import abbreviations

GLOSSARY = Path(__file__).parents[2] / "glossary"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    known = abbreviations.load((GLOSSARY / "abbreviations.csv").read_bytes())
    return load_lexicon([(GLOSSARY / "easy-words.csv").read_bytes()], known)
