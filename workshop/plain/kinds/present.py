"""Present: the activity's text; if it introduces the categories, each can be read in detail."""

from __future__ import annotations

from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.line_conversation import LineConversation

PARTS = ("works_when", "fails_when", "means", "resources", "warning_signs", "examples")


def _about_categories(desk: LineConversation) -> bool:
    signs = {line[:1] for line in desk.activity.body}
    categories = desk.live.method.categories
    return bool(categories) and all(known.sign in signs for known in categories)


def show(desk: LineConversation) -> None:
    """Print the text."""
    desk.console.lines(desk.activity.body)


async def _closely(desk: LineConversation) -> None:
    category = await desk.category(desk.words("plain.present.which"))
    desk.console.lines((category.title, category.short, category.leader_role))
    for part in PARTS:
        lines = getattr(category, part)
        if lines:
            desk.say(f"panels.present.{part}")
            desk.console.lines(lines)


ACTIONS = (Action("o", "plain.act.approach", _closely, _about_categories),)
