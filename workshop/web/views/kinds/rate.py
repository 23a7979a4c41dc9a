"""Rate: the participant's own numbers; the distribution once revealed, and never of very few people."""

from __future__ import annotations

import msgspec

from prompts.language.formatting import long_date
from prompts.language.formatting import mean as shown_mean
from prompts.methods.model import Scale
from sessions.commands import Command, GiveRating
from sessions.queries.agreements import steps_of_meeting
from sessions.queries.comparing import held_beside
from sessions.queries.ratings import Measure, distances, measures_of, rated_in, spread_of
from workshop.web.contract.requests import Body, KeyText, Shown, SmallNumber
from workshop.web.contract.routes import post
from workshop.web.views.view_context import Viewer


class ScalePart(msgspec.Struct, frozen=True):
    """The numbers a rating may take; `labels` pairs a number with its text, `title` may be empty."""

    lowest: int
    highest: int
    labels: tuple[tuple[int, str], ...]
    title: str = ""


class StatementPart(msgspec.Struct, frozen=True):
    """Something to rate: a statement, or a card under its id."""

    key: str
    text: str


class SpreadPart(msgspec.Struct, frozen=True):
    """How a statement was rated. `counts` is empty where fewer than five have answered.

    `scale` is 1 for the second scale; `apart` is the distance to it from the first, told with the second.
    """

    statement: str
    counts: tuple[tuple[int, int], ...]
    answers: int
    scale: int = 0
    apart: float | None = None


class HeldPart(msgspec.Struct, frozen=True):
    """What is set beside: a statement of the rating called `title`, and its mean in each meeting.

    `means` are written with one decimal as the workshop's language does, the oldest first.
    """

    title: str
    text: str
    means: tuple[str, ...]
    highest: int


class RatePart(msgspec.Struct, frozen=True):
    """`spread` is null until revealed; `second_scale` where everything is rated on two, else null.

    `agreed` is what the group is asked to support: each agreement with who and when.
    """

    scale: ScalePart
    statements: tuple[StatementPart, ...]
    mine: dict[str, int]
    spread: tuple[SpreadPart, ...] | None
    second_scale: ScalePart | None = None
    mine_second: dict[str, int] = {}
    held: tuple[HeldPart, ...] = ()
    agreed: tuple[str, ...] = ()


class RatingBody(Body, frozen=True):
    """A number on the activity's scale, or with `scale` 1 on its second."""

    statement: KeyText
    value: SmallNumber
    scale: SmallNumber | msgspec.UnsetType = msgspec.UNSET
    activity: Shown = msgspec.UNSET


PART = RatePart


def part(viewer: Viewer) -> RatePart:
    """The scale, the statements, own ratings, and the distribution if it may be shown."""
    activity = viewer.activity
    own = viewer.state.ratings.where("participant", viewer.participant.id)
    given = [row for row in own if row.scheduled == viewer.scheduled.id]
    return RatePart(
        scale=_scale(activity.scale) if activity.scale else ScalePart(0, 0, ()),
        statements=viewer.shared("rated", lambda: _rated_parts(viewer)),
        mine={row.statement: row.value for row in given if not row.scale},
        spread=viewer.shared("spread", lambda: _spread(viewer)) if viewer.others_shown else None,
        second_scale=_scale(activity.second_scale) if activity.second_scale else None,
        held=viewer.shared("held", lambda: _held(viewer)) if viewer.others_shown else (),
        agreed=viewer.shared("agreed", lambda: _agreed(viewer)),
        mine_second={row.statement: row.value for row in given if row.scale},
    )


def _scale(scale: Scale) -> ScalePart:
    return ScalePart(scale.lowest, scale.highest, scale.labels, scale.title)


def _rated_parts(viewer: Viewer) -> tuple[StatementPart, ...]:
    return tuple(StatementPart(item.key, item.text) for item in rated_in(viewer.state, viewer.activity))


def _agreed(viewer: Viewer) -> tuple[str, ...]:
    scale, language = viewer.activity.scale, viewer.state.workshop.language
    if scale is None or scale.threshold is None:
        return ()
    told = []
    for step in steps_of_meeting(viewer.state):
        due = long_date(step.due, language) if step.due is not None else step.due_words
        told.append(" · ".join(part for part in (step.what, step.who, due) if part))
    return tuple(told)


def _held(viewer: Viewer) -> tuple[HeldPart, ...]:
    language = viewer.state.workshop.language
    return tuple(
        HeldPart(
            each.title,
            each.statement.text,
            tuple(shown_mean(mean, language) for _, mean in each.means),
            each.scale.highest,
        )
        for each in held_beside(viewer.state, viewer.method, viewer.scheduled)
    )


def _spread(viewer: Viewer) -> tuple[SpreadPart, ...]:
    found = distances(viewer.state, viewer.method, viewer.scheduled)
    apart = {each.statement.key: each.apart for each in found}
    return tuple(_spread_part(viewer, each, apart) for each in measures_of(viewer.state, viewer.activity))


def _spread_part(viewer: Viewer, measure: Measure, apart: dict[str, float]) -> SpreadPart:
    spread, key = spread_of(viewer.state, viewer.method, viewer.scheduled, measure), measure.statement.key
    counts = spread.counts if viewer.enough(spread.answers) else ()
    return SpreadPart(key, counts, spread.answers, measure.number, apart.get(key) if measure.number else None)


def _rated(body: RatingBody, card: str) -> Command:
    return GiveRating(body.statement, body.value, body.scale or 0, activity=body.activity or None)


ROUTES = (post("/api/ratings", "rate", "Rate a statement.", RatingBody, _rated, 409),)
