"""The cover of an e-book: the title on the publisher's colour, as a drawing.

Takes an edition and a site, gives an SVG file's bytes. It does not know how a line breaks in a given font, so it breaks
early.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.publishing import colours
from lattlast.publishing.labels import Labels
from lattlast.publishing.rendering import render
from lattlast.publishing.view import heading

if TYPE_CHECKING:
    from lattlast.model import Edition
    from lattlast.publishing.site import Site

# The letters of a line, its height, and how many lines fit: the first size that holds the whole title is taken.
_SIZES = ((14, 150, 6), (18, 118, 8), (24, 90, 11), (34, 64, 16))


def draw(edition: Edition, *, site: Site) -> bytes:
    """Draw the cover of a book that begins with an edition."""
    lines, size = _lines(heading(edition))
    light, _ = colours.schemes(site.colours)
    lang = languages.language(edition.tag)
    name = Labels(edition.tag).easy_name if languages.is_simple(edition.tag) else languages.autonym(lang)
    return render(
        "epub/cover.svg.j2",
        site,
        lines=lines,
        size=size,
        ground=light["accent"],
        ink=light["background"],
        lang=lang,
        direction=languages.direction(edition.tag),
        name=name,
    )


def _lines(title: str) -> tuple[list[str], int]:
    """Break a title into lines, with the size of its letters; one that is too long for the smallest is cut."""
    tried = [(wrap(title, width), size, most) for width, size, most in _SIZES]
    lines, size, most = next((one for one in tried if len(one[0]) <= one[2]), tried[-1])
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"], size
