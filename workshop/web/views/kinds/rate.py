"""Rate: one's own numbers; the spread once it is revealed, and never of a handful of people."""

from __future__ import annotations

from sessions.tally import rating_spread
from workshop.web.contract.view_shapes import RatePart, ScalePart, SpreadPart, StatementPart
from workshop.web.views.viewer import Viewer


def part(viewer: Viewer) -> RatePart:
    """The scale, the statements, own ratings, and the spread when it may be shown."""
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
