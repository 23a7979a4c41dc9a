"""Decides what a command changes in a state, or why it is refused. Pure: no clock, no disk.

Each rule is a function registered for one command class, in a module by subject: the activity
kinds under `sessions/activities`, the run sheet, people, undo.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar, cast

from prompts.language.cleaning import LONGEST_NAME, LONGEST_TEXT, MOST_LINES, clean, clean_line, is_empty
from prompts.methods.model import Activity, Category, Kind, Method
from sessions.clock import as_stored
from sessions.command_answers import Accepted, CommandWarning, IdempotencyKey
from sessions.command_sets.names import name_command
from sessions.commands import (
    Command,
    CurrentActivityCommand,
    FacilitatorCommand,
    JoinWorkshop,
    ParticipantCommand,
)
from sessions.errors import (
    ActivityClosedError,
    ActivityMovedOnError,
    BadMinutesError,
    EmptyTextError,
    NotAllowedError,
    OtherPayloadError,
    TextTooLongError,
    TooManyLinesError,
    UnknownCardError,
    UnknownCategoryError,
    UnknownItemError,
    UnknownParticipantError,
    WorkshopClosedError,
    WrongActivityError,
)
from sessions.model import (
    FACILITATOR,
    Card,
    CardId,
    ParticipantId,
    Receipt,
    ScheduledActivity,
    ScheduledId,
    WorkshopStatus,
)
from sessions.rules.history import History
from sessions.state import Event, RowWrite, State, put
from sessions.visibility import early_collection

MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Decision:
    """What an allowed command changes. No writes: nothing to change, no event.

    `id`, `warnings`, `count` and `act` go into the answer. `always_kept` asks for a journal line even if
    no row changes.
    """

    writes: tuple[RowWrite, ...]
    id: str | None = None
    warnings: tuple[CommandWarning, ...] = ()
    always_kept: bool = False
    count: int = 0
    act: str = ""

    def accepted(self, seq: int) -> Accepted:
        """The answer to the command, stored under `seq`."""
        return Accepted(seq, self.id, self.warnings, count=self.count, act=self.act)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a rule has access to."""

    state: State
    method: Method
    actor: ParticipantId
    now: datetime
    new_id: Callable[[], str]
    history: History

    @property
    def by_facilitator(self) -> bool:
        """Whether the facilitator is acting."""
        return self.actor == FACILITATOR

    @property
    def author(self) -> ParticipantId | None:
        """The author to store on a card or answer: the participant, or None for the facilitator."""
        return None if self.by_facilitator else self.actor


CommandType = TypeVar("CommandType", bound=Command)
Rule = Callable[[Context, CommandType], Decision]
_RULES: dict[type[Command], Callable[[Context, Command], Decision]] = {}


def rule(command: type[CommandType]) -> Callable[[Rule[CommandType]], Rule[CommandType]]:
    """Register the decorated function as the rule for `command`.

    The journal uses the name of the command's class. Raises TypeError if another class has it.
    """

    def register(function: Rule[CommandType]) -> Rule[CommandType]:
        name_command(command)
        _RULES[command] = cast(Callable[[Context, Command], Decision], function)
        return function

    return register


def decide(
    context: Context, command: Command, post: IdempotencyKey | None = None
) -> tuple[Accepted, Event | None]:
    """Return the answer to `command` and the event to store, None if nothing changes.

    Raises the `Refused` that says why not.
    """
    _check_actor(context, command, post)
    earlier = _earlier_receipt(context, post)
    if earlier is not None:
        return Accepted(earlier.seq, earlier.subject, repeated=True), None
    if context.state.workshop.status is WorkshopStatus.CLOSED and not command.allowed_after_close:
        raise WorkshopClosedError
    _check_not_late(context, command)
    decision = _RULES[type(command)](context, command)
    writes = (*(write for write in decision.writes if write.before != write.after), *_seen(context))
    seq = context.state.seq + 1
    if post is not None:
        receipt = Receipt(context.actor, post.key, post.payload_hash, decision.id, seq)
        writes = (*writes, put(context.state, receipt))
    if not writes and not decision.always_kept:
        return decision.accepted(context.state.seq), None
    event = Event(
        seq,
        as_stored(context.now),
        context.actor,
        type(command).__name__,
        decision.id or decision.act,
        writes,
    )
    return decision.accepted(seq), event


def _check_actor(context: Context, command: Command, post: IdempotencyKey | None) -> None:
    if context.by_facilitator:
        if post is not None and isinstance(command, ParticipantCommand):
            # Only phones post such a command: one that speaks as the facilitator has got round the gate.
            raise NotAllowedError
        return
    if isinstance(command, FacilitatorCommand):
        raise NotAllowedError
    if isinstance(command, JoinWorkshop):
        return
    participant = context.state.participants.get(context.actor)
    if participant is None or participant.removed:
        raise UnknownParticipantError


def _check_not_late(context: Context, command: Command) -> None:
    """Input for one activity never counts for the next, however late it arrives."""
    if not isinstance(command, CurrentActivityCommand) or not command.activity:
        return
    current = context.state.current() or early_collection(context.state)
    if current is None or current.id != command.activity:
        raise ActivityMovedOnError


def _seen(context: Context) -> tuple[RowWrite, ...]:
    """A participant who sends something in a later meeting takes part in that one too."""
    row = context.state.participants.get(context.actor)
    meeting = context.state.workshop.meeting
    return (
        () if row is None or row.meeting == meeting else (put(context.state, replace(row, meeting=meeting)),)
    )


def _earlier_receipt(context: Context, post: IdempotencyKey | None) -> Receipt | None:
    if post is None:
        return None
    receipt = context.state.receipts.get(context.actor, post.key)
    if receipt is None or not receipt.payload_hash:
        # A receipt without a hash answered a post whose link was dropped: see sessions/rules/anonymity.py.
        return receipt
    if not hmac.compare_digest(receipt.payload_hash, post.payload_hash):
        raise OtherPayloadError
    return receipt


# --- shared by several rules --------------------------------------------------------------------


def running(context: Context, *kinds: Kind) -> tuple[ScheduledActivity, Activity]:
    """The activity on the projector if it is of one of `kinds` and the actor may send in it.

    Raises WrongActivityError, and ActivityClosedError for a phone while input is closed.
    """
    scheduled = context.state.current() or early_collection(context.state)
    if scheduled is None:
        raise ActivityClosedError
    activity = context.method.activity(scheduled.activity)
    if activity.kind not in kinds:
        raise WrongActivityError if context.by_facilitator else ActivityClosedError
    if not context.by_facilitator and not scheduled.input_open:
        raise ActivityClosedError
    return scheduled, activity


def known_activity(context: Context, scheduled: ScheduledId) -> ScheduledActivity:
    """The row `scheduled` of this meeting's run sheet. Raises UnknownItemError."""
    row = context.state.scheduled.get(scheduled)
    if row is None or row.meeting != context.state.workshop.meeting:
        raise UnknownItemError
    return row


def checked_minutes(minutes: int) -> int:
    """`minutes` if that is a valid length for an activity. Raises BadMinutesError."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise BadMinutesError
    return minutes


def cleaned_text(raw: str, longest: int = LONGEST_TEXT) -> str:
    """`raw`, cleaned. Raises EmptyTextError, TextTooLongError, TooManyLinesError."""
    text = optional_text(raw, longest)
    if is_empty(text):
        raise EmptyTextError
    return text


def optional_text(raw: str, longest: int = LONGEST_TEXT) -> str:
    """`raw`, cleaned; may be empty."""
    if len(raw) > 4 * longest:
        raise TextTooLongError(length=len(raw), longest=longest)
    text = clean(raw)
    if len(text) > longest:
        raise TextTooLongError(length=len(text), longest=longest)
    if text.count("\n") >= MOST_LINES:
        raise TooManyLinesError(most=MOST_LINES)
    return "" if is_empty(text) else text


def optional_line(raw: str, longest: int = LONGEST_NAME) -> str:
    """`raw`, cleaned, on one line; may be empty. Raises TextTooLongError."""
    if len(raw) > 4 * longest + 100:
        raise TextTooLongError(length=len(raw), longest=longest)
    text = clean_line(raw)
    if len(text) > longest:
        raise TextTooLongError(length=len(text), longest=longest)
    return "" if is_empty(text) else text


def cleaned_line(raw: str, longest: int = LONGEST_NAME) -> str:
    """`raw`, cleaned, on one line. Raises EmptyTextError, TextTooLongError."""
    text = optional_line(raw, longest)
    if not text:
        raise EmptyTextError
    return text


def known_card(context: Context, card_id: CardId) -> Card:
    """The card `card_id` if it has not been withdrawn. Raises UnknownCardError."""
    card = context.state.cards.get(card_id)
    if card is None or card.withdrawn:
        raise UnknownCardError
    return card


def on_the_board(context: Context, card_id: CardId, deck: str) -> Card:
    """The card `card_id` if it stands for itself in `deck`. Raises UnknownCardError."""
    card = known_card(context, card_id)
    if card.deck != deck or card.merged_into or card.hidden:
        raise UnknownCardError
    return card


def known_category(context: Context, key: str, among: Iterable[Category] | None = None) -> str:
    """`key` if it is a category of `among`, or else of the method's own. Raises UnknownCategoryError."""
    if all(category.key != key for category in (context.method.categories if among is None else among)):
        raise UnknownCategoryError(category=clean_line(key[:200])[:LONGEST_NAME])
    return key


def changed_card(context: Context, card: Card, **changes: object) -> RowWrite:
    """The write that changes fields of `card`."""
    return put(context.state, replace(card, **changes))  # type: ignore[arg-type]  # field names are checked by replace
