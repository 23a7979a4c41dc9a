"""What the host and a face say to each other: typed, in MessagePack, never code.

A row, an event and a command travel as their fields under the name of their table or class, so that what
arrives can only ever become one of the rows and commands that this program knows.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from sessions.command_answers import Accepted, CommandWarning
from sessions.model import ParticipantId
from workshop.channel.network_options import NetworkOptions
from workshop.live.other_faces import Attached
from workshop.live.wifi_qr import Wifi


class Role(StrEnum):
    """What a face is there for."""

    LEADING = "leading"
    """It leads the workshop: the first of these starts the host, the last to leave ends it."""
    AUDIENCE = "audience"
    """It only shows the workshop, and neither keeps the host nor ends it."""


class RowsOfTable(msgspec.Struct, array_like=True, frozen=True):
    """All rows of one table, each as MessagePack."""

    table: str
    rows: tuple[msgspec.Raw, ...]


class WriteOfEvent(msgspec.Struct, array_like=True, frozen=True):
    """A row before and after; nil where there was or is none."""

    table: str
    before: msgspec.Raw
    after: msgspec.Raw


class EventMessage(msgspec.Struct, array_like=True, frozen=True):
    """`sessions.state.Event`, with its writes as they travel."""

    seq: int
    at: datetime | None
    actor: ParticipantId
    command: str
    subject: str
    writes: tuple[WriteOfEvent, ...]


class Problem(msgspec.Struct, array_like=True, frozen=True):
    """An error: the names of its class and of those above it, its fields, and what it says for itself."""

    kinds: tuple[str, ...]
    fields: msgspec.Raw
    sentence: str


class StateMessage(msgspec.Struct, frozen=True, tag="state"):
    """The whole state as it stands after event `seq`. It replaces what was known."""

    tables: tuple[RowsOfTable, ...]
    seq: int


class Shares(msgspec.Struct, frozen=True, array_like=True):
    """What an activity shares with others, as places in the method's sets and activities; None: its own."""

    categories: int | None
    questions: int | None
    input: int | None


class MethodMessage(msgspec.Struct, frozen=True):
    """A method whose activities lack what they share, and what that is for each of them."""

    method: msgspec.Raw
    shares: tuple[Shares, ...]


class Welcome(msgspec.Struct, frozen=True, tag="welcome"):
    """The first message to a face: what the workshop is, and how it stands.

    `pid` is the host's process; `packages` hold the kinds of activity from elsewhere that the method uses.
    `reach` is how phones reach it. One that `is_kept` waits for no face; whoever started it starts it again.
    """

    pid: int
    path: Path
    packages: tuple[str, ...]
    method: MethodMessage
    language: str
    notices: tuple[CommandWarning, ...]
    state: StateMessage
    reach: NetworkOptions
    is_kept: bool


class Stored(msgspec.Struct, frozen=True, tag="stored"):
    """Events that are on disk, in order."""

    events: tuple[EventMessage, ...]


class Status(msgspec.Struct, frozen=True, tag="status"):
    """What is not in the session file. Said when it changes, and every two seconds as a sign of life.

    Attributes:
        origin: What phones open, such as `http://192.168.1.5:8140`.
        address: The address of this computer at which phones are served.
        port: The port there.
        wifi: The room's wireless network, where it has been named.
        connected: How many phones have the page open.
        away: Whether nothing listens for phones just now.
        trouble: Whether the disk has stopped taking input.
        alarm: What must be in sight as long as it lasts.
        now: The room's own time.
        pointed: What the facilitator's cursor is on, such as a card's id; empty for nothing.
        attached: Which faces are attached.
        writing: How many phones hold a text that has not been sent.
        lost: How many have said that they cannot follow.
        pressed: Whether more knock at the port than a room full of phones.
        talk_until: When the time to talk about one card is over, by the room's time; None for no limit.
    """

    origin: str
    address: str
    port: int
    wifi: Wifi | None
    connected: int
    away: bool
    trouble: bool
    alarm: CommandWarning | None
    now: datetime
    pointed: str = ""
    attached: Attached = Attached()
    writing: int = 0
    lost: int = 0
    pressed: bool = False
    talk_until: datetime | None = None

    def says_the_same_as(self, other: Status) -> bool:
        """Whether nothing but the time differs."""
        return self == msgspec.structs.replace(other, now=self.now)


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """What became of a request: accepted, a problem, or neither where it is simply done."""

    number: int
    accepted: Accepted | None = None
    problem: Problem | None = None


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """The host ends on purpose, and has given the file back when the channel closes."""


class CommandRequest(msgspec.Struct, frozen=True, tag="command"):
    """A command of the facilitator's: the name of its class, and its fields."""

    number: int
    command: str
    fields: msgspec.Raw


class AddressRequest(msgspec.Struct, frozen=True, tag="address"):
    """Listen for phones on another address of this computer."""

    number: int
    ip: str


class MirrorTo(msgspec.Struct, frozen=True, tag="mirror-to"):
    """Keep copies of the session in this folder too. Said by a face that was started with one."""

    folder: Path


class Watch(msgspec.Struct, frozen=True, tag="watch"):
    """The first word of a face of the audience, see `Role.AUDIENCE`; said again with its size in cells."""

    columns: int = 0
    rows: int = 0


class Point(msgspec.Struct, frozen=True, tag="point"):
    """The facilitator's cursor is now on `key`; empty where it is on nothing."""

    key: str


class TimeTalk(msgspec.Struct, frozen=True, tag="time-talk"):
    """There are so many seconds to talk about one card, on every face; None takes the limit away."""

    seconds: float | None


class Freeze(msgspec.Struct, frozen=True, tag="freeze"):
    """Hold the audience's faces still, or let them go on. Moving the workshop on lets them go on too."""

    on: bool


class MinutesWritten(msgspec.Struct, frozen=True, tag="minutes-written"):
    """The face has written the minutes. The host passes it on to the others that lead."""


class Leave(msgspec.Struct, frozen=True, tag="leave"):
    """The face goes. The last one to say so ends the host; with `stop` it ends whoever else is there."""

    stop: bool = False


FromHost = Welcome | StateMessage | Stored | Status | Answer | MinutesWritten | Ended
FromFace = (
    CommandRequest | AddressRequest | MirrorTo | Point | TimeTalk | Freeze | MinutesWritten | Watch | Leave
)


class HostOrder(msgspec.Struct, frozen=True):
    """What the first face starts a host with. Sent on its input: a password has no place on a command line.

    Attributes:
        session: The session file.
        language: Of what it says when it cannot host.
        log: The folder for the log.
        reach: How phones reach it.
        patience: How many seconds it hosts without a face; None: until it is told to stop.
        address: Where phones found the workshop before, if it can be had again.
        mirror: The folder in which copies of the session are kept, if any.
    """

    session: Path
    language: str
    log: Path
    reach: NetworkOptions
    patience: float | None
    address: str = ""
    mirror: Path | None = None


class HostReport(msgspec.Struct, frozen=True):
    """What a host says once on its output: faces may attach, or the problem that keeps it from hosting."""

    problem: Problem | None = None
