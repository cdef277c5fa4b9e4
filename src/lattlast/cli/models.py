"""`lattlast models`: list, install, remove and verify translation models."""

from __future__ import annotations

from typing import Annotated

import typer

from lattlast.cli.shared import Json, errors, group, show, stderr

app = group("models", "List, install, remove and verify translation models.")

Language = Annotated[str, typer.Argument(help="A language tag, such as sv.")]


@app.command("list")
def models_list(*, as_json: Json = False) -> None:
    """List the models that are installed."""
    with errors():
        from lattlast import commands

        show(commands.models(), as_json=as_json)


@app.command("install")
def models_install(
    source: Annotated[str, typer.Argument(help="A language tag, such as sv, or an .argosmodel file.")],
    target: Annotated[str | None, typer.Argument(help="The language to translate to, such as en.")] = None,
) -> None:
    """Install a model from the Argos Translate index, or from a file."""
    with errors():
        from lattlast import commands

        for package in commands.install(source, target, console=stderr()):
            typer.echo(package.title)


@app.command("remove")
def models_remove(source: Language, target: Language) -> None:
    """Remove a model that lattlast installed."""
    with errors():
        from lattlast.translation import packages

        typer.echo(f"{packages.remove(source, target).title} is removed.")


@app.command("verify")
def models_verify() -> None:
    """Compare each model with the SHA-256 that was recorded for it."""
    with errors():
        from lattlast.translation import packages

        for package in packages.installed():
            packages.verify(package)
            typer.echo(f"{package.title}: {'whole' if package.digest else 'no SHA-256 was recorded'}")
