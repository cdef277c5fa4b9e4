"""Pages and pictures from http and https addresses, fetched so that an address can do no harm.

Takes an address, gives the bytes that lie there and where they were found in the end. A connection goes only to an IP
address that was checked just before, so that a name cannot lead into the municipality's own network (“DNS rebinding”).
Time, size and redirects are limited. Proxies are not used. It does not know what a page or a picture is.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, urljoin, urlsplit

from lattlast import __version__
from lattlast.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_OK = 200
_PORTS = {"http": 80, "https": 443}
_CHUNK = 65_536
_UNESCAPED = "/%:@!$&'()*+,;=~-._?"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HEADERS = {
    "Accept-Encoding": "identity",
    "Accept-Language": "sv",
    "Connection": "close",
    "User-Agent": f"lattlast/{__version__}",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How many seconds a fetch may wait for an answer, and take in all; how many bytes, and how many redirects."""

    wait: float = 10.0
    total: float = 30.0
    size: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the Accept header, and the media types that an answer may have, any where none is named."""

    accept: str
    media_types: tuple[str, ...] = ()


PAGE = Wanted(
    "text/html, application/xhtml+xml, text/plain;q=0.5", ("text/html", "application/xhtml+xml", "text/plain")
)
PICTURE = Wanted("image/*")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file's bytes, the address that gave them in the end, and their media type without its parameters."""

    data: bytes
    address: str
    media_type: str


def is_address(source: str) -> bool:
    """Say whether a source is an address and no file's name."""
    return source.lower().startswith(("http://", "https://"))


def fetch(address: str, *, allow_private: bool = False, limits: Limits | None = None, wanted: Wanted = PAGE) -> Fetched:
    """Get the page, or what else is wanted, at an address; raise InputError that says why there is none.

    Addresses in private, loopback and other special networks are refused unless `allow_private`.
    """
    kept, place = limits or Limits(), address
    with _Clock(kept.total) as clock:
        for _ in range(kept.redirects + 1):
            answer = _ask(place, clock, kept, wanted, allow_private=allow_private)
            if isinstance(answer, Fetched):
                return answer
            place = urljoin(place, answer)
    raise InputError(
        f"{address} leads on to other addresses more than {kept.redirects} times.",
        hint="Open it in a browser and name the address that it ends at.",
    )


class _Clock:
    """Ends the connection in use when the time for all is out, however slowly the other side goes on."""

    def __init__(self, seconds: float) -> None:
        self.is_out = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, connection: socket.socket) -> None:
        """End this connection when time is out."""
        self._socket = connection
        if self.is_out:
            self._end()

    def _end(self) -> None:
        self.is_out = True
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it was closed already


def _ask(address: str, clock: _Clock, limits: Limits, wanted: Wanted, *, allow_private: bool) -> Fetched | str:
    """Get an address once: the file, or the address that it leads on to."""
    parts = _parts(address)
    with _told(address, clock), closing(_Connection(parts, clock, limits, allow_private=allow_private)) as connection:
        connection.request("GET", _target(parts), headers={"Accept": wanted.accept, **_HEADERS})
        with connection.getresponse() as answer:
            place = answer.getheader("Location")
            if answer.status in _REDIRECTS and place:
                return place
            media_type = _checked(answer, address, limits, wanted)
            return Fetched(_body(answer, address, clock, limits), address, media_type)


def _parts(address: str) -> SplitResult:
    """Part an address; raise InputError where it is none that lattlast opens."""
    try:
        parts = urlsplit(address)
        known = parts.scheme in _PORTS and parts.hostname and parts.port != 0 and not parts.username
    except ValueError:
        known = False
    if not known:
        raise InputError(f"{address} is no address that can be read.", hint="Write it as https://www.exempel.se/sida")
    return parts


def _target(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, safe=_UNESCAPED)}" if parts.query else ""
    return (quote(parts.path, safe=_UNESCAPED) or "/") + query


class _Connection(http.client.HTTPConnection):
    """A connection to the first IP address of a name, if all of them may be connected to."""

    def __init__(self, parts: SplitResult, clock: _Clock, limits: Limits, *, allow_private: bool) -> None:
        host = (parts.hostname or "").encode("idna").decode() if not _is_ip(parts.hostname or "") else parts.hostname
        super().__init__(host or "", parts.port or _PORTS[parts.scheme], timeout=limits.wait)
        self.default_port = _PORTS[parts.scheme]
        self._secure = parts.scheme == "https"
        self._clock = clock
        self._allow_private = allow_private

    def connect(self) -> None:
        """Resolve the name, check what it leads to, and connect to that and nothing else."""
        found = _resolved(self.host, self.port, self.timeout)
        if not self._allow_private and not all(map(_is_public, found)):
            raise InputError(
                f"{self.host} is in a private network or on this computer.",
                hint="If you trust it, say so: --allow-private",
            )
        self.sock = socket.create_connection((found[0], self.port), self.timeout)
        self._clock.watch(self.sock)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
            self._clock.watch(self.sock)


def _resolved(host: str, port: int, seconds: float | None) -> list[str]:
    """Look a name up; the system's own search may take minutes, so it goes on without us when time is out."""
    found: list[str] = []
    failed: list[Exception] = []

    def look_up() -> None:
        try:
            found.extend(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    search = threading.Thread(target=look_up, daemon=True)
    search.start()
    search.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError(f"No answer about {host}.")
    return found


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(address: str) -> bool:
    """Say whether an IP address is on the open internet, also one that carries an IPv4 address in it."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None and not _is_public(str(inner)):
            return False
    return found.is_global and not found.is_multicast


@contextmanager
def _told(address: str, clock: _Clock) -> Iterator[None]:
    """Turn what a network can do into one clear error."""
    try:
        yield
    except TimeoutError as error:
        raise _slow(address) from error
    except ssl.SSLCertVerificationError as error:
        raise InputError(
            f"{address} does not prove who it is: {error.verify_message}.", hint="Check the address, or save the page."
        ) from error
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        if clock.is_out:
            raise _slow(address) from error
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InputError(
            f"{address} cannot be reached: {reason}.", hint="Check the address and the network, or save the page."
        ) from error


def _slow(address: str) -> InputError:
    return InputError(f"{address} took too long to answer.", hint="Try again later, or save the page from a browser.")


def _checked(answer: http.client.HTTPResponse, address: str, limits: Limits, wanted: Wanted) -> str:
    """Give the media type of an answer that holds what is wanted; raise InputError for any other."""
    if answer.status != _OK:
        raise InputError(
            f"{address} answers {answer.status} {answer.reason}.", hint="Open it in a browser: is the page still there?"
        )
    media_type = (answer.getheader("Content-Type") or "text/html").partition(";")[0].strip().lower()
    if wanted.media_types and media_type not in wanted.media_types:
        raise InputError(
            f"{address} is no web page but {media_type}.", hint="Name the page that the article stands on."
        )
    if int(answer.length or 0) > limits.size:
        raise _large(address, limits)
    return media_type


def _body(answer: http.client.HTTPResponse, address: str, clock: _Clock, limits: Limits) -> bytes:
    """Read until the end, or until it is too much or too late."""
    found = bytearray()
    while chunk := answer.read1(_CHUNK):
        found += chunk
        if len(found) > limits.size:
            raise _large(address, limits)
    if clock.is_out:
        raise _slow(address)
    if answer.length:
        raise InputError(f"{address} broke off before the end.", hint="Try again.")
    return bytes(found)


def _large(address: str, limits: Limits) -> InputError:
    return InputError(f"{address} is larger than {limits.size / 1e6:.0f} MB.", hint="Save only the article.")
