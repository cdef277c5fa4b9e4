"""Each article's manifest: what its editions are, what they were made from, and which files they have.

Takes editions and the files made of them, gives the manifest as a file, and reads it back. It does not know how an
edition is made.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lattlast import __version__, languages, store
from lattlast.model import Artefact, Finding, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lattlast.model import Edition
    from lattlast.publishing import IndexEntry

MANIFEST = "manifest.json"


def read(folder: Path) -> dict[str, object]:
    """Read an article's manifest; an empty one where there is none or it is damaged."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def address(output: Path, slug: str) -> str:
    """Give what the article under a slug was made from: its address, its file's name, or nothing."""
    meta = read(output / slug).get("meta")
    return str(meta.get("requested") or meta.get("source", "")) if isinstance(meta, dict) else ""


def findings(manifest: Mapping[str, object]) -> tuple[Finding, ...]:
    """Give the findings of an article as its manifest tells them."""
    editions = manifest.get("editions")
    listed = editions if isinstance(editions, list) else []
    return tuple(Finding(**entry) for edition in listed for entry in edition["findings"])


def index_entry(manifest: Mapping[str, object]) -> IndexEntry | None:
    """Give what the index knows of an article; None where its manifest does not tell."""
    from lattlast.publishing import IndexEntry

    try:
        return from_json(IndexEntry, json.dumps(manifest.get("index")).encode())
    except ValueError:
        return None


def manifest(
    editions: Sequence[Edition],
    artefacts: Sequence[Artefact],
    *,
    images: Mapping[str, bytes | None],
    made_from: Mapping[str, str],
    sources: Mapping[str, Sequence[str]],
) -> Artefact:
    """Write the manifest of an article's editions; `images` says which of the figures' images were found."""
    from lattlast import publishing

    document = editions[0].document
    content = {
        "lattlast": __version__,
        "article": document.id,
        "title": document.title,
        "lead": document.lead,
        "meta": dict(document.meta),
        "index": json.loads(to_json(publishing.entry(editions))),
        "made_from": dict(made_from),
        "sources": {tag: list(digests) for tag, digests in sources.items()},
        "images": {src: data is not None for src, data in images.items()},
        "editions": [_edition_entry(edition, editions) for edition in editions],
        "files": {
            artefact.path: {"sha256": store.digest(artefact.data), "bytes": len(artefact.data)}
            for artefact in artefacts
        },
    }
    return Artefact(MANIFEST, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")


def _edition_entry(edition: Edition, editions: Sequence[Edition]) -> dict[str, object]:
    from lattlast import publishing

    full = publishing.full_text(edition, editions)
    narration, measured = edition.narration, edition.readability
    return {
        "tag": edition.tag,
        "title": edition.document.title,
        "state": _state(edition),
        "reviewed": edition.approval is not None,
        "reviewed_by": edition.approval.by if edition.approval else None,
        "reviewed_on": edition.approval.date if edition.approval else None,
        "made_by": list(edition.made_by),
        "starter_model": edition.starter,
        "better_model": edition.better_model or None,
        "page": f"{edition.tag}/index.html",
        "audio": f"{edition.tag}/narration.mp3" if narration else None,
        "voice": narration.voice if narration else None,
        "seconds": round(narration.seconds, 3) if narration else None,
        "readability": json.loads(to_json(measured)) if measured else None,
        "readability_of_full_text": json.loads(to_json(full.readability)) if full and full.readability else None,
        "terms": [json.loads(to_json(use)) for use in edition.terms],
        "findings": [json.loads(to_json(finding)) for finding in edition.findings],
    }


def _state(edition: Edition) -> str:
    """Give an edition's state in XLIFF's words."""
    if edition.tag == languages.SOURCE:
        return "initial"
    return "reviewed" if edition.approval else "translated"
