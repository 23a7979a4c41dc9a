"""The private names of Textual that we use, and why each is needed. No other module uses any.

A release of Textual may change them without notice. `tests/terminal/frame/test_textual_private.py` checks
each of them against the installed version, and fails if another module begins to use such a name.
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
    """The app's terminal driver. Textual has no public name for it once the app runs."""
    return app._driver


def writer_of(driver: Driver) -> WriterThread | None:
    """The thread that writes to the terminal; None while the app is not running, or without one."""
    return getattr(driver, "_writer_thread", None)


def writes_of(driver: Driver) -> queue.Queue[str | None] | None:
    """The queue of writes for the terminal. Textual blocks its event loop when it holds thirty."""
    return getattr(writer_of(driver), "_queue", None)


def gave_terminal_back(driver: Driver) -> bool:
    """Whether Textual restored the terminal before a stop. Its own SIGCONT handler does not check."""
    return bool(getattr(driver, "_must_signal_resume", True))


def bindings_of(screen: Screen[Any]) -> BindingsMap:
    """The bindings of a screen. Textual takes them from the class; ours depend on what is shown."""
    return screen._bindings


def set_bindings(screen: Screen[Any], bindings: BindingsMap) -> None:
    """Replace the bindings of `screen`."""
    screen._bindings = bindings


class KeyParser:
    """Textual's parser of terminal input, for a driver that decodes the bytes itself."""

    def __init__(self, driver: Driver) -> None:
        """Parse input for `driver`."""
        from textual._xterm_parser import XTermParser

        self._parser = XTermParser(driver._debug)

    def messages(self, text: str) -> Iterable[Message]:
        """The messages for `text`, and for a pending sequence that has timed out, such as a lone Esc."""
        return (*(self._parser.feed(text) if text else ()), *self._parser.tick())


class QuietApp(App[int]):
    """Restores the terminal after a crash, and leaves reporting it to the caller.

    Textual would print a traceback with the values of local variables, including participants' texts.
    """

    defect: Exception | None = None

    def _handle_exception(self, error: Exception) -> None:
        self.defect = self.defect or error
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
