"""A running workshop as one face sees it: a state on that face's event loop, one way to send.

The room has its own thread, the screen an event loop, the phones a process with a loop of its own. A
`LiveWorkshop` stands between the room and one loop: it keeps a copy of the state there, applies every
stored event to it, and only then tells its listeners, so that everybody on the loop may read without
a lock. An answer to `send` arrives after the state shows what was sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.clock import seconds_forward
from sessions.command_answers import Accepted, IdempotencyKey
from sessions.commands import Command
from sessions.model import FACILITATOR, ParticipantId
from sessions.room.inbox import Reply
from sessions.room.listener import RoomListener
from sessions.state import Event, State
from workshop.live.join_words import sign_of
from workshop.live.loop_mailbox import LoopReply, Mailbox
from workshop.live.other_faces import Attached, Elsewhere
from workshop.live.wifi_qr import Wifi

RECEIPTS = "receipts"
"""Only the room looks a post up again. They are the one table that grows with every post, so the
state does without."""

QUIET_TURNS = 3
"""So many turns of the loop lie between a request that is read and the command that it becomes."""
SECONDS_TO_GATHER = 0.02
"""A crowd that never falls silent is not waited for any longer."""

EventListener = Callable[[tuple[Event, ...]], None]

PAIR = "+"
"""Stands between two cards that are pointed at together: do they say the same?"""
BOARD = "board"
LEARNED = "learned"
"""Pointed at in place of a card while the whole board is looked at; no card has this key."""


@dataclass(frozen=True, slots=True)
class JoinAccess:
    """Where phones find the workshop. `origin` is `http://192.168.1.5:8140`; no trailing slash.

    `sign` is two words that phones show too: whoever sees others has scanned another code.
    """

    origin: str
    secret: str
    code: str
    sign: str = ""

    @property
    def url(self) -> str:
        """What the QR code holds: the secret stands in the fragment and reaches no log."""
        return f"{self.origin}/#{self.secret}"


class AskedRoom(Protocol):
    """What a face needs of the room; `sessions.room.room.Room` tells what each method promises."""

    def ask(
        self, command: Command, actor: ParticipantId, post: IdempotencyKey | None, reply: Reply
    ) -> None: ...
    def subscribe(self, listener: RoomListener) -> State: ...
    def unsubscribe(self, listener: RoomListener) -> None: ...


class LiveWorkshop:
    """The state, the method, the words, and `send`."""

    def __init__(
        self,
        room: AskedRoom,
        method: Method,
        words: Words,
        mailbox: Callable[[asyncio.AbstractEventLoop], Mailbox] = Mailbox,
    ) -> None:
        """Take a started room. `attach` must be called on the event loop before use.

        `mailbox` brings what the room says onto the loop.
        """
        self.method = method
        self.words = words
        self.trouble = False
        self.state = State()
        self.origin = ""
        self.wifi: Wifi | None = None
        """The room's wireless network, if the facilitator has named it; never stored."""
        self.pointed = ""
        """What the facilitator's cursor is on, on whichever face; never stored."""
        self.pointing: Callable[[str], None] = _to_nobody
        """Tells others what the cursor of this face is on: an attached workshop the other faces, at the host
        the phones' server the phones."""
        self.talk_until: float | None = None
        """When the time to talk about one card is over, on the clock of `seconds_forward`; never stored."""
        self.timing: Callable[[float | None], None] = _to_nobody
        """Tells other faces how many seconds there are to talk about one card; None for no such limit."""
        self.writing = 0
        """How many phones hold a text that has not been sent; never stored."""
        self.lost = 0
        """How many people have said on their phones that they cannot follow; never stored."""
        self.pressed = False
        """Whether more knock at the phones' port than a room full of phones; never stored."""
        self.attached = Attached()
        """Which faces are attached to the workshop; never stored."""
        self.elsewhere: Elsewhere | None = None
        """What another face that leads did last; never stored."""
        self._room = room
        self._new_mailbox = mailbox
        self._listeners: list[EventListener] = []
        self._mailbox: Mailbox | None = None
        self._asked: list[tuple[Command, ParticipantId, IdempotencyKey | None, Reply]] = []

    @property
    def talk_left(self) -> float | None:
        """Seconds left to talk about one card, negative when they are over; None where nobody times it."""
        return None if self.talk_until is None else self.talk_until - seconds_forward()

    def time_talk(self, seconds: float | None) -> None:
        """Give so many seconds to talk about one card, on every face; None takes the limit away."""
        self.talk_until = None if seconds is None else seconds_forward() + seconds
        self.timing(seconds)

    @property
    def access(self) -> JoinAccess:
        """The address, secret and code that are valid now."""
        workshop = self.state.workshop
        sign = sign_of(workshop.join_secret, self.words)
        return JoinAccess(self.origin, workshop.join_secret, workshop.join_code, sign)

    def attach(self) -> None:
        """Begin to follow the room from the running event loop."""
        self._mailbox = self._new_mailbox(asyncio.get_running_loop())
        self.state = _without_receipts(self._room.subscribe(self))

    def detach(self) -> None:
        """Stop following the room."""
        self._room.unsubscribe(self)
        self._mailbox = None

    async def send(
        self, command: Command, actor: ParticipantId = FACILITATOR, post: IdempotencyKey | None = None
    ) -> Accepted:
        """Ask for a command and wait until it is on disk.

        Raises the `Refused` that says why not. Cancelling the caller does not cancel the command.
        """
        return await self.ask(command, actor, post)

    def ask(
        self, command: Command, actor: ParticipantId = FACILITATOR, post: IdempotencyKey | None = None
    ) -> asyncio.Future[Accepted]:
        """The same, as a future of the running loop."""
        mailbox, loop = self._mailbox, asyncio.get_running_loop()
        if mailbox is None or mailbox.loop is not loop:
            mailbox = self._new_mailbox(loop)
        reply = LoopReply(mailbox)
        asked = (command, actor, post, reply)
        if mailbox is not self._mailbox:
            self._room.ask(*asked)
            return reply.future
        self._asked.append(asked)
        if len(self._asked) == 1:
            loop.call_soon(self._gather, 1, 0, loop.time() + SECONDS_TO_GATHER)
        return reply.future

    def _gather(self, known: int, quiet: int, deadline: float) -> None:
        """Hand in what was asked once no more comes: a burst is one commit, not one a turn of the loop.

        A commit that begins with the first of a burst keeps all others waiting for a second one.
        """
        loop, asked = asyncio.get_running_loop(), self._asked
        quiet = quiet + 1 if len(asked) == known else 0
        if quiet < QUIET_TURNS and loop.time() < deadline:
            loop.call_soon(self._gather, len(asked), quiet, deadline)
            return
        self._asked = []
        for command, actor, post, reply in asked:
            self._room.ask(command, actor, post, reply)

    def listen(self, listener: EventListener) -> Callable[[], None]:
        """Call `listener` on the loop after each batch of events; returns how to stop.

        An empty tuple means that anything may have changed (the state was read again, or the
        disk's trouble began or ended): draw everything anew.
        """
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def announce(self) -> None:
        """Tell the listeners that something besides the events has changed, such as the address."""
        self._tell(())

    # Called in the room's thread.

    def on_events(self, events: tuple[Event, ...]) -> None:
        self._hand_over(lambda: self._take(events))

    def on_reload(self, state: State) -> None:
        self._hand_over(lambda: self._take_anew(state))

    def on_trouble(self, trouble: bool) -> None:
        self._hand_over(lambda: self._take_trouble(trouble))

    def on_settled(self) -> None:
        """Each caller of `send` hears for itself."""

    def _hand_over(self, task: Callable[[], None]) -> None:
        if (mailbox := self._mailbox) is not None:
            mailbox.put(task)

    def _take(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if event.seq > self.state.seq:
                self.state.apply(write for write in event.writes if write.table != RECEIPTS)
                self.state.seq = event.seq
        self._tell(events)

    def _take_anew(self, state: State) -> None:
        self.state = _without_receipts(state)
        self._tell(())

    def _take_trouble(self, trouble: bool) -> None:
        self.trouble = trouble
        self._tell(())

    def _tell(self, events: tuple[Event, ...]) -> None:
        for listener in tuple(self._listeners):
            listener(events)


def _to_nobody(said: object) -> None:
    """There is no other face."""


def _without_receipts(state: State) -> State:
    state.forget(RECEIPTS)
    return state
