"""What each route does, once the gate has let the request through."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import re
import socket
from collections.abc import Awaitable, Callable
from functools import partial

import msgspec
from aiohttp import HttpVersion11, hdrs, web

from prompts.methods.kinds import used_kinds
from sessions.command_answers import Accepted as Stored
from sessions.command_answers import IdempotencyKey
from sessions.errors import NotStoredError
from sessions.model import WorkshopStatus
from workshop.live.live_workshop import LiveWorkshop
from workshop.web.contract.error_responses import JSON, MINUTES_POLICY
from workshop.web.contract.errors import MinutesLaterError, MissingKeyError, NotFoundError
from workshop.web.contract.requests import JoinBody, WritingBody
from workshop.web.contract.responses import Accepted, Joined, Noted
from workshop.web.contract.routes import Route, pattern
from workshop.web.contract.server_settings import ServerSettings
from workshop.web.gate.client_address import FORWARDED_FOR, client_address
from workshop.web.gate.guard import PARTICIPANT, bearer, connection_of
from workshop.web.gate.joining import Admission, person
from workshop.web.gate.strict_json import read_body
from workshop.web.page.assets import Asset, Assets
from workshop.web.stream.hub import Hub
from workshop.web.stream.phone_stream import Stream
from workshop.web.views.participant_view import ViewBuilder
from workshop.web.views.view_registry import routes_for

WORTH_PACKING = 2_048
FAST_PACKING = 1
STREAM_SEND_BUFFER = 65_536
HIGHEST_SEQ_DIGITS = 15
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Handlers:
    """The routes' handlers over one live workshop."""

    def __init__(
        self, live: LiveWorkshop, settings: ServerSettings, hub: Hub, door: Admission, painter: ViewBuilder
    ) -> None:
        """Read the page's files at once, so that a broken installation is known at start."""
        self._live = live
        self._settings = settings
        self._hub = hub
        self._door = door
        self._painter = painter
        self._assets = Assets(live.words, kinds=used_kinds(live.method), look=live.method.look)
        self._minutes: tuple[int, bytes] = (-1, b"")
        self._pages: tuple[int, asyncio.Task[bytes]] | None = None

    def register(self, application: web.Application) -> None:
        """Add every route of the workshop's method."""
        special: dict[str, Handler] = {
            "page": self._page,
            "style": self._style,
            "script": self._script,
            "join": self._join,
            "state": self._state,
            "screen": self._screen,
            "stream": self._stream,
            "minutes": self._get_minutes,
            "pdf": self._pdf,
            "calendar": self._calendar,
            "writing": self._writing,
        }
        for route in routes_for(self._live.method):
            handler = special.get(route.name) or partial(self._post, route)
            application.router.add_route(route.method, pattern(route.path), handler, name=route.name)

    async def _page(self, request: web.Request) -> web.Response:
        return _asset_answer(
            request, self._assets.page(self._live.state.workshop, request.query.get("lang", ""))
        )

    async def _style(self, request: web.Request) -> web.Response:
        return _asset_answer(request, self._assets.style)

    async def _script(self, request: web.Request) -> web.Response:
        return _asset_answer(request, self._assets.script)

    async def _join(self, request: web.Request) -> web.Response:
        body = read_body(await request.read(), JoinBody)
        known = request.get(PARTICIPANT)
        if known is not None:
            return _json(Joined(person(known), bearer(request.headers.get(hdrs.AUTHORIZATION, ""))))
        connection = connection_of(request)
        peer = connection.address if connection else ""
        forwarded = request.headers.getall(FORWARDED_FOR, ())
        joined = await self._door.join(body, client_address(peer, forwarded, self._settings.proxies))
        if connection is not None:
            connection.belongs_to(joined.participant.id)
        return _json(joined)

    async def _state(self, request: web.Request) -> web.Response:
        self._door.has_come(request[PARTICIPANT].id)
        picture = msgspec.json.encode(self._painter.view(request[PARTICIPANT]))
        return _packed_json(request, picture)

    async def _screen(self, request: web.Request) -> web.Response:
        make = self._settings.screen
        if make is None:
            raise NotFoundError
        return _packed_json(request, msgspec.json.encode(make()))

    async def _writing(self, request: web.Request) -> web.Response:
        body = read_body(await request.read(), WritingBody)
        self._hub.writers.note(request[PARTICIPANT].id, writing=body.writing)
        self._hub.lost.note(request[PARTICIPANT].id, writing=body.lost)
        return _json(Noted())

    async def _post(self, route: Route, request: web.Request) -> web.Response:
        assert route.body and route.command  # noqa: S101, PT018 - every post but joining has both
        body = read_body(await request.read(), route.body)
        post = idempotency(request.headers.get("Idempotency-Key", ""), request.path, body)
        command = route.command(body, request.match_info.get("id", ""))
        reply = self._live.ask(command, request[PARTICIPANT].id, post)
        late = asyncio.get_running_loop().call_later(self._settings.limits.answer_seconds, _give_up, reply)
        try:
            accepted = await reply
        finally:
            late.cancel()
        return _json(Accepted(accepted.seq, accepted.id or "", accepted.repeated))

    async def _get_minutes(self, request: web.Request) -> web.Response:
        make = self._settings.minutes_html
        picture = self._live.state
        if picture.workshop.status is not WorkshopStatus.CLOSED or make is None:
            raise MinutesLaterError
        if self._minutes[0] != picture.seq:
            self._minutes = (picture.seq, make())
        answer = web.Response(body=self._minutes[1], content_type="text/html", charset="utf-8")
        answer.headers["Content-Security-Policy"] = MINUTES_POLICY
        return answer

    async def _pdf(self, request: web.Request) -> web.Response:
        make, state = self._settings.minutes_pdf, self._live.state
        if make is None:
            raise NotFoundError
        if state.workshop.status is not WorkshopStatus.CLOSED:
            raise MinutesLaterError
        if self._pages is None or self._pages[0] != state.seq or _has_failed(self._pages[1]):
            self._pages = (state.seq, asyncio.create_task(make()))
        # A whole room asks in the same minute: they wait for one and the same, and none of them can stop it.
        pages = await asyncio.shield(self._pages[1])
        return web.Response(body=pages, content_type="application/pdf")

    async def _calendar(self, request: web.Request) -> web.Response:
        make = self._settings.calendar
        if self._live.state.workshop.status is not WorkshopStatus.CLOSED or make is None:
            raise MinutesLaterError
        return web.Response(body=make(), content_type="text/calendar", charset="utf-8")

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={hdrs.CONTENT_TYPE: "text/event-stream; charset=utf-8"})
        _keep_send_buffer_small(request)
        await answer.prepare(request)
        self._door.has_come(request[PARTICIPANT].id)
        stream = self._hub.open(request[PARTICIPANT].id, _since(request))
        if request.transport is not None and request.version >= HttpVersion11:  # before it, no chunks
            stream.write_through(request.transport)
        try:
            await self._write_out(stream, answer)
        except TimeoutError:
            connection = connection_of(request)
            if connection is not None:
                connection.drop()
        finally:
            self._hub.leave(stream)
        answer.force_close()
        return answer

    async def _write_out(self, stream: Stream, answer: web.StreamResponse) -> None:
        stuck = self._settings.limits.stuck_seconds
        while chunk := await stream.take():
            async with asyncio.timeout(stuck):
                await answer.write(chunk)


def idempotency(key: str, path: str, body: msgspec.Struct) -> IdempotencyKey:
    """The post's `Idempotency-Key` and the hash of its content and path. Raises MissingKeyError."""
    if not _KEY.fullmatch(key):
        raise MissingKeyError
    content = path.encode() + b"\n" + msgspec.json.encode(body, order="deterministic")
    return IdempotencyKey(key, hashlib.sha256(content).hexdigest())


def _has_failed(work: asyncio.Task[bytes]) -> bool:
    return work.done() and (work.cancelled() or work.exception() is not None)


def _give_up(reply: asyncio.Future[Stored]) -> None:
    """Nobody knows whether it was stored; the phone sends the same key again."""
    if not reply.done():
        reply.set_exception(NotStoredError())


def _json(answer: msgspec.Struct) -> web.Response:
    return web.Response(body=msgspec.json.encode(answer), content_type=JSON, charset="utf-8")


def _packed_json(request: web.Request, body: bytes) -> web.Response:
    answer = web.Response(body=body, content_type=JSON, charset="utf-8")
    if len(body) > WORTH_PACKING and _accepts_gzip(request):
        answer.body = gzip.compress(body, FAST_PACKING, mtime=0)
        answer.headers[hdrs.CONTENT_ENCODING] = "gzip"
    answer.headers[hdrs.VARY] = hdrs.ACCEPT_ENCODING
    return answer


def _asset_answer(request: web.Request, asset: Asset) -> web.Response:
    packed = _accepts_gzip(request)
    answer = web.Response(body=asset.body(packed), content_type=asset.content_type, charset="utf-8")
    if packed:
        answer.headers[hdrs.CONTENT_ENCODING] = "gzip"
    answer.headers[hdrs.VARY] = hdrs.ACCEPT_ENCODING
    return answer


def _accepts_gzip(request: web.Request) -> bool:
    return "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "").lower()


def _since(request: web.Request) -> int | None:
    """The last journal number the phone has seen; what is no number counts as nothing seen."""
    text = request.headers.get("Last-Event-ID") or request.query.get("since", "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= HIGHEST_SEQ_DIGITS else 0


def _keep_send_buffer_small(request: web.Request) -> None:
    """A phone that does not read is noticed here, not by megabytes in the system's buffers."""
    transport = request.transport
    sock = transport.get_extra_info("socket") if transport is not None else None
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, STREAM_SEND_BUFFER)
