"""Between the program and its terminal: what leaves is in the terminal's letters, and so is what comes in.

Textual writes and reads UTF-8 only. A terminal with other letters would show two or three wrong signs for
each of ours, and a single byte that is no UTF-8 (an `æ` typed there, an old kind of mouse) would end it.
"""

from __future__ import annotations

import codecs
import os
import selectors
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.driver import Driver

from workshop.terminal.driver.ascii_fallback import UTF_8, in_letters_of

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver as ByteDriver
else:
    ByteDriver = Driver

SECONDS_BETWEEN_TICKS = 0.1
"""How often the parser may find that a key which could have gone on has ended, as Esc does."""
MOST_BYTES = 4096
FORGIVING = "terminal-letters"
FIRST_LETTER = 0xA0
"""Below it ISO 8859 has control codes, which nobody types."""


def _as_iso_8859(problem: UnicodeError) -> tuple[str, int]:
    """What bytes that are no UTF-8 most likely are where a Dane types them."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    wrong = problem.object[problem.start : problem.end]
    return bytes(byte for byte in wrong if byte >= FIRST_LETTER).decode("latin-1"), problem.end


codecs.register_error(FORGIVING, _as_iso_8859)


class OwnLetters(ByteDriver):
    """What a driver needs to paint in the terminal's own letters."""

    @property
    def letters(self) -> str:
        """The encoding that the terminal has."""
        return str(getattr(self._app, "letters", UTF_8))

    def write(self, data: str) -> None:
        """Paint `data` with such signs as the terminal has."""
        super().write(data if self.letters == UTF_8 else in_letters_of(self.letters, data))


class ForgivingReader(OwnLetters):
    """Reads on where a byte makes no sense. For drivers that read the terminal's bytes themselves."""

    def run_input_thread(self) -> None:
        """Read keys, mouse and pastes until the program is left or the terminal is gone."""
        parser = XTermParser(self._debug)
        decoder = codecs.getincrementaldecoder(UTF_8)(FORGIVING)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                sent = b""
                if selector.select(SECONDS_BETWEEN_TICKS):
                    sent = os.read(self.fileno, MOST_BYTES)
                    if not sent:
                        return
                # A lone byte that could begin a letter of UTF-8 is one of its own elsewhere: nothing follows.
                text = decoder.decode(sent, final=not sent and self.letters != UTF_8)
                for message in (*(parser.feed(text) if text else ()), *parser.tick()):
                    self.process_message(message)


def speaking(driver: type[Driver]) -> type[Driver]:
    """`driver`, speaking the terminal's letters. Windows gives its keys as text, and reads on by itself."""
    mixin = ForgivingReader if driver.__name__ == "LinuxDriver" else OwnLetters
    return type(f"Speaking{driver.__name__}", (mixin, driver), {})
