"""An open session being served to phones: the server, its address, and its end.

Room, store and server share one process, so that a card is answered without leaving it. Screens are
processes of their own (`workshop.hosting.face_server`) and cannot hold any of this up.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

from exports.formats.format_registry import FORMATS
from sessions.command_answers import CommandWarning
from sessions.commands import SetPort
from sessions.workshop_status import WorkshopStatus
from workshop.channel.network_options import NetworkOptions
from workshop.hosting.heartbeat import Heartbeat
from workshop.hosting.mirroring import Mirroring
from workshop.hosting.open_sessions import OpenSession
from workshop.live.shown_screen import ScreenMaker, ShownScreen
from workshop.machine.addresses import LOOPBACK, Address, best_address, choose, list_addresses
from workshop.web.contract.errors import ListeningError
from workshop.web.contract.server_settings import ServerSettings
from workshop.web.server import PhoneServer

DEFAULT_PORT = 8140
SECONDS_BETWEEN_LOOKS = 5.0
SECONDS_WITHOUT_A_PHONE = 180.0
"""When nobody has got through to the lobby for so long, the way is probably barred: a guest network."""
SECONDS_BETWEEN_TURNS = 0.001
"""How long the room's thread keeps the interpreter from the loop, and the other way round. Python's own
5 ms would be added to the answers that phones wait for (measured: docs/performance.md)."""

log = logging.getLogger(__name__)


class ServedWorkshop:
    """The phones' server of one open session. It belongs to the loop that `start` is awaited on."""

    def __init__(
        self,
        session: OpenSession,
        reach: NetworkOptions,
        look: Callable[[], tuple[Address, ...]] = list_addresses,
        pace: float = SECONDS_BETWEEN_LOOKS,
        address: str = "",
        mirror: Path | None = None,
        screen: ScreenMaker | None = None,
    ) -> None:
        """Nothing listens before `start`. Every `pace` seconds `look` tells this computer's addresses.

        `address` is where phones found the workshop before, if it can be had again. In the folder `mirror`
        copies of the session are kept, and in those that `mirror_to` names. `screen` tells what the projector
        shows at a moment.
        """
        self.session = session
        self.reach = reach
        self._look = look
        self._screen = screen
        self._pace = pace
        self._moving = asyncio.Lock()
        self._before = address
        self.address = reach.bind or best_address(look())
        self.port = 0
        """The port that phones use; 0 before `start`."""
        session.live.wifi = reach.wifi
        self._keeper = Heartbeat(session)
        self._mirrorings = [Mirroring(session, mirror)] if mirror is not None else []
        self._server: PhoneServer | None = None
        self._listening_since = 0.0
        self._watch: asyncio.Task[None] | None = None
        self._turns_before = sys.getswitchinterval()

    @property
    def connected(self) -> int:
        """How many phones have the page open now."""
        return self._server.connected if self._server is not None else 0

    @property
    def writing(self) -> int:
        """How many of them hold a text that has not been sent."""
        return self._server.writing if self._server is not None else 0

    @property
    def lost(self) -> int:
        """How many of them have said that they cannot follow."""
        return self._server.lost if self._server is not None else 0

    @property
    def is_pressed(self) -> bool:
        """Whether more knock at the port than a room full of phones."""
        return self._server is not None and self._server.is_pressed

    def remarks(self) -> tuple[CommandWarning, ...]:
        """Why phones may not reach the address; nothing where somebody has chosen it."""
        if self.reach.bind is not None or self.reach.public_url:
            return ()
        choice = choose(self._look())
        if choice.doubt is None or choice.ip != self.address:
            return ()
        named = (("address", choice.named), ("others", ", ".join(map(str, choice.others))))
        return (CommandWarning(choice.doubt.value, named),)

    @property
    def alarm(self) -> CommandWarning | None:
        """What must be in sight as long as it lasts: the file's, or that no phone gets through."""
        live = self.session.live
        is_lobby = live.state.current() is None and live.state.workshop.status is WorkshopStatus.LOBBY
        if self.session.alarm is not None:
            return self.session.alarm
        if self._server is not None and self._server.is_pressed:
            return CommandWarning("pressed")
        behind = next((each for each in self._mirrorings if each.is_behind), None)
        if behind is not None:
            return CommandWarning("mirror-away", (("folder", str(behind.mirror)),))
        if not is_lobby or self._server is None or self._server.hits:
            return None
        waited = asyncio.get_running_loop().time() - self._listening_since
        if waited < SECONDS_WITHOUT_A_PHONE or self.address == LOOPBACK:
            return None
        return CommandWarning("nobody-gets-through", (("n", round(SECONDS_WITHOUT_A_PHONE / 60)),))

    @property
    def is_away(self) -> bool:
        """Whether no phone is served just now, because nothing listens."""
        return self.port != 0 and (self._server is None or not self._server.is_listening)

    async def start(self) -> None:
        """Follow the room, listen, and keep watch. Raises PortTakenError, ListeningError, Refused."""
        try:
            self.session.live.attach()
            await self._listen_first()
            if self.port != self.session.used_port:
                await self.session.live.send(SetPort(self.port))
            await asyncio.to_thread(self._keeper.start)
            for mirroring in self._mirrorings:
                await asyncio.to_thread(mirroring.start)
        except BaseException:
            await self.stop()
            raise
        self._watch = asyncio.create_task(self._keep_watch())
        # What stands now stands to the end: looking through it for garbage would stop the room too.
        gc.collect()
        gc.freeze()
        sys.setswitchinterval(SECONDS_BETWEEN_TURNS)

    async def stop(self) -> None:
        """Stop listening and following. The session stays open. Safe to call twice."""
        gc.unfreeze()
        sys.setswitchinterval(self._turns_before)
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
            self._watch = None
        await asyncio.to_thread(self._keeper.stop)
        await self._close(for_good=True)
        await asyncio.gather(*(asyncio.to_thread(mirroring.stop) for mirroring in self._mirrorings))
        self.session.live.detach()

    async def mirror_to(self, folder: Path) -> None:
        """Keep copies in `folder` too, from now on. Raises NotStoredError where the room has ended."""
        if all(mirroring.mirror != folder for mirroring in self._mirrorings):
            self._mirrorings.append(mirroring := Mirroring(self.session, folder))
            await asyncio.to_thread(mirroring.start)

    async def choose_address(self, ip: str) -> None:
        """Listen on another address of this computer; port, code and secret stay.

        Raises ListeningError, PortTakenError; then phones find us where we were before.
        """
        async with self._moving:
            before, port = self.address, self.port
            try:
                await self._listen(self._settings(ip, port))
            except ListeningError:
                await self._listen(self._settings(before, port))
                raise
            finally:
                self.session.live.announce()

    async def _listen_first(self) -> None:
        if self._before:
            with contextlib.suppress(ListeningError):
                await self._listen(self._settings(self._before))
                return
        await self._listen(self._settings())

    async def _listen(self, settings: ServerSettings) -> None:
        await self._close()
        server = PhoneServer(self.session.live, settings)
        try:
            port = await server.start()
        except BaseException:
            await server.stop()
            raise
        self._server = server
        self.address, self.port = settings.hosts[0], port
        self._listening_since = asyncio.get_running_loop().time()

    async def _close(self, *, for_good: bool = False) -> None:
        server, self._server = self._server, None
        if server is not None:
            await server.stop(for_good=for_good)

    async def _keep_watch(self) -> None:
        """Every `pace` seconds: is somebody listening, and where phones can reach us?"""
        while True:
            await asyncio.sleep(self._pace)
            found = await asyncio.to_thread(self._look)
            try:
                if self.is_away:
                    log.error("nothing listens for phones; the server is started again")
                    await self.choose_address(self.address)
                elif (best := self._better_address(found)) is not None:
                    await self.choose_address(best)
            except ListeningError:
                log.warning("phones cannot be listened for there yet")

    def _better_address(self, found: tuple[Address, ...]) -> str | None:
        """Where to move when our address is gone: another Wi-Fi, a cable pulled."""
        best = best_address(found)
        stranded = self.address == LOOPBACK and self.reach.bind is None
        gone = self.address not in {LOOPBACK, *(address.ip for address in found)}
        return best if best != self.address and (gone or stranded) else None

    def _settings(self, ip: str = "", port: int | None = None) -> ServerSettings:
        used_before = self.session.used_port
        chosen = self.reach.port if port is None else port
        return ServerSettings(
            hosts=(ip or self.address,),
            port=chosen if chosen is not None else used_before or DEFAULT_PORT,
            next_port_allowed=chosen is None and not used_before,
            public_url=self.reach.public_url,
            tls_cert=self.reach.tls_cert,
            tls_key=self.reach.tls_key,
            minutes_html=self._minutes,
            minutes_pdf=self._pdf if FORMATS["pdf"].is_available() else None,
            calendar=self._calendar,
            screen=partial(self._told, self._screen) if self._screen else None,
            clock=self.session.clock,
        )

    def _told(self, screen: ScreenMaker) -> ShownScreen:
        return screen(self.session.live, self.session.clock.now())

    def _calendar(self) -> bytes:
        from workshop.live.minutes_page import agreements_calendar

        return agreements_calendar(self.session.live.state, self.session.method)

    async def _pdf(self) -> bytes:
        from workshop.live.minutes_page import minutes_pdf

        # Setting pages takes tenths of a second: phones and faces are served meanwhile.
        return await asyncio.to_thread(minutes_pdf, self.session.live.state.copy(), self.session.method)

    def _minutes(self) -> bytes:
        from workshop.live.minutes_page import minutes_page

        return minutes_page(self.session.live.state, self.session.method)


@contextlib.asynccontextmanager
async def serving(
    session: OpenSession, reach: NetworkOptions, mirror: Path | None = None
) -> AsyncIterator[ServedWorkshop]:
    """`ServedWorkshop` for an `async with` statement."""
    on_air = ServedWorkshop(session, reach, mirror=mirror)
    await on_air.start()
    try:
        yield on_air
    finally:
        await on_air.stop()
