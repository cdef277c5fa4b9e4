"""The real server on the loopback interface, and a client that says exactly what a test wants said."""

from __future__ import annotations

import http.client
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import uvicorn

from lattlast.commands.serve import Workshop, _listener
from lattlast.review.web import Keys, application
from tests.review import workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass
class Client:
    """A browser's requests, with its cookie, Origin and token unless a test says otherwise."""

    port: int
    keys: Keys
    workshop: Workshop
    folder: Path
    host: str = field(init=False)

    def __post_init__(self) -> None:
        self.host = f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}/?token={self.keys.token}"

    def headers(self) -> dict[str, str]:
        cookie = f"lattlast-{self.port}={self.keys.token}"
        return {"Cookie": cookie, "Origin": f"http://{self.host}", "X-CSRF-Token": self.keys.csrf}

    def ask(
        self, method: str, path: str, body: bytes | None = None, *, headers: Mapping[str, str | None] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request; a header that is None is left out."""
        given = {**self.headers(), **(headers or {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {key: value for key, value in given.items() if value is not None})
            answer = connection.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def post(self, path: str, body: Any, **headers: str | None) -> tuple[int, Any]:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        status, _, data = self.ask("POST", path, json.dumps(body).encode(), headers=named)
        return status, json.loads(data) if data.startswith((b"{", b"[")) else data


@contextmanager
def served(folder: Path) -> Iterator[Client]:
    """Serve a workspace while a test asks."""
    listener = _listener(0)
    port = listener.getsockname()[1]
    workshop, keys = Workshop(workspace.assets(folder).config), Keys()
    app = application(workshop, keys, port=port, interface="sv")
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield Client(port, keys, workshop, folder)
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()
        workshop.close()
