"""An event loop on a thread of its own, for work that the screen must not keep waiting.

A screen may take tens of milliseconds to paint, and a terminal that stops reading holds its loop up
for as long as it pleases. What runs here goes on meanwhile.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

SECONDS_BETWEEN_TURNS = 0.001
"""How long a busy thread keeps the interpreter from a waiting one. Python's own 5 ms would be added
to every answer a phone waits for while the screen paints; less than this costs the painter more than
the phones gain (measured: docs/performance.md)."""


class LoopThread:
    """Runs coroutines on its own loop between `start` and `stop`."""

    def __init__(self, name: str) -> None:
        """`name` is the thread's, for whoever looks at the process."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._turns_before = sys.getswitchinterval()

    def start(self) -> None:
        """Begin. Once only."""
        self._loop = asyncio.new_event_loop()
        sys.setswitchinterval(SECONDS_BETWEEN_TURNS)
        self._thread.start()

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` there, wait for it here, and return or raise what it does.

        Cancelling the caller cancels the work.
        """
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._running()))

    async def stop(self) -> None:
        """End the loop and the thread; what still runs there is cancelled."""
        if not self._thread.is_alive():
            return
        loop = self._running()
        loop.call_soon_threadsafe(loop.stop)
        await asyncio.to_thread(self._thread.join)
        sys.setswitchinterval(self._turns_before)

    def _running(self) -> asyncio.AbstractEventLoop:
        assert self._loop is not None  # noqa: S101 - nobody asks before `start`
        return self._loop

    def _work(self) -> None:
        loop = self._running()
        asyncio.set_event_loop(loop)
        try:
            loop.run_forever()
            _cancel_the_rest(loop)
        finally:
            loop.close()


def _cancel_the_rest(loop: asyncio.AbstractEventLoop) -> None:
    rest = asyncio.all_tasks(loop)
    for task in rest:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*rest, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
