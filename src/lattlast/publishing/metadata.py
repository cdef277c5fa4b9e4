"""What a page says to machines: schema.org's NewsArticle as JSON-LD.

Takes an edition, gives a value for json.dumps. It does not know the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lattlast import languages
from lattlast.publishing import addresses, switcher
from lattlast.publishing.labels import iso_date
from lattlast.publishing.status import status
from lattlast.publishing.view import heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lattlast.model import Edition, Narration
    from lattlast.publishing.images import Picture
    from lattlast.publishing.site import Site

_MAX_HEADLINE = 110


def open_graph(
    edition: Edition,
    editions: Sequence[Edition],
    *,
    site: Site,
    pictures: Mapping[str, Picture],
    canonical: str | None,
) -> list[tuple[str, str]]:
    """List what a page says to those who link to it (Open Graph); addresses only where the site has one."""
    document, meta = edition.document, edition.document.meta
    shown = _shown(edition, pictures)
    tongues = dict.fromkeys(languages.language(other.tag) for other in editions)
    told = [
        ("og:type", "article"),
        ("og:title", heading(edition)),
        ("og:description", document.lead),
        ("og:site_name", site.name),
        ("og:url", canonical or ""),
        ("og:locale", languages.language(edition.tag)),
        *(("og:locale:alternate", lang) for lang in tongues if lang != languages.language(edition.tag)),
        *(pair for picture, alt in shown[:1] if canonical for pair in _og_image(document.id, picture, alt, site)),
        ("og:audio", canonical.removesuffix("index.html") + "narration.mp3" if canonical and edition.narration else ""),
        ("article:published_time", _date(meta.get("published", ""))),
        ("article:modified_time", _date(meta.get("modified", ""))),
    ]
    return [(name, content) for name, content in told if content.strip()]


def _og_image(slug: str, picture: Picture, alt: str, site: Site) -> list[tuple[str, str]]:
    return [
        ("og:image", site.address(f"{addresses.segment(slug)}/{picture.path}")),
        ("og:image:width", str(picture.image.width)),
        ("og:image:height", str(picture.image.height)),
        ("og:image:alt", alt),
    ]


def _shown(edition: Edition, pictures: Mapping[str, Picture]) -> list[tuple[Picture, str]]:
    """List the pictures of an edition with their descriptions."""
    figures = [block for block in edition.document.walk() if block.kind == "figure"]
    return [
        (picture, " ".join(part.text for part in figure.children if part.kind == "alt"))
        for figure in figures
        if (picture := pictures.get(figure.attrs.get("src", "")))
    ]


def json_ld(
    edition: Edition,
    editions: Sequence[Edition],
    *,
    site: Site,
    pictures: Mapping[str, Picture],
    canonical: str | None,
) -> dict[str, object]:
    """Describe an edition: what it says, who wrote it, what it was translated from, where its audio is."""
    document, meta = edition.document, edition.document.meta
    content: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": heading(edition)[:_MAX_HEADLINE],
        "description": document.lead,
        "url": canonical,
        "inLanguage": languages.language(edition.tag),
        "datePublished": _date(meta.get("published", "")),
        "dateModified": _date(meta.get("modified", "")),
        "author": _named("Person", meta.get("author", "")),
        "publisher": _named("GovernmentOrganization", site.name),
        "isBasedOn": addresses.safe(meta.get("source", "")),
        "image": [f"../{picture.path}" for picture, _ in _shown(edition, pictures)],
        "audio": _audio(edition.narration),
        "accessibilityFeature": _features(edition, pictures),
        "creativeWorkStatus": status(edition).code,
        "editor": _named("Person", edition.approval.by) if edition.approval else None,
        "translator": [_named("SoftwareApplication", name) for name in edition.made_by],
        **_relations(edition, editions),
    }
    return {name: value for name, value in content.items() if value}


def _relations(edition: Edition, editions: Sequence[Edition]) -> dict[str, object]:
    """Tie translations to what they were translated from, in both directions."""
    works = {other.tag: _work(other) for other in editions if other.tag != edition.tag}
    if languages.language(edition.tag) == languages.SOURCE:
        same = languages.is_simple(edition.tag)
        others = [tag for tag in works if languages.language(tag) != languages.SOURCE]
        return {"workTranslation": [works[tag] for tag in others if languages.is_simple(tag) == same]}
    source = languages.simple(languages.SOURCE) if languages.is_simple(edition.tag) else languages.SOURCE
    return {"translationOfWork": works.get(source)}


def _work(edition: Edition) -> dict[str, object]:
    return {
        "@type": "NewsArticle",
        "headline": heading(edition)[:_MAX_HEADLINE],
        "inLanguage": languages.language(edition.tag),
        "url": switcher.page(edition.tag),
    }


def _audio(narration: Narration | None) -> dict[str, object] | None:
    if narration is None:
        return None
    return {
        "@type": "AudioObject",
        "contentUrl": "narration.mp3",
        "encodingFormat": "audio/mpeg",
        "duration": f"PT{round(narration.seconds)}S",
        "inLanguage": languages.language(narration.lang),
    }


def _features(edition: Edition, pictures: Mapping[str, Picture]) -> list[str]:
    told = {
        "readingOrder": True,
        "structuralNavigation": True,
        "alternativeText": bool(pictures),
        "synchronizedAudioText": edition.narration is not None,
    }
    return [feature for feature, present in told.items() if present]


def _named(kind: str, name: str) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _date(value: str) -> str:
    day = iso_date(value)
    return day.isoformat() if day else ""
