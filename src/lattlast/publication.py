"""Editions into the output folder: each article's pages with its manifest, and the index of all.

Takes editions, gives files in place: a folder is written beside its place and swapped in whole. It does not know how
an edition is made, nor what a page looks like.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from lattlast import manifests, stages, store
from lattlast.model import Artefact

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lattlast.assets import Assets
    from lattlast.model import Document, Edition
    from lattlast.publishing import Site
    from lattlast.sources import Article
    from lattlast.store import Store

_INDEX = "index"

TERM_REPORT = "terms.csv"


def write_article(
    folder: Path,
    editions: Sequence[Edition],
    *,
    site: Site,
    images: Mapping[str, bytes | None],
    fetched: Mapping[str, bytes] | None = None,
    made_from: Mapping[str, str],
    sources: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Publish an article's editions into its folder, with the manifest of what they are and were made from.

    Beside the manifest lies terms.csv, the report of every term in them.

    `images` holds the figures' image files by their src, None for one that is not there, `fetched`
    those that came from other sites; `sources` the digests of each edition's source texts, for the next plan.
    """
    from lattlast import publishing, terminology

    found = {src: data for src, data in images.items() if data is not None} | dict(fetched or {})
    terms = Artefact(TERM_REPORT, terminology.report(editions))
    artefacts = [*publishing.publish(editions, site=site, images=found), terms]
    made_from = {**made_from, **{f"image {src}": store.digest(data or b"") for src, data in images.items()}}
    manifest = manifests.manifest(editions, artefacts, images=images, made_from=made_from, sources=sources or {})
    store.replace_folder(folder, [*artefacts, manifest])


def images(article: Article, document: Document) -> dict[str, bytes | None]:
    """Read the figures' images from beside the article: None for one that is not there."""
    found = [block.attrs["src"] for block in document.walk() if block.kind == "figure" and block.attrs.get("src")]
    return {src: article.image(src) for src in found if "://" not in src}


def site(assets: Assets) -> Site:
    """Say what the pages tell of their publisher."""
    from lattlast.publishing import Site

    settings = assets.config.publish.model_dump(exclude={"templates"})
    return Site(**settings, logo_data=assets.logo, templates=assets.templates)


def write_index(output: Path, assets: Assets, *, cache: Store | None = None) -> None:
    """Write the index of all articles in the output folder, assets first.

    With a `cache`, an index that was written for just these manifests is left as it is.
    """
    made_from = _index_parts(output, assets) if cache else ""
    if cache and _is_written(output, cache.rows([_INDEX]).get(_INDEX, b""), made_from):
        return
    artefacts = _index(output, assets)
    for artefact in sorted(artefacts, key=lambda artefact: artefact.path == "index.html"):
        path = output / artefact.path
        if not path.is_file() or path.read_bytes() != artefact.data:
            store.write_file(path, artefact.data)
    if cache:
        files = {artefact.path: len(artefact.data) for artefact in artefacts}
        cache.add_rows({_INDEX: json.dumps([made_from, files]).encode()})


def _is_written(output: Path, row: bytes, made_from: str) -> bool:
    before, files = json.loads(row) if row else ("", {})
    if before != made_from:
        return False
    paths = [(output / path, size) for path, size in files.items()]
    return all(path.is_file() and path.stat().st_size == size for path, size in paths)


def _index_parts(output: Path, assets: Assets) -> str:
    """Identify what an index is made from: the manifests, how the pages look, and the code that makes it."""
    found = [
        (folder.name, state.st_size, state.st_mtime_ns, state.st_ino)
        for folder in _articles(output)
        if (state := _state(folder / manifests.MANIFEST))
    ]
    settings = assets.config.publish.model_dump(mode="json")
    return store.key(stages.fingerprint("publish"), settings, assets.templates, store.digest(assets.logo), found)


def _state(path: Path) -> os.stat_result | None:
    with suppress(OSError):
        return path.stat()
    return None


def _articles(output: Path) -> list[Path]:
    return sorted(path for path in output.iterdir() if path.is_dir() and not path.name.startswith("."))


def _index(output: Path, assets: Assets) -> list[Artefact]:
    from lattlast import publishing

    entries = [entry for folder in _articles(output) if (entry := manifests.index_entry(manifests.read(folder)))]
    return publishing.publish_index(entries, site=site(assets))
