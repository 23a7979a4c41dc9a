"""The web framework's protocol, kept from answering in its own words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web
from aiohttp.http_exceptions import BadHttpMethod

from workshop.web.contract.errors import BadMethodError, BadRequestError
from workshop.web.contract.rate_limits import Limits
from workshop.web.wire.connection import Connection, Waiting
from workshop.web.wire.connection_limits import Sockets
from workshop.web.wire.log_filter import framework_logger

LONGEST_SECOND_GUARD = 600.0
"""aiohttp's own keep-alive timer; ours (`Limits.idle_seconds`) fires long before."""


def connections(server: web.Server, sockets: Sockets, limits: Limits) -> Callable[[], Connection]:
    """What makes the protocol of each new socket: the guard of the wire before the framework's own."""
    log = framework_logger()

    def new_handler() -> QuietRequestHandler:
        return QuietRequestHandler(
            server,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]  # how aiohttp is told not to add one
            logger=log,
            auto_decompress=False,
            keepalive_timeout=LONGEST_SECOND_GUARD,
            max_line_size=limits.request_line,
            max_field_size=limits.head,
        )

    return lambda: Connection(sockets, new_handler)


class QuietRequestHandler(web.RequestHandler):
    """What the framework cannot parse is refused like everything else: our body, our headers.

    The framework would name itself and its version, and repeat what was sent.
    """

    __slots__ = ()

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """Write the answer, and say that the next request may come."""
        connection = self._connection()
        if connection is not None and connection.waiting is Waiting.GOODBYE:
            await connection.linger()
            return resp, True
        done = await super().finish_response(request, resp, start_time)
        if connection is not None and done[0].keep_alive:
            connection.finished()
        return done

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer past the framework, which then writes nothing."""
        connection = self._connection()
        if connection is not None:
            unknown = isinstance(exc, BadHttpMethod)
            connection.refuse(BadMethodError(allow="GET, POST") if unknown else BadRequestError())
        answer = web.Response(status=status)
        answer.force_close()
        return answer

    def _connection(self) -> Connection | None:
        protocol = self.transport.get_protocol() if self.transport is not None else None
        return protocol if isinstance(protocol, Connection) else None
