"""Commands on people, the workshop itself and its meetings, undo and redo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sessions.command_sets.base import FacilitatorCommand
from sessions.model import MeetingDetails, Participant, ParticipantId, Workshop


@dataclass(frozen=True, slots=True)
class AddPerson(FacilitatorCommand):
    """Add a person without a phone."""

    alias: str
    table_name: str = ""


@dataclass(frozen=True, slots=True)
class AddPeople(FacilitatorCommand):
    """Add a list of people without a phone in one act: each an alias and a table, which may be empty."""

    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RenameParticipant(FacilitatorCommand):
    """Give a participant another alias or table."""

    participant: ParticipantId
    alias: str
    table_name: str = ""
    seen: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveParticipant(FacilitatorCommand):
    """Remove somebody: a phone's token stops working, its inputs stay.

    Somebody typed in who leaves early stays in the minutes as one who left, unless written in by `mistake`.
    """

    participant: ParticipantId
    mistake: bool = False


@dataclass(frozen=True, slots=True)
class RemoveParticipants(FacilitatorCommand):
    """Remove several phones at once. With `hide`, what they wrote is hidden too: one undo brings all back."""

    participants: tuple[ParticipantId, ...]
    hide: bool = False


@dataclass(frozen=True, slots=True)
class MergeParticipants(FacilitatorCommand):
    """Say that `participant` is `into`, who joined twice; of a phone and a written name the phone stays.

    Not undoable: whose was whose is forgotten.
    """

    undoable = False

    participant: ParticipantId
    into: ParticipantId


@dataclass(frozen=True, slots=True)
class EditWorkshop(FacilitatorCommand):
    """Change the workshop's title, organisation, group and dots, and the day of its meeting.

    A `date` of None leaves the day as it is.
    """

    allowed_after_close = True

    title: str
    organisation: str
    group_name: str
    dots: int
    max_per_item: int
    seen: tuple[Workshop, ...] = ()
    date: date | None = None


@dataclass(frozen=True, slots=True)
class DescribeMeeting(FacilitatorCommand):
    """Say what the head of this meeting's minutes tells of it. An empty text is left out there."""

    allowed_after_close = True

    purpose: str = ""
    place: str = ""
    hours: str = ""
    facilitator: str = ""
    absentees: str = ""
    case_number: str = ""
    drafted_by: str = ""
    approved_by: str = ""
    seen: tuple[MeetingDetails, ...] = ()


@dataclass(frozen=True, slots=True)
class RotateAccess(FacilitatorCommand):
    """Make a new QR secret and code; phones that have joined stay. Not undoable."""

    undoable = False
    allowed_after_close = True

    join_secret: str
    join_code: str


@dataclass(frozen=True, slots=True)
class SetPort(FacilitatorCommand):
    """Remember the port the phones use, so that a resumed workshop has the same address."""

    undoable = False
    allowed_after_close = True

    port: int


@dataclass(frozen=True, slots=True)
class StartMeeting(FacilitatorCommand):
    """Begin a follow-up meeting in the same file with the given run sheet and packs.

    `date` is when the group meets (None: today).
    """

    undoable = False
    allowed_after_close = True
    worth_a_snapshot = True

    run_sheet: str
    date: date | None = None
    packs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetNextMeeting(FacilitatorCommand):
    """Write down when the group meets again; None: nothing is agreed."""

    allowed_after_close = True

    date: date | None


@dataclass(frozen=True, slots=True)
class Undo(FacilitatorCommand):
    """Undo the facilitator's last act that has not been undone.

    Refused without `leading` if that act moved the workshop or opened, showed or ended something.
    """

    allowed_after_close = True

    leading: bool = True


@dataclass(frozen=True, slots=True)
class Redo(FacilitatorCommand):
    """Redo what was last undone; `leading` as in `Undo`."""

    allowed_after_close = True

    leading: bool = True
