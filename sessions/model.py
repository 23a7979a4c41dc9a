"""The rows of a workshop: frozen data, one class a table of the session file.

Every other layer reads these. A change makes a new row (`dataclasses.replace`), never alters one.
Times are ISO 8601 texts in UTC, as they stand in the file. Keys are texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sessions.workshop_status import WorkshopStatus as WorkshopStatus  # read from here by all that know rows

FACILITATOR = "facilitator"
"""The actor of every command that comes from the keys of the laptop."""


class ActivityStatus(StrEnum):
    """Where an activity of the run sheet stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"


class StepStatus(StrEnum):
    """How far a next step has come."""

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Workshop:
    """The one row that says what this file is. `key` is always `workshop`.

    `date` is an ISO date. `dots` is the votes each participant has, `max_per_item` the most on
    one card. `current` is the id of the scheduled activity on the projector, empty in the lobby.
    `join_secret` is the 128-bit token of the QR code, `join_code` the six characters to type;
    both are shown on the projector and rotated with one key.
    """

    key: str
    title: str
    organisation: str
    group_name: str
    date: str
    method: str
    run_sheet: str
    language: str
    dots: int
    max_per_item: int
    status: WorkshopStatus
    current: str
    meeting: int
    join_secret: str
    join_code: str
    port: int
    show_small_groups: bool
    created_at: str
    closed_at: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the group: the first workshop (`number` 1), then each follow-up.

    The workshop's own row holds the date and the run sheet of the latest one.
    """

    number: int
    date: str
    run_sheet: str


@dataclass(frozen=True, slots=True)
class ScheduledActivity:
    """One activity in this workshop's own run sheet, in the order of `position`.

    `minutes` is what was planned, `extra_minutes` what `+2` has added. The clock ran
    `elapsed_seconds` before `running_since` (empty while paused or not running).
    `input_open` says that phones may send; `revealed` that everyone sees what all have written;
    `placement_round` is the round that placements now go into, 0 for none; `meeting` the number of the
    meeting it is part of.
    """

    id: str
    activity: str
    position: int
    minutes: int
    extra_minutes: int
    status: ActivityStatus
    running_since: str
    elapsed_seconds: float
    input_open: bool
    revealed: bool
    placement_round: int
    meeting: int


@dataclass(frozen=True, slots=True)
class Participant:
    """A phone, or a person the facilitator typed in (`token_hash` empty, `typed_in`).

    `meeting` is the last one they took part in.
    """

    id: str
    number: int
    alias: str
    table_name: str
    token_hash: str
    typed_in: bool
    removed: bool
    joined_at: str
    meeting: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """One short text in a deck.

    `number` counts from 1 within its deck. `author` is a participant id, or empty for the
    facilitator. `status` is a key of the deck's statuses; `occurred` and `outcome` are the keys
    of the grid (when it happened, how it went). `merged_into` names the card this one went
    into. `withdrawn` cards are kept and never shown; `hidden` ones the facilitator took off
    the projector.
    """

    id: str
    deck: str
    number: int
    scheduled: str
    author: str
    text: str
    status: str
    occurred: str
    outcome: str
    theme: str
    merged_into: str
    hidden: bool
    withdrawn: bool
    agreed: str
    next_category: str
    disagreement: str
    behaviour_goal: str
    meeting: int
    created_at: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A named cluster of cards in one deck."""

    id: str
    deck: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Two cards that are not the same, however alike they look: said in one scheduled activity.

    The two ids stand in the order of the alphabet, so that a pair has one row.
    """

    scheduled: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Placement:
    """One participant's choice of category for one card in one placement round.

    Placement rounds count over all meetings, two in each: see `sessions.tally.placement_rounds`.
    """

    card: str
    participant: str
    placement_round: int
    category: str


@dataclass(frozen=True, slots=True)
class HandCount:
    """A show of hands of people without a phone: `count` hands for `choice` on `subject`.

    For placements the subject is a card id and the choice a category; for ratings a statement
    key and a number; for votes a card id and `dots`. `scheduled` is the activity's id, or for
    placements empty, so that the count belongs to the card and the placement round (0 for all else).
    """

    scheduled: str
    subject: str
    placement_round: int
    choice: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One participant's text for one question of one category (author empty: facilitator)."""

    id: str
    category: str
    question: str
    author: str
    text: str
    meeting: int
    created_at: str


@dataclass(frozen=True, slots=True)
class AgreedAnswer:
    """The wording the group agreed on for one question of one category."""

    category: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Rating:
    """One participant's number for one statement in one scheduled activity."""

    scheduled: str
    statement: str
    participant: str
    value: int


@dataclass(frozen=True, slots=True)
class Vote:
    """The dots one participant has put on one card in one scheduled activity."""

    scheduled: str
    card: str
    participant: str
    dots: int


@dataclass(frozen=True, slots=True)
class Weighing:
    """Where the group puts a card of one vote: visible result against resources, 0 where none is said."""

    scheduled: str
    card: str
    result: int
    resources: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who does what, when, and what others can see first. `due` is an ISO date or empty.

    `status`, `learning` and `due` are as the latest meeting left them.
    """

    id: str
    number: int
    who: str
    what: str
    due: str
    first_visible_result: str
    resources: str
    help: str
    card: str
    status: StepStatus
    learning: str
    meeting: int
    removed: bool


@dataclass(frozen=True, slots=True)
class StepReview:
    """What one follow-up (`meeting`) said of a next step.

    `due` is the new date that was agreed in it, `category` the new approach; empty where the old
    one stays. `due_before` is the date that `due` took the place of; empty where there was none.
    """

    step: str
    meeting: int
    status: StepStatus
    learning: str
    due: str
    category: str
    due_before: str = ""


@dataclass(frozen=True, slots=True)
class ParkedItem:
    """Something for later: the text and who takes it on (may be empty)."""

    id: str
    number: int
    text: str
    who: str
    removed: bool


@dataclass(frozen=True, slots=True)
class DoneMark:
    """A participant has said "jeg er færdig" in one scheduled activity."""

    scheduled: str
    participant: str
    done: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answered post: the same key with the same payload gets the same answer again.

    `payload_hash` is SHA-256 over what was sent, `subject` the id that the answer named,
    `seq` the journal number it was stored under.
    """

    participant: str
    key: str
    payload_hash: str
    subject: str
    seq: int


@dataclass(frozen=True, slots=True)
class KindRow:
    """The base of the rows that a kind of activity from elsewhere keeps in tables of its own."""


Row = (
    Workshop
    | Meeting
    | ScheduledActivity
    | Participant
    | Card
    | Theme
    | KeptApart
    | Placement
    | HandCount
    | Answer
    | AgreedAnswer
    | Rating
    | Vote
    | Weighing
    | NextStep
    | StepReview
    | ParkedItem
    | DoneMark
    | Receipt
    | KindRow
)
"""Any row of the session file."""
