"""All sockets of the port: how many there may be, who must go first, who has waited too long.

Joined phones have reserved places: strangers (sockets that have shown no valid token) make room
for each other, and never push a joined phone out: those first that leave their answers unread, then the
longest silent. A whole room that scans the code in the same second is a crowd too: nobody is sent away
before they could say a word.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Collection, Iterable

from workshop.web.contract.errors import WireError
from workshop.web.contract.rate_limits import Limits, RateClock, Window
from workshop.web.wire.connection import Connection, Waiting

GRACE_SECONDS = 1.0
"""A socket that came or was answered this lately is not closed because of a crowd."""
ANSWERING_SECONDS = 0.25
"""An answer made this lately may still be on its way out, even where every place is needed."""

MOST_SENT_AWAY, SECONDS_OF_PRESSURE = 250, 30.0
"""Sockets that had to make room, in so many seconds: more than a large room behind one address makes."""

_PATIENCE = {
    Waiting.FIRST_BYTE: "head_seconds",
    Waiting.HEAD: "head_seconds",
    Waiting.BODY: "body_seconds",
    Waiting.NEXT: "idle_seconds",
    Waiting.GOODBYE: "linger_seconds",
}


class Sockets:
    """The open sockets and the rules between them."""

    def __init__(
        self,
        limits: Limits,
        now: RateClock,
        refusal: Callable[[WireError], bytes],
        proxies: frozenset[str] = frozenset(),
    ) -> None:
        """`refusal` makes a whole HTTP answer of an error, for what never reaches the framework.

        `proxies` are addresses that speak for many clients: only the limit for all strangers holds there.
        """
        self.limits = limits
        self.now = now
        self.refusal = refusal
        self._proxies = proxies
        self._sent_away = Window(MOST_SENT_AWAY, SECONDS_OF_PRESSURE)
        self._all: dict[Connection, None] = {}
        self._strangers: dict[str, dict[Connection, None]] = {}
        self._stranger_count = 0
        self._owned: dict[str, dict[Connection, None]] = {}

    def __len__(self) -> int:
        return len(self._all)

    @property
    def are_pressed(self) -> bool:
        """Whether many more sockets come than there are places for."""
        return self._sent_away.wait(self.now()) > 0

    def admit(self, connection: Connection) -> bool:
        """Take a new socket in, if need be in place of another. False where all are busy."""
        if len(self._all) >= self.limits.sockets and not self._make_room():
            return False
        self._strangers.setdefault(connection.address, {})[connection] = None
        self._stranger_count += 1
        self._all[connection] = None
        return True

    def is_crowded(self, connection: Connection) -> bool:
        """Whether the socket is one of more strangers than may stay."""
        crowd = self._strangers.get(connection.address, {})
        most = self._most_from(connection.address)
        many = len(crowd) > most or self._stranger_count > self.limits.strangers
        return many and connection in crowd

    def leave(self, connection: Connection) -> None:
        """The socket is closed."""
        if connection not in self._all:
            return
        del self._all[connection]
        if connection.owner:
            self._remove(self._owned, connection.owner, connection)
        else:
            self._forget_stranger(connection)

    def promote(self, connection: Connection, participant: str) -> None:
        """The socket has shown the token of `participant`."""
        if connection not in self._all:
            return
        if connection.owner:
            self._remove(self._owned, connection.owner, connection)
        else:
            self._forget_stranger(connection)
        connection.owner = participant
        own = self._owned.setdefault(participant, {})
        if len(own) >= self.limits.sockets_per_participant:
            self._evict(own, ANSWERING_SECONDS)
        own[connection] = None

    def sweep(self) -> None:
        """Close every socket that has been waited for too long, and what is too much of a crowd."""
        now = self.now()
        for connection in tuple(self._all):
            connection.look(now)
        self._thin_out()
        for connection in tuple(self._all):
            if self._is_late(connection, now):
                connection.drop()

    def _is_late(self, connection: Connection, now: float) -> bool:
        name = _PATIENCE.get(connection.waiting)
        if name is not None and now - connection.since > getattr(self.limits, name):
            return True
        reading = self.limits.stuck_seconds if connection.owner else self.limits.unread_seconds
        return bool(connection.unread) and now - connection.stuck_since > reading

    async def keep_sweeping(self) -> None:
        """Sweep until cancelled, often enough for the shortest deadline."""
        names = (*_PATIENCE.values(), "unread_seconds", "stuck_seconds")
        shortest = min(getattr(self.limits, name) for name in names)
        while True:
            await asyncio.sleep(min(1.0, shortest / 4))
            self.sweep()

    def drop_all(self) -> None:
        """The server stops."""
        for connection in tuple(self._all):
            connection.close()

    def _thin_out(self) -> None:
        for address, crowd in tuple(self._strangers.items()):
            self._thin(crowd, self._most_from(address))
        self._thin(self._all_strangers(), self.limits.strangers)

    def _thin(self, crowd: Collection[Connection], most: int) -> None:
        """Let so many of a crowd stay. A quiet one need not go where one that does not read soon will."""
        now = self.now()
        soon = sum(bool(each.unread) and not self._can_go(each, now, GRACE_SECONDS) for each in crowd)
        self._evict(crowd, GRACE_SECONDS, len(crowd) - most - soon)

    def _make_room(self) -> bool:
        return self._evict(self._all_strangers(), 0) or self._evict(self._all, ANSWERING_SECONDS)

    def _most_from(self, address: str) -> int:
        """How many strangers may stay from one address."""
        limits = self.limits
        return limits.strangers if address in self._proxies else limits.strangers_per_address

    def _all_strangers(self) -> list[Connection]:
        return [connection for crowd in self._strangers.values() for connection in crowd]

    def _evict(self, candidates: Iterable[Connection], grace: float, most: int = 1) -> bool:
        """Close up to `most` of those that keep us waiting; False where none may be closed."""
        if most < 1:
            return False
        now = self.now()
        waiting = [connection for connection in candidates if self._can_go(connection, now, grace)]
        going = heapq.nsmallest(most, waiting, key=_place_in_line)
        for connection in going:
            self._sent_away.add(now)
            self.leave(connection)
            connection.drop()
        return bool(going)

    def _can_go(self, connection: Connection, now: float, grace: float) -> bool:
        connection.look(now)
        if connection.waiting is Waiting.TURN and not connection.owner:
            return True  # it has had an answer, and asked for more before it could have read it
        if connection.unread:
            return now - connection.unread_since >= (max(grace, GRACE_SECONDS) if connection.owner else grace)
        if connection.waiting is Waiting.ANSWER:
            # We keep it waiting, not it us: but a stranger gets no stream, so no answer takes this long.
            return not connection.owner and now - connection.since > self.limits.answer_seconds
        if connection.waiting is Waiting.NEXT:
            grace = max(grace, ANSWERING_SECONDS)
        return now - connection.since >= grace

    def _forget_stranger(self, connection: Connection) -> None:
        self._remove(self._strangers, connection.address, connection)
        self._stranger_count -= 1

    @staticmethod
    def _remove(groups: dict[str, dict[Connection, None]], key: str, connection: Connection) -> None:
        group = groups.get(key)
        if group is not None:
            group.pop(connection, None)
            if not group:
                del groups[key]


def _place_in_line(connection: Connection) -> tuple[bool, float]:
    """Who goes first: those that do not read their answers, before those that have nothing to say."""
    if connection.unread or connection.waiting is Waiting.TURN:
        return False, connection.unread_since
    return True, connection.since
