"""The tags of the MP3 file: title, language, chapters, transcript, and that the voice is synthetic.

Takes the sound and its document, gives the sound with ID3v2.3 tags before it. It does not know about players.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lattlast.languages import language
from lattlast.narration.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lattlast.model import Chapter, Document

_UTF16 = 1
_UNDETERMINED = "und"
_TOP_LEVEL_AND_ORDERED = 3


def tag(sound: bytes, document: Document, *, chapters: Sequence[Chapter], voice: str) -> bytes:
    """Put the tags before an MP3's frames; the same input gives the same bytes."""
    id3: Any = import_module("mutagen.id3")
    file = io.BytesIO()
    tags = id3.ID3()
    for frame in (*_text(document, voice=voice), *_chapter_frames(chapters)):
        tags.add(frame)
    tags.save(file, v2_version=3, padding=lambda _: 0)
    return file.getvalue() + sound


def plain_tags(document: Document) -> dict[str, str]:
    """Give title, language and publisher by the names that other kinds of file know them by."""
    spoken, phrase = phrases(document.lang)
    iso = phrase["iso"] if spoken == language(document.lang) else _UNDETERMINED
    site = document.meta.get("site", "")
    return {"title": document.title, "language": iso, "comment": phrase["notice"], **({"artist": site} if site else {})}


def _text(document: Document, *, voice: str) -> Iterator[Any]:
    id3: Any = import_module("mutagen.id3")
    spoken, phrase = phrases(document.lang)
    iso = phrase["iso"] if spoken == language(document.lang) else _UNDETERMINED
    yield id3.TIT2(encoding=_UTF16, text=document.title)
    yield id3.TLAN(encoding=_UTF16, text=iso)
    if site := document.meta.get("site"):
        yield id3.TALB(encoding=_UTF16, text=site)
        yield id3.TPE1(encoding=_UTF16, text=site)
    transcript = "\n".join(segment.text for segment in document.segments())
    yield id3.USLT(encoding=_UTF16, lang=iso, desc="", text=transcript)
    yield id3.COMM(encoding=_UTF16, lang=phrase["iso"], desc="", text=f"{phrase['notice']} ({voice})")


def _chapter_frames(chapters: Sequence[Chapter]) -> Iterator[Any]:
    id3: Any = import_module("mutagen.id3")
    names = [f"chapter{number}" for number in range(1, len(chapters) + 1)]
    for name, chapter in zip(names, chapters, strict=True):
        begin, end = round(chapter.begin * 1000), round(chapter.end * 1000)
        title = id3.TIT2(encoding=_UTF16, text=chapter.title)
        yield id3.CHAP(element_id=name, start_time=begin, end_time=end, sub_frames=[title])
    if names:
        yield id3.CTOC(element_id="toc", flags=_TOP_LEVEL_AND_ORDERED, child_element_ids=names)
