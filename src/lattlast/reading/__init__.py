"""Reading: a page or a text file to a Document."""

from lattlast.reading.body import body_text
from lattlast.reading.read import read

__all__ = ["body_text", "read"]
