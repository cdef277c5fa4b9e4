"""Every edition of a Swedish municipal article: translated, easy-read and narrated.

The functions here are the stages with their default assets: the glossary and the settings of the workspace in the
current folder, and what lattlast brings. Each takes and gives plain values (`lattlast.model`), so they combine freely.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lattlast.api import convert, narrate, publish, read, simplify, translate, translate_text

__version__ = "0.1.0"
__all__ = ["__version__", "convert", "narrate", "publish", "read", "simplify", "translate", "translate_text"]


def __getattr__(name: str) -> object:
    """Load the public functions when they are first asked for: the command line's help must not wait for them."""
    if name in __all__:
        return getattr(import_module("lattlast.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
