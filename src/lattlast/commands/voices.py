"""Voices: list what speaks, install a voice, try one, and exchange pronunciations.

Takes names, texts and files, gives voices, samples and tables. It does not know how a voice speaks.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from lattlast import narration, ports, store
from lattlast.errors import EXIT_OK, EngineMissingError, InputError
from lattlast.languages import autonym, english_name, language
from lattlast.model import Block, Document, Segment
from lattlast.narration import pls
from lattlast.narration.acronyms import spelled_out
from lattlast.narration.voices import installed
from lattlast.narration.wording import narrated_languages

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from lattlast.assets import Assets
    from lattlast.narration.voices.installed import InstalledVoice
    from lattlast.ports import Voice

_COLUMNS = ("text", "lang", "spoken", "note")


@dataclass(frozen=True, slots=True)
class Engine:
    """A voice engine with the languages of the pages that it speaks."""

    name: str
    title: str
    online: bool
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """The engines, the languages that none of them speaks, and the voices that the user has installed."""

    engines: tuple[Engine, ...]
    unspoken: tuple[str, ...]
    installed: tuple[InstalledVoice, ...]
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give engines with languages, and installed voices with place and digest."""
        return {
            "engines": [
                {"name": e.name, "title": e.title, "online": e.online, "languages": list(e.languages)}
                for e in self.engines
            ],
            "unspoken": list(self.unspoken),
            "installed": [
                {"name": v.name, "language": v.lang, "path": str(v.path), "sha256": v.digest} for v in self.installed
            ],
        }

    def __rich__(self) -> RenderableType:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Voice", "Works", "Languages"):
            table.add_column(column, overflow="fold")
        for engine in self.engines:
            works = "online: sends the text away" if engine.online else "offline"
            table.add_row(engine.name, works, " ".join(engine.languages) or "– (install a voice)")
        lines = [Text(f"{voice.name}: {english_name(voice.lang)}, {voice.path}") for voice in self.installed]
        if self.unspoken:
            lines.append(Text(f"No voice: {', '.join(map(english_name, self.unspoken))}."))
        return Group(table, *lines)


@dataclass(frozen=True, slots=True)
class Sample:
    """A text as it was read aloud, where the sound is, and the acronyms that no pronunciation covers."""

    spoken: str
    voice: str
    seconds: float
    path: Path
    acronyms: tuple[tuple[str, str], ...]
    exit_code: int = EXIT_OK

    def as_json(self) -> object:
        """Give the spoken form, the file and the acronyms with how they are said."""
        return {
            "spoken": self.spoken,
            "voice": self.voice,
            "seconds": round(self.seconds, 3),
            "file": str(self.path),
            "unknown_acronyms": dict(self.acronyms),
        }

    def __rich__(self) -> RenderableType:
        lines = [Text(self.spoken), Text(f"{self.voice}, {self.seconds:.1f} seconds: {self.path}")]
        if self.acronyms:
            said = ", ".join(f"{written} ({spoken})" for written, spoken in self.acronyms)
            lines.append(Text(f"Not in pronunciations.csv, so by rule: {said}"))
        return Group(*lines)


def voices() -> Voices:
    """List the voice engines, the languages they speak, and the voices that the user has installed."""
    engines = tuple(_engine(name) for name in sorted(entry_points(group="lattlast.voices").names))
    spoken = {lang for engine in engines for lang in engine.languages}
    unspoken = tuple(lang for lang in narrated_languages() if lang not in spoken)
    return Voices(engines, unspoken, tuple(installed.voices()))


def _engine(name: str) -> Engine:
    voice: Voice = ports.load("voices", name)()
    speaks = tuple(lang for lang in narrated_languages() if voice.speaks(lang))
    return Engine(name, voice.title, voice.online, speaks)


def try_voice(text: str, *, lang: str, assets: Assets, out: Path) -> Sample:
    """Read a text aloud into a file, and tell the acronyms in it that are said by rule."""
    if not text.strip():
        raise InputError("There is nothing to say.", hint='Give a text: lattlast voices try "Välkommen!"')
    voice = next((voice for voice in assets.voices(lang) if voice.speaks(language(lang))), None)
    if voice is None:
        raise EngineMissingError(
            f"No voice speaks {english_name(lang)} ({autonym(lang)}).", hint="See which there are: lattlast voices list"
        )
    lexicon = assets.spoken_lexicon
    document = Document("sample", lang, (Block("paragraph", (Segment("s1", text),)),))
    read = narration.narrate(document, voice=voice, lexicon=lexicon, speed=assets.speed(lang), notice=False)
    store.write_file(out, read.audio)
    spoken, _ = narration.spoken(text, lang, lexicon=lexicon)
    return Sample(spoken, voice.title, read.seconds, out, tuple(spelled_out(text, lang, lexicon).items()))


def export_pronunciations(lang: str, *, assets: Assets) -> bytes:
    """Write the pronunciations of a language, the municipality's and the bundled ones, as a PLS file."""
    return pls.write(assets.spoken_lexicon.entries.get(lang, {}), lang)


def import_pronunciations(path: Path, *, assets: Assets) -> tuple[Path, pls.Imported]:
    """Take the pronunciations of a PLS file into the workspace's glossary, as a table of its own."""
    try:
        read = pls.read(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check the name.") from error
    except InputError as error:
        raise InputError(f"{path}: {error.message}", hint=error.hint) from error
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows((written, read.lang, spoken, path.name) for written, spoken in sorted(read.entries.items()))
    target = assets.config.path(assets.config.glossary.folder) / f"pronunciations-{path.stem}.csv"
    store.write_file(target, table.getvalue().encode("utf-8-sig"))
    return target, read
