"""What every command of the command line shares: settings, results, errors.

stdout is for results, stderr for people.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lattlast.errors import EXIT_INTERNAL, EXIT_INTERRUPTED, LattlastError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from lattlast.assets import Assets
    from lattlast.commands import Report

Json = Annotated[bool, typer.Option("--json", help="Write the result as JSON on stdout.")]
AllowPrivate = Annotated[
    bool | None, typer.Option("--allow-private", help="Read addresses in private networks and on this computer too.")
]


def group(name: str, summary: str) -> typer.Typer:
    """Make a command that has commands under it."""
    return typer.Typer(name=name, help=summary, no_args_is_help=True)


def assets(flags: dict[str, dict[str, object]] | None = None) -> Assets:
    """Load the settings of this folder, with the flags that were given over them."""
    from lattlast import config
    from lattlast.assets import Assets

    given = {
        section: {key: value for key, value in values.items() if value is not None}
        for section, values in (flags or {}).items()
    }
    return Assets(config.load(Path(), environment=os.environ, flags=given))


def stderr() -> Console:
    """Give the console for people."""
    from rich.console import Console

    return Console(stderr=True)


def show(report: Report, *, as_json: bool) -> None:
    """Print a result, for people or as JSON."""
    if as_json:
        print_json(report.as_json())
        return
    from rich.console import Console

    Console().print(report)


def print_json(value: object) -> None:
    """Write a value as JSON on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def errors() -> Iterator[None]:
    """Turn whatever happens into one clear line and the exit code of its kind: the command's boundary."""
    try:
        yield
    except LattlastError as error:
        tell(error.message, error.hint)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt:
        tell("Stopped.", "What was finished is kept; the same command goes on from there.")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except (typer.Exit, typer.Abort, BrokenPipeError):  # Typer ends quietly where nobody reads on
        raise
    except Exception as error:  # the command boundary
        tell(f"lattlast itself failed: {type(error).__name__}: {error}", "Please report this.")
        raise typer.Exit(EXIT_INTERNAL) from error


def tell_where_text_goes(chosen: Assets) -> None:
    """Say on stderr that sentences leave this machine, before they do, where the settings name a model elsewhere."""
    if chosen.simplifier and chosen.simplifier.host:
        tell(
            f"Long sentences are sent to {chosen.simplifier.host}, to be made easier.",
            "simplify.model_url in lattlast.toml names it.",
        )


def tell(message: str, hint: str) -> None:
    """Say on stderr what happened and what to do next."""
    typer.echo(f"lattlast: {message}" + (f"\n          {hint}" if hint else ""), err=True)
