"""What goes on beside the phones while a workshop is on the air: signs of life and snapshots."""

from __future__ import annotations

import asyncio
import logging

from sessions.anonymity import dropped_by
from sessions.session_file import StorageError
from sessions.snapshots import snapshots, take_snapshot
from sessions.state import Event
from workshop.live import LiveWorkshop
from workshop.opening import OpenSession

SECONDS_BETWEEN_SIGNS_OF_LIFE = 5.0
SECONDS_BETWEEN_SNAPSHOTS = 300.0
_WORTH_A_SNAPSHOT = frozenset({"OpenActivity", "OpenNext", "OpenPrevious", "CloseWorkshop", "StartRound"})

log = logging.getLogger(__name__)


class Keeper:
    """Keeps the lock alive and the snapshots new, on the loop it is started on."""

    def __init__(self, session: OpenSession, live: LiveWorkshop) -> None:
        """`live` is attached to the same loop."""
        self._session = session
        self._live = live
        self._tasks: list[asyncio.Task[None]] = []
        self._news = False

    def start(self) -> None:
        """Begin on the running loop."""
        self._live.listen(self._note)
        self._tasks = [asyncio.create_task(task) for task in (self._stay_alive(), self._keep_snapshots())]

    async def stop(self) -> None:
        """End; a snapshot that has begun is finished by its thread."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _note(self, events: tuple[Event, ...]) -> None:
        self._news = self._news or bool(events)
        if any(event.command in _WORTH_A_SNAPSHOT for event in events):
            self._tasks.append(asyncio.create_task(self._snapshot(only=bool(dropped_by(events)))))
        self._tasks = [task for task in self._tasks if not task.done()]

    async def _stay_alive(self) -> None:
        while True:
            await asyncio.to_thread(self._session.keep_alive)
            await asyncio.sleep(SECONDS_BETWEEN_SIGNS_OF_LIFE)

    async def _keep_snapshots(self) -> None:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_SNAPSHOTS)
            if self._news:
                await self._snapshot()

    async def _snapshot(self, only: bool = False) -> None:
        """Take a snapshot. `only`: older ones still know what has just been forgotten, and go."""
        self._news = False
        session = self._session
        try:
            taken = await asyncio.to_thread(take_snapshot, session.path, session.clock.now())
        except StorageError:
            log.exception("no snapshot could be taken")
            return
        for older in snapshots(session.path) if only else ():
            if older < taken:
                older.unlink(missing_ok=True)
