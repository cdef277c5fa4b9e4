"""Gathering: the articles that a command is asked for, with the network and standard input at hand.

Takes the words of the command line, gives the inputs. It does not know what is done with them.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from lattlast import addresses, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lattlast.sources import Inputs


def gather(
    names: Sequence[Path | str],
    *,
    allow_private: bool,
    home: Path | None = None,
    held: Callable[[str], str] | None = None,
) -> Inputs:
    """Find the articles; fetch those at addresses, and read the one that comes on standard input.

    Files of the folder `home` keep the slugs that they have there; see `sources.gather` for `held`.
    """
    fetch = partial(addresses.fetch, allow_private=allow_private)
    return sources.gather(names, fetch=fetch, stdin=sys.stdin.buffer.read, home=home, held=held)
