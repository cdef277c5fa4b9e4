"""A server on this machine that speaks as much S3 as a build needs: list, read, write, one bucket called “web”."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTRY = "<Contents><Key>{}</Key><ETag>&quot;{}&quot;</ETag><Size>{}</Size><LastModified>{}</LastModified></Contents>"
_WHEN = "2026-01-01T00:00:00.000Z"


class _Bucket(BaseHTTPRequestHandler):
    """Answer for the objects of the server, in the order in which they came."""

    objects: dict[str, bytes]
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    @property
    def name(self):
        return unquote(urlsplit(self.path).path).removeprefix("/web").removeprefix("/")

    def do_GET(self):
        asked = parse_qs(urlsplit(self.path).query)
        if not self.name:
            self._answer(200, self._listing(asked.get("prefix", [""])[0]))
        elif self.name in self.objects:
            self._answer(200, self.objects[self.name])
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_HEAD(self):
        found = self.objects.get(self.name)
        self._answer(404 if found is None and self.name else 200, found or b"")

    def do_PUT(self):
        self.objects.pop(self.name, None)
        self.objects[self.name] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, b"", etag=self.objects[self.name])

    def _listing(self, prefix):
        entries = [
            _ENTRY.format(escape(name), hashlib.md5(data).hexdigest(), len(data), _WHEN)
            for name, data in sorted(self.objects.items())
            if name.startswith(prefix)
        ]
        text = f"<ListBucketResult><IsTruncated>false</IsTruncated>{''.join(entries)}</ListBucketResult>"
        return text.encode()

    def _answer(self, status, body, *, etag=None):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{hashlib.md5(body if etag is None else etag).hexdigest()}"')
        self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def serving() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Give the address of a server, and its objects by name in the order in which they were written."""
    objects: dict[str, bytes] = {}
    bucket = type("Bucket", (_Bucket,), {"objects": objects})
    with ThreadingHTTPServer(("127.0.0.1", 0), bucket) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", objects
        finally:
            server.shutdown()
            thread.join()
