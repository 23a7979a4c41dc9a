"""When the group meets again."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from prompts.language.formatting import day_in_full, long_date
from prompts.language.typed_dates import LONGEST_DATE
from sessions.commands import SetNextMeeting
from sessions.rules.dates import parsed_date
from workshop.facilitating.conversation import Conversation, Field, LeftError

if TYPE_CHECKING:
    from sessions.command_answers import Accepted


async def next_meeting(talk: Conversation) -> None:
    """Write down when the group meets again: in the minutes, the calendar file and on the last screen."""
    words, state, reference = talk.words, talk.situation.state, talk.date_reference
    known = state.meetings.get(state.workshop.meeting)
    day = known.next_date if known is not None else None
    field = Field(
        "date",
        words("rounds.next-field"),
        long_date(day, words.language) if day is not None else "",
        optional=True,
        longest=LONGEST_DATE,
        reference=reference,
    )

    async def send(filled: dict[str, str]) -> Accepted | None:
        wanted = parsed_date(filled["date"], reference)
        if wanted is not None and wanted != day:
            try:
                wanted = await _working_day(talk, wanted)
            except LeftError:  # back to the form, to type another date
                return None
        answer = await talk.send(SetNextMeeting(wanted))
        if answer is not None and wanted is not None:
            talk.tell("rounds.next-kept", date=day_in_full(wanted, words.language))
        return answer

    await talk.fill_in(words("rounds.next-title"), (field,), send)


async def _working_day(talk: Conversation, wanted: date) -> date:
    """`wanted`, or the next working day if it is none and the group prefers that. Raises LeftError."""
    from exports.contents.follow_up_dates import first_working_day

    words = talk.words
    # The calendar of holidays takes a moment to load: not on the event loop.
    working = await asyncio.to_thread(first_working_day, wanted, words.language)
    if working == wanted:
        return wanted
    days = {"working": working, "typed": wanted}
    choices = [
        (key, words(f"rounds.next-{key}", date=day_in_full(day, words.language))) for key, day in days.items()
    ]
    title = words("rounds.next-not-working", date=day_in_full(wanted, words.language))
    return days[await talk.choose(title, choices)]
