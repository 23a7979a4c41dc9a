"""The rows of a workshop: frozen data, one class a table of the session file.

Every other layer reads these. A change makes a new row (`dataclasses.replace`), never alters one.
Moments are aware, in UTC, exact to the millisecond. A date or a moment is None where there is none, and
where the file holds none that can be read. Ids are texts, each kind of row with a type of its own. What a
file or a phone sends becomes one where it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, NewType

from msgspec import Meta

from sessions.workshop_status import WorkshopStatus as WorkshopStatus  # read from here by all that know rows

CardId = NewType("CardId", str)
ThemeId = NewType("ThemeId", str)
AnswerId = NewType("AnswerId", str)
ParticipantId = NewType("ParticipantId", str)
ScheduledId = NewType("ScheduledId", str)
"""The id of a scheduled activity; an activity of the method, which may stand there twice, has a key."""
AgreementId = NewType("AgreementId", str)
"""The id of a next step."""
ParkedItemId = NewType("ParkedItemId", str)
DecisionId = NewType("DecisionId", str)

AtLeastOne = Annotated[int, Meta(ge=1)]
Seconds = Annotated[float, Meta(ge=0, le=1e9)]
"""A file with other numbers is damaged: nobody can reckon with them."""

Day = date
"""For a row whose field `date` hides the type of that name."""

FACILITATOR = ParticipantId("facilitator")
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


class DecisionStatus(StrEnum):
    """Whether a decision still holds, as the latest follow-up left it."""

    STANDS = "stands"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Workshop:
    """The one row that says what this file is. `key` is always `workshop`.

    `dots` is the votes each participant has, `max_per_item` the most on
    one card. `current` is the id of the scheduled activity on the projector, None in the lobby.
    `join_secret` is the 128-bit token of the QR code, `join_code` the six characters to type;
    both are shown on the projector and rotated with one key.
    """

    key: str
    title: str
    organisation: str
    group_name: str
    date: date | None
    method: str
    run_sheet: str
    language: str
    dots: AtLeastOne
    max_per_item: AtLeastOne
    status: WorkshopStatus
    current: ScheduledId | None
    meeting: int
    join_secret: str
    join_code: str
    port: int
    show_small_groups: bool
    created_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the group: the first workshop (`number` 1), then each follow-up.

    The workshop's own row holds the date and the run sheet of the latest one. `next_date` is when the group
    agreed to meet again, None where it did not say.
    """

    number: int
    date: date | None
    run_sheet: str
    next_date: Day | None = None


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """What the head of a meeting's minutes says of it; every text may be empty.

    `hours` is written as people say it ("9.00-12.00"), `absentees` are names with commas between them.
    """

    meeting: int
    purpose: str = ""
    place: str = ""
    hours: str = ""
    facilitator: str = ""
    absentees: str = ""
    case_number: str = ""
    drafted_by: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class ScheduledActivity:
    """One activity in this workshop's own run sheet, in the order of `position`.

    `minutes` is what was planned, `extra_minutes` what `+2` has added. The clock ran
    `elapsed_seconds` before `running_since` (None while paused or not running).
    `input_open` says that phones may send; `revealed` that everyone sees what all have written;
    `placement_round` is the round that placements now go into, 0 for none; `meeting` the number of the
    meeting it is part of.
    """

    id: ScheduledId
    activity: str
    position: int
    minutes: int
    extra_minutes: int
    status: ActivityStatus
    running_since: datetime | None
    elapsed_seconds: Seconds
    input_open: bool
    revealed: bool
    placement_round: int
    meeting: int


@dataclass(frozen=True, slots=True)
class Participant:
    """A phone, or a person the facilitator typed in (`token_hash` empty, `typed_in`).

    `meeting` is the last one they took part in.
    """

    id: ParticipantId
    number: int
    alias: str
    table_name: str
    token_hash: str
    typed_in: bool
    removed: bool
    joined_at: datetime | None
    meeting: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """One short text in a deck.

    `number` counts from 1 within its deck. `author` is a participant id, None for the
    facilitator and where the link was dropped. `status` is a key of the deck's statuses;
    `occurred` and `outcome` are the keys of the grid (when it happened, how it went).
    `merged_into` names the card this one went into. `withdrawn` cards are kept and never shown;
    `hidden` ones the facilitator took off the projector. `origin` is the name of the group that it was
    brought from, empty for this workshop's own. `split_from` is the card that this one was a part of.
    """

    id: CardId
    deck: str
    number: int
    scheduled: ScheduledId
    author: ParticipantId | None
    text: str
    status: str
    occurred: str
    outcome: str
    theme: ThemeId | None
    merged_into: CardId | None
    hidden: bool
    withdrawn: bool
    agreed: str | None
    next_category: str | None
    disagreement: str
    behaviour_goal: str
    meeting: int
    created_at: datetime | None
    origin: str = ""
    split_from: CardId | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A named cluster of cards in one deck."""

    id: ThemeId
    deck: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Two cards that are not the same, however alike they look: said in one scheduled activity.

    The two ids stand in the order of the alphabet, so that a pair has one row.
    """

    scheduled: ScheduledId
    first: CardId
    second: CardId


@dataclass(frozen=True, slots=True)
class SetAside:
    """A card that the group did not choose in one meeting: it is kept, and asked about again in the next."""

    card: CardId
    meeting: int


@dataclass(frozen=True, slots=True)
class Placement:
    """One participant's choice of category for one card in one placement round, in one set of categories.

    Placement rounds count over all meetings, two in each: see `sessions.tallies.tally.placement_rounds`.
    `category_set` is empty for the method's own categories.
    """

    card: CardId
    participant: ParticipantId
    placement_round: int
    category: str
    category_set: str = ""


@dataclass(frozen=True, slots=True)
class SetPlacement:
    """What the group agreed of one card in a set of categories under a name.

    What it agreed in the method's own categories is a part of the card.
    `sessions.tallies.placed_cards` reads both.
    """

    card: CardId
    category_set: str
    agreed: str | None
    next_category: str | None
    disagreement: str


@dataclass(frozen=True, slots=True)
class HandCount:
    """A show of hands of people without a phone: `count` hands for `choice` on `subject`.

    For placements the subject is a card id and the choice a category; for ratings a statement
    key and a number; for votes a card id and `dots`. `scheduled` is the activity's id, or for
    placements empty, so that the count belongs to the card and the placement round (0 for all else).
    `scale` is 1 for a count on the second scale of a rating, 0 for all else.
    """

    scheduled: str
    subject: str
    placement_round: int
    choice: str
    count: int
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One participant's text for one question of one category (author None: facilitator).

    `category` is the id of a card where questions or the fields of a record are about cards; `question` is
    then a question's key or a field's.
    """

    id: AnswerId
    category: str
    question: str
    author: ParticipantId | None
    text: str
    meeting: int
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class HiddenAnswer:
    """An answer that the facilitator took off every screen and out of the minutes."""

    answer: AnswerId


@dataclass(frozen=True, slots=True)
class AgreedAnswer:
    """The wording the group agreed on for one question of one category."""

    category: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Rating:
    """One participant's number for one statement in one scheduled activity.

    `statement` is a statement's key, or the id of a card where cards are rated. `scale` is 0 for the
    activity's first scale and 1 for its second.
    """

    scheduled: ScheduledId
    statement: str
    participant: ParticipantId
    value: int
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Vote:
    """The dots one participant has put on one card in one scheduled activity."""

    scheduled: ScheduledId
    card: CardId
    participant: ParticipantId
    dots: int


@dataclass(frozen=True, slots=True)
class Weighing:
    """Where the group puts a card of one vote: visible result against resources, 0 where none is said."""

    scheduled: ScheduledId
    card: CardId
    result: int
    resources: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who does what, when, and what others can see first.

    `status`, `learning` and `due` are as the latest meeting left them. `due_words` is what was said of the
    time where that is no date, such as “snarest”; empty where there is a date.
    """

    id: AgreementId
    number: int
    who: str
    what: str
    due: date | None
    first_visible_result: str
    resources: str
    help: str
    card: CardId | None
    status: StepStatus
    learning: str
    meeting: int
    removed: bool
    due_words: str = ""


@dataclass(frozen=True, slots=True)
class StepReview:
    """What one follow-up (`meeting`) said of a next step.

    `due` is the new date that was agreed in it, `category` the new approach; None
    where the old one stays. `due_before` is the date that `due` took the place of, `category_before` the
    approach that `category` did; None where there was none, and in older files. `seen_by` says who has
    seen the first visible result, empty where nobody has or nothing was said.
    """

    step: AgreementId
    meeting: int
    status: StepStatus
    learning: str
    due: date | None
    category: str | None
    due_before: date | None = None
    seen_by: str = ""
    category_before: str | None = None


@dataclass(frozen=True, slots=True)
class ParkedItem:
    """Something for later: the text and who takes it on (may be empty)."""

    id: ParkedItemId
    number: int
    text: str
    who: str
    removed: bool


@dataclass(frozen=True, slots=True)
class GroupDecision:
    """Something the group decided, in the words that the facilitator confirmed.

    `number` counts from 1 and stays, `position` is the place in the list. `card` is the proposal it
    confirms, None for a sentence that was typed. `status` and `learning` are as the latest meeting left them.
    """

    id: DecisionId
    number: int
    position: int
    text: str
    card: CardId | None
    meeting: int
    status: DecisionStatus
    learning: str
    removed: bool


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """A next step that carries out a decision."""

    decision: DecisionId
    step: AgreementId


@dataclass(frozen=True, slots=True)
class DecisionReview:
    """What one follow-up (`meeting`) said of a decision."""

    decision: DecisionId
    meeting: int
    status: DecisionStatus
    learning: str


@dataclass(frozen=True, slots=True)
class DoneMark:
    """A participant has said "jeg er færdig" in one scheduled activity."""

    scheduled: ScheduledId
    participant: ParticipantId
    done: bool


class MarkKind(StrEnum):
    """What a participant can say of a card that the group is grouping, or of a meeting when it is over."""

    ME_TOO = "me-too"
    UNCLEAR = "unclear"
    WORTH_IT = "worth-it"
    PARTLY_WORTH_IT = "partly-worth-it"
    NOT_WORTH_IT = "not-worth-it"


@dataclass(frozen=True, slots=True)
class Mark:
    """One participant has said `mark` of `subject`: a card's id, or `meeting-` and a meeting's number.

    Others see how many have said it, never who.
    """

    subject: str
    participant: ParticipantId
    mark: MarkKind


@dataclass(frozen=True, slots=True)
class MethodCopy:
    """The files of a method that is not shipped with the program, as they were when the workshop was made.

    `files` is what `prompts.methods.files.copies` made of them.
    """

    key: str
    files: str


@dataclass(frozen=True, slots=True)
class PlacedAgain:
    """A card that a follow-up (`meeting`) placed again, and the approach that was agreed `before`."""

    card: CardId
    meeting: int
    before: str


@dataclass(frozen=True, slots=True)
class JoinedCard:
    """Where a card of another group's comes from, and what that group agreed of it.

    `number` is the card's number in that group's own workshop, `sent` the text as it was sent last; the
    card's own text may have been edited here since. The group's name is the card's `origin`; `source`
    tells its workshop from all others, also from one of the same name.
    """

    card: CardId
    source: str
    number: int
    sent: str
    agreed: str | None


@dataclass(frozen=True, slots=True)
class JoinedChoice:
    """How many people of the group that a card comes from chose `category` for it."""

    card: CardId
    category: str
    people: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answered post: the same key with the same payload gets the same answer again.

    `payload_hash` is SHA-256 over what was sent, `subject` the id that the answer named (None: no id),
    `seq` the journal number it was stored under.
    """

    participant: ParticipantId
    key: str
    payload_hash: str
    subject: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class KindRow:
    """The base of the rows that a kind of activity from elsewhere keeps in tables of its own."""


Row = (
    Workshop
    | Meeting
    | MeetingDetails
    | ScheduledActivity
    | Participant
    | Card
    | Theme
    | KeptApart
    | SetAside
    | Placement
    | SetPlacement
    | HandCount
    | Answer
    | HiddenAnswer
    | AgreedAnswer
    | Rating
    | Vote
    | Weighing
    | NextStep
    | StepReview
    | ParkedItem
    | GroupDecision
    | DecisionStep
    | DecisionReview
    | DoneMark
    | Mark
    | PlacedAgain
    | JoinedCard
    | JoinedChoice
    | MethodCopy
    | Receipt
    | KindRow
)
"""Any row of the session file."""
