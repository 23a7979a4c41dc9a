"""A workshop on the air: the phones' server, its address, and its end.

The server has a thread, an event loop and a picture of its own, so that neither a screen that paints
nor a terminal that stops reading keeps a phone waiting. `Serving` belongs to the loop that the screen
(or the headless demo) runs on, and hands over what must happen on the other.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Callable

from sessions.commands import SetPort
from workshop.addresses import LOOPBACK, Address, best_address, list_addresses
from workshop.keeping import Keeper
from workshop.live import LiveWorkshop
from workshop.loop_thread import LoopThread
from workshop.opening import OpenSession
from workshop.reach import Reach
from workshop.taking_home import minutes_page
from workshop.web.errors import ListeningError
from workshop.web.server import PhoneServer
from workshop.web.settings import ServerSettings

DEFAULT_PORT = 8140
SECONDS_BETWEEN_LOOKS = 5.0

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
        self._thread = LoopThread("phones")
        self._live = LiveWorkshop(session.room, session.method, session.live.words)
        self._keeper = Keeper(session, self._live)
        self.server = PhoneServer(self._live, self._settings())
        self._following: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The port that phones use; 0 before `start`."""
        return self.server.port

    async def start(self) -> None:
        """Follow the room, listen, and keep watch. Raises PortTakenError, ListeningError, Refused."""
        self._thread.start()
        try:
            await self._thread.run(self._begin())
        except BaseException:
            await self.stop()
            raise
        # The phones' picture follows the room first: what the screen knows, a phone that asks is told.
        self.session.live.attach()
        self.session.live.origin = self.server.origin
        self._following = asyncio.create_task(self._follow_network())
        # What stands now stands to the end: looking through it for garbage would stop all phones.
        gc.freeze()

    async def stop(self) -> None:
        """Stop listening and following. The session stays open."""
        gc.unfreeze()
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
            self._following = None
        await self._thread.run(self._end())
        await self._thread.stop()
        self.session.live.detach()

    # On the phones' loop.

    async def _begin(self) -> None:
        self._live.attach()
        port = await self.server.start()
        if port != self._live.picture.workshop.port:
            await self._live.send(SetPort(port))
        self._keeper.start()

    async def _end(self) -> None:
        await self._keeper.stop()
        await self.server.stop()
        self._live.detach()

    async def _listen_on(self, ip: str, port: int) -> None:
        await self.server.stop()
        self.server = PhoneServer(self._live, self._settings(ip, port))
        await self.server.start()

    # On the screen's loop.

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
                await self._move_to(ip, port)
            except ListeningError:
                await self._move_to(before, port)
                raise
            finally:
                self.session.live.announce()

    async def _move_to(self, ip: str, port: int) -> None:
        await self._thread.run(self._listen_on(ip, port))
        self.address = ip
        self.session.live.origin = self.server.origin

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
        await self._thread.run(self.server.rotate())

    def _settings(self, ip: str = "", port: int | None = None) -> ServerSettings:
        live = self._live
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


@contextlib.asynccontextmanager
async def serving(session: OpenSession, reach: Reach) -> AsyncIterator[Serving]:
    """`Serving` for an `async with` statement."""
    on_air = Serving(session, reach)
    await on_air.start()
    try:
        yield on_air
    finally:
        await on_air.stop()
