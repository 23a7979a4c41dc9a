"""Present: the text is in the activity; the approaches come along where they are introduced."""

from __future__ import annotations

import msgspec

from prompts.methods.model import Kind, Phase
from workshop.web.contract.routes import Route
from workshop.web.contract.view_shapes import CategoryPart
from workshop.web.views.view_context import Viewer


class PresentPart(msgspec.Struct, frozen=True):
    """A text to read; `categories` where they are what is presented."""

    categories: tuple[CategoryPart, ...]


PART = PresentPart
ROUTES: tuple[Route, ...] = ()


def part(viewer: Viewer) -> PresentPart:
    """The categories in the step where cards are sorted into them, otherwise nothing."""
    return PresentPart(viewer.categories() if _introduces_categories(viewer) else ())


def _introduces_categories(viewer: Viewer) -> bool:
    activity = viewer.activity
    return not activity.pause and any(
        other.kind is Kind.PLACE and other.phase is not Phase.GOALS and other.step == activity.step
        for other in viewer.method.activities
    )
