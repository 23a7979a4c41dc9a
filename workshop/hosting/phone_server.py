"""A workshop on the air: the phones' process, its address, and its end.

The phones' server has a process, a loop and a state of its own, so that neither a screen that paints
nor a terminal that stops reading keeps a phone waiting. It holds nothing that could be lost: should it
end by itself, another one takes its place. `ServedWorkshop` belongs to the loop that the screen (or the
headless demo) runs on.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable

from sessions.commands import RotateAccess, SetPort
from sessions.errors import Refused
from workshop.hosting.heartbeat import Heartbeat
from workshop.hosting.network_options import NetworkOptions
from workshop.hosting.phone_process.supervisor import PhonesProcess
from workshop.hosting.sessions import OpenSession
from workshop.live.secrets import new_access
from workshop.machine.addresses import LOOPBACK, Address, best_address, list_addresses
from workshop.web.contract.errors import ListeningError
from workshop.web.contract.settings import ServerSettings

DEFAULT_PORT = 8140
SECONDS_BETWEEN_LOOKS = 5.0
SECONDS_BETWEEN_STARTS = 1.0
"""Between two phones' processes of which the first one could not begin."""
SECONDS_BETWEEN_TURNS = 0.001
"""How long a busy thread keeps the interpreter from a waiting one. Python's own 5 ms would be added
to every answer a phone waits for while the screen paints; less than this costs the painter more than
the phones gain (measured: docs/performance.md)."""

log = logging.getLogger(__name__)


class ServedWorkshop:
    """The phones' server of one open session."""

    def __init__(
        self,
        session: OpenSession,
        reach: NetworkOptions,
        look: Callable[[], tuple[Address, ...]] = list_addresses,
        pace: float = SECONDS_BETWEEN_LOOKS,
        phones: PhonesProcess | None = None,
    ) -> None:
        """Nothing listens before `start`. Every `pace` seconds `look` tells this computer's addresses.

        `phones` is a process that was started ahead, while the session was being opened.
        """
        self.session = session
        self.reach = reach
        self._look = look
        self._pace = pace
        self._moving = asyncio.Lock()
        self.address = reach.bind or best_address(look())
        self.port = 0
        """The port that phones use; 0 before `start`."""
        session.live.wifi = reach.wifi
        self._keeper = Heartbeat(session)
        self._phones: PhonesProcess | None = None
        self._ahead = phones
        self._tasks: list[asyncio.Task[None]] = []
        self._ending = False
        self._turns_before = sys.getswitchinterval()

    @property
    def connected(self) -> int:
        """How many phones have the page open now."""
        return self._phones.connected if self._phones is not None else 0

    @property
    def is_away(self) -> bool:
        """Whether no phone is served just now, because the phones' process has ended by itself."""
        return self._phones is None and self.port != 0 and not self._ending

    async def start(self) -> None:
        """Follow the room, listen, and keep watch. Raises PortTakenError, ListeningError, Refused."""
        try:
            await self._open(self._settings())
            if self.port != self.session.used_port:
                await self.session.live.send(SetPort(self.port))
            await asyncio.to_thread(self._keeper.start)
        except BaseException:
            await self.stop()
            raise
        # The phones' state follows the room first: what the screen knows, a phone that asks is told.
        self.session.live.attach()
        self._tasks.append(asyncio.create_task(self._follow_network()))
        # What stands now stands to the end: looking through it for garbage would stop the room too.
        gc.freeze()
        sys.setswitchinterval(SECONDS_BETWEEN_TURNS)

    async def stop(self) -> None:
        """Stop listening and following. The session stays open."""
        gc.unfreeze()
        sys.setswitchinterval(self._turns_before)
        self._ending = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        await asyncio.to_thread(self._keeper.stop)
        for phones in filter(None, (self._phones, self._ahead)):
            await asyncio.to_thread(phones.stop)
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
                await self._listen(self._settings(ip, port))
            except ListeningError:
                await self._listen(self._settings(before, port))
                raise
            finally:
                self.session.live.announce()

    async def rotate_access(self) -> None:
        """A new QR code and a new code to type; phones that have joined stay. Raises what `send` raises."""
        access = new_access()
        await self.session.live.send(RotateAccess(access.secret, access.code))

    async def _open(self, settings: ServerSettings) -> None:
        """Start a phones' process and let it listen."""
        loop = asyncio.get_running_loop()

        def tell(ended: PhonesProcess) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: there is nobody to tell
                loop.call_soon_threadsafe(self._note_end, ended)

        session = self.session
        ahead, self._ahead = self._ahead, None
        phones = ahead if ahead is not None else await asyncio.to_thread(PhonesProcess)
        self._phones = phones
        language = session.live.words.language
        await asyncio.to_thread(phones.begin, session.room, session.method, language, tell)
        await self._listen(settings)

    async def _listen(self, settings: ServerSettings) -> None:
        if self._phones is None:
            raise ListeningError(settings.bound_hosts[0], settings.port)
        listening = await asyncio.wrap_future(self._phones.listen(settings))
        self.address, self.port = settings.hosts[0], listening.port
        self.session.live.origin = listening.origin

    def _note_end(self, ended: PhonesProcess) -> None:
        if ended is self._phones and not self._ending and self.port:
            log.error("the phones' process has ended; another one is started")
            self._phones = None
            self.session.live.announce()
            self._tasks = [task for task in self._tasks if not task.done()]
            self._tasks.append(asyncio.create_task(self._replace(ended)))

    async def _replace(self, ended: PhonesProcess) -> None:
        await asyncio.to_thread(ended.stop)
        async with self._moving:
            while self._phones is None:
                await self._open_again()
                if self._phones is None:
                    await asyncio.sleep(SECONDS_BETWEEN_STARTS)
        self.session.live.announce()

    async def _open_again(self) -> None:
        try:
            await self._open(self._settings(self.address, self.port))
        except (ListeningError, Refused, OSError):
            log.exception("the phones cannot be served yet")
            failed, self._phones = self._phones, None
            if failed is not None:
                await asyncio.to_thread(failed.stop)

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
            clock=self.session.clock,
        )


@contextlib.asynccontextmanager
async def serving(session: OpenSession, reach: NetworkOptions) -> AsyncIterator[ServedWorkshop]:
    """`ServedWorkshop` for an `async with` statement."""
    on_air = ServedWorkshop(session, reach)
    await on_air.start()
    try:
        yield on_air
    finally:
        await on_air.stop()
