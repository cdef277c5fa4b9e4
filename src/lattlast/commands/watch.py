"""Watch: build whenever articles or the glossary have settled into a new state.

Takes what loads the settings, so that a change of them holds from the next build on. It does not know how a folder is
watched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import watching
from lattlast.commands.build import Options, build

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from lattlast.assets import Assets
    from lattlast.errors import LattlastError


def watch(load: Callable[[], Assets], *, console: Console, tell: Callable[[str, str], None]) -> None:
    """Build now and after each change, until Ctrl-C; an error is told, and the watch goes on."""
    config = load().config
    folders = [config.path(config.build.input), config.path(config.glossary.folder)]
    console.print(f"Watching {folders[0]}. Ctrl-C ends it.", markup=False, highlight=False, soft_wrap=True)

    options = Options()

    def once() -> None:
        summary = build(None, assets=load(), console=console, options=options)
        if summary.interrupted:
            raise KeyboardInterrupt

    def report(error: LattlastError) -> None:
        tell(error.message, error.hint)

    watching.watch(folders, once, tell=report)
