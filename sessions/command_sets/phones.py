"""The commands that a phone may send. They do not name the actor: the caller tells the room."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.command_sets.base import Command, CurrentActivityCommand, ParticipantCommand
from sessions.model import AgreementId, CardId, MarkKind, ParticipantId, ScheduledId, StepStatus


@dataclass(frozen=True, slots=True)
class JoinWorkshop(Command):
    """A phone joins. `participant` is the new id, `token_hash` SHA-256 hex of its bearer token."""

    participant: ParticipantId
    token_hash: str
    alias: str = ""
    table_name: str = ""


@dataclass(frozen=True, slots=True)
class ChangeAlias(ParticipantCommand):
    """A participant changes their own alias and table."""

    alias: str
    table_name: str = ""


@dataclass(frozen=True, slots=True)
class WriteCard(CurrentActivityCommand):
    """A new card in the current activity's deck (also used by the facilitator for others)."""

    text: str
    status: str = ""
    occurred: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class EditCard(ParticipantCommand):
    """Change one's own card while the activity is open; the facilitator may at any time.

    `seen` are the texts that its editor has seen there, first the one they began with; none if not said.
    """

    card: CardId
    text: str
    status: str = ""
    occurred: str = ""
    outcome: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawCard(ParticipantCommand):
    """Withdraw one's own card while the activity is open; the facilitator may at any time."""

    card: CardId


@dataclass(frozen=True, slots=True)
class PlaceCard(CurrentActivityCommand):
    """Choose a category for a card in the open placement round. None withdraws the choice.

    `placement_round` is the one of this meeting, 1 or 2, that its sender saw; 0 means whichever is open.
    """

    card: CardId
    category: str | None
    placement_round: int = 0


@dataclass(frozen=True, slots=True)
class GiveAnswer(CurrentActivityCommand):
    """Write, change or (empty text) withdraw one's answer to a question of a category.

    `seen` is what stood there when the text was begun, where a table answers as one; None if not known.
    """

    category: str
    question: str
    text: str
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class FillField(CurrentActivityCommand):
    """Write, change or (empty text) empty a field of the current activity's record for a card."""

    card: CardId
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class GiveRating(CurrentActivityCommand):
    """Rate a statement of the current activity, or a card; `scale` is 1 on its second scale."""

    statement: str
    value: int
    scale: int = 0


@dataclass(frozen=True, slots=True)
class CastVote(CurrentActivityCommand):
    """Put exactly `dots` dots on a card (0 removes them)."""

    card: CardId
    dots: int


@dataclass(frozen=True, slots=True)
class SendLateText(ParticipantCommand):
    """A text that was still being written in `activity` when the group went on or its input closed.

    `field` is the column and the question that it answers, as `column/question`; empty where there are none.
    """

    text: str
    activity: ScheduledId
    field: str = ""


@dataclass(frozen=True, slots=True)
class MarkDone(CurrentActivityCommand):
    """Mark oneself as finished with the current activity, or not."""

    done: bool


@dataclass(frozen=True, slots=True)
class MarkCard(CurrentActivityCommand):
    """Say "me too" or "unclear" of a card that the group is grouping; `said` False takes it back."""

    card: CardId
    mark: MarkKind
    said: bool = True


@dataclass(frozen=True, slots=True)
class TakeNextStep(CurrentActivityCommand):
    """A participant takes on an agreement that nobody stands for, or (`taken` False) gives it back."""

    step: AgreementId
    taken: bool = True


@dataclass(frozen=True, slots=True)
class TellProgress(CurrentActivityCommand):
    """At a follow-up, who stands for an agreement says how far it has come.

    `seen_by` says who has seen the first visible result; None leaves what was said.
    """

    step: AgreementId
    status: StepStatus
    seen_by: str | None = None


@dataclass(frozen=True, slots=True)
class ParkText(ParticipantCommand):
    """A participant puts something on the list of what is parked."""

    text: str


@dataclass(frozen=True, slots=True)
class SayWorth(ParticipantCommand):
    """When the workshop is over, a participant says whether it was worth the time."""

    worth: MarkKind
    allowed_after_close = True
