"""The times of a narration, in the forms that are published.

Takes a document and its narration, gives WebVTT, ``words.json``, ``chapters.json`` and the compact times that the
page's player reads, as a script: a page that is opened from a folder may load scripts, but no data.
It does not know how the times were found.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lattlast.model import Clip, Document, Narration

_SHORTEST = 0.001


def webvtt(document: Document, narration: Narration) -> bytes:
    """Write one cue for each spoken segment, named by the segment's id."""
    texts = {segment.id: segment.text for segment in document.segments()}
    cues = [
        f"{clip.segment}\n{_clock(clip.begin)} --> {_clock(max(clip.end, clip.begin + _SHORTEST))}\n{text}\n"
        for clip in narration.clips
        if (text := _escaped(texts.get(clip.segment, "")))
    ]
    return "\n".join(["WEBVTT\n", *cues]).encode()


def words_json(document: Document, narration: Narration) -> bytes:
    """Write every clip with its words: spans of the segment's text in characters, times in seconds."""
    texts = {segment.id: segment.text for segment in document.segments()}
    content = {
        "lang": narration.lang,
        "voice": narration.voice,
        "seconds": round(narration.seconds, 3),
        "clips": [_clip(clip, texts.get(clip.segment, "")) for clip in narration.clips],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def script(document: Document, narration: Narration) -> bytes:
    """Write the player's times as a script that sets one global value."""
    clips = json.dumps(_for_player(document, narration), ensure_ascii=False, separators=(",", ":"))
    return f"lattlastTimings={clips};\n".encode()


def chapters_json(narration: Narration) -> bytes:
    """Write the chapters as Podcasting 2.0 does, each with the id of its heading's segment."""
    chapters = [
        {
            "startTime": round(chapter.begin, 3),
            "endTime": round(chapter.end, 3),
            "title": chapter.title,
            "segment": chapter.segment,
        }
        for chapter in narration.chapters
    ]
    return json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False, indent=1).encode() + b"\n"


def _for_player(document: Document, narration: Narration) -> list[tuple[str, int, int, list[int]]]:
    """List segment id, begin, end (ms) and words: start, end, begin for each, in one flat list.

    A word's start and end count UTF-16 units, as JavaScript does; its begin counts from the beginning of the clip.
    """
    texts = {segment.id: segment.text for segment in document.segments()}
    return [
        (clip.segment, _milliseconds(clip.begin), _milliseconds(clip.end), _flat(clip, texts[clip.segment]))
        for clip in narration.clips
        if clip.segment in texts
    ]


def _flat(clip: Clip, text: str) -> list[int]:
    return [
        number
        for word in clip.words
        for number in (
            _units(text[: word.start]),
            _units(text[: word.end]),
            _milliseconds(word.begin - clip.begin),
        )
    ]


def _clip(clip: Clip, text: str) -> dict[str, object]:
    words = [
        {
            "word": text[word.start : word.end],
            "start": word.start,
            "end": word.end,
            "begin": round(word.begin, 3),
            "finish": round(word.finish, 3),
        }
        for word in clip.words
    ]
    return {"segment": clip.segment, "begin": round(clip.begin, 3), "end": round(clip.end, 3), "words": words}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _clock(seconds: float) -> str:
    minutes, milliseconds = divmod(_milliseconds(seconds), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
