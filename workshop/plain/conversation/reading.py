"""Reads lines from the keyboard or a pipe in a thread, so that the phones' server never waits.

The thread reads the raw stream: one blocked in a buffered stream would hold a lock that the
interpreter needs to exit.
"""

from __future__ import annotations

import asyncio
import codecs
import threading
from collections import deque
from collections.abc import Callable, Iterator

from workshop.machine.transliteration import ASCII, UTF_8

LONGEST_LINE = 100_000
"""Characters kept of a line; what comes after them is dropped, however much is pasted."""

LINES_AHEAD = 200
"""The maximum number of lines read ahead; after that a pipe has to wait."""

Read = Callable[[int], bytes | None]
"""At most so many bytes, as soon as there are any; none at the end."""


class EndOfInput(Exception):
    """The input has ended."""


class Interrupted(Exception):
    """Ctrl+C was pressed while a line was awaited."""


class LineReader:
    """Returns one line after the other."""

    def __init__(self, read: Read, letters: str = UTF_8) -> None:
        """Call `start` to begin reading. `letters` is the encoding of the input."""
        self._read = read
        self._letters = letters
        self._lines: deque[str] = deque()
        self._ended = False
        self._interrupted = False
        self._wake = asyncio.Event()
        self._room = threading.Semaphore(LINES_AHEAD)

    def start(self) -> None:
        """Start reading, for the running loop."""
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._run, args=(loop,), name="lines", daemon=True).start()

    def interrupt(self) -> None:
        """On Ctrl+C, raise Interrupted in the pending `line`. Call it on the loop."""
        self._interrupted = True
        self._wake.set()

    async def line(self) -> str:
        """The next line. Raises EndOfInput, Interrupted."""
        await asyncio.sleep(0)  # a script's queued lines must not keep the phones waiting
        while not (self._lines or self._ended or self._interrupted):
            self._wake.clear()
            await self._wake.wait()
        if self._interrupted:
            self._interrupted = False
            raise Interrupted
        if not self._lines:
            raise EndOfInput
        self._room.release()
        return self._lines.popleft()

    def waiting(self, wanted: Callable[[str], bool]) -> list[str]:
        """The next lines that have come already, up to the first that is not `wanted`."""
        lines: list[str] = []
        while self._lines and wanted(self._lines[0]):
            lines.append(self._lines.popleft())
            self._room.release()
        return lines

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            for line in split_lines(self._read, self._letters):
                self._room.acquire()
                loop.call_soon_threadsafe(self._take, line)
            loop.call_soon_threadsafe(self._end)
        except RuntimeError:
            return  # the loop has closed: nobody waits for lines

    def _take(self, line: str) -> None:
        self._lines.append(line)
        self._wake.set()

    def _end(self) -> None:
        self._ended = True
        self._wake.set()


def split_lines(read: Read, letters: str = UTF_8) -> Iterator[str]:
    """The lines of a stream read in arbitrary chunks; a read error counts as its end."""
    # A terminal that claims ASCII most likely sends ISO 8859-1.
    encoding = {UTF_8: "utf-8-sig", ASCII: "iso8859-1"}.get(letters, letters)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    begun = ""
    while True:
        try:
            piece = read(65_536) or b""
        except (OSError, ValueError):
            piece = b""
        *whole, begun = (begun + decoder.decode(piece, final=not piece)).split("\n")
        begun = begun[:LONGEST_LINE]
        yield from (line.removesuffix("\r")[:LONGEST_LINE] for line in whole)
        if not piece:
            break
    if begun:
        yield begun
