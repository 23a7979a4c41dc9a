"""A workshop on the air: the phones' server, the signs of life, the snapshots, and its end.

Everything here runs on the event loop that the screen (or the headless demo) runs on.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Callable

from sessions.anonymity import dropped_by
from sessions.commands import RotateAccess, SetPort
from sessions.session_file import StorageError
from sessions.snapshots import snapshots, take_snapshot
from sessions.state import Event
from workshop.addresses import LOOPBACK, Address, best_address, list_addresses
from workshop.identifiers import new_access
from workshop.opening import OpenSession
from workshop.reach import Reach
from workshop.taking_home import minutes_page
from workshop.web.errors import ListeningError
from workshop.web.server import PhoneServer
from workshop.web.settings import ServerSettings

DEFAULT_PORT = 8140
SECONDS_BETWEEN_SIGNS_OF_LIFE = 5.0
SECONDS_BETWEEN_SNAPSHOTS = 300.0
SECONDS_BETWEEN_LOOKS = 5.0
_WORTH_A_SNAPSHOT = frozenset({"OpenActivity", "OpenNext", "OpenPrevious", "CloseWorkshop", "StartRound"})

log = logging.getLogger(__name__)


class Serving:
    """The phones' server of one open session."""

    def __init__(
        self,
        session: OpenSession,
        reach: Reach,
        look: Callable[[], tuple[Address, ...]] = list_addresses,
        pace: float = SECONDS_BETWEEN_LOOKS,
    ) -> None:
        """Nothing listens before `start`. Every `pace` seconds `look` tells this computer's addresses."""
        self.session = session
        self.reach = reach
        self._look = look
        self._pace = pace
        self._moving = asyncio.Lock()
        self.address = reach.bind or best_address(look())
        session.live.wifi = reach.wifi
        self.server = PhoneServer(session.live, self._settings())
        self._tasks: list[asyncio.Task[None]] = []
        self._news = False

    @property
    def port(self) -> int:
        """The port that phones use; 0 before `start`."""
        return self.server.port

    async def start(self) -> None:
        """Follow the room, listen, and keep watch. Raises PortTakenError, Refused."""
        live = self.session.live
        live.attach()
        port = await self.server.start()
        if port != live.picture.workshop.port:
            await live.send(SetPort(port))
        live.listen(self._note)
        always = (self._stay_alive(), self._keep_snapshots(), self._follow_network())
        self._tasks = [asyncio.create_task(task) for task in always]
        # What stands now stands to the end: looking through it for garbage would stop all phones.
        gc.freeze()

    async def stop(self) -> None:
        """Stop listening and following. The session stays open."""
        gc.unfreeze()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.server.stop()
        self.session.live.detach()

    def addresses(self) -> tuple[Address, ...]:
        """The addresses that the facilitator may choose between."""
        return self._look()

    async def choose_address(self, ip: str) -> None:
        """Listen on another address of this computer; port, code and secret stay.

        Raises ListeningError, PortTakenError; then phones find us where we were before.
        """
        async with self._moving:
            before, port = self.address, self.port
            try:
                await self._listen_on(ip, port)
            except ListeningError:
                await self._listen_on(before, port)
                raise
            finally:
                self.session.live.announce()

    async def _listen_on(self, ip: str, port: int) -> None:
        await self.server.stop()
        self.server = PhoneServer(self.session.live, self._settings(ip, port))
        await self.server.start()
        self.address = ip

    async def _follow_network(self) -> None:
        """When our address is gone (another Wi-Fi, a cable pulled), move to the best there is now."""
        while True:
            await asyncio.sleep(self._pace)
            found = await asyncio.to_thread(self._look)
            best = best_address(found)
            stranded = self.address == LOOPBACK and self.reach.bind is None
            gone = self.address not in {LOOPBACK, *(address.ip for address in found)}
            if best != self.address and (gone or stranded):
                try:
                    await self.choose_address(best)
                except ListeningError:
                    log.warning("the address has changed, and the new one cannot be listened on yet")

    async def rotate_access(self) -> None:
        """A new QR code and a new code to type; phones that have joined stay."""
        access = new_access()
        await self.session.live.send(RotateAccess(access.secret, access.code))

    def _settings(self, ip: str = "", port: int | None = None) -> ServerSettings:
        live = self.session.live
        used_before = self.session.used_port
        chosen = self.reach.port if port is None else port
        return ServerSettings(
            hosts=(ip or self.address,),
            port=chosen if chosen is not None else used_before or DEFAULT_PORT,
            next_port_allowed=chosen is None and not used_before,
            public_url=self.reach.public_url,
            tls_cert=self.reach.tls_cert,
            tls_key=self.reach.tls_key,
            minutes_html=lambda: minutes_page(live.picture, live.method),
            clock=self.session.clock,
        )

    def _note(self, events: tuple[Event, ...]) -> None:
        self._news = self._news or bool(events)
        if any(event.command in _WORTH_A_SNAPSHOT for event in events):
            self._tasks.append(asyncio.create_task(self._snapshot(only=bool(dropped_by(events)))))
        self._tasks = [task for task in self._tasks if not task.done()]

    async def _stay_alive(self) -> None:
        while True:
            await asyncio.to_thread(self.session.keep_alive)
            await asyncio.sleep(SECONDS_BETWEEN_SIGNS_OF_LIFE)

    async def _keep_snapshots(self) -> None:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_SNAPSHOTS)
            if self._news:
                await self._snapshot()

    async def _snapshot(self, only: bool = False) -> None:
        """Take a snapshot. `only`: older ones still know what has just been forgotten, and go."""
        self._news = False
        try:
            taken = await asyncio.to_thread(take_snapshot, self.session.path, self.session.clock.now())
        except StorageError:
            log.exception("no snapshot could be taken")
            return
        for older in snapshots(self.session.path) if only else ():
            if older < taken:
                older.unlink(missing_ok=True)


@contextlib.asynccontextmanager
async def serving(session: OpenSession, reach: Reach) -> AsyncIterator[Serving]:
    """`Serving` for an `async with` statement."""
    on_air = Serving(session, reach)
    await on_air.start()
    try:
        yield on_air
    finally:
        await on_air.stop()
