"""Posts of joined phones, answered without the web framework.

Nearly all that phones send are small posts, and the framework's request, routing and answer cost more
than all else that happens to one of them. The framing has read the head already; what is left are the
gate's own checks, the command, and a line of JSON. Whatever is not quite plain goes to the framework,
and a test holds the two ways' answers against each other.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import msgspec

from sessions.errors import NotStoredError, Refused
from sessions.rules.decide import Accepted
from workshop.live.live_workshop import LiveWorkshop
from workshop.web.api.commands import idempotency
from workshop.web.contract import responses as answers
from workshop.web.contract.error_responses import raw_answer, raw_refusal
from workshop.web.contract.errors import DefectError, WireError
from workshop.web.contract.routes import Route, path_matcher
from workshop.web.gate.guard import Guard, bearer, log_defect
from workshop.web.gate.strict_json import read_body
from workshop.web.views.registry import routes_for
from workshop.web.wire.connection import Connection
from workshop.web.wire.http_head import Head

_TYPES = frozenset(
    {b"application/json", b"application/json; charset=utf-8", b"application/json;charset=utf-8"}
)
_ELSEWHERE = frozenset({b"content-encoding", b"cookie"})
"""Headers that no page of ours sends: whoever sends them is the framework's."""


@dataclass(frozen=True, slots=True)
class PlainPost:
    """A post to one of our routes, with nothing about it that we would have to know more of."""

    route: Route
    path: str
    card: str
    host: str
    origin: str | None
    token: str
    key: str


class Direct:
    """Answers plain posts on the socket itself."""

    def __init__(self, live: LiveWorkshop, guard: Guard, patience: float) -> None:
        """`patience` is the seconds that the room has for an answer."""
        self._live = live
        self._guard = guard
        self._patience = patience
        posts = [route for route in routes_for(live.method) if route.idempotent and route.command]
        self._exact = {route.path.encode(): route for route in posts if "{" not in route.path}
        self._with_id = [(path_matcher(route.path), route) for route in posts if "{" in route.path]

    def answer(self, connection: Connection, head: Head, body: bytes) -> bool:
        """Answer the request, now or later; False where it is the framework's."""
        post = self._plain(head)
        if post is None or not self._guard.knows(post.host):
            return False
        try:
            future = self._asked(connection, post, body)
        except (WireError, Refused) as problem:
            self._refuse(connection, problem)
        except Exception as defect:
            log_defect(post.route.name, defect)
            self._refuse(connection, DefectError())
        else:
            self._await(connection, future)
        return True

    def _plain(self, head: Head) -> PlainPost | None:
        headers = head.headers
        if not head.is_plain or head.method != b"POST" or not _ELSEWHERE.isdisjoint(headers):
            return None
        if headers.get(b"content-type", b"").lower() not in _TYPES:
            return None
        if headers.get(b"connection", b"keep-alive").lower() != b"keep-alive":
            return None
        found = self._route(head.target)
        if found is None:
            return None
        route, card = found
        origin = headers.get(b"origin")
        return PlainPost(
            route,
            head.target.decode("ascii"),
            card,
            headers[b"host"].decode("ascii"),
            None if origin is None else origin.decode("ascii"),
            bearer(headers.get(b"authorization", b"").decode("ascii")),
            headers.get(b"idempotency-key", b"").decode("ascii"),
        )

    def _route(self, target: bytes) -> tuple[Route, str] | None:
        route = self._exact.get(target)
        if route is not None:
            return route, ""
        for pattern, route in self._with_id:
            match = pattern.fullmatch(target)
            if match is not None:
                return route, match[1].decode("ascii")
        return None

    def _asked(self, connection: Connection, post: PlainPost, raw: bytes) -> asyncio.Future[Accepted]:
        """The answer to come. Raises what the gate, the body and the key raise."""
        guard, route = self._guard, post.route
        guard.note_hit()
        guard.check_origin(post.origin, post.host, post.token)
        participant = guard.check_token(route, post.token, connection)
        assert participant and route.body and route.command  # noqa: S101, PT018 - no route for all is here
        body = read_body(raw, route.body)
        key = idempotency(post.key, post.path, body)
        return self._live.ask(route.command(body, post.card), participant.id, key)

    def _await(self, connection: Connection, future: asyncio.Future[Accepted]) -> None:
        loop = asyncio.get_running_loop()
        late = loop.call_later(self._patience, _give_up, future)

        def answered(done: asyncio.Future[Accepted]) -> None:
            late.cancel()
            problem = done.exception()
            if problem is None:
                accepted = done.result()
                body = answers.Accepted(accepted.seq, accepted.id or "", accepted.repeated)
                connection.answer(raw_answer(200, msgspec.json.encode(body)))
            elif isinstance(problem, Refused):
                self._refuse(connection, problem)
            elif isinstance(problem, Exception):
                log_defect("an answer", problem)
                self._refuse(connection, DefectError())

        future.add_done_callback(answered)

    def _refuse(self, connection: Connection, problem: WireError | Refused) -> None:
        connection.answer(raw_refusal(problem, self._live.words, closing=False))


def _give_up(future: asyncio.Future[Accepted]) -> None:
    """Nobody knows whether it was stored: the phone sends the same key again."""
    if not future.done():
        future.set_exception(NotStoredError())
