"""The names of Textual that are not promised to stay, and why each is needed. No other module uses any.

A release of Textual may change them without saying so. `tests/terminal/frame/test_textual_private.py` holds
each of them against the installed one, and fails where another module begins to use such a name.
"""

from __future__ import annotations

import queue
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.binding import BindingsMap
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.drivers._writer_thread import WriterThread


def driver_of(app: App[Any]) -> Driver | None:
    """What speaks to the terminal. Textual names it nowhere else once the app runs."""
    return app._driver


def writer_of(driver: Driver) -> WriterThread | None:
    """The thread that writes to the terminal, or None before and after, and for drivers without one."""
    return getattr(driver, "_writer_thread", None)


def writes_of(driver: Driver) -> queue.Queue[str | None] | None:
    """The writes that wait for the terminal. Textual blocks its loop when they are thirty."""
    return getattr(writer_of(driver), "_queue", None)


def gave_terminal_back(driver: Driver) -> bool:
    """Whether a stop of Textual's own has given the terminal back. Its handler of SIGCONT asks nobody."""
    return bool(getattr(driver, "_must_signal_resume", True))


def bindings_of(screen: Screen[Any]) -> BindingsMap:
    """The keys of a screen. Textual takes them from the class; ours follow what is shown."""
    return screen._bindings


def set_bindings(screen: Screen[Any], bindings: BindingsMap) -> None:
    """Let `screen` have these keys from now on."""
    screen._bindings = bindings


class KeyParser:
    """Textual's reader of what terminals send, for a driver that decodes the bytes itself."""

    def __init__(self, driver: Driver) -> None:
        """Read for `driver`."""
        from textual._xterm_parser import XTermParser

        self._parser = XTermParser(driver._debug)

    def messages(self, text: str) -> Iterable[Message]:
        """What `text` means, and which key that could have gone on has ended, as Esc does."""
        return (*(self._parser.feed(text) if text else ()), *self._parser.tick())


class QuietApp(App[int]):
    """Leaves the terminal as it was after a defect, and leaves telling of it to whoever ran it.

    Textual prints a traceback with the values of all names in it: what participants wrote among them.
    """

    defect: Exception | None = None

    def _handle_exception(self, error: Exception) -> None:
        self.defect = self.defect or error
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
