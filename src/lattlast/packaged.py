"""The tables that come with lattlast and are not the user's to edit: ``data/**/*.toml``, each read once.

Takes a table's name, gives its content. It does not know what a table is about.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Read ``data/<name>.toml``."""
    return tomllib.loads(files("lattlast").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))
