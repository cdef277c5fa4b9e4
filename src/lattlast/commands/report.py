"""The common shape of what a command has to tell."""

from typing import Protocol

from rich.console import RenderableType


class Report(Protocol):
    """A result that a terminal can show and a program can read."""

    @property
    def exit_code(self) -> int:
        """Give the command's exit code."""

    def as_json(self) -> object:
        """Give the result as JSON values."""

    def __rich__(self) -> RenderableType:
        """Give the result as something for a terminal."""
