"""The view of one participant. Hidden data is left out here, not in a later layer."""

from __future__ import annotations

from datetime import datetime

import msgspec

from prompts.language.formatting import clock_time
from prompts.methods.model import Activity
from prompts.methods.parts import timed_parts
from sessions.clock import Clock
from sessions.model import ActivityStatus, Participant, ScheduledActivity
from sessions.queries.marks import own_marks, this_meeting
from sessions.rules.clock_and_input import allotted_minutes, allotted_seconds, seconds_left
from sessions.rules.people import active_count, count_with_phone, has_tables
from sessions.state import State
from sessions.tallies.tally import placement_round_in_meeting
from sessions.visibility import early_collection, shown_activity
from workshop.live.break_end import break_end
from workshop.live.live_workshop import LiveWorkshop
from workshop.live.lobby_question import lobby_question
from workshop.live.next_meeting_words import next_meeting_line
from workshop.web.contract.responses import (
    ActivityPart,
    ClockPart,
    Me,
    ParticipantView,
    TimedPartPart,
    WorkshopPart,
)
from workshop.web.views.pointed import pointed_part
from workshop.web.views.view_context import PerStateCache, Viewer
from workshop.web.views.view_registry import VIEWS


class ViewBuilder:
    """Builds participants' views of a live workshop."""

    def __init__(
        self, live: LiveWorkshop, clock: Clock, offers_pdf: bool = False, offers_screen: bool = False
    ) -> None:
        """`clock` is the room's. `offers_pdf` where minutes can be made as a PDF, `offers_screen` where what
        the projector shows can be told in words.
        """
        self._live = live
        self._clock = clock
        self._offers_pdf = offers_pdf
        self._offers_screen = offers_screen
        self._memory = PerStateCache()

    def view(self, participant: Participant) -> ParticipantView:
        """Everything that `participant` may see now."""
        state, method = self._live.state, self._live.method
        scheduled = shown_activity(state)
        activity = method.activity(scheduled.activity) if scheduled else None
        part: msgspec.Struct | None = None
        if scheduled is not None and activity is not None:
            viewer = Viewer(state, method, participant, scheduled, activity, self._memory)
            part = VIEWS.of(activity.kind).part(viewer)
        return ParticipantView(
            seq=state.seq,
            workshop=self._memory.once(state, "workshop", self._workshop),
            me=_me(state, participant),
            people=self._memory.once(state, "people", lambda: people(state)),
            phones=self._memory.once(state, "phones", lambda: phones(state)),
            done=self._memory.once(state, "done", lambda: done(state)),
            trouble=self._live.trouble,
            activity=self._activity(state, scheduled, activity) if scheduled and activity else None,
            kind=part,
            pointed=pointed_part(self._live),
        )

    def clock(self) -> ClockPart | None:
        """The clock of the activity on the projector, or None."""
        scheduled = shown_activity(self._live.state)
        if scheduled is None:
            return None
        return clock_part(scheduled, self._live.method.activity(scheduled.activity), self._clock.now())

    def _workshop(self) -> WorkshopPart:
        row = self._live.state.workshop
        sign = self._live.access.sign
        method = self._live.method
        return WorkshopPart(
            row.title,
            row.organisation,
            row.group_name,
            row.status.value,
            row.language,
            sign,
            has_tables(self._live.state) or early_collection(self._live.state) is not None,
            lobby_question(self._live.state, method, self._live.words),
            method.ground_rules,
            self._offers_pdf,
            next_meeting_line(self._live.state, self._live.words),
            self._offers_screen,
        )

    def _activity(self, state: State, scheduled: ScheduledActivity, activity: Activity) -> ActivityPart:
        number, of = self._memory.once(state, "place", lambda: _place_in_sheet(state, scheduled))
        return ActivityPart(
            id=scheduled.id,
            key=activity.key,
            kind=str(activity.kind),
            phase=activity.phase.value,
            number=number,
            of=of,
            step=self._live.method.step(activity.step).title if activity.step else "",
            title=activity.title,
            purpose=activity.purpose,
            prompt=self._prompt(scheduled, activity),
            body=activity.body,
            form=activity.form,
            pause=activity.pause,
            open=scheduled.input_open,
            revealed=scheduled.revealed,
            round=placement_round_in_meeting(state, scheduled),
            clock=clock_part(scheduled, activity, self._clock.now()),
        )

    def _prompt(self, scheduled: ScheduledActivity, activity: Activity) -> str:
        """What the group is asked; people carry their phones out to a break, which says when it is over."""
        end = break_end(scheduled, self._clock.now()) if activity.pause else None
        if end is None:
            return activity.prompt
        words = self._live.words
        return f"{activity.prompt} {words('audience.again', time=clock_time(end, words.language))}."


def clock_part(scheduled: ScheduledActivity, activity: Activity, now: datetime) -> ClockPart:
    """The clock of an activity at `now`."""
    if scheduled.status is ActivityStatus.WAITING:  # collected before the workshop begins: no clock runs
        return ClockPart(0, 0.0, paused=True)
    left = round(seconds_left(scheduled, now), 1)
    parts = tuple(
        TimedPartPart(part.title, round(part.ends, 1))
        for part in timed_parts(activity, allotted_seconds(scheduled))
    )
    return ClockPart(allotted_minutes(scheduled), left, paused=not scheduled.running_since, parts=parts)


def people(state: State) -> int:
    """How many take part, with and without a phone."""
    return active_count(state)


def phones(state: State) -> int:
    """How many take part with a phone, and can mark themselves as done."""
    return count_with_phone(state)


def done(state: State) -> int:
    """How many of them have marked themselves as done with this activity."""
    scheduled = shown_activity(state)
    if scheduled is None:
        return 0
    marks = (mark for mark in state.done_marks.where("scheduled", scheduled.id) if mark.done)
    rows = (state.participants.get(mark.participant) for mark in marks)
    return sum(1 for row in rows if row is not None and not row.removed)


def _me(state: State, participant: Participant) -> Me:
    scheduled = shown_activity(state)
    mark = state.done_marks.get(scheduled.id, participant.id) if scheduled else None
    return Me(
        id=participant.id,
        alias=participant.alias,
        table=participant.table_name,
        number=participant.number,
        done=mark is not None and mark.done,
        worth=next(iter(own_marks(state, participant.id, this_meeting(state))), ""),
    )


def _place_in_sheet(state: State, scheduled: ScheduledActivity) -> tuple[int, int]:
    rows = state.run_sheet()
    sheet = [row.id for row in rows if row.status is not ActivityStatus.SKIPPED or row.id == scheduled.id]
    return sheet.index(scheduled.id) + 1, len(sheet)
