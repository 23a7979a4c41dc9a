"""The web framework's protocol, kept from answering in its own words."""

from __future__ import annotations

from aiohttp import web

from workshop.web.contract.errors import BadRequestError
from workshop.web.wire.connection import Connection


class QuietRequestHandler(web.RequestHandler):
    """What the framework cannot parse is refused like everything else: our body, our headers.

    The framework would name itself and its version, and repeat what was sent.
    """

    __slots__ = ()

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """Write the answer before the next request may come: that one may be answered past the framework."""
        done = await super().finish_response(request, resp, start_time)
        protocol = self.transport.get_protocol() if self.transport is not None else None
        if isinstance(protocol, Connection) and done[0].keep_alive:
            protocol.finished()
        return done

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer past the framework and close; what it then writes finds no socket."""
        protocol = self.transport.get_protocol() if self.transport is not None else None
        if isinstance(protocol, Connection):
            protocol.refuse(BadRequestError())
        self.force_close()
        answer = web.Response(status=status)
        answer.force_close()
        return answer
