"""The municipality's terms: read them, find them in texts, check them.

Takes glossary files and texts, gives terms, matches and findings. It does not know how a translation comes about.
"""

from lattlast.terminology.checking import check
from lattlast.terminology.marking import mark
from lattlast.terminology.termbase import Termbase, load_termbase

__all__ = ["Termbase", "check", "load_termbase", "mark"]
