"""Rules for what is on the projector: its clock, phones' input, and the end of the workshop."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from prompts.methods.kinds import Hidden, shown_at_once, takes_input_at_once, traits_of
from prompts.methods.model import Activity, Kind, Method
from sessions.clock import as_stored
from sessions.commands import (
    CloseWorkshop,
    CollectEarly,
    ExtendTime,
    OpenActivity,
    OpenInput,
    OpenNext,
    OpenPrevious,
    PauseClock,
    ReopenWorkshop,
    ResumeClock,
    RevealInput,
)
from sessions.errors import (
    ActivityClosedError,
    AlreadyMovedError,
    EndOfRunSheetError,
    NothingToCollectError,
    StartOfRunSheetError,
)
from sessions.model import ActivityStatus, ScheduledActivity, WorkshopStatus
from sessions.rules.anonymity import shuffled, unlinked
from sessions.rules.decide import Context, Decision, checked_minutes, known_activity, rule
from sessions.rules.placed_again import put_aside_agreed, put_back_agreed
from sessions.state import RowWrite, State, put
from sessions.tallies.tally import placement_rounds
from sessions.visibility import early_collection

LONGEST_PEEK = 60.0
"""Seconds up to which an activity that is left for an earlier one was only looked at."""


def elapsed_seconds(scheduled: ScheduledActivity, now: datetime) -> float:
    """How long the clock of an activity has run by `now`, in seconds, without pauses."""
    if scheduled.running_since is None:
        return scheduled.elapsed_seconds
    return scheduled.elapsed_seconds + max(0.0, (now - scheduled.running_since).total_seconds())


def allotted_minutes(scheduled: ScheduledActivity) -> int:
    """The minutes an activity has now, added ones included."""
    return scheduled.minutes + scheduled.extra_minutes


def allotted_seconds(scheduled: ScheduledActivity) -> float:
    """The same in seconds."""
    return 60.0 * allotted_minutes(scheduled)


def seconds_left(scheduled: ScheduledActivity, now: datetime) -> float:
    """The seconds left of an activity at `now`; negative when over time."""
    return allotted_seconds(scheduled) - elapsed_seconds(scheduled, now)


@rule(OpenActivity)
def open_activity(context: Context, command: OpenActivity) -> Decision:
    return _opened(context, known_activity(context, command.scheduled))


@rule(OpenNext)
def open_next(context: Context, command: OpenNext) -> Decision:
    _check_leaving(context, command)
    sheet = _in_play(context)
    current = context.state.current()
    after = [row for row in sheet if current is None or row.position > current.position]
    if not after:
        raise EndOfRunSheetError
    return _opened(context, after[0])


@rule(OpenPrevious)
def open_previous(context: Context, command: OpenPrevious) -> Decision:
    _check_leaving(context, command)
    current = context.state.current()
    before = [row for row in _in_play(context) if current is not None and row.position < current.position]
    if not before:
        raise StartOfRunSheetError
    return _opened(context, before[-1])


@rule(ExtendTime)
def extend_time(context: Context, command: ExtendTime) -> Decision:
    row = _current(context)
    checked_minutes(allotted_minutes(row) + command.minutes)
    return Decision(
        (put(context.state, replace(row, extra_minutes=row.extra_minutes + command.minutes)),), row.id
    )


@rule(PauseClock)
def pause_clock(context: Context, command: PauseClock) -> Decision:
    row = _current(context)
    after = _stopped(row, context.now) if command.paused else _started(row, context.now)
    return Decision((put(context.state, after),), row.id)


@rule(ResumeClock)
def resume_clock(context: Context, command: ResumeClock) -> Decision:
    row = context.state.current()
    if row is None or row.running_since is None:
        return Decision(())
    stopped = max(command.stopped_at, row.running_since)
    after = _started(_stopped(row, min(stopped, context.now)), context.now)
    return Decision((put(context.state, after),), row.id)


@rule(OpenInput)
def open_input(context: Context, command: OpenInput) -> Decision:
    row = _current(context)
    return Decision((put(context.state, replace(row, input_open=command.open)),), row.id)


@rule(RevealInput)
def reveal_input(context: Context, command: RevealInput) -> Decision:
    row = _current(context)
    first_shown = shuffled(context, row) if command.revealed else ()
    closes = command.revealed and traits_of(context.method.activity(row.activity).kind).closes_at_reveal
    after = replace(row, revealed=command.revealed, input_open=row.input_open and not closes)
    return Decision((put(context.state, after), *first_shown), row.id)


@rule(CloseWorkshop)
def close_workshop(context: Context, command: CloseWorkshop) -> Decision:
    workshop = replace(context.state.workshop, status=WorkshopStatus.CLOSED, closed_at=as_stored(context.now))
    return Decision((*left(context), put(context.state, workshop), *put_back_agreed(context)))


@rule(ReopenWorkshop)
def reopen_workshop(context: Context, command: ReopenWorkshop) -> Decision:
    if context.state.workshop.status is not WorkshopStatus.CLOSED:
        return Decision(())
    status = WorkshopStatus.RUNNING if context.state.workshop.current else WorkshopStatus.LOBBY
    writes = [put(context.state, replace(context.state.workshop, status=status, closed_at=None))]
    row = context.state.current()
    if row is not None:
        writes.append(put(context.state, _entered(context, row)))
    return Decision(tuple(writes))


@rule(CollectEarly)
def collect_early(context: Context, command: CollectEarly) -> Decision:
    """Open the activity that writes the cards to be placed; no clock runs. Raises NothingToCollectError."""
    row = first_collection(context.state, context.method)
    if row is None:
        raise NothingToCollectError
    return Decision((put(context.state, replace(row, input_open=command.is_open)),), row.id)


def first_collection(state: State, method: Method) -> ScheduledActivity | None:
    """What phones can write for before the workshop begins: None once it has, and where nothing fits."""
    if state.workshop.status is not WorkshopStatus.LOBBY or state.current() is not None:
        return None
    placed = {each.deck for each in method.activities if each.kind is Kind.PLACE}
    for row in state.run_sheet():
        activity = method.activity(row.activity)
        if row.status is ActivityStatus.WAITING and activity.kind is Kind.COLLECT and activity.deck in placed:
            return row
    return None


def _check_leaving(context: Context, command: OpenNext | OpenPrevious) -> None:
    if command.leaving is not None and command.leaving != (context.state.workshop.current or ""):
        raise AlreadyMovedError


def _opened(context: Context, row: ScheduledActivity) -> Decision:
    if row.id == context.state.workshop.current:
        return Decision((), row.id)
    workshop = replace(context.state.workshop, current=row.id, status=WorkshopStatus.RUNNING)
    early = early_collection(context.state)
    ended = () if early is None else (put(context.state, replace(early, input_open=False)),)
    again = put_aside_agreed(context, context.method.activity(row.activity))
    writes = (
        *ended,
        *left(context, row),
        put(context.state, _entered(context, row)),
        put(context.state, workshop),
        *again,
    )
    return Decision(writes, row.id)


def left(context: Context, going_to: ScheduledActivity | None = None) -> tuple[RowWrite, ...]:
    """Close the activity on the projector: stop clock and input, unlink anonymous texts from authors.

    One that was only looked at on the way back to an earlier one (`going_to`) is still to come.
    """
    row = context.state.current()
    if row is None:
        return ()
    goes_back = going_to is not None and going_to.position < row.position
    peeked = goes_back and elapsed_seconds(row, context.now) < LONGEST_PEEK
    after = replace(
        _stopped(row, context.now),
        status=ActivityStatus.WAITING if peeked else ActivityStatus.DONE,
        input_open=False,
        placement_round=0,
    )
    return (put(context.state, after), *unlinked(context, row))


def _entered(context: Context, row: ScheduledActivity) -> ScheduledActivity:
    activity = context.method.activity(row.activity)
    first_round, _ = placement_rounds(context.state.workshop.meeting)
    takes_input = takes_input_at_once(activity)
    in_rounds = traits_of(activity.kind).hidden is Hidden.UNTIL_ROUND_ENDS
    return replace(
        _started(row, context.now),
        status=ActivityStatus.RUNNING,
        input_open=takes_input,
        placement_round=first_round if in_rounds and takes_input else 0,
        revealed=row.revealed or shown_at_once(activity) or _deck_is_shown(context, activity),
    )


def _deck_is_shown(context: Context, activity: Activity) -> bool:
    """Whether new cards join a wall that everybody has already seen."""
    if "cards" not in traits_of(activity.kind).given:
        return False
    shown = (row.activity for row in context.state.run_sheet() if row.revealed)
    return any(context.method.activity(key).deck == activity.deck for key in shown)


def _started(row: ScheduledActivity, now: datetime) -> ScheduledActivity:
    return row if row.running_since is not None else replace(row, running_since=as_stored(now))


def _stopped(row: ScheduledActivity, now: datetime) -> ScheduledActivity:
    return replace(row, running_since=None, elapsed_seconds=round(elapsed_seconds(row, now), 3))


def _current(context: Context) -> ScheduledActivity:
    row = context.state.current()
    if row is None:
        raise ActivityClosedError
    return row


def _in_play(context: Context) -> list[ScheduledActivity]:
    return [row for row in context.state.run_sheet() if row.status is not ActivityStatus.SKIPPED]
