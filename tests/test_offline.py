"""The guard that the main job is tested under really closes the network."""

import os
import subprocess
import sys

import pytest

from tests.conftest import OFFLINE


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.se', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        (
            "import subprocess, sys; child = 'import socket; socket.create_connection(0)';"
            "subprocess.run([sys.executable, '-c', child], check=True)"
        ),
    ],
)
def test_no_connection_can_be_opened(attempt):
    run = subprocess.run(
        [sys.executable, "-c", attempt],
        env=os.environ | {"PYTHONPATH": str(OFFLINE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode != 0
    assert "this test allows no network" in run.stderr
