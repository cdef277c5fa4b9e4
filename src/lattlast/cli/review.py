"""`lattlast review`: how far the review has come, and files for translators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from lattlast.cli.shared import Json, assets, errors, group, show

app = group("review", "Review editions, here or in any translation tool.")

Articles = Annotated[list[str] | None, typer.Argument(help="Articles by their folder names.", show_default="all")]


@app.command("status")
def review_status(articles: Articles = None, *, as_json: Json = False) -> None:
    """Show for each edition whether it is a draft, in review, approved or outdated."""
    with errors():
        from lattlast.commands import review

        show(review.status(articles or (), assets().config), as_json=as_json)


@app.command("export")
def review_export(
    articles: Articles = None,
    *,
    format: Annotated[  # noqa: A002  (the flag's name)
        Literal["xliff2", "xliff1", "tmx"],
        typer.Option(help="XLIFF 2.1, XLIFF 1.2, or the whole memory as TMX."),
    ] = "xliff2",
    to: Annotated[str | None, typer.Option(help="Editions, such as en,sv-simple.", show_default="all")] = None,
    output: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("review"),
) -> None:
    """Write files that a translator opens: one for each edition, or the memory."""
    with errors():
        from lattlast.commands import review

        tags = [tag.strip() for tag in (to or "").split(",") if tag.strip()]
        for path in review.export(articles or (), assets().config, kind=format, folder=output, tags=tags):
            typer.echo(path)


@app.command("import")
def review_import(
    files: Annotated[list[Path], typer.Argument(help="Files that came back: .xlf, .xliff, .tmx.")],
    *,
    approve: Annotated[
        bool, typer.Option("--approve", help="Take every changed sentence as approved, whatever its state.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who translated or approved.")] = "",
    as_json: Json = False,
) -> None:
    """Take back what a translator wrote; a newer approval stays."""
    with errors():
        from lattlast.commands import review

        show(review.import_files(files, assets().config, by=by, approve=approve), as_json=as_json)


@app.command("history")
def review_history(*, as_json: Json = False) -> None:
    """Show every change that reviewers made."""
    with errors():
        from lattlast.commands import review

        show(review.history(assets().config), as_json=as_json)
