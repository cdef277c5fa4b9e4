"""CSS selectors as the profiles use them, matched against lxml elements.

Takes selectors of tags, ids, classes and attributes (``=``, ``*=``, ``^=``, ``~=``, with ``i``), joined by spaces or
``>``; gives the first rule that an element meets. Rules are found by an element's own names, so a page of thousands of
elements costs little. It does not know what the rules are for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml.etree import _Element as Element

_PART = re.compile(
    r"(?P<tag>[A-Za-z][\w-]*)|#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)"
    r"|\[(?P<attr>[\w-]+)(?:(?P<op>[*^~]?=)[\"']?(?P<value>[^\"'\]]*?)[\"']?(?P<fold>\s+i)?)?\]"
)
_JOINT = re.compile(r"\s*(>)\s*|\s+")
_TESTS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda have, want: have == want,
    "*=": lambda have, want: want in have,
    "^=": lambda have, want: have.startswith(want),
    "~=": lambda have, want: want in have.split(),
}


@dataclass(frozen=True, slots=True)
class _Check:
    """One attribute that an element has to have, with its value where one is asked for."""

    name: str
    test: str = ""
    value: str = ""
    fold: bool = False

    def holds(self, element: Element) -> bool:
        have = element.get(self.name)
        if have is None or not self.test:
            return have is not None
        return _TESTS[self.test](have.lower() if self.fold else have, self.value)


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    checks: tuple[_Check, ...]
    key: str

    def matches(self, element: Element) -> bool:
        return self.tag in {"", element.tag} and all(check.holds(element) for check in self.checks)


@dataclass(frozen=True, slots=True)
class _Selector:
    """The last compound, and outwards from it the others, each with whether it has to be the very parent."""

    last: _Compound
    outer: tuple[tuple[bool, _Compound], ...]

    def matches(self, element: Element) -> bool:
        return self.last.matches(element) and _inside(element, self.outer)


def _inside(element: Element, outer: tuple[tuple[bool, _Compound], ...]) -> bool:
    if not outer:
        return True
    (is_parent, compound), rest = outer[0], outer[1:]
    around = list(element.iterancestors())[: 1 if is_parent else None]
    return any(compound.matches(one) and _inside(one, rest) for one in around)


class Rules:
    """Selectors by name, in order: the first that an element meets names it."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._by_key: dict[str, list[tuple[int, str, _Selector]]] = defaultdict(list)
        number = 0
        for name, selectors in table.items():
            for text in selectors:
                selector = _parse(text)
                self._by_key[selector.last.key].append((number, name, selector))
                number += 1
        self._classes = {key[1:] for key in self._by_key if key.startswith(".")}

    def match(self, element: Element) -> str:
        """Give the name of the first rule that the element meets, or an empty string."""
        met = [found for found in self._near(element) if found[2].matches(element)]
        return min(met, key=lambda found: found[0])[1] if met else ""

    def _near(self, element: Element) -> list[tuple[int, str, _Selector]]:
        """Give the rules whose last part names the element's tag, id, a class or an attribute of it."""
        by_key = self._by_key
        found = list(by_key.get(element.tag, ()))
        for name, value in element.items():
            if name == "class":
                found += [rule for word in value.split() if word in self._classes for rule in by_key[f".{word}"]]
            elif name == "id" and f"#{value}" in by_key:
                found += by_key[f"#{value}"]
            if f"@{name}" in by_key:
                found += by_key[f"@{name}"]
        return found


def _parse(text: str) -> _Selector:
    steps = [step for step in _JOINT.split(_sheltered(text)) if step]
    compounds: list[tuple[bool, _Compound]] = []
    is_parent = False
    for step in steps:
        if step == ">":
            is_parent = True
        else:
            compounds.append((is_parent, _compound(step.replace("\0", " "))))
            is_parent = False
    joints = [joint for joint, _ in compounds[1:]]
    outer = tuple(zip(reversed(joints), (compound for _, compound in reversed(compounds[:-1])), strict=True))
    return _Selector(compounds[-1][1], outer)


def _sheltered(text: str) -> str:
    """Keep the spaces inside brackets apart from those that join."""
    return re.sub(r"\[[^\]]*\]", lambda match: match.group().replace(" ", "\0"), text.strip())


def _compound(text: str) -> _Compound:
    tag, key, checks = "", "", []
    for match in _PART.finditer(text):
        if match["tag"]:
            tag = match["tag"].lower()
        elif match["id"]:
            checks.append(_Check("id", "=", match["id"]))
            key = f"#{match['id']}"
        elif match["cls"]:
            checks.append(_Check("class", "~=", match["cls"]))
            key = key if key.startswith("#") else f".{match['cls']}"
        else:
            fold = bool(match["fold"])
            value = (match["value"] or "").lower() if fold else match["value"] or ""
            checks.append(_Check(match["attr"], match["op"] or "", value, fold))
            key = key or f"@{match['attr']}"
    if "".join(match.group() for match in _PART.finditer(text)) != text or not (tag or checks):
        raise ValueError(f"“{text}” is no selector that lattlast knows.")
    if tag and key.startswith("@"):
        key = tag
    return _Compound(tag, tuple(checks), key or tag)
