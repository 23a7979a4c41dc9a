"""Handles termination from outside: by the system, a closed window, or a script.

By default such a signal kills the process at once. A command that has a workshop open closes it
first, says where it is, and exits with 128 + the signal's number.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from types import FrameType
from typing import Any, TypeVar

ENDING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that ask a process to terminate; each system has two of the three."""

ENDED_BY_SIGNAL = 128
"""What an exit code adds to the number of the signal that ended the process."""

_HANG_UP = "SIGHUP"

Act = Callable[[int], None]
"""What is done on a signal, given its number."""

Result = TypeVar("Result")


def is_hang_up(number: int) -> bool:
    """Whether signal `number` says that the window or the line is gone, which nobody may have meant."""
    return number != 0 and number == getattr(signal, _HANG_UP, None)


def terminal_is_gone() -> bool:
    """Whether the terminal that we were typed at is gone. One that never was there is not."""
    if sys.platform == "win32" or sys.stdin is None:
        return False
    import termios

    try:
        termios.tcgetattr(sys.stdin.fileno())
    except (OSError, ValueError):
        return False
    except termios.error as problem:
        return bool(problem.args[0] == errno.EIO)
    return False


class EndedBySignalError(Exception):
    """The signal `number` arrived, and everything that had to be closed is closed."""

    def __init__(self, number: int) -> None:
        """Name the signal."""
        super().__init__(f"signal {number}")
        self.number = number

    @property
    def exit_code(self) -> int:
        """The exit code of the process."""
        return ENDED_BY_SIGNAL + self.number


async def until_ended(work: Coroutine[Any, Any, Result]) -> Result:
    """Run `work`. A termination signal cancels it, so that it can close what it has open.

    Raises EndedBySignalError, and whatever `work` raises.
    """
    task = asyncio.ensure_future(work)
    came = 0

    def end(number: int) -> None:
        nonlocal came
        came = number
        task.cancel()

    with on_signals(asyncio.get_running_loop(), dict.fromkeys(ENDING_SIGNALS, end)):
        try:
            return await task
        except asyncio.CancelledError:
            if not came:
                raise
            raise EndedBySignalError(came) from None


@contextlib.contextmanager
def on_signals(loop: asyncio.AbstractEventLoop, acts: Mapping[str, Act]) -> Iterator[None]:
    """Context manager in which each signal in `acts` calls its function on `loop`.

    Signals that this system lacks are ignored, and outside the main thread all of them are: the
    code that started the thread is responsible for signals then.
    """

    def handle(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: there is nothing left to cancel
            loop.call_soon_threadsafe(by_number[number], number)

    by_number = {getattr(signal, name): act for name, act in acts.items() if hasattr(signal, name)}
    with contextlib.ExitStack() as stack:
        if threading.current_thread() is threading.main_thread():
            for number in by_number:
                stack.callback(signal.signal, number, signal.signal(number, handle))
        yield
