"""Contexts: what has to stand near a word, and what must not, for it to mean what a row of a table says.

Takes the values of a cell and the words around, says whether they fit. It does not know how far “near” is.

Each value is the beginning of a word: ``möte``. ``*möte`` is found anywhere in a word, ``en.`` is a whole word, ``#`` a
number. ``<`` asks for it directly before, ``>`` directly after; ``<.`` and ``>.`` ask for a mark there, or nothing. One
of the values has to stand there; of those that begin with ``!``, none may.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_VALUE = re.compile(r"!?(?:[<>]?(?:\*?[^\W_](?:[-’'\w]*\w)?\.?|#)|[<>]\.)")


class Surroundings(NamedTuple):
    """Lower-case words: near a place, anywhere in the text, directly before the place and directly after it."""

    near: Iterable[str]
    everywhere: Iterable[str]
    before: str
    after: str


class _Asked(NamedTuple):
    """What a context asks for, or rules out, in each place."""

    near: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


def fault(values: Sequence[str]) -> str:
    """Say what is wrong with a context, or nothing."""
    wrong = next((value for value in values if not _VALUE.fullmatch(value)), "")
    if not wrong:
        return ""
    return (
        f"“{wrong}” is no context; write the beginning of one word, or “*” and a part of it, or a whole word and “.”; "
        "before that, “<” or “>” where it stands directly before or after; first of all “!” where it must not stand."
    )


def fits(context: tuple[str, ...], around: Surroundings) -> bool:
    """Say whether a word of the context stands where it is asked for, and none that is ruled out."""
    wanted, unwanted = _read(context)
    if _any(unwanted.near, around.everywhere) or _beside(unwanted, around):
        return False
    return not any(wanted) or _beside(wanted, around) or _any(wanted.near, around.near)


def _beside(asked: _Asked, around: Surroundings) -> bool:
    return _any(asked.before, (around.before,)) or _any(asked.after, (around.after,))


def _any(pattern: re.Pattern[str] | None, words: Iterable[str]) -> bool:
    return pattern is not None and any(map(pattern.match, words))


@cache
def _read(context: tuple[str, ...]) -> tuple[_Asked, _Asked]:
    """Give what is wanted and what is not."""
    unwanted = [value[1:] for value in context if value.startswith("!")]
    return _asked([value for value in context if not value.startswith("!")]), _asked(unwanted)


def _asked(values: Sequence[str]) -> _Asked:
    near = [value for value in values if value[:1] not in {"<", ">"}]
    before, after = ([value[1:] for value in values if value.startswith(mark)] for mark in "<>")
    return _Asked(_pattern(near), _pattern(before), _pattern(after))


def _pattern(values: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(_expression, values))) if values else None


def _expression(value: str) -> str:
    if value == "#":
        return r"\d"
    anywhere = ".*" if value.startswith("*") else ""
    return f"{anywhere}{re.escape(value.strip('*.'))}{'$' if value.endswith('.') else ''}"
