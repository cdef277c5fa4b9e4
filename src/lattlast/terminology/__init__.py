"""The municipality's terms: read them, find them in texts, check them.

Takes glossary files and texts, gives terms, matches and findings. It does not know how a translation comes about.
"""

from lattlast.terminology.checking import check
from lattlast.terminology.exchange import FORMATS, Format, write
from lattlast.terminology.glossary import Entry, place_of, read_glossaries
from lattlast.terminology.marking import mark
from lattlast.terminology.report import report
from lattlast.terminology.termbase import Termbase, load_termbase

__all__ = [
    "FORMATS",
    "Entry",
    "Format",
    "Termbase",
    "check",
    "load_termbase",
    "mark",
    "place_of",
    "read_glossaries",
    "report",
    "write",
]
