"""What the pages need from the workspace: a Protocol, and the values that it gives.

Takes nothing and gives nothing. Who implements it knows settings, files and engines; the pages do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lattlast.model import Edition, Finding, Readability
    from lattlast.review.memory import Change, Entry, Match, Memory, Refusal
    from lattlast.review.standing import Standing


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the list: its editions with their standing, None for the original, and whether each has a page."""

    slug: str
    title: str
    editions: tuple[tuple[str, Standing | None, bool], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An edition to review: its units with drafts, the newest entries by source text, audio times by unit (seconds)."""

    edition: Edition
    entries: Mapping[str, Entry]
    standing: Standing
    clips: Mapping[str, tuple[float, float]]
    published: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What to make of an article."""

    languages: tuple[str, ...]
    easy: bool
    audio: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A build in the background: steps done of all, and how it ended."""

    id: str
    slug: str
    state: Literal["waiting", "running", "done", "failed"]
    done: int = 0
    total: int = 0
    step: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class TermEffect:
    """A sentence that a new term would change: where it stands, and what is said there now."""

    slug: str
    tag: str
    source: str
    target: str


class Desk(Protocol):
    """The workspace, as the pages see it."""

    memory: Memory

    def languages(self) -> Sequence[str]: ...

    def defaults(self) -> Choice: ...

    def articles(self) -> Sequence[Listed]: ...

    def sheet(self, slug: str, tag: str) -> Sheet | None: ...

    def terms(self, text: str, lang: str) -> list[tuple[int, int, str]]: ...

    def check(self, source: str, target: str, tag: str) -> tuple[Sequence[Finding], Readability, Sequence[str]]: ...

    def matches(self, source: str, tag: str) -> Sequence[Match]: ...

    def record(self, changes: Sequence[Change]) -> tuple[list[Entry], list[Refusal]]: ...

    def now(self) -> str: ...

    def add_article(self, name: str, data: bytes) -> str: ...

    def fetch_article(self, address: str) -> str: ...

    def build(self, slug: str, choice: Choice | None) -> Job: ...

    def job(self, name: str) -> Job | None: ...

    def term_effects(self, swedish: str, term: str, lang: str) -> Sequence[TermEffect]: ...

    def add_term(self, swedish: str, term: str, lang: str) -> None: ...

    def published_file(self, path: str) -> Path | None: ...
