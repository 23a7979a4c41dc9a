"""Keeps the session file of a running room intact: detects outside changes and restores it.

Everything that was answered is in memory too, and the file must hold it whatever is done to it.
"""

from __future__ import annotations

import logging

from sessions.clock import Clock
from sessions.state import State
from sessions.storage.session_file import DamagedFileError, MissingFileError
from sessions.storage.store import SessionStore

log = logging.getLogger(__name__)


class Mender:
    """Checks and repairs the file of one store, in the thread that owns it."""

    def __init__(self, store: SessionStore, clock: Clock) -> None:
        """Take the store; nothing is checked yet."""
        self._store = store
        self._clock = clock
        self._harmed = False
        """Whether the file is known to be incomplete: then only the state in memory can be trusted."""

    def keep_in_order(self, state: State, *, thorough: bool = False) -> None:
        """Restore the file if it was changed from outside and no longer holds `state`.

        `thorough` checks its content even if nothing seems to have changed it. Raises StorageError.
        """
        if (thorough or self._store.is_touched()) and not self._store.holds(state):
            self._put_back(state)

    def look_after(self, state: State) -> None:
        """The same, and fold the log into the file, so that a copy of just the file holds nearly everything.

        Raises StorageError.
        """
        self.keep_in_order(state)
        if not self._store.fold(state.seq) and not self._store.holds(state):
            self._put_back(state)

    def reopen(self, state: State) -> None:
        """After an error: reopen the file, or restore one that holds `state`. Raises StorageError."""
        if not self._harmed:
            try:
                self._store.reopen()
                # Everything answered is in the file, unless it was replaced by an older one.
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
