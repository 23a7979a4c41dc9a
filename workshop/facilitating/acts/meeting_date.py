"""The day of the meeting, where it begins on another than was planned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from prompts.language.formatting import day_in_full
from sessions.clock import local_day
from sessions.commands import EditWorkshop
from sessions.model import WorkshopStatus
from workshop.facilitating.conversation import Conversation
from workshop.machine.folders import PRACTICE

if TYPE_CHECKING:
    from sessions.command_answers import Accepted


async def settle_date(talk: Conversation) -> None:
    """As a meeting begins on another day than its date, ask which one the minutes are to say.

    A demo and a rehearsal are never asked: the day of their case is part of the story.
    """
    if talk.session.path.parent.name == PRACTICE:
        return
    workshop, today = talk.situation.state.workshop, local_day(talk.session.clock.now())
    if workshop.status is not WorkshopStatus.LOBBY or workshop.date in (None, today):
        return
    words = talk.words
    planned = day_in_full(workshop.date or today, words.language)
    choices = [
        ("today", words("terminal.other-day.today", date=day_in_full(today, words.language))),
        ("planned", words("terminal.other-day.planned", date=planned)),
    ]
    question = words("terminal.other-day.question", date=planned)
    if (
        await talk.choose(question, choices, note=words("terminal.other-day.note"), current="today")
        == "today"
    ):
        await meets_on(talk, today)


async def meets_on(talk: Conversation, day: date) -> Accepted | None:
    """Change nothing about the workshop but the day of its meeting."""
    now = talk.situation.state.workshop
    names = now.title, now.organisation, now.group_name
    return await talk.send(EditWorkshop(*names, now.dots, now.max_per_item, (now,), day))
