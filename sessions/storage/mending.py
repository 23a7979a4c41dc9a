"""Keeping the session file of a running room whole: noticing what happened to it, putting it back.

What was answered is in memory too. Whatever somebody does to the file, that is what it must hold.
"""

from __future__ import annotations

import logging

from sessions.clock import Clock
from sessions.state import State
from sessions.storage.session_file import DamagedFileError, MissingFileError
from sessions.storage.store import SessionStore

log = logging.getLogger(__name__)


class Mender:
    """Looks after the file of one store, in the thread that owns it."""

    def __init__(self, store: SessionStore, clock: Clock) -> None:
        """Nothing is looked at yet."""
        self._store = store
        self._clock = clock
        self._harmed = False
        """Whether the file is known to lack something: then only what is in memory is to be trusted."""

    def keep_in_order(self, state: State, *, thorough: bool = False) -> None:
        """Put the file back where somebody has touched it and it does not hold `state` any more.

        `thorough` looks into it also where nobody seems to have touched it. Raises StorageError.
        """
        if (thorough or self._store.is_touched()) and not self._store.holds(state):
            self._put_back(state)

    def look_after(self, state: State) -> None:
        """The same, and fold the log into the file, so that a copy of the one file holds nearly all.

        Raises StorageError.
        """
        self.keep_in_order(state)
        if not self._store.fold(state.seq) and not self._store.holds(state):
            self._put_back(state)

    def reopen(self, state: State) -> None:
        """After an error: open the file anew, or put one back that holds `state`. Raises StorageError."""
        if not self._harmed:
            try:
                self._store.reopen()
                # What was answered once is in the file, unless somebody has put an older one there.
                self._harmed = not self._store.load().continues(state)
            except (DamagedFileError, MissingFileError):
                self._harmed = True
                log.exception("the session file is damaged or gone")
        if self._harmed:
            self._put_back(state)

    def _put_back(self, state: State) -> None:
        log.error("the session file was moved, replaced, cut or changed; it is put back")
        self._harmed = True
        self._store.restore(state, self._clock.now())
        self._harmed = False
