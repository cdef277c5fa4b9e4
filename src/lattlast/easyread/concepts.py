"""One name for one thing: tells where an easy text names a concept in several ways.

Takes the segments of an easy text, gives findings. It exchanges nothing: which name the readers know, a person says.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from lattlast.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lattlast.model import Segment, Term, TermMatch

_ENDING = 2  # letters of a name that an inflected form may lack: “nämnd” of “nämnden”, “taxa” of “taxor”


def several_names(segments: Iterable[Segment], find_terms: Callable[[str], list[TermMatch]]) -> Iterator[Finding]:
    """Give a finding for each concept that has several names in the text, at the first place of the second name."""
    first: dict[str, str] = {}
    told: set[str] = set()
    for segment in segments:
        for match in find_terms(segment.text):
            term, name = match.term, _name(match.term, segment.text[match.start : match.end].lower())
            known = first.setdefault(term.id, name) if name else ""
            if name and name != known and term.id not in told:
                told.add(term.id)
                yield Finding(
                    "several-names",
                    "info",
                    f"“{known}” and “{name}” are the same thing: use one of them all through the text.",
                    segment.id,
                )


def _name(term: Term, form: str) -> str:
    """Give the name that an inflected form is of, or nothing where that is not clear."""
    names = [name for name in term.terms["sv"] if not name.isupper()]  # an acronym may stand beside its name
    if not names[1:]:
        return ""
    shared = {name: _shared(name.lower(), form) for name in names}
    longest = max(shared.values())
    close = [name for name in names if shared[name] == longest and longest >= len(name) - _ENDING]
    return close[0] if len(close) == 1 else ""


def _shared(one: str, other: str) -> int:
    """Count the letters that two words have in common from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
