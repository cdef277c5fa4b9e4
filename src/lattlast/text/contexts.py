"""Contexts: what has to stand near a word, and what must not, for it to mean what a row of a table says.

Takes the values of a cell and the words around, says whether they fit. It does not know how far “near” is.

Each value is the beginning of a word: ``möte``. ``*möte`` is found anywhere in a word, ``en.`` is a whole word, ``#`` a
number. ``<`` asks for it directly before, ``>`` directly after; ``<.`` and ``>.`` ask for a mark there, or nothing.
``<<`` and ``>>`` ask for it near, but only before, or only after. One of the values has to stand there; of those that
begin with ``!``, none may.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_VALUE = re.compile(r"!?(?:(?:<<?|>>?)?(?:\*?[^\W_](?:[-’'\w]*\w)?\.?|#)|[<>]\.)")


class Surroundings(NamedTuple):
    """Lower-case words: near a place, near before it and near after it, directly before and after, anywhere."""

    near: Sequence[str]
    near_before: Sequence[str]
    near_after: Sequence[str]
    before: str
    after: str
    everywhere: Iterable[str]


class _Asked(NamedTuple):
    """What a context asks for, or rules out, in each place."""

    near: re.Pattern[str] | None
    near_before: re.Pattern[str] | None
    near_after: re.Pattern[str] | None
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
    return (
        _any(asked.before, (around.before,))
        or _any(asked.after, (around.after,))
        or _any(asked.near_before, around.near_before)
        or _any(asked.near_after, around.near_after)
    )


def _any(pattern: re.Pattern[str] | None, words: Iterable[str]) -> bool:
    return pattern is not None and any(map(pattern.match, words))


@cache
def _read(context: tuple[str, ...]) -> tuple[_Asked, _Asked]:
    """Give what is wanted and what is not."""
    unwanted = [value[1:] for value in context if value.startswith("!")]
    return _asked([value for value in context if not value.startswith("!")]), _asked(unwanted)


def _asked(values: Sequence[str]) -> _Asked:
    places: dict[str, list[str]] = {mark: [] for mark in ("", "<<", ">>", "<", ">")}
    for value in values:
        word = value.lstrip("<>")
        places[value.removesuffix(word)].append(word)
    return _Asked(*map(_pattern, places.values()))


def _pattern(values: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(_expression, values))) if values else None


def _expression(value: str) -> str:
    if value == "#":
        return r"\d"
    anywhere = ".*" if value.startswith("*") else ""
    return f"{anywhere}{re.escape(value.strip('*.'))}{'$' if value.endswith('.') else ''}"
