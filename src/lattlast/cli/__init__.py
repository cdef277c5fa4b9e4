"""The command line: parse, call, print, exit code. No logic lives here.

Each module has the commands of one group; `shared` has what all of them use.
"""

from __future__ import annotations

from typing import Annotated

import typer

from lattlast.cli import batch, building, glossary, models, review, serve, text, voices, workspace

app = typer.Typer(
    name="lattlast",
    help="Make every edition of a Swedish municipal article: translated, easy-read and narrated.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
for command in (
    building.build,
    workspace.check,
    workspace.doctor,
    workspace.init,
    batch.status,
    batch.explain,
    batch.watch,
    serve.serve,
):
    app.command()(command)
for group in (batch.app, glossary.app, models.app, review.app, text.app, voices.app):
    app.add_typer(group)


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
