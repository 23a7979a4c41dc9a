"""When the group meets again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompts.language.formatting import long_date
from prompts.language.typed_dates import LONGEST_DATE
from sessions.commands import SetNextMeeting
from sessions.rules.dates import parsed_date
from workshop.facilitating.conversation import Conversation, Field

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
        return await talk.send(SetNextMeeting(parsed_date(filled["date"], reference)))

    await talk.fill_in(words("rounds.next-title"), (field,), send)
