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
    hex colours by name (see colours.py), `font` is a CSS list of font families. `explain_terms` links the first place
    of a term to its explanation, as easy-read editions always do. `compound_dots` shows where long words of easy-read
    Swedish are joined: kommun·styrelsen. `formats` names what is made beside the pages:
    epub, fragment, zip. `templates` holds the publisher's own templates and ``own.css``, by file name.
    """

    name: str = ""
    logo: str = ""
    logo_data: bytes = b""
    base_url: str = ""
    contact: str = ""
    accessibility: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    font: str = ""
    explain_terms: bool = False
    compound_dots: bool = False
    formats: tuple[str, ...] = ("epub", "fragment", "zip")
    templates: tuple[tuple[str, str], ...] = ()

    def address(self, path: str) -> str:
        """Give the absolute address of a file in the output folder; empty where the site has none."""
        return f"{self.base_url.rstrip('/')}/{path}" if self.base_url else ""


UNNAMED = Site()


@dataclass(frozen=True, slots=True)
class IndexEdition:
    """An edition in the index: seconds and bytes of its audio (None and 0 where there is none), its words to search."""

    tag: str
    title: str
    lead: str
    seconds: float | None = None
    audio_bytes: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An article in the index, its original edition first. `published` and `modified` are ISO dates or empty."""

    slug: str
    published: str
    modified: str
    editions: tuple[IndexEdition, ...]

    @property
    def title(self) -> str:
        """The original's title."""
        return self.editions[0].title if self.editions else ""
