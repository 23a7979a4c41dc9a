"""Starting the phones' process, and what this side knows of it."""

from __future__ import annotations

import contextlib
import logging
import os
import selectors
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from pathlib import Path
from typing import Any

import workshop
from prompts.methods.model import Method
from sessions.room.room import Room
from workshop.hosting.phone_process.messages import (
    Asks,
    Connected,
    Listen,
    Listening,
    Message,
    NotListening,
    Unpacker,
    packed,
)
from workshop.hosting.phone_process.nonblocking_writer import NonblockingWriter
from workshop.hosting.phone_process.room_side import RoomSide
from workshop.web.contract.errors import ListeningError
from workshop.web.contract.settings import ServerSettings

PROGRAM = ("-m", "workshop.hosting.phone_process.server_main")
SECONDS_TO_END = 5.0
SECONDS_OF_SILENCE = 20.0
"""A process that says nothing for so long hangs, and is ended; it says something every two seconds."""
PIECE = 1 << 18
MOST_BYTES_OF_A_LINE = 16_384

log = logging.getLogger(__name__)


class PhonesProcess:
    """One process, from its start until it ends. It is never started again: another one is made."""

    def __init__(self) -> None:
        """Start it. It loads what it needs, and waits for `begin`."""
        self.connected = 0
        """How many phones have the page open."""
        self._on_end: Callable[[PhonesProcess], None] | None = None
        self._desk: RoomSide | None = None
        self._answer: Future[Listening] = Future()
        self._where = ("", 0)
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
        self._outlet = NonblockingWriter(self._socket)
        try:
            self._process = _started(theirs)
        finally:
            theirs.close()
        threading.Thread(target=self._log_errors, name="phones' log", daemon=True).start()
        self._reader = threading.Thread(target=self._read, name="phones", daemon=True)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def begin(
        self, room: Room, method: Method, language: str, on_end: Callable[[PhonesProcess], None]
    ) -> None:
        """Let it follow `room`. Raises NotStoredError where the room has ended.

        `on_end` is called in a thread of ours when the process is gone, whoever ended it.
        """
        self._on_end = on_end
        self._desk = RoomSide(room, self._outlet)
        self._reader.start()
        self._desk.begin(method, language)

    def listen(self, settings: ServerSettings) -> Future[Listening]:
        """Let it listen there. The future raises ListeningError, also where the process ends meanwhile."""
        self._answer = Future()
        self._where = (settings.bound_hosts[0], settings.port)
        self._outlet.send(packed(Listen(settings)))
        if not self._reader.is_alive():
            self._give_up()
        return self._answer

    def stop(self) -> None:
        """Let it send all phones away and end; returns when it is gone. Safe to call twice."""
        if self._desk is not None:
            self._desk.end()
        else:
            self._process.kill()
            self._socket.close()
        self._outlet.close()
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            log.error("the phones' process does not end by itself")
            self._process.kill()
            self._process.wait()
        if self._reader.is_alive() and threading.current_thread() is not self._reader:
            self._reader.join()

    def _read(self) -> None:
        unpacker = Unpacker()
        try:
            with selectors.DefaultSelector() as ready:
                ready.register(self._socket, selectors.EVENT_READ)
                while piece := self._piece(ready):
                    for message in unpacker.take(piece):
                        self._take(message)
        except Exception:
            log.exception("the line to the phones' process has failed")
        finally:
            self.connected = 0
            self._outlet.close()
            self._socket.close()
            self._give_up()
            if self._on_end is not None:
                self._on_end(self)

    def _piece(self, ready: selectors.BaseSelector) -> bytes:
        while True:
            if not ready.select(SECONDS_OF_SILENCE):
                log.error("the phones' process hangs")
                self._process.kill()
                return b""
            with contextlib.suppress(BlockingIOError, InterruptedError):
                try:
                    return self._socket.recv(PIECE)
                except ConnectionError:
                    return b""

    def _take(self, message: Message) -> None:
        match message:
            case Asks() if self._desk is not None:
                self._desk.hand_in(message)
            case Listening():
                self._answer.set_result(message)
            case NotListening():
                self._answer.set_exception(message.problem)
            case Connected():
                self.connected = message.phones
            case _:
                log.error("%s came over the line out of turn", type(message).__name__)

    def _give_up(self) -> None:
        with contextlib.suppress(InvalidStateError):  # it was answered
            self._answer.set_exception(ListeningError(*self._where))

    def _log_errors(self) -> None:
        assert self._process.stderr is not None  # noqa: S101 - it was asked for
        with self._process.stderr as lines:
            while line := lines.readline(MOST_BYTES_OF_A_LINE):
                log.warning("%s", line.decode("utf-8", "replace").rstrip())


def _started(theirs: socket.socket) -> subprocess.Popen[bytes]:
    """The process, with its end of the line. It shares no terminal with us: our keys are not its."""
    own = str(Path(workshop.__file__).parents[1])
    paths = os.pathsep.join(filter(None, (own, os.environ.get("PYTHONPATH", ""))))
    options: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    options["env"] = {**os.environ, "PYTHONPATH": paths}
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        command = [sys.executable, *PROGRAM, "stdin"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, creationflags=flags, **options)  # noqa: S603
        assert process.stdin is not None  # noqa: S101 - it was asked for
        with process.stdin as shared:
            shared.write(theirs.share(process.pid))
        return process
    descriptor = theirs.fileno()
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *PROGRAM, str(descriptor)],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=(descriptor,),
        **options,
    )
