"""The stages for use from Python, each with the workspace's assets where none are given.

Takes paths and editions, gives editions and files: what `lattlast build` does, step by step. An `Edition` is an article
in one language and reading level; its text is ``edition.document``, its audio ``edition.narration``.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, overload

from lattlast import config, languages, lines, pipeline, planning, publication, sources, stages, store
from lattlast.assets import Assets
from lattlast.progress import Silent
from lattlast.records import Recorder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.model import Edition
    from lattlast.run import Receipt


def read(source: str | Path) -> Edition:
    """Read an article from an HTML or text file; raises InputError where there is none to read."""
    return stages.read(sources.gather([source]).articles[0])


def simplify(edition: Edition, *, assets: Assets | None = None) -> Edition:
    """Rewrite a Swedish edition as easy-read."""
    return stages.simplify(edition, assets or _workspace())


def translate(edition: Edition, *, to: str, assets: Assets | None = None) -> Edition:
    """Translate an edition, by way of English where no model leads straight there.

    Raises EngineMissingError, with the command that installs it, where a model is missing.
    """
    chosen = assets or _workspace()
    for package in chosen.route(to):
        edition = stages.translate(edition, chosen, to=package.target, translator=chosen.translator(package))
    return edition


@overload
def translate_text(text: str, *, to: str, lang: str = ..., assets: Assets | None = ...) -> str: ...
@overload
def translate_text(text: list[str], *, to: str, lang: str = ..., assets: Assets | None = ...) -> list[str]: ...
def translate_text(
    text: str | list[str], *, to: str, lang: str = languages.SOURCE, assets: Assets | None = None
) -> str | list[str]:
    """Translate one text, or several in one call of the engine, with the municipality's terms.

    Raises EngineMissingError, with the command that installs it, where a model is missing.
    """
    given = [text] if isinstance(text, str) else text
    made = [line.text for line in lines.translate_lines(given, to=to, lang=lang, assets=assets or _workspace())]
    return made[0] if isinstance(text, str) else made


def narrate(edition: Edition, *, assets: Assets | None = None) -> Edition:
    """Read an edition aloud; raises EngineMissingError where the voice lacks its language."""
    return replace(edition, narration=stages.narrate(edition, assets or _workspace()))


def publish(editions: Sequence[Edition], folder: str | Path, *, assets: Assets | None = None) -> list[Path]:
    """Write the pages of one article's editions, and an index, into a folder; give the paths of the pages."""
    chosen, output = assets or _workspace(), Path(folder)
    slug = editions[0].document.id
    publication.write_article(output / slug, editions, site=publication.site(chosen), images={}, made_from={})
    publication.write_index(output, chosen)
    return [output / slug / edition.tag / "index.html" for edition in editions]


def convert(source: str | Path, *, output: str | Path = "output", assets: Assets | None = None) -> Receipt:
    """Make all editions of an article, as `lattlast build` does."""
    chosen, folder = assets or _workspace(), Path(output)
    work = planning.plan(sources.gather([source]).articles, chosen, output=folder, force=True)
    if work.missing:
        raise work.missing[0]
    with store.Store(chosen.config.path(chosen.config.build.cache)) as kept:
        home = Recorder(kept, Silent())
        receipt = pipeline.convert(work.jobs[0], chosen, blobs=kept, home=home, output=folder)
    publication.write_index(folder, chosen)
    return receipt


@cache
def _workspace() -> Assets:
    return Assets(config.load(Path(), environment=os.environ))
