"""A server of packages on loopback that can be told to misbehave: a real one, as the index client meets it."""

from __future__ import annotations

import http.server
import re
import threading
from contextlib import contextmanager


class PackageServer:
    """Serve `files` by path, with ranges and ETags; `cuts` and `stalls` hold where the next answers stop."""

    def __init__(self):
        self.files: dict[str, bytes] = {}
        self.cuts: list[int] = []
        self.stalls: list[int] = []
        self.version = "1"
        self.ranges: list[str] = []
        self.over = threading.Event()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def serving(self):
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            self.over.set()
            self._server.shutdown()
            thread.join()
            self._server.server_close()


def _handler(server: PackageServer) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            data = server.files.get(self.path)
            if data is None:
                self.send_error(404)
                return
            begin = self._begin(len(data))
            if begin:
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
            else:
                self.send_response(200)
            self.send_header("ETag", f'"{server.version}"')
            self.send_header("Content-Length", str(len(data) - begin))
            self.end_headers()
            self._write(data, begin)

        def _begin(self, size):
            wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            if wanted is None or self.headers.get("If-Range") != f'"{server.version}"':
                return 0
            server.ranges.append(wanted[0])
            return int(wanted[1]) if int(wanted[1]) < size else 0

        def _write(self, data, begin):
            if self.path.endswith(".json"):
                self.wfile.write(data)
            elif server.stalls:
                self.wfile.write(data[begin : server.stalls.pop(0)])
                server.over.wait()
            else:
                self.wfile.write(data[begin : server.cuts.pop(0) if server.cuts else None])

        def log_message(self, *args):
            pass

    return Handler
