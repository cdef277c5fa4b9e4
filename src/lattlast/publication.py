"""Editions into the output folder: each article's pages with its manifest, and the index of all.

Takes editions, gives files in place: a folder is written beside its place and swapped in whole. It does not know how
an edition is made, nor what a page looks like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import manifests, store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lattlast.assets import Assets
    from lattlast.model import Document, Edition
    from lattlast.publishing import Site
    from lattlast.sources import Article


def write_article(
    folder: Path,
    editions: Sequence[Edition],
    *,
    site: Site,
    images: Mapping[str, bytes | None],
    made_from: Mapping[str, str],
    sources: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Publish an article's editions into its folder, with the manifest of what they are and were made from.

    `images` holds the figures' image files by their src, None for one that is not there;
    `sources` the digests of each edition's source texts, for the next plan.
    """
    from lattlast import publishing

    found = {src: data for src, data in images.items() if data is not None}
    artefacts = publishing.publish(editions, site=site, images=found)
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


def write_index(output: Path, assets: Assets) -> None:
    """Write the index of all articles in the output folder, assets first."""
    from lattlast import publishing

    folders = sorted(path for path in output.iterdir() if path.is_dir() and not path.name.startswith("."))
    entries = [entry for folder in folders if (entry := manifests.index_entry(manifests.read(folder)))]
    artefacts = publishing.publish_index(entries, site=site(assets))
    for artefact in sorted(artefacts, key=lambda artefact: artefact.path == "index.html"):
        path = output / artefact.path
        if not path.is_file() or path.read_bytes() != artefact.data:
            store.write_file(path, artefact.data)
