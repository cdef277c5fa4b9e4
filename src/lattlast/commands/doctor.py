"""Doctor: try everything that a build needs, and say how to mend what is wrong.

Takes assets, gives a report with one line for each part. Every part is tried for real: models translate a sentence,
voices speak one.
"""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from rich.table import Table

from lattlast import __version__, languages, sources, stages, store, terminology
from lattlast.errors import EXIT_INTERNAL, EXIT_OK, LattlastError
from lattlast.model import Block, Document, Edition, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType

    from lattlast.assets import Assets

_SAMPLE = "Kommunen svarar inom två veckor."
_STYLES = {"good": "green", "note": "yellow", "wrong": "bold red"}


@dataclass(frozen=True, slots=True)
class Line:
    """One part that was tried: how it is, and what to do about it."""

    part: str
    state: Literal["good", "note", "wrong"]
    message: str
    hint: str = ""
    exit_code: int = EXIT_OK


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All parts that were tried."""

    lines: tuple[Line, ...]

    @property
    def exit_code(self) -> int:
        """Give the code of the first part that is wrong, or 0."""
        return next((line.exit_code for line in self.lines if line.state == "wrong"), EXIT_OK)

    def as_json(self) -> object:
        """Give the lines."""
        return [asdict(line) for line in self.lines]

    def __rich__(self) -> RenderableType:
        table = Table(box=None, show_header=False, pad_edge=False)
        for line in self.lines:
            style = _STYLES[line.state]
            table.add_row(f"[{style}]{line.state}[/]", line.part, "\n".join(filter(None, (line.message, line.hint))))
        return table


def doctor(assets: Assets) -> Diagnosis:
    """Try the settings, the glossary, the models, the voices and the folders."""
    return Diagnosis(tuple(_lines(assets)))


def _lines(assets: Assets) -> Iterator[Line]:
    config = assets.config
    yield Line("lattlast", "good", f"{__version__} on Python {platform.python_version()}, {platform.system()}")
    yield _try("glossary", lambda: _glossary(assets))
    yield _try("input", lambda: _input(assets))
    yield _try("output", lambda: _output(assets))
    for lang in config.build.languages:
        yield _try(f"{languages.SOURCE} → {lang}", lambda lang=lang: _model(assets, lang))  # type: ignore[misc]
    for lang in (languages.SOURCE, *config.build.languages) if config.build.audio else ():
        yield _try(f"voice {lang}", lambda lang=lang: _voice(assets, lang))  # type: ignore[misc]


def _try(part: str, examine: Callable[[], tuple[Literal["good", "note"], str, str]]) -> Line:
    try:
        state, message, hint = examine()
    except LattlastError as error:
        return Line(part, "wrong", error.message, error.hint, error.exit_code)
    except Exception as error:  # noqa: BLE001  (a part that fails must not hide the others)
        return Line(part, "wrong", f"{type(error).__name__}: {error}", "Please report this.", EXIT_INTERNAL)
    return Line(part, state, message, hint)


def _glossary(assets: Assets) -> tuple[Literal["good", "note"], str, str]:
    files = " and ".join(dict.fromkeys(name for name, _ in assets.tables["terms"]))
    found = f"{len(assets.termbase.terms)} terms from {files}"
    found_wrong = (*terminology.check(assets.tables["terms"]), *assets.easy_findings())
    problems = [finding.message for finding in found_wrong if finding.severity != "info"]
    return ("note" if problems else "good"), found, "\n".join(problems)


def _input(assets: Assets) -> tuple[Literal["good", "note"], str, str]:
    folder = assets.config.path(assets.config.build.input)
    count = len(sources.gather([folder]).articles) if folder.is_dir() else 0
    if count:
        return "good", f"{count} article{'s' * (count > 1)} in {folder}", ""
    return "note", f"No articles in {folder}", "Put pages there, or name them: lattlast build FILE …"


def _output(assets: Assets) -> tuple[Literal["good", "note"], str, str]:
    folder = assets.config.path(assets.config.build.output)
    store.require_writable(folder)
    return "good", f"{folder} can be written", ""


def _model(assets: Assets, lang: str) -> tuple[Literal["good", "note"], str, str]:
    route = assets.route(lang)
    texts = [_SAMPLE]
    for package in route:
        texts = [found[0].text for found in assets.translator(package).translate(texts)]
    titles = ", then ".join(package.title for package in route)
    starters = [package for package in route if package.starter]
    if starters:
        better = f"It gives the gist only. A better one: {starters[0].install_command}"
        return "note", f"{titles}: “{texts[0]}”", better
    return "good", f"{titles}: “{texts[0]}”", ""


def _voice(assets: Assets, lang: str) -> tuple[Literal["good", "note"], str, str]:
    voice = assets.voices(lang)[0]
    if voice.online:
        return "note", f"{voice.title}: not tried", "It sends the text to Google."
    block = Block("paragraph", (Segment("s1", _SAMPLE),))
    narration = stages.narrate_with(voice, Edition(lang, Document("sample", lang, (block,))), assets)
    return "good", f"{voice.title}: {narration.seconds:.1f} seconds spoken", ""
