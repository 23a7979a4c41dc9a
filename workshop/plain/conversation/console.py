"""Lines in, lines out. Everything printed is sanitised, so no control byte reaches the terminal.

Writing happens in a thread of its own: a terminal paused with Ctrl+S, or a slow reader of a pipe,
must not keep the phones waiting.
"""

from __future__ import annotations

import asyncio
import queue
import sys
import threading
from collections.abc import Callable, Iterable
from typing import TextIO

from prompts.language.cleaning import clean_line
from prompts.language.pasted_lists import is_item
from workshop.machine.line_breaks import at_words, columns_of
from workshop.plain.conversation.reading import EndOfInput, LineReader

SECONDS_TO_EMPTY = 2.0
LINES_WAITING = 5_000
BETWEEN_LINES = " · "
PASTE_SECONDS = 0.1
"""Lines that come this soon after another were pasted with it: nobody types so fast."""


class Console:
    """Input and output for one person, line by line."""

    def __init__(self, reader: LineReader, out: TextIO | None = None, *, interactive: bool = False) -> None:
        """Print to `out`; `interactive` says that a person sits at the keyboard."""
        self.interactive = interactive
        self.on_interrupt: Callable[[], None] | None = None
        self._reader = reader
        self._out = out or sys.stdout
        self._waiting: queue.Queue[str | None] = queue.Queue(LINES_WAITING)
        self._broken = False
        self._writer = threading.Thread(target=self._write, name="printing", daemon=True)

    def start(self) -> None:
        """Start reading and printing, for the running loop."""
        self._reader.start()
        self._writer.start()

    async def read(self) -> str:
        """The next line that was typed. Raises EndOfInput, Interrupted."""
        while self._waiting.full() and not self._broken:  # noqa: ASYNC110 - a thread makes the room
            await asyncio.sleep(0.05)
        if self._broken:
            raise EndOfInput  # nobody reads our output: treat it like the end of input
        return await self._reader.line()

    async def pasted(self, last: str) -> list[str]:
        """The lines that came together with `last`, as of a paste.

        Of a script's lines only the further items of a list whose item `last` is: the next line may be a
        command.
        """
        if not (self.interactive or is_item(last)):
            return []
        await asyncio.sleep(PASTE_SECONDS)
        return self._reader.waiting(lambda line: self.interactive or is_item(line))

    def interrupt(self) -> None:
        """Pass on that Ctrl+C was pressed: to what can be stopped now, else to whoever waits for a line."""
        if self.on_interrupt is not None:
            self.on_interrupt()
        else:
            self._reader.interrupt()

    def line(self, text: str) -> None:
        """Print one line; where it is wider than the terminal, several that are broken between words.

        A text of several lines has a point between them, so that three strengths are not read as one.
        """
        one = BETWEEN_LINES.join(filter(None, map(clean_line, text.splitlines())))
        for row in at_words(one, columns_of(self._out)):
            self._put(row)

    def lines(self, texts: Iterable[str]) -> None:
        """Print lines."""
        for text in texts:
            self.line(text)

    def drawing(self, rows: Iterable[str]) -> None:
        """Print rows of our own, keeping their spaces."""
        for row in rows:
            self._put(row)

    def close(self) -> None:
        """Print what is queued, with a timeout."""
        try:
            self._waiting.put(None, timeout=SECONDS_TO_EMPTY)
        except queue.Full:
            return
        self._writer.join(SECONDS_TO_EMPTY)

    def _put(self, text: str) -> None:
        try:
            self._waiting.put_nowait(text)
        except queue.Full:
            return  # thousands of unread lines are queued: drop this one

    def _write(self) -> None:
        while (text := self._waiting.get()) is not None:
            if self._broken:
                continue
            try:
                self._out.write(f"{text}\n")
                if self._waiting.empty():
                    self._out.flush()
            except (OSError, ValueError):
                self._broken = True
