"""The operation that writes out the days of timetables: “mån–fre” is “måndag till fredag”.

Takes a sentence, gives proposals. It does not decide: the gates do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast.easyread.rewriting import Operation, Proposal
from lattlast.text import weekdays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lattlast.easyread.rewriting import Sentence


def _write_out_days(sentence: Sentence) -> Iterator[Proposal]:
    for start, end, written in weekdays.expand(sentence.text):
        yield Proposal((sentence.replaced(start, end, written),), ((sentence.text[start:end], written),))


OPERATIONS = (Operation("weekdays", "certain", "wrote out the days of the week", _write_out_days),)
