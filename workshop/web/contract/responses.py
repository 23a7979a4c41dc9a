"""The responses to phones: one shape per response, encoded as JSON at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    KindField = msgspec.Struct | None
else:
    # The `PART` of the view of the activity's kind. The kind is beside it, in the activity, not inside
    # it: msgspec cannot decode that union.
    KindField = Any


class Accepted(msgspec.Struct, frozen=True):
    """The input is on disk under the journal number `seq`; `id` is what it made or changed."""

    seq: int
    id: str
    repeated: bool


class Noted(msgspec.Struct, frozen=True):
    """It has been taken note of, and is stored nowhere."""

    noted: bool = True


class Person(msgspec.Struct, frozen=True):
    """The participant as the phone shows them."""

    id: str
    alias: str
    table: str
    number: int


class Joined(msgspec.Struct, frozen=True):
    """Who the phone is now, and the bearer token for everything that follows."""

    participant: Person
    token: str


class Problem(msgspec.Struct, frozen=True):
    """A stable code for programs, a sentence for people."""

    code: str
    sentence: str


class ProblemAnswer(msgspec.Struct, frozen=True):
    """The body of every refusal but 421."""

    error: Problem


class Me(msgspec.Struct, frozen=True):
    """The participant and whether they are done with this activity."""

    id: str
    alias: str
    table: str
    number: int
    done: bool
    worth: str
    """What one has answered to "was it worth the time"; empty before that."""


class WorkshopPart(msgspec.Struct, frozen=True):
    """The workshop's own data. `sign` is two words that the projector shows too.

    `tables` says that people sit at several tables; `before` is what to think about until it begins,
    `ground_rules` how the group works together. `pdf` says that the minutes can be fetched as a PDF, too.
    `screen` says that what the projector shows can be fetched in words.
    `next_meeting` is a sentence about when the group meets again, empty where that has not been agreed.
    """

    title: str
    organisation: str
    group: str
    status: str
    language: str
    sign: str
    tables: bool
    before: str
    ground_rules: tuple[str, ...]
    pdf: bool = False
    next_meeting: str = ""
    screen: bool = False


class TimedPartPart(msgspec.Struct, frozen=True):
    """A part of the activity, and the second of its time at which it ends."""

    title: str
    ends: float


class ClockPart(msgspec.Struct, frozen=True):
    """The clock. `remaining_seconds` is negative when the time is used up; `parts` divide the whole time."""

    minutes: int
    remaining_seconds: float
    paused: bool
    parts: tuple[TimedPartPart, ...] = ()


class ActivityPart(msgspec.Struct, frozen=True):
    """The activity on the projector. `id` changes when it is opened again at another place."""

    id: str
    key: str
    kind: str
    phase: str
    number: int
    of: int
    step: str
    title: str
    purpose: str
    prompt: str
    body: tuple[str, ...]
    form: str
    pause: bool
    open: bool
    revealed: bool
    round: int
    clock: ClockPart


class PointedPart(msgspec.Struct, frozen=True):
    """The card or agreement that the facilitator's cursor is on, large on the projector; empty for none."""

    id: str = ""
    text: str = ""


class ParticipantView(msgspec.Struct, frozen=True):
    """Everything that one phone shows."""

    seq: int
    workshop: WorkshopPart
    me: Me
    people: int
    phones: int
    done: int
    trouble: bool
    activity: ActivityPart | None
    kind: KindField
    pointed: PointedPart = PointedPart()
