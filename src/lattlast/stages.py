"""The stages with their assets: each takes an edition and gives the next one.

The rooms know nothing of each other; here they meet. Cached or not, from the command line or from Python, an edition
is made by these functions.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lattlast import __version__, languages
from lattlast.errors import EngineError, EngineMissingError, InputError
from lattlast.model import Edition, Finding
from lattlast.text import readability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lattlast.assets import Assets
    from lattlast.model import Narration, Severity, Unit
    from lattlast.ports import Translator, Voice
    from lattlast.sources import Article

_TEXT = ("text", "data/text", "data/sentences.toml")
_EASY_READ = ("terminology", "data/terminology", "easyread", "data/easyread", *_TEXT)
PARTS = {  # the folders and files that each stage is made of
    "read": ("reading", "data/reading.toml", *_TEXT),
    "simplify": _EASY_READ,
    "translate": ("translation", "data/translation", *_EASY_READ),
    "narrate": ("narration", "data/narration", "text/abbreviations.py", "text/spellout.py", "text/tables.py"),
    "publish": (
        *("publishing", "data/strings.toml", "data/staff.toml", "publication.py", "manifests.py", "pictures.py"),
        *("terminology/report.py", "review/applying.py", "review/markup.py", *_TEXT),
    ),
}
_SHARED = ("assets.py", "languages.py", "model.py", "packaged.py", "ports.py", "stages.py")


@cache
def fingerprint(stage: str) -> str:
    """Identify what a stage does: the SHA-256 of the code and the data that it is made of, and of no other."""
    package = Path(str(files("lattlast")))
    total = hashlib.sha256()
    for path in (found for part in (*PARTS[stage], *_SHARED) for found in _files(package / part)):
        total.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _files(place: Path) -> list[Path]:
    """List a file, or a folder's files in order, without what Python compiled."""
    found = sorted(place.rglob("*")) if place.is_dir() else [place]
    return [path for path in found if path.is_file() and path.suffix != ".pyc"]


def read(article: Article) -> Edition:
    """Read an article's file into its Swedish edition."""
    from lattlast import reading

    document = reading.read(
        article.read(),
        id=article.slug,
        source=article.source,
        media_type=article.media_type,
        address=article.address,
    )
    if article.remote and article.address != article.name:
        document = replace(document, meta={**document.meta, "requested": article.name})
    if languages.language(document.lang) != languages.SOURCE:
        raise InputError(
            f"The article is in {languages.english_name(document.lang)}, and lattlast reads Swedish.",
            hint='Name the Swedish page. A Swedish page that is marked otherwise needs <html lang="sv">.',
        )
    return measured(Edition(languages.SOURCE, document, findings=document.findings))


def with_terms(edition: Edition, assets: Assets) -> Edition:
    """Mark the glossary's terms in a Swedish edition."""
    from lattlast import terminology

    return replace(edition, terms=terminology.mark(edition.document, assets.termbase))


def simplify(edition: Edition, assets: Assets) -> Edition:
    """Rewrite the Swedish edition as easy-read."""
    from lattlast import easyread, terminology

    made = easyread.simplify(
        edition.document,
        lexicon=assets.easy_lexicon,
        terms=assets.termbase,
        operations=assets.easy_operations,
        model=assets.simplifier,
    )
    return measured(
        Edition(
            languages.simple(edition.tag),
            made.document,
            made.units,
            terminology.mark(made.document, assets.termbase),
            made_by=(f"lattlast {__version__}",),
            findings=made.findings,
        )
    )


def translate(edition: Edition, assets: Assets, *, to: str, translator: Translator) -> Edition:
    """Translate an edition; an easy-read one stays easy-read."""
    from lattlast import easyread, translation
    from lattlast.translation import packages

    lang = languages.language(edition.tag)
    helps = assets.helps(lang, languages.language(to))
    made = translation.translate(edition.document, to=to, translator=translator, helps=helps)
    document, units = made.document, made.units
    if document.lang == languages.simple("en"):
        kept = [use.target for use in made.terms]
        document, units = easyread.reword(document, units, lexicon=assets.easy_english, protected=kept)
    return measured(
        Edition(
            document.lang,
            document,
            _from_swedish(units, edition),
            made.terms,
            made_by=(*edition.made_by, translator.title),
            starter=edition.starter or translator.starter,
            better_model=packages.install_command(lang, to) if translator.starter else edition.better_model,
            findings=made.findings,
        )
    )


def reviewed(edition: Edition, assets: Assets) -> Edition:
    """Put what people have approved in the place of what the machine made."""
    if not assets.approved:
        return edition
    from lattlast import review

    return measured(review.apply(edition, assets.approved))


def narrate(edition: Edition, assets: Assets) -> Narration:
    """Read an edition aloud; raise EngineMissingError where no voice has its language."""
    return first_voice(assets.voices(edition.tag), lambda voice: narrate_with(voice, edition, assets))


def narrate_with(voice: Voice, edition: Edition, assets: Assets) -> Narration:
    """Read an edition aloud with one voice."""
    from lattlast import narration

    return narration.narrate(
        edition.document,
        voice=voice,
        lexicon=assets.spoken_lexicon,
        speed=assets.speed(edition.tag),
        formats=assets.config.narrate.formats,
    )


def first_voice(voices: Sequence[Voice], read: Callable[[Voice], Narration]) -> Narration:
    """Read with the first voice that can; a Finding says why one that the user prefers did not."""
    voice, *others = voices
    try:
        return read(voice)
    except (EngineMissingError, EngineError) as error:
        if not others:
            raise
        narration = first_voice(others, read)
        severity: Severity = "info" if isinstance(error, EngineMissingError) else "warning"
        finding = Finding("narration-fallback", severity, f"{error.message} {narration.voice} reads instead.")
        return replace(narration, findings=(finding, *narration.findings))


def measured(edition: Edition) -> Edition:
    """Add the readability of an edition's text."""
    sentences = [segment.text for segment in edition.document.segments()]
    return replace(edition, readability=readability.measure(sentences))


def _from_swedish(units: Iterable[Unit], before: Edition) -> tuple[Unit, ...]:
    """Show a reviewer the Swedish as the source, also of what was translated by way of English."""
    translated = languages.language(before.tag) != languages.SOURCE
    sources = {unit.target.id: unit.source for unit in before.units if translated}
    return tuple(replace(unit, source=sources.get(unit.source.id, unit.source)) for unit in units)
