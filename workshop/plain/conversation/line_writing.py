"""Says in plain mode which file is being written, where that takes longer than a moment; Ctrl+C stops it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from prompts.language.words import Words
from workshop.facilitating.conversation import Writing
from workshop.plain.conversation.console import Console

PATIENCE = 1.0
"""Seconds until the first line, and between two: a screen reader reads each of them to its end."""


@contextmanager
def told_writing(console: Console, words: Words) -> Iterator[Writing]:
    """What is written within this; Ctrl+C stops it before the next file."""
    writing, loop = Writing(), asyncio.get_running_loop()
    timer: asyncio.TimerHandle

    def tell(before: int) -> None:
        nonlocal timer
        if writing.number and writing.number != before:
            if before == 0 and console.interactive:
                console.line(words("plain.writing-stops"))
            told = words("terminal.export.progress", name=writing.name, n=writing.number, total=writing.total)
            console.line(told)
        timer = loop.call_later(PATIENCE, tell, writing.number)

    def stop() -> None:
        writing.stopped = True

    timer = loop.call_later(PATIENCE, tell, 0)
    console.on_interrupt = stop
    try:
        yield writing
    finally:
        writing.ended = True
        timer.cancel()
        console.on_interrupt = None
