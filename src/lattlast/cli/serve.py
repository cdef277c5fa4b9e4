"""`lattlast serve`: the workspace in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from lattlast.cli.shared import assets, errors


def serve(
    *,
    port: Annotated[int, typer.Option(help="Port on this machine; 0 takes any that is free.", min=0, max=65535)] = 0,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
) -> None:
    """Add, look at, mend and approve editions in the browser, on this machine alone."""
    with errors():
        from lattlast.commands.serve import serve as run

        def tell(address: str) -> None:
            typer.echo(address)
            if open_browser:
                import webbrowser

                webbrowser.open(address)

        run(assets().config, port=port, told=tell)
