"""Reading: a page or a text file to a Document."""

from lattlast.reading.read import read

__all__ = ["read"]
