"""Rules for changing the run sheet: skipping, moving and adding activities, and their planned minutes."""

from __future__ import annotations

from dataclasses import replace

from prompts.methods.own_items import LONGEST_OWN_TEXT, LONGEST_OWN_TITLE, own_key
from prompts.methods.run_sheets import PlannedActivity
from sessions.commands import (
    AddActivity,
    AddOwnItem,
    AddPack,
    MoveActivity,
    SetMinutes,
    SkipActivities,
    SkipActivity,
)
from sessions.errors import ActivityClosedError, UnknownItemError
from sessions.model import ActivityStatus, ScheduledActivity, ScheduledId
from sessions.rules.decide import (
    Context,
    Decision,
    checked_minutes,
    cleaned_line,
    known_activity,
    optional_text,
    rule,
)
from sessions.rules.meanwhile import edited
from sessions.rules.meeting.planning import numbered, place_for, waiting_row, with_pack
from sessions.state import RowWrite, put


@rule(SkipActivity)
def skip_activity(context: Context, command: SkipActivity) -> Decision:
    status = ActivityStatus.SKIPPED if command.skipped else ActivityStatus.WAITING
    return Decision((_with_status(context, command.scheduled, status),), command.scheduled)


@rule(SkipActivities)
def skip_activities(context: Context, command: SkipActivities) -> Decision:
    wanted = dict.fromkeys(command.scheduled)
    skipped = (_with_status(context, each, ActivityStatus.SKIPPED) for each in wanted)
    shorter = (
        _with_minutes(context, each, minutes) for each, minutes in command.shortened if each not in wanted
    )
    return Decision((*skipped, *shorter))


@rule(MoveActivity)
def move_activity(context: Context, command: MoveActivity) -> Decision:
    sheet = list(context.state.run_sheet())
    row = known_activity(context, command.scheduled)
    index = sheet.index(row)
    sheet.insert(max(0, min(len(sheet) - 1, index + command.places)), sheet.pop(index))
    return Decision(_laid_out(context, sheet), row.id)


@rule(AddActivity)
def add_activity(context: Context, command: AddActivity) -> Decision:
    if all(activity.key != command.activity for activity in context.method.activities):
        raise UnknownItemError
    return _inserted(context, command.activity, command.minutes, command.after)


@rule(AddOwnItem)
def add_own_item(context: Context, command: AddOwnItem) -> Decision:
    title = cleaned_line(command.title, LONGEST_OWN_TITLE)
    key = own_key(title, optional_text(command.text, LONGEST_OWN_TEXT), pause=command.pause)
    return _inserted(context, key, command.minutes, command.after)


def _inserted(context: Context, activity: str, minutes: int, after: ScheduledId | None) -> Decision:
    sheet = list(context.state.run_sheet())
    index = sheet.index(known_activity(context, after)) + 1 if after else len(sheet)
    planned = PlannedActivity(activity, checked_minutes(minutes))
    new = waiting_row(planned, context.state.workshop.meeting, context.new_id)
    sheet.insert(index, new)
    return Decision(_laid_out(context, sheet), new.id)


@rule(AddPack)
def add_pack(context: Context, command: AddPack) -> Decision:
    """Add a whole pack at once, so that one undo removes it. The answer's id is its first activity."""
    try:
        pack = context.method.pack(command.pack)
    except KeyError:
        raise UnknownItemError from None
    sheet = list(context.state.run_sheet())
    if command.after:
        place = sheet.index(known_activity(context, command.after)) + 1
    else:
        place = place_for(sheet, pack, context.state.workshop.current)
    longer = with_pack(sheet, pack, place, context.state.workshop.meeting, context.new_id)
    return Decision(_laid_out(context, longer), longer[place].id)


@rule(SetMinutes)
def set_minutes(context: Context, command: SetMinutes) -> Decision:
    row = known_activity(context, command.scheduled)
    if row.status is ActivityStatus.DONE:
        raise ActivityClosedError
    minutes = checked_minutes(command.minutes)
    return Decision(
        (put(context.state, edited(row, command.seen, minutes=minutes, extra_minutes=0)),), row.id
    )


def _with_minutes(context: Context, scheduled: ScheduledId, minutes: int) -> RowWrite:
    row = known_activity(context, scheduled)
    if row.status is not ActivityStatus.WAITING:
        raise ActivityClosedError
    return put(context.state, replace(row, minutes=checked_minutes(minutes), extra_minutes=0))


def _with_status(context: Context, scheduled: ScheduledId, status: ActivityStatus) -> RowWrite:
    row = known_activity(context, scheduled)
    if row.status not in (ActivityStatus.WAITING, ActivityStatus.SKIPPED):
        raise ActivityClosedError
    return put(context.state, replace(row, status=status))


def _laid_out(context: Context, sheet: list[ScheduledActivity]) -> tuple[RowWrite, ...]:
    return tuple(put(context.state, row) for row in numbered(sheet))
