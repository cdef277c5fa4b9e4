"""Addresses that a page may point to.

Takes addresses as an article or a setting wrote them, gives those that are safe and valid, or None. It does not know
whether anything is found there.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SCHEMES = frozenset(["http", "https", "mailto", "tel"])
_WITH_HOST = frozenset(["http", "https"])
_HOST = re.compile(r"(?:[^\s/?#@\\\[\]<>\"%|^`{}]+@)?(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")
_BARE_MAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")


def safe(address: str) -> str | None:
    """Give an http, https, mailto or tel address with what is not allowed in it escaped; None for any other."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or (parts.scheme in _WITH_HOST and not _HOST.fullmatch(parts.netloc)):
        return None
    host = f"//{parts.netloc}" if parts.scheme in _WITH_HOST else ""
    query = f"?{_escaped(parts.query)}" if parts.query else ""
    fragment = f"#{_escaped(parts.fragment)}" if parts.fragment else ""
    path = _escaped(parts.path)
    return f"{parts.scheme}:{host}{path}{query}{fragment}" if host or path else None


def web(address: str) -> str | None:
    """Give a safe address on the web, http or https."""
    found = safe(address)
    return found if found and found.startswith("http") else None


def contact(address: str) -> str | None:
    """Give a safe address, also for a bare e-mail address."""
    return safe(f"mailto:{address.strip()}" if _BARE_MAIL.fullmatch(address.strip()) else address)


def segment(name: str) -> str:
    """Escape a folder's or a file's name so that it stays one step of a path."""
    return quote(name, safe="") if name.strip(".") else name.replace(".", "%2E")


def file_name(name: str) -> str:
    """Give a name under which a file may be saved anywhere."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "article"


def _escaped(part: str) -> str:
    return quote(re.sub(r"%(?![0-9a-fA-F]{2})", "%25", part), safe="%!$&'()*+,/:;=?@~")
