"""The translation room's tables of words: data/translation/*.toml, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Read a table by its name."""
    return tomllib.loads(files("lattlast").joinpath(f"data/translation/{name}.toml").read_text(encoding="utf-8"))
