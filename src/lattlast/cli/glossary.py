"""`lattlast glossary`: check, find, import and export the municipality's terms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from lattlast.cli.shared import Json, assets, errors, group, show

app = group("glossary", "Check, find, import and export the municipality's terms.")


@app.command("check")
def glossary_check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Glossary files (.csv, .tsv, .tbx).", show_default="the workspace's")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Find mistakes in glossary files, with line and column; stop with 2 where one has to be mended."""
    with errors():
        from lattlast import commands

        report = commands.check_glossary(files or [], assets=assets())
        show(report, as_json=as_json)
        raise typer.Exit(report.exit_code)


@app.command("find")
def glossary_find(
    text: Annotated[str, typer.Argument(help="A Swedish text, or an article's file.")], *, as_json: Json = False
) -> None:
    """Show which terms a text holds, also those that stand only in part."""
    with errors():
        from lattlast import commands

        show(commands.find_terms(text, assets=assets()), as_json=as_json)


@app.command("import")
def glossary_import(
    file: Annotated[Path, typer.Argument(help="A glossary of another program: .csv, .tsv, .tbx.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over a file of the same name.")] = False,
    as_json: Json = False,
) -> None:
    """Take a file of terms into glossary/, as a table that opens in a spreadsheet."""
    with errors():
        from lattlast import commands

        show(commands.import_glossary(file, assets=assets(), force=force), as_json=as_json)


@app.command("export")
def glossary_export(
    file: Annotated[Path, typer.Argument(help="The file to write; its ending tells the format.")],
    *,
    form: Annotated[
        Literal["csv", "comma", "tsv", "tbx", "tbx-dct", "tbx-2008"] | None,
        typer.Option("--format", help="csv has semicolons; tbx is ISO 30042:2019, tbx-2008 its forerunner."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the terms in use as a file for another program."""
    with errors():
        from lattlast import commands

        show(commands.export_glossary(file, assets=assets(), form=form), as_json=as_json)
