"""What the workshop under the cursor at home holds; reading it keeps no key waiting."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from textual.widgets import Static

from workshop.facilitating.home.about_workshop import about_lines, standing
from workshop.facilitating.ports import AboutWorkshop, SessionListing, sentence_of
from workshop.terminal.theme.themed_app import words_of
from workshop.terminal.theme.untrusted_text import one_line, plain

LOOK_UP = "look-up"
"""The group of the workers that read what is shown a moment later."""
OPENING = "opening"
"""The group of the worker that opens the workshop that the program was started with."""
REST_BEFORE = 0.2
"""Seconds that the cursor rests on a workshop before its file is read."""


class AboutChosen(Static):
    """A few lines about one workshop; hidden while there is nothing to say."""

    DEFAULT_CSS = """
    AboutChosen { margin-top: 1; padding: 0 1; height: auto; max-height: 4; display: none; }
    """

    def __init__(self, read: Callable[[Path], AboutWorkshop]) -> None:
        """`read` is called in another thread and may raise an error with a sentence."""
        super().__init__(markup=False)
        self._read = read
        self._told: dict[tuple[Path, datetime], str] = {}
        self._chosen: SessionListing | None = None
        self._looking: tuple[Path, datetime] | None = None

    def tell_of(self, chosen: SessionListing | None) -> None:
        """Say what `chosen` holds, at once if it is known and nobody has worked on it since."""
        self._chosen = chosen
        if chosen is None or chosen.problem:
            self.display = False
            return
        key = _key(chosen)
        known = self._told.get(key)
        lines = (one_line(standing(chosen, words_of(self.app))), known)
        self.update(plain("\n".join(line for line in lines if line)))
        self.display = any(lines)
        if known is None and key != self._looking:  # home lists the same more than once as it begins
            self._looking = key
            look: Callable[[], Awaitable[None]] = functools.partial(self._look, chosen)
            self.run_worker(look, exclusive=True, group=LOOK_UP)

    async def _look(self, listed: SessionListing) -> None:
        key = _key(listed)
        try:
            await asyncio.sleep(REST_BEFORE)
            # Whoever waits for a workshop is not kept waiting by another look into its file.
            while self._is_opening():  # noqa: ASYNC110 - a worker tells nobody that it has ended
                await asyncio.sleep(REST_BEFORE)
            if not self._is_chosen(key) or not self._is_in_front():
                return
            words = words_of(self.app)
            try:
                about = await asyncio.to_thread(self._read, listed.path)
            except Exception as problem:
                said = sentence_of(problem, words)
            else:
                said = "\n".join(map(one_line, about_lines(about, words)))
            self._told[key] = said
            if self._is_chosen(key) and self.is_attached:
                self.tell_of(self._chosen)
        finally:
            if self._looking == key:
                self._looking = None

    def _is_chosen(self, key: tuple[Path, datetime]) -> bool:
        return self._chosen is not None and _key(self._chosen) == key

    def _is_in_front(self) -> bool:
        """Textual calls a screen current too while one that shines through lies over it."""
        return self.app.screen is self.screen

    def _is_opening(self) -> bool:
        return self._is_in_front() and any(worker.group == OPENING for worker in self.app.workers)


def _key(listed: SessionListing) -> tuple[Path, datetime]:
    """What is known of a workshop stays true until somebody works on it."""
    return listed.path, listed.modified
