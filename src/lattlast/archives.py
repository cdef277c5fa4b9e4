"""Pages that a browser saved with their pictures in one file (.mht, .mhtml).

Takes the file's bytes, gives the page, its address and its pictures. It does not know what an article is.
"""

from __future__ import annotations

import email
import email.policy
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lattlast.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

SUFFIXES = frozenset({".mht", ".mhtml"})
_PAGES = ("text/html", "application/xhtml+xml")
_DEEPEST = 20
_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Archive:
    """A saved page: its bytes, in which pictures have names of their own, its address, its pictures by those names."""

    page: bytes
    address: str
    images: Mapping[str, bytes]


def unpack(data: bytes) -> Archive:
    """Part an archive; raise InputError where it holds no page."""
    try:
        parts = list(_parts(email.message_from_bytes(data, policy=email.policy.compat32), 0))
    except RecursionError:
        parts = []
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    if page is None:
        raise InputError("The web archive holds no page.", hint="Save the page once more, as “HTML only”.")
    pictures = [part for part in parts if part.get_content_maintype() == "image"]
    text, images = _named(_text(page), pictures)
    return Archive(text.encode("utf-8", errors="replace"), _location(page), images)


def _parts(message: Message, depth: int) -> Iterator[Message]:
    if not message.is_multipart():
        yield message
    elif depth < _DEEPEST:
        for part in message.get_payload():
            yield from _parts(part, depth + 1)  # type: ignore[arg-type]


def _named(text: str, pictures: list[Message]) -> tuple[str, dict[str, bytes]]:
    """Give each picture a short name, and put that name where the page has the picture's address."""
    images: dict[str, bytes] = {}
    for number, part in enumerate(pictures, 1):
        kind = _WORD.sub("", part.get_content_subtype())
        name = f"picture-{number}.{kind}"
        addresses = [_location(part), f"cid:{str(part.get('Content-ID') or '').strip('<> ')}"]
        for address in sorted({address for address in addresses if len(address) > len("cid:")}, key=len, reverse=True):
            for written in (address, html.escape(address)):
                text = re.sub(rf"(?<=[\"'(=]){re.escape(written)}(?=[\"')\s>])", name, text)
        images[name] = part.get_payload(decode=True) or b""  # type: ignore[assignment]
    return text, images


def _text(page: Message) -> str:
    """Give the page's text in the encoding that its part, else its own head, names."""
    data = page.get_payload(decode=True)
    content = data if isinstance(data, bytes) else b""
    try:
        return content.decode(page.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return content.decode("windows-1252", errors="replace")


def _location(part: Message) -> str:
    return "".join(str(part.get("Content-Location") or "").split())
