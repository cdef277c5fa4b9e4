"""An SFTP server on this machine, for one folder: a real one, with the host key and the user's key that SSH needs."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import paramiko

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Login(paramiko.ServerInterface):  # type: ignore[misc]
    """Let in whoever has the user's key."""

    def __init__(self, key):
        self.key = key

    def check_auth_publickey(self, username, key):
        return paramiko.AUTH_SUCCESSFUL if key == self.key else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username):
        return "publickey"

    def check_channel_request(self, kind, chanid):
        return paramiko.OPEN_SUCCEEDED


class _Folder(paramiko.SFTPServerInterface):  # type: ignore[misc]
    """Serve a folder, and write down in which order files come into place."""

    def __init__(self, server, *, root, order, replaces):
        self.root, self.order, self.replaces = root, order, replaces

    def _place(self, path):
        return self.root / path.lstrip("/")

    def _tried(self, make):
        try:
            return make()
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    def _done(self, make):
        answer = self._tried(make)
        return answer if isinstance(answer, int) else paramiko.SFTP_OK

    def list_folder(self, path):
        return self._tried(
            lambda: [paramiko.SFTPAttributes.from_stat(each.stat(), each.name) for each in self._place(path).iterdir()]
        )

    def stat(self, path):
        return self._tried(lambda: paramiko.SFTPAttributes.from_stat(self._place(path).stat()))

    lstat = stat

    def open(self, path, flags, attr):
        def opened():
            handle = paramiko.SFTPHandle(flags)
            file = os.fdopen(os.open(self._place(path), flags, 0o644), "r+b" if flags & os.O_WRONLY == 0 else "wb")
            handle.readfile = handle.writefile = file
            return handle

        return self._tried(opened)

    def remove(self, path):
        return self._done(self._place(path).unlink)

    def rename(self, oldpath, newpath):
        if self._place(newpath).exists():
            return paramiko.SFTP_FAILURE
        self.order.append(newpath.lstrip("/"))
        return self._done(lambda: self._place(oldpath).rename(self._place(newpath)))

    def posix_rename(self, oldpath, newpath):
        if not self.replaces:
            return paramiko.SFTP_OP_UNSUPPORTED
        self.order.append(newpath.lstrip("/"))
        return self._done(lambda: self._place(oldpath).replace(self._place(newpath)))

    def mkdir(self, path, attr):
        return self._done(self._place(path).mkdir)


@contextmanager
def serving(root: Path, home: Path, *, replaces: bool = True) -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server for a folder, and the list of the files that came; `home` gets the user's keys."""
    host, user = paramiko.ECDSAKey.generate(), paramiko.ECDSAKey.generate()
    order: list[str] = []
    served = {"root": root, "order": order, "replaces": replaces}
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        (home / ".ssh").mkdir()
        user.write_private_key_file(str(home / ".ssh" / "id_ecdsa"))
        known = f"[127.0.0.1]:{port} {host.get_name()} {host.get_base64()}\n"
        (home / ".ssh" / "known_hosts").write_text(known, encoding="ascii")
        transports: list[paramiko.Transport] = []

        def accept() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                transport = paramiko.Transport(connection)
                transports.append(transport)
                transport.add_server_key(host)
                transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Folder, **served)
                transport.start_server(server=_Login(user))

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"sftp://anna@127.0.0.1:{port}", order
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for transport in transports:
                transport.close()
