"""What the projector shows, in words: for people who cannot see it, or who take part from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from workshop.live.live_workshop import LiveWorkshop


class ScreenPart(msgspec.Struct, frozen=True):
    """Lines that belong together; the heading is empty where they have none."""

    heading: str
    lines: tuple[str, ...]


class ShownScreen(msgspec.Struct, frozen=True):
    """The picture at one moment. `above` is the step; what is not shown is empty."""

    above: str
    title: str
    question: str
    parts: tuple[ScreenPart, ...]


ScreenMaker = Callable[["LiveWorkshop", datetime], ShownScreen]
"""Tells what the projector shows at a moment. Faces know that, the host does not: it is handed one."""
