"""Subheadings for long stretches of an easy text: questions that the paragraph after them answers.

Takes blocks, gives them with headings where more than five paragraphs would follow each other. A question comes only
before a paragraph whose first sentence, or speaker, answers it, and only once; where no paragraph answers one, the
stretch stays long.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from lattlast import packaged
from lattlast.easyread.cutting import FULL_NAME
from lattlast.easyread.occasions import MONTHS
from lattlast.easyread.people import bare_name
from lattlast.model import Block, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST_STRETCH = 5  # paragraphs without a heading
_FEWEST_BEFORE = 1
_COUNTED = frozenset({"paragraph", "dialogue", "list", "quote"})
_HEADED = frozenset({"heading", "facts"})
_SAYS = "Det (?:säger|sa|sade|berättar|berättade|förklarar|menar|tycker|tror|svarar|konstaterar)"
_SPEAKER = re.compile(rf"{_SAYS} (?:[a-zåäö]+ )*(?P<name>{FULL_NAME})(?: \(.*\))?(?:, .*| och \w+)?\.")


def with_subheadings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Put a question before a paragraph that answers it, where a stretch without headings is long."""
    asked = {block.text for block in blocks if block.kind == "heading"}
    since = 0
    for place, block in enumerate(blocks):
        question = _question(blocks[place:]) if since >= _FEWEST_BEFORE else ""
        if question and question not in asked and since + _stretch(blocks[place:]) > _LONGEST_STRETCH:
            asked.add(question)
            since = 0
            yield Block("heading", (Segment("", question),), level=2)
        since = 0 if block.kind in _HEADED else since + (block.kind in _COUNTED)
        yield block


def _stretch(blocks: Sequence[Block]) -> int:
    """Count the paragraphs before the next heading."""
    return sum(block.kind in _COUNTED for block in takewhile(lambda block: block.kind not in _HEADED, blocks))


def _question(blocks: Sequence[Block]) -> str:
    """Give the question that the first block answers: what somebody says, or what its first sentence tells."""
    first = blocks[0]
    if first.kind == "dialogue":
        after = next((block for block in blocks if block.kind != "dialogue"), None)
        told = _SPEAKER.fullmatch(after.segments[0].text) if after and after.segments else None
        return f"Vad säger {told['name']}?" if told else ""
    if first.kind != "paragraph" or not first.segments:
        return ""
    found = ((question, answer.search(first.segments[0].text)) for question, answer in _answers())
    return next(filter(None, (_asked(question, match) for question, match in found if match)), "")


def _asked(question: str, match: re.Match[str]) -> str:
    """Fill in a question what its answer is about, or give nothing where that is not the full name of somebody."""
    about = {"what": "", "name": "", **match.groupdict()}
    name = bare_name(about["name"])
    known = not about["name"] or " " in name
    return question.format(what=about["what"].lower(), name=name) if known else ""


@cache
def _answers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Read the questions with the pattern of a sentence that answers each."""
    rows = packaged.table("easyread/questions")["questions"]
    return tuple((row["question"], _pattern(row["answer"])) for row in rows)


def _pattern(answer: str) -> re.Pattern[str]:
    return re.compile(answer.replace("NAME", FULL_NAME).replace("MONTHS", MONTHS))
