"""Review: earlier meetings' agreements, their progress, and what was learned."""

from __future__ import annotations

import msgspec

from sessions.commands import Command, TellProgress
from sessions.model import AgreementId, StepStatus
from sessions.queries.agreements import steps_to_review
from workshop.web.contract.requests import Body, KeyText, Name, Shown
from workshop.web.contract.routes import post
from workshop.web.views.kinds.agree import AgreePart, agreements, for_one
from workshop.web.views.view_context import Viewer


class ProgressBody(Body, frozen=True):
    """How far the agreement `step`, which names the participant, has come, and who has seen its result."""

    step: KeyText
    status: StepStatus
    seen_by: Name | msgspec.UnsetType = msgspec.UNSET
    activity: Shown = msgspec.UNSET


PART = AgreePart


def part(viewer: Viewer) -> AgreePart:
    """The same agreements as on the projector, in their current state."""
    steps = steps_to_review(viewer.state)
    return for_one(viewer, steps, viewer.shared("review", lambda: agreements(viewer, steps)))


def _progress(body: ProgressBody, card: str) -> Command:
    seen_by = None if body.seen_by is msgspec.UNSET else body.seen_by
    return TellProgress(AgreementId(body.step), body.status, seen_by, activity=body.activity or None)


ROUTES = (
    post(
        "/api/progress",
        "progress",
        "Say how far one's own agreement is.",
        ProgressBody,
        _progress,
        403,
        404,
        409,
    ),
)
