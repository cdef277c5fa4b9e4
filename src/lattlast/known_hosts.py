"""SFTP as fsspec speaks it, but only with servers that the user's SSH knows, and without a moment when a file is gone.

Takes nothing, makes fsspec use it for sftp://. fsspec's own accepts the key of any server, which whoever stands between
could pretend to be. It does not know what travels.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import Any


def require_known_hosts() -> None:
    """Have sftp:// refuse a server whose key is not in ~/.ssh/known_hosts; raise ImportError without paramiko."""
    paramiko, sftp = import_module("paramiko"), import_module("fsspec.implementations.sftp")

    class KnownHostsOnly(sftp.SFTPFileSystem):  # type: ignore[misc, name-defined]  # an optional library without types
        def _connect(self) -> None:
            self.client = paramiko.SSHClient()
            self.client.load_system_host_keys()
            self.client.set_missing_host_key_policy(paramiko.RejectPolicy())
            self.client.connect(self.host, **self.ssh_kwargs)
            self.ftp = self.client.open_sftp()

        def mv(self, old: str, new: str, **_: Any) -> None:  # noqa: ANN401  (as fsspec has it)
            """Put a file in the place of another; a server without that way gets the other removed first."""
            try:
                self.ftp.posix_rename(old, new)
            except OSError:
                with suppress(FileNotFoundError):
                    self.ftp.remove(new)
                self.ftp.rename(old, new)

    import_module("fsspec").register_implementation("sftp", KnownHostsOnly, clobber=True)
    import_module("fsspec").register_implementation("ssh", KnownHostsOnly, clobber=True)
