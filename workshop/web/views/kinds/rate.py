"""Rate: the participant's own numbers; the distribution once revealed, and never of very few people."""

from __future__ import annotations

import msgspec

from sessions.commands import Command, GiveRating
from sessions.vote_tally import rating_spread
from workshop.web.contract.requests import Body, KeyText, Shown, SmallNumber
from workshop.web.contract.routes import post
from workshop.web.views.view_context import Viewer


class ScalePart(msgspec.Struct, frozen=True):
    """The numbers a rating may take; `labels` pairs a number with its text."""

    lowest: int
    highest: int
    labels: tuple[tuple[int, str], ...]


class StatementPart(msgspec.Struct, frozen=True):
    """Something to rate."""

    key: str
    text: str


class SpreadPart(msgspec.Struct, frozen=True):
    """How a statement was rated. `counts` is empty where fewer than five have answered."""

    statement: str
    counts: tuple[tuple[int, int], ...]
    answers: int


class RatePart(msgspec.Struct, frozen=True):
    """`spread` is null until revealed."""

    scale: ScalePart
    statements: tuple[StatementPart, ...]
    mine: dict[str, int]
    spread: tuple[SpreadPart, ...] | None


class RatingBody(Body, frozen=True):
    """A number on the activity's scale."""

    statement: KeyText
    value: SmallNumber
    activity: Shown = msgspec.UNSET


PART = RatePart


def part(viewer: Viewer) -> RatePart:
    """The scale, the statements, own ratings, and the distribution if it may be shown."""
    scale = viewer.activity.scale
    own = viewer.state.ratings.where("participant", viewer.participant.id)
    return RatePart(
        scale=ScalePart(scale.lowest, scale.highest, scale.labels) if scale else ScalePart(0, 0, ()),
        statements=tuple(StatementPart(item.key, item.text) for item in viewer.activity.statements),
        mine={row.statement: row.value for row in own if row.scheduled == viewer.scheduled.id},
        spread=viewer.shared("spread", lambda: _spread(viewer)) if viewer.others_shown else None,
    )


def _spread(viewer: Viewer) -> tuple[SpreadPart, ...]:
    if viewer.activity.scale is None:
        return ()
    return tuple(_spread_of(viewer, statement.key) for statement in viewer.activity.statements)


def _spread_of(viewer: Viewer, statement: str) -> SpreadPart:
    spread = rating_spread(viewer.state, viewer.method, viewer.scheduled, statement)
    counts = spread.counts if viewer.enough(spread.answers) else ()
    return SpreadPart(statement, counts, spread.answers)


def _rated(body: RatingBody, card: str) -> Command:
    return GiveRating(body.statement, body.value, activity=body.activity or None)


ROUTES = (post("/api/ratings", "rate", "Rate a statement.", RatingBody, _rated, 409),)
