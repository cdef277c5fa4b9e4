"""The commands for many articles: status, explain, watch, cache prune."""

from __future__ import annotations

from typing import Annotated

import typer

from lattlast.cli.shared import Json, assets, errors, group, show, stderr, tell

app = group("cache", "Look after what was made before.")


def status(*, as_json: Json = False) -> None:
    """Show how each article stands: unchanged, to make and why, or failed."""
    with errors():
        from lattlast import commands

        report = commands.status(assets())
        show(report, as_json=as_json)
        raise typer.Exit(report.exit_code)


def explain(
    article: Annotated[str, typer.Argument(help="An article's name as `lattlast status` lists it, or its file.")],
    *,
    as_json: Json = False,
) -> None:
    """Show why each stage of an article ran, or did not, at its last run."""
    with errors():
        from lattlast import commands

        show(commands.explain(article, assets=assets()), as_json=as_json)


def watch() -> None:
    """Convert articles as they arrive in input/, until Ctrl-C."""
    with errors():
        from lattlast import commands

        commands.watch(assets, console=stderr(), tell=tell)


@app.command("prune")
def cache_prune(*, as_json: Json = False) -> None:
    """Remove from the cache what no article of the workspace uses any more."""
    with errors():
        from lattlast import commands

        show(commands.prune(assets(), console=stderr()), as_json=as_json)
