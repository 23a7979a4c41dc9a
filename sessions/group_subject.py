"""The group itself, where a form is filled in once for all instead of for each card.

Faces and minutes read forms by card, so the group has the place of one: it is in no deck, has no number, and
its text is the title of the form.
"""

from __future__ import annotations

from prompts.methods.model import Activity, Kind
from sessions.model import Card, CardId, ScheduledId

GROUP = CardId("group")
"""What the group's own answers are about. A field's key is unique in a method, so the forms share it."""


def is_about_group(activity: Activity) -> bool:
    """Whether the activity fills in one form for the whole group."""
    return activity.kind is Kind.RECORD and not activity.deck


def group_subject(activity: Activity) -> Card:
    """The group in the place of a card."""
    return Card(
        id=GROUP,
        deck="",
        number=0,
        scheduled=ScheduledId(""),
        author=None,
        text=activity.record.title if activity.record is not None else activity.title,
        status="",
        occurred="",
        outcome="",
        theme=None,
        merged_into=None,
        hidden=False,
        withdrawn=False,
        agreed=None,
        next_category=None,
        disagreement="",
        behaviour_goal="",
        meeting=1,
        created_at=None,
    )
