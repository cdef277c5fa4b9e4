"""House style of English: how times, dates and money are written, and a or an.

Takes an English sentence and the Swedish that it translates, gives the sentence in the house style. It does not know
how the English was made.
"""

from __future__ import annotations

import re

from lattlast.text import english
from lattlast.text.letters import cased_like
from lattlast.translation.phrasebook import MONTHS, clock

_CLOCK_WORD = re.compile(
    r"\b(?:kl|klockan|tid|mellan|från|till|före|efter|innan)\b|dag(?:ar|en)?\b|\d[.:]\d\d ?[–-] ?\d", re.IGNORECASE
)
_AMERICAN_DATE = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:]\d|\d)(?:,? (\d{{4}})\b)?")
_KRONOR = re.compile(r"\bSEK[ \u00a0](\d[\d.,]*(?<!\D)(?:[–-]\d[\d.,]*(?<!\D))?)( (?:thousand|million|billion))?\b")
_THE_CLOCK = re.compile(r"\bthe clock (?=\d{1,2}:\d\d)")
_GLUED_UNIT = re.compile(r"(?<=\d)(?=(?:öre|kronor|krona)\b)")
_ARTICLE = re.compile(r"\b([Aa]n?) (?!(?:an|and|are|as|at|if|in|is|of|on|or|to)\b)(?=([a-z][a-z-]+))")


def british(text: str, like: str) -> str:
    """Write times, dates, money and articles in the house style: at 14:30, 18 August 2026, 450 kronor, an adult."""
    if _CLOCK_WORD.search(like):
        text = _THE_CLOCK.sub("", clock(text))
    text = _AMERICAN_DATE.sub(lambda found: " ".join(filter(None, (found[2], found[1], found[3]))), text)
    if not re.search(r"\bSEK\b", like):
        text = _KRONOR.sub(lambda found: _in_kronor(found, like), text)
    text = _GLUED_UNIT.sub(" ", text)
    return _ARTICLE.sub(lambda found: cased_like(english.article(found[2]), found[1]) + " ", text)


def _in_kronor(found: re.Match[str], like: str) -> str:
    """Write “SEK 450” as “450 kronor”, where the source has that number as money."""
    figures = re.sub(r"\D", "", found[1])
    if not re.search(
        r"[ .,–-]?".join(figures) + r"(?: ?(?:och|till|eller|–|-) ?[\d ]+)?(?: \w+)? ?\w*kr",
        like.replace("\u00a0", " "),
    ):
        return found.group()
    return f"{found[1]}{found[2] or ''} {'krona' if figures == '1' else 'kronor'}"
