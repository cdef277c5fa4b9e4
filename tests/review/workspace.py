"""A workspace with two short articles that share a sentence, built in this process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lattlast import config, pipeline, planning, sources, store
from lattlast.assets import Assets
from lattlast.progress import Silent
from lattlast.records import Recorder

if TYPE_CHECKING:
    from pathlib import Path

SHARED = "Vi svarar så snart vi kan."
ARTICLES = {
    "bygglov": f"<h1>Lov för altan</h1><p>Skicka ritningen till kommunen i god tid.</p><p>{SHARED}</p>",
    "lekplats": f"<h1>Lekplatsen är öppen</h1><p>Den nya rutschkanan är grön. {SHARED}</p>",
}


def lay_out(folder: Path) -> Path:
    """Write the articles and the settings."""
    (folder / "input").mkdir()
    for slug, body in ARTICLES.items():
        page = f"<html lang=sv><body><main>{body}</main></body></html>"
        (folder / "input" / f"{slug}.html").write_text(page, encoding="utf-8")
    settle(folder)
    return folder


def settle(folder: Path, more: str = "") -> None:
    """Write the settings."""
    (folder / "lattlast.toml").write_text(f"[build]\naudio = false\n{more}", encoding="utf-8")


def assets(folder: Path) -> Assets:
    return Assets(config.load(folder, environment={}))


def build(folder: Path) -> dict[str, str]:
    """Build all articles; give the reason for each, empty where it was unchanged."""
    chosen, output = assets(folder), folder / "output"
    plan = planning.plan(sources.gather([folder / "input"]).articles, chosen, output=output)
    with store.Store(folder / ".lattlast") as cache:
        for job in plan.jobs:
            if job.reason:
                pipeline.convert(job, chosen, blobs=cache, home=Recorder(cache, Silent()), output=output)
    return {job.slug: job.reason for job in plan.jobs}


def manifest(folder: Path, slug: str) -> Any:
    return json.loads((folder / "output" / slug / "manifest.json").read_bytes())


def files(folder: Path) -> dict[str, bytes]:
    """Give every published file but the manifests by its path."""
    output = folder / "output"
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
