"""The reference says what the command line has, and nothing else."""

import re
from typing import Any

import typer

from lattlast import errors
from lattlast.cli import app
from tests.conftest import ROOT

REFERENCE = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")


def commands() -> dict[str, Any]:
    root: Any = typer.main.get_command(app)
    return {
        f"{name} {inner}".strip(): command
        for name, outer in root.commands.items()
        for inner, command in (getattr(outer, "commands", None) or {"": outer}).items()
    }


def test_every_command_is_in_the_reference():
    documented = {words.strip() for words in re.findall(r"^\| `lattlast ([a-z ]+)", REFERENCE, re.MULTILINE)}
    assert documented == set(commands())


def test_every_flag_of_build_is_in_the_reference():
    flags = {name for parameter in commands()["build"].params for name in (*parameter.opts, *parameter.secondary_opts)}
    documented = set(re.findall(r"`(--[a-z-]+)", REFERENCE))
    assert {flag for flag in flags if flag.startswith("--") and flag != "--help"} <= documented


def test_every_exit_code_is_in_the_reference():
    tree: list[Any] = [errors.LattlastError, *errors.LattlastError.__subclasses__()]
    codes = [kind.exit_code for kind in tree]
    assert len(set(codes)) == len(codes)
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", REFERENCE, re.MULTILINE)}
    assert documented == {*codes, errors.EXIT_OK, errors.EXIT_SOME_FAILED, errors.EXIT_INTERRUPTED}
