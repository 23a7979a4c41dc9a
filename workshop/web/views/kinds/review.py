"""Review: earlier meetings' agreements, their progress, and what was learned."""

from __future__ import annotations

from sessions.agreements import steps_to_review
from workshop.web.contract.routes import Route
from workshop.web.views.kinds.agree import AgreePart, agreements
from workshop.web.views.view_context import Viewer

PART = AgreePart
ROUTES: tuple[Route, ...] = ()


def part(viewer: Viewer) -> AgreePart:
    """The same agreements as on the projector, in their current state."""
    return viewer.shared("review", lambda: agreements(viewer, steps_to_review(viewer.state)))
