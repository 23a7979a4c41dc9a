"""Decides what the cockpit shows, from the state and from what the screen knows besides. Knows no Textual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from prompts.language.formatting import clock_time
from prompts.methods.kinds import takes_input_at_once
from prompts.methods.model import Kind, Method
from sessions.model import ActivityStatus, MarkKind, ScheduledActivity
from sessions.queries.marks import marks_on
from sessions.rules.clock_and_input import allotted_minutes, elapsed_seconds, seconds_left
from sessions.rules.people import active_participants
from sessions.state import State
from sessions.visibility import may_phones_see
from workshop.facilitating.situation import Situation
from workshop.facilitating.telling.clock_reading import (
    ON_TIME_SECONDS,
    behind_seconds,
    ends_on_time,
)
from workshop.facilitating.telling.planned_start import begun_at, planned_start
from workshop.live.break_end import back_from_break
from workshop.terminal.cockpit.view import CockpitView, GroupScreen, Health, Pending, People, Plan, PlanRow


@dataclass(frozen=True, slots=True)
class Known:
    """What is not in the session file: the moment, the group's screen, phones, and what the panel counts.

    `saved` is when the last input was stored, None for nothing yet.
    """

    now: datetime
    language: str
    group: GroupScreen
    connected: int
    writing: int = 0
    duplicates: int = 0
    saved: datetime | None = None
    alarm: str = ""
    pressed: bool = False
    lost: int = 0


def cockpit_view(state: State, method: Method, known: Known) -> CockpitView:
    """The picture for the one who leads at one moment."""
    situation = Situation(state, method)
    shown = None if situation.closed else situation.scheduled or next(iter(state.run_sheet()), None)
    activity = method.activity(shown.activity) if shown is not None else None
    parked = sum(not (row.removed or row.who) for row in state.parked_items)
    on_wall = situation.cards if activity is not None and activity.kind is Kind.CLUSTER else ()
    unclear = sum(bool(marks_on(state, card.id, MarkKind.UNCLEAR)) for card in on_wall)
    phones = [person for person in active_participants(state) if not person.typed_in]
    return CockpitView(
        group=known.group,
        plan=_plan(state, method, known),
        people=_people(situation, known),
        pending=Pending(len(situation.hidden_cards), known.duplicates, parked, unclear),
        health=Health(
            known.connected, len(phones), _seconds(known.saved), known.alarm, pressed=known.pressed
        ),
        title=activity.title if activity is not None else "",
        purpose=activity.purpose if activity is not None else "",
        notes=activity.notes if activity is not None else None,
        only_counts=_shows_only_counts(situation),
    )


def _shows_only_counts(situation: Situation) -> bool:
    row, activity = situation.scheduled, situation.activity
    if row is None or activity is None or situation.closed or activity.kind is Kind.REFLECT:
        return False
    return takes_input_at_once(activity) and not may_phones_see(row, activity)


def _people(situation: Situation, known: Known) -> People | None:
    row, activity = situation.scheduled, situation.activity
    if row is None or activity is None or not (row.input_open or takes_input_at_once(activity)):
        return None
    marks = situation.state.done_marks.where("scheduled", row.id)
    done = {mark.participant for mark in marks if mark.done}
    asked = [person for person in active_participants(situation.state) if not person.typed_in]
    missing = tuple(person.alias for person in asked if person.id not in done)
    return People(len(asked) - len(missing), len(asked), missing, known.writing, known.lost)


# --- the time ----------------------------------------------------------------------------------------


def _plan(state: State, method: Method, known: Known) -> Plan:
    situation, now = Situation(state, method), known.now
    current = situation.scheduled
    rows = {row.id: row for row in state.run_sheet()}
    timed = () if situation.closed else tuple(_timed(state, current, now, pause=_is_pause(current, method)))
    listed = {
        row.id: PlanRow(
            method.activity(row.activity).title,
            _clock(planned, known),
            _clock(expected, known),
            allotted_minutes(row),
        )
        for row, planned, expected in timed
    }
    end_planned, end_expected = _end(state, timed, now)
    total = sum(allotted_minutes(row) for row in rows.values() if row.status is not ActivityStatus.SKIPPED)
    end = PlanRow("", _clock(end_planned, known), _clock(end_expected, known), total)
    behind = behind_seconds(state, now)
    return Plan(
        now=_clock(now, known),
        current=listed.get(current.id) if current is not None else None,
        coming=tuple(listed[row.id] for row, _, _ in timed if current is None or row.id != current.id),
        end=end if timed else None,
        behind=int(behind / 60) if abs(behind) >= ON_TIME_SECONDS else 0,
        ends_on_time=ends_on_time(state, now),
    )


Timed = tuple[ScheduledActivity, datetime, datetime]


def _is_pause(current: ScheduledActivity | None, method: Method) -> bool:
    return current is not None and method.activity(current.activity).pause


def _timed(state: State, current: ScheduledActivity | None, now: datetime, *, pause: bool) -> Iterator[Timed]:
    """What runs and what is to come, each with the moment it was planned to begin and the one it does.

    The plan counts from the hour that the meeting was to begin at, or, where nobody has said one, from the
    moment the first activity began, as `behind_seconds` does. What comes after a `pause` begins when the
    group has been told that it does.
    """
    start, at = planned_start(state, now), now
    planned = start or begun_at(state, now)
    if current is None and start is not None:
        at = max(now, start)
    if current is not None:
        at -= timedelta(seconds=elapsed_seconds(current, now))
    for row in state.run_sheet():
        is_current = current is not None and row.id == current.id
        is_over = current is not None and row.position < current.position
        if is_current or (not is_over and row.status is not ActivityStatus.SKIPPED):
            yield row, planned, at
            left = timedelta(seconds=max(0.0, seconds_left(row, now)))
            if not is_current:
                at += _to_come(row, now)
            elif pause and left:
                at = back_from_break(now, left.total_seconds())
            else:
                at = now + left
        planned += timedelta(minutes=row.minutes)


def _to_come(row: ScheduledActivity, now: datetime) -> timedelta:
    """How long it will take: it may have been opened before, and goes on from there."""
    return timedelta(seconds=max(0.0, seconds_left(row, now)))


def _end(state: State, timed: tuple[Timed, ...], now: datetime) -> tuple[datetime, datetime]:
    if not timed:
        return now, now
    row, planned, expected = timed[-1]
    end = expected + _to_come(row, now)
    current = state.current()
    if current is not None and row.id == current.id:
        end = now + timedelta(seconds=max(0.0, seconds_left(row, now)))
    after = (other.minutes for other in state.run_sheet() if other.position > row.position)
    return planned + timedelta(minutes=row.minutes + sum(after)), end


def _clock(moment: datetime, known: Known) -> str:
    return clock_time(moment.astimezone(), known.language)


def _seconds(moment: datetime | None) -> str:
    return f"{moment.astimezone():%H:%M:%S}" if moment is not None else ""
