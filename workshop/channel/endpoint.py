"""Where the host of a session file is found by faces of the same user, and by nobody else.

A host keeps a note for each session file in a folder that only this user may enter: where it listens, and
the key that both ends have to hold. It listens on a Unix socket in the same folder; on Windows, whose
asyncio has none, on a loopback port, where the key alone keeps others out.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from sessions.files.private_files import open_new
from workshop.channel.host_notes import NOTE, SOCKET, ChannelFolderError, file_of
from workshop.channel.message_line import KEY_BYTES
from workshop.machine.version import build


class Endpoint(msgspec.Struct, frozen=True):
    """Where one host is. `key` is in hexadecimal; `port` is 0 where there is a socket beside the note."""

    pid: int
    version: str
    key: str
    port: int = 0


Connected = Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]


def find_endpoint(session: Path) -> Endpoint | None:
    """Where the host of `session` says it is; None where there is no note. It may have died since."""
    try:
        return msgspec.json.decode(_note(session).read_bytes(), type=Endpoint)
    except (OSError, msgspec.DecodeError):
        return None


async def connect(session: Path, endpoint: Endpoint) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A stream to the host of `session`. Raises OSError where nobody answers."""
    if sys.platform == "win32":
        return await asyncio.open_connection("127.0.0.1", endpoint.port)
    return await asyncio.open_unix_connection(_socket(session))


class Listener:
    """The host's side: listens, and leaves a note that says so."""

    def __init__(self, session: Path) -> None:
        """For the host that holds the lock of `session`: whatever note is there is of one that died."""
        self._session = session
        self.key = secrets.token_bytes(KEY_BYTES)
        self._server: asyncio.Server | None = None
        self._has_closed = False

    async def start(self, connected: Connected) -> None:
        """Listen. Raises ChannelFolderError where the note or the socket cannot be made."""
        try:
            self._clear()
            if sys.platform == "win32":
                self._server = await asyncio.start_server(connected, "127.0.0.1", 0)
                port = self._server.sockets[0].getsockname()[1]
            else:
                self._server = await asyncio.start_unix_server(connected, _socket(self._session))
                _socket(self._session).chmod(0o600)
                port = 0
            note = Endpoint(os.getpid(), build(), self.key.hex(), port)
            with os.fdopen(open_new(_note(self._session)), "wb") as file:
                file.write(msgspec.json.encode(note))
        except OSError as problem:
            raise ChannelFolderError(_note(self._session).parent) from problem

    def close(self) -> None:
        """Listen no more. The note stays as long as the file has not been given back. Safe to call twice."""
        if self._server is not None:
            self._server.close()
            self._server = None
            self._has_closed = True

    def clear(self) -> None:
        """Take the note away. Safe to call twice, and where `start` was never called."""
        self.close()
        if self._has_closed:
            with contextlib.suppress(OSError):
                self._clear()

    def _clear(self) -> None:
        _note(self._session).unlink(missing_ok=True)
        if sys.platform != "win32":
            _socket(self._session).unlink(missing_ok=True)


def _note(session: Path) -> Path:
    return file_of(session, NOTE)


def _socket(session: Path) -> Path:
    return file_of(session, SOCKET)
