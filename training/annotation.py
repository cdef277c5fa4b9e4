"""Annotations: what the source can tell the model besides its words.

A term is followed by the English that it must become: ``Kommundirektören ⟦ municipal director ⟧ svarar``. A tag is
inline mark-up that has to come out around the same words: ``⟨ läs mer ⟩``. Each mark is one piece of the vocabulary.
Training shows the model both, cut from the pair's own English, so that it learns to obey. It knows nothing of models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from random import Random

    from training.alignment import Links

TERM_BEGIN, TERM_END, TAG_BEGIN, TAG_END = MARKS = ("⟦", "⟧", "⟨", "⟩")
LONGEST_TERM = 3
CLOSING = '.,:;!?()”"“‘’'


def annotate(
    sv: str, en: str, links: Links, random: Random, *, terms: float, tags: float, termbase: Collection[str] = ()
) -> tuple[str, str]:
    """Give a pair with terms annotated and a tag set, each with the probability that is asked for.

    Phrases whose English is in the `termbase` (in small letters) are annotated before others.
    """
    source, target = sv.split(), en.split()
    spans = phrases(links, len(source))
    random.shuffle(spans)
    spans.sort(key=lambda span: " ".join(target[span[2] : span[3]]).casefold().strip(CLOSING) not in termbase)
    if spans and random.random() < tags:
        source, target = _tagged(source, target, spans.pop())
    elif spans and random.random() < terms:
        source = _termed(source, target, _apart(spans, random.choice((1, 1, 2, 3))))
    return " ".join(source), " ".join(target)


def phrases(links: Links, count: int) -> list[tuple[int, int, int, int]]:
    """Give spans (start, end, start, end) of words that are linked to each other and to nothing else."""
    found = []
    for start in range(count):
        for end in range(start + 1, min(start + LONGEST_TERM, count) + 1):
            others = [b for a, b in links if start <= a < end]
            if not others or not {start, end - 1} <= {a for a, _ in links}:
                continue
            first, last = min(others), max(others) + 1
            back = {a for a, b in links if first <= b < last}
            if last - first <= LONGEST_TERM + 1 and all(start <= a < end for a in back):
                found.append((start, end, first, last))
    return found


def _apart(spans: list[tuple[int, int, int, int]], most: int) -> list[tuple[int, int, int, int]]:
    chosen: list[tuple[int, int, int, int]] = []
    for span in spans:
        if len(chosen) < most and all(span[1] <= other[0] or other[1] <= span[0] for other in chosen):
            chosen.append(span)
    return sorted(chosen)


def _termed(source: list[str], target: list[str], spans: list[tuple[int, int, int, int]]) -> list[str]:
    """Put each span's English after it, before the punctuation that closes it."""
    after = {end - 1: " ".join(target[first:last]) for start, end, first, last in spans}
    return [_with_term(word, after[number]) if number in after else word for number, word in enumerate(source)]


def _with_term(word: str, english: str) -> str:
    stem = word.rstrip(CLOSING)
    wanted = english.strip(CLOSING)
    return f"{stem} {TERM_BEGIN} {wanted} {TERM_END}{word[len(stem) :]}" if stem and wanted else word


def _tagged(source: list[str], target: list[str], span: tuple[int, int, int, int]) -> tuple[list[str], list[str]]:
    start, end, first, last = span
    return _enclosed(source, start, end), _enclosed(target, first, last)


def _enclosed(words: list[str], start: int, end: int) -> list[str]:
    inside = " ".join(words[start:end])
    stem = inside.rstrip(CLOSING)
    return [*words[:start], f"{TAG_BEGIN} {stem} {TAG_END}{inside[len(stem) :]}", *words[end:]]
