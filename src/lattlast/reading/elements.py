"""Looking below an element of the article, in the tree that the builder works on.

Takes elements, gives elements. BeautifulSoup's own search makes a matcher for each call, which takes longer than going
through the few elements that an article's parts have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4.element import Tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


def below(element: Tag) -> Iterator[Tag]:
    """Give the elements below one, in reading order."""
    return (node for node in element.descendants if isinstance(node, Tag))


def children(element: Tag) -> list[Tag]:
    """Give the elements right below one."""
    return [node for node in element.contents if isinstance(node, Tag)]


def named(element: Tag, names: Collection[str]) -> Iterator[Tag]:
    """Give the elements of these names below one, in reading order."""
    return (node for node in below(element) if node.name in names)


def has(element: Tag, names: Collection[str]) -> bool:
    """Say whether an element of these names stands below one."""
    return any(True for _ in named(element, names))


def outermost(elements: Iterable[Tag]) -> list[Tag]:
    """Leave out elements inside one before them."""
    kept: dict[int, Tag] = {}
    for element in elements:
        if not any(id(parent) in kept for parent in element.parents):
            kept[id(element)] = element
    return list(kept.values())
