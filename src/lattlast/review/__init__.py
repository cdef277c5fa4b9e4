"""Review: what people approve, kept for ever, and the files in which translators do it with tools of their own."""

from lattlast.review.applying import apply, segment_runs
from lattlast.review.approved import Approved, source_digest
from lattlast.review.bitext import Bitext, Imported, Pair
from lattlast.review.drafting import with_drafts
from lattlast.review.importing import Signature, Verdict, compare, read
from lattlast.review.memory import Change, Entry, Match, Memory, Refusal
from lattlast.review.standing import Standing, standing
from lattlast.review.tmx import write_tmx
from lattlast.review.xliff import write_xliff

__all__ = [
    "Approved",
    "Bitext",
    "Change",
    "Entry",
    "Imported",
    "Match",
    "Memory",
    "Pair",
    "Refusal",
    "Signature",
    "Standing",
    "Verdict",
    "apply",
    "compare",
    "read",
    "segment_runs",
    "source_digest",
    "standing",
    "with_drafts",
    "write_tmx",
    "write_xliff",
]
