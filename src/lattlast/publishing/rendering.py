"""The templates, with what they may call.

Takes a template's name, a site and values, gives a file's bytes. Everything is escaped; a name that is missing stops.
A site's own templates stand before those of lattlast, which they reach as ``lattlast/base.html.j2`` and so on.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from lattlast.errors import ConfigError
from lattlast.publishing import addresses, inlines
from lattlast.text.compounds import joints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment
    from markupsafe import Markup

    from lattlast.model import Block, Segment
    from lattlast.publishing.site import Site

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_GROUP = re.compile(r"(?<=\d) (?=\d{2,3}(?!\d))")
# What XML and HTML forbid, and half a surrogate pair, which cannot be written.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def render(template: str, site: Site, **values: object) -> bytes:
    """Draw a file; raises ConfigError where one of the site's own templates cannot be used."""
    from jinja2 import TemplateError

    try:
        drawn = _environment(site.templates).get_template(template).render(site=site, **values)
    except TemplateError as error:
        if not site.templates:
            raise
        raise _unusable(error) from error
    return _FORBIDDEN.sub("", drawn).encode()


def _unusable(error: Exception) -> ConfigError:
    place = f"{getattr(error, 'name', '') or ''}, line {error.lineno}" if hasattr(error, "lineno") else "one of them"
    return ConfigError(
        f"Your own templates cannot be used ({place}): {error}.",
        hint="Mend the template, or take it out of the folder that publish.templates names.",
    )


@cache
def _environment(own: tuple[tuple[str, str], ...]) -> Environment:
    from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

    packaged = PackageLoader("lattlast", "publishing/templates")
    environment = Environment(
        loader=ChoiceLoader([DictLoader(dict(own)), packaged, PrefixLoader({"lattlast": packaged})]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals |= {"nest": inlines.nest, "ends_line": ends_line, "slash": "", "plain": False}
    environment.filters |= {
        "unbroken": unbroken, "dotted": dotted, "with_text": with_text, "fact_runs": fact_runs, "even_rows": even_rows,
        "step": addresses.segment, "safe_address": addresses.safe, "contact": addresses.contact,
        "web_address": addresses.web, "file_name": addresses.file_name,
    }  # fmt: skip
    return environment


def unbroken(text: str) -> str:
    """Keep the groups of a number on one line: 3 200, 031-390 06 50; no letter more or less."""
    return _NUMBER_GROUP.sub("\u00a0", text)


def dotted(text: str) -> Markup:
    """Mark where long words are joined by empty elements, which the style sheet shows as dots: the text stays."""
    from markupsafe import Markup, escape

    pieces = (escape(piece) for piece in _pieces(unbroken(text)))
    return Markup('<span class="joint"></span>').join(pieces)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text at the joints of its long words."""
    edges = [match.start() + joint for match in _WORD.finditer(text) for joint in joints(match.group())]
    yield from (text[start:end] for start, end in pairwise([0, *edges, len(text)]))


def ends_line(segment: Segment) -> bool:
    """Say whether a segment brings its own line end."""
    return any(inline.kind == "break" and inline.start == len(segment.text) for inline in segment.inlines)


def with_text(blocks: Sequence[Block]) -> list[Block]:
    """Leave out blocks that say nothing; a figure may do without words."""
    return [block for block in blocks if any(part.kind == "figure" or part.text.strip() for part in block.walk())]


def fact_runs(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """Split blocks into runs of whole facts (a label and a value), which make one list, and of all others."""
    for whole, run in groupby(with_text(blocks), key=_is_whole_fact):
        yield whole, list(run)


def even_rows(table: Block) -> list[list[Block | None]]:
    """Give the table's cells by row, every row as long as the longest."""
    rows = [[cell for cell in row.children if cell.kind == "cell"] for row in table.children if row.kind == "row"]
    width = max(map(len, rows), default=0)
    return [[*row, *[None] * (width - len(row))] for row in rows if row]


def _is_whole_fact(block: Block) -> bool:
    spoken = {child.kind for child in block.children if child.text.strip()}
    return block.kind == "fact" and {"label", "value"} <= spoken
