"""What comes back from a translator, compared with what is here now.

Takes an imported file, the article's edition and the memory, gives the changes to record and what does not fit. An
approval that is newer than the file's export always stays. It does not know the formats, and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lattlast.errors import InputError
from lattlast.review.memory import APPROVED, Change
from lattlast.review.tmx import read_tmx
from lattlast.review.xliff import read_xliff
from lattlast.review.xml import clean, local, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lattlast.model import Edition, Unit, UnitState
    from lattlast.review.bitext import Imported, Pair
    from lattlast.review.memory import Entry

Outcome = Literal["approved", "draft", "unchanged", "outdated", "newer here"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who imports, and when; `approve` takes every changed sentence as approved, whatever its state says."""

    by: str
    at: str
    approve: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of a pair: the change, where there is one, and the outcome to report."""

    outcome: Outcome
    pair: Pair
    change: Change | None = None


def read(data: bytes, *, name: str) -> list[Imported]:
    """Read an XLIFF or TMX file, whichever it is."""
    root = parse(data, name=name)
    if local(root) == "xliff":
        return read_xliff(root, name=name)
    if local(root) == "tmx":
        return [read_tmx(root, name=name)]
    raise InputError(
        f"{name} is a “{local(root)}” file.", hint="lattlast reads XLIFF 1.2 and 2.x (.xlf) and TMX (.tmx)."
    )


def compare(
    imported: Imported, edition: Edition | None, current: Mapping[tuple[str, str], Entry], signature: Signature
) -> list[Verdict]:
    """Judge every pair of a file; `current` holds the newest entries by tag and source, `edition` what was last made.

    A pair belongs to the unit of its id where the source is still the same, or else to any unit with that source.
    """
    units = _by_source(edition.units) if edition else {}
    return list(_verdicts(imported, units, current, signature, known=edition is not None))


def _by_source(units: Sequence[Unit]) -> dict[str, Unit]:
    """Find units by their source as a file has it."""
    return {" ".join(clean(unit.source.text).split()): unit for unit in units}


def _verdicts(
    imported: Imported,
    units: Mapping[str, Unit],
    current: Mapping[tuple[str, str], Entry],
    signature: Signature,
    *,
    known: bool,
) -> Iterator[Verdict]:
    for pair in imported.pairs:
        unit, tag = units.get(pair.source), pair.tag or imported.tag
        source = unit.source.text if unit else pair.source
        entry = current.get((tag, source))
        standing = entry.target if entry and entry.state != "initial" else unit.target.text if unit else ""
        state = _state(pair, changed=pair.target != standing, approve=signature.approve)
        if state is None or (entry and (entry.target, entry.state) == (pair.target, state)):
            yield Verdict("unchanged", pair)
        elif entry and entry.approved and _is_newer(entry, imported):
            yield Verdict("newer here" if pair.target != entry.target else "unchanged", pair)
        else:
            change = Change(
                tag, source, pair.target, state, pair.by or signature.by, pair.at or signature.at,
                imported.article if unit else "", "import", pair.marks, entry.version if entry else 0,
            )  # fmt: skip
            yield Verdict(_outcome(state, gone=known and unit is None), pair, change)


def _state(pair: Pair, *, changed: bool, approve: bool) -> UnitState | None:
    """Give the state in which a pair is taken over; None where it says nothing new."""
    if pair.state in APPROVED:
        return pair.state
    if not changed:
        return None
    return "reviewed" if approve else "translated"


def _outcome(state: UnitState, *, gone: bool) -> Outcome:
    if gone:
        return "outdated"
    return "approved" if state in APPROVED else "draft"


def _is_newer(entry: Entry, imported: Imported) -> bool:
    """Say whether an approval was made after the file was exported; a file that does not tell is taken for old."""
    return imported.version is None or entry.version > imported.version
