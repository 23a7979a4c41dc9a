"""One workshop being hosted: room, store and phones' server, and the faces that come and go.

A host has no screen. It is started by the first face and ends when the last one leaves; one that was started
for good (`workshop host`) goes on until it is told to stop.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from workshop.channel.messages import Leave
from workshop.channel.network_options import NetworkOptions
from workshop.hosting.face_server import FaceServer
from workshop.hosting.open_sessions import OpenSession, open_session
from workshop.hosting.phone_server import ServedWorkshop
from workshop.hosting.putting_aside import take_back
from workshop.hosting.remembered_reach import keep_reach, recalled
from workshop.live.shown_screen import ScreenMaker
from workshop.machine.addresses import list_addresses
from workshop.machine.malloc import keep_little_memory

log = logging.getLogger(__name__)


class Host:
    """From opening the session to giving it back."""

    def __init__(
        self,
        path: Path,
        reach: NetworkOptions,
        patience: float | None,
        address: str = "",
        mirror: Path | None = None,
        screen: ScreenMaker | None = None,
    ) -> None:
        """Made on the loop; nothing is opened before `run`.

        `patience` is how many seconds it hosts without a face; None: until it is told to stop. `address` is
        where phones found the workshop before. In the folder `mirror` copies of the session are kept.
        `screen` tells what the projector shows at a moment.
        """
        self._mirror = mirror
        self._screen = screen
        self._address = address
        self._path = path
        self._reach = reach
        self._patience = patience
        self._over = asyncio.Event()
        self._waiting: asyncio.TimerHandle | None = None
        self._faces: FaceServer | None = None
        self._session: OpenSession | None = None

    async def run(self, ready: Callable[[ServedWorkshop], None]) -> None:
        """Host until the end. `ready` is called once phones and faces are let in.

        Raises what `open_session` raises, ListeningError, or Refused.
        """
        keep_little_memory()
        session = self._session = await asyncio.to_thread(open_session, self._path)
        await asyncio.to_thread(take_back, session.path)
        here = {address.ip for address in await asyncio.to_thread(list_addresses)}
        reach, chosen = recalled(session.path, self._reach, here)
        served = ServedWorkshop(
            session, reach, address=self._address or chosen, mirror=self._mirror, screen=self._screen
        )
        self._faces = FaceServer(served, self._on_gone, is_kept=self._patience is None)
        try:
            await served.start()
            await asyncio.to_thread(keep_reach, session.path, reach, chosen)
            await self._faces.start()
            self._wait_for_a_face()
            ready(served)
            await self._over.wait()
        finally:
            self._faces.close_door()
            await served.stop()
            await asyncio.to_thread(session.close)
            await self._faces.stop()

    def end(self) -> None:
        """Let `run` come to its end."""
        self._over.set()

    def _on_gone(self, last: Leave | None) -> bool:
        """Whether it ends now that a face is gone: it was the last and has said goodbye, or asked for it."""
        assert self._faces is not None  # noqa: S101 - one of them has just left
        assert self._session is not None  # noqa: S101 - as above
        is_last = not self._faces.attached
        if last is not None and (last.stop or (is_last and self._patience is not None)):
            self.end()
        elif is_last:
            # Nobody looks now: the one file is to hold everything.
            self._session.room.look_after_file()
            self._wait_for_a_face()
        return self._over.is_set()

    def _wait_for_a_face(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        if self._patience is not None:
            loop = asyncio.get_running_loop()
            self._waiting = loop.call_later(self._patience, self._give_up)

    def _give_up(self) -> None:
        assert self._faces is not None  # noqa: S101 - set before anybody is waited for
        if not self._faces.attached:
            log.warning("no face has come for a long time; the workshop is closed")
            self.end()
