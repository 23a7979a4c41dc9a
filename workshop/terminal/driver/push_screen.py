"""Waiting in a worker for the answer of a screen.

Textual's own `push_screen_wait` first does whatever the program still has to do next, and does it in the
worker that asks. When that is taking away the very screen the worker belongs to, the worker is ended in
the middle of it, and with it the program's own loop: everything stands still, for good. A quick hand
does that: leave a list and press another of its keys before it is gone.
"""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

Result = TypeVar("Result")


async def answer_of(app: App[Any], screen: Screen[Result]) -> Result | None:
    """Show `screen` and wait for what it is left with. Only in a worker, as Textual demands.

    Ending the worker leaves the screen where it is.
    """
    return await asyncio.shield(app.push_screen(screen, wait_for_dismiss=True))
