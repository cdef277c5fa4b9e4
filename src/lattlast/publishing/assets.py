"""The files that all pages share: one stylesheet, a script for each thing that a page can do, perhaps a logo.

Takes a site, gives artefacts whose names hold a digest of their content, so that a browser may keep them for ever. It
does not know the pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from lattlast.errors import ConfigError
from lattlast.model import Artefact
from lattlast.publishing import colours, images

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lattlast.publishing.images import Image
    from lattlast.publishing.site import Site

OWN_STYLE = "own.css"
_DIGITS = 12
_COMMENT = re.compile(rb"^[ ]*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(rb"^ +|\n(?=\n)", re.MULTILINE)
_STYLE_SPACE = re.compile(rb"(?<=[{;,:]) | (?=[{}])|;(?= ?})")
_FONT = re.compile(r"""[\w\s,'"-]+""")


@dataclass(frozen=True, slots=True)
class Logo:
    """The publisher's logo: its size and its file."""

    image: Image
    file: Artefact


@dataclass(frozen=True, slots=True)
class Assets:
    """The shared files, with paths from the output folder."""

    stylesheet: Artefact
    player: Artefact
    terms: Artefact
    search: Artefact
    logo: Logo | None

    @property
    def artefacts(self) -> list[Artefact]:
        """List the files."""
        return [self.stylesheet, self.player, self.terms, self.search, *([self.logo.file] if self.logo else [])]


def assets(site: Site) -> Assets:
    """Make the shared files; raises ConfigError for colours, a font or a logo that cannot be used."""
    return Assets(
        _named("lattlast.css", _variables(site).encode() + _static("lattlast.css") + _own_style(site)),
        _named("player.js", _static("player.js")),
        _named("terms.js", _static("terms.js")),
        _named("search.js", _static("search.js")),
        _logo(site),
    )


def _own_style(site: Site) -> bytes:
    """Give the site's own rules, which come last and so win."""
    return dict(site.templates).get(OWN_STYLE, "").encode()


@cache
def _static(name: str) -> bytes:
    """Read a file without what only its authors need: comments, indents, in a style sheet also other spaces."""
    text = files("lattlast").joinpath("publishing", "static", name).read_bytes()
    text = _INDENT.sub(b"", _COMMENT.sub(b"", text))
    return _STYLE_SPACE.sub(b"", text) if name.endswith(".css") else text


@lru_cache(maxsize=16)
def _named(name: str, data: bytes) -> Artefact:
    stem, _, extension = name.rpartition(".")
    return Artefact(f"assets/{stem}.{sha256(data).hexdigest()[:_DIGITS]}.{extension}", data)


def _logo(site: Site) -> Logo | None:
    if not site.logo_data:
        return None
    image = images.inspect(site.logo_data)
    if image is None:
        raise ConfigError(
            f"The logo {site.logo or 'file'} cannot be shown.",
            hint="Use a PNG, JPEG, GIF, WebP, or an SVG without script.",
        )
    return Logo(image, _named(f"logo.{image.extension}", site.logo_data))


def _variables(site: Site) -> str:
    """Write the site's colours and font as CSS custom properties."""
    if site.font and not _FONT.fullmatch(site.font):
        raise ConfigError(f"The font is “{site.font}”.", hint="Write font families with commas: Inter, sans-serif")
    light, dark = colours.schemes(site.colours)
    font = f"--own-font:{site.font};" if site.font else ""
    return (
        f":root{{color-scheme:light dark;{font}{_properties(light)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(dark)}}}}}\n"
    )


def _properties(scheme: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in scheme.items())
