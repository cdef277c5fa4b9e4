"""An edition that reviewers work on: a few sentences with links and findings, in easy Swedish and in English."""

from __future__ import annotations

from lattlast.model import Block, Document, Edition, Finding, Inline, Segment, TermUse, Unit

TITLE = "Nya tider på återbruket"
LEAD = "Från och med måndag håller återbruket i Norrby öppet längre."
LINKED = "Boka tid på vår webbplats innan du kommer."
LINK = Inline("link", 12, 25, {"href": "https://example.org/boka"})

TARGETS = {
    "en": (
        "New times at the reuse",
        "From Monday the reuse in Norrby is open longer.",
        "Book time on our website before you come.",
    ),
    "sv-simple": (TITLE, "Återbruket i Norrby har öppet längre. Det gäller från och med måndag.", LINKED),
}


def sources() -> tuple[Segment, ...]:
    return Segment("s1", TITLE), Segment("s2", LEAD), Segment("s3", LINKED, (LINK,))


def english(slug: str = "aterbruket") -> Edition:
    targets = (
        Segment("s1", TARGETS["en"][0]),
        Segment("s2", TARGETS["en"][1]),
        Segment("s3", TARGETS["en"][2], (Inline("link", 13, 24, LINK.attrs),)),
    )
    finding = Finding("name-lost", "warning", "The name “Återbruket” is lost.", "s2")
    units = tuple(
        Unit(source, target, "translated", "mt", findings=(finding,) if target.id == "s2" else ())
        for source, target in zip(sources(), targets, strict=True)
    )
    return Edition(
        "en",
        Document(slug, "en", _blocks(targets)),
        units,
        terms=(TermUse("återbruk", "s2", "återbruket", "reuse", "exact"),),
        findings=(finding,),
    )


def easy(slug: str = "aterbruket") -> Edition:
    segments = (
        Segment("s1", TITLE),
        Segment("s2", "Återbruket i Norrby har öppet längre."),
        Segment("s3", "Det gäller från och med måndag."),
        Segment("s4", LINKED, (LINK,)),
    )
    title, lead, linked = sources()
    units = (
        Unit(title, segments[0], "initial", "rule"),
        Unit(lead, Segment("s2", TARGETS["sv-simple"][1]), "translated", "rule"),
        Unit(linked, segments[3], "initial", "rule"),
    )
    blocks = (
        Block("title", segments[:1]),
        Block("lead", segments[1:3]),
        Block("paragraph", segments[3:]),
        Block("heading", (Segment("s5", "Ordlista"),), level=2),
    )
    still = Finding("still-hard", "info", "Still hard.", "s4")
    return Edition("sv-simple", Document(slug, "sv-simple", blocks), units, findings=(still,))


def _blocks(segments: tuple[Segment, ...]) -> tuple[Block, ...]:
    return Block("title", segments[:1]), Block("lead", segments[1:2]), Block("paragraph", segments[2:])
