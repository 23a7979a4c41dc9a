"""What the room's process and the phones' process say to each other, and how it is put into bytes.

The line is a socket pair that only these two hold: the phones' process is started with its end, no
other program can open it. That is what makes it safe to read pickles from it.
"""

from __future__ import annotations

import copyreg
import dataclasses
import operator
import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from prompts.methods.model import Method
from sessions.commands import Command
from sessions.model import ParticipantId, Row
from sessions.rules.decide import Accepted, IdempotencyKey
from sessions.state import Event, RowWrite, State
from sessions.tables import SHAPES, shapes
from workshop.live.live_workshop import RECEIPTS
from workshop.web.contract.errors import ListeningError
from workshop.web.contract.settings import ServerSettings

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All rows of a workshop but its receipts, and the number of the last event in them."""

    rows: tuple[Row, ...]
    seq: int

    @classmethod
    def of(cls, state: State) -> Snapshot:
        """What `state` shows."""
        names = (shape.name for shape in shapes() if shape.name != RECEIPTS)
        return cls(tuple(row for name in names for row in state.table(name)), state.seq)

    def state(self) -> State:
        """A state of one's own that shows the same."""
        state = State()
        state.load(self.rows)
        state.seq = self.seq
        return state


# From the room.


@dataclass(frozen=True, slots=True)
class Begin:
    """The first message: what the workshop is, and how it stands.

    `packages` hold the kinds of activity from elsewhere that the method uses.
    """

    packages: tuple[str, ...]
    state: Snapshot
    method: Method
    language: str


@dataclass(frozen=True, slots=True)
class Listen:
    """Listen here, and nowhere else any more. The answer is `Listening` or `NotListening`."""

    settings: ServerSettings


@dataclass(frozen=True, slots=True)
class Stored:
    """Events that are on disk."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The state was read from disk again and replaces what was known."""

    state: Snapshot


@dataclass(frozen=True, slots=True)
class Trouble:
    """The disk has stopped taking input, or takes it again."""

    on: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of commands, by the numbers they were asked under."""

    answers: tuple[tuple[int, Accepted | BaseException], ...]


# From the phones.


@dataclass(frozen=True, slots=True)
class Ask:
    """A command, who asks for it, and the number its answer is expected under."""

    number: int
    command: Command
    actor: ParticipantId
    post: IdempotencyKey | None


@dataclass(frozen=True, slots=True)
class Asks:
    """All that phones asked for in one turn of their loop."""

    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Listening:
    """The port, and what phones open."""

    port: int
    origin: str


@dataclass(frozen=True, slots=True)
class NotListening:
    """Why nobody can be reached there."""

    problem: ListeningError


@dataclass(frozen=True, slots=True)
class Connected:
    """How many phones have the page open now. Said again and again, as a sign of life."""

    phones: int


FromRoom = Begin | Listen | Stored | Reloaded | Trouble | Answers
FromPhones = Asks | Listening | NotListening | Connected
Message = FromRoom | FromPhones


def _pack_quickly(kind: type) -> None:
    """Have pickle make `kind` again by calling it, with all fields in order.

    What dataclasses do of their own accord goes field by field in Python, and takes three times as long.
    """
    fields = dataclasses.fields(kind)
    assert not any(field.kw_only for field in fields)  # noqa: S101 - they could not be given in order
    values = operator.attrgetter(*(field.name for field in fields))
    if len(fields) == 1:
        copyreg.pickle(kind, lambda thing: (kind, (values(thing),)))
    else:
        copyreg.pickle(kind, lambda thing: (kind, values(thing)))


for _kind in (
    *(shape.row for shape in SHAPES),
    Event,
    RowWrite,
    Accepted,
    IdempotencyKey,
    Ask,
    Asks,
    Stored,
    Answers,
):
    _pack_quickly(_kind)


def packed(message: Message) -> bytes:
    """`message` as it goes over the line."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


class Unpacker:
    """Puts what arrives in pieces together again."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._buffer = bytearray()

    def take(self, piece: bytes) -> Iterator[Message]:
        """The messages that are whole now."""
        self._buffer += piece
        while len(self._buffer) >= _LENGTH.size:
            whole = _LENGTH.size + _LENGTH.unpack_from(self._buffer)[0]
            if len(self._buffer) < whole:
                return
            body = bytes(self._buffer[_LENGTH.size : whole])
            del self._buffer[:whole]
            yield pickle.loads(body)  # noqa: S301 - from our own other process, see above
