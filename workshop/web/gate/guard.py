"""The one gate before every handler, in a fixed order: host, path, method, origin, type, token, rate.

What comes out of it, answers and defects alike, has the same small shape and tells nothing about
versions, paths or other people.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from aiohttp import hdrs, web

from sessions.errors import Refused
from sessions.model import Participant
from sessions.table_shapes import present_in
from workshop.live.live_workshop import LiveWorkshop
from workshop.machine.logs import places
from workshop.web.contract.error_responses import SECURITY_HEADERS, refused
from workshop.web.contract.errors import (
    BadMethodError,
    BadOriginError,
    BadRequestError,
    BadTypeError,
    DefectError,
    NotFoundError,
    NotJoinedError,
    RemovedError,
    TooFastError,
    WireError,
)
from workshop.web.contract.rate_limits import Buckets, Limits, RateClock
from workshop.web.contract.routes import Route
from workshop.web.gate.mangled_links import mended
from workshop.web.views.view_registry import routes_for
from workshop.web.wire.connection import Connection

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PARTICIPANT: web.RequestKey[Participant] = web.RequestKey("participant", Participant)
_BEARER = "Bearer "

log = logging.getLogger(__name__)


class Guard:
    """Checks every request, and turns every error into an answer."""

    def __init__(self, live: LiveWorkshop, limits: Limits, clock: RateClock) -> None:
        """`own_pages` must be set before the first request: it needs the port."""
        self.own_pages: Mapping[str, frozenset[str]] = {}
        self.hits = 0
        self._live = live
        self._posts = Buckets(limits.posts, clock)
        self._reads = Buckets(limits.reads, clock)
        self._streams = Buckets(limits.streams, clock)
        self._routes = {route.name: route for route in routes_for(live.method)}

    @property
    def middleware(self) -> Any:  # noqa: ANN401 - the framework's own marker type is private
        """What the application is given."""

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._guarded(request, handler)

        return guard

    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            if _host(request) not in self.own_pages:
                return web.Response(status=421)
            if request.method == hdrs.METH_GET and (where := mended(request.rel_url.raw_path)):
                return web.Response(status=303, headers={hdrs.LOCATION: where})
            self._check(request)
            return await handler(request)
        except (WireError, Refused) as problem:
            return refused(problem, self._live.words)
        except web.HTTPException as problem:
            return refused(_as_wire_error(problem), self._live.words)
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as defect:
            _log_defect(request.match_info.route.name or "unknown path", defect)
            return refused(DefectError(), self._live.words)

    def _check(self, request: web.Request) -> None:
        match_error = request.match_info.http_exception
        if match_error is not None:
            raise match_error
        route = self._routes[request.match_info.route.name or ""]
        self.hits += 1
        token = bearer(request.headers.get(hdrs.AUTHORIZATION, ""))
        if request.method == hdrs.METH_POST:
            self._check_origin(request, token)
            _check_type(request)
        if not route.open_to_all or (route.name == "join" and token):
            participant = self._check_token(route, token, connection_of(request))
            if participant is not None:
                request[PARTICIPANT] = participant

    def _check_origin(self, request: web.Request, token: str) -> None:
        """Raise BadOriginError for a post from another site's page, or from no page and without a token."""
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is None:
            if not token:
                raise BadOriginError
            return
        if origin.lower() not in self.own_pages[_host(request)]:
            raise BadOriginError

    def _check_token(self, route: Route, token: str, connection: Connection | None) -> Participant | None:
        """Whose token it is; None where nobody's, and anybody may ask.

        Raises NotJoinedError, RemovedError, TooFastError.
        """
        participant = participant_of(self._live, token) if token else None
        if participant is None:
            if route.open_to_all:
                return None
            raise RemovedError if _was_removed(self._live, token) else NotJoinedError
        if connection is not None:
            connection.belongs_to(participant.id)
        wait = self._buckets(route).take(participant.token_hash)
        if wait:
            raise TooFastError(retry_after=wait)
        return participant

    def _buckets(self, route: Route) -> Buckets:
        if route.name == "stream":
            return self._streams
        return self._posts if route.method == hdrs.METH_POST else self._reads


async def dress(request: web.Request, response: web.StreamResponse) -> None:
    """Give every answer the same headers, and take away what tells about the server."""
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.popall(hdrs.SERVER, None)


def bearer(value: str) -> str:
    """The token of an `Authorization` header, or an empty text."""
    return value[len(_BEARER) :].strip() if value.startswith(_BEARER) else ""


def connection_of(request: web.BaseRequest) -> Connection | None:
    """The socket a request came by, while it is open."""
    protocol = request.transport.get_protocol() if request.transport is not None else None
    return protocol if isinstance(protocol, Connection) else None


def participant_of(live: LiveWorkshop, token: str) -> Participant | None:
    """The participant whose token this is; None if unknown, of an earlier meeting, or removed.

    A phone keeps its token after the end, to read the minutes. If it did not have to join again, it
    would take part in the next meeting without being counted.
    """
    meeting = live.state.workshop.meeting
    for row in live.state.participants.where("token_hash", hashed(token)):
        if present_in(row) == meeting:
            return row
    return None


def _was_removed(live: LiveWorkshop, token: str) -> bool:
    return any(row.removed for row in live.state.participants.where("token_hash", hashed(token)))


def hashed(token: str) -> str:
    """The stored form of a token: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _host(request: web.Request) -> str:
    return request.headers.get(hdrs.HOST, "").lower()


def _check_type(request: web.Request) -> None:
    if request.content_type != "application/json" or (request.charset or "utf-8").lower() != "utf-8":
        raise BadTypeError
    if request.headers.get(hdrs.CONTENT_ENCODING, "identity").lower() != "identity":
        raise BadTypeError


def _as_wire_error(problem: web.HTTPException) -> WireError:
    if isinstance(problem, web.HTTPMethodNotAllowed):
        return BadMethodError(allow=", ".join(sorted(problem.allowed_methods)))
    if isinstance(problem, web.HTTPNotFound):
        return NotFoundError()
    return cast(WireError, BadRequestError())


def _log_defect(name: str, defect: Exception) -> None:
    """Log the type and place of the error without its message, which may hold what somebody wrote."""
    log.error("%s in %s | %s", type(defect).__name__, name, " <- ".join(places(defect)))
