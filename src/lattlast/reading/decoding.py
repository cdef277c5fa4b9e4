"""Bytes to text: which encoding a page is really in, and what is no text at all.

Takes a file's bytes, gives its text; raises InputError for a PDF, a Word file, an image. It does not know about HTML
beyond the place where a page names its encoding.
"""

from __future__ import annotations

import codecs
import re

from lattlast.errors import InputError

_SAVE_AS_HTML = "Save the page as HTML, or copy its text to a .txt file."
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a Word, LibreOffice or zip file"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Office file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"RIFF", "a sound, a video or an image (RIFF)"),
    (b"ID3", "a sound file (MP3)"),
    (b"OggS", "a sound or video file (Ogg)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"bplist", "a web archive (Safari)"),
)
_MHTML = re.compile(rb"^(?:From: |MIME-Version: |Snapshot-Content-Location: )[^\n]*\n", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HEAD = 4096
_WIDE_SHARE = 0.3
_NOT_TEXT_SHARE = 0.02


def decode(data: bytes) -> str:
    """Give the text of a file; raise InputError where it is empty or not text."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"This is {name}, not a web page.", hint=_SAVE_AS_HTML)
    if _MHTML.match(data):
        raise InputError("This is a web archive (MHTML).", hint="Give its file the ending .mhtml.")
    text = data.decode(_encoding(data), errors="replace")
    if not text.strip("\ufeff\0 \t\r\n"):
        raise InputError("The file is empty.", hint="Save the page once more, or copy its text to a .txt file.")
    if _is_noise(text):
        raise InputError("This is a binary file, not text.", hint=_SAVE_AS_HTML)
    return text.removeprefix("\ufeff").replace("\0", "")


def _encoding(data: bytes) -> str:
    """Find the encoding: byte order mark, then what the bytes can only be, then what the page says."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    wide = _wide(data[:_HEAD])
    if wide:
        return wide
    if _is_utf8(data):
        return "utf-8"
    declared = _DECLARED.search(data[:_HEAD])
    return _single_byte(declared.group(1).decode("ascii")) if declared else "windows-1252"


def _wide(head: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark by the zero bytes on one side only."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < _WIDE_SHARE * len(head) or min(even, odd) > max(even, odd) / 10:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _single_byte(declared: str) -> str:
    """Take the declared encoding, unless the bytes have shown it wrong. Browsers read Latin-1 as windows-1252."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return "windows-1252"
    wrong = name in {"iso8859-1", "ascii"} or name.startswith("utf")
    return "windows-1252" if wrong else name


def _is_noise(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _NOT_TEXT_SHARE * len(text)
