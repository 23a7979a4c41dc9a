"""The run sheet: opening, skipping, moving and adding activities, minutes, and catching up when late."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.model import ActivityStatus, ScheduledActivity
from sessions.rules.clock_and_input import allotted_minutes, elapsed_seconds
from workshop.facilitating.acts.anytime.run_sheet import ACTS
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.conversation.menu import submenu
from workshop.plain.leading.clock_words import plan_words


def _line(desk: LineConversation, row: ScheduledActivity) -> str:
    words = desk.words
    used = round(elapsed_seconds(row, desk.now) / 60)
    parts = [
        desk.live.method.activity(row.activity).title,
        words("terminal.run-sheet.minutes", n=allotted_minutes(row)),
        words(f"plain.sheet.{row.status.value}"),
    ]
    if used and row.status is not ActivityStatus.WAITING:
        parts.append(words("terminal.run-sheet.used", n=used))
    return ", ".join(part for part in parts if part)


def _show(desk: LineConversation) -> Iterator[str]:
    yield plan_words(desk.state, desk.words, desk.now)
    for number, row in enumerate(desk.state.run_sheet(), start=1):
        yield f"{number} {_line(desk, row)}"


async def run_sheet(desk: LineConversation) -> None:
    """Show the run sheet and its actions."""
    await submenu(desk, "terminal.run-sheet.title", _show, actions_of(ACTS))
