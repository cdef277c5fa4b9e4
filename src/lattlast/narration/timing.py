"""The times of a narration for players: WebVTT, words as JSON, chapters as JSON.

Takes a narration and its document, gives the bytes of each file. It does not know about pages.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lattlast.model import Clip, Document, Narration

_DIGITS = 3


def webvtt(narration: Narration, document: Document) -> bytes:
    """Write a cue for each spoken segment, named by its id."""
    texts = {segment.id: segment.text for segment in document.segments()}
    cues = [_cue(clip, texts[clip.segment]) for clip in narration.clips if clip.segment in texts]
    return "\n".join(["WEBVTT\n", *cues]).encode()


def words_json(narration: Narration) -> bytes:
    """Write segments with their words: ids and character spans of the text, times in seconds."""
    segments = [
        {
            "id": clip.segment,
            "begin": round(clip.begin, _DIGITS),
            "finish": round(clip.end, _DIGITS),
            "words": [
                {
                    "start": word.start,
                    "end": word.end,
                    "begin": round(word.begin, _DIGITS),
                    "finish": round(word.finish, _DIGITS),
                }
                for word in clip.words
            ],
        }
        for clip in narration.clips
    ]
    return _json({"lang": narration.lang, "seconds": round(narration.seconds, _DIGITS), "segments": segments})


def chapters_json(narration: Narration) -> bytes:
    """Write the headings' times in the format of Podcasting 2.0."""
    chapters = [
        {"startTime": round(chapter.begin, _DIGITS), "endTime": round(chapter.end, _DIGITS), "title": chapter.title}
        for chapter in narration.chapters
    ]
    return _json({"version": "1.2.0", "chapters": chapters})


def _cue(clip: Clip, text: str) -> str:
    return f"{clip.segment}\n{_stamp(clip.begin)} --> {_stamp(clip.end)}\n{html.escape(text.strip(), quote=False)}\n"


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
