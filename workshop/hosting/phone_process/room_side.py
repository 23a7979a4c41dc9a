"""The room's side of the line: hands in what phones ask for, and tells them what was stored.

What the room tells goes out in the room's own thread, so that phones know of an event before anybody
on this side does, and no other thread has to be woken first.
"""

from __future__ import annotations

import threading

from prompts.methods.kinds import packages_of
from prompts.methods.model import Method
from sessions.room.room import Room
from sessions.rules.decide import Accepted
from sessions.state import Event, State
from workshop.hosting.phone_process.messages import (
    Answers,
    Asks,
    Begin,
    Reloaded,
    Snapshot,
    Stored,
    Trouble,
    packed,
)
from workshop.hosting.phone_process.nonblocking_writer import NonblockingWriter
from workshop.live.live_workshop import RECEIPTS


class RoomSide:
    """A listener of the room (`sessions.room.room.RoomListener`) that passes on to one outlet."""

    def __init__(self, room: Room, outlet: NonblockingWriter) -> None:
        """Nothing is passed on before `begin`."""
        self._room = room
        self._outlet = outlet
        self._begun = threading.Lock()
        self._answering = threading.Lock()
        self._answered: list[tuple[int, Accepted | BaseException]] = []

    def begin(self, method: Method, language: str) -> None:
        """Tell how the workshop stands, and all that happens from then on.

        Raises NotStoredError where the room has ended.
        """
        # The room's thread waits here with its first event until the state before it has gone out.
        with self._begun:
            state = self._room.subscribe(self)
            self._outlet.send(packed(Begin(packages_of(method), Snapshot.of(state), method, language)))

    def end(self) -> None:
        """Pass nothing on any more."""
        self._room.unsubscribe(self)

    def hand_in(self, asks: Asks) -> None:
        """Ask the room for what phones asked for."""
        for ask in asks.asks:
            self._room.ask(ask.command, ask.actor, ask.post, NumberedReply(self, ask.number))
        # A room that has ended answers at once, and has no thread any more that would settle.
        self.on_settled()

    def note(self, number: int, answer: Accepted | BaseException) -> None:
        """The answer to a command; it goes out with the others of its batch."""
        with self._answering:
            self._answered.append((number, answer))

    # Called in the room's thread.

    def on_events(self, events: tuple[Event, ...]) -> None:
        with self._begun:
            self._outlet.send(packed(Stored(tuple(_for_phones(event) for event in events))))

    def on_reload(self, state: State) -> None:
        with self._begun:
            self._outlet.send(packed(Reloaded(Snapshot.of(state))))

    def on_trouble(self, trouble: bool) -> None:
        with self._begun:
            self._outlet.send(packed(Trouble(trouble)))

    def on_settled(self) -> None:
        with self._answering:
            if self._answered:
                answers, self._answered = tuple(self._answered), []
                self._outlet.send(packed(Answers(answers)))


class NumberedReply:
    """Where the room puts the answer to one command of a phone (`sessions.room.inbox.Reply`)."""

    __slots__ = ("_desk", "_done", "_number")

    def __init__(self, desk: RoomSide, number: int) -> None:
        """The answer is expected under `number`."""
        self._desk = desk
        self._number = number
        self._done = False

    def done(self) -> bool:
        """Whether an answer was given."""
        return self._done

    def set_result(self, accepted: Accepted, /) -> None:
        """The command is on disk."""
        self._answer(accepted)

    def set_exception(self, problem: BaseException, /) -> None:
        """It was refused, or nobody knows."""
        self._answer(problem)

    def _answer(self, answer: Accepted | BaseException) -> None:
        self._done = True
        self._desk.note(self._number, answer)


def _for_phones(event: Event) -> Event:
    writes = tuple(write for write in event.writes if write.table != RECEIPTS)
    return Event(event.seq, event.at, event.actor, event.command, event.subject, writes)
