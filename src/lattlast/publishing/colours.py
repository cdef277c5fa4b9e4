"""The site's own colours: checked for what they are and for what can be read.

Takes colours by name, gives CSS. A page has to be legible in its light and in its dark scheme, so a colour is refused
where it lacks the contrast that WCAG asks for (4.5:1 for text). It does not know where on the page a colour is used.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING

from lattlast.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

LIGHT = {
    "background": "#fcfbf8",
    "surface": "#f1f0ea",
    "text": "#1b2528",
    "muted": "#55605f",
    "accent": "#00566b",
    "border": "#8a9390",
    "sentence": "#fff0b8",
    "word": "#ffd84d",
}
DARK = {
    "background": "#12191b",
    "surface": "#1d2729",
    "text": "#e9eeec",
    "muted": "#a9b5b2",
    "accent": "#86d2e3",
    "border": "#74807e",
    "sentence": "#3a3516",
    "word": "#6b5c10",
}
_SUFFIX = "-dark"
_READABLE = 4.5
_TEXT_ON = tuple(
    (front, back)
    for front, backs in {
        "text": ("background", "surface", "sentence", "word"),
        "muted": ("background", "surface", "sentence"),
        "accent": ("background", "surface", "sentence"),
        "background": ("accent",),
    }.items()
    for back in backs
)


def schemes(own: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Give the light and the dark scheme with the site's own colours: ``accent``, in the dark one ``accent-dark``.

    Raises ConfigError for an unknown name, for what is not a hex colour, and for text that could not be read.
    """
    return _schemes(tuple(own.items()))


@cache
def _schemes(colours: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], dict[str, str]]:
    own = dict(colours)
    for name, value in own.items():
        _check(name, value)
    light = {name: own.get(name, colour) for name, colour in LIGHT.items()}
    dark = {name: own.get(name + _SUFFIX, colour) for name, colour in DARK.items()}
    for scheme, suffix in ((light, ""), (dark, _SUFFIX)):
        _check_contrast(scheme, suffix)
    return light, dark


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two hex colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _check(name: str, value: str) -> None:
    known = [*LIGHT, *(colour + _SUFFIX for colour in DARK)]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known)}."
        raise ConfigError(f"“{name}” is not a colour of the pages.", hint=hint)
    if not re.fullmatch(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value):
        raise ConfigError(f"The colour {name} is “{value}”.", hint="Write a hex colour, for instance #005a70.")


def _check_contrast(scheme: Mapping[str, str], suffix: str) -> None:
    for front, back in _TEXT_ON:
        ratio = contrast(scheme[front], scheme[back])
        if ratio < _READABLE:
            raise ConfigError(
                f"{front}{suffix} on {back}{suffix} could not be read: contrast {ratio:.1f}:1, at least {_READABLE}:1.",
                hint="Choose a darker or a lighter colour.",
            )


def _luminance(colour: str) -> float:
    """Compute the relative luminance, by the formula of WCAG 2.2."""
    digits = colour.removeprefix("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == len("rgb") else re.findall("..", digits)
    red, green, blue = (_linear(int(pair, 16) / 255) for pair in pairs)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  (sRGB)
