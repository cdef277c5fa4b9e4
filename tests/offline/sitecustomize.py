"""Put on PYTHONPATH, this stops a process and its children from opening any connection."""

import socket


def _refuse(*args, **kwargs):
    raise OSError("this test allows no network")


for name in ("connect", "connect_ex", "sendto", "sendmsg"):
    setattr(socket.socket, name, _refuse)
socket.getaddrinfo = _refuse
socket.create_connection = _refuse
