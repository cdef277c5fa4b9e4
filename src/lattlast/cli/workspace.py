"""The commands that look at a workspace or set one up: check, doctor, init."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lattlast.cli.shared import AllowPrivate, Json, assets, errors, show


def check(
    source: Annotated[str, typer.Argument(help="An article: a file, an address, - for stdin.")],
    *,
    allow_private: AllowPrivate = None,
    as_json: Json = False,
) -> None:
    """Show an article's structure, readability, hard words and terms, before anything is converted."""
    with errors():
        from lattlast import commands

        report = commands.check(source, assets=assets({"build": {"allow_private": allow_private}}))
        show(report, as_json=as_json)


def doctor(*, as_json: Json = False) -> None:
    """Try everything that a build needs, and say what is wrong and how to mend it."""
    with errors():
        from lattlast import commands

        report = commands.doctor(assets())
        show(report, as_json=as_json)
        raise typer.Exit(report.exit_code)


def init(folder: Annotated[Path, typer.Argument(help="The folder to set up.")] = Path()) -> None:
    """Set up a workspace: settings, input/, output/ and a glossary of the municipality's own."""
    with errors():
        from lattlast import workspace

        for path in workspace.create(folder):
            typer.echo(path)
