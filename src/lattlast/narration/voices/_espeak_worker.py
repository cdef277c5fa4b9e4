"""The process in which eSpeak NG speaks: one run for each call, because the library's noise depends on its past.

Takes a request as JSON on stdin: `library` and `data` (paths), `rate` (words a minute), `utterances` as pairs of voice
name and text. Gives on stdout, for each utterance, a header of two counts, then 16-bit samples, then word events as
pairs of character position (from 0) and sample, all little-endian. Ends with 3 where the library refuses; stderr says
why. It runs as a script, with the standard library alone, and does not know lattlast.
"""

from __future__ import annotations

import ctypes
import json
import os
import struct
import sys
from typing import BinaryIO

RATE = 22_050
HEADER = struct.Struct("<II")
EVENT = struct.Struct("<II")
REFUSED = 3

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_OK = 0
_SPEAKING_RATE = 1
_BY_CHARACTER = 1
_UTF8 = 1
_END_OF_LIST = 0
_WORD = 1


class _EventId(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    """`espeak_EVENT` of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _RefusalError(Exception):
    """The library does not do what it was asked."""


class _Library:
    """eSpeak NG, with what it has said of the current text."""

    def __init__(self, library: str, data: str, *, rate: int) -> None:
        self._espeak = ctypes.CDLL(library)
        self._samples = bytearray()
        self._events: list[tuple[int, int]] = []
        self._callback = _Callback(self._receive)
        if self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, data.encode(), _DONT_EXIT) != RATE:
            raise _RefusalError(f"the data in {data} cannot be used")
        self._espeak.espeak_SetSynthCallback(self._callback)
        self._espeak.espeak_SetParameter(_SPEAKING_RATE, rate, 0)

    def speak(self, voice: str, text: str) -> tuple[bytes, list[tuple[int, int]]]:
        """Give the samples and word events of a text. An unknown voice is refused: the library would keep the last."""
        if self._espeak.espeak_SetVoiceByName(voice.encode()) != _OK:
            raise _RefusalError(f"there is no voice “{voice}”")
        self._samples.clear()
        self._events.clear()
        raw = text.encode()
        done = self._espeak.espeak_Synth(raw, ctypes.c_size_t(len(raw) + 1), 0, _BY_CHARACTER, 0, _UTF8, None, None)
        if done != _OK or self._espeak.espeak_Synchronize() != _OK:
            raise _RefusalError(f"the text “{text[:60]}” cannot be spoken")
        return bytes(self._samples), list(self._events)

    def _receive(self, samples: ctypes._Pointer[ctypes.c_short], count: int, events: ctypes._Pointer[_Event]) -> int:
        if samples and count:
            self._samples += ctypes.string_at(samples, count * 2)
        index = 0
        while events[index].type != _END_OF_LIST:
            event = events[index]
            if event.type == _WORD:
                self._events.append((max(event.text_position - 1, 0), max(event.sample, 0)))
            index += 1
        return 0


def main(request: bytes, out: BinaryIO) -> int:
    """Answer one request; give the exit status."""
    asked = json.loads(request)
    try:
        library = _Library(asked["library"], asked["data"], rate=asked["rate"])
        for voice, text in asked["utterances"]:
            samples, events = library.speak(voice, text)
            out.write(HEADER.pack(len(samples) // 2, len(events)))
            out.write(samples)
            out.writelines(EVENT.pack(*event) for event in events)
    except (_RefusalError, OSError) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    return 0


if __name__ == "__main__":
    # The library may print; what it prints must not end up among the samples.
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)
        status = main(sys.stdin.buffer.read(), answer)
    sys.exit(status)
