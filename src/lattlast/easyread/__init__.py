"""Easy-read (lättläst) Swedish: Documents in short sentences and common words, with nothing lost."""

from lattlast.easyread.lexicon import Lexicon, load_lexicon
from lattlast.easyread.sentences import OPERATIONS
from lattlast.easyread.simplify import Simplified, simplify

OPERATION_NAMES = tuple(operation.name for operation in OPERATIONS)

__all__ = ["OPERATION_NAMES", "Lexicon", "Simplified", "load_lexicon", "simplify"]
