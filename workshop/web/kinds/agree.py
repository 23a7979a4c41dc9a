"""Agree and review: the agreements as they stand, and what was parked."""

from __future__ import annotations

from sessions.model import NextStep
from workshop.web.parts import AgreePart, NextStepPart, ParkedPart
from workshop.web.viewer import Viewer


def part(viewer: Viewer) -> AgreePart:
    """All agreements and parked items that have not been taken away."""
    return viewer.shared("agreements", lambda: _part(viewer))


def _part(viewer: Viewer) -> AgreePart:
    steps = sorted((row for row in viewer.state.next_steps if not row.removed), key=lambda row: row.number)
    parked = sorted((row for row in viewer.state.parked_items if not row.removed), key=lambda row: row.number)
    return AgreePart(
        next_steps=tuple(_step(viewer, row) for row in steps),
        parked=tuple(ParkedPart(row.number, row.text, row.who) for row in parked),
    )


def _step(viewer: Viewer, row: NextStep) -> NextStepPart:
    card = viewer.state.cards.get(row.card)
    return NextStepPart(
        number=row.number,
        who=row.who,
        what=row.what,
        due=row.due,
        first_visible_result=row.first_visible_result,
        resources=row.resources,
        help=row.help,
        status=str(row.status),
        learning=row.learning,
        initiative=card.text if card and not (card.withdrawn or card.hidden) else "",
    )
