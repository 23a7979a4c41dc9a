"""Joining: by the secret of the QR code or the six-character code; each phone gets a token.

Everything remembered here is in memory only: addresses of wrong tries for ten minutes, and the
keys by which a phone that missed the response to its join gets the same response again.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections import OrderedDict

from sessions.commands import JoinWorkshop
from sessions.model import Participant, ParticipantId
from sessions.rules.people import active_participants
from workshop.live.live_workshop import LiveWorkshop
from workshop.web.contract.errors import (
    RoomFullError,
    TooFastError,
    TooManyTriesError,
    WrongCodeError,
    WrongSecretError,
)
from workshop.web.contract.rate_limits import Buckets, Limits, RateClock, TokenBucket, WrongTries
from workshop.web.contract.requests import JoinBody
from workshop.web.contract.responses import Joined, Person
from workshop.web.gate.guard import hashed, participant_of

SECONDS_BETWEEN_FULL_TRIES = 10
MOST_JOIN_KEYS = 2_048


class Admission:
    """Admits phones to the workshop."""

    def __init__(self, live: LiveWorkshop, limits: Limits, clock: RateClock) -> None:
        """Start without any joins or wrong tries."""
        self._live = live
        self._limits = limits
        self._clock = clock
        self._all = TokenBucket(limits.joins, clock())
        self._by_address = Buckets(limits.joins_per_address, clock)
        self._entering: set[ParticipantId] = set()
        """Those who were let in and have no answer yet. The state may show them already."""
        self._not_come: dict[ParticipantId, tuple[str, float]] = {}
        """Those who have joined and asked for nothing yet: from which address, and when."""
        self._by_key: OrderedDict[str, asyncio.Task[Joined]] = OrderedDict()
        self.wrong = WrongTries(limits, clock)

    async def join(self, body: JoinBody, address: str) -> Joined:
        """Admit the phone at `address`, or the one that used the same `join_key` before.

        Raises WrongSecretError, WrongCodeError, TooManyTriesError, TooFastError, RoomFullError,
        and the refusals of JoinWorkshop.
        """
        self._check_access(body, address)
        wait = self._by_address.take(address) or self._all.take(self._clock())
        if wait:
            raise TooFastError(retry_after=wait)
        if body.join_key is None:
            return await self._enter(body, address)
        key = hashlib.sha256(body.join_key.encode()).hexdigest()
        return await self._enter_once(body, address, key)

    def has_come(self, participant: ParticipantId) -> None:
        """The phone of `participant` has asked for something: it keeps its place."""
        self._not_come.pop(participant, None)

    async def _enter_once(self, body: JoinBody, address: str, key: str) -> Joined:
        task = self._by_key.get(key)
        if task is None or self._is_void(task):
            task = asyncio.get_running_loop().create_task(self._enter(body, address))
            self._by_key[key] = task
            if len(self._by_key) > MOST_JOIN_KEYS:
                self._by_key.popitem(last=False)
        return await asyncio.shield(task)

    def _is_void(self, task: asyncio.Task[Joined]) -> bool:
        """Whether an earlier join with the same key failed, or its participant was removed."""
        if not task.done():
            return False
        if task.cancelled() or task.exception() is not None:
            return True
        return participant_of(self._live, task.result().token) is None

    async def _enter(self, body: JoinBody, address: str) -> Joined:
        if self._is_full(address):
            # What others have joined just now and leave alone makes room again in a moment.
            soon = any(other != address for other, _ in self._not_come.values())
            raise RoomFullError(
                retry_after=self._limits.no_show_seconds if soon else SECONDS_BETWEEN_FULL_TRIES
            )
        token = secrets.token_urlsafe(16)
        command = JoinWorkshop(ParticipantId(secrets.token_hex(6)), hashed(token), body.alias, body.table)
        self._entering.add(command.participant)
        try:
            accepted = await self._live.send(command, actor=command.participant)
        finally:
            self._entering.discard(command.participant)
        row = self._live.state.participants.get(accepted.id)
        assert row is not None  # noqa: S101 - an answer arrives after the state shows it
        self._not_come[row.id] = (address, self._clock())
        return Joined(person(row), token)

    def _is_full(self, address: str) -> bool:
        """Whether there is no place for one more from `address`.

        One computer can join as often as a whole room. What it joined and then left alone takes up its own
        places, not those of others.
        """
        most = self._limits.participants
        here = {row.id for row in active_participants(self._live.state) if not row.typed_in}
        for gone in self._not_come.keys() - here:
            del self._not_come[gone]
        late = self._clock() - self._limits.no_show_seconds
        elsewhere = {
            person for person, (other, at) in self._not_come.items() if other != address and at <= late
        }
        return len(here | self._entering) - min(len(elsewhere), most) >= most

    def _check_access(self, body: JoinBody, address: str) -> None:
        access = self._live.access
        if body.secret:
            # 128 bits cannot be guessed: a right secret passes even if its address has used up its
            # tries at the code, so that one prankster cannot lock out a room behind a shared address.
            if not same(body.secret, access.secret):
                raise WrongSecretError
            return
        wait = self.wrong.wait(address)
        if wait:
            raise TooManyTriesError(retry_after=wait)
        if not same(typed(body.code), access.code):
            self.wrong.add(address, typed(body.code))
            raise WrongCodeError


def person(row: Participant) -> Person:
    """The participant as their phone shows them."""
    return Person(row.id, row.alias, row.table_name, row.number)


def same(given: str, right: str) -> bool:
    """Compare in constant time. An empty text equals nothing."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode()) and bool(right)


def typed(code: str) -> str:
    """A typed code in canonical form: case, spaces and hyphens do not matter."""
    return "".join(code.split()).replace("-", "").upper()
