"""Being ended from outside: by the system, a closed window, a script that has had enough.

By default such a signal ends the process where it stands. A command that has a workshop open wants to
close it first, say where it is, and leave with 128 + the signal's number.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Coroutine, Iterator
from types import FrameType
from typing import Any, TypeVar

ENDING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")

Result = TypeVar("Result")


class EndedBySignalError(Exception):
    """The signal `number` came, and what had to be closed has been closed."""

    def __init__(self, number: int) -> None:
        """Name the signal."""
        super().__init__(f"signal {number}")
        self.number = number

    @property
    def exit_code(self) -> int:
        """What the process leaves with."""
        return 128 + self.number


async def until_ended(work: Coroutine[Any, Any, Result]) -> Result:
    """Do `work`. A signal that asks us to end cancels it, so that it can close what it has open.

    Raises EndedBySignalError, and whatever `work` raises.
    """
    task = asyncio.ensure_future(work)
    came = 0

    def end(number: int) -> None:
        nonlocal came
        came = number
        task.cancel()

    with _on_signals(asyncio.get_running_loop(), end):
        try:
            return await task
        except asyncio.CancelledError:
            if not came:
                raise
            raise EndedBySignalError(came) from None


@contextlib.contextmanager
def _on_signals(loop: asyncio.AbstractEventLoop, act: Callable[[int], None]) -> Iterator[None]:
    def handle(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: there is nothing left to end
            loop.call_soon_threadsafe(act, number)

    with contextlib.ExitStack() as stack:
        for name in ENDING_SIGNALS:
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                before = signal.signal(number, handle)
            except ValueError:
                break  # not the main thread: whoever started us looks after signals
            stack.callback(signal.signal, number, before)
        yield
