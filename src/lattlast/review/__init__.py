"""Review: what people approve, kept for ever, and the files in which translators do it with tools of their own."""

from lattlast.review.applying import apply
from lattlast.review.approved import Approved, source_digest
from lattlast.review.memory import Change, Entry, Memory, Refusal
from lattlast.review.standing import Standing, standing

__all__ = [
    "Approved",
    "Change",
    "Entry",
    "Memory",
    "Refusal",
    "Standing",
    "apply",
    "source_digest",
    "standing",
]
