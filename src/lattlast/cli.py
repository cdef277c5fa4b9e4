"""The command line: parse, call, print, exit code. No logic lives here.

stdout is for results, stderr for people.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lattlast.errors import EXIT_INTERNAL, EXIT_INTERRUPTED, LattlastError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from lattlast.assets import Assets
    from lattlast.commands import Report

app = typer.Typer(
    name="lattlast",
    help="Make every edition of a Swedish municipal article: translated, easy-read and narrated.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
models = typer.Typer(help="List, install, remove and verify translation models.", no_args_is_help=True)
app.add_typer(models, name="models")

Json = Annotated[bool, typer.Option("--json", help="Write the result as JSON on stdout.")]
Language = Annotated[str, typer.Argument(help="A language tag, such as sv.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        from lattlast import __version__

        typer.echo(f"lattlast {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Take the options that stand before a command."""
    del version


@app.command()
def build(
    sources: Annotated[
        list[Path] | None, typer.Argument(help="Articles (.html, .txt) and folders of them.", show_default="input/")
    ] = None,
    *,
    to: Annotated[str | None, typer.Option(help="Languages to translate to, such as en,fi.")] = None,
    easy: Annotated[bool | None, typer.Option("--easy/--no-easy", help="Make easy-read editions.")] = None,
    audio: Annotated[bool | None, typer.Option("--audio/--no-audio", help="Make narration.")] = None,
    voice: Annotated[
        str | None, typer.Option(help="Voice engine: espeak (offline) or gtts (sends text to Google).")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Folder to write to.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Make everything, also what is unchanged.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where a person has to look at something.")
    ] = False,
    log_format: Annotated[Literal["auto", "json"], typer.Option(help="Progress as JSON lines, for machines.")] = "auto",
    as_json: Json = False,
) -> None:
    """Convert articles: a page and an MP3 for each edition."""
    with _errors():
        from lattlast import commands

        flags: dict[str, dict[str, object]] = {
            "build": {"languages": to, "easy": easy, "audio": audio, "output": output and output.absolute()},
            "narrate": {"voice": voice},
        }
        console = _stderr()
        summary = commands.build(
            sources, assets=_assets(flags), console=console, force=force, log_format=log_format, again=_again(flags)
        )
        if as_json:
            _print_json(summary.as_json())
        raise typer.Exit(summary.exit_code(strict=strict))


@app.command()
def check(
    source: Annotated[Path, typer.Argument(help="An article (.html, .txt).")],
    *,
    as_json: Json = False,
) -> None:
    """Show an article's structure, readability, hard words and terms, before anything is converted."""
    with _errors():
        from lattlast import commands

        report = commands.check(source, assets=_assets())
        _show(report, as_json=as_json)


@app.command()
def doctor(*, as_json: Json = False) -> None:
    """Try everything that a build needs, and say what is wrong and how to mend it."""
    with _errors():
        from lattlast import commands

        report = commands.doctor(_assets())
        _show(report, as_json=as_json)
        raise typer.Exit(report.exit_code)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="The folder to set up.")] = Path()) -> None:
    """Set up a workspace: settings, input/, output/ and a glossary of the municipality's own."""
    with _errors():
        from lattlast import workspace

        for path in workspace.create(folder):
            typer.echo(path)


@models.command("list")
def models_list(*, as_json: Json = False) -> None:
    """List the models that are installed."""
    with _errors():
        from lattlast import commands

        _show(commands.models(), as_json=as_json)


@models.command("install")
def models_install(
    source: Annotated[str, typer.Argument(help="A language tag, such as sv, or an .argosmodel file.")],
    target: Annotated[str | None, typer.Argument(help="The language to translate to, such as en.")] = None,
) -> None:
    """Install a model from the Argos Translate index, or from a file."""
    with _errors():
        from lattlast import commands

        for package in commands.install(source, target, console=_stderr()):
            typer.echo(package.title)


@models.command("remove")
def models_remove(source: Language, target: Language) -> None:
    """Remove a model that lattlast installed."""
    with _errors():
        from lattlast.translation import packages

        typer.echo(f"{packages.remove(source, target).title} is removed.")


@models.command("verify")
def models_verify() -> None:
    """Compare each model with the SHA-256 that was recorded for it."""
    with _errors():
        from lattlast.translation import packages

        for package in packages.installed():
            packages.verify(package)
            typer.echo(f"{package.title}: {'whole' if package.digest else 'no SHA-256 was recorded'}")


def _assets(flags: dict[str, dict[str, object]] | None = None) -> Assets:
    from lattlast import config
    from lattlast.assets import Assets

    given = {
        section: {key: value for key, value in values.items() if value is not None}
        for section, values in (flags or {}).items()
    }
    return Assets(config.load(Path(), environment=os.environ, flags=given))


def _again(flags: dict[str, dict[str, object]]) -> tuple[str, ...]:
    """Write the flags that the user gave once more, for the command that goes on."""
    given = {"to" if key == "languages" else key: value for values in flags.values() for key, value in values.items()}
    switches = [f"--{'' if value else 'no-'}{key}" for key, value in given.items() if isinstance(value, bool)]
    valued = [(f"--{key}", str(value)) for key, value in given.items() if value and not isinstance(value, bool)]
    return (*switches, *(word for pair in valued for word in pair))


def _stderr() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def _show(report: Report, *, as_json: bool) -> None:
    if as_json:
        _print_json(report.as_json())
        return
    from rich.console import Console

    Console().print(report)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def _errors() -> Iterator[None]:
    """Turn whatever happens into one clear line and the exit code of its kind: the command's boundary."""
    try:
        yield
    except LattlastError as error:
        _tell(error.message, error.hint)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt:
        _tell("Stopped.", "What was finished is kept; the same command goes on from there.")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:  # the command boundary
        _tell(f"lattlast itself failed: {type(error).__name__}: {error}", "Please report this.")
        raise typer.Exit(EXIT_INTERNAL) from error


def _tell(message: str, hint: str) -> None:
    typer.echo(f"lattlast: {message}" + (f"\n          {hint}" if hint else ""), err=True)
