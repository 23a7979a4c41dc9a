"""Waiting in tests: until something is true, or until a screen shows all that the room has stored.

A fixed pause is too long on a quiet machine and too short on a busy one. What can be asked is asked.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

BETWEEN_LOOKS = 0.005
PATIENCE = 20.0
LOOKS_AT_REST = 2
"""One look may fall between a key and what it sets off."""


async def until(
    holds: Callable[[], object],
    seconds: float = PATIENCE,
    between: Callable[[], Awaitable[object]] | None = None,
) -> None:
    """Wait until `holds()`; the failure shows the line that waited. `between` is done between two looks."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        await (between() if between is not None else asyncio.sleep(BETWEEN_LOOKS))


async def until_on_screen(pilot, holds: Callable[[], object]) -> None:
    """Wait until `holds()` of a Textual app that has taken in what waited for it."""
    await pilot.pause()
    await until(holds, between=pilot.pause)


async def comes_to_rest(app, live=None, stored=None) -> None:
    """Wait until a Textual app has taken in and painted everything.

    With a workshop that is everything the room has stored too: `live` is what the screen follows, `stored`
    asks the room, in a thread, for its state.
    """
    deadline, quiet = time.monotonic() + PATIENCE, 0
    while quiet < LOOKS_AT_REST and not app._exit:
        if app._exception is not None:
            raise app._exception
        assert time.monotonic() < deadline, f"the screen never came to rest: {app.screen_stack}"
        await asyncio.sleep(BETWEEN_LOOKS)
        seq = (await asyncio.to_thread(stored)).seq if stored is not None else 0
        app.screen._on_timer_update()
        followed = live is None or live.state.seq >= seq
        quiet = quiet + 1 if followed and not is_busy(app) else 0


def is_busy(app) -> bool:
    """Whether keys or messages wait, or something is to be drawn that is not on the screen yet."""
    order = getattr(app, "order", None)  # only our own apps keep keys in order
    if order is not None and order.is_waiting:
        return True
    pumps = [app, *app.screen.walk_children(with_self=True)]
    return any(pump.message_queue_size for pump in pumps) or is_stale(app)


def is_stale(app) -> bool:
    """Whether the screen on top has something to paint, or one below it something to read from the room."""
    top = app.screen
    painting = top._layout_required or top._repaint_required or top._dirty_widgets or top._callbacks
    following = any(getattr(screen, "_woken", False) for screen in app.screen_stack)
    return bool(painting or following)
