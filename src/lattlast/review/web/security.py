"""Who may use the pages: this machine, with the address that was printed, from the pages themselves.

Wraps an ASGI application. A request needs the right Host (against DNS rebinding), the session's cookie, and, where it
changes anything, the pages' own Origin and their CSRF token. A body may be no larger than an article. Previews are
static files under a path that cannot be guessed, in a sandbox of their own: their scripts reach nothing of the session.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 10_000_000
_TOO_LARGE = (413, f"An article may have {LARGEST_BODY // 1_000_000} MB at most.")
_SAFE = frozenset({"GET", "HEAD"})
_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
}
_PAGES = {
    **_COMMON,
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
        "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
_PREVIEWS = {
    **_COMMON,
    "cross-origin-resource-policy": "cross-origin",  # the sandbox makes the page a stranger to its own files
    "content-security-policy": "sandbox allow-scripts allow-downloads allow-popups; frame-ancestors 'self'",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one session, all derived from the token in the address."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def csrf(self) -> str:
        """The token that the pages send with every change."""
        return self._derived("csrf")

    @property
    def preview(self) -> str:
        """The part of the path under which the previews lie."""
        return self._derived("preview")

    def _derived(self, purpose: str) -> str:
        return hmac.new(self.token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


class _TooLargeError(Exception):
    """A body is larger than any article."""


class Guard:
    """Let through what comes from the pages themselves, and refuse everything else in one line."""

    def __init__(self, app: ASGIApp, keys: Keys, *, hosts: frozenset[str]) -> None:
        self._app = app
        self._keys = keys
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal:
            await _answer(send, *refusal)
        elif self._presents_token(scope):
            await _answer(send, 303, "", {"location": "/", "set-cookie": self._cookie(headers)})
        else:
            await self._pass_on(scope, receive, send)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """Say why a request is refused, by the first rule that it breaks; None where it breaks none."""
        preview = scope["path"].startswith(f"/preview/{self._keys.preview}/") and scope["method"] in _SAFE
        rules = (self._elsewhere, _oversized, *(() if preview else (_foreign, self._keyless, self._forged)))
        return next((refusal for rule in rules if (refusal := rule(scope, headers))), None)

    def _elsewhere(self, _: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        known = headers.get("host", "").lower() in self._hosts
        return None if known else (421, "This server answers on this machine's own address alone.")

    def _keyless(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        given = _session(headers, headers["host"].lower())
        if self._presents_token(scope) or _same(given, self._keys.token):
            return None
        return 403, "Open the address that lattlast serve printed: it has the key to this page."

    def _forged(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        if scope["method"] in _SAFE:
            return None
        own = "origin" in headers and _same(headers.get("x-csrf-token", ""), self._keys.csrf)
        return None if own else (403, "This request does not come from the page. Load it again.")

    def _presents_token(self, scope: Scope) -> bool:
        if scope["path"] != "/" or scope["method"] != "GET":
            return False
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return _same(given, self._keys.token)

    def _cookie(self, headers: dict[str, str]) -> str:
        name = _cookie_name(headers["host"])
        return f"{name}={self._keys.token}; Path=/; HttpOnly; SameSite=Strict"

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken, refused = 0, False
        secure = _PREVIEWS if scope["path"].startswith("/preview/") else _PAGES

        async def counted() -> Message:
            nonlocal taken, refused
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST_BODY:
                refused = True
                await _answer(send, *_TOO_LARGE)
                raise _TooLargeError
            return message

        async def guarded(message: Message) -> None:
            if refused:
                return  # what the application says of a body that was cut off
            if message["type"] == "http.response.start":
                names = {name.encode() for name in secure}
                kept = [pair for pair in message["headers"] if pair[0] not in names]
                message["headers"] = kept + [(name.encode(), value.encode()) for name, value in secure.items()]
            await send(message)

        with suppress(_TooLargeError):
            await self._app(scope, counted, guarded)


def _oversized(_: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
    return _TOO_LARGE if _size(headers) > LARGEST_BODY else None


def _foreign(_: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
    own = f"http://{headers['host'].lower()}"
    return None if headers.get("origin", own) == own else (403, "This request comes from another page.")


def _size(headers: dict[str, str]) -> int:
    declared = headers.get("content-length", "0")
    return int(declared) if declared.isdecimal() else 0


def _session(headers: dict[str, str], host: str) -> str:
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(_cookie_name(host))
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def _cookie_name(host: str) -> str:
    """Name the cookie by the port: browsers send cookies to every port of a host."""
    return f"lattlast-{host.rpartition(':')[2]}"


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


async def _answer(send: Send, status: int, text: str, more: dict[str, str] | None = None) -> None:
    """Answer in plain text; a refused body is not read, so the connection ends."""
    headers = {**_PAGES, "content-type": "text/plain; charset=utf-8", "connection": "close", **(more or {})}
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": text.encode()})
