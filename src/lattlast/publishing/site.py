"""What the pages say about their publisher, and what the index says about each article.

Takes nothing and gives nothing: values that the other modules of the room speak in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Site:
    """The publisher of the pages; everything is optional.

    `logo` is the name of an image file and `logo_data` its bytes. `base_url` is the address under which the output
    folder will lie. `contact` and `accessibility` are addresses, the first perhaps an e-mail address. `colours` are
    hex colours by name (see colours.py), `font` is a CSS list of font families.
    """

    name: str = ""
    logo: str = ""
    logo_data: bytes = b""
    base_url: str = ""
    contact: str = ""
    accessibility: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    font: str = ""


UNNAMED = Site()


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An article in the index. `editions` holds tag, title and seconds of audio (None where there is none)."""

    slug: str
    title: str
    lead: str
    published: str
    editions: tuple[tuple[str, str, float | None], ...]
