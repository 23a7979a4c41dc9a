"""Opening the sockets: the same port on every address, the next one where it is taken and allowed."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext, SSLError, TLSVersion

from workshop.web.contract.errors import CertificateError, ListeningError, PortTakenError
from workshop.web.contract.server_settings import PORTS_TO_TRY, ServerSettings

BACKLOG = 2_048
ACCEPTED_AT_ONCE = 32
"""New sockets that the loop takes before it sees to the others again. asyncio calls this the backlog too, and
listens with it; the system's own queue may be longer."""
SEND_BUFFER = 131_072
"""Bytes: room for the whole page. What lies unread in the system's buffers is memory too."""
HIGHEST_PORT = 65_535
FREE_PORT_TRIES = 20
_TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})


def open_sockets(settings: ServerSettings) -> tuple[list[socket.socket], int]:
    """Bound sockets, one for each host, and their port.

    Raises PortTakenError where no allowed port is free, ListeningError where an address is not
    this computer's (any longer).
    """
    problem: PortTakenError | None = None
    for port in _candidates(settings):
        try:
            return _open_all(settings.bound_hosts, port)
        except PortTakenError as taken:
            problem = taken
    raise problem or PortTakenError(settings.bound_hosts[0], settings.port)


def tls_context(settings: ServerSettings) -> SSLContext | None:
    """The certificate, or None for plain HTTP. Raises CertificateError."""
    if settings.tls_cert is None:
        return None
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.minimum_version = TLSVersion.TLSv1_2
    key: Path | None = settings.tls_key
    try:
        context.load_cert_chain(settings.tls_cert, key)
    except (OSError, SSLError) as problem:
        raise CertificateError(settings.bound_hosts[0], settings.port) from problem
    return context


def _candidates(settings: ServerSettings) -> list[int]:
    if settings.port == 0:
        return [0] * FREE_PORT_TRIES
    last = settings.port + (PORTS_TO_TRY if settings.next_port_allowed else 0)
    return list(range(settings.port, min(last, HIGHEST_PORT) + 1))


def _open_all(hosts: tuple[str, ...], port: int) -> tuple[list[socket.socket], int]:
    opened: list[socket.socket] = []
    try:
        for host in hosts:
            opened.append(_open(host, port))
            port = opened[0].getsockname()[1]
    except ListeningError:
        for sock in opened:
            sock.close()
        raise
    return opened, port


def _open(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        _claim(sock)
        sock.setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER
        )  # each socket it accepts has the same
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((host, port))
        # Two sockets may be bound to one port before either listens: only listening tells.
        sock.listen(BACKLOG)
    except OSError as problem:
        sock.close()
        kind = PortTakenError if problem.errno in _TAKEN else ListeningError
        raise kind(host, port) from problem
    sock.setblocking(False)
    return sock


def _claim(sock: socket.socket) -> None:
    """A resumed workshop gets its port back at once; on Windows nobody may share it."""
    if sys.platform == "win32":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
