"""The phones' server: starts and stops on the running event loop, beside the screen or alone."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

from aiohttp import web

from workshop.live.live_workshop import LiveWorkshop
from workshop.web.api.handlers import Handlers
from workshop.web.contract.error_responses import raw_refusal
from workshop.web.contract.errors import WireError
from workshop.web.contract.server_settings import ServerSettings
from workshop.web.gate.guard import Guard, dress
from workshop.web.gate.joining import Admission
from workshop.web.gate.origins import own_pages
from workshop.web.stream.hub import Hub
from workshop.web.views.participant_view import ViewBuilder
from workshop.web.wire.aiohttp_handler import connections
from workshop.web.wire.connection_limits import Sockets
from workshop.web.wire.descriptors import raise_descriptor_limit
from workshop.web.wire.listening import ACCEPTED_AT_ONCE, BACKLOG, open_sockets, tls_context
from workshop.web.wire.tls_door import TlsDoor

SHUTDOWN_SECONDS = 0.05
MANY_WRONG_CODES = 20
"""In a minute: a whole room that mistypes makes fewer."""


class PhoneServer:
    """One workshop on one port."""

    def __init__(self, live: LiveWorkshop, settings: ServerSettings) -> None:
        """Take an attached workshop. Raises OSError if the page's files are missing."""
        limits = settings.limits
        self._live = live
        self._settings = settings
        self._door = Admission(live, limits, time.monotonic)
        self._guard = Guard(live, limits, time.monotonic)
        painter = ViewBuilder(
            live,
            settings.clock,
            offers_pdf=settings.minutes_pdf is not None,
            offers_screen=settings.screen is not None,
        )
        self._sockets = Sockets(limits, time.monotonic, self._raw_refusal, settings.proxies)
        self._hub = Hub(live, painter, limits)
        self._handlers = Handlers(live, settings, self._hub, self._door, painter)
        self._servers: list[asyncio.Server] = []
        self._runner: web.AppRunner | None = None
        self._tls_door: TlsDoor | None = None
        self._sweeping: asyncio.Task[None] | None = None
        self.port = 0

    async def start(self) -> int:
        """Listen, and return the port.

        Raises PortTakenError, ListeningError, CertificateError.
        """
        tls = tls_context(self._settings)
        sockets, self.port = open_sockets(self._settings)
        raise_descriptor_limit()
        self._guard.own_pages = own_pages(self._settings, self.port)
        self._runner = self._new_runner()
        await self._runner.setup()
        assert self._runner.server is not None  # noqa: S101 - set up above
        new_connection = connections(self._runner.server, self._sockets, self._settings.limits)
        way_in: Callable[[], asyncio.BaseProtocol] = new_connection
        if tls is not None:
            self._tls_door = TlsDoor(tls, self._settings.limits, time.monotonic, new_connection)
            way_in = self._tls_door.new_arrival
        loop = asyncio.get_running_loop()
        self._hub.start()
        self._sweeping = loop.create_task(self._sockets.keep_sweeping())
        for sock in sockets:
            self._servers.append(await loop.create_server(way_in, sock=sock, backlog=ACCEPTED_AT_ONCE))
            sock.listen(BACKLOG)
        self._live.origin = self.origin
        return self.port

    async def stop(self, *, for_good: bool = False) -> None:
        """Stop listening, end the streams, close every socket. Safe to call twice.

        Phones are told if it is `for_good`.
        """
        for server in self._servers:
            server.close()
        self._servers.clear()
        if self._tls_door is not None:
            self._tls_door.close()
        if self._sweeping is not None:
            self._sweeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeping
            self._sweeping = None
        await self._hub.close(for_good=for_good)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self._sockets.drop_all()

    @property
    def origin(self) -> str:
        """The origin that phones open: the public address if there is one, else the first host and port."""
        if self._settings.public_url:
            return self._settings.public_url.rstrip("/")
        host = self._settings.bound_hosts[0]
        literal = f"[{host}]" if ":" in host else host
        return f"{self._settings.scheme}://{literal}:{self.port}"

    @property
    def is_listening(self) -> bool:
        """Whether phones are let in."""
        return bool(self._servers) and all(server.is_serving() for server in self._servers)

    @property
    def connected(self) -> int:
        """How many participants have the page open now."""
        return len(self._hub.connected)

    @property
    def writing(self) -> int:
        """How many of them hold a text that has not been sent."""
        return self._hub.writers.count(self._hub.connected)

    @property
    def lost(self) -> int:
        """How many of them have said that they cannot follow."""
        return self._hub.lost.count(self._hub.connected)

    @property
    def hits(self) -> int:
        """How many requests for a known path have arrived since the start."""
        return self._guard.hits

    @property
    def wrong_codes(self) -> int:
        """The wrong codes in the last minute: many mean that somebody is guessing."""
        return self._door.wrong.lately()

    @property
    def is_pressed(self) -> bool:
        """Whether somebody opens many more sockets than a room does, or guesses the code."""
        return self._sockets.are_pressed or self.wrong_codes >= MANY_WRONG_CODES

    @property
    def open_sockets(self) -> int:
        """Sockets of any kind that are open now."""
        return len(self._sockets)

    def _new_runner(self) -> web.AppRunner:
        application = web.Application(middlewares=[self._guard.middleware])
        application.on_response_prepare.append(dress)
        self._handlers.register(application)
        return web.AppRunner(
            application,
            handle_signals=False,
            access_log=None,
            handler_cancellation=True,
            shutdown_timeout=SHUTDOWN_SECONDS,
        )

    def _raw_refusal(self, problem: WireError) -> bytes:
        return raw_refusal(problem, self._live.words)
