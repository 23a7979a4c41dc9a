"""Keeps reading when a terminal sends bytes that are not UTF-8.

Textual's Linux driver decodes its input strictly, so a single such byte (a legacy mouse report, a letter
pasted from elsewhere) would end the input thread, and with it the keyboard.
"""

from __future__ import annotations

import codecs
import os
import selectors
from typing import TYPE_CHECKING

from textual.driver import Driver

from workshop.terminal.driver.textual_private import KeyParser

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver as ByteDriver
else:
    ByteDriver = Driver

SECONDS_BETWEEN_TICKS = 0.1
"""How often the parser may time out a pending sequence, such as a lone Esc."""
MOST_BYTES = 4096
TOLERANT = "terminal-bytes"
FIRST_LETTER = 0xA0
"""Below this, ISO 8859 has control codes, which are not typed."""


def _as_iso_8859(problem: UnicodeError) -> tuple[str, int]:
    """Decode invalid UTF-8 as ISO 8859-1, its most likely encoding on Danish keyboards."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    wrong = problem.object[problem.start : problem.end]
    return bytes(byte for byte in wrong if byte >= FIRST_LETTER).decode("latin-1"), problem.end


codecs.register_error(TOLERANT, _as_iso_8859)


class TolerantReader(ByteDriver):
    """Mixin that tolerates invalid bytes. For drivers that read the terminal's bytes themselves."""

    def run_input_thread(self) -> None:
        """Read keys, mouse and pastes until the app exits or the terminal is gone."""
        parser = KeyParser(self)
        decoder = codecs.getincrementaldecoder("utf-8")(TOLERANT)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                sent = b""
                if selector.select(SECONDS_BETWEEN_TICKS):
                    sent = os.read(self.fileno, MOST_BYTES)
                    if not sent:
                        return
                for message in parser.messages(decoder.decode(sent)):
                    self.process_message(message)


def tolerant(driver: type[Driver]) -> type[Driver]:
    """`driver` with the tolerant reader. Windows delivers keys as text and does not need it."""
    if driver.__name__ != "LinuxDriver":
        return driver
    return type(f"Tolerant{driver.__name__}", (TolerantReader, driver), {})
