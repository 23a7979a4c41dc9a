"""Present: the text is in the activity; the categories are included where they are introduced."""

from __future__ import annotations

import msgspec

from workshop.web.contract.routes import Route
from workshop.web.contract.view_shapes import CategoryPart
from workshop.web.views.view_context import Viewer


class PresentPart(msgspec.Struct, frozen=True):
    """A text to read; `categories` if they are being presented, and where the method's own come from."""

    categories: tuple[CategoryPart, ...]
    source: str


PART = PresentPart
ROUTES: tuple[Route, ...] = ()


def part(viewer: Viewer) -> PresentPart:
    """The categories if the activity is in the step where cards are sorted into them, else none."""
    method, activity = viewer.method, viewer.activity
    if not method.introduces_categories(activity):
        return PresentPart((), "")
    return PresentPart(viewer.categories(), "" if activity.category_set.key else method.source_line)
