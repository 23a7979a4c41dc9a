"""Decides what the audience sees, in one place and from the state alone.

What everybody may see is asked of `sessions.visibility`, as it is for phones: neither face can show what the
other hides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from prompts.language.formatting import clock_time
from prompts.language.words import Words
from prompts.methods.model import Kind, Method
from sessions.model import NextStep, ScheduledActivity, WorkshopStatus
from sessions.queries.agreements import open_steps, steps_of_meeting
from sessions.queries.decisions import decisions, steps_of_decision
from sessions.rules.clock_and_input import seconds_left
from sessions.rules.people import active_participants
from sessions.state import State
from workshop.facilitating.telling.clock_reading import Level, clock_text, level, read_clock
from workshop.facilitating.telling.collecting_words import collecting_words
from workshop.facilitating.telling.learned_lines import has_learned
from workshop.facilitating.telling.part_words import part_words
from workshop.live.break_end import break_end
from workshop.live.live_workshop import LEARNED, JoinAccess
from workshop.live.lobby_question import lobby_question
from workshop.live.next_meeting_words import next_meeting_line
from workshop.live.wifi_qr import Wifi
from workshop.terminal.audience.audience_activity import Looking, parked_group, who_and_when
from workshop.terminal.audience.audience_view import (
    AudienceView,
    Clock,
    End,
    Focus,
    Group,
    Item,
    Join,
    Lobby,
    Pause,
)
from workshop.terminal.audience.kind_contents import content_of, instruction_beside
from workshop.terminal.audience.learned_content import learned
from workshop.terminal.audience.questions import other_question, without_directions


@dataclass(frozen=True, slots=True)
class Around:
    """What is not in the session file: how phones get in, what the cursor is on, whether all is well.

    `pointed` may name anything, a hidden card too: only what is shown anyway is looked up by it. `talk_left`
    is in seconds, None where the talk about one card has no limit.
    """

    access: JoinAccess
    now: datetime
    wifi: Wifi | None = None
    pointed: str = ""
    troubled: bool = False
    talk_left: float | None = None


def audience_view(state: State, method: Method, words: Words, around: Around) -> AudienceView:
    """The picture for the audience at one moment."""
    seen = _seen(state, method, words, around)
    return replace(seen, more=words("audience.more"))


def _seen(state: State, method: Method, words: Words, around: Around) -> AudienceView:
    workshop, join = state.workshop, _join(around)
    notice = words("audience.trouble") if around.troubled else ""
    if around.pointed == LEARNED and has_learned(state):
        looked_back = learned(state, method, words)
        return AudienceView("", words("learned.title"), "", "", looked_back, join, None, notice)
    if workshop.status is WorkshopStatus.CLOSED:
        return AudienceView("", workshop.title, "", "", _end(state, words), join, None, notice)
    scheduled = state.current()
    if scheduled is None:
        where = " · ".join(
            part for part in (method.look.name, workshop.organisation, workshop.group_name) if part
        )
        return AudienceView(
            where, workshop.title, "", "", _lobby(state, method, words, join), join, None, notice
        )
    activity = method.activity(scheduled.activity)
    above = ""
    if activity.step:
        number = [step.key for step in method.steps].index(activity.step) + 1
        above = words("terminal.step", number=number, title=method.step(activity.step).title)
    clock = _clock(state, scheduled, words, around.now)
    if activity.pause:
        pause = Pause(_again(scheduled, words, around.now))
        return AudienceView(above, activity.title, "", "", pause, join, clock, notice)
    looking = Looking(state, method, words, scheduled, activity, around.pointed)
    content = content_of(looking)
    if isinstance(content, Focus) and activity.kind is Kind.PLACE and around.talk_left is not None:
        clock = _talk_clock(around.talk_left, words)
    other = other_question(looking, content)
    closed = bool(other) and not scheduled.input_open
    if closed:
        content = without_directions(activity, content)
    return AudienceView(
        above,
        activity.title,
        "" if closed else part_words(scheduled, activity, words, around.now) or activity.form,
        other or activity.prompt,
        content,
        join,
        clock,
        notice,
        () if other else instruction_beside(activity, content),
    )


def _join(around: Around) -> Join:
    access = around.access
    address = access.origin.removeprefix("http://") if access.origin else ""
    wifi = around.wifi.qr_text if around.wifi is not None else ""
    return Join(address, access.code, access.sign, access.url if address else "", wifi)


def _clock(state: State, scheduled: ScheduledActivity, words: Words, now: datetime) -> Clock:
    reading = read_clock(state, scheduled, now)
    urgency = level(scheduled, now)
    if urgency is Level.OVER:
        return Clock(clock_text(0), words("audience.time-up"), urgency)
    label = "terminal.clock.paused" if reading.paused else f"terminal.clock.{urgency.value}"
    return Clock(reading.digits, words(label), urgency)


def _talk_clock(left: float, words: Words) -> Clock:
    """The time for the one card that is talked about, which goes before that of the activity meanwhile."""
    if left <= 0:
        return Clock(clock_text(0), words("audience.talk-over"), Level.OVER)
    return Clock(clock_text(left), words("audience.talk-left"), Level.CALM)


def _again(scheduled: ScheduledActivity, words: Words, now: datetime) -> str:
    """When the break is over, as a clock shows it; nothing while that cannot be said."""
    if seconds_left(scheduled, now) <= 0:
        return words("audience.again-now")
    if scheduled.running_since is None:
        return words("terminal.clock.paused")
    end = break_end(scheduled, now)
    return words("audience.again", time=clock_time(end, words.language)) if end is not None else ""


def _lobby(state: State, method: Method, words: Words, join: Join) -> Lobby:
    people = active_participants(state)
    counted = words("terminal.lobby.count", n=len(people)) if people else words("audience.nobody-yet")
    counted = " · ".join(filter(None, (counted, collecting_words(state, method, words))))
    names = tuple(person.alias for person in reversed(people))
    sign = words("signs.shown", sign=join.sign) if join.sign else ""
    return Lobby(
        counted,
        names,
        sign,
        words("audience.join"),
        words("audience.wifi"),
        lobby_question(state, method, words),
        words("audience.how"),
    )


def _end(state: State, words: Words) -> End:
    new = steps_of_meeting(state)
    steps = [_agreed(step, words) for step in new]
    open_before = [_agreed(step, words) for step in open_steps(state) if step not in new]
    decided = [
        Item(row.text, ", ".join(step.who for step in steps_of_decision(state, row.id) if step.who))
        for row in decisions(state)
    ]
    groups = [
        Group(words(f"audience.{heading}"), tuple(items))
        for heading, items in (
            ("decided", decided),
            ("agreed", steps),
            ("open-before", open_before),
        )
        if items
    ]
    parked = parked_group(state, words)
    groups += [parked] if parked.items else []
    lines = tuple(filter(None, (next_meeting_line(state, words), words("terminal.end.phones"))))
    return End(words("terminal.end.thanks"), lines, tuple(groups))


def _agreed(step: NextStep, words: Words) -> Item:
    return Item(step.what, who_and_when(step, words))
