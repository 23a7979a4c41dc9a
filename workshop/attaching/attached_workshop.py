"""A workshop that is hosted by another process, as a face has it.

Should the host end without a word, it is found or started again, and the face goes on where it was.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec

from prompts.language.words import load_words
from prompts.methods.kinds import register_package
from sessions.clock import seconds_forward
from sessions.command_answers import CommandWarning
from sessions.commands import RotateAccess
from sessions.state import Event
from workshop.attaching.host_clock import HostClock
from workshop.attaching.host_finding import (
    SECONDS_TO_END,
    Found,
    NoHostError,
    find_host,
    find_or_start_host,
    kill_host,
    leave_anew,
)
from workshop.attaching.remote_room import RemoteRoom
from workshop.channel import codec
from workshop.channel.message_line import Line
from workshop.channel.messages import (
    Answer,
    Ended,
    Freeze,
    FromHost,
    HostOrder,
    Leave,
    MinutesWritten,
    MirrorTo,
    Point,
    Role,
    StateMessage,
    Status,
    Stored,
    TimeTalk,
    Watch,
    Welcome,
)
from workshop.channel.method_codec import method_from
from workshop.live.live_workshop import LiveWorkshop
from workshop.live.loop_mailbox import OnTheLoop
from workshop.live.other_faces import Deed, Elsewhere, deed_of
from workshop.live.secrets import new_access
from workshop.machine.addresses import Address, list_addresses

SECONDS_OF_SILENCE = 20.0
"""A host that says nothing for so long hangs; it says something every two seconds."""
SECONDS_UNTIL_NOTICED = 5.0
"""After so much of that silence it is said that nobody is reached."""
SECONDS_BETWEEN_TRIES = 0.5
SECONDS_TO_BE_RESTARTED = 15.0
"""A host that a service keeps is started again by that service; a face does it after so long."""

log = logging.getLogger(__name__)
_open: set[AttachedWorkshop] = set()
"""What this process has attached to and not left."""
_begun: list[Path] = []
"""Sessions this process asks a host for. Who is interrupted at it leaves the path here for `leave_all`."""


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
        self._watch = Watch()
        self._line: Line[FromHost] | None = line
        self._host = welcome.pid
        self._is_silent = False
        self._status = status
        self._room = RemoteRoom(codec.state_from(welcome.state))
        words = load_words(welcome.language)
        self.live = LiveWorkshop(self._room, method_from(welcome.method), words, OnTheLoop)
        self.live.attach()
        self.live.pointing = self.point
        self.live.timing = self.time_talk
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
        return self._line is None or self._is_silent or self._status.away

    @property
    def alarm(self) -> CommandWarning | None:
        """What must be in sight as long as it lasts."""
        return self._status.alarm

    @property
    def connected(self) -> int:
        """How many phones have the page open now."""
        return 0 if self._line is None else self._status.connected

    @property
    def others(self) -> int:
        """How many other faces lead it too."""
        return max(0, self._status.attached.leading - 1)

    @property
    def is_kept(self) -> bool:
        """Whether its host goes on without any face."""
        return self._is_kept

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

    def time_talk(self, seconds: float | None) -> None:
        """Tell the other faces how long there is to talk about one card; nothing while the host is away."""
        self._tell_host(TimeTalk(seconds))

    def freeze(self, on: bool) -> None:
        """Hold the audience's faces still, or let them go on; nothing happens while the host is away."""
        self._tell_host(Freeze(on))

    def show_in(self, columns: int, rows: int) -> None:
        """Tell how large the audience's screen is, in cells, so that whoever leads sees what is on it."""
        watch = Watch(columns, rows)
        if self._role is Role.AUDIENCE and watch != self._watch:
            self._watch = watch
            if self._line is not None:
                self._line.send(watch)

    def minutes_written(self) -> None:
        """Tell the other faces that lead that the minutes have been written here."""
        self._tell_host(MinutesWritten())

    def _tell_host(self, message: Freeze | MinutesWritten | TimeTalk) -> None:
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
            line.send(self._watch)
            return
        self._room.connect(line.send)
        if self._order.mirror is not None:
            # Whoever started the host may have named another folder, or none.
            line.send(MirrorTo(self._order.mirror))

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
                message = await self._next_message(line)
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

    async def _next_message(self, line: Line[FromHost]) -> FromHost | None:
        """Wait for it, and say so where it takes long. Raises TimeoutError after `SECONDS_OF_SILENCE`."""
        loop = asyncio.get_running_loop()
        noticed = loop.call_later(SECONDS_UNTIL_NOTICED, self._note_silence, True)
        try:
            async with asyncio.timeout(SECONDS_OF_SILENCE):
                message = await line.receive()
        finally:
            noticed.cancel()
        self._note_silence(False)
        return message

    def _note_silence(self, is_silent: bool) -> None:
        if is_silent is not self._is_silent:
            self._is_silent = is_silent
            self.live.announce()

    async def _end_if_it_hangs(self) -> None:
        # We may have been away ourselves: laid aside, or asleep with the computer.
        found = await find_host(self.path)
        if found is not None:
            found.line.abort()
            return
        log.error("the host hangs")
        if self._role is Role.LEADING:
            kill_host(self._host)

    async def _come_back(self) -> None:
        since = seconds_forward()
        while self._line is None and not self._closing:
            try:
                is_others = self._is_kept and seconds_forward() - since < SECONDS_TO_BE_RESTARTED
                may_start = self._role is Role.LEADING and not is_others
                found = await self._find_again(may_start=may_start)
            except Exception as problem:
                if not callable(getattr(problem, "sentence", None)):
                    raise
                log.exception("the workshop cannot be hosted yet")
                found = None
            if found is None:
                await asyncio.sleep(SECONDS_BETWEEN_TRIES)
                continue
            self._is_kept = found.welcome.is_kept
            self._line, self._host, self._is_silent = found.line, found.welcome.pid, False
            was_frozen = self.live.attached.frozen
            self._take_up(found.line)
            self._room.hear(found.welcome.state)
            self._note_status(found.status)
            if was_frozen:  # the host that held the audience's faces still is gone
                self.freeze(True)
            if self._closing:
                found.line.send(Leave())

    async def _find_again(self, *, may_start: bool) -> Found | None:
        """The host that takes the last one's place, at the address where phones have found that.

        None where there is none and none may be started. Raises what `find_or_start_host` raises.
        """
        if not may_start:
            return await find_host(self._order.session)
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
        until = status.talk_until
        left = (until - status.now).total_seconds() if until is not None else 0.0
        live.talk_until = seconds_forward() + left if until is not None else None
        live.writing, live.lost, live.pressed = status.writing, status.lost, status.pressed
        if not status.says_the_same_as(before):
            live.announce()


async def attach(order: HostOrder) -> AttachedWorkshop:
    """Attach to the host of `order.session`; where there is none, start one.

    Raises OtherVersionError, HostNotStartedError, and what keeps a host from hosting.
    """
    _begun.append(order.session)  # before there is a host: a signal may end us while it starts
    try:
        face = AttachedWorkshop(order, await find_or_start_host(order))
    except Exception:
        _begun.remove(order.session)
        raise
    _begun.remove(order.session)
    return face


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
    """Leave what is still attached, or about to be, when the loop is gone: a signal ends whoever was at it.

    Returns when each host that ends by it has given its file back.
    """
    paths = [*(workshop.path for workshop in _open), *_begun]
    _open.clear()
    _begun.clear()
    for path in () if hung_up else paths:
        asyncio.run(leave_anew(path))
