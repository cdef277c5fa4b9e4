"""The errors that lattlast raises, with the exit code and the remedy of each.

    LattlastError            70  internal: a fault in lattlast itself
    ├── ConfigError           2  lattlast.toml, a flag or a glossary file is wrong
    ├── EngineMissingError    3  a model or a voice is not installed
    ├── InputError            4  an article cannot be read
    ├── OutputError           5  the output folder cannot be written
    ├── EngineError           6  a model or a voice failed while it worked
    └── WorkerDiedError       7  the process that did the work is gone

A batch in which some articles failed ends with 1, one that the user stopped with 130. An error says that a job cannot
go on; what a person should look at, but need not stop for, is a `Finding`.
"""

from typing import ClassVar

EXIT_OK = 0
EXIT_SOME_FAILED = 1
EXIT_INTERNAL = 70
EXIT_INTERRUPTED = 130


class LattlastError(Exception):
    """Say what happened and where, and in `hint` what to do next."""

    exit_code: ClassVar[int] = EXIT_INTERNAL

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with the hint."""
        return (_rebuild, (type(self), self.message, self.hint))


def _rebuild(kind: type[LattlastError], message: str, hint: str) -> LattlastError:
    return kind(message, hint=hint)


class ConfigError(LattlastError):
    """A setting, a flag or a glossary file is wrong."""

    exit_code = 2


class EngineMissingError(LattlastError):
    """A model or a voice is not installed; the hint holds the command that installs it."""

    exit_code = 3


class InputError(LattlastError):
    """An article cannot be read."""

    exit_code = 4


class OutputError(LattlastError):
    """The output folder cannot be written."""

    exit_code = 5


class EngineError(LattlastError):
    """A model or a voice failed while it worked."""

    exit_code = 6


class WorkerDiedError(LattlastError):
    """The process that did the work is gone."""

    exit_code = 7
