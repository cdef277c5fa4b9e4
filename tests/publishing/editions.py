"""Small editions, built by hand, that hold every kind of block and mark-up."""

import struct

from lattlast.model import (
    Block,
    BlockKind,
    Chapter,
    Clip,
    Document,
    Edition,
    Inline,
    InlineKind,
    Narration,
    Readability,
    Segment,
    TermUse,
    Unit,
    Word,
    renumber,
)

# The head of a picture of 3 by 2 pixels; nothing reads further.
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5B", 13, b"IHDR", 3, 2, 8, 2, 0, 0, 0)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540"><rect width="960" height="540" fill="#bcd7de"/>'
    b'<path d="M0 380q240-90 480 0t480 0v160H0z" fill="#3d7f93"/>'
    b'<circle cx="720" cy="150" r="60" fill="#f6d365"/></svg>'
)


def leaf(kind: BlockKind, *texts: str | Segment, **attrs: str) -> Block:
    """Make a block of sentences."""
    level = int(attrs.pop("level", 0))
    return Block(
        kind, tuple(text if isinstance(text, Segment) else Segment("", text) for text in texts), (), level, attrs
    )


def tree(kind: BlockKind, *children: Block, **attrs: str) -> Block:
    """Make a block of blocks."""
    return Block(kind, children=children, attrs=attrs)


def marked(text: str, *inlines: tuple[InlineKind, str, dict[str, str]]) -> Segment:
    """Make a segment whose inlines are told by the words they cover: (kind, words, attrs)."""
    return Segment(
        "",
        text,
        tuple(Inline(kind, text.index(words), text.index(words) + len(words), attrs) for kind, words, attrs in inlines),
    )


def fact(label: str, value: str) -> Block:
    """Make a line of a facts box."""
    return tree("fact", leaf("label", label), leaf("value", value))


def row(*texts: str, header: str = "") -> Block:
    """Make a table row; all its cells are headers of their columns, or the first one is the row's."""
    headed = {"column": len(texts), "row": 1}.get(header, 0)
    cells = (leaf("cell", text, **({"header": header} if at < headed else {})) for at, text in enumerate(texts))
    return tree("row", *cells)


def document(tag: str, *blocks: Block, slug: str = "badplatsen", **meta: str) -> Document:
    """Make a document with numbered segments."""
    return Document(slug, tag, renumber(blocks), meta)


def spoken(made: Document, audio: bytes, *, pace: float = 0.25) -> Narration:
    """Narrate a document at a steady pace, a word every `pace` seconds, without a voice."""
    clips: list[Clip] = []
    now = 0.0
    for segment in made.segments():
        words, begin, place = [], now, 0
        for word in segment.text.split():
            start = segment.text.index(word, place)
            place = start + len(word)
            words.append(Word(start, place, now, now + pace))
            now += pace
        clips.append(Clip(segment.id, begin, now, tuple(words)))
    return Narration("a test tone", made.lang, audio, now, tuple(clips), (Chapter(made.title, 0, now),))


def swedish(audio: bytes | None = None) -> Edition:
    """Make the original."""
    made = document(
        "sv",
        leaf("title", "Badplatsen vid Lillsjön öppnar i juni"),
        leaf(
            "lead",
            "Efter två somrar med avspärrad brygga går det snart att bada igen.",
            "Bygget kostade 4,2 miljoner kronor.",
        ),
        tree(
            "figure",
            leaf("alt", "En brygga i en stilla sjö, med en rund sol över vattnet"),
            leaf("caption", "Den nya bryggan når 40 meter ut."),
            leaf("credit", "Foto: Alva Nordin"),
            src="bilder/brygga.svg",
        ),
        leaf(
            "paragraph",
            marked(
                "Tekniska nämnden, Region Skåne och föreningen Friluft har betalat var sin del.",
                ("protected", "Region Skåne", {}),
                ("strong", "var sin del", {}),
            ),
            marked(
                "Läs mer på kommunens sida om bad.",
                ("link", "kommunens sida om bad", {"href": "https://example.org/bad?sida=1&år=2026"}),
            ),
        ),
        leaf("heading", "En ramp ända ner i vattnet", level="2"),
        leaf(
            "dialogue", "Vi har väntat länge på rampen, säger Karin Öst.", "Nu kan min son bada utan att jag bär honom."
        ),
        tree(
            "list",
            tree("item"),
            Block(
                "item",
                (Segment("", "Omklädningsrum med lås"),),
                (tree("list", leaf("item", "två med dusch"), leaf("item", "ett med skötbord")),),
            ),
            leaf("item", "Ramp med ledstång"),
        ),
        leaf("heading", "Så tas vattenprov", level="3"),
        tree(
            "table",
            leaf("caption", "Vattenprov i sommar"),
            row("", "Juni", "Juli", header="column"),
            row("E. coli", "12", "31", header="row"),
            row("Enterokocker", "4", header="row"),
        ),
        leaf("heading", "Stäng av motorn", level="4"),
        tree(
            "quote", leaf("paragraph", "En sjö hör man bäst när ingen kör på den."), leaf("credit", "Per Ek, badvakt")
        ),
        leaf("heading", "Frågor om parkeringen", level="2"),
        leaf(
            "paragraph",
            marked(
                "Parkeringen har 30 platser, bl.a. två för den med tillstånd; skylten säger ”disabled parking”.",
                ("abbreviation", "bl.a.", {"title": "bland annat"}),
                ("language", "disabled parking", {"lang": "en"}),
            ),
        ),
        leaf("heading", "Kontakt", level="2"),
        leaf(
            "paragraph",
            marked("Ring 0410-00 00 00 om bryggan är skadad.", ("link", "0410-00 00 00", {"href": "tel:+46410000000"})),
        ),
        tree(
            "facts",
            leaf("heading", "Fakta om badet", level="2"),
            fact("Öppnar:", "13 juni"),
            fact("Djup:", "0–4 meter"),
            leaf("paragraph", "Hundar badar på andra sidan udden."),
        ),
        leaf("byline", "Text: Alva Nordin"),
        leaf("note", "Rättad den 3 maj: rampen är sex meter."),
        published="2026-05-02",
        source="https://example.org/nyheter/badplatsen",
        author="Alva Nordin",
    )
    return Edition(
        "sv",
        made,
        narration=spoken(made, audio) if audio else None,
        readability=Readability(143, 17, 31.6, 71.0, 8.4, 21.0),
    )


def easy_swedish(audio: bytes | None = None) -> Edition:
    """Make the easy-read edition."""
    made = document(
        "sv-simple",
        leaf("title", "Nu går det snart att bada i Lillsjön"),
        leaf("lead", "Badplatsen har varit stängd.", "Den öppnar i juni."),
        leaf("paragraph", "Det finns en ny brygga.", "Den är 40 meter lång.", "Det finns också en ramp för rullstol."),
        leaf("heading", "Vattnet är rent", level="2"),
        leaf("paragraph", "Kommunen provar vattnet varje månad."),
        leaf("dialogue", "Vi har väntat länge, säger Karin Öst."),
        tree("definitions", fact("brygga", "ett golv av trä som går ut i vattnet")),
        published="2026-05-02",
    )
    meaning = "En brygga är ett golv av trä. Den går ut i vattnet."
    return Edition(
        "sv-simple",
        made,
        terms=(TermUse("jetty", "s4", "", "brygga", "source", 16, 22, meaning),),
        narration=spoken(made, audio) if audio else None,
        made_by=("easy-read rules 1",),
        readability=Readability(48, 9, 18.2, None, 5.3, 12.0),
    )


def english(audio: bytes | None = None) -> Edition:
    """Make a translation by a starter model."""
    made = document(
        "en",
        leaf("title", "The bathing place at Lillsjön opens in June"),
        leaf("lead", "After two summers of a closed jetty, people can soon swim again."),
        leaf("heading", "A ramp right into the water", level="2"),
        leaf("dialogue", "We have waited long for the ramp, says Karin Öst."),
        leaf("paragraph", "The technical services committee paid for the ramp 🛟 and the buoys.", "It has a handrail."),
        published="2026-05-02T08:30:00+02:00",
    )
    terms = (
        TermUse("technical-committee", "s5", "Tekniska nämnden", "the technical services committee", "exact"),
        TermUse("jetty", "s2", "bryggan", "", "missing"),
    )
    return Edition(
        "en", made, (Unit(Segment("s1", "Rubrik"), Segment("s1", "Title"), "translated", "mt"),), terms,
        narration=spoken(made, audio) if audio else None, made_by=("a starter model",), starter=True,
        readability=Readability(51, 5, 33.0, None, 10.2, 24.0),
    )  # fmt: skip


def arabic(audio: bytes | None = None) -> Edition:
    """Make an edition that is written from right to left."""
    made = document(
        "ar",
        leaf("title", "افتتاح شاطئ السباحة في ليلشون في يونيو"),
        leaf("lead", "بعد صيفين من الإغلاق يمكن السباحة من جديد."),
        leaf("heading", "منحدر يصل إلى الماء", level="2"),
        leaf(
            "paragraph",
            marked(
                "دفعت Region Skåne جزءًا من التكلفة البالغة 4,2 مليون كرونة.",
                ("protected", "Region Skåne", {}),
            ),
            "طول الرصيف 40 مترًا.",
        ),
        tree("facts", leaf("heading", "معلومات", level="2"), fact("الافتتاح", "13 يونيو"), fact("العمق", "4 أمتار")),
    )
    return Edition("ar", made, narration=spoken(made, audio) if audio else None, made_by=("a model",))


def article(audio: bytes | None = None) -> list[Edition]:
    """Make an article in four editions."""
    return [make(audio) for make in (swedish, easy_swedish, english, arabic)]


def hostile() -> Edition:
    """Make an edition out of what nobody should write: scripts, climbing paths, crooked trees."""
    script = "<script>alert(1)</script>"
    made = document(
        "sv",
        leaf("title", f"{script} & “titel” " + "ovanligt lång rubrik utan slut " * 9),
        leaf("title", "En andra titel"),
        leaf("paragraph", "]]> --> </script><!-- {{ 7 * 7 }}"),
        tree("figure", leaf("alt", '" onerror="alert(1)'), leaf("caption", script), src="../../etc/passwd"),
        tree("figure", src="<script>.png"),
        leaf(
            "paragraph",
            marked(
                "Klicka här och där eller ingenstans.",
                ("link", "här", {"href": "java\tscript:alert(1)"}),
                ("link", "där", {"href": "https://exa mple.org/<x>?q=[1]%zz"}),
                ("language", "eller", {"lang": '"><script>'}),
                ("abbreviation", "ingenstans", {}),
            ),
        ),
        leaf("heading", "Sex nivåer ner", level="6"),
        leaf("heading", ""),
        tree("table", *(row(*(f"cell {at}" for at in range(width))) for width in (40, 1, 17))),
        tree("table"),
        tree("list"),
        tree("quote", leaf("credit", "bara en källa")),
        tree(
            "facts",
            tree("fact", leaf("label", "etikett utan värde")),
            tree("fact", leaf("value", "värde utan etikett")),
        ),
        leaf("credit", "en lös källa"),
        tree("definitions", tree("fact", leaf("value", "värdet först"), leaf("label", "sedan etiketten"))),
        slug="../../etc",
        source="javascript:alert(1)",
        published="i går",
        author=script,
    )
    return Edition("sv", made, made_by=(script,))


def without_strings() -> Edition:
    """Make an edition in a language that the pages have no words for, from right to left."""
    made = document("ps", leaf("title", "لامبل په جون کې پیل کېږي"), leaf("paragraph", "نوې پله اوږده ده."))
    return Edition("ps", made, made_by=("a model",))


def long() -> Edition:
    """Make an edition of five thousand words under many headings."""
    sentences = [
        f"Punkt {number} på dagordningen gällde hur torget i kvarteret {number % 13} ska se ut."
        for number in range(420)
    ]
    parts = [
        block
        for at in range(0, len(sentences), 12)
        for block in (leaf("heading", f"Beslut {at // 12 + 1}", level="2"), leaf("paragraph", *sentences[at : at + 12]))
    ]
    return Edition("sv", document("sv", leaf("title", "Protokoll från en lång kväll"), *parts))


def only_a_heading() -> Edition:
    """Make an edition of one heading, without a title."""
    return Edition("sv", document("sv", leaf("heading", "Stängt idag", level="3"), slug="stangt"))
