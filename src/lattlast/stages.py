"""The stages with their assets: each takes an edition and gives the next one.

The rooms know nothing of each other; here they meet. Cached or not, from the command line or from Python, an edition
is made by these functions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lattlast import __version__, languages
from lattlast.errors import EngineMissingError
from lattlast.model import Edition
from lattlast.text import readability

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lattlast.assets import Assets
    from lattlast.model import Narration, Unit
    from lattlast.ports import Translator
    from lattlast.sources import Article

STAGES = {"read": 1, "simplify": 1, "translate": 1, "narrate": 1, "publish": 1}


def read(article: Article) -> Edition:
    """Read an article's file into its Swedish edition."""
    from lattlast import reading

    media_type = "text/plain" if article.path.suffix.lower() == ".txt" else "text/html"
    document = reading.read(article.read(), id=article.slug, source=article.path.name, media_type=media_type)
    return measured(Edition(languages.SOURCE, document, findings=document.findings))


def simplify(edition: Edition, assets: Assets) -> Edition:
    """Rewrite the Swedish edition as easy-read."""
    from lattlast import easyread

    made = easyread.simplify(
        edition.document,
        lexicon=assets.easy_lexicon,
        terms=assets.termbase,
        operations=assets.easy_operations,
    )
    return measured(
        Edition(
            languages.simple(edition.tag),
            made.document,
            made.units,
            made_by=(f"lattlast {__version__} easy-read rules",),
            findings=made.findings,
        )
    )


def translate(edition: Edition, assets: Assets, *, to: str, translator: Translator) -> Edition:
    """Translate an edition; an easy-read one stays easy-read."""
    from lattlast import translation

    lang = languages.language(edition.tag)
    helps = assets.helps(lang, languages.language(to))
    made = translation.translate(edition.document, to=to, translator=translator, helps=helps)
    return measured(
        Edition(
            made.document.lang,
            made.document,
            _from_swedish(made.units, edition.units),
            made.terms,
            made_by=(*edition.made_by, translator.title),
            starter=edition.starter or translator.starter,
            findings=made.findings,
        )
    )


def narrate(edition: Edition, assets: Assets) -> Narration:
    """Read an edition aloud; raise EngineMissingError where the voice lacks its language."""
    from lattlast import narration

    voice = assets.voice(edition.tag)
    if not voice.speaks(languages.language(edition.tag)):
        raise EngineMissingError(
            f"{voice.title} does not speak {languages.english_name(edition.tag)}, so {edition.tag} has no audio.",
            hint="Choose another voice with --voice, or leave audio out with --no-audio.",
        )
    speed = assets.speed(edition.tag)
    return narration.narrate(edition.document, voice=voice, lexicon=assets.spoken_lexicon, speed=speed)


def measured(edition: Edition) -> Edition:
    """Add the readability of an edition's text."""
    sentences = [segment.text for segment in edition.document.segments()]
    return replace(edition, readability=readability.measure(sentences))


def _from_swedish(units: Iterable[Unit], before: Iterable[Unit]) -> tuple[Unit, ...]:
    """Show a reviewer the Swedish as the source, also of what was translated by way of English."""
    sources = {unit.target.id: unit.source for unit in before if unit.origin == "mt"}
    return tuple(replace(unit, source=sources.get(unit.source.id, unit.source)) for unit in units)
