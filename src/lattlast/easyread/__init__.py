"""Easy-read (lättläst) Swedish: Documents in short sentences and common words, with nothing lost."""

from lattlast.easyread.english import reword
from lattlast.easyread.lexicon import Lexicon, check_lexicon, load_lexicon
from lattlast.easyread.sentences import OPERATIONS, Outcome
from lattlast.easyread.simplify import Simplified, simplify

OPERATION_NAMES = tuple(operation.name for operation in OPERATIONS)

__all__ = [
    "OPERATIONS",
    "OPERATION_NAMES",
    "Lexicon",
    "Outcome",
    "Simplified",
    "check_lexicon",
    "load_lexicon",
    "reword",
    "simplify",
]
