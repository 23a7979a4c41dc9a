"""Present: the text is in the activity; the approaches come along where they are introduced."""

from __future__ import annotations

from prompts.methods.model import Kind, Phase
from workshop.web.contract.view_shapes import PresentPart
from workshop.web.views.viewer import Viewer


def part(viewer: Viewer) -> PresentPart:
    """The categories in the step where cards are sorted into them, otherwise nothing."""
    return PresentPart(viewer.categories() if _introduces_categories(viewer) else ())


def _introduces_categories(viewer: Viewer) -> bool:
    activity = viewer.activity
    return not activity.pause and any(
        other.kind is Kind.PLACE and other.phase is not Phase.GOALS and other.step == activity.step
        for other in viewer.method.activities
    )
