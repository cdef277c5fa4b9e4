"""The process in which eSpeak NG speaks, each utterance in a fork of its own.

The library's noise depends on all that it has said before, and nothing resets it. A fork that has said nothing yet
gives an utterance the same samples whatever stands around it; where the system has no fork, a request may hold but one.

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
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable

RATE = 22_050
HEADER = struct.Struct("<II")
EVENT = struct.Struct("<II")
REFUSED = 3

_KILLED = 128
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
    except (_RefusalError, OSError) as refusal:
        return _refused(refusal)
    for voice, text in asked["utterances"]:
        if status := _apart(partial(_answer, library, voice, text, out)):
            return status
    return 0


def _apart(work: Callable[[], int]) -> int:
    """Do the work in a fork, which leaves this process as it was; give the work's status."""
    if not hasattr(os, "fork"):
        return work()
    child = os.fork()
    if child == 0:
        os._exit(work())
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status if status >= 0 else _KILLED - status


def _answer(library: _Library, voice: str, text: str, out: BinaryIO) -> int:
    try:
        samples, events = library.speak(voice, text)
        packed = b"".join(EVENT.pack(*event) for event in events)
        out.write(HEADER.pack(len(samples) // 2, len(events)) + samples + packed)
        out.flush()
    except (_RefusalError, OSError) as refusal:
        return _refused(refusal)
    return 0


def _refused(refusal: Exception) -> int:
    sys.stderr.write(f"{refusal}\n")
    sys.stderr.flush()
    return REFUSED


if __name__ == "__main__":
    # The library may print; what it prints must not end up among the samples.
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)
        status = main(sys.stdin.buffer.read(), answer)
    sys.exit(status)
