"""Waits in a worker for a screen's result.

Textual's own `push_screen_wait` first processes the app's pending callbacks, in the calling worker. If
one of them removes the screen that the worker belongs to, the worker is cancelled in the middle of it,
and the app's message loop with it: a deadlock. It happens when keys are pressed quickly: leave a list
and press another of its keys before it is gone.
"""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

Result = TypeVar("Result")


async def answer_of(app: App[Any], screen: Screen[Result]) -> Result | None:
    """Show `screen` and wait for its result. Only in a worker, as Textual requires.

    Cancelling the worker leaves the screen in place.
    """
    return await asyncio.shield(app.push_screen(screen, wait_for_dismiss=True))
