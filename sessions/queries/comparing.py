"""Numbers that a rating is held against: another rating's, and its own of earlier meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prompts.methods.model import Activity, Method, Scale, Statement
from sessions.model import ScheduledActivity
from sessions.state import State
from sessions.tallies.vote_tally import spread_in
from sessions.visibility import spread_is_shown


@dataclass(frozen=True, slots=True)
class Held:
    """A statement of the rating called `activity`, and its mean in each `meeting` that asked, oldest first.

    A meeting in which so few answered that it must not be told is left out.
    """

    activity: str
    title: str
    statement: Statement
    scale: Scale
    means: tuple[tuple[int, float], ...]


def held_beside(state: State, method: Method, scheduled: ScheduledActivity) -> tuple[Held, ...]:
    """What is set beside the numbers of a rating that names another: the numbers of that one, and its own
    statements where an earlier meeting rated them as well.
    """
    activity = method.activity(scheduled.activity)
    if not activity.beside:
        return ()
    own = (each for each in _held(state, activity, scheduled) if len(each.means) > 1)
    return (*_held(state, method.activity(activity.beside), scheduled), *own)


def _held(state: State, activity: Activity, upto: ScheduledActivity) -> Iterator[Held]:
    if activity.scale is None:
        return
    rows = [row for row in state.scheduled if row.activity == activity.key and row.meeting <= upto.meeting]
    rows.sort(key=lambda row: (row.meeting, row.position))
    for statement in activity.statements:
        means: dict[int, float] = {}
        for row in rows:
            spread = spread_in(state, activity, row, statement.key)
            if spread.mean is not None and spread_is_shown(state, spread.answers):
                means[row.meeting] = spread.mean
        if means:
            yield Held(activity.key, activity.title, statement, activity.scale, tuple(means.items()))
