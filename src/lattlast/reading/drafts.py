"""Blocks in the making: passages instead of segments, and what the page's class names say about each.

Takes drafts, gives the blocks of a document. It does not know where the drafts came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lattlast.model import Block
from lattlast.reading.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lattlast.model import BlockKind

EMPTY = Passage("")
_PLAIN = frozenset(["title", "lead", "heading", "label"])
_KEPT_EMPTY = frozenset(["cell"])


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before its text is cut into segments; `role` is what class names say, see data/reading.toml."""

    kind: BlockKind
    passage: Passage = EMPTY
    children: tuple[Draft, ...] = ()
    level: int = 0
    attrs: Mapping[str, str] = field(default_factory=dict)
    role: str = ""

    @property
    def text(self) -> str:
        """The draft's own text, without that of its children."""
        return self.passage.text

    def child(self, kind: BlockKind) -> Draft | None:
        """Give the first child of a kind."""
        return next((child for child in self.children if child.kind == kind), None)

    def walk(self) -> Iterator[Draft]:
        """Yield this draft and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def finish(drafts: Iterable[Draft], lang: str) -> tuple[Block, ...]:
    """Cut the passages into segments; a draft without text or picture goes."""
    blocks = (_block(draft, lang) for draft in drafts)
    return tuple(block for block in blocks if block)


def _block(draft: Draft, lang: str) -> Block | None:
    passage = draft.passage
    if draft.kind in _PLAIN and passage.is_all("strong"):
        passage = passage.without("strong")
    children = finish(draft.children, lang)
    segments = passage.segments(lang)
    if not (segments or children or draft.attrs.get("src") or draft.kind in _KEPT_EMPTY):
        return None
    return Block(draft.kind, segments, children, draft.level, draft.attrs)
