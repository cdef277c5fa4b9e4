"""Prune: remove from the cache what no article of the workspace uses any more.

Takes assets, gives what was removed. The memory of what people approved is not the cache and is never touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast import locking, records, sources, store
from lattlast.errors import EXIT_OK

if TYPE_CHECKING:
    from rich.console import Console

    from lattlast.assets import Assets

_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was removed."""

    articles: int
    rows: int
    bytes: int

    @property
    def exit_code(self) -> int:
        """Give 0."""
        return EXIT_OK

    def as_json(self) -> object:
        """Give the counts."""
        return {"articles_forgotten": self.articles, "rows_removed": self.rows, "bytes_freed": self.bytes}

    def __rich__(self) -> str:
        gone = "1 article that is" if self.articles == 1 else f"{self.articles} articles that are"
        told = f" {gone} gone {'was' if self.articles == 1 else 'were'} forgotten." if self.articles else ""
        return f"Removed {self.bytes / _MEGA:.1f} MB of files and {self.rows} answers of models.{told}"


def prune(assets: Assets, *, console: Console) -> Pruned:
    """Keep what the last run of each article that is still in the input folder used; remove the rest."""
    folder = assets.config.path(assets.config.build.cache)
    present = {article.slug for article in sources.gather([assets.config.path(assets.config.build.input)]).articles}
    waiting = "A build is at work in this workspace: pruning waits for it."
    with locking.building(folder, waiting=lambda _process: console.print(waiting)), store.Store(folder) as cache:
        known = records.read(cache)
        kept = [stage for slug, record in known.items() if slug in present for stage in record.stages]
        gone = sorted(known.keys() - present)
        cache.forget(gone)
        rows = cache.remove_rows(keep={row for stage in kept for row in stage.used_rows})
        freed = cache.remove_blobs(keep={name for stage in kept for name in (stage.blob, *stage.used_blobs)})
        return Pruned(len(gone), rows, freed)
