"""`lattlast models`: list, install, remove and verify translation models."""

from __future__ import annotations

from typing import Annotated

import typer

from lattlast.cli.shared import Json, assets, errors, group, show, stderr
from lattlast.errors import ConfigError

app = group("models", "List, install, remove and verify translation models.")

Language = Annotated[str, typer.Argument(help="A language tag, such as sv.")]


@app.command("list")
def models_list(
    *,
    available: Annotated[bool, typer.Option("--available", help="List what the index has instead.")] = False,
    as_json: Json = False,
) -> None:
    """List the models that are installed, or that can be."""
    with errors():
        from lattlast import commands

        show(commands.available(assets()) if available else commands.models(), as_json=as_json)


@app.command("install")
def models_install(
    source: Annotated[str | None, typer.Argument(help="A language tag, such as sv, or an .argosmodel file.")] = None,
    target: Annotated[str | None, typer.Argument(help="The language to translate to, such as en.")] = None,
    *,
    for_config: Annotated[
        bool, typer.Option("--for-config", help="Install what the languages of lattlast.toml need.")
    ] = False,
) -> None:
    """Install a model from the index of Argos Translate or a mirror, or from a file."""
    with errors():
        from lattlast import commands
        from lattlast.translation import packages

        if for_config == (source is not None):
            raise ConfigError("Say what to install.", hint="lattlast models install sv en, or --for-config.")
        if source is None:
            made = commands.install_for_config(assets=assets(), console=stderr())
        else:
            made = commands.install(source, target, assets=assets(), console=stderr())
        for package in made:
            typer.echo(package.title)
            if (used := packages.find(package.source, package.target)) != package:
                typer.echo(f"{used.title} is newer, so it is used.", err=True)
        if not made:
            typer.echo("Everything is installed.", err=True)


@app.command("remove")
def models_remove(source: Language, target: Language) -> None:
    """Remove a model that lattlast installed."""
    with errors():
        from lattlast.translation import packages

        removed = packages.remove(packages.tag(source), packages.tag(target))
        typer.echo(f"{removed.title} is removed.")


@app.command("verify")
def models_verify(*, as_json: Json = False) -> None:
    """Compare each model with the SHA-256 that was recorded for it."""
    with errors():
        from lattlast import commands

        verified = commands.verify()
        show(verified, as_json=as_json)
        raise typer.Exit(verified.exit_code)
