"""A workshop that is hosted by another process, as a face has it.

Should the host end without a word, it is found or started again, and the face goes on where it was.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import os
import signal
from collections.abc import AsyncIterator

import msgspec

from prompts.language.words import load_words
from prompts.methods.kinds import register_package
from prompts.methods.model import Method
from sessions.clock import seconds_forward
from sessions.commands import RotateAccess
from sessions.rules.decide import CommandWarning
from sessions.state import Event
from workshop.attaching.finding import (
    SECONDS_TO_END,
    Found,
    NoHostError,
    find_host,
    find_or_start_host,
    leave_anew,
)
from workshop.attaching.host_clock import HostClock
from workshop.attaching.remote_room import RemoteRoom
from workshop.channel import codec
from workshop.channel.line import Line
from workshop.channel.messages import (
    Answer,
    Ended,
    Freeze,
    FromHost,
    HostOrder,
    Leave,
    MinutesWritten,
    Point,
    Role,
    StateMessage,
    Status,
    Stored,
    Watch,
    Welcome,
)
from workshop.live.live_workshop import LiveWorkshop
from workshop.live.loop_mailbox import OnTheLoop
from workshop.live.other_faces import Deed, Elsewhere, deed_of
from workshop.live.secrets import new_access
from workshop.machine.addresses import Address, list_addresses

SECONDS_OF_SILENCE = 20.0
"""A host that says nothing for so long hangs; it says something every two seconds."""
SECONDS_BETWEEN_TRIES = 0.5
SECONDS_TO_BE_RESTARTED = 15.0
"""A host that a service keeps is started again by that service; a face does it after so long."""

log = logging.getLogger(__name__)
_open: set[AttachedWorkshop] = set()
"""What this process has attached to and not left."""


class AttachedWorkshop:
    """One face's connection to the workshop, from `attach` to `close`. It belongs to one loop."""

    def __init__(self, order: HostOrder, found: Found, role: Role = Role.LEADING) -> None:
        """Take what `find_host` or `find_or_start_host` found for `order`; made on the loop.

        In the audience's `role` it starts no host, ends none, and asks for nothing.
        """
        line, welcome, status = found.line, found.welcome, found.status
        for package in welcome.packages:
            register_package(package)
        self.path = welcome.path
        self.warnings = welcome.notices
        self.clock = HostClock(status.now)
        self.has_ended = False
        """Whether the host has ended on purpose: there is nothing to come back to."""
        self._order = msgspec.structs.replace(order, reach=welcome.reach)
        self._is_kept = welcome.is_kept
        self._role = role
        self._line: Line[FromHost] | None = line
        self._host = welcome.pid
        self._status = status
        self._room = RemoteRoom(codec.state_from(welcome.state))
        words = load_words(welcome.language)
        self.live = LiveWorkshop(self._room, codec.decode(welcome.method, Method), words, OnTheLoop)
        self.live.attach()
        self.live.pointing = self.point
        self._room.on_elsewhere = self._note_elsewhere
        self._take_up(line)
        self._note_status(status)
        self._closing = False
        self._following = asyncio.create_task(self._follow())
        if role is Role.LEADING:
            _open.add(self)

    @property
    def is_away(self) -> bool:
        """Whether phones or we are cut off just now."""
        return self._line is None or self._status.away

    @property
    def alarm(self) -> CommandWarning | None:
        """What must be in sight as long as it lasts."""
        return self._status.alarm

    @property
    def connected(self) -> int:
        """How many phones have the page open now."""
        return 0 if self._line is None else self._status.connected

    @property
    def port(self) -> int:
        """Where phones are served on this computer."""
        return self._status.port

    def addresses(self) -> tuple[Address, ...]:
        """The addresses of this computer."""
        return list_addresses()

    async def choose_address(self, ip: str) -> None:
        """Put another address in the QR code. Raises an error with a sentence; then the old one stays."""
        await self._room.choose_address(ip)

    async def rotate_access(self) -> None:
        """A new QR code and a new code to type; phones that have joined stay. Raises what `send` raises."""
        access = new_access()
        await self.live.send(RotateAccess(access.secret, access.code))

    def point(self, key: str) -> None:
        """Tell the other faces what the cursor is on; nothing happens while the host is away."""
        if self._role is Role.LEADING and self._line is not None and key != self._status.pointed:
            self._line.send(Point(key))

    def freeze(self, on: bool) -> None:
        """Hold the audience's faces still, or let them go on; nothing happens while the host is away."""
        self._tell_host(Freeze(on))

    def minutes_written(self) -> None:
        """Tell the other faces that lead that the minutes have been written here."""
        self._tell_host(MinutesWritten())

    def _tell_host(self, message: Freeze | MinutesWritten) -> None:
        if self._role is Role.LEADING and self._line is not None:
            self._line.send(message)

    async def close(self, *, hung_up: bool = False) -> None:
        """Leave. The last face that leads ends the host by it; this returns when it has given the file back.

        Where the face has `hung_up` it goes without a word, and may come back. Safe to call twice.
        """
        if self._closing:
            return
        self._closing = True
        if hung_up:
            self._following.cancel()
        elif self._line is not None:
            self._line.send(Leave())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_END):
                await asyncio.gather(self._following, return_exceptions=True)
        self._following.cancel()
        if self._line is not None:
            await self._line.close()
        self._room.lose()
        self.live.detach()
        _open.discard(self)

    def _take_up(self, line: Line[FromHost]) -> None:
        if self._role is Role.AUDIENCE:
            line.send(Watch())
        else:
            self._room.connect(line.send)

    async def _follow(self) -> None:
        while (line := self._line) is not None:
            await self._hear(line)
            self._line = None
            self._room.lose()
            line.abort()
            if self._closing or self.has_ended:
                break
            log.error("the host of the workshop is gone; it is looked for")
            self.live.announce()
            await self._come_back()
        self.live.announce()

    async def _hear(self, line: Line[FromHost]) -> None:
        """Take what comes, until nothing does."""
        try:
            while True:
                async with asyncio.timeout(SECONDS_OF_SILENCE):
                    message = await line.receive()
                match message:
                    case None:
                        return
                    case Stored() | StateMessage() | Answer():
                        self._room.hear(message)
                    case Status():
                        self._note_status(message)
                    case MinutesWritten():
                        self._say_elsewhere(Elsewhere(Deed.MINUTES, seconds_forward()))
                    case Ended():
                        self.has_ended = True
                    case Welcome():
                        log.error("the host begins twice")
        except TimeoutError:
            await self._end_if_it_hangs()
        except (msgspec.DecodeError, KeyError):
            log.exception("what the host says makes no sense")

    async def _end_if_it_hangs(self) -> None:
        # We may have been away ourselves: laid aside, or asleep with the computer.
        found = await find_host(self.path)
        if found is not None:
            found.line.abort()
            return
        log.error("the host hangs")
        if self._role is not Role.LEADING:
            return
        with contextlib.suppress(OSError):
            os.kill(self._host, getattr(signal, "SIGKILL", signal.SIGTERM))

    async def _come_back(self) -> None:
        since = seconds_forward()
        while self._line is None and not self._closing:
            try:
                if self._is_kept and seconds_forward() - since < SECONDS_TO_BE_RESTARTED:
                    found = await find_host(self._order.session)
                else:
                    found = await self._find_again()
            except Exception as problem:
                if not callable(getattr(problem, "sentence", None)):
                    raise
                if not isinstance(problem, NoHostError):
                    log.exception("the workshop cannot be hosted yet")
                found = None
            if found is None:
                await asyncio.sleep(SECONDS_BETWEEN_TRIES)
                continue
            self._is_kept = found.welcome.is_kept
            self._line, self._host = found.line, found.welcome.pid
            was_frozen = self.live.attached.frozen
            self._take_up(found.line)
            self._room.hear(found.welcome.state)
            self._note_status(found.status)
            if was_frozen:  # the host that held the audience's faces still is gone
                self.freeze(True)
            if self._closing:
                found.line.send(Leave())

    async def _find_again(self) -> Found:
        """The host that takes the last one's place, at the address where phones have found that.

        Raises what `find_or_start_host` raises; in the audience's role, which waits for others to start one,
        NoHostError.
        """
        if self._role is Role.AUDIENCE:
            if found := await find_host(self._order.session):
                return found
            raise NoHostError
        reach = dataclasses.replace(self._order.reach, port=self._status.port)
        order = msgspec.structs.replace(self._order, reach=reach, address=self._status.address)
        return await find_or_start_host(order)

    def _note_elsewhere(self, event: Event) -> None:
        done = deed_of(event)
        if done is not None:
            deed, left = done
            self.live.elsewhere = Elsewhere(deed, seconds_forward(), left)

    def _say_elsewhere(self, elsewhere: Elsewhere) -> None:
        self.live.elsewhere = elsewhere
        self.live.announce()

    def _note_status(self, status: Status) -> None:
        before, self._status = self._status, status
        self.clock.set(status.now)
        live = self.live
        live.origin, live.wifi, live.trouble = status.origin, status.wifi, status.trouble
        live.pointed, live.attached = status.pointed, status.attached
        live.writing, live.pressed = status.writing, status.pressed
        if status != msgspec.structs.replace(before, now=status.now):
            live.announce()


async def attach(order: HostOrder) -> AttachedWorkshop:
    """Attach to the host of `order.session`; where there is none, start one.

    Raises OtherVersionError, HostNotStartedError, and what keeps a host from hosting.
    """
    return AttachedWorkshop(order, await find_or_start_host(order))


async def attach_audience(order: HostOrder) -> AttachedWorkshop:
    """Attach to the host of `order.session` only to show it. It starts none and keeps none.

    Raises NoHostError, OtherVersionError.
    """
    found = await find_host(order.session)
    if found is None:
        raise NoHostError
    return AttachedWorkshop(order, found, Role.AUDIENCE)


@contextlib.asynccontextmanager
async def attached(order: HostOrder) -> AsyncIterator[AttachedWorkshop]:
    """`attach` for an `async with` statement."""
    workshop = await attach(order)
    try:
        yield workshop
    finally:
        await workshop.close()


def leave_all(*, hung_up: bool) -> None:
    """Leave what is still attached when the loop is gone: a signal may end whoever was leaving.

    Returns when each host that ends by it has given its file back.
    """
    for workshop in tuple(_open):
        _open.discard(workshop)
        if not hung_up:
            asyncio.run(leave_anew(workshop.path))
