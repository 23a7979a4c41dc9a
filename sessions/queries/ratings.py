"""What is rated in an activity: statements or cards, on one scale or two."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.language.formatting import in_tenths
from prompts.methods.model import Activity, Method, Scale, Statement
from sessions.model import ScheduledActivity
from sessions.queries.carrying import cards_of
from sessions.queries.origins import with_origin
from sessions.state import State
from sessions.tallies.vote_tally import Spread, rating_spread
from sessions.visibility import spread_is_shown


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing rated on one scale. `number` is 0 for the activity's first scale and 1 for its second.

    `text` is what is rated, and where there are two scales, on which.
    """

    statement: Statement
    scale: Scale
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one thing is rated apart on two scales: the means, and the first less the second."""

    statement: Statement
    first: float
    second: float

    @property
    def apart(self) -> float:
        """The mean on the first scale less that on the second, both as they are shown."""
        return round(in_tenths(self.first) - in_tenths(self.second), 1)


def scales_of(activity: Activity) -> tuple[Scale, ...]:
    """The scales that everything in the activity is rated on."""
    return tuple(scale for scale in (activity.scale, activity.second_scale) if scale is not None)


def rated_in(state: State, activity: Activity) -> tuple[Statement, ...]:
    """What is rated: the activity's statements, or a statement for each card of its deck."""
    if not activity.deck:
        return activity.statements
    return tuple(Statement(card.id, with_origin(card)) for card in cards_of(state, activity))


def measures_of(state: State, activity: Activity) -> tuple[Measure, ...]:
    """Everything that is rated on each of its scales, what belongs together side by side."""
    scales = scales_of(activity)
    return tuple(
        Measure(
            statement,
            scale,
            number,
            f"{statement.text} · {scale.title}" if len(scales) > 1 else statement.text,
        )
        for statement in rated_in(state, activity)
        for number, scale in enumerate(scales)
    )


def spread_of(state: State, method: Method, scheduled: ScheduledActivity, measure: Measure) -> Spread:
    """How one thing was rated on one scale."""
    return rating_spread(state, method, scheduled, measure.statement.key, measure.number)


def distances(state: State, method: Method, scheduled: ScheduledActivity) -> tuple[Distance, ...]:
    """The distances that may be shown, the largest first; none in an activity with one scale."""
    activity = method.activity(scheduled.activity)
    if len(scales_of(activity)) < 2:
        return ()
    found = []
    for statement in rated_in(state, activity):
        spreads = [rating_spread(state, method, scheduled, statement.key, number) for number in (0, 1)]
        first, second = (spread.mean for spread in spreads)
        shown = all(spread_is_shown(state, spread.answers) for spread in spreads)
        if shown and first is not None and second is not None:
            found.append(Distance(statement, first, second))
    return tuple(sorted(found, key=lambda each: -each.apart))
