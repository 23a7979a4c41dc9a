"""Asks for what stands at the top of the minutes, and keeps it in the session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prompts.language.words import Words
from sessions.command_answers import Accepted
from sessions.commands import DescribeMeeting
from sessions.model import MeetingDetails
from sessions.rules.meeting.meeting_details import LONGEST, details_of
from workshop.facilitating.conversation import Conversation, Field
from workshop.facilitating.shared_questions import edits


def head_now(talk: Conversation) -> str:
    """How much of it has been filled in, in words."""
    row = details_of(talk.situation.state)
    return head_filled((getattr(row, name) for name in LONGEST), talk.words)


async def ask_head(talk: Conversation) -> None:
    """Show the form, and keep what it says."""
    words, state = talk.words, talk.situation.state
    now = details_of(state)
    fields = head_fields(words, {name: getattr(now, name) for name in LONGEST})

    def command(seen: tuple[MeetingDetails, ...], filled: dict[str, str]) -> DescribeMeeting:
        return DescribeMeeting(**{name: filled[name] for name in LONGEST}, seen=seen)

    save = edits(talk, now, details_of, command)

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await save(filled)

    if await talk.fill_in(
        words("terminal.export.head-title"), fields, send, note=words("terminal.export.head-note")
    ):
        talk.tell("terminal.export.head-saved")


def head_fields(words: Words, texts: Mapping[str, str]) -> tuple[Field, ...]:
    """A field for each of `LONGEST`, filled with `texts`."""
    return tuple(
        Field(name, _label(words, name), texts.get(name, ""), optional=True, wanted=True, longest=longest)
        for name, longest in LONGEST.items()
    )


def head_filled(texts: Iterable[str], words: Words) -> str:
    """How many of these fields have a text, in words."""
    filled = sum(map(bool, texts))
    return words("terminal.export.head-some", n=filled) if filled else words("terminal.export.head-none")


def _label(words: Words, name: str) -> str:
    if name == "absentees":
        return words("terminal.export.head-absentees")
    return words(f"minutes.facts.{name.replace('_', '-')}")
