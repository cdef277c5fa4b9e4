"""What a run works with: the glossary's files, the rule sets and the engines, each loaded once, when first needed.

Takes a Config, gives assets by name and, without loading anything heavy, a fingerprint of each. It does not know about
articles.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lattlast import languages, ports, store
from lattlast.errors import ConfigError
from lattlast.text import abbreviations, tables
from lattlast.translation import packages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lattlast.config import Config
    from lattlast.easyread import Lexicon as EasyLexicon
    from lattlast.model import Finding, TermMatch
    from lattlast.narration import Lexicon as SpokenLexicon
    from lattlast.ports import Simplifier, Translator, Voice
    from lattlast.review import Approved
    from lattlast.terminology import Termbase
    from lattlast.text.abbreviations import Abbreviations
    from lattlast.translation import Helps

_SUFFIXES = (".csv", ".tsv", ".tbx")
TABLES = ("terms", "phrases", "easy-words", "easy-words-en", "abbreviations", "pronunciations")


def bundled_glossary() -> Path:
    """Give the folder of the glossary that lattlast brings: in the package, or beside it in a checkout."""
    package = Path(str(files("lattlast")))
    installed = package / "data" / "glossary"
    return installed if installed.is_dir() else package.parents[1] / "glossary"


class Assets:
    """The glossary and the engines of one run."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._translators: dict[str, Translator] = {}
        self._voices: dict[tuple[str, str], Voice] = {}
        self._routes: dict[tuple[str, str], tuple[packages.Package, ...]] = {}

    def __getstate__(self) -> dict[str, object]:
        """Travel to another process as what was read, so that all of a run's processes see the same; no engine does."""
        read = ("config", "tables", "logo", "templates", "approved")
        return {name: getattr(self, name) for name in read}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Arrive without engines: each is loaded when it is first needed."""
        self.__dict__.update(state, _translators={}, _voices={}, _routes={})

    @cached_property
    def tables(self) -> dict[str, tuple[tuple[str, bytes], ...]]:
        """Read the glossary's files by table, the municipality's before the bundled: ``terms*.csv`` and so on."""
        own = self.config.path(self.config.glossary.folder)
        folders = [own, *([bundled_glossary()] if self.config.glossary.bundled else [])]
        return {table: _read(table, folders) for table in TABLES}

    def fingerprint(self, table: str) -> str:
        """Identify a table by the content of its files, in order."""
        return store.key(*(store.digest(data) for _, data in self.tables[table]))

    @cached_property
    def termbase(self) -> Termbase:
        """Load the municipality's terms."""
        from lattlast import terminology

        return terminology.load_termbase(self.tables["terms"])

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """Load the abbreviations with their written-out forms."""
        return abbreviations.load(*reversed(self._data("abbreviations")))

    @cached_property
    def easy_lexicon(self) -> EasyLexicon:
        """Load the words and phrases of easy-read."""
        from lattlast import easyread

        return easyread.load_lexicon(list(reversed(self._data("easy-words"))), self.abbreviations)

    @cached_property
    def easy_english(self) -> EasyLexicon:
        """Load the words and phrases of easy-read English."""
        from lattlast import easyread

        return easyread.load_lexicon(list(reversed(self._data("easy-words-en"))), abbreviations.load(), lang="en")

    @cached_property
    def simplifier(self) -> Simplifier | None:
        """Give the model that helps with what stays hard, where the settings name one."""
        settings = self.config.simplify
        if not settings.model_url:
            return None
        engine: Simplifier = ports.load("simplifiers", settings.model)(
            url=settings.model_url, name=settings.model_name, timeout=settings.model_timeout
        )
        return engine

    @cached_property
    def easy_operations(self) -> tuple[str, ...]:
        """List the easy-read operations that the settings leave on."""
        from lattlast.easyread import OPERATION_NAMES

        off = self.config.simplify.off
        for name in off:
            if name not in OPERATION_NAMES:
                known = ", ".join(OPERATION_NAMES)
                raise ConfigError(f"“{name}” in simplify.off is not an easy-read operation.", hint=f"Known: {known}.")
        return tuple(name for name in OPERATION_NAMES if name not in off)

    @cached_property
    def spoken_lexicon(self) -> SpokenLexicon:
        """Load the pronunciations."""
        from lattlast import narration

        return narration.load_lexicon(self._data("pronunciations"), self.abbreviations)

    def _data(self, table: str) -> list[bytes]:
        """Give a table's files, the municipality's first; loaders in which the last line wins take them reversed."""
        return [data for _, data in self.tables[table]]

    def helps(self, source: str, target: str) -> Helps:
        """Give what helps a model from one language to another."""
        from lattlast.translation import Helps

        swedish = source == languages.SOURCE
        terms = self.termbase if swedish else _OtherLanguage(self.termbase, source)
        return Helps(terms, self._phrases(source, target), self.abbreviations if swedish else None)

    def _phrases(self, source: str, target: str) -> dict[str, str]:
        rows = [
            row.cells
            for name, data in reversed(self.tables["phrases"])
            for row in tables.read_table(data, name=name, required=(languages.SOURCE,))
        ]
        return {row[source].casefold(): row[target] for row in rows if row.get(source) and row.get(target)}

    @cached_property
    def approved(self) -> Approved:
        """Read what people have approved, as it is now."""
        from lattlast import reviewing
        from lattlast.review import Approved

        return Approved(reviewing.memory(self.config).entries())

    @cached_property
    def logo(self) -> bytes:
        """Read the publisher's logo, from inside the workspace."""
        name, folder = self.config.publish.logo, self.config.folder.resolve()
        if not name:
            return b""
        path = (folder / name).resolve()
        try:
            if folder not in path.parents:
                raise FileNotFoundError(2, "it is not in the workspace")
            return path.read_bytes()
        except OSError as error:
            raise ConfigError(
                f"publish.logo cannot be read: {path}: {error.strerror}.", hint="Check the name."
            ) from error

    @cached_property
    def templates(self) -> tuple[tuple[str, str], ...]:
        """Read the publisher's own templates and style, by file name, from the folder that publish.templates names."""
        name = self.config.publish.templates
        folder = self.config.path(Path(name))
        try:
            paths = sorted(path for path in folder.rglob("*") if path.suffix in {".j2", ".css"}) if name else []
            read = tuple((path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")) for path in paths)
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"A template cannot be read: {error}.", hint="Save it as UTF-8, or mend its rights."
            ) from error
        if name and not read:
            raise ConfigError(f"There is no template in {folder}.", hint="Check publish.templates in lattlast.toml.")
        return read

    def route(self, lang: str, *, source: str = languages.SOURCE) -> tuple[packages.Package, ...]:
        """Give the translation packages that lead to a language; the folders are searched once."""
        if (source, lang) not in self._routes:
            self._routes[source, lang] = packages.route(source, lang)
        return self._routes[source, lang]

    def translator(self, package: packages.Package) -> Translator:
        """Give the engine for a package; it loads its model when it is first used."""
        if package.fingerprint not in self._translators:
            self._translators[package.fingerprint] = ports.load("translators", "argos")(package)
        return self._translators[package.fingerprint]

    def voices(self, tag: str) -> tuple[Voice, ...]:
        """Give the voices for an edition, the one that is preferred first; perhaps none has its language."""
        settings = self.config.narrate
        first = settings.voices.get(languages.language(tag), settings.voice)
        return tuple(self._voice(name, self.speed(tag)) for name in dict.fromkeys((first, *settings.fallback)))

    def _voice(self, name: str, speed: str) -> Voice:
        if (name, speed) not in self._voices:
            self._voices[name, speed] = ports.load("voices", name)(speed=speed)
        return self._voices[name, speed]

    def speed(self, tag: str) -> str:
        """Give the pace at which an edition is read aloud."""
        settings = self.config.narrate
        return settings.easy_speed if languages.is_simple(tag) else settings.speed

    def findings(self) -> tuple[Finding, ...]:
        """Tell what is wrong in the glossary's files; such lines are left out."""
        return (*self.termbase.findings, *self.easy_findings())

    def easy_findings(self) -> tuple[Finding, ...]:
        """Tell what is wrong in the easy words, without loading them."""
        from lattlast import easyread

        return easyread.check_lexicon(self._data("easy-words"))


class _OtherLanguage:
    """Find terms in a language other than Swedish, for the second step of a translation by way of English."""

    def __init__(self, termbase: Termbase, lang: str) -> None:
        self._termbase = termbase
        self._lang = lang
        self.fingerprint = f"{termbase.fingerprint}-{lang}"

    def find(self, text: str) -> list[TermMatch]:
        return self._termbase.find_in(text, self._lang)


def _is_of_another(stem: str, table: str) -> bool:
    """Say whether a file is of a table with a longer name: “easy-words-en.csv” is none of “easy-words”."""
    return any(stem.startswith(other) for other in TABLES if other != table and other.startswith(table))


def _read(table: str, folders: Sequence[Path]) -> tuple[tuple[str, bytes], ...]:
    """Read a table's files, each content once."""
    found: dict[bytes, str] = {}
    for folder in folders:
        for path in sorted(
            path
            for path in folder.glob(f"{table}*")
            if path.suffix.lower() in _SUFFIXES and not _is_of_another(path.stem, table)
        ):
            try:
                found.setdefault(path.read_bytes(), path.name)
            except OSError as error:
                raise ConfigError(
                    f"{path} cannot be read: {error.strerror}.", hint="Close it in Excel, or mend its rights."
                ) from error
    return tuple((name, data) for data, name in found.items())
