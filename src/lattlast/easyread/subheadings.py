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
from lattlast.model import Block, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST_STRETCH = 5  # paragraphs without a heading
_FEWEST_BEFORE = 2
_COUNTED = frozenset({"paragraph", "dialogue", "list", "quote"})
_ATTRIBUTION = re.compile(r"Det (?:säger|berättar|förklarar|menar|tycker) [^.]+\.$")
_SPEAKER = re.compile(
    rf"Det (?:säger|berättar|förklarar|menar|tycker) (?:[a-zåäö]+s? )*(?P<name>{FULL_NAME})(?: \(.*\))?\."
)


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
        since = since + _counts(block) if block.kind in _COUNTED else 0
        yield block


def _stretch(blocks: Sequence[Block]) -> int:
    """Count the paragraphs before the next heading or picture."""
    return sum(map(_counts, takewhile(lambda block: block.kind in _COUNTED, blocks)))


def _counts(block: Block) -> bool:
    """Say whether a block is a paragraph of its own: “Det säger Eva Berg.” belongs to what she says."""
    return not _ATTRIBUTION.match(block.text)


def _question(blocks: Sequence[Block]) -> str:
    """Give the question that the first block answers: what somebody says, or what its first sentence tells."""
    first = blocks[0]
    if first.kind == "dialogue":
        after = next((block for block in blocks if block.kind != "dialogue"), None)
        told = _SPEAKER.fullmatch(after.segments[0].text) if after and after.segments else None
        return f"Vad säger {told['name']}?" if told else ""
    if first.kind != "paragraph" or not first.segments:
        return ""
    sentence = first.segments[0].text
    return next((question for question, answers in _answers() if answers.search(sentence)), "")


@cache
def _answers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Read the questions with the pattern of a sentence that answers each."""
    rows = packaged.table("easyread/questions")["questions"]
    return tuple((row["question"], re.compile(row["answer"])) for row in rows)
