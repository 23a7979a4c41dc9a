"""What the group believed of itself, meeting by meeting: its ability, and its support for what it agreed.

Ability is a rating whose numbers another rating is held against (`beside` in the method), support one on a
scale with a threshold. The statements of a rating are counted together, so that one picture of a meeting
says how the group saw itself. Nobody's own answer can be read from it: statements that too few have rated
to be told are left out, and so is what this meeting has not shown yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from prompts.methods.model import Activity, Method, Scale
from sessions.model import ScheduledActivity
from sessions.state import State
from sessions.tallies.vote_tally import spread_in
from sessions.visibility import may_phones_see, spread_is_shown


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered in one meeting; `counts` holds every value of the scale in rising order."""

    meeting: int
    counts: tuple[tuple[int, int], ...]

    @property
    def answers(self) -> int:
        """How many answers there are, those to all statements."""
        return sum(count for _, count in self.counts)

    @property
    def mean(self) -> float:
        """Their mean."""
        return sum(value * count for value, count in self.counts) / self.answers


@dataclass(frozen=True, slots=True)
class Belief:
    """One rating over the meetings that asked it, the first one first; never empty."""

    activity: str
    title: str
    scale: Scale
    meetings: tuple[Asked, ...]


def beliefs(state: State, method: Method) -> tuple[Belief, ...]:
    """Every rating of the group's own ability and support that anything may be told of."""
    held_against = {activity.beside for activity in method.activities if activity.beside}
    found = []
    for activity in method.activities:
        scale = activity.scale
        if scale is None or not activity.statements:
            continue
        if activity.key in held_against or scale.threshold is not None:
            meetings = tuple(_asked(state, activity, scale))
            if meetings:
                found.append(Belief(activity.key, activity.title, scale, meetings))
    return tuple(found)


def _asked(state: State, activity: Activity, scale: Scale) -> Iterator[Asked]:
    rows = [row for row in state.scheduled if row.activity == activity.key]
    by_meeting: dict[int, Counter[int]] = {}
    for row in sorted(rows, key=lambda row: (row.meeting, row.position)):
        counts = by_meeting.setdefault(row.meeting, Counter())
        for statement in activity.statements if _is_shown(state, row, activity) else ():
            spread = spread_in(state, activity, row, statement.key)
            if spread_is_shown(state, spread.answers):
                counts.update(dict(spread.counts))
    values = range(scale.lowest, scale.highest + 1)
    for meeting, counts in by_meeting.items():
        if counts.total():
            yield Asked(meeting, tuple((value, counts[value]) for value in values))


def _is_shown(state: State, row: ScheduledActivity, activity: Activity) -> bool:
    return row.meeting < state.workshop.meeting or may_phones_see(row, activity)
