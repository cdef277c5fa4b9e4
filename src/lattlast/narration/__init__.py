"""Narration: a document in, an MP3 with the time of every word out.

It does not know about other rooms; voices come in by way of `lattlast.ports`.
"""

from lattlast.narration.lexicon import Lexicon, load_lexicon
from lattlast.narration.narrate import narrate
from lattlast.narration.script import script
from lattlast.narration.spoken import spoken

__all__ = ["Lexicon", "load_lexicon", "narrate", "script", "spoken"]
