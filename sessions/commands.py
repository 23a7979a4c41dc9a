"""What can be asked of a workshop, in the imperative. Plain frozen data, no rules.

Participants' commands carry no participant id: the room is told by its caller who acts.
"""

from __future__ import annotations

from dataclasses import dataclass

from sessions.model import StepStatus


@dataclass(frozen=True, slots=True)
class Command:
    """The base of all commands."""


@dataclass(frozen=True, slots=True)
class ParticipantCommand(Command):
    """What a phone may send."""


@dataclass(frozen=True, slots=True)
class FacilitatorCommand(Command):
    """What only the keys of the laptop may send. Undoable unless its rule says otherwise."""


# --- phones -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JoinWorkshop(Command):
    """A phone joins. `participant` is the new id, `token_hash` SHA-256 hex of its bearer token."""

    participant: str
    token_hash: str
    alias: str = ""
    table_name: str = ""


@dataclass(frozen=True, slots=True)
class ChangeAlias(ParticipantCommand):
    """A participant changes their own alias and table."""

    alias: str
    table_name: str = ""


@dataclass(frozen=True, slots=True)
class WriteCard(ParticipantCommand):
    """A new card in the current activity's deck (also used by the facilitator for others)."""

    text: str
    status: str = ""
    occurred: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class EditCard(ParticipantCommand):
    """Change one's own card while the activity is open; the facilitator may at any time."""

    card: str
    text: str
    status: str = ""
    occurred: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawCard(ParticipantCommand):
    """Take one's own card back while the activity is open; the facilitator may at any time."""

    card: str


@dataclass(frozen=True, slots=True)
class PlaceCard(ParticipantCommand):
    """Choose a category for a card in the open placement round. Empty takes the choice back."""

    card: str
    category: str


@dataclass(frozen=True, slots=True)
class GiveAnswer(ParticipantCommand):
    """Write, change or (empty text) take back one's answer to a question of a category."""

    category: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class GiveRating(ParticipantCommand):
    """Rate a statement of the current activity."""

    statement: str
    value: int


@dataclass(frozen=True, slots=True)
class CastVote(ParticipantCommand):
    """Have exactly `dots` dots on a card (0 takes them off)."""

    card: str
    dots: int


@dataclass(frozen=True, slots=True)
class MarkDone(ParticipantCommand):
    """Say that one is finished with the current activity, or not after all."""

    done: bool


# --- the run sheet and the clock ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenActivity(FacilitatorCommand):
    """Put a scheduled activity on the projector; the one before it is closed."""

    scheduled: str


@dataclass(frozen=True, slots=True)
class OpenNext(FacilitatorCommand):
    """Go on to the next activity that is not skipped."""


@dataclass(frozen=True, slots=True)
class OpenPrevious(FacilitatorCommand):
    """Go back one activity."""


@dataclass(frozen=True, slots=True)
class SkipActivity(FacilitatorCommand):
    """Leave out a waiting activity, or put it back (`skipped` False)."""

    scheduled: str
    skipped: bool = True


@dataclass(frozen=True, slots=True)
class SkipActivities(FacilitatorCommand):
    """Leave out several waiting activities at once: one act, undone as one."""

    scheduled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveActivity(FacilitatorCommand):
    """Move an activity `places` down (positive) or up in the run sheet."""

    scheduled: str
    places: int


@dataclass(frozen=True, slots=True)
class AddActivity(FacilitatorCommand):
    """Insert an activity of the method after another one (empty: at the end)."""

    activity: str
    minutes: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class AddPack(FacilitatorCommand):
    """Insert the activities of a pack after another one (empty: where the pack belongs)."""

    pack: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class ExtendTime(FacilitatorCommand):
    """Give the current activity more whole minutes (negative: fewer)."""

    minutes: int = 2


@dataclass(frozen=True, slots=True)
class SetMinutes(FacilitatorCommand):
    """Plan other minutes for an activity that has not ended."""

    scheduled: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PauseClock(FacilitatorCommand):
    """Stop the clock of the current activity, or let it run again (`paused` False)."""

    paused: bool = True


@dataclass(frozen=True, slots=True)
class ResumeClock(FacilitatorCommand):
    """The program is back after a crash: the clock did not run after the stamp `stopped_at`."""

    stopped_at: str


@dataclass(frozen=True, slots=True)
class OpenInput(FacilitatorCommand):
    """Let phones send in the current activity, or close for it (`open` False)."""

    open: bool = True


@dataclass(frozen=True, slots=True)
class RevealInput(FacilitatorCommand):
    """Show everyone what all have written, or hide it again (`revealed` False)."""

    revealed: bool = True


@dataclass(frozen=True, slots=True)
class CloseWorkshop(FacilitatorCommand):
    """End the workshop: phones are told, nothing more can be sent."""


@dataclass(frozen=True, slots=True)
class ReopenWorkshop(FacilitatorCommand):
    """Open a closed workshop again where it was."""


# --- cards and themes ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HideCard(FacilitatorCommand):
    """Take a card off the projector and out of the minutes, or bring it back."""

    card: str
    hidden: bool = True


@dataclass(frozen=True, slots=True)
class MergeCards(FacilitatorCommand):
    """Let `others` go into `keep`, which keeps its text."""

    keep: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepApart(FacilitatorCommand):
    """Two cards look alike and are two: suggest them no more."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class SplitCard(FacilitatorCommand):
    """Take a merged card out again."""

    card: str


@dataclass(frozen=True, slots=True)
class NameTheme(FacilitatorCommand):
    """Make a theme of the cards, or add them to the theme that has this name already."""

    name: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameTheme(FacilitatorCommand):
    """Give a theme another name."""

    theme: str
    name: str


@dataclass(frozen=True, slots=True)
class MoveToTheme(FacilitatorCommand):
    """Put cards in a theme (empty: in none)."""

    theme: str
    cards: tuple[str, ...]


# --- placing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgreePlacement(FacilitatorCommand):
    """Record the category the group agrees on (empty: not placed)."""

    card: str
    category: str
    next_category: str = ""


@dataclass(frozen=True, slots=True)
class AgreePlacements(FacilitatorCommand):
    """Record one category for several cards at once (empty: not placed): one act, undone as one."""

    cards: tuple[str, ...]
    category: str


@dataclass(frozen=True, slots=True)
class AcceptAgreed(FacilitatorCommand):
    """Agree all cards not yet agreed whose agreement is at least `threshold` (0..1)."""

    threshold: float = 0.75


@dataclass(frozen=True, slots=True)
class StartSecondRound(FacilitatorCommand):
    """Let everyone place again, alone, after the talk."""


@dataclass(frozen=True, slots=True)
class EndSecondRound(FacilitatorCommand):
    """Close the second round and show who moved, as counts."""


@dataclass(frozen=True, slots=True)
class NoteDisagreement(FacilitatorCommand):
    """Write down in one line where the group sees a card differently (empty: none)."""

    card: str
    text: str


@dataclass(frozen=True, slots=True)
class SetBehaviourGoal(FacilitatorCommand):
    """Write what somebody has to do differently (empty: none)."""

    card: str
    text: str


@dataclass(frozen=True, slots=True)
class WeighCard(FacilitatorCommand):
    """Put a proposal of the vote in a box of visible result × resources (1..3 each; 0 and 0: in none)."""

    card: str
    result: int
    resources: int


@dataclass(frozen=True, slots=True)
class CountHands(FacilitatorCommand):
    """Record a show of hands of those without a phone; replaces an earlier count.

    For place: a card id and a category. For rate: a statement key and a number as text. For
    vote: a card id and `dots`.
    """

    subject: str
    choice: str
    count: int


# --- answers, next steps, parking ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgreeAnswer(FacilitatorCommand):
    """Write the group's own wording for a question of a category (empty: none)."""

    category: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class AddAnswer(FacilitatorCommand):
    """Type in an answer for somebody without a phone."""

    category: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class AddNextStep(FacilitatorCommand):
    """Agree a next step. `due` is an ISO date or empty; `card` an initiative's id or empty."""

    who: str
    what: str
    due: str
    first_visible_result: str
    resources: str = ""
    help: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True)
class EditNextStep(FacilitatorCommand):
    """Change a next step's fields."""

    step: str
    who: str
    what: str
    due: str
    first_visible_result: str
    resources: str = ""
    help: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True)
class RemoveNextStep(FacilitatorCommand):
    """Take a next step away."""

    step: str


@dataclass(frozen=True, slots=True)
class ReviewNextStep(FacilitatorCommand):
    """Say how far a next step has come, what was learned, and its new date or approach."""

    step: str
    status: StepStatus
    learning: str = ""
    due: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class ParkItem(FacilitatorCommand):
    """Put something in the parking lot."""

    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class EditParkedItem(FacilitatorCommand):
    """Change a parked item, or say who takes it on."""

    item: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class RemoveParkedItem(FacilitatorCommand):
    """Take a parked item away."""

    item: str


# --- people and the workshop itself -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddPerson(FacilitatorCommand):
    """Type in a person without a phone."""

    alias: str
    table_name: str = ""


@dataclass(frozen=True, slots=True)
class RenameParticipant(FacilitatorCommand):
    """Give a participant another alias or table."""

    participant: str
    alias: str
    table_name: str = ""


@dataclass(frozen=True, slots=True)
class RemoveParticipant(FacilitatorCommand):
    """Send a phone away: its token no longer works. Its inputs stay."""

    participant: str


@dataclass(frozen=True, slots=True)
class EditWorkshop(FacilitatorCommand):
    """Change the workshop's title, organisation, group and dots."""

    title: str
    organisation: str
    group_name: str
    dots: int
    max_per_item: int


@dataclass(frozen=True, slots=True)
class RotateAccess(FacilitatorCommand):
    """A new QR secret and code; phones that have joined stay. Not undoable."""

    join_secret: str
    join_code: str


@dataclass(frozen=True, slots=True)
class SetPort(FacilitatorCommand):
    """Remember the port the phones use, so that a resumed workshop has the same address."""

    port: int


@dataclass(frozen=True, slots=True)
class StartRound(FacilitatorCommand):
    """Begin a follow-up round in the same file with the given run sheet and packs.

    `date` is when the group meets (empty: today).
    """

    run_sheet: str
    date: str = ""
    packs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undo(FacilitatorCommand):
    """Take back the facilitator's last act that has not been taken back."""


@dataclass(frozen=True, slots=True)
class Redo(FacilitatorCommand):
    """Do again what was last undone."""
